"""Request evidence: one letter with everything that is missing, one deadline, one code (§§ 60, 66 SGB I)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from nahbar.benefits import registry
from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.briefcodes import Briefcode, last_day, new_briefcode, stands_on
from nahbar.domain.applications.models import Antrag, Nachweis
from nahbar.domain.applications.queries import nachweise
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions.errors import DecisionError, NotSubmitted, RoleMissing
from nahbar.domain.decisions.letters import BescheidIncomplete, letter_for
from nahbar.domain.decisions.policies import can_decide
from nahbar.domain.mailroom import actions as mailroom
from nahbar.domain.mailroom.deadlines import seat
from nahbar.domain.mailroom.models import Brief
from nahbar.law.holidays import next_working_day
from nahbar.law.sgb10.bekanntgabe import bekanntgabe_by_post
from nahbar.law.sgb10.fristen import authority_deadline
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.letters import Nachforderung, Signature, Wanted, check_letter, render, words
from nahbar.platform.letters.coverage import showable
from nahbar.procedures.tell_citizen import tell_citizen

PERIOD_DAYS = 14
DEADLINE_TASK = "frist_unterlagen"
OPEN_STATES = (Antrag.Stand.EINGEGANGEN, Antrag.Stand.VORGELEGT)


class NothingWanted(DecisionError):
    """No paper was chosen, or one that the application does not know."""

    def __init__(self) -> None:
        super().__init__("Bitte wählen Sie mindestens eine Unterlage aus der Liste dieses Antrags.")


class DeadlineTooShort(DecisionError):
    """The letter would arrive when the period is over."""

    def __init__(self, served: date) -> None:
        super().__init__(
            f"Die Frist ist zu kurz: Der Brief gilt frühestens am {words.day(served)} als bekannt gegeben. "
            "Bitte wählen Sie einen späteren Tag."
        )


@transaction.atomic
def request_evidence(*, acting: Actor, antrag: Antrag, keys: Sequence[str], frist: date | None = None) -> Brief:
    """Ask once for all papers of `keys`, by post because of the written form of § 66 Abs. 3 SGB I.

    `frist` defaults to 14 days after the assumed Bekanntgabe, moved to a working day (§ 26 SGB X). The letter carries
    a code of its own, which opens these papers and nothing else (C03).
    Raises NothingWanted, DeadlineTooShort, NotSubmitted, RoleMissing.
    """
    if not can_decide(acting):
        raise RoleMissing()
    current = applications.lock(antrag)
    if current.stand not in OPEN_STATES or current.person is None or current.akte is None or current.vorgang is None:
        raise NotSubmitted()
    known = {row.key: row for row in nachweise(current)}
    chosen = [known[key] for key in dict.fromkeys(keys) if key in known]
    if not chosen or len(chosen) != len(set(keys)):
        raise NothingWanted()
    where, served = seat(), bekanntgabe_by_post(clock.today())
    until = frist or authority_deadline(served, PERIOD_DAYS, where.land, where.ags)
    if until <= served:
        raise DeadlineTooShort(served)
    asked = [
        applications.ask_for(
            acting=acting, antrag=current, key=row.key, titel=row.titel, grund=row.grund, norm=row.norm, bis=until
        )
        for row in chosen
    ]
    printed = new_briefcode(
        acting=acting, antrag=current, zweck=Briefcode.Zweck.UNTERLAGEN, frist=until,
        nachweise=[row.key for row in asked],
    )  # fmt: skip
    brief = mailroom.create_brief(
        acting=acting,
        akte=current.akte,
        vorgang=current.vorgang,
        person=current.person,
        art="nachforderung",
        betreff=f"Bitte um Unterlagen bis {words.day(until)}",
        pdf=_letter(acting, current, [Wanted(row.titel, row.grund, row.norm) for row in asked], until, printed.code),
        weg=Brief.Weg.POST,
        schriftform=True,
    )
    stands_on(acting=acting, briefcode=printed.row, brief=brief)
    _watch(acting, current, until, [row.titel for row in asked])
    tell_citizen(acting=acting, akte=current.akte, anlass="unterlagen")
    return brief


def _letter(acting: Actor, antrag: Antrag, wanted: Sequence[Wanted], until: date, code: str) -> bytes:
    account = Account.objects.filter(id=acting.account_id).first()
    data = Nachforderung(
        letter=letter_for(antrag, account),
        leistung=registry.get(antrag.leistung).public_name(clock.today()),
        items=tuple(wanted),
        deadline=until,
        code=code,
        valid_until=last_day(until),
        url=letter_address(code),
        signature=Signature(name=account.name if account else acting.name, role=acting.role_label),
        consequence="In Ihrem Fall würden wir den Antrag ablehnen, bis die Unterlagen da sind.",
    )
    pdf = render("nachforderung", data.as_data())
    problems = check_letter(
        pdf,
        address_lines=[showable(line) for line in data.letter.address.lines],
        required=[
            showable(text)
            for text in (
                words.day(until), words.day(data.valid_until), data.code, *(item.title for item in wanted), "§ 66"
            )  # fmt: skip
        ],
    )
    if problems:
        raise BescheidIncomplete(problems)
    return pdf


def letter_address(code: str) -> str:
    """What the QR code of a letter opens: behind the # nothing reaches a server, its logs or a history in between."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/brief#{code}"


def settle_deadline(*, acting: Actor, antrag: Antrag) -> None:
    """Nothing that was asked for is open any more: the task that watches the deadline is done, the check remains."""
    asked = Nachweis.objects.filter(antrag=antrag, angefordert_bis__isnull=False)
    waiting = (Nachweis.Stand.FEHLT, Nachweis.Stand.UNBRAUCHBAR)
    if antrag.vorgang is not None and asked.exists() and not asked.filter(stand__in=waiting).exists():
        casefile.finish_aufgaben(acting=acting, vorgang=antrag.vorgang, art=DEADLINE_TASK)


def watch_deadline(acting: Actor, antrag: Antrag, until: date) -> None:
    """A task for the caseworker on the working day after the deadline: asked by letter or in a conversation."""
    assert antrag.akte is not None and antrag.vorgang is not None
    where = seat()
    task = casefile.add_aufgabe(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art=DEADLINE_TASK,
        titel="Frist für Unterlagen ist abgelaufen: prüfen, was da ist",
        frist=next_working_day(until + timedelta(days=1), where.land, where.ags),
        pool=Role.LEISTUNG.value,
    )
    casefile.postpone_aufgabe(acting=acting, aufgabe=task, until=until + timedelta(days=1))


def _watch(acting: Actor, antrag: Antrag, until: date, titles: Sequence[str]) -> None:
    assert antrag.akte is not None and antrag.vorgang is not None
    watch_deadline(acting, antrag, until)
    casefile.add_eintrag(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art="unterlagen_angefordert",
        text=f"Unterlagen angefordert bis {words.day(until)}: {', '.join(titles)}",
    )
