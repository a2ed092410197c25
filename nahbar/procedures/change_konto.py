"""Money goes to another account only after the person, a day and two of the office (U14, § 47 SGB I).

A stolen session alone changes nothing: it cannot show PIN, password, device or eID, the message goes out on the ways
that were there before, and until the release every payment order takes the old account.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag, Vertretung
from nahbar.domain.applications.policies import is_own_antrag
from nahbar.domain.applications.queries import antraege_of_akte
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte, Aufgabe, Vorgang
from nahbar.domain.conversations.notices import old_ways
from nahbar.domain.mailroom import actions as mailroom
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.people import konto
from nahbar.domain.people.errors import KontoOver, KontoReasonNeeded, KontoSame, KontoUnknown
from nahbar.domain.people.konto_models import Kontowechsel
from nahbar.domain.people.models import Person
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.accounts.session import end_sessions
from nahbar.platform.letters import AccessCode, Address, render
from nahbar.platform.zone import BERLIN
from nahbar.procedures.receipt import letter_to
from nahbar.procedures.step_up import Proven
from nahbar.procedures.tell_citizen import tell_citizen

TASK, STOPPED = "konto_pruefen", "konto_gestoppt"
OLD_FOR = timedelta(days=1)
"""A way for notices counts as an old one if it was there a day before."""


def may_change_konto(acting: Actor, antrag: Antrag) -> bool:
    """The person herself, or whoever has the care of her money (Vermögenssorge, or the whole procedure)."""
    if is_own_antrag(acting, antrag):
        return True
    mine = [one.vertretung_id for one in acting.befugnisse if one.antrag_id == antrag.id and "verfahren" in one.darf]
    for mandate in Vertretung.objects.filter(id__in=mine):
        if mandate.art != Vertretung.Art.BETREUUNG or "vermoegen" in mandate.aufgabenkreise:
            return True
    return False


def open_change_of(antrag: Antrag) -> Kontowechsel | None:
    """The change of the account that waits, of the person who applies."""
    return konto.open_change(antrag.person) if antrag.person is not None else None


@transaction.atomic
def confirm_konto(*, acting: Actor, antrag: Antrag, proven: Proven) -> Kontowechsel:
    """The person was known again: a day begins, and the message goes out on the old ways.

    Raises AntragUnknown, KontoUnknown, KontoOver, KontoStoppedBefore.
    """
    change = open_change_of(antrag)
    if not may_change_konto(acting, antrag):
        raise AntragUnknown
    if change is None:
        raise KontoUnknown
    row = konto.confirm(acting=acting, change=change, nachweis=proven.by)
    _hold(acting, antrag, row)
    return row


@transaction.atomic
def enter_konto(
    *, acting: Actor, akte: Akte, iban: str, kontoinhaber: str, gesehen: str, eilgrund: str = ""
) -> Kontowechsel:
    """What came on paper or was said at the desk: whoever types it in is the first of two.

    `gesehen`: what showed that it is the person (ID card, signed letter). Raises WrongIban, OutsideSepa, KontoOver,
    KontoReasonNeeded, KontoRole, KontoSame, KontoUnknown.
    """
    if len(gesehen.strip()) < 5:
        raise KontoReasonNeeded
    antrag = _antrag_of(akte)
    row = konto.ask(
        acting=acting, person=akte.person, iban=iban, kontoinhaber=kontoinhaber or str(akte.person),
        anschrift=akte.person.anschrift, herkunft=Kontowechsel.Herkunft.PAPIER.value,
    )  # fmt: skip
    if row is None:
        raise KontoSame
    if row.stand != Kontowechsel.Stand.UNBESTAETIGT:
        raise KontoOver(row.get_stand_display())
    row = konto.confirm(acting=acting, change=row, nachweis=gesehen.strip())
    row = konto.typed_in(acting=acting, change=row, eilgrund=eilgrund)
    _hold(acting, antrag, row)
    _second(acting, row)
    return row


def _antrag_of(akte: Akte) -> Antrag:
    found = next((one for one in antraege_of_akte(akte) if one.vorgang is not None and one.person is not None), None)
    if found is None:
        raise KontoUnknown
    return found


def _matter(antrag: Antrag) -> tuple[Akte, Vorgang]:
    if antrag.akte is None or antrag.vorgang is None:
        raise KontoUnknown
    return antrag.akte, antrag.vorgang


def _hold(acting: Actor, antrag: Antrag, row: Kontowechsel) -> None:
    akte, vorgang = _matter(antrag)
    assert row.frei_ab is not None
    when = row.frei_ab.astimezone(BERLIN)
    casefile.add_eintrag(
        acting=acting, akte=akte, vorgang=vorgang, art="konto_wartet",
        text=f"Neues Konto angegeben und bestätigt ({row.get_herkunft_display()}). Wir fragen auf dem bisherigen Weg "
        f"nach. Bis dahin und mindestens bis {when:%d.%m.%Y, %H:%M} Uhr gilt das alte Konto.",
    )  # fmt: skip
    casefile.add_aufgabe(
        acting=acting, akte=akte, vorgang=vorgang, art=TASK, titel="Neues Konto prüfen und vorschlagen",
        frist=when.date(), pool=Role.LEISTUNG.value,
    )  # fmt: skip
    if old_ways(akte.person, clock.now() - OLD_FOR):
        tell_citizen(acting=acting, akte=akte, anlass="konto")
    else:
        _letter(acting, antrag, row)


def _letter(acting: Actor, antrag: Antrag, row: Kontowechsel) -> None:
    akte, vorgang = _matter(antrag)
    assert antrag.person is not None
    head = letter_to(antrag, shown=False)
    # who fled gets it where she is now: at the old address somebody else may open it (U11)
    lines = [] if antrag.person.anschrift_geheim else [line for line in row.alte_anschrift if line]
    letter = AccessCode(
        letter=replace(head, address=Address(tuple(lines[:6]))) if len(lines) > 1 else head,
        title="Wir sollen Ihr Geld auf ein anderes Konto zahlen",
        intro="Jemand hat uns für Ihr Geld ein anderes Konto genannt. Waren Sie das, müssen Sie nichts tun.",
        label="Code zum Stoppen",
        code=row.stopp_code,
        steps=(
            f"Waren Sie das nicht? Öffnen Sie {settings.PUBLIC_URL.rstrip('/')}/konto-stopp",
            "Tragen Sie dort den Code ein. Mehr brauchen Sie nicht.",
            f"Oder rufen Sie uns an: {antrag.traeger.telefon}. Bis wir geprüft haben, gilt das alte Konto.",
        ),
    )
    mailroom.create_brief(
        acting=acting, akte=akte, vorgang=vorgang, person=antrag.person, art="konto_nachfrage",
        betreff="Nachfrage zu Ihrem Konto", pdf=render("zugangscode", letter.as_data()), weg=Brief.Weg.POST,
    )  # fmt: skip


@transaction.atomic
def stop_konto(*, acting: Actor, change: Kontowechsel, keep: str | None = None) -> Kontowechsel:
    """»Das war ich nicht«: the change is over, every session of the person ends, the office acts today.

    `keep`: the key of the session in which the person said so. Raises KontoOver.
    """
    row = konto.stop(acting=acting, change=change)
    person: Person = row.person
    antraege = list(Antrag.objects.filter(person=person).select_related("akte", "vorgang", "person"))
    accounts = {one for one in (person.account_id, *(antrag.account_id for antrag in antraege)) if one is not None}
    end_sessions(account_ids=accounts, antrag_ids=[one.id for one in antraege], but=keep)
    akte, vorgang = _matter(next(one for one in antraege if one.vorgang is not None))
    released = row.stand == Kontowechsel.Stand.FREIGEGEBEN
    todo = "Zahllauf anhalten und altes Konto wiederherstellen" if released else "anrufen, neue PIN ausgeben"
    _finish(acting, person)
    casefile.add_aufgabe(
        acting=acting, akte=akte, vorgang=vorgang, art=STOPPED, titel=f"Konto: »Das war ich nicht«: {todo}",
        frist=clock.today(), pool=Role.LEISTUNG.value, dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
    )  # fmt: skip
    casefile.add_eintrag(
        acting=acting, akte=akte, vorgang=vorgang, art="konto_gestoppt",
        text="Die Änderung des Kontos wurde gestoppt: »Das war ich nicht«. Alle Anmeldungen sind beendet.",
    )  # fmt: skip
    return row


@transaction.atomic
def propose_konto(*, acting: Actor, change: Kontowechsel, eilgrund: str = "") -> Kontowechsel:
    """The first of two of the office; raises KontoHeld, KontoReasonNeeded, KontoOver, KontoRole."""
    row = konto.propose(acting=acting, change=change, eilgrund=eilgrund)
    _second(acting, row)
    return row


def _finish(acting: Actor, person: Person) -> None:
    for one in Antrag.objects.filter(person=person, vorgang__isnull=False).select_related("vorgang"):
        casefile.finish_aufgaben(acting=acting, vorgang=one.vorgang, art=TASK)


def _second(acting: Actor, row: Kontowechsel) -> None:
    _finish(acting, row.person)
    akte, vorgang = _matter(_of_person(row.person))
    casefile.add_aufgabe(
        acting=acting, akte=akte, vorgang=vorgang, art=TASK, titel="Neues Konto: zweite Person gibt frei",
        frist=clock.today(), pool=Role.LEISTUNG.value,
    )  # fmt: skip


def _of_person(person: Person) -> Antrag:
    rows = Antrag.objects.filter(person=person, vorgang__isnull=False).select_related("akte", "vorgang", "person")
    found: Antrag | None = rows.order_by("-gesichert_at").first()
    if found is None:
        raise KontoUnknown
    return found


@transaction.atomic
def release_konto(*, acting: Actor, change: Kontowechsel) -> Kontowechsel:
    """The second of two: from today on it is paid there; raises KontoSecondPerson, KontoHeld, KontoOver, KontoRole."""
    row = konto.release(acting=acting, change=change)
    _over(acting, row, "konto_neu", "Das neue Konto gilt ab heute.")
    return row


@transaction.atomic
def refuse_konto(*, acting: Actor, change: Kontowechsel, grund: str) -> Kontowechsel:
    """The office does not take it over and says why; raises KontoReasonNeeded, KontoOver, KontoRole."""
    row = konto.refuse(acting=acting, change=change, grund=grund)
    _over(acting, row, "konto_abgelehnt", f"Das neue Konto wird nicht übernommen: {' '.join(grund.split())[:300]}")
    return row


def _over(acting: Actor, row: Kontowechsel, art: str, text: str) -> None:
    akte, vorgang = _matter(_of_person(row.person))
    _finish(acting, row.person)
    casefile.add_eintrag(acting=acting, akte=akte, vorgang=vorgang, art=art, text=text)
    tell_citizen(acting=acting, akte=akte, anlass="konto")
