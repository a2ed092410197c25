"""Leichte Sprache keeps its rules: every norm has its sentences, and a small check reads each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

import nahbar.law
from nahbar.law.explain import Step
from nahbar.law.leicht import LEICHT, WOERTER, explained_words, leicht
from nahbar.law.norm import NORMS
from nahbar.law.phrase import NoSentence
from nahbar.law.sentences import SENTENCES

for module in walk_packages(nahbar.law.__path__, "nahbar.law."):
    import_module(module.name)

OWN = {info.name: info.einheit for info in NORMS.values() if info.module.startswith("nahbar.law.")}

FOLGT: set[str] = set()
"""Norms whose sentence in Leichte Sprache follows; this list only gets shorter."""

MAX_WORDS = 12
LONGEST_PART = 12
"""Letters of a word without hyphen or Mediopunkt."""
FORBIDDEN = {
    "genitive": r"\b(des|dessen|deren|eines|meines|Ihres|seines|ihres|welcher)\b|\b(wegen|trotz|während)\b",
    "subjunctive": r"\b(wäre|würde|hätte|könnte|müsste|sollte|dürfte|möchte)n?\b|\b(sei|habe)\b",
    "subordinate clause": r", (?!\d)|\b(weil|obwohl|damit|falls|sobald|sofern|nachdem|sodass|dass)\b",
    "spelled number": r"\b(zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|hundert|tausend)\b",
    "abstract word": r"\b\w+(ierung|heiten|keiten)\b|\b(gemäß|hinsichtlich|bezüglich|beziehungsweise|usw|bzw|z\. B)\b",
    "special character": r"[§()/;%&»«€!]",
}


def problems(text: str) -> list[str]:
    """What breaks the rules of Leichte Sprache in these sentences."""
    found = [rule for rule, pattern in FORBIDDEN.items() if re.search(pattern, text)]
    for sentence in re.split(r"(?<=[^\d][.:]) |(?<=\d{4}[.:]) ", text):
        if len(sentence.split()) > MAX_WORDS:
            found.append(f"{len(sentence.split())} words: {sentence}")
    found += [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > LONGEST_PART]
    if not text[:1].isupper() and not text[:1].isdigit() or not text.endswith("."):
        found.append("no sentence")
    return found


def results(einheit: str) -> tuple[int | bool | str, ...]:
    known: dict[str, tuple[int | bool | str, ...]] = {
        "ja/nein": (True, False), "datum": ("2026-11-30",), "text": ("Wort",), "zeitpunkt": ("24 Uhr",),
    }  # fmt: skip
    return known.get(einheit, (139410, 0, 1))


def told(name: str, einheit: str) -> Iterator[str]:
    """What a norm says for every kind of result, input and person."""
    for result in results(einheit):
        for person in ("p1", None):
            for stufe in (4, 5, 6, None):
                given = {"stufe": stufe, "tage": 14, "ende": "2026-11-28", "aufgabe": "2026-11-24",
                         "absendung": "2026-11-24", "mit_kind": stufe == 4}  # fmt: skip
                yield leicht(Step("SGB II § 1", name, person, result, einheit, given))


def test_every_norm_has_a_plain_sentence_and_one_in_leichte_sprache() -> None:
    """A new norm needs both: `sentences_*.py` and `leicht_*.py`; until then its name stands in FOLGT."""
    assert len(OWN) > 60
    assert set(OWN) - set(SENTENCES) == set()
    assert set(OWN) - set(LEICHT) == FOLGT
    assert set(LEICHT) - set(OWN) == set(), "no norm of this name"


@pytest.mark.parametrize("name", sorted(set(LEICHT) & set(OWN)))
def test_sentences_keep_the_rules(name: str) -> None:
    for text in told(name, OWN[name]):
        assert problems(text) == [], text
        assert "{" not in text and "nicht angegeben" not in text


def test_explanations_of_hard_words_keep_the_rules_and_are_used() -> None:
    everything = " ".join(text for name in set(LEICHT) & set(OWN) for text in told(name, OWN[name]))
    for word, meaning in WOERTER.items():
        assert problems(meaning) == [], meaning
        assert word in everything + " ".join(WOERTER.values()), word
    text = "Diese Person bekommt 285 Euro. Das ist der An·spruch. Der Bedarf ist höher."
    assert explained_words(text) == (WOERTER["An·spruch"], WOERTER["Bedarf"])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Die Höhe des Geldes ist gleich.", "genitive"),
        ("Sie würden mehr bekommen.", "subjunctive"),
        ("Sie bekommen mehr, weil Sie arbeiten.", "subordinate clause"),
        ("Sie haben zwei Kinder.", "spelled number"),
        ("Das sind 5 €.", "special character"),
        ("Das ist die Bedarfsgemeinschaft.", "Bedarfsgemeinschaft"),
        ("Sie bekommen jeden Monat vom Amt etwas Geld für die Kosten der schönen Wohnung.", "14 words"),
        ("Geld", "no sentence"),
    ],
)
def test_the_check_finds_what_it_should(text: str, problem: str) -> None:
    assert any(found.startswith(problem) for found in problems(text))


def test_amounts_and_days_are_words() -> None:
    """Whole euros without decimals, months by name, € never as a sign."""
    share = Step("SGB II § 22 Abs. 1 S. 1", "unterkunft_je_kopf", "p1", 28500, "cent")
    assert leicht(share) == "Für Miete und Heizung zählen 285 Euro bei dieser Person."
    total = Step("SGB II § 19 Abs. 1 S. 1", "summe", None, 132368, "cent")
    assert leicht(total) == "Alle zusammen bekommen 1.323,68 Euro."
    late = {"ende": "2026-11-28"}
    end = Step("SGG § 64 Abs. 3", "fristende_am_werktag", None, "2026-11-30", "datum", late)
    assert leicht(end) == "Der 28. November 2026 ist kein Arbeits·tag. Darum endet die Frist am 30. November 2026."


def test_an_unknown_norm_has_no_sentence() -> None:
    with pytest.raises(NoSentence):
        leicht(Step("SGB II § 1", "erfunden", None, 0, "cent"))
