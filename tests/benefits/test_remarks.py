"""Remarks beside the amounts say whom they are for."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest

from nahbar.benefits.base import Hinweis
from nahbar.benefits.grundsicherungsgeld.benefit import BENEFIT
from nahbar.benefits.grundsicherungsgeld.letters import template
from nahbar.domain.decisions.freeze import frozen_month, thawed_months
from tests.benefits import timo
from tests.platform import letter_cases

OFFICE = "Ohne örtliche Grenze sind die tatsächlichen Kosten angesetzt. Ihre Angemessenheit ist zu prüfen."


def remarks(**wohnung: Any) -> dict[str, bool]:
    """Sentence → for the office, of Timo's first month."""
    facts = timo.FACTS | {"wohnung": timo.FACTS["wohnung"] | wohnung}
    return {h.text: h.fuer_amt for h in BENEFIT.calculate(facts, timo.MONTH).hinweise}


def test_without_a_local_limit_the_office_has_to_look() -> None:
    assert remarks() == {OFFICE: True}


@pytest.mark.parametrize(
    ("wohnung", "start", "fuer_amt"),
    [
        ({"eigentum": True}, "Selbst genutztes Eigentum", False),
        ({"angemessen_bruttokalt": "200.00"}, "Anerkannt ist das Eineinhalbfache", False),
    ],
)
def test_what_helps_the_person_is_for_the_person(wohnung: dict[str, Any], start: str, fuer_amt: bool) -> None:
    (found,) = (flag for text, flag in remarks(**wohnung).items() if text.startswith(start))
    assert found is fuer_amt


def test_letters_leave_out_what_is_for_the_office_whatever_its_words() -> None:
    data = letter_cases.j8()
    said = Hinweis("SGB II § 12a", "Das ist zu prüfen: Wohngeld.")
    months = tuple(replace(m, hinweise=(said, Hinweis("SGB II § 22", "Miete senken.", True))) for m in data.monate)
    assert template.hinweise(replace(data, monate=months)) == ["Das ist zu prüfen: Wohngeld. (SGB II § 12a)"]


def test_the_flag_is_frozen_and_older_months_without_it_are_still_read() -> None:
    month = BENEFIT.calculate(timo.FACTS, timo.MONTH)
    frozen = frozen_month(month)
    assert thawed_months([frozen])[0].hinweise == month.hinweise
    frozen["hinweise"] = [{key: asdict(h)[key] for key in ("norm", "text")} for h in month.hinweise]
    assert [h.fuer_amt for h in thawed_months([frozen])[0].hinweise] == [False]
