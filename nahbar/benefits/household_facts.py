"""What the answers about a household mean in every benefit: persons, a pregnancy, the dwelling; unknowns stay open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from nahbar.questionnaire.model import Answers

APPLICANT = "p1"
GROUP = "personen"
_ROLLEN = {"partner": "partner", "kind": "kind"}


class Reader:
    """Reads one person's or the dwelling's answers; every unknown that is met goes into `open_paths`."""

    def __init__(self, scope: Mapping[str, Any], unknown: Iterable[str], prefix: str, target: str) -> None:
        self.scope, self.unknown, self.prefix, self.target = scope, set(unknown), prefix, target
        self.open_paths: list[str] = []

    def is_open(self, key: str) -> bool:
        """Whether the answer was «weiß ich nicht»."""
        return self.prefix + key in self.unknown

    def amount(self, key: str, fact: str) -> str | None:
        """The amount; None when it is unknown (then `target.fact` is open) or was not asked."""
        if self.is_open(key):
            self.note(fact)
            return None
        value = self.scope.get(key)
        return None if value is None else str(value)

    def has(self, kind: str) -> bool:
        """Whether this kind of income was chosen."""
        return kind in (self.scope.get("einkommen_arten") or ())

    def note(self, fact: str) -> None:
        """Remember that this fact is open."""
        self.open_paths.append(f"{self.target}.{fact}")


def positive(amount: str) -> bool:
    """Whether it is more than nothing."""
    return Decimal(amount) > 0


def put(target: dict[str, Any], fact: str, amount: str | None) -> None:
    """Set an amount above zero."""
    if amount is not None and positive(amount):
        target[fact] = amount


def base(scope: Mapping[str, Any], person_id: str, rolle: str = "") -> dict[str, Any]:
    """Id, role (by the answer where none is given), birthday and `_name` of a person."""
    rolle = rolle or _ROLLEN.get(str(scope.get("rolle")), "haushaltsmitglied")
    person: dict[str, Any] = {"id": person_id, "rolle": rolle}
    if scope.get("geburtsdatum"):
        person["geburtsdatum"] = scope["geburtsdatum"]
    name = " ".join(str(scope[key]) for key in ("vorname", "nachname") if scope.get(key))
    if name:
        person["_name"] = name
    return person


def wages(person: dict[str, Any], reader: Reader, gross_key: str, net_key: str) -> None:
    """Gross and net; one without the other cannot be calculated."""
    gross, net = reader.amount(gross_key, "brutto"), reader.amount(net_key, "netto")
    if gross is not None and net is not None and (positive(gross) or positive(net)):
        person["brutto"], person["netto"] = gross, net


def child(person: dict[str, Any], member: Mapping[str, Any], reader: Reader, partner: str | None) -> None:
    """Whose child it is, and what is paid for it."""
    if partner is not None:
        eltern = member.get("eltern")
        if eltern == "nur_ich":
            person["elternteile"] = [APPLICANT]
        elif eltern == "nur_partner":
            person["elternteile"] = [partner]
            person["kindergeld_empfaenger"] = partner
        elif eltern == "beide":
            person["elternteile"] = [APPLICANT, partner]
    for fact in ("kindergeld", "unterhalt", "unterhaltsvorschuss"):
        put(person, fact, reader.amount(fact, fact))


def pregnancy(counted: Answers, persons: list[dict[str, Any]], partner: str | None, open_paths: list[str]) -> None:
    """Someone else's pregnancy cannot be placed by the answers alone: it stays open."""
    who = counted.get("schwanger")
    if who in (None, "nein"):
        return
    target = {"ich": APPLICANT, "partner": partner}.get(str(who))
    due = counted.get("schwanger_et")
    if target is None or due is None:
        open_paths.append(f"{target or 'personen'}.schwanger_et")
        return
    next(p for p in persons if p["id"] == target)["schwanger_et"] = due


def dwelling(counted: Answers, reader: Reader) -> dict[str, Any]:
    """What living there costs; empty where there are no costs."""
    wohnung: dict[str, Any] = {}
    form = counted.get("wohnform")
    if form == "miete":
        _costs(wohnung, reader, ("grundmiete", "nebenkosten"), "heizkosten")
    elif form == "eigentum":
        _costs(wohnung, reader, ("eigenheim_zinsen", "eigenheim_nebenkosten"), "eigenheim_heizkosten")
        wohnung["eigentum"] = True
    if form is not None:
        if reader.is_open("warmwasser"):
            reader.open_paths.append("wohnung.warmwasser_dezentral")
        elif counted.get("warmwasser") == "dezentral":
            wohnung["warmwasser_dezentral"] = True
        if counted.get("flaeche_qm") is not None:
            wohnung["flaeche_qm"] = counted["flaeche_qm"]
    return wohnung


def _costs(wohnung: dict[str, Any], reader: Reader, parts: tuple[str, ...], heating: str) -> None:
    """Cold rent from its known parts; an unknown part makes the whole amount open, the known part still counts."""
    known = [amount for part in parts if (amount := reader.amount(part, "bruttokaltmiete")) is not None]
    reader.open_paths = list(dict.fromkeys(reader.open_paths))
    if known:
        put(wohnung, "bruttokaltmiete", str(sum(map(Decimal, known), Decimal(0))))
    put(wohnung, "heizkosten", reader.amount(heating, "heizkosten"))
