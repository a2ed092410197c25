from __future__ import annotations

from typing import Any

import pytest

from nahbar.benefits.base import EvidenceNeed
from nahbar.benefits.grundsicherungsgeld.evidence import evidence
from nahbar.questionnaire.model import Answers
from tests.benefits import aylin, timo


def needs(answers: Answers) -> dict[str, EvidenceNeed]:
    found = evidence(answers, aylin.MONTH)
    assert len({n.key for n in found}) == len(found)
    return {n.key: n for n in found}


def required(answers: Answers) -> set[str]:
    return {key for key, need in needs(answers).items() if need.required}


def test_aylin_needs_three_papers() -> None:
    """J1.4, J1.5: rental contract, bank statements, the Bescheid on Unterhaltsvorschuss; the rest only helps."""
    assert required(aylin.answers()) == {"mietvertrag", "kontoauszuege", "unterhaltsvorschuss"}
    assert set(needs(aylin.answers())) - required(aylin.answers()) == {"ausweis", "krankenversicherung"}
    assert "Mert und Lara" in needs(aylin.answers())["unterhaltsvorschuss"].reason


def test_timo_needs_two_papers() -> None:
    assert required(timo.answers()) == {"mietvertrag", "kontoauszuege"}


def test_each_paper_has_a_reason_and_a_paragraph() -> None:
    rich = aylin.answers(
        einkommen_arten=["lohn", "selbst", "alg1", "rente", "elterngeld", "sonstiges"], rente_art="privat",
        schwanger="ich", mehrbedarf=["ernaehrung", "teilhabe", "besonders"], staatsangehoerigkeit="andere",
        kv_art="privat",
    )  # fmt: skip
    assert len(needs(rich)) > 12
    for need in needs(rich).values():
        assert need.title and need.reason.endswith(".") and need.norm.startswith("SGB "), need.key
        assert len(need.reason.split(". ")[0].split()) <= 16


@pytest.mark.parametrize(
    ("changes", "key", "there"),
    [
        ({"einkommen_arten": ["lohn"]}, "lohnabrechnung", True),
        ({"einkommen_arten": ["rente"], "rente_art": "privat"}, "rentenbescheid", True),
        ({"einkommen_arten": ["alg1"]}, "alg_bescheid", True),
        ({"wohnform": "kostenlos"}, "mietvertrag", False),
        ({"wohnform": "eigentum"}, "eigenheim_kosten", True),
        ({"konto": False}, "kontoauszuege", False),
        ({"schwanger": "ich"}, "mutterpass", True),
        ({"kv_art": "keine"}, "krankenversicherung", False),
        ({"staatsangehoerigkeit": "eu"}, "aufenthaltstitel", False),
        ({"_weiss_nicht": ["heizkosten"]}, "nebenkosten", True),
        ({"wohnsituation": "ohne", "_weiss_nicht": ["heizkosten"]}, "nebenkosten", False),
    ],
)
def test_papers_follow_the_answers(changes: dict[str, Any], key: str, there: bool) -> None:
    assert (key in needs(timo.answers(**changes))) is there


def test_papers_of_the_partner_carry_the_person() -> None:
    answers = aylin.answers()
    answers["personen"].append({"id": "p4", "vorname": "Jan", "rolle": "partner", "einkommen_arten": ["lohn"]})
    need = needs(answers)["lohnabrechnung:p4"]
    assert need.person == "p4" and "Jan" in need.title
    assert "unterhaltstitel" not in needs(answers)


def test_maintenance_paper_is_helpful_not_blocking() -> None:
    answers = aylin.answers()
    answers["personen"][0]["unterhalt"] = "300.00"
    assert needs(answers)["unterhaltstitel"].required is False
