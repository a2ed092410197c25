"""One question in the words of its reader: wholly in the chosen language, or wholly in German with a notice (B05)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext

from nahbar.benefits.translations import in_words
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Answers, Questionnaire
from nahbar.questionnaire.parse import FieldError
from nahbar.questionnaire.summary import EMPTY_TEXT, UNKNOWN_TEXT
from nahbar.questionnaire.translation import PERSON_TEXT
from nahbar.surfaces.ui.reading import LEICHT, base_language, wants_leicht
from nahbar.surfaces.ui.stored_words import apart, spoken_day

NOT_LEICHT = "Diese Frage gibt es noch nicht in Leichter Sprache. Sie steht hier in einfacher Sprache."
LEICHT_DRAFT = "Leichte Sprache: Entwurf, noch nicht geprüft. Es gilt der Text in einfacher Sprache."
LEICHT_ON = "Leichte Sprache: Es gilt der Text in einfacher Sprache."


@dataclass(frozen=True)
class Reading:
    """How one page is shown: its words, their language, how far they are, and what must be said about that."""

    questionnaire: Questionnaire
    language: str
    """Language of the question: the reader's, or `de`."""
    translated: bool
    """The page is in the reader's language (German is never a translation)."""
    status: str
    """`draft`, `machine` or `reviewed`."""
    leicht: bool = False
    person: str = PERSON_TEXT
    """What is said for a name that is not known."""
    notice: str = ""
    """About Leichte Sprache; about other languages the frame speaks."""

    def speaking(self) -> AbstractContextManager[None]:
        """Inside, the frame's own words have the language of the question: a page never mixes."""
        return translation.override(self.language)

    def errors(self, found: Sequence[FieldError], page: str) -> list[FieldError]:
        """What is wrong, in the page's language; a sentence without translation is marked as German."""
        if not self.translated:
            return list(found)
        own = {question.error for question in self.questionnaire.page(page).questions}
        with self.speaking():
            return [error if error.text in own else replace(error, text=_said(error.text)) for error in found]


def _said(german: str) -> str:
    words = gettext(german)
    return words if words != german else format_html('<span lang="de" dir="ltr">{}</span>', german)


def in_reader_words(request: HttpRequest, questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with all words that are there for this reader, for lists of sections and answers."""
    language = LEICHT if wants_leicht(request) else base_language()
    return questionnaire if language == "de" else in_words(questionnaire, language).questionnaire


def wholly_in_reader_words(questionnaire: Questionnaire, answers: Answers) -> Questionnaire | None:
    """The questionnaire in the reader's language if every asked page is whole in it; None: read it in German."""
    language = base_language()
    if language == "de":
        return None
    said = in_words(questionnaire, language)
    asked = {ref.page for ref in engine.reachable_pages(questionnaire, answers)}
    return said.questionnaire if asked <= set(said.pages) else None


def value_words(value: str) -> str:
    """An answer of the declaration whose words are not those of an option: yes, no, a day, nothing said."""
    if value in (UNKNOWN_TEXT, EMPTY_TEXT, "Ja", "Nein"):
        return gettext(value)
    return spoken_day(value) or apart(value)


def reading(request: HttpRequest, questionnaire: Questionnaire, page: str) -> Reading:
    """The words for this reader and this page."""
    language = base_language()
    if language != "de":
        said = in_words(questionnaire, language)
        if page in said.pages:
            return Reading(said.questionnaire, language, True, said.pages[page], person=said.person)
        return Reading(questionnaire, "de", False, "reviewed")
    if wants_leicht(request):
        said = in_words(questionnaire, LEICHT)
        if page in said.pages:
            status = said.pages[page]
            notice = LEICHT_ON if status == "reviewed" else LEICHT_DRAFT
            return Reading(said.questionnaire, "de", True, status, leicht=True, notice=notice)
        return Reading(questionnaire, "de", False, "reviewed", notice=NOT_LEICHT)
    return Reading(questionnaire, "de", True, "reviewed")
