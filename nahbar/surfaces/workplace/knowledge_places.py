"""Where articles and rules can be shown: questions and papers for citizens, fields of a decision for colleagues."""

from __future__ import annotations

from collections.abc import Iterable

from nahbar.benefits import registry
from nahbar.domain.decisions.fields import FIELDS
from nahbar.domain.knowledge.queries import FIELD, PAPER, QUESTION

PAPERS = {
    "kontoauszuege": "Kontoauszüge",
    "mietvertrag": "Mietvertrag",
    "nebenkosten": "Abrechnung über Nebenkosten und Heizung",
    "lohnabrechnung": "Lohnabrechnungen",
    "ausweis": "Ausweis oder Pass",
}
"""Papers that people ask about most."""
Group = tuple[str, list[tuple[str, str]]]


def places(art: str) -> list[Group]:
    """Groups of places for `artikel` or `regel`: title and pairs of key and name."""
    if art == "regel":
        fields = sorted((name.casefold(), name, key) for key, (name, _) in FIELDS.items())
        return [("Angabe in der Entscheidung", [(FIELD + key, name) for _, name, key in fields])]
    questions = {
        QUESTION + page.key: page.title or page.key
        for benefit in registry.all_benefits()
        for page in benefit.questionnaire.pages
    }
    papers = [(PAPER + key, name) for key, name in PAPERS.items()]
    return [("Unterlage", papers), ("Frage im Antrag", list(questions.items()))]


def place_names(keys: Iterable[str]) -> list[str]:
    """Places in words; what no longer exists is left out."""
    names = {key: name for art in ("artikel", "regel") for _, group in places(art) for key, name in group}
    return [names[key] for key in keys if key in names]
