"""A person chooses on which ways she wants word that there is news: off by default, with consent, off again at once."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import acts_for
from nahbar.domain.applications.queries import own_antrag
from nahbar.domain.applications.vertretung_policies import SEHEN
from nahbar.domain.conversations import notices
from nahbar.domain.conversations.notice_errors import (
    BrowserWrong,
    ConfirmationOver,
    ConsentMissing,
    WayNotOffered,
)
from nahbar.domain.conversations.notice_queries import MailDoor, PushDoor, Ways, ways_of
from nahbar.domain.conversations.ways import Hinweisweg
from nahbar.domain.people.models import Person
from nahbar.platform import ports
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.jobs.queue import enqueue
from nahbar.procedures.tell_citizen import SEND_JOB, way_in


def offered_mail() -> bool:
    """True if a mail server is set up."""
    mail: MailDoor = ports.get("notice_mail")
    return mail.offered()


def offered_push() -> str:
    """The key that browsers subscribe with; empty where push is not set up."""
    push: PushDoor = ports.get("notice_push")
    return push.public_key()


def chosen_ways(acting: Actor, antrag: Antrag) -> Ways:
    """What the applicant has chosen; nothing for whoever acts for her. Raises AntragUnknown."""
    if acts_for(acting, antrag, SEHEN):
        return Ways(None, (), ())
    return ways_of(_person(acting, antrag))


def _person(acting: Actor, antrag: Antrag) -> Person:
    person = own_antrag(acting, antrag.id).person
    if person is None:
        raise AntragUnknown()
    return person


@transaction.atomic
def choose_mail(*, acting: Actor, antrag: Antrag, address: str, consent: bool, diskret: bool) -> Hinweisweg:
    """Note an address and send it the link that confirms it; until then nothing else goes there.

    Raises WayNotOffered, ConsentMissing, AddressWrong, TooOften, AntragUnknown.
    """
    person = _person(acting, antrag)
    if not offered_mail():
        raise WayNotOffered()
    if not consent:
        raise ConsentMissing()
    way = notices.add_mail(acting=acting, person=person, address=address, diskret=diskret)
    for hinweis in way.hinweise.all():
        enqueue(SEND_JOB, hinweis=hinweis.id)
    return way


def confirm_mail(*, acting: Actor, link: str) -> Hinweisweg:
    """The person has followed the link: the consent is complete. Raises ConfirmationOver."""
    way_id = way_in(link)
    if way_id is None:
        raise ConfirmationOver()
    return notices.confirm_mail(acting=acting, way_id=way_id)


@transaction.atomic
def choose_browser(
    *, acting: Actor, antrag: Antrag, endpoint: str, keys: Mapping[str, str], consent: bool
) -> Hinweisweg:
    """Switch on push in this browser; raises WayNotOffered, ConsentMissing, BrowserWrong, AntragUnknown."""
    person = _person(acting, antrag)
    push: PushDoor = ports.get("notice_push")
    if not push.public_key():
        raise WayNotOffered()
    if not consent:
        raise ConsentMissing()
    if not push.accepts(endpoint):
        raise BrowserWrong()
    return notices.add_browser(acting=acting, person=person, endpoint=endpoint, keys=keys, diskret=True)


@transaction.atomic
def withdraw_notices(*, acting: Actor, antrag: Antrag, way_id: UUID) -> None:
    """Take the consent back: from this moment nothing goes there, and the address is deleted. Raises AntragUnknown."""
    notices.withdraw(acting=acting, person=_person(acting, antrag), way_id=way_id)
