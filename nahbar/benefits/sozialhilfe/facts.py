"""Answers to facts of the SGB XII: one case of the public case format; what is unknown is left out and named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from nahbar.benefits.base import Facts
from nahbar.questionnaire.flow import effective, items
from nahbar.questionnaire.model import UNKNOWN, Answers, Questionnaire

APPLICANT = "p1"
GROUP = "personen"
_ROLLEN = {"partner": "partner", "kind": "kind"}
_AMOUNTS = (
    ("private_rente", "rente_privat"), ("werkstatt_entgelt", "werkstatt"), ("gewinn", "selbst"), ("alg1", "alg1"),
    ("elterngeld", "elterngeld"), ("kapitalertraege", "kapital"), ("sonstiges", "sonstiges"),
)  # fmt: skip

Adult = Callable[[dict[str, Any], Mapping[str, Any], list[str]], None]
"""Adds to the facts of an adult what only one benefit asks: person, answers in scope, open paths."""


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
            self.open_paths.append(f"{self.target}.{fact}")
            return None
        value = self.scope.get(key)
        return None if value is None else str(value)

    def has(self, kind: str) -> bool:
        """Whether this kind of income was chosen."""
        return kind in (self.scope.get("einkommen_arten") or ())


def case_facts(questionnaire: Questionnaire, answers: Answers, begin: date, applicant: Adult) -> Facts:
    """The case for the period that begins on `begin`; keys with an underscore as in the facts of the SGB II.

    `_name`, `_offen` (paths of facts that are still unknown). Zero amounts are left out; an amount is never guessed.
    `applicant` adds what only this benefit asks about the person who applies.
    """
    counted = effective(questionnaire, answers)
    unknown = counted.get(UNKNOWN, ())
    open_paths: list[str] = []
    members = items(counted, GROUP)
    partner = next((m["id"] for m in members if m.get("rolle") == "partner"), None)

    own = Reader(counted, unknown, "", APPLICANT)
    first = _base(counted, APPLICANT, "antragsteller")
    _income(first, own)
    _own_needs(first, counted, own)
    applicant(first, counted, own.open_paths)
    if any(m.get("rolle") == "kind" for m in members) and counted.get("allein_erziehend") is not None:
        first["alleinerziehend"] = counted["allein_erziehend"]
    _put(first, "vermoegen", own.amount("vermoegen", "vermoegen"))
    persons = [first]
    open_paths += own.open_paths
    for member in members:
        reader = Reader(member, unknown, f"{GROUP}.{member['id']}.", member["id"])
        persons.append(_member(member, reader, partner))
        open_paths += reader.open_paths
    _pregnancy(counted, persons, partner, open_paths)

    facts: Facts = {
        "id": str(answers.get("_id", "antrag")),
        "bewilligungszeitraum_beginn": begin.isoformat(),
        "personen": persons,
    }
    dwelling = Reader(counted, unknown, "", "wohnung")
    wohnung = _wohnung(counted, dwelling)
    if wohnung:
        facts["wohnung"] = wohnung
    open_paths += dwelling.open_paths
    if open_paths:
        facts["_offen"] = list(dict.fromkeys(open_paths))
    return facts


def _base(scope: Mapping[str, Any], person_id: str, rolle: str) -> dict[str, Any]:
    person: dict[str, Any] = {"id": person_id, "rolle": rolle}
    if scope.get("geburtsdatum"):
        person["geburtsdatum"] = scope["geburtsdatum"]
    name = " ".join(str(scope[key]) for key in ("vorname", "nachname") if scope.get(key))
    if name:
        person["_name"] = name
    return person


def _income(person: dict[str, Any], reader: Reader) -> None:
    if reader.has("rente"):
        _put(person, "rente", reader.amount("rente_netto", "rente"))
        gross = reader.amount("rente_brutto", "rente_brutto")
        if gross is not None and Decimal(gross) >= Decimal(person.get("rente", "0")):
            _put(person, "rente_brutto", gross)
        if reader.scope.get("grundrentenzeiten"):
            person["grundrentenzeiten_33"] = True
        elif reader.is_open("grundrentenzeiten"):
            reader.open_paths.append(f"{reader.target}.grundrentenzeiten_33")
    if reader.has("lohn"):
        gross, net = reader.amount("lohn_brutto", "brutto"), reader.amount("lohn_netto", "netto")
        if gross is not None and net is not None and (_positive(gross) or _positive(net)):
            person["brutto"], person["netto"] = gross, net  # one without the other cannot be calculated
    for fact, kind in _AMOUNTS:
        if reader.has(kind):
            _put(person, fact, reader.amount(fact, fact))


def _own_needs(person: dict[str, Any], counted: Answers, reader: Reader) -> None:
    """Contributions that the person pays, Merkzeichen and other needs; amounts of certificates stay open."""
    paid = [reader.amount("kv_beitrag", "absetzungen"), reader.amount("versicherungen", "absetzungen")]
    listed = [{"art": "versicherung", "betrag": amount} for amount in paid if amount is not None and _positive(amount)]
    if listed:
        person["absetzungen"] = listed
    if reader.is_open("kv_selbst"):
        reader.open_paths.append(f"{APPLICANT}.absetzungen")
    if counted.get("ausweis_merkzeichen") == "g":
        person["merkzeichen_g"] = True
    chosen = counted.get("mehrbedarf") or ()
    if "teilhabe" in chosen:
        person["teilhabe_leistung"] = True
    for choice, fact in (("ernaehrung", "ernaehrung_aufwand"), ("besonders", "mehrbedarf_unabweisbar")):
        if choice in chosen:
            reader.open_paths.append(f"{APPLICANT}.{fact}")


def _member(member: Mapping[str, Any], reader: Reader, partner: str | None) -> dict[str, Any]:
    person = _base(member, member["id"], _ROLLEN.get(str(member.get("rolle")), "haushaltsmitglied"))
    if person["rolle"] == "partner":
        if member.get("dauerhaft"):
            person["erwerbsgemindert_dauerhaft"] = True
        elif member.get("arbeitsfaehig") is not None:
            person["erwerbsfaehig"] = member["arbeitsfaehig"]
        elif reader.is_open("arbeitsfaehig"):
            reader.open_paths.append(f"{reader.target}.erwerbsfaehig")
        if member.get("merkzeichen_g"):
            person["merkzeichen_g"] = True
        _income(person, reader)
    elif person["rolle"] == "kind":
        _child(person, member, reader, partner)
    return person


def _child(person: dict[str, Any], member: Mapping[str, Any], reader: Reader, partner: str | None) -> None:
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
        _put(person, fact, reader.amount(fact, fact))
    _put(person, "sonstiges", reader.amount("eigenes_geld", "sonstiges"))


def _pregnancy(counted: Answers, persons: list[dict[str, Any]], partner: str | None, open_paths: list[str]) -> None:
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


def _wohnung(counted: Answers, reader: Reader) -> dict[str, Any]:
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
    if known:
        _put(wohnung, "bruttokaltmiete", str(sum(map(Decimal, known), Decimal(0))))
    _put(wohnung, "heizkosten", reader.amount(heating, "heizkosten"))


def _put(target: dict[str, Any], fact: str, amount: str | None) -> None:
    if amount is not None and _positive(amount):
        target[fact] = amount


def _positive(amount: str) -> bool:
    return Decimal(amount) > 0
