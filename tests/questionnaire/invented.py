"""An invented questionnaire about a garden: small, with every kind of page."""

from __future__ import annotations

from typing import Any

from nahbar.questionnaire.load import from_mapping
from nahbar.questionnaire.model import Questionnaire

WHY = {"why": "Damit der Garten passt.", "norm": "GartenG § 1", "error": "Bitte antworten Sie."}
DEFINITION: dict[str, Any] = {
    "key": "garten",
    "version": 1,
    "title": "Garten",
    "groups": [
        {
            "key": "baeume",
            "title": "Bäume",
            "item_title": "{art} {name}",
            "add_question": "Steht dort ein Baum?",
            "add_more_question": "Steht dort noch ein Baum?",
            "why": "Bäume geben Schatten.",
            "norm": "GartenG § 2",
            "max_items": 3,
        }
    ],
    "pages": [
        {"key": "name", "title": "Wie heißen Sie?", "section": "Sie",
         "questions": [{"key": "name", "kind": "name", **WHY}]},
        {"key": "tag", "title": "Seit wann?", "section": "Sie",
         "questions": [{"key": "seit", "kind": "date", "max": "heute", "min": "1900-01-01", **WHY}]},
        {"key": "telefon", "title": "Ihre Nummer", "section": "Sie",
         "questions": [{"key": "telefon", "kind": "phone", **WHY, "required": False}]},
        {"key": "baum", "title": "Welcher Baum?", "section": "Bäume", "group": "baeume",
         "questions": [{"key": "art", "kind": "choice", **WHY,
                        "options": [{"key": "apfel", "label": "Apfel"}, {"key": "linde", "label": "Linde"}]},
                       {"key": "name", "kind": "name", "label": "Name", **WHY, "required": False}]},
        {"key": "ernte", "title": "Wie viel erntet man bei {name}?", "section": "Bäume", "group": "baeume",
         "when": {"eq": ["item.art", "apfel"]},
         "questions": [{"key": "ernte", "kind": "amount", **WHY, "unknown_allowed": True}]},
        {"key": "alle", "title": "Steht dort ein Baum?", "section": "Bäume", "overview": "baeume"},
        {"key": "presse", "title": "Haben Sie eine Presse?", "section": "Technik",
         "when": {"count": {"group": "baeume", "where": {"gt": ["item.ernte", 100]}, "min": 1}},
         "questions": [{"key": "presse", "kind": "bool", **WHY}]},
        {"key": "saft", "title": "Wohin geht das Geld?", "section": "Technik", "when": {"eq": ["presse", True]},
         "questions": [{"key": "iban", "kind": "iban", **WHY}]},
        {"key": "werkzeug", "title": "Was haben Sie?", "section": "Technik",
         "questions": [{"key": "werkzeug", "kind": "choices", **WHY,
                        "options": [{"key": "spaten", "label": "Spaten"}, {"key": "schere", "label": "Schere"},
                                    {"key": "keine", "label": "Nichts davon"}]}]},
    ],
}  # fmt: skip


def garden(**changes: Any) -> Questionnaire:
    """The questionnaire, with top-level fields replaced."""
    return from_mapping({**DEFINITION, **changes})
