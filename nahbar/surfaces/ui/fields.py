"""What a form shows: a `Field` per control, a `FormPage` per page; questionnaires and ordinary forms use the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

KINDS = frozenset(
    ("text", "name", "date", "amount", "integer", "bool", "choice", "choices", "select", "iban", "address", "phone",
     "email", "password", "code", "textarea", "file", "hidden")
)  # fmt: skip
"""Kinds of control; `bool` is a pair of radios (Ja, Nein), `choice` radios, `choices` checkboxes."""

TEMPLATES = {
    "date": "date",
    "amount": "amount",
    "bool": "radios",
    "choice": "radios",
    "choices": "checkboxes",
    "select": "select",
    "address": "textarea",
    "textarea": "textarea",
    "file": "file",
    "hidden": "hidden",
}
"""Kind to template below `ui/fields/`; all others are one line of text."""

INPUTMODES = {"integer": "numeric", "amount": "decimal", "phone": "tel", "email": "email"}
TYPES = {"phone": "tel", "email": "email", "password": "password"}
AUTOCOMPLETE = {"phone": "tel", "email": "email", "iban": "off", "code": "off", "address": "street-address"}


@dataclass(frozen=True)
class Choice:
    """One option; `reveals` are fields that belong to it and appear when it is chosen."""

    key: str
    label: str
    hint: str = ""
    reveals: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Field:
    """One control with its words.

    `value` is what was typed (shown again unchanged), `values` the chosen keys of `choices` or the parts
    `(tag, monat, jahr)` of a `date`; `error` is a sentence that says what to do. `heading` makes label or legend the
    `h1` of the page. `unknown` is None when «Das weiß ich nicht» is not offered, else whether it is ticked.
    """

    name: str
    label: str
    kind: str = "text"
    id: str = ""
    hint: str = ""
    error: str = ""
    value: str = ""
    values: tuple[str, ...] = ()
    options: tuple[Choice, ...] = ()
    required: bool = True
    unknown: bool | None = None
    unknown_name: str = ""
    why: str = ""
    norm: str = ""
    help: str = ""
    autocomplete: str = ""
    width: int = 0
    """Width of the control in letters; 0: the whole column."""
    unit: str = ""
    heading: bool = False
    picture: str = ""
    """A drawing beside the heading; one of `questionnaire.model.PICTURES`."""
    readonly: bool = False
    accept: str = "image/*,application/pdf"
    multiple: bool = False
    rows: int = 4

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r}: ein Feld dieser Art gibt es nicht ({', '.join(sorted(KINDS))})")
        if not self.id:
            object.__setattr__(self, "id", "f-" + self.name.replace(".", "-").replace("[", "-").replace("]", ""))
        if self.kind == "bool" and not self.options:
            object.__setattr__(self, "options", (Choice("ja", "Ja"), Choice("nein", "Nein")))
        if self.kind == "amount" and not self.unit:
            object.__setattr__(self, "unit", "Euro")
        if not self.autocomplete:
            object.__setattr__(self, "autocomplete", AUTOCOMPLETE.get(self.kind, ""))
        if not self.unknown_name:
            object.__setattr__(self, "unknown_name", f"{self.name}__unbekannt")

    @property
    def template(self) -> str:
        """Template that draws this field."""
        return f"ui/fields/{TEMPLATES.get(self.kind, 'text')}.html"

    @property
    def type(self) -> str:
        """HTML type of the one-line control."""
        return TYPES.get(self.kind, "text")

    @property
    def inputmode(self) -> str:
        """Keyboard that a phone should show, or nothing."""
        return INPUTMODES.get(self.kind, "")

    @property
    def grouped(self) -> bool:
        """True if several controls share one legend."""
        return self.kind in {"date", "bool", "choice", "choices"}

    @property
    def described_by(self) -> str:
        """Ids of hint and error, for aria-describedby."""
        parts = [f"{self.id}-hinweis"] if self.hint else []
        if self.error:
            parts.append(f"{self.id}-fehler")
        return " ".join(parts)

    @property
    def focus_id(self) -> str:
        """Id of the first control: the error summary leads there."""
        if self.kind == "date":
            return f"{self.id}-tag"
        return f"{self.id}-1" if self.grouped else self.id

    @property
    def parts(self) -> tuple[tuple[str, str, str, int], ...]:
        """Parts of a date: suffix, label, value, width."""
        filled = (*self.values, "", "", "")
        labels = (("tag", "Tag", 2), ("monat", "Monat", 2), ("jahr", "Jahr", 4))
        return tuple((key, label, filled[i], width) for i, (key, label, width) in enumerate(labels))

    @property
    def chosen(self) -> tuple[str, ...]:
        """Keys of the options that are chosen."""
        return self.values if self.kind == "choices" else (self.value,)


@dataclass(frozen=True)
class FormPage:
    """What one page of a form shows.

    `errors` holds messages that belong to no single field, as (id, sentence); all others come from the fields.
    """

    title: str
    fields: tuple[Field, ...] = ()
    intro: str = ""
    section: str = ""
    number: int = 0
    of: int = 0
    errors: tuple[tuple[str, str], ...] = field(default=())
    primary: str = "Speichern und weiter"
    later: str = "Später weitermachen"
    picture: str = ""
    """A drawing beside the heading, unless a field is the heading and brings its own."""

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """All errors in the order of the page, as (id of the control, sentence)."""
        return [*self.errors, *errors_of(self.fields)]


def errors_of(fields: Iterable[Field]) -> list[tuple[str, str]]:
    """Errors of `fields` and of what their options reveal, as (id of the control, sentence)."""
    found: list[tuple[str, str]] = []
    for item in fields:
        if item.error:
            found.append((item.focus_id, item.error))
        for option in item.options:
            found.extend(errors_of(option.reveals))
    return found


def choices(pairs: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    """Options from (key, label) pairs."""
    return tuple(Choice(key, label) for key, label in pairs)
