"""One posted page to values and errors; what was typed stays for the next showing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from nahbar.questionnaire import fields
from nahbar.questionnaire.conditions import Item
from nahbar.questionnaire.fields import Unusable
from nahbar.questionnaire.flow import asked, effective, item_of, offered
from nahbar.questionnaire.model import UNKNOWN, Answers, Page, PageRef, Question, Questionnaire

Raw = Mapping[str, Sequence[str]]
MORE = "_weiter"
"""In the values of an overview: whether another item is wanted."""
GROUP = "_gruppe"
YES, NO = "ja", "nein"
MAX_TEXT = 200
MAX_LONG_TEXT = 4000


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field; `text` says what to do."""

    field: str
    text: str


@dataclass(frozen=True)
class ParseResult:
    """Values ready for `apply` (only of usable fields), the errors, and the raw texts for showing the page again."""

    values: dict[str, Any]
    errors: list[FieldError] = field(default_factory=list)
    raw: dict[str, list[str]] = field(default_factory=dict)


def parse_page(
    questionnaire: Questionnaire, answers: Answers, ref: PageRef, raw: Raw, *, today: date | None = None
) -> ParseResult:
    """Read one page's fields.

    Field names are the questions' keys; dates have `<key>_tag`, `<key>_monat`, `<key>_jahr` (or `<key>` as a whole),
    «Das weiß ich nicht» is `<key>_unbekannt`, an overview asks `<group>_weiter` with ja or nein. `today` bounds dates
    whose `max` is `heute`. Raises UnknownPage for an item that is gone.
    """
    page = questionnaire.page(ref.page)
    kept = {name: list(values) for name, values in raw.items()}
    if page.overview:
        return _overview(page, kept)
    counted = effective(questionnaire, answers)
    member = item_of(questionnaire, counted, ref)
    values: dict[str, Any] = {}
    unknown: list[str] = []
    errors: list[FieldError] = []
    for question in asked(page, counted, member):
        if question.unknown_allowed and kept.get(f"{question.key}_unbekannt"):
            unknown.append(question.key)
            continue
        try:
            value = _read(question, kept, counted, member, page.group)
            if value is None and question.required:
                raise Unusable(question.error or "Hier fehlt Ihre Antwort.")
            if value is not None:
                _check_bounds(question, value, today)
            values[question.key] = value
        except Unusable as error:
            errors.append(FieldError(question.key, str(error)))
    if unknown:
        values[UNKNOWN] = unknown
    return ParseResult(values, errors, kept)


def _overview(page: Page, raw: dict[str, list[str]]) -> ParseResult:
    name = f"{page.overview}{MORE}"
    answer = _first(raw, name)
    if answer not in (YES, NO):
        return ParseResult({}, [FieldError(name, "Wählen Sie Ja oder Nein.")], raw)
    return ParseResult({GROUP: page.overview, MORE: answer == YES}, [], raw)


def _read(question: Question, raw: dict[str, list[str]], answers: Answers, item: Item | None, group: str) -> Any:
    if question.kind == "date":
        return _read_date(question.key, raw, roughly="Ungefähr" in (question.hint or "") + (question.error or ""))
    if question.kind == "choices":
        return _read_choices(question, raw, {o.key for o in offered(question, answers, item, group)})
    text = fields.read_text(_first(raw, question.key), lines=question.kind == "textarea")
    if not text:
        return None
    if question.kind == "bool":
        if text not in (YES, NO):
            raise Unusable(question.error or "Wählen Sie Ja oder Nein.")
        return text == YES
    if question.kind == "choice":
        if text not in {o.key for o in offered(question, answers, item, group)}:
            raise Unusable(question.error or "Wählen Sie eine Antwort aus.")
        return text
    reader = _READERS.get(question.kind)
    if reader is not None:
        try:
            return reader(text)
        except Unusable:
            if question.kind == "integer" and question.error:  # its example is one of this question
                raise Unusable(question.error) from None
            raise
    limit = MAX_LONG_TEXT if question.kind == "textarea" else MAX_TEXT
    if len(text) > limit:
        raise Unusable(f"Das ist zu lang. Schreiben Sie höchstens {limit} Zeichen.")
    return text


_READERS: Mapping[str, Callable[[str], Any]] = {
    "amount": fields.read_amount,
    "integer": fields.read_integer,
    "iban": fields.read_iban,
    "plz": fields.read_plz,
    "phone": fields.read_phone,
    "rvnr": fields.read_rvnr,
}


def _read_date(key: str, raw: dict[str, list[str]], *, roughly: bool = False) -> str | None:
    whole = fields.read_text(_first(raw, key))
    parts = [fields.read_text(_first(raw, f"{key}_{part}")) for part in ("tag", "monat", "jahr")]
    if not any(parts):
        parts = [whole, "", ""]
    return fields.read_date(*parts, roughly=roughly) if any(parts) else None


def _read_choices(question: Question, raw: dict[str, list[str]], allowed: set[str]) -> list[str] | None:
    chosen = [fields.read_text(text) for text in raw.get(question.key, []) if text.strip()]
    if not chosen:
        return None
    if not allowed.issuperset(chosen):
        raise Unusable(question.error or "Wählen Sie aus der Liste.")
    if "keine" in chosen and len(set(chosen)) > 1:
        label = next(option.label for option in question.options if option.key == "keine")
        raise Unusable(f"Wählen Sie entweder »{label}« oder etwas anderes.")
    return [option.key for option in question.options if option.key in chosen]


def _check_bounds(question: Question, value: Any, today: date | None) -> None:
    low, high = question.min, question.max
    if question.kind == "date":
        high = (today.isoformat() if today else "") if high == "heute" else high
        if low and value < low:
            raise Unusable("Dieser Tag liegt zu weit zurück. Prüfen Sie das Jahr.")
        if high and value > high:
            raise Unusable("Dieser Tag liegt zu spät. Prüfen Sie das Jahr.")
    elif question.kind in ("amount", "integer"):
        number = Decimal(str(value))
        if number < Decimal(low or "0"):
            raise Unusable(f"Die Zahl ist zu klein. Sie ist mindestens {low or '0'}.")
        if number > Decimal(high or "10000000"):
            raise Unusable("Die Zahl ist sehr groß. Prüfen Sie, ob ein Komma fehlt.")


def _first(raw: dict[str, list[str]], name: str) -> str:
    values = raw.get(name) or [""]
    return values[0]
