"""Filling the fields of a PDF that somebody else drew (AcroForm); nothing is cut, and what finds no place is said."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

READ_ONLY, PUSH_BUTTON = 1 << 0, 1 << 16


class NoForm(ValueError):
    """The file is no PDF, or has no fields that can be filled in."""


@dataclass(frozen=True)
class FilledForm:
    """The filled PDF, and for each name that found no place the reason in German."""

    pdf: bytes
    unplaced: Mapping[str, str]


def field_names(pdf: bytes) -> frozenset[str]:
    """The names that `fill_form` understands; raises NoForm."""
    with _open(pdf) as document:
        return frozenset(_named(document))


def fill_form(pdf: bytes, values: Mapping[str, str]) -> FilledForm:
    """The PDF with these values: a text, or for boxes and circles the export value of the one that is marked.

    A name is the field's own, or its whole path. Viewers draw the values anew (NeedAppearances); a copy of the form in
    XFA is taken out, because it would hide them. Raises NoForm.
    """
    unplaced = {}
    with _open(pdf) as document:
        named = _named(document)
        for name, value in values.items():
            reason = _put(named[name], value) if name in named else "Das Formular hat kein Feld mit diesem Namen."
            if reason:
                unplaced[name] = reason
        form = document.Root.AcroForm
        form.NeedAppearances = True
        for holder, key in ((form, "/XFA"), (document.Root, "/Perms")):  # a permit of the maker ends with any change
            if key in holder:
                del holder[key]
        target = io.BytesIO()
        document.save(target)
    return FilledForm(target.getvalue(), unplaced)


def _open(pdf: bytes) -> pikepdf.Pdf:
    try:
        document = pikepdf.open(io.BytesIO(pdf))
    except (pikepdf.PdfError, pikepdf.PasswordError):
        raise NoForm("Die Datei ist kein PDF, das sich öffnen lässt.") from None
    if "/AcroForm" not in document.Root or not list(_fields(_listed(document.Root.AcroForm, "/Fields"), "")):
        document.close()
        raise NoForm("Das PDF hat keine Felder zum Ausfüllen.")
    return document


def _named(document: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """Fields by their whole path, and by their last name where only one has it (`form[0].page[0].name[0]`: `name`)."""
    whole = dict(_fields(_listed(document.Root.AcroForm, "/Fields"), ""))
    short: dict[str, list[pikepdf.Object]] = {}
    for path, one in whole.items():
        short.setdefault(path.rpartition(".")[2].partition("[")[0], []).append(one)
    return {**{name: found[0] for name, found in short.items() if len(found) == 1}, **whole}


def _fields(nodes: list[pikepdf.Object], above: str, depth: int = 0) -> Iterator[tuple[str, pikepdf.Object]]:
    for node in nodes if depth < 32 else ():  # a file may refer to itself
        path = ".".join(part for part in (above, str(node.get("/T", ""))) if part)
        named = [kid for kid in _listed(node, "/Kids") if "/T" in kid]
        if named:
            yield from _fields(named, path, depth + 1)
        elif path:
            yield path, node


def _put(node: pikepdf.Object, value: str) -> str:
    """Set the value; the reason in German if it does not fit."""
    kind, flags = str(_inherited(node, "/FT")), int(_inherited(node, "/Ff") or 0)
    if flags & READ_ONLY:
        return "Das Feld ist gesperrt."
    if kind == "/Btn" and not flags & PUSH_BUTTON:
        return _mark(node, value)
    if kind not in ("/Tx", "/Ch"):
        return "Das Feld nimmt keine Angabe auf."
    longest = _inherited(node, "/MaxLen")
    if kind == "/Tx" and longest is not None and len(value) > int(longest):
        return f"»{value}« ist zu lang: Das Feld fasst {int(longest)} Zeichen."
    if kind == "/Ch" and value not in _choices(node):
        return f"Das Feld kennt »{value}« nicht."
    node.V = pikepdf.String(value)
    for widget in _widgets(node):
        if "/AP" in widget:
            del widget["/AP"]  # it still shows the old value
    return ""


def _mark(node: pikepdf.Object, value: str) -> str:
    exported = [str(one) for one in _inherited(node, "/Opt") or ()]
    wanted = f"/{exported.index(value)}" if value in exported else f"/{value}"
    states = [_states(widget) for widget in _widgets(node)]
    if not any(wanted in one for one in states):
        return f"Das Feld kennt »{value}« nicht."
    node.V = pikepdf.Name(wanted)
    for widget, known in zip(_widgets(node), states, strict=True):
        widget.AS = pikepdf.Name(wanted if wanted in known else "/Off")
    return ""


def _states(widget: pikepdf.Object) -> set[str]:
    drawn = widget.AP.get("/N") if "/AP" in widget else None
    return set() if drawn is None else set(drawn.keys()) - {"/Off"}


def _listed(node: pikepdf.Object, key: str) -> list[pikepdf.Object]:
    return list(node[key].as_list()) if key in node else []


def _choices(node: pikepdf.Object) -> list[str]:
    options = list(_inherited(node, "/Opt") or ())
    return [str(one[0] if isinstance(one, pikepdf.Array) else one) for one in options]


def _widgets(node: pikepdf.Object) -> list[pikepdf.Object]:
    return _listed(node, "/Kids") or [node]


def _inherited(node: pikepdf.Object, key: str) -> pikepdf.Object | None:
    for _ in range(32):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            return None
        node = node.Parent
    return None
