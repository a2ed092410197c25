"""Check somebody in who shows a card or the code of an appointment: the caseworker knows, nobody's file opens (C23)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from nahbar.domain.appointments import actions as appointments
from nahbar.domain.appointments import queries
from nahbar.domain.appointments.errors import TerminUnknown
from nahbar.domain.appointments.models import Termin
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte, Aufgabe, Vorgang
from nahbar.domain.people import cards_actions as cards
from nahbar.domain.people.cards import Kundenkarte
from nahbar.domain.people.cards_codes import is_card
from nahbar.domain.people.models import Person
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.zone import BERLIN

TASK = "besuch_da"
NEUTRAL = "Das können wir hier nicht lesen. Bitte gehen Sie zum Empfang, dort hilft Ihnen jemand weiter."
SENTENCES = {
    "abgelaufen": "Dieser Code gilt nicht mehr. Er wechselt alle 30 Sekunden: Zeigen Sie den, der jetzt zu sehen ist.",
    "benutzt": "Dieser Code war schon hier. Warten Sie, bis der nächste erscheint, und zeigen Sie ihn.",
    "jahr_fehlt": "In welchem Jahr sind Sie geboren?",
    "jahr_falsch": "Karte und Geburtsjahr passen nicht zusammen. Versuchen Sie es noch einmal.",
    "warten": "Zu viele Versuche. Bitte warten Sie einen Moment, oder gehen Sie zum Empfang.",
    "kein_termin": "Für heute finden wir keinen Termin.",
}
"""What the person is told; whatever is not here gets the neutral sentence. None of them tells a state of a case."""


@dataclass(frozen=True)
class CheckedIn:
    """What came of it: the appointments that are noted, or why none is.

    `problem`: empty, a problem of `cards_actions.Look`, or `kein_termin` (the card was good; `person` is known).
    """

    problem: str = ""
    termine: tuple[Termin, ...] = ()
    person: Person | None = None
    karte: Kundenkarte | None = None
    akten: tuple[Akte, ...] = ()
    """The files of the person who was recognised: named, not opened."""

    @property
    def sentence(self) -> str:
        """For the person who stands there, the same for everything that must not be told."""
        return SENTENCES.get(self.problem, NEUTRAL) if self.problem else ""


@transaction.atomic
def check_in(*, acting: Actor, text: str, stelle: str, geburtsjahr: int | None = None) -> CheckedIn:
    """Read a card or a code at a place, and note that the person of today's appointment is there.

    Never raises for what was shown: a refusal is kept in the audit trail.
    """
    if is_card(text):
        look = cards.look(acting=acting, text=text, stelle=stelle, geburtsjahr=geburtsjahr)
        if look.problem or look.karte is None:
            return CheckedIn(problem=look.problem or "unbekannt", karte=look.karte)
        person = look.karte.person
        found = [one for one in _today() if person.id in (one.person_id, one.akte.person_id if one.akte else None)]
        return _noted(acting, found, person, look.karte)
    try:
        termin = queries.termin_by_code(text)
    except TerminUnknown:
        return CheckedIn(problem="unbekannt")
    today = [one for one in _today() if one.id == termin.id]
    return _noted(acting, today, termin.person or (termin.akte.person if termin.akte else None), None)


def _today() -> list[Termin]:
    today = clock.today()
    return [one for one in queries.termine_between(today, today) if one.stand == Termin.Stand.GEBUCHT]


def _noted(acting: Actor, found: list[Termin], person: Person | None, karte: Kundenkarte | None) -> CheckedIn:
    if not found:
        return CheckedIn(problem="kein_termin", person=person, karte=karte, akten=_akten(person))
    new = {one.id for one in found if one.eingecheckt_at is None}
    noted = tuple(appointments.check_in(acting=acting, termin=one) for one in found)
    for termin in noted:
        if termin.id in new:  # whoever was fetched already is not announced again
            _tell(acting, termin)
    return CheckedIn(termine=noted, person=person, karte=karte, akten=_akten(person))


def _akten(person: Person | None) -> tuple[Akte, ...]:
    return tuple(Akte.objects.filter(person=person).order_by("aktenzeichen")) if person is not None else ()


def with_whom(termin: Termin) -> Account | None:
    """The caseworker of an appointment; None where nobody of the office holds it."""
    return next((one.account for one in queries.mit_wem(termin) if one.account is not None), None)


def _tell(acting: Actor, termin: Termin) -> None:
    """A task for the caseworker, in the newest matter of the file; without a file the calendar shows it."""
    akte: Akte | None = termin.akte
    vorgang: Vorgang | None = akte.vorgaenge.order_by("-created_at").first() if akte is not None else None
    if akte is None or vorgang is None or termin.eingecheckt_at is None:
        return
    owner = with_whom(termin)
    management = owner is not None and Role.FALLMANAGEMENT in owner.role_set
    here, begin = (moment.astimezone(BERLIN) for moment in (termin.eingecheckt_at, termin.beginn))
    casefile.add_aufgabe(
        acting=acting,
        akte=akte,
        vorgang=vorgang,
        art=TASK,
        titel=f"Ist da seit {here:%H.%M} Uhr: Termin um {begin:%H.%M} Uhr",
        frist=clock.today(),
        pool=(Role.FALLMANAGEMENT if management else Role.LEISTUNG).value,
        dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
        owner=owner,
    )


@transaction.atomic
def receive_visitor(*, acting: Actor, termin: Termin) -> None:
    """The caseworker has fetched the person: the task ends. How it went is noted with the appointment."""
    akte: Akte | None = termin.akte
    if akte is not None:
        for vorgang in akte.vorgaenge.all():
            casefile.finish_aufgaben(acting=acting, vorgang=vorgang, art=TASK)
