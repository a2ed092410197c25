"""Stories of appointments: Jonas Weber's sick child, whose file, who hoards, who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from nahbar.domain.appointments import queries
from nahbar.domain.appointments.errors import NoSlot, NotAllowed, SlotTaken, TooMany
from nahbar.domain.appointments.models import Angebot, Belegung, Termin
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte, Aufgabe, Eintrag
from nahbar.domain.conversations.ways import Hinweis, Hinweisweg
from nahbar.domain.people.actions import create_person
from nahbar.platform.accounts import source
from nahbar.platform.accounts.roles import ANONYMOUS, MACHINE, Actor
from nahbar.platform.audit.actions import verify_chain
from nahbar.platform.audit.models import AuditEntry
from nahbar.platform.tenancy.scope import flush, savepoint
from nahbar.platform.zone import BERLIN
from nahbar.procedures.book_termin import MOST_OF_BROWSER, MOST_OF_FILE, MOST_OF_NETWORK, book_termin
from nahbar.procedures.cancel_termin import cancel_termin
from nahbar.procedures.forget_termine import forget_termine
from nahbar.procedures.move_termin import move_termin
from nahbar.procedures.note_outcome import note_outcome
from nahbar.procedures.set_up_ort import assign, count_visits, open_hours, set_up_angebot, set_up_ort
from tests.domain.test_appointments import house, offer
from tests.procedures import desk

Who = Callable[[str], Actor]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.fixture
def beratung(actor: Who) -> Angebot:
    return offer(actor("wolter"), house(actor("wolter")))


@pytest.fixture
def jonas(actor: Who) -> Akte:
    """Jonas Weber, 22, with a running matter."""
    fall = actor("fall")
    person = create_person(acting=fall, vorname="Jonas", nachname="Weber", geburtsdatum=date(2004, 5, 17))
    akte = casefile.open_akte(acting=fall, person=person, gemeinde=None)
    casefile.open_vorgang(acting=fall, akte=akte, art="eingliederung", titel="Arbeit")
    return akte


def lines(akte: Akte) -> list[str]:
    return [entry.text for entry in Eintrag.objects.filter(akte=akte)]


def tasks(akte: Akte) -> list[tuple[str, str]]:
    return list(Aufgabe.objects.filter(akte=akte, erledigt_at=None).values_list("art", "pool"))


def test_j4_cancelled_before_the_beginning(beratung: Angebot, jonas: Akte, actor: Who, now: Any) -> None:
    """8.12, «Kind krank»: cancelled before it began, the case manager knows at once, a new time is found."""
    fall = actor("fall")
    termin = book_termin(
        acting=fall, angebot=beratung, beginn=at("2026-12-09T10:00"), akte=jonas, meldetermin=True
    )  # fmt: skip
    assert "Einladung: Beratung, Mittwoch, 9." in lines(jonas)[0] and termin.person == jonas.person
    now.set("2026-12-09T08:12")
    gone = cancel_termin(acting=ANONYMOUS, termin=termin, grund="Kind krank", code=termin.code)
    assert (gone.stand, gone.vor_beginn) == ("abgesagt", True)
    assert tasks(jonas) == [("termin_abgesagt", "fallmanagement")]
    assert "vor Beginn abgesagt (Bürgerseite). Grund: Kind krank" in lines(jonas)[-1]
    again = book_termin(acting=fall, angebot=beratung, beginn=at("2026-12-11T11:00"), akte=jonas)
    assert queries.next_termin(jonas.id) == again
    flush()
    assert "Kind krank" not in " ".join(AuditEntry.objects.values_list("details", flat=True))
    assert verify_chain() is None


def test_j4_said_after_the_beginning(beratung: Angebot, jonas: Akte, actor: Who, now: Any) -> None:
    """10.20: missed, reason given; a hearing is work, nothing is decided by the program."""
    termin = book_termin(
        acting=actor("fall"), angebot=beratung, beginn=at("2026-12-09T10:00"), akte=jonas, meldetermin=True
    )  # fmt: skip
    now.set("2026-12-09T10:20")
    late = cancel_termin(acting=ANONYMOUS, termin=termin, grund="Kind krank", code=termin.code)
    assert (late.stand, late.vor_beginn) == ("versaeumt", False)
    assert tasks(jonas) == [("termin_grund_pruefen", "fallmanagement")]
    assert "Genannter Grund: Kind krank" in lines(jonas)[-1]


def test_the_office_cancels_for_a_caller(beratung: Angebot, jonas: Akte, actor: Who, now: Any) -> None:
    termin = book_termin(acting=actor("empfang"), angebot=beratung, beginn=at("2026-12-09T10:00"), akte=jonas)
    told = cancel_termin(acting=actor("empfang"), termin=termin, grund="Anruf: Kind krank", seite="buerger")
    assert told.abgesagt_von == "buerger" and tasks(jonas) == []


def test_moving_keeps_the_old_time_until_the_new_one_is_certain(beratung: Angebot, jonas: Akte, actor: Who) -> None:
    """C13: either side may rebook; what fails leaves everything as it was."""
    berg = actor("berg")
    termin = book_termin(acting=berg, angebot=beratung, beginn=at("2026-11-25T10:00"), akte=jonas)
    book_termin(acting=ANONYMOUS, angebot=beratung, beginn=at("2026-11-25T11:00"), name="Andere")
    before = len(lines(jonas))
    for wanted, why in (("2026-11-25T11:00", SlotTaken), ("2026-11-25T18:00", NoSlot)):
        with pytest.raises(why), savepoint():
            move_termin(acting=berg, termin=termin, beginn=at(wanted))
    assert len(lines(jonas)) == before and Belegung.objects.filter(termin=termin, aktiv=True).count() == 1
    moved = move_termin(acting=berg, termin=termin, beginn=at("2026-11-25T11:30"))
    assert moved.sequence == 1 and "Termin verschoben von Mittwoch, 25." in lines(jonas)[-1]


def test_who_may(beratung: Angebot, jonas: Akte, actor: Who) -> None:
    """A code moves and cancels; without it a stranger gets nowhere, nor does a foreign citizen or the post room."""
    stranger = desk.citizen(desk.submitted())
    wanted = at("2026-11-25T10:00")
    for acting, more in ((ANONYMOUS, {"akte": jonas}), (stranger, {"akte": jonas}), (actor("post"), {"akte": jonas}),
                         (ANONYMOUS, {"name": "X", "meldetermin": True})):  # fmt: skip
        with pytest.raises(NotAllowed):
            book_termin(acting=acting, angebot=beratung, beginn=wanted, **more)
    with pytest.raises(NotAllowed):
        book_termin(acting=actor("empfang"), angebot=beratung, beginn=wanted, akte=jonas, meldetermin=True)
    termin = book_termin(acting=actor("berg"), angebot=beratung, beginn=wanted, akte=jonas)
    for code in ("", "2222-2222"):
        with pytest.raises(NotAllowed):
            cancel_termin(acting=stranger, termin=termin, code=code)
        with pytest.raises(NotAllowed):
            move_termin(acting=stranger, termin=termin, beginn=at("2026-11-26T10:00"), code=code)
    with pytest.raises(NotAllowed):
        note_outcome(acting=stranger, termin=termin, kam=True)
    assert Termin.objects.get(id=termin.id).stand == "gebucht"


def test_a_citizen_books_for_the_own_file(beratung: Angebot, actor: Who) -> None:
    """C06: straight from the application to the responsible adviser."""
    antrag = desk.submitted()
    assert antrag.akte is not None
    one = book_termin(acting=desk.citizen(antrag), angebot=beratung, beginn=at("2026-11-25T10:00"), akte=antrag.akte)
    assert one.person == antrag.person and one.herkunft == ""
    cancel_termin(acting=desk.citizen(antrag), termin=one)  # her file opens it without the code


def test_the_wanted_caseworker_is_tried_first(beratung: Angebot, jonas: Akte, actor: Who) -> None:
    berg = actor("berg")
    assign(acting=actor("wolter"), angebot=beratung, name="Frau Berg", art="person")
    for text in ("2026-11-25T10:00", "2026-11-25T10:30"):
        one = book_termin(acting=berg, angebot=beratung, beginn=at(text), akte=jonas, prefer=str(berg.account_id))
        assert [held.name for held in queries.mit_wem(one)] == ["Frau Berg"]


def test_nobody_hoards(beratung: Angebot, actor: Who, now: Any) -> None:
    """So many of a file, of a browser, of a network; the office is not bound; over or cancelled ones do not count."""
    days = [f"2026-11-{day}T{hour:02d}:00" for day in (25, 26, 27, 28) for hour in (8, 9, 10, 11)]
    token = source.current.set(source.Source(network="192.0.2.7"))
    try:
        held = [
            book_termin(acting=ANONYMOUS, angebot=beratung, beginn=at(text), name="X").id
            for text in days[:MOST_OF_BROWSER]
        ]
        with pytest.raises(TooMany):
            book_termin(acting=ANONYMOUS, angebot=beratung, beginn=at(days[5]), name="X", held=held)
        for text in days[MOST_OF_BROWSER:MOST_OF_NETWORK]:
            book_termin(acting=ANONYMOUS, angebot=beratung, beginn=at(text), name="X")
        with pytest.raises(TooMany):
            book_termin(acting=ANONYMOUS, angebot=beratung, beginn=at(days[MOST_OF_NETWORK]), name="X")
        first = queries.termin_by_id(held[0])
        assert cancel_termin(acting=ANONYMOUS, termin=first, code=first.code).herkunft == ""
        book_termin(acting=ANONYMOUS, angebot=beratung, beginn=at(days[MOST_OF_NETWORK]), name="X")
    finally:
        source.current.reset(token)
    antrag = desk.submitted()
    for day in ("2026-12-01", "2026-12-02", "2026-12-03")[:MOST_OF_FILE]:
        book_termin(acting=desk.citizen(antrag), angebot=beratung, beginn=at(f"{day}T08:00"), akte=antrag.akte)
    with pytest.raises(TooMany):
        book_termin(acting=desk.citizen(antrag), angebot=beratung, beginn=at("2026-12-04T08:00"), akte=antrag.akte)
    book_termin(acting=actor("berg"), angebot=beratung, beginn=at("2026-12-04T08:00"), akte=antrag.akte)


def test_word_of_news_goes_to_whoever_did_not_do_it(beratung: Angebot, actor: Who, now: Any) -> None:
    """C11: the office's booking is told on the chosen way, the person's own is not."""
    antrag = desk.submitted()
    assert antrag.akte is not None
    Hinweisweg.objects.create(
        person=antrag.akte.person, kanal="mail", stand="an", adresse="a@example.org", kennung="a",
        created_at=at("2026-11-20T10:00"), einwilligung_at=at("2026-11-20T10:00"),
    )  # fmt: skip
    book_termin(acting=desk.citizen(antrag), angebot=beratung, beginn=at("2026-11-25T10:00"), akte=antrag.akte)
    assert not Hinweis.objects.exists()
    book_termin(acting=actor("berg"), angebot=beratung, beginn=at("2026-11-25T10:30"), akte=antrag.akte)
    assert Hinweis.objects.filter(anlass="termin").exists()


def test_setting_up_is_for_team_lead_and_operation(actor: Who) -> None:
    """A06, A09: others are refused; desks and planning count visits."""
    with pytest.raises(NotAllowed):
        set_up_ort(acting=actor("berg"), name="X", strasse="Y", plz="46325", ort="Z")
    lead, betrieb = actor("wolter"), actor("betrieb")
    ort = set_up_ort(acting=betrieb, name="Haus", strasse="Weg 1", plz="46325", ort="Musterstadt")
    offen = set_up_angebot(acting=lead, ort=ort, titel="Offen", art="offen")
    with pytest.raises(NotAllowed):
        open_hours(acting=actor("plan"), angebot=offen, weekday=1, von=at("2026-11-25T09:00").time(),
                   bis=at("2026-11-25T10:00").time())  # fmt: skip
    assert count_visits(acting=actor("plan"), angebot=offen, tag=date(2026, 11, 20), anzahl=4).anzahl == 4
    with pytest.raises(NotAllowed):
        count_visits(acting=actor("kasse"), angebot=offen, tag=date(2026, 11, 20), anzahl=4)


def test_the_responsible_adviser_is_tried_first(beratung: Angebot, actor: Who) -> None:
    """C06: a citizen who books comes to whoever has the file, if that person is free."""
    assign(acting=actor("wolter"), angebot=beratung, name="Herr Maier", art="person")
    antrag = desk.submitted()
    task = Aufgabe.objects.filter(akte=antrag.akte, pool="leistung").first()
    casefile.take_aufgabe(acting=actor("maier"), aufgabe=task)
    one = book_termin(acting=desk.citizen(antrag), angebot=beratung, beginn=at("2026-11-25T10:00"), akte=antrag.akte)
    assert [held.name for held in queries.mit_wem(one)] == ["Herr Maier"]


def test_guests_are_forgotten(beratung: Angebot, jonas: Akte, actor: Who, now: Any) -> None:
    """Thirty days after its end an appointment without a file has no name any more; one of a file stays whole."""
    guest = book_termin(
        acting=ANONYMOUS, angebot=beratung, beginn=at("2026-11-25T10:00"), name="Frau Ngô", anlass="Post"
    )
    kept = book_termin(acting=actor("berg"), angebot=beratung, beginn=at("2026-11-25T11:00"), akte=jonas, anlass="X")
    now.set("2026-12-25T09:00")
    assert forget_termine(acting=MACHINE) == 0
    now.set("2026-12-25T11:00")
    assert forget_termine(acting=MACHINE) == 1 and forget_termine(acting=MACHINE) == 0
    row = queries.termin_by_id(guest.id)
    assert (row.name, row.anlass, row.ort) == ("", "", beratung.ort)
    now.set("2027-02-25T11:00")
    assert forget_termine(acting=MACHINE) == 0 and queries.termin_by_id(kept.id).anlass == "X"
