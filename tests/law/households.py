"""Random households in the public case format, as wide as the format itself: for properties that hold for every one."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

Case = dict[str, Any]

_EDGES = (0, 10_000, 10_001, 40_000, 40_001, 52_000, 60_300, 100_000, 120_000, 150_000)
_OTHER = ("alg1", "rente", "private_rente", "elterngeld", "sonstiges", "unterhalt")
_DEDUCTIONS = ("fahrtkosten", "versicherung", "werbungskosten", "altersvorsorge", "unterhalt_titel")
_TRAINING = ("schueler", "ausbildung", "freiwilligendienst")
_FLAGS = ("merkzeichen_g", "teilhabe_leistung", "grundrentenzeiten_33", "umzug_ohne_zusicherung",
          "minderjaehriges_kind_ausserhalb")  # fmt: skip


def random_case(r: Random, month: date) -> Case:
    """One household in one month; about one in twenty contradicts itself and is refused."""
    people = [_adult(r, month, "a", "antragsteller", date(1963, 1, 1), date(2007, 1, 1))]
    if r.random() < 0.5:
        people.append(_adult(r, month, "b", "partner", date(1963, 1, 1), date(2009, 6, 1)))
    children = r.choice((0, 0, 1, 1, 2, 3, 5))
    people += [_child(r, month, f"k{number}", len(people) > 1 and people[1]["id"] == "b") for number in range(children)]
    if r.random() < 0.15:
        birth = _day(r, date(1940, 1, 1), date(2020, 1, 1))
        people.append({"id": "h", "rolle": "haushaltsmitglied", "geburtsdatum": birth.isoformat()})
    case: Case = {"id": "x", "wohnung": _dwelling(r, month), "personen": people}
    case["leistungsbeginn"] = _first(month - timedelta(days=r.randint(0, 800))).isoformat()
    if r.random() < 0.4:
        case["bewilligungszeitraum_beginn"] = _first(month - timedelta(days=r.randint(0, 300))).isoformat()
    return case


def _adult(r: Random, month: date, key: str, rolle: str, earliest: date, latest: date) -> Case:
    person: Case = {"id": key, "rolle": rolle, "geburtsdatum": _day(r, earliest, latest).isoformat()}
    if r.random() < 0.6:
        gross = r.choice((*_EDGES, r.randint(0, 400_000)))
        person |= {"brutto": _euro(gross), "netto": _euro(r.randint(gross // 2, gross))}
    person |= {name: _amount(r, 90_000) for name in _OTHER if r.random() < 0.15}
    person |= {name: True for name in _FLAGS if r.random() < 0.1}
    if r.random() < 0.1:
        person["gewinn"] = _amount(r, 200_000)
    if r.random() < 0.2:
        count = r.randint(1, 3)
        person["absetzungen"] = [{"art": r.choice(_DEDUCTIONS), "betrag": _amount(r, 30_000)} for _ in range(count)]
    if r.random() < 0.1:
        person["ausbildung"] = r.choice(_TRAINING)
    if r.random() < 0.1:
        person["schwanger_et"] = _day(r, month - timedelta(days=60), month + timedelta(days=250)).isoformat()
    if r.random() < 0.1:
        person["ernaehrung_aufwand"] = _amount(r, 60_000)
    if r.random() < 0.05:
        person["mehrbedarf_unabweisbar"] = _amount(r, 60_000)
    if r.random() < 0.2:
        person["vermoegen"] = _amount(r, 6_000_000)
    if r.random() < 0.1:
        person["alleinerziehend"] = r.random() < 0.5
    if r.random() < 0.15 and rolle == "partner":
        person["erwerbsfaehig"] = False
    if r.random() < 0.1:
        person["von"] = (month + timedelta(days=r.randint(0, 20))).isoformat()
    return person


def _child(r: Random, month: date, key: str, two_adults: bool) -> Case:
    child: Case = {"id": key, "rolle": "kind", "geburtsdatum": _birth(r, month).isoformat()}
    child["kindergeld"] = r.choice(("0", "259.00", "259.00"))
    if r.random() < 0.3:
        child["unterhalt"] = _amount(r, 80_000)
    if r.random() < 0.3:
        child["unterhaltsvorschuss"] = _amount(r, 40_000)
    if r.random() < 0.15:
        child["brutto"] = child["netto"] = _euro(r.randint(0, 150_000))
    if r.random() < 0.15:
        child["ausbildung"] = r.choice(_TRAINING)
    if r.random() < 0.1:
        child["teilhabe_leistung"] = True
    if r.random() < 0.1:
        child["vermoegen"] = _amount(r, 1_800_000)
    if two_adults and r.random() < 0.3:
        child |= {"elternteile": [r.choice("ab")], "kindergeld_empfaenger": r.choice("ab")}
    return child


def _birth(r: Random, month: date) -> date:
    """Often with a birthday in this month, on which something may change."""
    if r.random() < 0.4:
        age = r.choice((5, 6, 7, 14, 15, 16, 18, 25, r.randint(1, 24)))
        return date(month.year - age, month.month, r.randint(1, 28))
    return _day(r, date(2001, 6, 1), month + timedelta(days=20 if r.random() < 0.05 else -1))


def _dwelling(r: Random, month: date) -> Case:
    dwelling: Case = {"bruttokaltmiete": _amount(r, 120_000), "heizkosten": _amount(r, 20_000)}
    if r.random() < 0.3:
        dwelling = {"anerkannt": _amount(r, 120_000)}
    elif r.random() < 0.4:
        dwelling["angemessen_bruttokalt"] = _amount(r, 90_000)
        if r.random() < 0.5:
            dwelling["kostensenkung_ab"] = (month - timedelta(days=r.randint(0, 400))).isoformat()
    if r.random() < 0.3:
        dwelling["warmwasser_dezentral"] = True
    return dwelling


def _day(r: Random, earliest: date, latest: date) -> date:
    return date.fromordinal(r.randint(earliest.toordinal(), latest.toordinal()))


def _first(day: date) -> date:
    return day.replace(day=1)


def _amount(r: Random, most: int) -> str:
    return _euro(r.choice((0, r.randint(0, most), r.randint(0, most))))


def _euro(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
