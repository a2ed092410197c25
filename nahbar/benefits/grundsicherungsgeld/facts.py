"""Answers to facts: one case of the public case format. What is unknown is left out and named in `_offen`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from nahbar.benefits.base import Facts
from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE
from nahbar.questionnaire.flow import effective, items
from nahbar.questionnaire.model import UNKNOWN, Answers

APPLICANT = "p1"
GROUP = "personen"
_ROLLEN = {"partner": "partner", "kind": "kind"}
_AMOUNTS = (("gewinn", "selbst"), ("alg1", "alg1"), ("elterngeld", "elterngeld"), ("sonstiges", "sonstiges"))


class _Reader:
    """Reads one person's or the dwelling's answers; every unknown that is met goes into `open_paths`."""

    def __init__(self, scope: Mapping[str, Any], unknown: Iterable[str], prefix: str, target: str) -> None:
        self.scope, self.unknown, self.prefix, self.target = scope, set(unknown), prefix, target
        self.open_paths: list[str] = []

    def amount(self, key: str, fact: str) -> str | None:
        """The amount; None when it is unknown (then `target.fact` is open) or was not asked."""
        if self.prefix + key in self.unknown:
            self.open_paths.append(f"{self.target}.{fact}")
            return None
        value = self.scope.get(key)
        return None if value is None else str(value)

    def has(self, kind: str) -> bool:
        """Whether this kind of income was chosen."""
        return kind in (self.scope.get("einkommen_arten") or ())


def facts_from_answers(answers: Answers, month: date) -> Facts:
    """The case for the period that begins with `month` (a first of the month), in the public case format.

    Keys with an underscore are not calculated: `_name`, `_offen` (paths of facts that are still unknown, like
    `wohnung.heizkosten` or `p2.kindergeld`). Zero amounts are left out; an amount is never guessed.
    """
    counted = effective(QUESTIONNAIRE, answers)
    unknown = counted.get(UNKNOWN, ())
    open_paths: list[str] = []
    members = items(counted, GROUP)
    partner = next((m["id"] for m in members if m.get("rolle") == "partner"), None)

    applicant = _Reader(counted, unknown, "", APPLICANT)
    persons = [_applicant(counted, applicant)]
    open_paths += applicant.open_paths
    for member in members:
        reader = _Reader(member, unknown, f"{GROUP}.{member['id']}.", member["id"])
        persons.append(_member(member, reader, partner))
        open_paths += reader.open_paths
    _pregnancy(counted, persons, partner, open_paths)
    if "vermoegen" in unknown:
        open_paths.append(f"{APPLICANT}.vermoegen")

    facts: Facts = {
        "id": str(answers.get("_id", "antrag")),
        "bewilligungszeitraum_beginn": month.isoformat(),
        "personen": persons,
    }
    dwelling = _Reader(counted, unknown, "", "wohnung")
    wohnung = _wohnung(counted, dwelling)
    if wohnung:
        facts["wohnung"] = wohnung
    open_paths += dwelling.open_paths
    if open_paths:
        facts["_offen"] = open_paths
    return facts


def _applicant(counted: Answers, reader: _Reader) -> dict[str, Any]:
    person = _base(counted, APPLICANT, "antragsteller")
    _ability(person, reader)
    _income(person, reader)
    if counted.get("kind_woanders"):
        person["minderjaehriges_kind_ausserhalb"] = True
    if "teilhabe" in (counted.get("mehrbedarf") or ()):
        person["teilhabe_leistung"] = True
    for choice, fact in (("ernaehrung", "ernaehrung_aufwand"), ("besonders", "mehrbedarf_unabweisbar")):
        if choice in (counted.get("mehrbedarf") or ()):
            reader.open_paths.append(f"{APPLICANT}.{fact}")  # the amount follows from a certificate, nobody guesses it
    if counted.get("allein_erziehend") is not None:
        person["alleinerziehend"] = counted["allein_erziehend"]
    _put(person, "vermoegen", counted.get("vermoegen"))
    return person


def _member(member: Mapping[str, Any], reader: _Reader, partner: str | None) -> dict[str, Any]:
    person = _base(member, member["id"], _ROLLEN.get(str(member.get("rolle")), "haushaltsmitglied"))
    if person["rolle"] == "partner":
        _ability(person, reader)
        _income(person, reader)
    elif person["rolle"] == "kind":
        _child(person, member, reader, partner)
    return person


def _base(scope: Mapping[str, Any], person_id: str, rolle: str) -> dict[str, Any]:
    person: dict[str, Any] = {"id": person_id, "rolle": rolle}
    if scope.get("geburtsdatum"):
        person["geburtsdatum"] = scope["geburtsdatum"]
    name = " ".join(str(scope[key]) for key in ("vorname", "nachname") if scope.get(key))
    if name:
        person["_name"] = name
    return person


def _ability(person: dict[str, Any], reader: _Reader) -> None:
    if reader.prefix + "arbeitsfaehig" in reader.unknown:
        reader.open_paths.append(f"{reader.target}.erwerbsfaehig")
    elif reader.scope.get("arbeitsfaehig") is False:
        person["erwerbsfaehig"] = False


def _income(person: dict[str, Any], reader: _Reader) -> None:
    if reader.has("lohn"):
        _wages(person, reader, "lohn_brutto", "lohn_netto")
    for fact, kind in _AMOUNTS:
        if reader.has(kind):
            _put(person, fact, reader.amount(fact, fact))
    if reader.has("rente"):
        fact = "private_rente" if reader.scope.get("rente_art") == "privat" else "rente"
        _put(person, fact, reader.amount("rente_netto", fact))


def _wages(person: dict[str, Any], reader: _Reader, gross_key: str, net_key: str) -> None:
    gross, net = reader.amount(gross_key, "brutto"), reader.amount(net_key, "netto")
    if gross is not None and net is not None and (_positive(gross) or _positive(net)):
        person["brutto"], person["netto"] = gross, net  # one without the other cannot be calculated


def _child(person: dict[str, Any], member: Mapping[str, Any], reader: _Reader, partner: str | None) -> None:
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
    if member.get("anderes_geld"):
        _wages(person, reader, "eigener_lohn_brutto", "eigener_lohn_netto")
        _put(person, "sonstiges", reader.amount("eigenes_geld", "sonstiges"))
        if member.get("taetigkeit") not in (None, "keine"):
            person["ausbildung"] = member["taetigkeit"]


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


def _wohnung(counted: Answers, reader: _Reader) -> dict[str, Any]:
    wohnung: dict[str, Any] = {}
    form = counted.get("wohnform")
    if form == "miete":
        _costs(wohnung, reader, ("grundmiete", "nebenkosten"), "heizkosten")
    elif form == "eigentum":
        _costs(wohnung, reader, ("eigenheim_zinsen", "eigenheim_nebenkosten"), "eigenheim_heizkosten")
        wohnung["eigentum"] = True
    if form is not None:
        if "warmwasser" in reader.unknown:
            reader.open_paths.append("wohnung.warmwasser_dezentral")
        elif counted.get("warmwasser") == "dezentral":
            wohnung["warmwasser_dezentral"] = True
        if counted.get("flaeche_qm") is not None:
            wohnung["flaeche_qm"] = counted["flaeche_qm"]
    return wohnung


def _costs(wohnung: dict[str, Any], reader: _Reader, parts: tuple[str, ...], heating: str) -> None:
    """Cold rent from its known parts; an unknown part makes the whole amount open, the known part still counts."""
    known = [amount for part in parts if (amount := reader.amount(part, "bruttokaltmiete")) is not None]
    reader.open_paths = list(dict.fromkeys(reader.open_paths))
    if known:
        _put(wohnung, "bruttokaltmiete", str(sum(map(Decimal, known), Decimal(0))))
    _put(wohnung, "heizkosten", reader.amount(heating, "heizkosten"))


def _put(target: dict[str, Any], fact: str, amount: str | None) -> None:
    if amount is not None and _positive(amount):
        target[fact] = amount


def _positive(amount: str) -> bool:
    return Decimal(amount) > 0
