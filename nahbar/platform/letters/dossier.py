"""A file as one PDF: cover sheet, contents with page numbers, then every document, each page numbered at its foot."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pikepdf
from pikepdf import OutlineItem

from nahbar.platform.intake.sheets import open_flat
from nahbar.platform.letters import blocks
from nahbar.platform.letters.render import render

_A4 = (595.276, 841.89)


@dataclass(frozen=True)
class Sheet:
    """One document of the dossier."""

    title: str
    about: str
    """Arrival, way, sender: a line in the contents."""
    pages: int
    pdf: bytes


@dataclass(frozen=True)
class Cover:
    """What stands in front."""

    titel: str
    traeger: str
    datum: date
    kopf: Sequence[tuple[str, str]]
    hinweise: Sequence[str]
    fusszeile: str
    verlauf: Sequence[tuple[str, str, str]] = ()
    """Day, what, who."""


def bind(cover: Cover, parts: Sequence[tuple[str, Sequence[Sheet]]]) -> bytes:
    """Set the front, put the documents behind it, number every page, and mark each document for the reader."""
    front, count = b"", 2
    for _ in range(4):  # the contents may need more pages than guessed: their numbers move, so set it again
        front = render("akte", _front(cover, parts, count))
        real = _pages(front)
        if real == count:
            break
        count = real
    with pikepdf.new() as made:
        with pikepdf.open(io.BytesIO(front)) as source:
            made.pages.extend(source.pages)
        marks = [OutlineItem("Deckblatt und Inhalt", 0)]
        for title, sheets in parts:
            part = OutlineItem(title, len(made.pages)) if sheets else None
            for sheet in sheets:
                assert part is not None
                part.children.append(OutlineItem(sheet.title, len(made.pages)))
                with open_flat(sheet.pdf) as source:
                    made.pages.extend(source.pages)
            if part is not None:
                marks.append(part)
        _number(made, cover)
        with made.open_outline() as outline:
            outline.root.extend(marks)
        made.docinfo["/Title"] = pikepdf.String(cover.titel)
        out = io.BytesIO()
        made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def _front(cover: Cover, parts: Sequence[tuple[str, Sequence[Sheet]]], count: int) -> Mapping[str, Any]:
    at, teile = count + 1, []
    for title, sheets in parts:
        rows = []
        for sheet in sheets:
            rows.append((str(at), sheet.title, sheet.about))
            at += sheet.pages
        columns = [blocks.column("Seite", width=0), blocks.column("Dokument", width=3)]
        columns.append(blocks.column("Eingang und Weg", width=2))
        if rows:
            teile.append({"titel": title, "tafel": blocks.table(columns, rows)})
    columns = [blocks.column("Tag", width=0), blocks.column("Was", width=3), blocks.column("Wer", width=1)]
    day = cover.datum
    return {
        "datum": [day.year, day.month, day.day], "titel": cover.titel, "traeger": cover.traeger,
        "kopf": [list(line) for line in cover.kopf], "hinweise": list(cover.hinweise), "teile": teile,
        "verlauf": blocks.table(columns, list(cover.verlauf)),
    }  # fmt: skip


def _number(made: pikepdf.Pdf, cover: Cover) -> None:
    day = cover.datum
    data = {"datum": [day.year, day.month, day.day], "seiten": len(made.pages), "zeile": cover.fusszeile}
    with pikepdf.open(io.BytesIO(render("akte_fuss", data))) as lines:
        for page, line in zip(made.pages, lines.pages, strict=True):
            left, bottom, right, top = (float(edge) for edge in page.trimbox)
            # as wide as the paper is as it is read: the line keeps its size on A3 and on a photo turned to its side
            across = (right - left) if int(page.obj.get("/Rotate", 0)) % 180 == 0 else (top - bottom)
            page.add_overlay(line, _foot((left, bottom, right, top), int(page.obj.get("/Rotate", 0)) % 360, across))


def _foot(box: tuple[float, float, float, float], turn: int, across: float) -> pikepdf.Rectangle:
    """An A4 sheet laid on the lower edge of the page as it is read, in its middle."""
    left, bottom, right, top = box
    wide, high = _A4 if turn in (0, 180) else (_A4[1], _A4[0])
    shift = (across - _A4[0]) / 2
    if turn == 0:
        x, y = left + shift, bottom
    elif turn == 180:
        x, y = left + shift, top - high
    elif turn == 90:
        x, y = right - wide, bottom + shift
    else:
        x, y = left, bottom + shift
    return pikepdf.Rectangle(x, y, x + wide, y + high)
