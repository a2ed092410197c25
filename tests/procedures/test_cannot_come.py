"""J4: the invitation that cannot be kept, said at 8.12 and at 10.20, and the new time in the same place (C13)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from nahbar.domain.appointments import queries as appointments
from nahbar.domain.appointments.errors import NotAllowed, NotOpen, SlotTaken
from nahbar.domain.appointments.models import Angebot, Termin
from nahbar.domain.casefile.queries import open_aufgaben, timeline
from nahbar.domain.conversations import queries
from nahbar.procedures.book_termin import book_termin
from nahbar.procedures.cannot_come import cannot_come
from nahbar.procedures.pick_new_time import new_times, pick_new_time, to_replace
from nahbar.procedures.set_up_ort import assign, open_hours, set_up_angebot, set_up_ort
from tests.procedures.desk import Who, citizen, submitted

TEN = datetime(2026, 12, 9, 9, 0, tzinfo=UTC)
"""Wednesday, 10 o'clock."""


def offer(actor: Who, ort: Any, titel: str, art: str, team: list[tuple[str, str]]) -> Any:
    angebot = set_up_angebot(
        acting=actor("wolter"), ort=ort, titel=titel, art=art, dauer_min=60, online_buchbar=art == Angebot.Art.VIDEO
    )
    for weekday in range(5):
        open_hours(
            acting=actor("wolter"), angebot=angebot, weekday=weekday, von=time(10), bis=time(12),
            gueltig_von=date(2026, 1, 1),
        )  # fmt: skip
    for name, kind in team:
        assign(acting=actor("wolter"), angebot=angebot, name=name, art=kind)
    return appointments.angebot_by_id(angebot.id)


@pytest.fixture
def case(actor: Who, now: Any) -> Any:
    """Jonas, invited for Wednesday, 9 December, 10 o'clock; the office offers video too."""
    now.set("2026-12-01T09:00")
    ort = set_up_ort(
        acting=actor("wolter"), name="Jobcenter", strasse="Marktplatz 1", plz="46325", ort="Musterstadt",
        eigentuemer="Kreis", telefon="02861 555-0",
    )  # fmt: skip
    arbeit = offer(actor, ort, "Arbeit und Ausbildung", Angebot.Art.EINZEL, [("Herr Nguyễn", "person")])
    offer(actor, ort, "Beratung per Video", Angebot.Art.VIDEO, [("Frau Öztürk", "person")])
    antrag = submitted()
    termin = book_termin(
        acting=actor("fall"), angebot=arbeit, beginn=TEN, akte=antrag.akte, anlass="Vermittlung", meldetermin=True
    )
    return antrag, termin


def arts(antrag: Any) -> list[str]:
    return sorted(task.art for task in open_aufgaben(antrag.akte))


def said(antrag: Any) -> list[str]:
    return [line.nachricht.text for line in queries.thread(queries.gespraech_of(antrag.akte))]


def test_said_before_the_beginning_nothing_is_missed(case: Any, now: Any) -> None:
    antrag, termin = case
    now.set("2026-12-09T08:12")
    row = cannot_come(acting=citizen(antrag), antrag=antrag, termin=termin, grund="Kind krank")
    assert (row.stand, row.vor_beginn, row.grund) == (Termin.Stand.ABGESAGT, True, "Kind krank")
    assert "Kind krank" in said(antrag)[0] and "nichts versäumt" in said(antrag)[1]
    assert {"nachricht_beantworten", "termin_abgesagt"} <= set(arts(antrag))
    assert [entry.art for entry in timeline(antrag.akte, for_citizen=True)].count("termin_abgesagt") == 1


def test_a_new_time_or_video_in_the_same_place(case: Any, now: Any) -> None:
    antrag, termin = case
    now.set("2026-12-09T08:12")
    cannot_come(acting=citizen(antrag), antrag=antrag, termin=termin)
    times = new_times(termin)
    assert [one.video for one in times] == [False] * 3 + [True] * 3
    friday = datetime(2026, 12, 11, 10, 0, tzinfo=UTC)
    friday_choice = next(one for one in times if not one.video and one.beginn.date() >= date(2026, 12, 9))
    with pytest.raises(SlotTaken):
        pick_new_time(
            acting=citizen(antrag), termin=termin, angebot_id=termin.angebot_id, beginn=friday.replace(year=2027)
        )
    made = pick_new_time(
        acting=citizen(antrag), termin=termin, angebot_id=friday_choice.angebot.id, beginn=friday_choice.beginn
    )
    again = pick_new_time(
        acting=citizen(antrag), termin=termin, angebot_id=friday_choice.angebot.id, beginn=friday_choice.beginn
    )
    assert made.id == again.id and made.stand == Termin.Stand.GEBUCHT and made.anlass == "Vermittlung"
    assert "Neuer Termin" in said(antrag)[-1] and made.code in said(antrag)[-1]
    assert to_replace(antrag.akte.id) is None
    with pytest.raises(NotOpen):
        pick_new_time(acting=citizen(antrag), termin=termin, angebot_id=times[1].angebot.id, beginn=times[1].beginn)
    assert appointments.termin_by_id(termin.id).stand == Termin.Stand.ABGESAGT


def test_video_is_a_new_time_too(case: Any, now: Any) -> None:
    antrag, termin = case
    now.set("2026-12-09T08:12")
    cannot_come(acting=citizen(antrag), antrag=antrag, termin=termin)
    video = next(one for one in new_times(termin) if one.video)
    made = pick_new_time(acting=citizen(antrag), termin=termin, angebot_id=video.angebot.id, beginn=video.beginn)
    assert made.art == Termin.Art.VIDEO


def test_said_at_10_20_it_is_missed_with_its_reason(case: Any, now: Any) -> None:
    antrag, termin = case
    now.set("2026-12-09T10:20")
    row = cannot_come(acting=citizen(antrag), antrag=antrag, termin=termin, grund="Kind krank")
    assert (row.stand, row.vor_beginn, row.grund) == (Termin.Stand.VERSAEUMT, False, "Kind krank")
    assert "hören wir Sie an" in said(antrag)[1]
    assert {"nachricht_beantworten", "termin_grund_pruefen"} <= set(arts(antrag))


def test_twice_is_once_and_foreign_is_refused(case: Any, now: Any) -> None:
    antrag, termin = case
    now.set("2026-12-09T08:12")
    stranger = submitted()
    with pytest.raises(NotAllowed):
        cannot_come(acting=citizen(stranger), antrag=stranger, termin=termin)
    cannot_come(acting=citizen(antrag), antrag=antrag, termin=termin)
    with pytest.raises(NotAllowed):
        pick_new_time(acting=citizen(stranger), termin=termin, angebot_id=termin.angebot_id, beginn=TEN)
    with pytest.raises(NotOpen):
        cannot_come(acting=citizen(antrag), antrag=antrag, termin=termin)
    assert len(said(antrag)) == 2
