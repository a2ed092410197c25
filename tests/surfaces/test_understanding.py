"""Languages, Leichte Sprache, reading aloud: one choice, kept, and never mixed (B03, B05)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from nahbar.benefits import translations
from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE
from nahbar.platform import speech
from nahbar.platform.speech import kept
from nahbar.questionnaire import engine
from nahbar.questionnaire import translation as words
from nahbar.questionnaire.load import DefinitionError, read_page
from nahbar.questionnaire.model import PICTURES
from nahbar.surfaces import ui
from nahbar.surfaces.portal import listening
from nahbar.surfaces.ui import gallery
from tests.benefits import aylin
from tests.surfaces.test_portal_application import antrag_of

PAGE = QUESTIONNAIRE.page("wohnsituation")


def said(language: str, before: str, **wrong: str) -> words.Translation:
    """The page »wohnsituation« in a language of the test; `wrong` changes marks by field."""
    found = {
        key: {"of": wrong.get(key.rpartition(".")[2], words.mark(german)), "text": f"{before} {german}"}
        for key, german in words.page_texts(PAGE)
    }
    return words.from_mapping({"language": language, "status": "machine", "texts": found})


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """`speak(translation)` makes these words the only ones of their language."""
    known: dict[str, words.Translation] = {}
    empty = words.Translation("x")
    monkeypatch.setattr(translations, "words_in", lambda language, *offices: known.get(language, empty))
    translations._kept.clear()

    def teach(found: words.Translation) -> None:
        known[found.language] = found
        translations._kept.clear()

    yield teach
    translations._kept.clear()


@pytest.fixture
def reader(traeger: Any) -> Client:
    client = Client()
    client.post("/antrag/sichern", {"ort": "05554052"})
    return client


def question(reader: Client, page: str = "wohnsituation") -> str:
    """The page of a question in a fresh application."""
    return reader.get(f"/antrag/{antrag_of(reader).id}/frage/{page}").content.decode()


def main_of(text: str) -> str:
    return "<main" + text.partition("<main")[2].partition("</main>")[0]


def test_a_question_is_asked_in_the_readers_language(reader: Client, speak: Any) -> None:
    """B05: words, direction and language of the question; the page says that it is a draft and what binds."""
    speak(said("ar", "س"))
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    text = question(reader)
    assert '<html lang="ar" dir="rtl"' in text and '<main id="inhalt" tabindex="-1" lang="ar">' in text
    assert "س Wo leben Sie gerade?" in text and "س In einer Wohnung" in text
    assert "مسودة لم تُراجع بعد" in text
    assert "Speichern und weiter" not in main_of(text), "the buttons speak the same language"


def test_a_changed_german_text_shows_german_and_says_so(reader: Client, speak: Any) -> None:
    """The words were made from another German text: the page is German from left to right, wholly, with a notice."""
    speak(said("ar", "س", hint="00000000"))
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    text = question(reader)
    assert '<main id="inhalt" tabindex="-1" lang="de" dir="ltr">' in text
    assert "هذه الصفحة متوفرة حاليًا باللغة الألمانية فقط" in text
    assert "س" not in re.sub(r"<[^>]+>", "", main_of(text)), "nothing is mixed"
    assert "Speichern und weiter" in main_of(text)


def test_a_mistake_is_told_in_the_language_of_the_question(reader: Client, speak: Any) -> None:
    speak(said("ar", "س"))
    address = f"/antrag/{antrag_of(reader).id}/frage/wohnsituation"
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    text = reader.post(address, {}).content.decode()
    assert "س Wählen Sie aus, wo Sie gerade leben." in text


def test_leichte_sprache_is_chosen_once_and_is_german(reader: Client, speak: Any) -> None:
    """B03: a variant of the content, not a language: lang="de", kept in a cookie, ended by another language."""
    speak(said("leicht", "Leicht:"))
    back = reader.post("/ui/sprache", {"language": "leicht", "next": "/"})
    assert back.status_code == 302 and reader.cookies["fassung"].value == "leicht"
    text = question(reader)
    assert '<html lang="de" dir="ltr"' in text and "Leicht: Wo leben Sie gerade?" in text
    assert "Entwurf, noch nicht geprüft" in text
    assert "Diese Frage gibt es noch nicht in Leichter Sprache" in question(reader, "name")
    reader.post("/ui/sprache", {"language": "ar", "next": "/"})
    assert reader.cookies["fassung"].value == ""


def test_a_stale_text_in_leichter_sprache_falls_back(reader: Client, speak: Any) -> None:
    speak(said("leicht", "Leicht:", why="00000000"))
    reader.cookies["fassung"] = "leicht"
    text = question(reader)
    assert "Leicht:" not in text and "Diese Frage gibt es noch nicht in Leichter Sprache" in text


def test_the_choice_of_language_works_without_javascript_and_without_flags(reader: Client) -> None:
    """Own names, own direction, ordinary buttons of a form."""
    text = reader.get("/").content.decode()
    assert 'name="language" value="leicht" lang="de"' in text
    assert 'name="language" value="ar" lang="ar" dir="rtl"' in text
    assert not re.search("[\U0001f1e6-\U0001f1ff]", text)


def test_shipped_words_fit_their_questions() -> None:
    """Places for names are kept, and every file can be read."""
    for path in sorted(translations.SHELVES.glob("*/translations/*.yaml")):
        found = words.load(path)
        assert found.language == path.stem, path
        assert words.problems(QUESTIONNAIRE, found) == []
    assert isinstance(translations.SHELVES, Path)


def sound_of(text: str) -> str:
    found = re.search(r'<audio[^>]* controls preload="none" src="([^"]+)"', text)
    assert found, "every question can be heard"
    return found[1]


@pytest.fixture
def kept_sounds(settings: Any, tmp_path: Path) -> Path:
    settings.SPEECH_ROOT = tmp_path / "vorlesen"
    return tmp_path / "vorlesen"


def test_every_question_can_be_heard_without_javascript(reader: Client, kept_sounds: Path) -> None:
    """B03: a control of the browser, nothing loaded before it is wanted, made once, small enough for 50 kbit/s."""
    address = sound_of(question(reader))
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "audio/mpeg")
    assert "immutable" in answer["Cache-Control"] and answer["Accept-Ranges"] == "bytes"
    assert b"\xff\xf3" in answer.content[:4] and 20_000 < len(answer.content) < 90_000
    made = list(kept_sounds.rglob("*.mp3"))
    before = made[0].stat().st_ino  # laid down anew it would be another file; its time says when it was heard last
    Client().get(address)
    assert [path.stat().st_ino for path in kept_sounds.rglob("*.mp3")] == [before] and len(made) == 1


def test_a_sound_comes_in_parts(reader: Client, kept_sounds: Path) -> None:
    """RFC 9110: a part from the middle, the end, and one that does not exist."""
    address = sound_of(question(reader))
    whole = Client().get(address).content
    part = Client().get(address, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, whole[100:200])
    assert part["Content-Range"] == f"bytes 100-199/{len(whole)}"
    assert Client().get(address, headers={"Range": "bytes=-50"}).content == whole[-50:]
    assert Client().get(address, headers={"Range": "bytes=50-"}).content == whole[50:]
    assert Client().get(address, headers={"Range": "bytes=99999999-"}).status_code == 416
    assert Client().get(address, headers={"Range": "bytes=0-1,5-6"}).status_code == 200
    assert Client().head(address)["Content-Length"] == str(len(whole))


def test_nobody_makes_the_house_speak_and_nothing_personal_is_spoken(reader: Client, kept_sounds: Path) -> None:
    """The address holds only what the questionnaire says; two people hear the same file; a forged one is unknown."""
    antrag = antrag_of(reader)
    base = f"/antrag/{antrag.id}/frage/"
    reader.post(f"{base}name", {"vorname": "Zoraya", "nachname": "Xylander", "geburtsdatum": "14.5.1995"})
    reader.post(f"{base}personen", {"personen_weiter": "ja"})
    other = Client()
    other.post("/antrag/sichern", {"ort": "05554052"})
    mine = sound_of(reader.get(f"{base}name").content.decode())
    assert mine == sound_of(other.get(f"/antrag/{antrag_of(other).id}/frage/name").content.decode())
    for page in QUESTIONNAIRE.pages:
        text = listening.spoken(QUESTIONNAIRE, page, "de", "diese Person")
        assert text and "{" not in text and "Zoraya" not in text, page.key
        assert len(text) <= speech.LONGEST, page.key
    assert Client().get("/vorlesen/.abc:def.mp3").status_code == 404
    assert Client().get(mine.replace(":", ":x")).status_code == 404
    assert Client().post(mine).status_code == 405


def test_without_a_voice_there_is_no_button_and_health_says_why(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "ENCODER", "lame-that-is-not-here")
    assert "<audio" not in question(reader)
    told = Client().get("/gesundheit").json()
    assert told["ok"] and told["vorlesen"] == "aus, es fehlt: lame-that-is-not-here (Debian-Paket lame)"
    with pytest.raises(speech.SpeechFailed, match="lame"):
        kept._squeezed(b"")


def test_the_voice_speaks_the_language_of_the_question(
    reader: Client, speak: Any, kept_sounds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in Leichter Sprache the voice is German."""
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(speech, "kept_mp3", lambda text, language, folder: asked.append((language, text)) or made)
    made = kept_sounds.with_suffix(".mp3")
    made.write_bytes(b"x")
    speak(said("ar", "س"))
    speak(said("leicht", "Miet·vertrag:"))
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    Client().get(sound_of(question(reader)))
    Client().get(sound_of(question(reader, "name")))
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    reader.cookies["fassung"] = "leicht"
    Client().get(sound_of(question(reader)))
    assert [language for language, _ in asked] == ["ar", "de", "de"]
    assert asked[0][1].startswith("س Wo leben Sie gerade?") and "Mietvertrag:" in asked[2][1]


def test_the_way_of_j1_is_asked_in_every_language() -> None:
    """B03, B05: each page that Aylin meets is whole in Leichter Sprache and in every language of the portal."""
    way = {ref.page for ref in engine.reachable_pages(QUESTIONNAIRE, aylin.answers())}
    assert len(way) > 25
    for language in ("leicht", "ar", "en", "fa", "pl", "ru", "tr", "uk"):
        whole = translations.in_words(QUESTIONNAIRE, language).pages
        assert way - set(whole) == set(), f"{language}: scripts/question-words --missing {language}"


def test_each_picture_is_drawn_by_us_and_stands_beside_words(traeger: Any) -> None:
    """B03: a page names what it is about; the drawing takes the colour of the text and is silent for readers."""
    drawn = (Path(ui.__file__).parent / "static/ui/pictures.svg").read_text(encoding="utf-8")
    assert set(re.findall(r'<symbol id="(\w+)" viewBox="0 0 48 48">', drawn)) == PICTURES
    assert dict(gallery.PICTURES).keys() == PICTURES
    assert not re.search(r"style|fill|stroke|color|href", drawn), "colour and width are the page's"
    assert all(page.picture for page in QUESTIONNAIRE.pages)
    client = Client()
    client.post("/antrag/sichern", {"ort": "05554052"})
    for name, wanted in (("wohnsituation", "flat"), ("name", "person"), ("personen", "family")):
        text = client.get(f"/antrag/{antrag_of(client).id}/frage/{name}").content.decode()
        heading = text.partition("<h1")[2].partition("</h1>")[0]
        assert f'aria-hidden="true" focusable="false"><use href="/static/ui/pictures.svg#{wanted}">' in heading, name
    shown = client.get("/ui/galerie").content.decode()
    assert all(shown.count(f"pictures.svg#{name}") == 2 and word in shown for name, word in gallery.PICTURES)


def test_a_page_of_an_unknown_picture_is_refused() -> None:
    raw = {"key": "a", "title": "A", "section": "S", "picture": "haus", "questions": [{}]}
    with pytest.raises(DefinitionError, match=r"pages\[0\].picture: unknown picture haus"):
        read_page(raw, "pages[0]", ())
