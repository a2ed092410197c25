"""Facts of a draft: paths, what is typed in, frozen results, without a database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.benefits.grundsicherungsgeld.benefit import BENEFIT
from nahbar.domain.decisions import facts as f
from nahbar.domain.decisions.calculation import calculate_period, months_between
from nahbar.domain.decisions.errors import CorrectionRefused
from nahbar.domain.decisions.fields import label, parsed, shown
from nahbar.domain.decisions.freeze import frozen_month, frozen_trace, thawed_months, with_steps
from nahbar.platform.letters.words import NBSP, amount
from tests.benefits import aylin


@given(st.integers(0, 99_999_999))
def test_what_is_shown_can_be_typed_in_again(cents: int) -> None:
    typed = parsed("wohnung.heizkosten", amount(cents))
    assert typed == f"{cents // 100}.{cents % 100:02d}"
    assert shown("wohnung.heizkosten", typed) == amount(cents)


@pytest.mark.parametrize("text", ["-", "1,2,3", "12,345", "1.000.000.000.000", "zwölf", "NaN", "1e5"])
def test_no_amount_is_refused_with_its_name(text: str) -> None:
    with pytest.raises(CorrectionRefused, match="Heizkosten"):
        parsed("wohnung.heizkosten", text)


def test_other_kinds() -> None:
    assert parsed("personen.p1.alleinerziehend", "ja") is True
    assert parsed("personen.p1.geburtsdatum", "3.6.1982") == "1982-06-03"
    assert parsed("wohnung.flaeche_qm", "42") == 42
    assert parsed("wohnung.heizkosten", "  ") is None
    assert shown("personen.p1.geburtsdatum", "1982-06-03") == f"3.{NBSP}Juni 1982"
    assert shown("personen.p1.alleinerziehend", False) == "nein"
    assert label("personen.p2.kindergeld", {"p2": "Mert Demir"}) == "Mert Demir: Kindergeld"
    assert label("personen.p1.absetzungen.0.betrag", {"p1": "Aylin"}) == "Aylin: Absetzung, Betrag"


def test_corrections_reach_persons_by_id_and_fall_with_their_answer() -> None:
    base: dict[str, Any] = {"personen": [{"id": "p1"}, {"id": "p2", "kindergeld": "259.00"}]}
    facts, _ = f.corrected(base, [])
    assert f.apply(facts, f.FactChange("personen.p2.kindergeld", "250", "Bescheid")) == f.Difference(
        "personen.p2.kindergeld", "259.00", "250.00"
    )
    assert base["personen"][1]["kindergeld"] == "259.00", "the answers' facts stay as they are"
    correction = {"pfad": "personen.p2.kindergeld", "alt": "259.00", "neu": "250.00"}
    assert f.corrected(base, [correction])[0]["personen"][1]["kindergeld"] == "250.00"
    base["personen"][1]["kindergeld"] = "0.00"
    facts, kept = f.corrected(base, [correction])
    assert kept == [] and facts["personen"][1]["kindergeld"] == "0.00"
    assert f.corrected({"personen": []}, [correction])[1] == []
    assert f.differences(base, {"personen": [{"id": "p1", "netto": "1.00"}]}) == [
        f.Difference("personen.p2.kindergeld", "0.00", None), f.Difference("personen.p1.netto", None, "1.00"),
    ]  # fmt: skip


def test_a_frozen_calculation_comes_back_whole() -> None:
    """Amounts, remarks and the tree of norms of a whole period, with the months beyond the known values marked."""
    months = calculate_period(BENEFIT, aylin.FACTS, date(2026, 11, 1), date(2027, 10, 31))
    frozen = [frozen_month(month) for month in months]
    assert with_steps(frozen, [frozen_trace(month) for month in months]) == months
    assert thawed_months(frozen)[0].schritte == ()
    assert [m.monat for m in months] == months_between(date(2026, 11, 1), date(2027, 10, 31))
    assert [m.werte_stand for m in months[:3]] == [None, None, date(2026, 12, 1)]
    assert all(month.summe == sum(p.anspruch for p in month.personen) for month in months)
