"""Sentences that rooms keep in German are said in the language of the page (B05), and none is forgotten."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from nahbar.benefits import registry
from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import aenderung, queries, room
from nahbar.platform.intake import quality, reasons
from nahbar.procedures.add_upload import NOT_CHECKED
from nahbar.surfaces.ui import stored_words
from nahbar.surfaces.ui.stored_words import apart, in_language, marked, said
from tests.benefits import aylin, elfriede, timo
from tests.procedures.desk import citizen
from tests.surfaces.sent import sent_browser
from tests.surfaces.spoken import LANGUAGES, page_in, wrong_in
from tests.surfaces.test_portal_application import antrag_of, photo

ROOT = Path(__file__).resolve().parents[2]
IDENTIFIER = re.compile(r"[a-z0-9_.:\s]*")


def written(path: Path) -> set[str]:
    """Sentences in a module of papers, with `Mia` in each place: no docstrings, keys, norms."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts: set[int] = set()
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            parts.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            parts |= {id(part) for part in node.values}
            found.add("".join(str(part.value) if isinstance(part, ast.Constant) else "Mia" for part in node.values))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            found.add(node.value)
    whole = {text for text in found if text and text[0].isupper() and not text.startswith("Mia")}
    return {re.sub(r"\{\w+\}", "Mia", text) for text in whole if "§" not in text and not IDENTIFIER.fullmatch(text)}


def kept() -> set[str]:
    """Every sentence about papers and files that an application can keep."""
    papers = sorted((ROOT / "nahbar/benefits").rglob("*evidence*.py"))
    assert len(papers) >= 7
    sentences: set[str] = set().union(*(written(path) for path in papers))
    sentences |= {re.sub(r"\{\w+\}", "7", text) for pair in reasons.REASONS.values() for text in pair}
    sentences |= {text for pair in quality._WORDS.values() for text in pair}
    sentences |= {text for kind in aenderung.KINDS for text in (kind.paper, kind.reason) if text}
    return sentences | {room.FULL, room.DISK, NOT_CHECKED, reasons.too_large(31_000_000, 30_000_000)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_paper_has_words(language: str) -> None:
    wanted = kept()
    assert len(wanted) > 190
    assert sorted(text for text in wanted if in_language(language, text) is None) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_benefits_ask_for_has_words(language: str) -> None:
    """Run with real households: titles are put together from parts, so the source alone proves too little."""
    asked = set()
    for answers in (aylin.answers(), timo.answers(), elfriede.answers()):
        for benefit in registry.all_benefits():
            for need in benefit.evidence(answers, aylin.MONTH):
                asked |= {need.title, need.reason}
    assert len(asked) >= 13
    assert sorted(text for text in asked if in_language(language, text) is None) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_stay_equal_and_each_sentence_stands_once(language: str) -> None:
    po = polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/akte.po"))
    german = polib.pofile(str(ROOT / "locale/en/LC_MESSAGES/akte.po"))
    assert {entry.msgid for entry in po} == {entry.msgid for entry in german} and len(po) == len(german)
    place = stored_words.PLACE
    assert [e.msgid for e in po if sorted(place.findall(e.msgid)) != sorted(place.findall(e.msgstr))] == []
    assert po.metadata["X-Status"] == "machine"


def test_names_days_and_lists_keep_their_place() -> None:
    with translation.override("ar"):
        assert said("Papier zum Aufenthalt von Olena <b>") == f"وثيقة إقامة {apart('Olena <b>')}"
        assert said("Rentenbescheid von Karl") == f"قرار المعاش ({apart('Karl')})"
        paid = said("Er zeigt, was das Jugendamt für Mert, Lara und Can zahlt.")
        assert f"{apart('Mert')}، {apart('Lara')} و{apart('Can')}" in paid
        assert said("Das Foto ist unscharf. Am Rand scheint Schrift abgeschnitten zu sein.").count(".") == 2
        assert said("Ganz etwas Neues von Amts wegen") == apart("Ganz etwas Neues von Amts wegen")
        assert marked("Neu & fremd") == '<span lang="de" dir="ltr">Neu &amp; fremd</span>'
        assert said("Er zeigt, ob diese Person hier leben und arbeiten darf.").count("هذا الشخص") == 1
    with translation.override("de"):
        assert marked("Neu & fremd") == "Neu & fremd", "the template escapes it"


@pytest.fixture
def reader(traeger: Any) -> Client:
    """A browser with an application that is filled in, one readable and one refused file."""
    client = Client()
    client.post("/antrag/sichern", {"ort": "05554052"})
    antrag = antrag_of(client)
    who = citizen(antrag)
    applications.store_answers(acting=who, antrag=applications.lock(antrag), antworten=aylin.answers())
    applications.sync_nachweise(acting=who, antrag=queries.antrag_by_id(antrag.id))
    here = f"/antrag/{antrag.id}/unterlagen/mietvertrag"
    client.post(here, {"dateien": [photo(), SimpleUploadedFile("Brief.docx", b"PK\x03\x04 kaputt")]})
    return client


def test_tasks_and_papers_leave_nothing_german(reader: Client) -> None:
    """Acceptance: the task list, the papers, one paper with its receipts, taking a file back."""
    antrag = antrag_of(reader)
    home = f"/antrag/{antrag.id}/"
    removal = re.search(rf'{home}datei/[^"]+/entfernen', page_in(reader, "de", f"{home}unterlagen/mietvertrag"))
    pages = ["", "unterlagen", "unterlagen/mietvertrag?gesendet=1", "unterlagen/kontoauszuege", "unterlagen/sonstiges"]
    assert removal
    paths = [*(home + path for path in pages), removal[0]]
    wrong = [text for language in LANGUAGES for path in paths for text in wrong_in(reader, language, path)]
    assert wrong == []


def test_what_the_desk_writes_by_hand_says_that_it_is_german(traeger: Any) -> None:
    """A remark is nobody's translation: it stays as it was written and is marked."""
    client, antrag = sent_browser(aylin.answers())
    paper = queries.nachweis_by_key(antrag, "mietvertrag")
    paper.stand, paper.bemerkung = "unbrauchbar", "Seite 2 fehlt"
    paper.save()
    shown = page_in(client, "fa", f"/antrag/{antrag.id}/unterlagen")
    assert '<span lang="de" dir="ltr">Seite 2 fehlt</span>' in shown
