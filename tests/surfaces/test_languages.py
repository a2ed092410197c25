"""The languages of the portal: nothing missing on the first way, drafts say so, staff work in German (B05, U18)."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client
from django.utils import translation

from nahbar.domain.applications import queries
from nahbar.questionnaire import engine
from nahbar.surfaces.ui.reading import IN_EVERY_LANGUAGE, frame_status, has_words
from tests.surfaces.test_portal_application import antrag_of

ROOT = Path(__file__).resolve().parents[2]
SURFACES = ROOT / "nahbar/surfaces"
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "de"]
PARTS = ("portal/_listen.html", "portal/_once.html", "portal/_help.html")
STAFF = re.compile("workplace|shortcuts|gallery|conversation")
MODULES = ("forms.py", "listening.py", "views/entry.py", "views/start.py", "views/questions.py", "views/passkey.py")
NOT_ON_THESE_PAGES = frozenset(
    ("Code und PIN passen nicht zusammen. Prüfen Sie beides und versuchen Sie es noch einmal.",)
)
TRANSLATE = re.compile(r"""\{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")
BLOCK = re.compile(r"\{%\s*blocktranslate[^%]*%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)
GETTEXT = re.compile(r"""(?<![\w.])(?:_|gettext)\(\s*"([^"]+)"\s*\)""")
PLACE = re.compile(r"%\(\w+\)s|<(?!/?bdi)[^>]+>")


def sources() -> list[Path]:
    """Templates of the pages that promise every language, their parts and their frame."""
    frame = [p for p in (SURFACES / "ui/templates/ui").rglob("*.html") if not STAFF.search(str(p))]
    pages = [SURFACES / name.split("/")[0] / "templates" / name for name in (*IN_EVERY_LANGUAGE, *PARTS)]
    return sorted({*frame, *pages})


def asked_for() -> set[str]:
    """Every German text that these pages want in another language."""
    found: set[str] = set()
    for file in sources():
        text = file.read_text(encoding="utf-8")
        found |= {one or other for one, other in TRANSLATE.findall(text)}
        for body in BLOCK.findall(text):
            one = re.split(r"\{%\s*plural\s*%\}", body)[0]
            found.add(re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", one))
    for name in MODULES:
        found |= set(GETTEXT.findall((SURFACES / "portal" / name).read_text(encoding="utf-8")))
    return found


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_missing_on_the_pages_of_the_first_way(language: str) -> None:
    """Acceptance: for the list of pages no missing msgid in any language."""
    known = {entry.msgid for entry in catalogue(language) if entry.translated()}
    wanted = asked_for()
    assert len(wanted) > 150
    assert wanted - known - NOT_ON_THESE_PAGES == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_keep_their_places_and_links(language: str) -> None:
    po = catalogue(language)
    wrong = [
        entry.msgid
        for entry in po
        if not entry.msgid_plural and sorted(PLACE.findall(entry.msgid)) != sorted(PLACE.findall(entry.msgstr))
    ]
    assert wrong == []
    assert len(po) == len({entry.msgid for entry in po}), "each text once"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_says_so_until_it_is_reviewed(traeger: Any, language: str) -> None:
    """Language and direction of the page, the notice, and the own names of all languages in the choice."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    text = client.get("/").content.decode()
    bidi = language in ("ar", "fa")
    assert f'<html lang="{language}" dir="{"rtl" if bidi else "ltr"}"' in text
    assert f'<main id="inhalt" tabindex="-1" lang="{language}">' in text
    with translation.override(language):
        said = translation.gettext("Entwurf, noch nicht geprüft. Verbindlich ist der deutsche Text.")
        assert said in html.unescape(text)
    assert frame_status(language) == "machine" and frame_status("de") == "reviewed"
    for name in ("English", "Türkçe", "Українська", "Русский", "العربيّة", "فارسی", "Polski"):
        assert name in text, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_of_j1_is_asked_in_the_language(traeger: Any, language: str) -> None:
    client = Client()
    client.post("/antrag/sichern", {"ort": "05554052"})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    text = client.get(f"/antrag/{antrag_of(client).id}/frage/wohnsituation").content.decode()
    main = re.sub(r"<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0])
    for german in ("Wo leben Sie", "Speichern und weiter", "Warum fragen wir", "Später weitermachen", "Frage"):
        assert german not in main, german
    assert f'lang="{language}"' in text.partition("<main")[2][:60]


def test_a_page_without_all_its_words_stays_german_with_a_notice(traeger: Any) -> None:
    """In Turkish a page of which only the frame is there is German from left to right, and says so."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "tr"
    text = client.get("/datenschutz").content.decode()
    assert '<main id="inhalt" tabindex="-1" lang="de" dir="ltr">' in text
    assert "Bu sayfa şimdilik yalnızca Almanca." in text
    assert not has_words("portal/estimate.html", "tr") and has_words("portal/estimate.html", "ar")
    assert all(get_template(name) for name in IN_EVERY_LANGUAGE)


def test_staff_work_in_german_whatever_their_browser_speaks(traeger: Any) -> None:
    told = {"Accept-Language": "tr,en;q=0.8"}
    assert '<html lang="de" dir="ltr"' in Client().get("/arbeit/anmelden", headers=told).content.decode()
    assert '<html lang="tr" dir="ltr"' in Client().get("/", headers=told).content.decode()


def test_u18_somebody_who_speaks_only_dari_keeps_the_day(traeger: Any) -> None:
    """U18: cannot read, speaks only Dari: read aloud in the language, and the day of the application is kept.

    § 19 Abs. 4 SGB X: a declaration in a foreign language counts from the day it arrived when the translation comes in
    time. Here nobody has to translate: answers are codes that staff read in German, the day is that of the click, and
    it stays the same when the reader changes the language or comes back later.
    """
    browser = Client(headers={"Accept-Language": "fa-AF,prs;q=0.9"})
    start = browser.get("/").content.decode()
    assert '<html lang="fa" dir="rtl"' in start and "برای زندگی پول لازم دارم" in start
    browser.post("/antrag/sichern", {"ort": "05554052"})
    antrag = antrag_of(browser)
    day = (antrag.gesichert_at, antrag.wirkt_ab)
    address = f"/antrag/{antrag.id}/frage/wohnsituation"
    asked = browser.get(address).content.decode()
    sound = re.search(r'<audio[^>]* src="([^"]+)"', asked)
    assert sound and "الان کجا زندگی می‌کنید؟" in asked
    assert Client().get(sound[1])["Content-Type"] == "audio/mpeg", "read aloud in the language"
    browser.post(address, {"wohnsituation": "ohne"})
    browser.post("/ui/sprache", {"language": "de", "next": "/"})
    kept = antrag_of(browser)
    assert (kept.gesichert_at, kept.wirkt_ab) == day and kept.antworten["wohnsituation"] == "ohne"
    shown = engine.summary(queries.questionnaire_of(kept), kept.antworten)
    said = [row.value_text for section in shown for row in section.rows if row.key == "wohnsituation"]
    assert said == ["Ich habe keine feste Wohnung"], "staff read German"
