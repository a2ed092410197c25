"""Phrases: a template, or what chooses one for a step; filled with the words of a catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from nahbar.law.catalogue import GERMAN, Catalogue
from nahbar.law.explain import Step, Value

Phrase = str | Callable[[Step], str]
"""A template with `{ergebnis}` and the inputs by name, or a function that chooses a template for the step."""

COUNTS = frozenset({"tage", "stufe", "anzahl", "kinder", "nenner", "jahre"})
"""Inputs that are numbers and no amounts."""


class NoSentence(KeyError):
    """A norm has no sentence yet."""


@dataclass(frozen=True)
class Told:
    """A sentence and the language it is in: German where the catalogue lacks it."""

    text: str
    language: str


def template_of(step: Step, phrases: Mapping[str, Phrase]) -> str:
    """The German template of a step, which is its message id; raises NoSentence for a norm that is unknown here."""
    try:
        phrase = phrases[step.name]
    except KeyError:
        raise NoSentence(step.name) from None
    return phrase(step) if callable(phrase) else phrase


def tell(step: Step, phrases: Mapping[str, Phrase], words: Catalogue) -> Told:
    """The sentence of a step in the language of the catalogue, in German where it has no template."""
    german = template_of(step, phrases)
    found = words.template(german)
    spoken = GERMAN if found is None else words
    return Told((found or german).format_map(_Words(step, spoken)), spoken.language)


def word(value: Value, einheit: str, words: Catalogue = GERMAN) -> str:
    """A value of the trace for readers."""
    if isinstance(value, bool):
        return _translated("ja" if value else "nein", words)
    if isinstance(value, int):
        return words.euro(value) if einheit in ("cent", "ja/nein") else str(value)
    if isinstance(value, str):
        try:
            return words.day(date.fromisoformat(value))
        except ValueError:
            return value
    return _translated("nicht angegeben", words)


def either(yes: str, no: str) -> Callable[[Step], str]:
    """One template for a result, one for none (0 or no)."""
    return lambda step: yes if step.ergebnis else no


def divided(whole: str, share: str) -> Callable[[Step], str]:
    """One template for the amount that is divided, one for each person's share."""
    return lambda step: whole if step.person is None else share


def _translated(german: str, words: Catalogue) -> str:
    return words.template(german) or german


class _Words(dict[str, str]):
    """The words of a template: `ergebnis` and every input, amounts as euro."""

    def __init__(self, step: Step, words: Catalogue) -> None:
        super().__init__()
        self._step, self._words = step, words

    def __missing__(self, key: str) -> str:
        if key == "ergebnis":
            return word(self._step.ergebnis, self._step.einheit, self._words)
        return word(self._step.eingaben.get(key), "anzahl" if key in COUNTS else self._step.einheit, self._words)
