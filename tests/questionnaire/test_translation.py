"""The words of a questionnaire in other languages: fresh or German, never mixed (B05)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from nahbar.questionnaire import translation as words
from nahbar.questionnaire.load import from_mapping
from nahbar.questionnaire.model import Questionnaire

DEFINITION: dict[str, Any] = {
    "key": "probe", "version": 1, "title": "Probe",
    "groups": [
        {"key": "leute", "title": "Leute", "item_title": "{vorname}", "add_question": "Noch jemand?", "why": "Darum.",
         "norm": "SGB II § 7"},
    ],
    "pages": [
        {"key": "name", "title": "Wer sind Sie?", "section": "Über Sie", "why": "Darum.", "norm": "SGB I § 60",
         "questions": [{"key": "art", "kind": "choice", "label": "Art", "hint": "Kurz",
                        "options": [{"key": "a", "label": "Ja, {vorname}"}]}]},
        {"key": "leute", "title": "Noch jemand?", "section": "Über Sie", "overview": "leute"},
    ],
}  # fmt: skip


@pytest.fixture
def probe() -> Questionnaire:
    return from_mapping(DEFINITION)


def turkish(questionnaire: Questionnaire, **other: Any) -> words.Translation:
    """Each German text with «tr» before it."""
    found = {
        key: {"of": words.mark(german), "text": f"tr {german}"} for key, german in words.texts(questionnaire).items()
    }
    return words.from_mapping({"language": "tr", "status": "machine", "texts": {**found, **other}})


def test_every_word_of_a_page_is_replaced(probe: Questionnaire) -> None:
    said = words.translate(probe, turkish(probe))
    page = said.questionnaire.page("name")
    assert (page.title, page.section, page.questions[0].label) == ("tr Wer sind Sie?", "tr Über Sie", "tr Art")
    assert page.questions[0].options[0].label == "tr Ja, {vorname}"
    assert said.questionnaire.group("leute").add_question == "tr Noch jemand?"
    assert said.pages == {"name": "machine", "leute": "machine"}
    assert (page.questions[0].key, page.questions[0].norm) == ("art", "SGB I § 60"), "keys and norms stay"


def test_a_stale_text_falls_back_to_german(probe: Questionnaire) -> None:
    """The German text was changed: its page is German again, the others are not touched."""
    old = turkish(probe)
    changed = yaml.safe_load(yaml.safe_dump(DEFINITION))
    changed["pages"][0]["questions"][0]["hint"] = "Ganz kurz"
    said = words.translate(from_mapping(changed), old)
    assert set(said.pages) == {"leute"}
    assert said.questionnaire.page("name").questions[0].hint == "Ganz kurz"
    assert set(words.missing(from_mapping(changed), old)) == {"page.name.art.hint"}


def test_a_page_is_as_good_as_its_worst_word(probe: Questionnaire) -> None:
    better = {
        key: {"of": words.mark(german), "text": f"tr {german}", "status": "reviewed"}
        for key, german in words.texts(probe).items()
        if key != "page.name.art.hint"
    }
    said = words.translate(probe, turkish(probe, **better))
    assert said.pages == {"name": "machine", "leute": "reviewed"}


def test_equal_german_needs_its_words_once(probe: Questionnaire) -> None:
    """«Darum.» stands at the group and at the page; an entry of its own comes before that of another place."""
    found = {"group.leute.why": {"of": words.mark("Darum."), "text": "İşte."}}
    shared = words.from_mapping({"language": "tr", "status": "machine", "texts": found})
    assert words.translate(probe, shared).questionnaire.page("name").questions[0].why == "İşte."
    own = {**found, "page.name.art.why": {"of": words.mark("Darum."), "text": "Bu yüzden."}}
    shared = words.from_mapping({"language": "tr", "status": "machine", "texts": own})
    assert words.translate(probe, shared).questionnaire.page("name").questions[0].why == "Bu yüzden."


def test_an_offices_own_words_come_first(probe: Questionnaire) -> None:
    """An overlay: an office translates its own texts, or says ours in other words."""
    office = {"page.name.title": {"of": words.mark("Wer sind Sie?"), "text": "Adınız ne?"}}
    own = words.from_mapping({"language": "tr", "status": "reviewed", "texts": office})
    both = words.merged("tr", [own, turkish(probe)])
    said = words.translate(probe, both)
    assert said.questionnaire.page("name").title == "Adınız ne?" and said.pages["name"] == "machine"


def test_a_lost_place_for_a_name_is_found(probe: Questionnaire) -> None:
    bad = {"of": words.mark("Ja, {vorname}"), "text": "Evet"}
    wrong = words.problems(probe, turkish(probe, **{"page.name.art.a.label": bad}))
    assert wrong == ["tr page.name.art.a.label: Evet"]
    assert words.problems(probe, turkish(probe)) == []


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"page.x.title": {"text": "a"}}, "page.x.title"),
        ({"page.x.title": {"of": "1", "text": "a", "status": "fertig"}}, "reviewed"),
        ({"page.x.title": {"of": 12345678, "text": "a"}}, "in quotes"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(texts: dict[str, Any], said: str, tmp_path: Path) -> None:
    file = tmp_path / "tr.yaml"
    file.write_text(yaml.safe_dump({"language": "tr", "status": "machine", "texts": texts}), encoding="utf-8")
    with pytest.raises(words.TranslationError, match=said):
        words.load(file)
