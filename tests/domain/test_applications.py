"""Applications: way back, papers, and when a decision may be expected."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from nahbar.domain.applications import actions, queries, status
from nahbar.domain.applications.errors import AccessRefused, AntragUnknown
from nahbar.domain.applications.models import Antrag, Nachweis
from nahbar.platform.accounts.roles import ANONYMOUS, MACHINE, Actor
from nahbar.platform.ids import new_code
from nahbar.procedures.secure_antrag import secure_antrag


@pytest.fixture
def secured(traeger: Any) -> Any:
    return secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld")


def test_code_and_pin_open_the_application_however_they_are_typed(secured: Any) -> None:
    typed = secured.code.lower().replace("-", " ")
    assert actions.antrag_for_access(typed, f"{secured.pin[:3]} {secured.pin[3:]}").id == secured.antrag.id


def test_wrong_pin_waits_but_never_for_good_U1(secured: Any, now: Any) -> None:
    for _ in range(5):
        with pytest.raises(AccessRefused) as wrong:
            actions.antrag_for_access(secured.code, "000000x")
    assert wrong.value.wait_seconds > 0
    with pytest.raises(AccessRefused):
        actions.antrag_for_access(secured.code, secured.pin)
    now.set("2026-11-23T22:00")
    assert actions.antrag_for_access(secured.code, secured.pin).id == secured.antrag.id


def test_unknown_codes_wait_the_same_as_known_ones_U1(secured: Any) -> None:
    waits = []
    for code in (secured.code, new_code()):
        for _ in range(6):
            with pytest.raises(AccessRefused) as wrong:
                actions.antrag_for_access(code, "1")
        waits.append((str(wrong.value), wrong.value.wait_seconds))
    assert waits[0] == waits[1]


def test_new_code_replaces_the_old_one_at_once_or_by_letter_when_first_used(secured: Any) -> None:
    second = actions.new_access(acting=MACHINE, antrag=secured.antrag)
    with pytest.raises(AccessRefused):
        actions.antrag_for_access(secured.code, secured.pin)
    third = actions.new_access(acting=MACHINE, antrag=secured.antrag, keep_old=True)
    assert queries.current_code(secured.antrag) == second.code
    assert actions.antrag_for_access(second.code, second.pin).id == secured.antrag.id
    assert actions.antrag_for_access(third.code, third.pin).id == secured.antrag.id
    with pytest.raises(AccessRefused):
        actions.antrag_for_access(second.code, second.pin)


def test_a_foreign_application_is_as_unknown_as_none(secured: Any) -> None:
    stranger = Actor(kind="citizen", id="x")
    for antrag_id in (secured.antrag.id, NOWHERE):
        with pytest.raises(AntragUnknown):
            queries.own_antrag(stranger, antrag_id)
    mine = Actor(kind="citizen", id="x", antrag_ids=frozenset({secured.antrag.id}))
    assert queries.own_antrag(mine, secured.antrag.id).id == secured.antrag.id


NOWHERE = UUID(int=1)


def test_numbers_follow_each_other_within_the_year(secured: Any, now: Any) -> None:
    assert secured.antrag.nummer == "A-2026-000001"
    assert actions.next_number() == "A-2026-000002"
    now.set("2027-01-01T00:01")
    assert actions.next_number() == "A-2027-000001"


def test_papers_follow_the_answers_and_are_never_lost(secured: Any) -> None:
    antrag = secured.antrag
    antrag.antworten = {"wohnsituation": "wohnung", "wohnform": "miete"}
    actions.sync_nachweise(acting=MACHINE, antrag=antrag)
    keys = {n.key for n in queries.nachweise(antrag)}
    assert "mietvertrag" in keys
    antrag.antworten = {"wohnsituation": "ohne"}
    actions.sync_nachweise(acting=MACHINE, antrag=antrag)
    assert queries.nachweis_by_key(antrag, "mietvertrag").stand == Nachweis.Stand.ENTFAELLT
    assert not any(n.key == "mietvertrag" for n in queries.missing(antrag))
    assert keys <= {n.key for n in queries.nachweise(antrag)}


def decided(days: int, number: int) -> None:
    """An application that was decided so many days after it was complete."""
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    Antrag.objects.create(
        nummer=f"X-{number}",
        leistung="grundsicherungsgeld",
        fragebogen_version=1,
        stand=Antrag.Stand.ZURUECKGENOMMEN,
        gesichert_at=at,
        wirkt_ab=date(2026, 11, 1),
        vollstaendig_at=at,
        entschieden_at=at + timedelta(days=days),
    )


def test_expected_range_comes_from_this_offices_last_ninety_days(secured: Any) -> None:
    antrag = secured.antrag
    antrag.stand = Antrag.Stand.VORGELEGT
    antrag.vollstaendig_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    for number in range(9):
        decided(7 + number % 2 * 7, number)
    assert status.status_of(antrag).expected is None, "nine decisions say too little"
    decided(14, 10)
    assert status.status_of(antrag).expected == (date(2026, 11, 27), date(2026, 12, 4))


def test_quartiles_are_of_the_nearest_rank() -> None:
    values = list(range(1, 11))
    assert [status.quartile(values, which) for which in (1, 2, 3)] == [3, 5, 8]


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert status.after_working_days(date(2026, 12, 23), 2, "NW") == date(2026, 12, 28)
    assert status.working_days(date(2026, 12, 23), date(2026, 12, 28), "NW") == 2


def test_advance_is_due_after_a_calendar_month_J1(secured: Any) -> None:
    secured.antrag.stand = Antrag.Stand.EINGEGANGEN
    assert status.status_of(secured.antrag).vorschuss_ab == date(2026, 12, 24)


def test_c10_the_clock_of_the_advance_begins_with_the_wish_for_it(secured: Any, now: Any) -> None:
    """C10: § 42 Abs. 1 S. 2 SGB I counts from the request for the advance, not from the application."""
    from nahbar.procedures.request_vorschuss import request_vorschuss
    from tests.procedures import desk

    antrag = desk.submitted()
    now.set("2026-12-10T09:00")
    assert status.status_of(antrag).vorschuss_ab == date(2027, 1, 11), "asked today, paid from then"
    request_vorschuss(acting=desk.citizen(antrag), antrag=antrag)
    now.set("2027-01-20T09:00")
    view = status.status_of(antrag)
    assert (view.vorschuss_verlangt, view.vorschuss_ab) == (date(2026, 12, 10), date(2027, 1, 11))


def test_c10_interest_and_court_have_their_days(secured: Any) -> None:
    """§ 44 Abs. 2 SGB I: six whole calendar months after completeness; § 88 Abs. 1 SGG: six months after the signal."""
    antrag = secured.antrag
    antrag.stand = Antrag.Stand.EINGEGANGEN
    assert status.status_of(antrag).zinsen_ab is None
    antrag.vollstaendig_at = datetime(2026, 11, 25, 9, tzinfo=UTC)
    view = status.status_of(antrag)
    assert (view.zinsen_ab, view.klage_ab) == (date(2027, 6, 1), date(2027, 5, 24))
    antrag.stand = Antrag.Stand.ENTSCHIEDEN
    assert status.status_of(antrag).klage_ab is None


def test_c10_the_six_states_have_plain_words_and_the_range_says_what_it_rests_on(secured: Any, now: Any) -> None:
    """C10, C11: too few decisions are said, and a range that is over is not promised again."""
    antrag = secured.antrag
    assert len(status.STATES) == 6 and status.status_of(antrag).plain_state == "angefangen"
    antrag.stand = Antrag.Stand.VORGELEGT
    antrag.vollstaendig_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    decided(7, 1)
    few = status.status_of(antrag).basis
    assert few is not None and (few.decided, few.enough, few.late) == (1, False, False)
    for number in range(2, 14):
        decided(7 + number % 2 * 7, number)
    assert status.status_of(antrag).expected is not None
    now.set("2026-12-15T09:00")
    view = status.status_of(antrag)
    assert view.expected is None and view.basis is not None and view.basis.late
