"""Video meetings: bound to the appointment, waiting room, nothing before admission, one line, forgotten (A02, A03)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from nahbar.domain.appointments import queries as appointments
from nahbar.domain.appointments.models import Angebot
from nahbar.domain.casefile.queries import timeline
from nahbar.domain.conversations import meetings
from nahbar.domain.conversations.errors import (
    GespraechUnknown,
    MeetingClosed,
    NotAdmitted,
    NotYourConversation,
    SignalRefused,
)
from nahbar.domain.conversations.meeting_queries import room_of, teilnahme_of, treffen_of
from nahbar.domain.conversations.models import Signal, Teilnahme
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.procedures.admit_to_meeting import admit_to_meeting
from nahbar.procedures.book_termin import book_termin
from nahbar.procedures.end_meeting import close_meetings, end_meeting
from nahbar.procedures.enter_meeting import enter_meeting
from nahbar.procedures.set_up_ort import set_up_ort
from tests.procedures.desk import Who, citizen, submitted
from tests.procedures.test_cannot_come import offer


@pytest.fixture
def termin(actor: Who, now: Any) -> Any:
    """Wednesday, 25 November, 10 to 11 o'clock, by video; nobody is named as adviser."""
    now.set("2026-11-23T09:00")
    ort = set_up_ort(acting=actor("wolter"), name="Jobcenter", strasse="Markt 1", plz="46325", ort="Musterstadt",
                     eigentuemer="Kreis", telefon="02861 555-0")  # fmt: skip
    angebot = offer(actor, ort, "Beratung per Video", Angebot.Art.VIDEO, [("Videoraum 1", "videoraum")])
    antrag = submitted()
    slot = appointments.free_slots(angebot, date(2026, 11, 25), 1, 1)[0]
    made = book_termin(acting=citizen(antrag), angebot=angebot, beginn=slot.beginn, akte=antrag.akte)
    now.set("2026-11-25T09:50")
    made.antrag = antrag
    return made


def guest(termin: Any, key: str = "gast") -> Any:
    return enter_meeting(acting=citizen(termin.antrag), termin=termin, key=key, as_host=False, own=True)


def hosting(actor: Who, termin: Any, login: str = "berg") -> Any:
    return enter_meeting(acting=actor(login), termin=termin, key=login, as_host=True)


def seat(termin: Any, key: str) -> Any:
    return teilnahme_of(termin.id, key)


def exchange(termin: Any, key: str, *lines: Any, **more: Any) -> list[Any]:
    return meetings.exchange(acting=ANONYMOUS, teilnahme=seat(termin, key), lines=lines, **more)


@pytest.mark.parametrize(
    ("moment", "opened"),
    [("09:44", False), ("09:46", True), ("11:59", True), ("12:01", False)],
)
def test_it_opens_15_minutes_before_and_closes_an_hour_after(termin: Any, now: Any, moment: str, opened: bool) -> None:
    now.set(f"2026-11-25T{moment}")
    if opened:
        assert guest(termin).stand == Teilnahme.Stand.WARTET
    else:
        with pytest.raises(MeetingClosed):
            guest(termin)


def test_before_admission_nothing_flows(actor: Who, termin: Any) -> None:
    guest(termin)
    hosting(actor, termin)
    with pytest.raises(NotAdmitted):
        exchange(termin, "gast", {"sdp": 1})
    assert exchange(termin, "berg", {"sdp": 2}) == [] and exchange(termin, "gast") == []
    assert Signal.objects.count() == 0
    waiting = room_of(seat(termin, "berg")).guests
    assert [row["stand"] for row in waiting] == ["wartet"] and room_of(seat(termin, "gast")).guests == ()


def test_lines_go_to_the_other_side_once_and_are_deleted(actor: Who, termin: Any) -> None:
    one = guest(termin)
    hosting(actor, termin)
    admit_to_meeting(acting=actor("berg"), termin=termin, teilnahme_id=one.id)
    exchange(termin, "berg", {"nr": 1}, {"nr": 2})
    got = exchange(termin, "gast")
    assert [line.daten["nr"] for line in got] == [1, 2]
    again = exchange(termin, "gast")  # the answer was lost on the way
    assert [line.id for line in again] == [line.id for line in got]
    assert exchange(termin, "gast", seen=[str(line.id) for line in got]) == []
    assert Signal.objects.count() == 0


@pytest.mark.parametrize("lines", [[1], ["x"], [{"a": "x" * 50_000}], [{}] * 61])
def test_other_lines_are_refused(actor: Who, termin: Any, lines: Any) -> None:
    one = guest(termin)
    hosting(actor, termin)
    admit_to_meeting(acting=actor("berg"), termin=termin, teilnahme_id=one.id)
    with pytest.raises(SignalRefused):
        exchange(termin, "gast", *lines)


def test_a_third_person_does_not_get_in(actor: Who, termin: Any) -> None:
    first, third = guest(termin), guest(termin, "dritte")
    hosting(actor, termin)
    admit_to_meeting(acting=actor("berg"), termin=termin, teilnahme_id=first.id)
    with pytest.raises(MeetingClosed):
        admit_to_meeting(acting=actor("berg"), termin=termin, teilnahme_id=third.id)
    admit_to_meeting(acting=actor("berg"), termin=termin, teilnahme_id=third.id, let_in=False)
    assert guest(termin, "dritte").stand == Teilnahme.Stand.ABGELEHNT
    assert exchange(termin, "dritte") == []
    with pytest.raises(MeetingClosed):  # nor a second member of staff beside the first
        hosting(actor, termin, "maier")


def test_only_advisers_host(actor: Who, termin: Any) -> None:
    for login in ("empfang", "kasse", "post"):
        with pytest.raises(NotYourConversation):
            hosting(actor, termin, login)
        with pytest.raises(NotYourConversation):
            admit_to_meeting(acting=actor(login), termin=termin, teilnahme_id=termin.id)
    with pytest.raises(GespraechUnknown):
        end_meeting(acting=actor("berg"), termin=termin)


def test_a_lost_network_keeps_the_seat_hanging_up_does_not(actor: Who, termin: Any, now: Any) -> None:
    one = guest(termin)
    hosting(actor, termin)
    admit_to_meeting(acting=actor("berg"), termin=termin, teilnahme_id=one.id)
    now.set("2026-11-25T09:52")
    assert guest(termin).stand == Teilnahme.Stand.DRIN
    meetings.leave(acting=ANONYMOUS, teilnahme=seat(termin, "gast"))
    assert guest(termin).stand == Teilnahme.Stand.WARTET


def test_one_line_in_the_file_and_forgotten_after_a_day(actor: Who, termin: Any, now: Any) -> None:
    one = guest(termin)
    hosting(actor, termin)
    admit_to_meeting(acting=actor("berg"), termin=termin, teilnahme_id=one.id)
    for key in ("berg", "gast"):
        exchange(termin, key, connected=True)
    now.set("2026-11-25T10:14")
    for key in ("berg", "gast"):
        exchange(termin, key)
    for _ in range(2):
        end_meeting(acting=actor("berg"), termin=termin)
    lines = [entry.text for entry in timeline(termin.akte, for_citizen=True) if entry.art == "videogespraech"]
    assert lines == ["Videogespräch 24 Minuten"]
    with pytest.raises(MeetingClosed):
        guest(termin)
    now.set("2026-11-26T10:00")
    close_meetings(termin.traeger_id)
    assert Teilnahme.objects.count() == 2
    now.set("2026-11-26T10:20")
    close_meetings(termin.traeger_id)
    assert Teilnahme.objects.count() == 0 and treffen_of(termin.id) is not None


def test_what_nobody_ended_ends_by_itself(actor: Who, termin: Any, now: Any) -> None:
    one = guest(termin)
    hosting(actor, termin)
    admit_to_meeting(acting=actor("berg"), termin=termin, teilnahme_id=one.id)
    for key in ("berg", "gast"):
        exchange(termin, key, connected=True)
    now.set("2026-11-25T12:30")
    close_meetings(termin.traeger_id)
    treffen = treffen_of(termin.id)
    assert treffen is not None and treffen.beendet_at is not None and treffen.minuten == 1
    assert treffen.beendet_at - treffen.ende > timedelta(hours=1)


def test_there_is_no_code_that_records() -> None:
    """A03: no recording, neither on the server nor in the browser."""
    from pathlib import Path

    root = Path(__file__).resolve().parents[2] / "nahbar"
    for path in [*root.rglob("*.js"), *root.rglob("*.py")]:
        assert "MediaRecorder" not in path.read_text(encoding="utf-8"), path
