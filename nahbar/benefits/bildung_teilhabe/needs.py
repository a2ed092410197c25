"""What the law gives for what was said, need by need; deciding it is a person's work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from nahbar.benefits.bildung_teilhabe.questions import QUESTIONNAIRE, as_sgb12, in_sgb12
from nahbar.benefits.parameters import parameters
from nahbar.benefits.short_form import NeedLine
from nahbar.law.calendar import erster, vollendet
from nahbar.law.parameter import UnknownParameter
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2 import bildung as law
from nahbar.questionnaire.flow import effective
from nahbar.questionnaire.model import Answers
from nahbar.questionnaire.summary import summary

CHILD = "kind"
NORMS = {
    "ausflug": "SGB II § 28 Abs. 2", "fahrt": "SGB II § 28 Abs. 2", "weg": "SGB II § 28 Abs. 4",
    "lernen": "SGB II § 28 Abs. 5", "essen": "SGB II § 28 Abs. 6", "verein": "SGB II § 28 Abs. 7",
    "anderes": "SGB II § 28",
}  # fmt: skip
TITLES = {
    "ausflug": "Ausflug", "fahrt": "Fahrt mit Übernachtung", "weg": "Weg zur Schule", "lernen": "Lernförderung",
    "essen": "Mittagessen", "verein": "Teilhabe", "anderes": "Etwas anderes",
}  # fmt: skip
ACTUAL = "Die tatsächlichen Kosten."
LAW = {
    "ausflug": ACTUAL,
    "fahrt": ACTUAL,
    "weg": "Was der Weg zur nächsten Schule kostet und niemand sonst zahlt.",
    "lernen": "Was angemessen und nötig ist. Lernförderung ist gesondert zu beantragen; das ist hiermit geschehen.",
    "essen": "Preis mal Tage mit Essen. In der Schule zählen die Schultage des Landes.",
    "verein": "Ein fester Betrag in jedem Monat mit Kosten, bis zum 18. Geburtstag. Mehr nur im Einzelfall.",
    "anderes": "Dafür nennt das Gesetz keinen Betrag.",
}
PER_MONTH = frozenset({"weg", "lernen", "essen", "verein"})
ADULT = 18


def lines(answers: Answers, day: date) -> tuple[NeedLine, ...]:
    """One line for each need that was chosen (§ 28 SGB II)."""
    return tuple(_lines(answers, day, sgb12=False))


def lines_sgb12(answers: Answers, day: date) -> tuple[NeedLine, ...]:
    """The same by § 34 SGB XII, which says paragraphs 2 and 4 to 7 in the same words."""
    return tuple(_lines(answers, day, sgb12=True))


def _lines(answers: Answers, day: date, *, sgb12: bool) -> Iterator[NeedLine]:
    questionnaire = as_sgb12(QUESTIONNAIRE) if sgb12 else QUESTIONNAIRE
    counted = effective(questionnaire, answers)
    said: dict[str, list[str]] = {}
    for section in summary(questionnaire, counted):
        for row in section.rows:
            said.setdefault(row.page_ref.page.removesuffix("_schule"), []).append(f"{row.label}: {row.value_text}")
    for key in counted.get("wofuer") or ():
        norm = in_sgb12(NORMS[key]) if sgb12 else NORMS[key]
        amount = _amount(key, counted, Rechtsstand(erster(day), erster(day), parameters()), sgb12=sgb12)
        yield NeedLine(
            key, TITLES[key], norm, "; ".join(said.get(key, ())), LAW[key], amount,
            "im Monat" if key in PER_MONTH else "",
        )  # fmt: skip


def _cents(counted: Answers, key: str) -> int | None:
    value: Any = counted.get(key)
    return None if value is None else int(Decimal(str(value)) * 100)


def _amount(key: str, counted: Answers, recht: Rechtsstand, *, sgb12: bool) -> int | None:
    """What the norm gives; None where a figure is not known yet, or where a condition of the norm is open."""
    if counted.get("ausbildungslohn") and key != "verein":
        return 0  # no pupil in the sense of § 28 Abs. 1 S. 2
    cost = _cents(counted, f"{key}_kosten")
    if key == "verein":
        return _participation(counted, recht, cost, sgb12=sgb12)
    if key == "essen":
        return _lunch(counted, recht)
    if cost is None:
        return None
    if key in ("ausflug", "fahrt"):
        trip, journey = (cost, 0) if key == "ausflug" else (0, cost)
        return law.schulausfluege_und_klassenfahrten(recht, CHILD, trip, journey)
    if key == "lernen":
        return law.lernfoerderung(recht, CHILD, cost)
    others = _cents(counted, "weg_von_dritten")
    if key == "weg" and others is not None and counted.get("weg_naechste"):
        return law.schuelerbefoerderung(recht, CHILD, cost, others)
    return None


def _lunch(counted: Answers, recht: Rechtsstand) -> int | None:
    price, days = _cents(counted, "essen_preis"), counted.get("essen_tage")
    if counted.get("besucht") == "schule" and counted.get("essen_schule") is not True:
        return 0 if counted.get("essen_schule") is False else None
    return None if price is None or days is None else law.mittagsverpflegung(recht, CHILD, price, int(days))


def _participation(counted: Answers, recht: Rechtsstand, cost: int | None, *, sgb12: bool) -> int | None:
    if cost is None:
        return None
    born = date.fromisoformat(counted["kind_geburtsdatum"])
    if not sgb12:
        return law.teilhabe(recht, CHILD, born, cost)
    return recht.parameter("sgb12_teilhabe") if cost > 0 and recht.monat < vollendet(born, ADULT) else 0


def person(first: str, last: str, born: str) -> Answers:
    """The child as the file knows it."""
    return {"kind_vorname": first, "kind_nachname": last, "kind_geburtsdatum": born}


def _half_years(today: date) -> tuple[tuple[int, date], ...]:
    days = [(1, date(today.year, law.AUGUST, 1)), (2, date(today.year, law.FEBRUAR, 1))]
    days += [(half, day.replace(year=today.year + 1)) for half, day in days]
    return tuple(sorted(((half, day) for half, day in days if day > today), key=lambda one: one[1])[:2])


def _published(name: str, day: date) -> tuple[int, bool] | None:
    """Cents, and whether they are published for this day; else the amount of the year before."""
    for known, month in ((True, day), (False, day.replace(year=day.year - 1))):
        try:
            return Rechtsstand(month, month, parameters()).parameter(name), known
        except UnknownParameter:
            continue
    return None


def _things(today: date, names: Mapping[int, str]) -> tuple[tuple[date, int, bool], ...]:
    found = ((day, _published(names[half], day)) for half, day in _half_years(today))
    return tuple((day, *amount) for day, amount in found if amount is not None)


def school_things(today: date) -> tuple[tuple[date, int, bool], ...]:
    """The next two days of § 28 Abs. 3 with their amounts."""
    return _things(today, {1: "schulbedarf_erstes_halbjahr", 2: "schulbedarf_zweites_halbjahr"})


def school_things_sgb12(today: date) -> tuple[tuple[date, int, bool], ...]:
    """The same by § 34 Abs. 3 SGB XII; its months follow the school year of the Land, here they are the usual ones."""
    return _things(today, {1: "sgb12_schulbedarf_1", 2: "sgb12_schulbedarf_2"})
