"""Sentences of the law in other languages: the German template is the message id, placeholders and amounts stay."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter

import polib
import pytest

from nahbar.law.catalogue import GERMAN, LEICHT, LRI, PDI, translation
from nahbar.law.explain import Step, walk
from nahbar.law.phrase import template_of
from nahbar.law.sentences import SENTENCES, sentence, told
from tests.law.test_difference import demir, month, with_minijob

FILES = sorted((Path(__file__).parents[2] / "locale").glob("*/LC_MESSAGES/recht.po"))
SUM = Step("SGB II § 19 Abs. 1 S. 1", "summe", None, 132_368, "cent")
END = Step("SGB II § 7a", "ende_der_altersgrenze", "p1", "2026-11-30", "datum")


def placeholders(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(template) if name is not None)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parts[-3])
def test_translations_keep_the_placeholders_and_are_marked_as_draft(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    assert len(catalogue) > 40 and len({entry.msgid for entry in catalogue}) == len(catalogue)
    for entry in catalogue:
        assert entry.msgstr and placeholders(entry.msgid) == placeholders(entry.msgstr), entry.msgid
        assert not re.search(r"[٠-٩۰-۹]", entry.msgstr), "western digits"
    assert "Entwurf" in path.read_text(encoding="utf-8")[:300], "until a competent person has read it"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parts[-3])
def test_every_sentence_of_J1_and_J5_is_translated(path: Path) -> None:
    known = {entry.msgid for entry in polib.pofile(str(path))}
    steps = [*walk(list(month(demir()).schritte)), *walk(list(month(with_minijob()).schritte))]
    shown = [step for step in steps if step.person and step.ergebnis]
    assert len(shown) > 30
    assert {template_of(step, SENTENCES) for step in shown} - known == set()


def test_arabic_is_there() -> None:
    assert "ar" in {path.parts[-3] for path in FILES}


def test_amounts_and_days_are_isolated_from_right_to_left() -> None:
    words = translation(
        "ar",
        {"Zusammen beträgt der Anspruch {ergebnis}.": "معًا {ergebnis}.",
         "Die Altersgrenze ist mit Ablauf des {ergebnis} erreicht.": "حتى {ergebnis}."},
        right_to_left=True,
    )  # fmt: skip
    assert sentence(SUM, words) == f"معًا {LRI}1.323,68 €{PDI}."
    assert sentence(END, words) == f"حتى {LRI}30.11.2026{PDI}."
    assert told(SUM, words).language == "ar"
    left_to_right = translation("uk", {"Zusammen beträgt der Anspruch {ergebnis}.": "Разом {ergebnis}."})
    assert sentence(SUM, left_to_right) == "Разом 1.323,68 €."


def test_what_is_not_translated_stays_german_and_says_so() -> None:
    """No half sentence: words, amounts and language are German then."""
    words = translation("ar", {"ja": "نعم"}, right_to_left=True)
    assert told(SUM, words).language == "de"
    assert sentence(SUM, words) == sentence(SUM) == "Zusammen beträgt der Anspruch 1.323,68 €."


def test_each_catalogue_writes_amounts_its_own_way() -> None:
    assert [GERMAN.euro(28_500), LEICHT.euro(28_500), LEICHT.euro(39_410)] == ["285,00 €", "285 Euro", "394,10 Euro"]
    assert [GERMAN.day(date(2026, 12, 1)), LEICHT.day(date(2026, 12, 1))] == ["01.12.2026", "1. Dezember 2026"]
