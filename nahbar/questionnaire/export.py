"""Answers as structured data: for the person, for another system, readable without our code."""

from __future__ import annotations

from typing import Any

from nahbar.questionnaire.flow import effective, first_open_page, item_of
from nahbar.questionnaire.model import KEY_DATE, Answers, Questionnaire
from nahbar.questionnaire.summary import summary

FORMAT = 1


def export(questionnaire: Questionnaire, answers: Answers) -> dict[str, Any]:
    """What counts, in the order of the questions; JSON-ready.

    Each row: `schluessel` (key, in a group `personen.p2.vorname`), `frage`, `antwort` as people read it, `wert` as
    it is kept (amounts as decimal strings in euro, days in ISO, yes and no as booleans, null: empty), `norm`, and
    `unbekannt` for «Das weiß ich nicht». What no longer applies is left out.
    """
    counted = effective(questionnaire, answers)
    norms = {(page.key, q.key): q.norm for page in questionnaire.pages for q in page.questions}
    rows = []
    for section in summary(questionnaire, answers):
        for row in section.rows:
            if not row.key:
                continue  # an overview: its items have rows of their own
            group = questionnaire.page(row.page_ref.page).group
            scope = item_of(questionnaire, counted, row.page_ref)
            rows.append(
                {
                    "abschnitt": section.section,
                    "person": section.title if section.item else "",
                    "schluessel": f"{group}.{row.page_ref.item}.{row.key}" if group else row.key,
                    "frage": row.label,
                    "antwort": row.value_text,
                    "wert": (counted if scope is None else scope).get(row.key),
                    "norm": norms[row.page_ref.page, row.key],
                    "unbekannt": row.unknown,
                }
            )
    return {
        "format": FORMAT,
        "fragebogen": questionnaire.key,
        "version": questionnaire.version,
        "stichtag": counted.get(KEY_DATE, ""),
        "vollstaendig": first_open_page(questionnaire, answers) is None,
        "angaben": rows,
    }
