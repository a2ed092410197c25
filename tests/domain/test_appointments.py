"""The office hour: no two in one time, hours that are local, a room that is locked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from icalendar import Calendar

from nahbar.config.demo.town import create_traeger
from nahbar.domain.appointments import actions, places, queries
from nahbar.domain.appointments.access import CodeRefused, open_by_code
from nahbar.domain.appointments.dayplan import tagesplan
from nahbar.domain.appointments.errors import (
    Begun,
    LockedRoom,
    NameMissing,
    NoSlot,
    NotOpen,
    NotYet,
    OpenOffer,
    SlotTaken,
    TerminUnknown,
    Unusable,
)
from nahbar.domain.appointments.ics import calendar_of
from nahbar.domain.appointments.models import Angebot, Belegung, Ort, Termin
from nahbar.platform.accounts.roles import ANONYMOUS, Actor, Role
from nahbar.platform.audit.actions import verify_chain
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.zone import BERLIN

Who = Callable[[str], Actor]


def at(text: str) -> datetime:
    """A local time."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def house(acting: Actor, name: str = "Jobcenter", **values: Any) -> Ort:
    return places.save_ort(acting=acting, name=name, strasse="Marktplatz 1", plz="46325", ort="Musterstadt", **values)


def offer(acting: Actor, ort: Ort, people: int = 1, titel: str = "Beratung", **values: Any) -> Angebot:
    """Monday to Sunday 8 to 12, half hours."""
    made = places.save_angebot(acting=acting, ort=ort, titel=titel, **values)
    for weekday in range(7):
        places.add_oeffnung(
            acting=acting, angebot=made, weekday=weekday, von=time(8), bis=time(12), gueltig_von=date(2026, 1, 5)
        )
    for number in range(people):
        places.assign_ressource(acting=acting, angebot=made, name=f"Beraterin {number}", art="person")
    return queries.angebot_by_id(made.id)


@pytest.fixture
def lead(actor: Who) -> Actor:
    return actor("wolter")


@pytest.fixture
def beratung(lead: Actor) -> Angebot:
    return offer(lead, house(lead))


def test_a_time_is_given_once(beratung: Angebot, lead: Actor) -> None:
    """A01: the second one is told so, and nothing of theirs stays."""
    first = actions.create_termin(acting=ANONYMOUS, angebot=beratung, beginn=at("2026-11-25T10:00"), name="Erste")
    assert queries.termin_by_code(first.code.lower().replace("-", " ")) == first
    with pytest.raises(SlotTaken), transaction.atomic():
        actions.create_termin(acting=ANONYMOUS, angebot=beratung, beginn=at("2026-11-25T10:00"), name="Zweite")
    assert Termin.objects.count() == 1 and Belegung.objects.count() == 1
    slots = queries.free_slots(beratung, date(2026, 11, 25), 1)
    assert [slot.zeit for slot in slots] == ["08:00", "08:30", "09:00", "09:30", "10:30", "11:00", "11:30"]


def test_an_appointment_takes_one_of_each_kind(beratung: Angebot, lead: Actor) -> None:
    """Two caseworkers and one room: the second appointment at a time has no room, and keeps nothing."""
    places.assign_ressource(acting=lead, angebot=beratung, name="Beraterin 1", art="person")
    places.assign_ressource(acting=lead, angebot=beratung, name="Zimmer", art="raum")
    actions.create_termin(acting=ANONYMOUS, angebot=beratung, beginn=at("2026-11-25T10:00"), name="Erste")
    with pytest.raises(SlotTaken), transaction.atomic():
        actions.create_termin(acting=ANONYMOUS, angebot=beratung, beginn=at("2026-11-25T10:00"), name="Zweite")
    assert Belegung.objects.count() == 2


def test_an_interpreter_is_taken_on_demand_only(beratung: Angebot, lead: Actor) -> None:
    """A01: language is a resource like a room; without demand it stays free."""
    places.assign_ressource(acting=lead, angebot=beratung, name="Beraterin 1", art="person")
    places.assign_ressource(acting=lead, angebot=beratung, name="Frau Haddad", art="dolmetschen", sprache="Arabisch")
    assert queries.sprachen(beratung) == ["Arabisch"]
    one = actions.create_termin(
        acting=ANONYMOUS, angebot=beratung, beginn=at("2026-11-25T10:00"), name="A", sprache="Arabisch"
    )
    assert {held.art for held in queries.mit_wem(one)} == {"person", "dolmetschen"}
    day = date(2026, 11, 25)
    assert "10:00" in [slot.zeit for slot in queries.free_slots(beratung, day, 1)]
    assert "10:00" not in [slot.zeit for slot in queries.free_slots(beratung, day, 1, sprache="Arabisch")]


def test_refused_bookings(beratung: Angebot, lead: Actor) -> None:
    wanted = at("2026-11-25T10:00")
    with pytest.raises(NameMissing):
        actions.create_termin(acting=ANONYMOUS, angebot=beratung, beginn=wanted, name="  ")
    for moment in ("2026-11-25T10:10", "2026-11-25T12:00", "2026-11-20T10:00", "2027-06-01T10:00"):
        with pytest.raises(NoSlot):
            actions.create_termin(acting=ANONYMOUS, angebot=beratung, beginn=at(moment), name="X")
    open_hour = places.save_angebot(acting=lead, ort=beratung.ort, titel="Offen", art="offen")
    with pytest.raises(OpenOffer):
        actions.create_termin(acting=lead, angebot=open_hour, beginn=wanted, name="X")
    assert Termin.objects.count() == 0


def test_notice_and_window_bind_citizens_not_staff(beratung: Angebot, lead: Actor, now: Any) -> None:
    """At 9.10 citizens book from 11.10 on, staff at once."""
    now.set("2026-11-25T09:10")
    day = date(2026, 11, 25)
    assert [slot.zeit for slot in queries.free_slots(beratung, day, 1)] == ["11:30"]
    assert [slot.zeit for slot in queries.free_slots(beratung, day, 1, staff=True)][0] == "09:30"
    assert queries.free_slots(beratung, date(2027, 3, 1), 5) == []
    assert queries.free_slots(beratung, date(2027, 3, 1), 5, staff=True)
    assert queries.next_free_day(beratung, day) == day


def test_the_duration_is_the_appointments_own(beratung: Angebot, lead: Actor) -> None:
    """What was agreed stays when the offer gets longer, and what it occupies, too (ZMS#1352)."""
    termin = actions.create_termin(acting=lead, angebot=beratung, beginn=at("2026-11-25T10:00"), name="X")
    places.save_angebot(acting=lead, angebot=queries.angebot_by_id(beratung.id), dauer_min=60)
    kept = queries.termin_by_id(termin.id)
    assert kept.ende - kept.beginn == timedelta(minutes=30)
    longer = queries.angebot_by_id(beratung.id)
    assert [slot.zeit for slot in queries.free_slots(longer, date(2026, 11, 25), 1)] == ["08:00", "09:00", "11:00"]


@pytest.mark.parametrize(
    ("day", "first", "hours"),
    [("2027-03-28", "06:00", 23), ("2026-10-25", "07:00", 25), ("2026-11-25", "07:00", 24)],
)
def test_the_nights_of_the_clock_change(lead: Actor, now: Any, day: str, first: str, hours: int) -> None:
    """U41: 8 o'clock is 8 o'clock in Germany on both days; a night's opening has real minutes, none twice."""
    now.set("2026-10-01T08:00")
    angebot = offer(lead, house(lead), buchbar_tage=300)
    slots = queries.free_slots(angebot, date.fromisoformat(day), 1)
    assert slots[0].zeit == "08:00" and f"{slots[0].beginn:%H:%M}" == first and len(slots) == 8
    night = places.save_angebot(acting=lead, ort=angebot.ort, titel="Nachtdienst", buchbar_tage=300)
    places.add_oeffnung(acting=lead, angebot=night, weekday=6, von=time(1), bis=time(4), gueltig_von=date(2026, 1, 5))
    places.assign_ressource(acting=lead, angebot=night, name="Wache", art="person")
    found = queries.free_slots(queries.angebot_by_id(night.id), date.fromisoformat(day), 1)
    assert len(found) == {23: 4, 25: 8, 24: 0}[hours]
    assert all(later.beginn == before.ende for before, later in zip(found, found[1:], strict=False))


def test_the_clock_change_of_march_2026(lead: Actor, now: Any) -> None:
    """29 March: an opening from half past two begins when there is a clock that shows it."""
    now.set("2026-03-01T08:00")
    angebot = places.save_angebot(acting=lead, ort=house(lead), titel="Nacht")
    places.add_oeffnung(
        acting=lead, angebot=angebot, weekday=6, von=time(2, 30), bis=time(4), gueltig_von=date(2026, 1, 5)
    )
    places.assign_ressource(acting=lead, angebot=angebot, name="Wache", art="person")
    found = queries.free_slots(queries.angebot_by_id(angebot.id), date(2026, 3, 29), 1)
    assert [slot.zeit for slot in found] == ["03:30"]


def test_holidays_and_closures_come_before_series(beratung: Angebot, lead: Actor, now: Any) -> None:
    """ZMS#1207: a series never overrides a holiday; closures hold for one place or for all."""
    now.set("2026-12-20T09:00")
    places.add_schliesstag(acting=lead, tag=date(2026, 12, 24), grund="Heiligabend")
    other = house(lead, "Anderes Haus")
    places.add_schliesstag(acting=lead, tag=date(2026, 12, 28), grund="Umzug", ort=other)
    days = {slot.day.isoformat() for slot in queries.free_slots(beratung, date(2026, 12, 23), 7)}
    assert days == {"2026-12-23", "2026-12-27", "2026-12-28", "2026-12-29"}
    assert queries.why_closed(beratung, date(2026, 12, 24)) == "Heiligabend"
    assert "Weihnachtstag" in queries.why_closed(beratung, date(2026, 12, 25))
    with pytest.raises(NoSlot):
        actions.create_termin(acting=lead, angebot=beratung, beginn=at("2026-12-25T10:00"), name="X")


def test_every_second_week_and_an_end(lead: Actor, now: Any) -> None:
    ort = house(lead)
    angebot = places.save_angebot(acting=lead, ort=ort, titel="Frühstück", art="offen")
    places.add_oeffnung(
        acting=lead, angebot=angebot, weekday=3, von=time(9), bis=time(11), gueltig_von=date(2026, 11, 25),
        gueltig_bis=date(2026, 12, 31), alle_wochen=2,
    )  # fmt: skip
    found = [slot.day for slot in queries.open_hours(angebot, date(2026, 11, 23), 60)]
    assert found == [date(2026, 11, 26), date(2026, 12, 10), date(2026, 12, 24)]
    with pytest.raises(Unusable, match="schon geöffnet"):
        daily = offer(lead, house(lead, "Haus 2"))
        places.add_oeffnung(acting=lead, angebot=daily, weekday=1, von=time(11), bis=time(13))


def test_moved_in_one_step(beratung: Angebot, lead: Actor, now: Any) -> None:
    """The old time is free, the new one taken; overlapping its own old time is no collision; SEQUENCE rises."""
    termin = actions.create_termin(acting=lead, angebot=beratung, beginn=at("2026-11-25T10:00"), name="X")
    moved = actions.move_termin(acting=lead, termin=termin, beginn=at("2026-11-25T10:30"))
    assert (moved.sequence, moved.beginn) == (1, at("2026-11-25T10:30"))
    zeiten = [slot.zeit for slot in queries.free_slots(beratung, date(2026, 11, 25), 1)]
    assert "10:00" in zeiten and "10:30" not in zeiten
    other = actions.create_termin(acting=lead, angebot=beratung, beginn=at("2026-11-25T10:00"), name="Y")
    with pytest.raises(SlotTaken), transaction.atomic():
        actions.move_termin(acting=lead, termin=other, beginn=at("2026-11-25T10:30"))
    assert queries.termin_by_id(other.id).beginn == at("2026-11-25T10:00")
    assert Belegung.objects.filter(aktiv=True, termin=other).count() == 1
    now.set("2026-11-25T10:40")
    with pytest.raises(Begun):
        actions.move_termin(acting=lead, termin=moved, beginn=at("2026-11-26T10:30"))


def test_cancelled_before_and_after_the_beginning(beratung: Angebot, lead: Actor, now: Any) -> None:
    """J4: at 8.12 it is cancelled, at 10.20 it is missed with its reason; the office's own word never counts."""
    made = [
        actions.create_termin(acting=lead, angebot=beratung, beginn=at(f"2026-11-2{day}T10:00"), name="X")
        for day in (5, 6, 7)
    ]
    now.set("2026-11-25T08:12")
    early = actions.cancel_termin(acting=ANONYMOUS, termin=made[0], grund="Kind krank")
    assert (early.stand, early.vor_beginn, early.grund) == ("abgesagt", True, "Kind krank")
    assert "10:00" in [slot.zeit for slot in queries.free_slots(beratung, date(2026, 11, 25), 1, staff=True)]
    with pytest.raises(NotOpen, match="abgesagt"):
        actions.cancel_termin(acting=ANONYMOUS, termin=made[0])
    now.set("2026-11-26T10:20")
    late = actions.cancel_termin(acting=ANONYMOUS, termin=made[1], grund="Kind krank")
    assert (late.stand, late.vor_beginn, late.grund) == ("versaeumt", False, "Kind krank")
    now.set("2026-11-27T10:20")
    office = actions.cancel_termin(acting=lead, termin=made[2], grund="Beraterin krank")
    assert (office.stand, office.abgesagt_von, office.vor_beginn) == ("abgesagt", "amt", False)


def test_missed_only_after_the_beginning_and_a_late_reason_once(beratung: Angebot, lead: Actor, now: Any) -> None:
    termin = actions.create_termin(acting=lead, angebot=beratung, beginn=at("2026-11-25T10:00"), name="X")
    with pytest.raises(NotYet):
        actions.note_outcome(acting=lead, termin=termin, kam=False)
    now.set("2026-11-25T10:31")
    assert actions.note_outcome(acting=lead, termin=termin, kam=False).stand == "versaeumt"
    told = actions.cancel_termin(acting=ANONYMOUS, termin=termin, grund="Zug ausgefallen")
    assert (told.stand, told.grund) == ("versaeumt", "Zug ausgefallen")
    with pytest.raises(NotOpen):
        actions.cancel_termin(acting=ANONYMOUS, termin=termin, grund="noch einmal")
    assert actions.note_outcome(acting=lead, termin=termin, kam=True).stand == "wahrgenommen"


def test_no_meldetermin_in_a_locked_room(beratung: Angebot, lead: Actor) -> None:
    """A08: refused by the action, and by the database whatever a program does; a lock never comes over one."""
    room = house(lead, "Gemeindehaus", art="partnerraum", eigentuemer="Kirchengemeinde", zweckbindung="beratung")
    quiet = offer(lead, room, titel="Ruhig")
    with pytest.raises(LockedRoom, match="nur für Information und Beratung"):
        actions.create_termin(acting=lead, angebot=quiet, beginn=at("2026-11-25T10:00"), name="X", meldetermin=True)
    plain = actions.create_termin(acting=lead, angebot=quiet, beginn=at("2026-11-25T10:00"), name="X")
    with pytest.raises(IntegrityError), transaction.atomic():
        Termin.objects.filter(id=plain.id).update(meldetermin=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Termin.objects.filter(id=plain.id).update(zweckbindung="")
    invited = actions.create_termin(
        acting=lead, angebot=beratung, beginn=at("2026-11-25T11:00"), name="Y", meldetermin=True
    )
    with pytest.raises(LockedRoom):
        places.save_ort(acting=lead, place=invited.ort, zweckbindung="beratung")
    with pytest.raises(IntegrityError), transaction.atomic():
        Ort.objects.filter(id=invited.ort_id).update(zweckbindung="beratung")
    places.save_ort(acting=lead, place=queries.ort_by_id(room.id), zweckbindung="")
    assert queries.termin_by_id(plain.id).zweckbindung == ""


def test_a_partner_room_has_an_owner(lead: Actor) -> None:
    """A06: whose room it is belongs to the place."""
    with pytest.raises(Unusable, match="wem der Raum gehört"):
        house(lead, "Raum", art="partnerraum")
    with pytest.raises(Unusable, match="Postleitzahl"):
        places.save_ort(acting=lead, name="Ohne Adresse")


def test_attendance_is_a_number(lead: Actor) -> None:
    """A09, A14: how many and for what; a second time corrects."""
    angebot = places.save_angebot(acting=lead, ort=house(lead), titel="Offen", art="offen")
    tag = date(2026, 11, 17)
    places.count_visits(acting=lead, angebot=angebot, tag=tag, anzahl=11, thema="Kita")
    places.count_visits(acting=lead, angebot=angebot, tag=tag, anzahl=12, thema="Kita")
    places.count_visits(acting=lead, angebot=angebot, tag=tag, anzahl=3, thema="Post")
    assert queries.besuche_gesamt(angebot.id, tag, tag) == 15
    with pytest.raises(Unusable, match="kommt erst noch"):
        places.count_visits(acting=lead, angebot=angebot, tag=date(2026, 12, 1), anzahl=1)


def test_another_traeger_has_other_appointments(beratung: Angebot, lead: Actor, other_traeger: Any) -> None:
    """A foreign code opens nothing, and a foreign booking disturbs nobody."""
    termin = actions.create_termin(acting=lead, angebot=beratung, beginn=at("2026-11-25T10:00"), name="X")
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.traeger', %s, true)", [str(other_traeger.id)])
        cursor.execute("select count(*) from appointments_termin")
        assert cursor.fetchone() == (0,)
        cursor.execute("update appointments_belegung set aktiv = false")
        assert cursor.rowcount == 0
        cursor.execute("select set_config('app.traeger', %s, true)", [str(termin.traeger_id)])
    assert Belegung.objects.filter(aktiv=True).count() == 1
    with pytest.raises(TerminUnknown):
        queries.termin_by_code("2222-2222")


def test_calendar_file_parsed_back(beratung: Angebot, lead: Actor, now: Any) -> None:
    """One UID for life, a rising SEQUENCE, local time with its zone, CANCEL in the end; and no word what it is for."""
    termin = actions.create_termin(
        acting=lead, angebot=beratung, beginn=at("2026-11-25T10:00"), name="Weber", anlass="Geheim"
    )
    first = Calendar.from_ical(calendar_of(termin, "https://amt.example/termin"))
    event = first.walk("VEVENT")[0]
    assert first["METHOD"] == "PUBLISH" and event["STATUS"] == "CONFIRMED" and event["SEQUENCE"] == 0
    assert event["DTSTART"].dt == at("2026-11-25T10:00") and event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert first.walk("VTIMEZONE")[0]["TZID"] == "Europe/Berlin"
    moved = actions.move_termin(acting=lead, termin=termin, beginn=at("2026-11-26T09:00"))
    second = Calendar.from_ical(calendar_of(moved, "https://amt.example/termin")).walk("VEVENT")[0]
    assert second["UID"] == event["UID"] and second["SEQUENCE"] == 1
    gone = actions.cancel_termin(acting=lead, termin=moved)
    last = Calendar.from_ical(calendar_of(gone, "https://amt.example/termin"))
    event = last.walk("VEVENT")[0]
    assert (last["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 2)
    text = calendar_of(gone, "https://amt.example/termin").decode()
    assert "Weber" not in text and "Geheim" not in text and "Jobcenter" not in text and "Beratung" not in text


def test_guesses_at_codes_get_slower(beratung: Angebot, lead: Actor) -> None:
    """The same sentence for every wrong code; after some tries one waits."""
    termin = actions.create_termin(acting=lead, angebot=beratung, beginn=at("2026-11-25T10:00"), name="X")
    assert open_by_code(acting=ANONYMOUS, code=termin.code) == termin
    waits = []
    for _ in range(7):
        with pytest.raises(CodeRefused) as refused:
            open_by_code(acting=ANONYMOUS, code="2222-2223")
        waits.append(refused.value.wait_seconds)
    assert waits[0] == 0 and waits[-1] > 0


def test_the_day_as_a_grid(beratung: Angebot, lead: Actor) -> None:
    """Times down, caseworkers across: taken, free, running."""
    places.assign_ressource(acting=lead, angebot=beratung, name="Zweite", art="person")
    actions.create_termin(acting=lead, angebot=beratung, beginn=at("2026-11-25T10:00"), name="X")
    plan = tagesplan(beratung.ort, date(2026, 11, 25))
    assert [one.name for one in plan.spalten] == ["Beraterin 0", "Zweite"] and len(plan.zeilen) == 8
    row = dict(plan.zeilen)[at("2026-11-25T10:00")]
    assert sum(cell.termin is not None for cell in row) == 1 and sum(cell.angebot is not None for cell in row) == 1


# --- many at once ----------------------------------------------------------------------------------------------------


def _all_at_once(traeger: Any, jobs: list[Callable[[], Any]]) -> Counter[str]:
    """Run these in threads with connections of their own, released together; counts what each of them met."""
    gate, found = Barrier(len(jobs)), Counter[str]()

    def one(job: Callable[[], Any]) -> None:
        gate.wait()
        try:
            with traeger_scope(traeger.id):
                job()
            found["ok"] += 1
        except SlotTaken:
            found["taken"] += 1
        finally:
            connection.close()

    threads = [Thread(target=one, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _overlaps() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from appointments_belegung a join appointments_belegung b on a.id < b.id"
            " and a.ressource_id = b.ressource_id and a.during && b.during where a.aktiv and b.aktiv"
        )
        return int(cursor.fetchone()[0])


@pytest.fixture
def town(transactional_db: None, now: Any) -> Any:
    """Kreis Musterland with one offer of two caseworkers and two rooms, committed."""
    traeger = create_traeger("musterland")
    with traeger_scope(traeger.id):
        acting = Actor("staff", "lead", frozenset({Role.TEAMLEAD}))
        angebot = offer(acting, house(acting), people=2)
        for number in range(2):
            places.assign_ressource(acting=acting, angebot=angebot, name=f"Zimmer {number}", art="raum")
    return traeger, angebot


def test_a_herd_on_one_time(town: Any) -> None:
    """32 people want the same time of two caseworkers: two have it, thirty get a sentence, nothing hangs."""
    traeger, angebot = town

    def book() -> None:
        actions.create_termin(acting=ANONYMOUS, angebot=angebot, beginn=at("2026-11-25T10:00"), name="X")

    assert _all_at_once(traeger, [book] * 32) == {"ok": 2, "taken": 30}
    with traeger_scope(traeger.id):
        assert _overlaps() == 0 and Belegung.objects.count() == 4 and Termin.objects.count() == 2
        assert verify_chain() is None


def test_booking_and_moving_at_once(town: Any) -> None:
    """Eight hold times and change with each other while 24 book: no overlap, nobody without what was promised."""
    traeger, angebot = town
    day = [f"2026-11-25T{hour:02d}:{minute:02d}" for hour in range(8, 12) for minute in (0, 30)]
    with traeger_scope(traeger.id):
        held = [actions.create_termin(acting=ANONYMOUS, angebot=angebot, beginn=at(text), name="X") for text in day]

    def move(number: int) -> Callable[[], None]:
        target = at(day[(number + 1) % 8])
        return lambda: [actions.move_termin(acting=ANONYMOUS, termin=held[number], beginn=target), None][1]

    def book(number: int) -> Callable[[], None]:
        return lambda: [
            actions.create_termin(acting=ANONYMOUS, angebot=angebot, beginn=at(day[number % 8]), name="Y"), None
        ][1]  # fmt: skip

    met = _all_at_once(traeger, [move(n) for n in range(8)] + [book(n) for n in range(24)])
    with traeger_scope(traeger.id):
        assert _overlaps() == 0 and met["ok"] + met["taken"] == 32
        live = Termin.objects.filter(stand="gebucht")
        assert all(Belegung.objects.filter(termin=one, aktiv=True).count() == 2 for one in live)
        assert Belegung.objects.filter(aktiv=True).count() == 2 * live.count()
