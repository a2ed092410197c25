"""Last look at a letter before it leaves: window, margins, fonts, accessibility marks, words that must be there."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

MM = 25.4 / 72
WINDOW = (22.0, 62.0, 107.5, 85.5)
"""Left, top, right, bottom of the zone that print providers read, in mm."""
EDGE = 5.0
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</word>')
_DOUBLED = re.compile(r"(\w[\u0300-\u036f]+)\1")


class PopplerMissing(RuntimeError):
    """`pdftotext` is not installed."""


@dataclass(frozen=True)
class Word:
    """A word on a page, edges in mm from the sheet's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def check_letter(
    pdf: bytes, *, address_lines: Sequence[str], required: Sequence[str] = (), first_page: Sequence[str] = ()
) -> list[str]:
    """What is wrong with the letter, as German sentences; empty if it may leave.

    `required` must occur somewhere, `first_page` (the total) on page 1; blanks and line breaks do not matter. Raises
    PopplerMissing without the Debian package poppler-utils.
    """
    problems = check_file(pdf)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "brief.pdf")
        path.write_bytes(pdf)
        with pikepdf.open(io.BytesIO(pdf)) as document:
            count = len(document.pages)
        pages = [_words(path, page) for page in range(1, count + 1)]
        problems += _window(pages[0], address_lines)
        problems += _edges(pages)
        whole = _squeezed(_body_text(path, count))
        first = _squeezed(_body_text(path, 1))
    problems += [f"Im Brief fehlt: {text}" for text in required if _squeezed(text) not in whole]
    problems += [f"Auf Seite 1 fehlt: {text}" for text in first_page if _squeezed(text) not in first]
    return problems


def check_file(pdf: bytes) -> list[str]:
    """What is wrong with the file itself: size of the sheets, fonts, marks of PDF/UA-1 and PDF/A-3."""
    problems: list[str] = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, start=1):
            left, bottom, right, top = (float(edge) for edge in page.mediabox)
            if abs((right - left) * MM - 210) > 0.5 or abs((top - bottom) * MM - 297) > 0.5:
                problems.append(f"Seite {number} ist nicht A4 hoch")
        problems += _fonts(document)
        root = document.Root
        meta = document.open_metadata()
        if str(meta.get("pdfuaid:part", "")) != "1":
            problems.append("Die Kennzeichnung PDF/UA-1 fehlt")
        if (str(meta.get("pdfaid:part", "")), str(meta.get("pdfaid:conformance", ""))) != ("3", "A"):
            problems.append("Die Kennzeichnung PDF/A-3a fehlt")
        if not str(root.get("/Lang", "")):
            problems.append("Die Sprache ist nicht angegeben")
        if "/MarkInfo" not in root or not bool(root.MarkInfo.get("/Marked", False)):
            problems.append("Der Text ist nicht ausgezeichnet (MarkInfo)")
        if "/ViewerPreferences" not in root or not bool(root.ViewerPreferences.get("/DisplayDocTitle", False)):
            problems.append("Der Titel wird nicht angezeigt (DisplayDocTitle)")
        if "/OutputIntents" not in root:
            problems.append("Das Farbprofil fehlt (OutputIntent)")
        if "/StructTreeRoot" not in root:
            problems.append("Der Strukturbaum fehlt")
    return problems


def _fonts(document: pikepdf.Pdf) -> list[str]:
    problems = []
    for item in document.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/FontDescriptor":
            continue
        if not any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            problems.append(f"Die Schrift {item.get('/FontName', '?')} ist nicht eingebettet")
    return problems


def _window(words: Sequence[Word], address_lines: Sequence[str]) -> list[str]:
    left, top, right, bottom = WINDOW
    zone = [word for word in words if word.left < right and top <= word.top < 95]
    got = "".join(word.text for word in zone)
    problems = []
    if _squeezed("".join(address_lines)) != _squeezed(got):
        problems.append(f"Im Fenster steht nicht genau die Anschrift, sondern: {' '.join(w.text for w in zone)}")
    for word in zone:
        if word.left < left or word.right > right or word.bottom > bottom:
            problems.append(f"»{word.text}« liegt außerhalb des Fensters")
    return problems


def _edges(pages: Sequence[Sequence[Word]]) -> list[str]:
    problems = []
    for number, words in enumerate(pages, start=1):
        for word in words:
            if word.left < EDGE or word.right > 210 - EDGE or word.top < EDGE or word.bottom > 297 - EDGE:
                problems.append(f"Seite {number}: »{word.text}« liegt zu nah am Rand")
    return problems


def _words(path: Path, page: int) -> list[Word]:
    text = _pdftotext("-bbox", "-f", str(page), "-l", str(page), str(path))
    found = []
    for match in _WORD.finditer(text):
        edges = [float(value) * MM for value in match.groups()[:4]]
        found.append(Word(edges[0], edges[1], edges[2], edges[3], html.unescape(match[5])))
    return found


def _body_text(path: Path, last: int) -> str:
    """The text without running head and foot: a sentence that runs over a page break stays one."""

    def zone(first: int, end: int, top: int) -> str:
        edges = ("-x", "0", "-y", str(top), "-W", "595", "-H", str(772 - top))
        return _pdftotext("-raw", "-r", "72", "-f", str(first), "-l", str(end), *edges, str(path))

    return zone(1, 1, 0) + (zone(2, last, 70) if last > 1 else "")


def _pdftotext(*arguments: str) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        raise PopplerMissing("Es fehlt »pdftotext« (Debian-Paket poppler-utils): ohne das wird kein Brief geprüft.")
    done = subprocess.run([program, "-enc", "UTF-8", *arguments, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def _squeezed(text: str) -> str:
    """Without blanks; a letter with loose marks, which pdftotext reads twice, is taken once."""
    plain = re.sub(r"[\s\u00ad\u200b]+", "", unicodedata.normalize("NFC", text))
    return _DOUBLED.sub(r"\1", plain)
