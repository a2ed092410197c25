"""Income in the answers as facts: wages of several jobs, a profit from its lines, deductions, assets piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from nahbar.benefits.household_facts import APPLICANT, Reader, put, wages

CAR_PER_KM = Decimal("0.20")
"""For each kilometre of the way there, each working day (§ 6 Abs. 1 Nr. 5 GrusiGV)."""
_EARNED = ("eks_umsatz", "eks_entnahmen", "eks_zuschuesse", "eks_steuer_ein")
_SPENT = (
    "eks_waren", "eks_personal", "eks_raum", "eks_fahrten",
    "eks_buero", "eks_versicherung", "eks_kredit", "eks_steuer_aus",
)  # fmt: skip
_OTHER = (("sonstiges", "sonstiges"), ("krankengeld", "krankengeld"), ("eigener_unterhalt", "unterhalt"))
_DEDUCTIONS = (
    ("weg_ticket", "fahrtkosten"),
    ("kfz_haftpflicht", "versicherung"),
    ("riester", "altersvorsorge"),
    ("arbeitsmittel", "werbungskosten"),
    ("unterhalt_zahlen", "unterhalt_titel"),
)
_MONEY = ("geld", "papiere")


def income(person: dict[str, Any], reader: Reader, jobs: Iterable[Reader] = ()) -> None:
    """All income of an adult; `jobs` are the readers of further jobs (§§ 11, 11b SGB II)."""
    if reader.has("lohn"):
        _all_wages(person, reader, jobs)
    if reader.has("selbst"):
        put(person, "gewinn", _profit(reader))
    for fact in ("alg1", "elterngeld"):
        if reader.has(fact):
            put(person, fact, reader.amount(fact, fact))
    put(person, "sonstiges", _other(reader))
    if reader.has("rente"):
        fact = "private_rente" if reader.scope.get("rente_art") == "privat" else "rente"
        put(person, fact, reader.amount("rente_netto", fact))
    if reader.has("bafoeg"):
        reader.note("ausbildungsgeld")  # its own deductions (§ 11b Abs. 2b) are not in the case format
    _deductions(person, reader)


def _all_wages(person: dict[str, Any], reader: Reader, jobs: Iterable[Reader]) -> None:
    wages(person, reader, "lohn_brutto", "lohn_netto")
    for job in jobs:
        further: dict[str, Any] = {}
        wages(further, job, "job_brutto", "job_netto")
        reader.open_paths += job.open_paths
        if further and not reader.open_paths:
            for fact in ("brutto", "netto"):
                person[fact] = str(Decimal(person.get(fact, "0.00")) + Decimal(further[fact]))
    if any(path.endswith((".brutto", ".netto")) for path in reader.open_paths):
        person.pop("brutto", None)
        person.pop("netto", None)


def _profit(reader: Reader) -> str | None:
    """The profit that was named, or what is left of the lines of the business (§ 3 GrusiGV); never below zero."""
    if reader.scope.get("gewinn_bekannt") is not False:
        return reader.amount("gewinn", "gewinn")
    lines = {key: reader.amount(key, "gewinn") for key in (*_EARNED, *_SPENT)}
    reader.open_paths = list(dict.fromkeys(reader.open_paths))
    if any(value is None for value in lines.values()):
        return None
    earned = sum((Decimal(lines[key] or 0) for key in _EARNED), Decimal(0))
    spent = sum((Decimal(lines[key] or 0) for key in _SPENT), Decimal(0))
    return str(max(earned - spent, Decimal("0.00")))


def _other(reader: Reader) -> str | None:
    """Other income as one sum, rent after its costs; one unknown part leaves the sum open."""
    parts = [reader.amount(key, "sonstiges") for key, kind in _OTHER if reader.has(kind)]
    if reader.has("miete"):
        rent, costs = reader.amount("mieteinnahmen", "sonstiges"), reader.amount("mietkosten", "sonstiges")
        parts.append(None if rent is None or costs is None else str(max(Decimal(rent) - Decimal(costs), Decimal(0))))
    reader.open_paths = list(dict.fromkeys(reader.open_paths))
    if not parts or any(part is None for part in parts):
        return None
    return f"{sum((Decimal(part or 0) for part in parts), Decimal(0)):.2f}"


def _deductions(person: dict[str, Any], reader: Reader) -> None:
    """What § 11b Abs. 1 Nr. 3 to 5 and 7 lets her take off; the way by car from kilometres and days."""
    found: dict[str, Decimal] = {}
    km, days = reader.amount("weg_km", "absetzungen"), reader.amount("weg_tage", "absetzungen")
    if km is not None and days is not None:
        found["fahrtkosten"] = CAR_PER_KM * int(km) * int(days)
    for key, kind in _DEDUCTIONS:
        amount = reader.amount(key, "absetzungen")
        if amount is not None:
            found[kind] = found.get(kind, Decimal(0)) + Decimal(amount)
    reader.open_paths = list(dict.fromkeys(reader.open_paths))
    listed = [{"art": kind, "betrag": f"{amount:.2f}"} for kind, amount in found.items() if amount > 0]
    if listed:
        person["absetzungen"] = listed


def assets(
    counted: Mapping[str, Any], persons: list[dict[str, Any]], partner: str | None, unknown: Iterable[str]
) -> list[str]:
    """Set the counted assets of the persons (§ 12 SGB II); gives the paths of what is open.

    Pieces meant for old age do not count (Abs. 1 Satz 2 Nr. 3). The sum that was named counts unless the money was
    listed piece by piece. A child's pieces stand with the applicant: unused allowances go over anyway (Abs. 2 Satz 3).
    """
    open_paths = [f"{APPLICANT}.vermoegen"] if "vermoegen" in unknown else []
    owners = {"partner": partner or APPLICANT}
    sums: dict[str, Decimal] = {}
    pieces = [piece for piece in counted.get("werte") or () if piece.get("wert_art")]
    for piece in pieces:
        if piece["wert_art"] == "alter":
            continue
        if piece.get("wert_betrag") is None:
            open_paths.append(f"{APPLICANT}.vermoegen")
        else:
            owner = owners.get(str(piece.get("wert_wem")), APPLICANT)
            sums[owner] = sums.get(owner, Decimal(0)) + Decimal(piece["wert_betrag"])
    if not any(piece["wert_art"] in _MONEY for piece in pieces) and counted.get("vermoegen") is not None:
        sums[APPLICANT] = sums.get(APPLICANT, Decimal(0)) + Decimal(counted["vermoegen"])
    for person in persons:
        if person["id"] in sums:
            put(person, "vermoegen", f"{sums[person['id']]:.2f}")
    return list(dict.fromkeys(open_paths))
