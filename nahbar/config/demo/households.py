"""Invented households: the answers of an application, the same for the same seed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from nahbar.config.demo.names import NACHNAMEN, STRASSEN, VORNAMEN
from nahbar.questionnaire.model import Answers

IBANS = (
    "DE89370400440532013000", "DE02120300000000202051", "DE02500105170137075030", "DE02100500000054540402",
    "DE02300209000106531065", "DE02200505501015871393", "DE02100100100006820101", "DE02300606010002474689",
)  # fmt: skip


def birthday(dice: random.Random, today: date, youngest: int, oldest: int) -> str:
    """A birth date of somebody between two ages (years)."""
    days = dice.randint(youngest * 365 + youngest // 4 + 1, (oldest + 1) * 365)
    return (today - timedelta(days=days)).isoformat()


def _child(dice: random.Random, number: int, nachname: str, today: date, *, alone: bool) -> dict[str, Any]:
    born = birthday(dice, today, 0, 16)
    age = (today - date.fromisoformat(born)).days // 365
    advance = 0
    if alone and dice.random() < 0.6:
        advance = 227 if age < 6 else 299 if age < 12 else 394
    child: dict[str, Any] = {
        "id": f"p{number}",
        "vorname": dice.choice(VORNAMEN),
        "nachname": nachname,
        "geburtsdatum": born,
        "rolle": "kind",
        "kindergeld": "259.00",
        "anderes_geld": False,
    }
    if alone:
        child["unterhalt"] = "0.00"
        child["unterhaltsvorschuss"] = f"{advance}.00"
    else:
        child["eltern"] = "beide"
    return child


def make_answers(dice: random.Random, today: date, town: str, plz: str) -> Answers:
    """Answers of one household: singles, single parents, couples, families; some with wages, pensions, no account."""
    kind = dice.choices(("single", "single_parent", "couple", "family"), (55, 19, 11, 15))[0]
    nachname = dice.choice(NACHNAMEN)
    answers: Answers = {
        "vorname": dice.choice(VORNAMEN),
        "nachname": nachname,
        "geburtsdatum": birthday(dice, today, 19 if kind == "single" else 23, 61),
        "wohnsituation": "wohnung",
        "strasse": dice.choice(STRASSEN),
        "hausnummer": f"{dice.randint(1, 140)}{dice.choice(('', '', '', 'a', ' b'))}",
        "plz": plz,
        "ort": town,
        "telefon": f"02861 555{dice.randint(1000, 9999)}" if dice.random() < 0.6 else None,
        "notlage": ["keine"] if dice.random() > 0.06 else ["essen"],
        "staatsangehoerigkeit": "deutsch",
        "familienstand": "verheiratet"
        if kind in {"couple", "family"}
        else dice.choice(("ledig", "geschieden", "getrennt")),
        "arbeitsfaehig": True,
        "kv_art": "gesetzlich",
        "krankenkasse": dice.choice(("AOK", "Barmer", "TK", "IKK")),
        "schwanger": "nein",
        "mehrbedarf": ["keine"],
        "wohnform": "miete",
        "warmwasser": "dezentral" if dice.random() < 0.25 else "zentral",
        "eingezogen": (today - timedelta(days=dice.randint(90, 6000))).isoformat(),
        "frueher_leistung": dice.random() < 0.3,
        "vermoegen": f"{dice.choice((0, 150, 800, 1900, 3400))}.00",
        "auto": dice.choice(("nein", "nein", "angemessen")),
        "bescheid_weg": dice.choice(("post", "post", "portal")),
    }
    people: list[dict[str, Any]] = []
    if kind in {"couple", "family"}:
        people.append(
            {
                "id": "p2",
                "vorname": dice.choice(VORNAMEN),
                "nachname": nachname,
                "geburtsdatum": birthday(dice, today, 22, 60),
                "rolle": "partner",
                "arbeitsfaehig": True,
                "einkommen_arten": ["keine"],
            }
        )
    if kind in {"single_parent", "family"}:
        for _ in range(dice.choices((1, 2, 3, 4), (45, 35, 15, 5))[0]):
            people.append(_child(dice, len(people) + 2, nachname, today, alone=kind == "single_parent"))
    answers["personen"] = people
    answers["personen_mehr"] = False
    heads = 1 + len(people)
    answers["grundmiete"] = f"{dice.randint(260, 330) + heads * dice.randint(55, 95)}.00"
    answers["nebenkosten"] = f"{40 + heads * dice.randint(20, 35)}.00"
    answers["heizkosten"] = f"{35 + heads * dice.randint(12, 24)}.00"
    answers["flaeche_qm"] = 30 + heads * dice.randint(10, 18)
    _income(dice, answers)
    answers["konto"] = dice.random() > 0.04
    if answers["konto"]:
        answers["iban"] = dice.choice(IBANS)
        answers["kontoinhaber"] = None
    answers["_fertig"] = ["personen"]
    return answers


def _income(dice: random.Random, answers: Answers) -> None:
    roll = dice.random()
    if roll < 0.22:
        gross = dice.choice((350, 450, 520, 603, 900, 1200))
        answers["einkommen_arten"] = ["lohn"]
        answers["lohn_brutto"] = f"{gross}.00"
        answers["lohn_netto"] = f"{gross if gross <= 603 else round(gross * 0.82)}.00"
        if not any(person["rolle"] == "kind" for person in answers["personen"]):
            answers["kind_woanders"] = False
    elif roll < 0.32:
        answers["einkommen_arten"] = ["alg1"]
        answers["alg1"] = f"{dice.randint(350, 700)}.00"
    else:
        answers["einkommen_arten"] = ["keine"]
