"""A questionnaire to go on writing, from a schema of FIM: pages, kinds, lists and norms stand; the reasons do not.

Rules are prose and become comments. What a questionnaire has no words for is named in `notes`, one sentence each.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from nahbar.questionnaire.parse import MAX_TEXT
from nahbar.questionnaire.xdatenfelder import Element, Field, FieldGroup, read
from nahbar.questionnaire.xdatenfelder_draft import Draft, Place, draft_of, slug, told_apart

WHY = "Noch zu schreiben: Warum fragen wir das?"
NORM = "Noch zu nennen"
ON_ONE_PAGE = 4
MAX_ITEMS = 40
KINDS = {"bool": "bool", "date": "date", "num_int": "integer", "num_currency": "amount"}
NAMED_KINDS = {
    "iban": "iban", "plz": "plz", "postleitzahl": "plz", "telefon": "phone", "telefonnummer": "phone",
    "vorname": "name", "vornamen": "name", "nachname": "name", "familienname": "name", "geburtsname": "name",
}  # fmt: skip
MISSING = {
    "bool": "Wählen Sie Ja oder Nein.", "choice": "Wählen Sie eine Antwort aus.",
    "choices": "Wählen Sie aus, was zutrifft.", "date": "Tragen Sie Tag, Monat und Jahr ein.",
    "amount": "Tragen Sie eine Zahl ein.", "integer": "Tragen Sie eine Zahl ein.",
}  # fmt: skip


@dataclass(frozen=True)
class Skeleton:
    """The YAML of a first version, and what could not be taken over, in German with its line in the schema."""

    text: str
    notes: tuple[str, ...]


def skeleton(xml: bytes) -> Skeleton:
    """The questionnaire to go on writing; raises SchemaRefused for a file that is no usable schema."""
    schema = read(xml)
    draft = draft_of(schema)
    lines = [*_head(schema), *_registries(draft), *_pages(draft, schema)]
    return Skeleton("\n".join([*lines, ""]), draft.notes)


def _head(schema: FieldGroup) -> Iterator[str]:
    yield from _comment("", f"Gerüst aus FIM {schema.id} {schema.version}: {schema.name}")
    yield from _comment(
        "", "Noch zu schreiben: why, when (aus den Regeln, die hier als Bemerkung stehen) und einfache Worte."
    )
    yield from (line for rule in schema.rules for line in _comment("", f"Regel {rule}"))
    yield from (f"key: {_quoted(slug(schema.name))}", "version: 1", f"title: {_quoted(schema.label)}")


def _registries(draft: Draft) -> Iterator[str]:
    if draft.registries:
        yield "\ngroups:"
    for one in draft.registries:
        mine = [place for place in draft.places if place.registry is one]
        named_by = next((place for place in mine if place.field.typ.startswith("text")), mine[0])
        yield from _told("  ", one)
        yield f"  - key: {_quoted(draft.keys[one])}"
        yield f"    title: {_quoted(one.label)}"
        yield f"    item_title: {_quoted('{' + draft.keys[named_by] + '}')}"
        yield f"    add_question: {_quoted(f'Möchten Sie etwas eintragen: {one.label}?')}"
        yield f"    why: {_quoted(WHY)}"
        yield f"    norm: {_quoted(_nearest((one, *reversed(mine[0].above))))}"
        yield f"    error: {_quoted(MISSING['bool'])}"
        yield f"    max_items: {one.high or MAX_ITEMS}"


def _pages(draft: Draft, schema: FieldGroup) -> Iterator[str]:
    blocks = _blocks(draft.places)
    taken = [draft.keys[one] for one in draft.registries]
    keys = told_apart([_page_names(draft, block) for block in blocks], taken)
    told: set[Element] = {schema, *draft.registries}
    yield "\npages:"
    for n, (key, block) in enumerate(zip(keys, blocks, strict=True)):
        first = block[0]
        section = first.above[min(1, len(first.above) - 1)].label
        yield from ("",) if n else ()
        yield from (line for above in first.above if above not in told for line in _told("  ", above))
        told.update(first.above)
        group = first.above[-1]
        yield f"  - key: {_quoted(key)}"
        yield f"    title: {_quoted(group.label if len(block) > 1 else first.field.label)}"
        yield f"    section: {_quoted(section)}"
        if first.registry is not None:
            yield f"    group: {_quoted(draft.keys[first.registry])}"
        if group in draft.intros:
            yield f"    intro: {_quoted(' '.join(draft.intros.pop(group)))}"
        yield "    questions:"
        yield from (line for place in block for line in _question(draft, place))
        if first.registry is not None and (n + 1 == len(blocks) or blocks[n + 1][0].registry is not first.registry):
            yield from _overview(draft.keys[first.registry], first.registry.label, section)
    for group, texts in draft.intros.items():
        draft.note(group, f"hat keine eigene Frage, sein Hinweis ist weggelassen: {' '.join(texts)}")


def _blocks(places: Sequence[Place]) -> list[list[Place]]:
    """Page by page: a few that stand together in a group share one, many have one each."""
    runs: list[list[Place]] = []
    for place in places:
        if runs and runs[-1][0].above == place.above and runs[-1][0].registry is place.registry:
            runs[-1].append(place)
        else:
            runs.append([place])
    shared = [len(run) <= ON_ONE_PAGE and len(run[0].above) > 1 for run in runs]
    return [block for run, one in zip(runs, shared, strict=True) for block in ([run] if one else [[p] for p in run])]


def _page_names(draft: Draft, block: Sequence[Place]) -> list[str]:
    first = block[0]
    name = slug(first.above[-1].name) if len(block) > 1 else draft.keys[first]
    return [name, f"{slug(first.above[-1].name)}_{draft.keys[first]}", f"{name}_{slug(first.field.id)}"]


def _overview(key: str, title: str, section: str) -> Iterator[str]:
    yield ""
    yield f"  - key: {_quoted(key)}"
    yield f"    title: {_quoted(title)}"
    yield f"    section: {_quoted(section)}"
    yield f"    overview: {_quoted(key)}"


def _question(draft: Draft, place: Place) -> Iterator[str]:
    one = place.field
    kind = _kind(draft, one)
    yield from _told("      ", one)
    yield f"      - key: {_quoted(draft.keys[place])}"
    yield f"        kind: {kind}"
    yield f"        label: {_quoted(one.label)}"
    if one.help:
        yield f"        help: {_quoted(one.help)}"
    if not place.required:
        yield "        required: false"
    yield f"        why: {_quoted(WHY)}"
    yield f"        norm: {_quoted(_norm(draft, place))}"
    yield f"        error: {_quoted(MISSING.get(kind, 'Tragen Sie hier etwas ein.'))}"
    yield from _bounds(draft, one, kind)
    if kind in ("choice", "choices"):
        yield "        options:"
        keys = told_apart([[_code(code), slug(f"{code}_{label}")] for code, label, _ in one.values])
        for key, (code, label, hint) in zip(keys, one.values, strict=True):
            if key != code:
                draft.note(one, f"aus dem Code »{code}« wurde der Schlüssel {key}.")
            more = f", hint: {_quoted(hint)}" if hint else ""
            yield f"          - {{key: {_quoted(key)}, label: {_quoted(label)}{more}}}"


def _kind(draft: Draft, one: Field) -> str:
    if one.prefill != "keine":
        draft.note(one, f"soll vorbefüllt werden ({one.prefill}): der Fragebogen füllt nichts vor.")
    if one.content:
        draft.note(one, f"der vorgegebene Inhalt »{one.content}« ist weggelassen.")
    if one.typ == "bool":
        return "bool"
    if one.values:
        return "choices" if one.repeated else "choice"
    if one.art == "select":
        draft.note(
            one, f"die Werte stehen in einer anderen Liste ({one.codelist or 'ohne Namen'}): bleibt freier Text."
        )
    elif one.typ in ("time", "datetime", "num"):
        draft.note(one, f"für »{one.typ}« gibt es keine Art von Frage: bleibt freier Text.")
    if one.typ in KINDS:
        return KINDS[one.typ]
    if one.art == "input" and slug(one.name) in NAMED_KINDS:
        return NAMED_KINDS[slug(one.name)]
    longest = one.bounds.get("maxLength", "")
    return "textarea" if longest.isdecimal() and int(longest) > MAX_TEXT else "text"


def _norm(draft: Draft, place: Place) -> str:
    """The norms of the field, else of the nearest group around it that names some."""
    found = _nearest((place.field, *reversed(place.above)))
    if found == NORM:
        draft.note(place.field, "nennt keine Norm, auch nicht seine Gruppe: bitte nachtragen.")
    return found


def _nearest(elements: Sequence[Element]) -> str:
    return next(("; ".join(one.norms) for one in elements if one.norms), NORM)


def _bounds(draft: Draft, one: Field, kind: str) -> Iterator[str]:
    left = dict(one.bounds)
    for name, key in (("minValue", "min"), ("maxValue", "max")):
        if name in left and _usable(left[name], kind):
            yield f"        {key}: {_quoted(left.pop(name))}"
    if left:
        draft.note(one, "nicht übernommen: " + ", ".join(f"{name} {text}" for name, text in left.items()) + ".")


def _usable(text: str, kind: str) -> bool:
    try:
        if kind == "date":
            return date.fromisoformat(text).isoformat() == text
        return kind in ("amount", "integer") and Decimal(text).is_finite()
    except (ValueError, InvalidOperation):
        return False


def _code(code: str) -> str:
    return code if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.:-]*", code) else slug(code)


def _told(indent: str, one: Element) -> Iterator[str]:
    """Where it comes from and its rules in prose, as comments."""
    yield from _comment(indent, f"{one.id} {one.version}".strip())
    yield from (line for rule in one.rules for line in _comment(indent, f"Regel {rule}"))


def _comment(indent: str, text: str) -> list[str]:
    return textwrap.wrap(text, 116, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}#   ")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a text between double quotes is the same in YAML
