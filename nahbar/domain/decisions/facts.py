"""Facts of a draft: reaching one by its path, correcting it with a reason, comparing two states.

A path has dots: `wohnung.heizkosten`, `personen.p2.kindergeld`, `personen.p1.absetzungen.0.betrag`. Items of a list are
named by their `id`, otherwise by position. Keys with an underscore are no facts: `_name` of a person, `_korrekturen`
(corrections in force), `_verlauf` (every change of the draft, for the comparison of two savers), `_fehler`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nahbar.benefits.base import Facts
from nahbar.domain.decisions.errors import CorrectionRefused
from nahbar.domain.decisions.fields import FIELDS, label, parsed

KORREKTUREN, VERLAUF, FEHLER = "_korrekturen", "_verlauf", "_fehler"


@dataclass(frozen=True)
class FactChange:
    """One correction that a caseworker wants: `wert` None or empty takes the fact away."""

    pfad: str
    wert: str | int | bool | None
    grund: str


@dataclass(frozen=True)
class Difference:
    """One fact in two states; None: it is not there."""

    pfad: str
    alt: Any
    neu: Any


def names(facts: Mapping[str, Any]) -> dict[str, str]:
    """The persons' names by id."""
    return {str(p["id"]): str(p.get("_name") or p["id"]) for p in facts.get("personen", ())}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every fact with its path, in order; keys with an underscore and ids are left out."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not key.startswith("_") and key != "id":
                yield from leaves(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}.{item.get('id', index)}")
    else:
        yield path, value


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """The facts in which two states differ."""
    before, after = dict(leaves(old)), dict(leaves(new))
    return [Difference(p, before.get(p), after.get(p)) for p in {**before, **after} if before.get(p) != after.get(p)]


def corrected(base: Facts, korrekturen: Sequence[Mapping[str, Any]]) -> tuple[Facts, list[dict[str, Any]]]:
    """The facts with the corrections whose original still stands, and those corrections.

    A correction falls away if the citizen has meanwhile changed the answer that it corrected.
    """
    facts, kept = copy.deepcopy(base), []
    for korrektur in korrekturen:
        try:
            holder, key = _holder(facts, korrektur["pfad"])
        except CorrectionRefused:
            continue
        if holder.get(key) == korrektur["alt"]:
            _put(holder, key, korrektur["neu"])
            kept.append(dict(korrektur))
    return facts, kept


def apply(facts: Facts, change: FactChange) -> Difference | None:
    """Write one correction into `facts`; None if the value stands already. Raises CorrectionRefused."""
    if not change.grund.strip():
        raise CorrectionRefused(f"{label(change.pfad, names(facts))}: Bitte begründen Sie die Änderung.")
    holder, key = _holder(facts, change.pfad)
    if key not in FIELDS and key not in holder:
        raise CorrectionRefused(f"„{change.pfad}“ ist keine Angabe, mit der gerechnet wird.")
    old, new = holder.get(key), parsed(change.pfad, change.wert)
    if isinstance(old, list):
        raise CorrectionRefused(f"{label(change.pfad, names(facts))}: Diese Liste lässt sich nur im Antrag ändern.")
    if old == new:
        return None
    _put(holder, key, new)
    return Difference(change.pfad, old, new)


def _put(holder: dict[str, Any], key: str, value: Any) -> None:
    if value is None:
        holder.pop(key, None)
    else:
        holder[key] = value


def _holder(facts: Any, pfad: str) -> tuple[dict[str, Any], str]:
    *way, key = pfad.split(".")
    here: Any = facts
    for part in way:
        if isinstance(here, list):
            here = next((i for n, i in enumerate(here) if isinstance(i, dict) and str(i.get("id", n)) == part), None)
        elif isinstance(here, dict) and not part.startswith("_"):
            here = here.setdefault(part, {}) if part == "wohnung" else here.get(part)
        else:
            here = None
        if here is None:
            raise CorrectionRefused(f"„{pfad}“ gibt es in diesem Fall nicht.")
    if not isinstance(here, dict) or key.startswith("_") or key == "id":
        raise CorrectionRefused(f"„{pfad}“ lässt sich nicht ändern.")
    return here, key
