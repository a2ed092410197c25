"""The engine in one place: everything a surface needs to ask, read, keep and show a questionnaire."""

from nahbar.questionnaire.answers import GroupFull, add_item, apply, close_group, remove_item
from nahbar.questionnaire.checks import check
from nahbar.questionnaire.doubts import CONFIRMED, confirmation, doubts, unconfirmed
from nahbar.questionnaire.export import export
from nahbar.questionnaire.flow import (
    Progress,
    UnknownPage,
    effective,
    find_page,
    first_open_page,
    is_complete,
    next_page,
    previous_page,
    progress,
    reachable_pages,
)
from nahbar.questionnaire.load import DefinitionError, fingerprint, from_mapping, load
from nahbar.questionnaire.model import Answers, PageRef, Questionnaire
from nahbar.questionnaire.parse import FieldError, ParseResult, parse_page
from nahbar.questionnaire.summary import (
    OpenUnknown,
    SummaryRow,
    SummarySection,
    form_fields,
    item_titles,
    open_unknowns,
    page_title,
    summary,
    value_text,
    visible_questions,
)

__all__ = [
    "CONFIRMED",
    "Answers",
    "DefinitionError",
    "FieldError",
    "GroupFull",
    "OpenUnknown",
    "PageRef",
    "ParseResult",
    "Progress",
    "Questionnaire",
    "SummaryRow",
    "SummarySection",
    "UnknownPage",
    "add_item",
    "apply",
    "check",
    "close_group",
    "confirmation",
    "doubts",
    "effective",
    "export",
    "find_page",
    "fingerprint",
    "first_open_page",
    "form_fields",
    "from_mapping",
    "is_complete",
    "item_titles",
    "load",
    "next_page",
    "open_unknowns",
    "page_title",
    "parse_page",
    "previous_page",
    "progress",
    "reachable_pages",
    "remove_item",
    "summary",
    "unconfirmed",
    "value_text",
    "visible_questions",
]
