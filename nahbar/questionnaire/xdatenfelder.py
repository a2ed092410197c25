"""Reading a schema of FIM in XDatenfelder 3.0.0: groups and fields as they stand there, each with its line.

The text comes from elsewhere: nothing is loaded from anywhere, and a file with a DOCTYPE is refused before it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

NAMESPACE = "urn:xoev-de:fim:standard:xdatenfelder_3.0.0"
INPUTS = frozenset(("input", "select", "label", "hidden", "locked"))
TYPES = frozenset(
    ("text", "text_latin", "date", "time", "datetime", "bool", "num", "num_int", "num_currency", "file", "obj")
)
BOUNDS = ("minLength", "maxLength", "minValue", "maxValue", "pattern")
_ANZAHL = re.compile(r"(\d{1,6}):(\d{1,6}|\*)")


class SchemaRefused(ValueError):
    """A file that is no usable schema; the German sentence begins with the line (`Zeile 12: …`)."""


@dataclass(frozen=True, eq=False)
class Element:
    """What fields and groups have in common; `low` and `high` say how often it comes (None: any number)."""

    id: str
    version: str
    line: int
    name: str
    label: str
    """What people read when they fill it in: `bezeichnungEingabe`, else the name."""
    help: str
    norms: tuple[str, ...]
    rules: tuple[str, ...]
    """Prose, each with its id and name."""
    low: int
    high: int | None

    @property
    def repeated(self) -> bool:
        """Whether there may be more than one."""
        return self.high is None or self.high > 1


@dataclass(frozen=True, eq=False)
class Field(Element):
    """One `datenfeld`."""

    art: str
    """`input`, `select`, `label`, `hidden` or `locked`."""
    typ: str
    bounds: dict[str, str]
    """Of `praezisierung`: only what stands there."""
    values: tuple[tuple[str, str, str], ...]
    """Code, name, help."""
    codelist: str
    """The name of a list that is kept elsewhere."""
    content: str
    prefill: str


@dataclass(frozen=True, eq=False)
class FieldGroup(Element):
    """One `datenfeldgruppe`, or the schema itself."""

    children: tuple[Field | FieldGroup, ...]


def read(xml: bytes) -> FieldGroup:
    """The schema (`stammdatenschema`, or a single `datenfeldgruppe`) of this file; raises SchemaRefused."""
    root = _tree(xml)
    if not str(root.tag).startswith(f"{{{NAMESPACE}}}"):
        raise SchemaRefused(f"Zeile {_line(root)}: Das ist kein XDatenfelder 3.0.0 ({NAMESPACE}).")
    for name in ("stammdatenschema", "datenfeldgruppe"):
        if (node := _child(root, name)) is not None:
            schema = _group(node, (1, 1), ())
            if not schema.children:
                raise SchemaRefused(f"Zeile {schema.line}: {schema.id} hat keine Felder.")
            return schema
    raise SchemaRefused(f"Zeile {_line(root)}: In der Datei steht kein Schema und keine Gruppe von Feldern.")


def _tree(xml: bytes) -> etree._Element:
    plain = xml.replace(b"\0", b"")  # UTF-16 too
    for word in (b"<!DOCTYPE", b"<!ENTITY"):
        if (at := plain.find(word)) >= 0:
            line = plain.count(b"\n", 0, at) + 1
            raise SchemaRefused(f"Zeile {line}: Die Datei bringt eigene Regeln mit ({word[2:].decode()}).")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as wrong:
        raise SchemaRefused(
            f"Zeile {wrong.lineno or 1}: Die Datei ist kein XML, das sich lesen lässt ({wrong.msg})."
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise SchemaRefused("Zeile 1: Die Datei bringt eigene Regeln mit (DOCTYPE).")
    return root


def _group(node: etree._Element, anzahl: tuple[int, int | None], norms: tuple[str, ...]) -> FieldGroup:
    children = tuple(child for one in _children(node, "struktur") for child in _contained(one))
    return FieldGroup(*_common(node, anzahl, norms), children=children)


def _contained(struktur: etree._Element) -> Iterator[Field | FieldGroup]:
    anzahl, norms = _anzahl(struktur), _norms(struktur)
    for holder in _children(struktur, "enthaelt"):
        for node in holder:
            name = etree.QName(node).localname
            if name == "datenfeld":
                yield _field(node, anzahl, norms)
            elif name == "datenfeldgruppe":
                yield _group(node, anzahl, norms)
            else:
                raise SchemaRefused(f"Zeile {_line(node)}: »{name}« ist hier weder Feld noch Gruppe.")


def _field(node: etree._Element, anzahl: tuple[int, int | None], norms: tuple[str, ...]) -> Field:
    constraints = _child(node, "praezisierung")
    listed = _child(node, "werte")
    reference = _child(node, "codelisteReferenz")
    return Field(
        *_common(node, anzahl, norms),
        art=_code(node, "feldart", INPUTS),
        typ=_code(node, "datentyp", TYPES),
        bounds={} if constraints is None else {n: clean(constraints.get(n)) for n in BOUNDS if constraints.get(n)},
        values=() if listed is None else tuple(_value(one) for one in _children(listed, "wert")),
        codelist="" if reference is None else clean(" ".join(str(text) for text in reference.itertext())),
        content=_text(node, "inhalt"),
        prefill=_text(node, "vorbefuellung") or "keine",
    )


def _value(node: etree._Element) -> tuple[str, str, str]:
    code, name = _text(node, "code"), _text(node, "name")
    if not code or not name:
        raise SchemaRefused(f"Zeile {_line(node)}: Ein Wert braucht »code« und »name«.")
    return code, name, _text(node, "hilfe")


def _common(
    node: etree._Element, anzahl: tuple[int, int | None], norms: tuple[str, ...]
) -> tuple[str, str, int, str, str, str, tuple[str, ...], tuple[str, ...], int, int | None]:
    identification = _child(node, "identifikation")
    identity = "" if identification is None else _text(identification, "id")
    if identification is None or not identity:
        raise SchemaRefused(f"Zeile {_line(node)}: Hier fehlt die Kennung (»identifikation«, »id«).")
    name = _text(node, "name")
    if not name:
        raise SchemaRefused(f"Zeile {_line(node)}: {identity} hat keinen Namen.")
    label = _text(node, "bezeichnungEingabe") or _text(node, "bezeichnung") or name
    help_text = _text(node, "hilfetextEingabe") or _text(node, "hilfetext")
    rules = tuple(_rule(one) for one in _children(node, "regel"))
    found = tuple(dict.fromkeys((*norms, *_norms(node))))
    return identity, _text(identification, "version"), _line(node), name, label, help_text, found, rules, *anzahl


def _rule(node: etree._Element) -> str:
    identification = _child(node, "identifikation")
    head = "" if identification is None else _text(identification, "id")
    words = _text(node, "freitextRegel") or _text(node, "beschreibung")
    return ": ".join(part for part in (" ".join(p for p in (head, _text(node, "name")) if p), words) if part)


def _anzahl(node: etree._Element) -> tuple[int, int | None]:
    text = _text(node, "anzahl")
    found = _ANZAHL.fullmatch(text)
    if found is None or (found[2] != "*" and int(found[2]) < int(found[1])):
        raise SchemaRefused(f"Zeile {_line(node)}: Die Anzahl »{text}« ist nicht zu lesen, zum Beispiel 0:1 oder 1:*.")
    return int(found[1]), None if found[2] == "*" else int(found[2])


def _code(node: etree._Element, name: str, known: frozenset[str]) -> str:
    text = _text(node, name)
    if text not in known:
        raise SchemaRefused(f"Zeile {_line(node)}: »{text}« ist als »{name}« nicht bekannt.")
    return text


def _norms(node: etree._Element) -> tuple[str, ...]:
    return tuple(text for one in _children(node, "bezug") if (text := clean("".join(str(t) for t in one.itertext()))))


def _child(node: etree._Element, name: str) -> etree._Element | None:
    return next(_children(node, name), None)


def _children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    return (one for one in node if etree.QName(one).localname == name)  # lists of codes write theirs without namespace


def _text(node: etree._Element, name: str) -> str:
    child = _child(node, name)
    return "" if child is None else clean("".join(str(text) for text in child.itertext()))


def clean(text: str | None) -> str:
    """One line of what can be printed."""
    return "".join(char for char in " ".join((text or "").split()) if char.isprintable())


def _line(node: etree._Element) -> int:
    line: Any = node.sourceline  # the stubs do not know what it is
    return int(line or 1)
