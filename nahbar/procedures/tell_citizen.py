"""Tell a person that there is news: a few words that say nothing, on the ways she chose (C11, C16)."""

from __future__ import annotations

import logging
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction

from nahbar.domain.casefile.models import Akte
from nahbar.domain.conversations import notices
from nahbar.domain.conversations.notice_queries import (
    WORDS,
    MailDoor,
    PushDoor,
    TryLater,
    WayDead,
    due_notices,
    is_confirmation,
    locked_notice,
)
from nahbar.domain.conversations.ways import Hinweis, Hinweisweg
from nahbar.domain.people.konto import held_change
from nahbar.platform import ports
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.jobs.queue import job
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import current_traeger_id, traeger_scope

logger = logging.getLogger(__name__)
AT_ONCE = 500
"""Notices of one Träger in one round."""
CONFIRM_SALT = "hinweise.bestaetigen"
SEND_JOB = "send_notice"


@transaction.atomic
def tell_citizen(*, acting: Actor, akte: Akte, anlass: str) -> None:
    """Let word that there is news wait for the applicant of this file, in the transaction of the event itself.

    `anlass` is a short key (`brief`, `bescheid`, `unterlagen`, `nachricht`, `termin`, …); it never leaves the house.
    Nobody is told who has not chosen it. Notices within 15 minutes are joined; between 21 and 7 o'clock they wait.
    This is no delivery and no Bekanntgabe (§ 37 SGB X), and no period begins with it: letters keep their own rules.
    """
    notices.add_notices(acting=acting, person=akte.person, anlass=anlass)


@every_minute("send_notices")
def send_notices(traeger_id: UUID) -> None:
    """Send what is due, each notice in a transaction of its own: again after a crash, at worst one goes out twice."""
    with traeger_scope(traeger_id):
        waiting = due_notices(AT_ONCE)
    for hinweis_id in waiting:
        with traeger_scope(traeger_id):
            notice = locked_notice(hinweis_id)
            if notice is not None:
                _send(notice)


@job(SEND_JOB)
def send_notice(hinweis: str) -> None:
    """Send one notice now if it is due; the round would do it within a minute."""
    notice = locked_notice(UUID(hinweis))
    if notice is not None:
        _send(notice)


def _send(notice: Hinweis) -> None:
    try:
        if notice.weg.kanal == Hinweisweg.Kanal.PUSH:
            push: PushDoor = ports.get("notice_push")
            push.send(notice.weg.adresse, notice.weg.schluessel, WORDS)
        else:
            _mail(notice)
    except WayDead:
        notices.note_dead(acting=MACHINE, hinweis=notice)
    except TryLater as reason:
        logger.warning("notice %s not sent: %s", notice.id, reason)
        notices.note_later(acting=MACHINE, hinweis=notice)
    else:
        notices.note_sent(acting=MACHINE, hinweis=notice)


def _mail(notice: Hinweis) -> None:
    mail: MailDoor = ports.get("notice_mail")
    way = notice.weg
    office = "" if way.diskret else Traeger.objects.get(id=current_traeger_id()).name
    sender = office or "Nachricht"
    if is_confirmation(notice):
        text = (
            "Bitte bestätigen Sie diese E-Mail-Adresse:\n"
            f"{confirm_link(way)}\n\n"
            "Der Link gilt zwei Tage. Wenn Sie das nicht waren, müssen Sie nichts tun: Dann kommt nichts mehr."
        )
        mail.send(way.adresse, sender, "Bitte bestätigen Sie Ihre Adresse", text)
    else:
        subject = f"Neue Nachricht: {office}" if office else "Neue Nachricht"
        mail.send(way.adresse, sender, subject, WORDS + _stop_words(way))


def _stop_words(way: Hinweisweg) -> str:
    """While another account waits: how to say that it was somebody else (U14). Names no account and no office."""
    change = held_change(way.person)
    if change is None:
        return ""
    link = f"{settings.PUBLIC_URL.rstrip('/')}/konto-stopp?code={change.stopp_code}"
    return (
        "\n\nEs geht um eine wichtige Änderung. Waren Sie das nicht? Dann stoppen Sie sie hier, ohne Anmeldung:\n"
        f"{link}"
    )


def confirm_link(way: Hinweisweg) -> str:
    """The address that confirms this way and shows nothing else; it opens no case."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/hinweise/bestaetigen/{sign(way.id)}"


def sign(way_id: UUID) -> str:
    """What the link of a confirmation carries."""
    return Signer(salt=CONFIRM_SALT, sep="~").sign(way_id.hex)


def way_in(link: str) -> UUID | None:
    """The way that a link confirms; None if the link was not made here."""
    try:
        return UUID(Signer(salt=CONFIRM_SALT, sep="~").unsign(link))
    except (BadSignature, ValueError):
        return None
