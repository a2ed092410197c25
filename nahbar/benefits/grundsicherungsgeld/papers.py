"""Which paper shows an input of the calculation: from the step back to the document."""

from __future__ import annotations

from collections.abc import Mapping

from nahbar.benefits.household_facts import APPLICANT

_DWELLING = ("mietvertrag", "eigenheim_kosten")
_OF_PERSON = {
    "netto": ("lohnabrechnung", "gewinn", "kind_einkommen"),
    "brutto": ("lohnabrechnung", "gewinn", "kind_einkommen"),
    "einnahmen": ("alg_bescheid", "rentenbescheid", "elterngeld_bescheid", "anderes_geld", "kind_einkommen"),
    "entbindungstermin": ("mutterpass",),
    "aufwand": ("ernaehrung", "besondere_kosten"),
}
"""Papers of one person: the applicant's have a bare key, those of others end with their id."""
_OF_HOUSEHOLD = {
    "unterkunft": _DWELLING,
    "bruttokaltmiete": _DWELLING,
    "heizkosten": ("nebenkosten", *_DWELLING),
    "kindergeld": ("kontoauszuege",),
    "vermoegen": ("kontoauszuege",),
}
_OF_CHILDREN = {"einnahmen": ("unterhaltsvorschuss", "unterhaltstitel")}
"""Papers that cover all children at once."""


def papers_of(person: str | None, name: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The titles of the papers at hand (by key) that show this input."""
    keys = [*_OF_HOUSEHOLD.get(name, ())]
    for key in _OF_PERSON.get(name, ()):
        keys += [key] if person == APPLICANT else [f"{key}:{person}"]
    if person not in (APPLICANT, None):
        keys += _OF_CHILDREN.get(name, ())
    return tuple(dict.fromkeys(titles[key] for key in keys if key in titles))
