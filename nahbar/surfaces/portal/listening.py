"""What is read aloud of a question: its page as anybody would meet it, never with a name or an answer (B03)."""

from __future__ import annotations

from collections.abc import Iterator

from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from nahbar.platform import speech
from nahbar.questionnaire.model import Group, Page, Questionnaire
from nahbar.questionnaire.summary import fill
from nahbar.questionnaire.translation import PERSON_TEXT

_SIGNER = signing.Signer(salt="frage-ton")


def sound_url(questionnaire: Questionnaire, page: str, language: str, person: str = PERSON_TEXT) -> str:
    """Where this page can be heard; empty where a program or the voice is missing.

    The address holds the signed text and the language and nothing else: it is the same for everybody and may be kept.
    """
    text = spoken(questionnaire, questionnaire.page(page), language, person)
    if speech.reasons_absent() or not speech.can_speak(language) or len(text) > speech.LONGEST:
        return ""
    return reverse("portal:listen", args=[_SIGNER.sign_object([language, text], compress=True)])


def heard(token: str) -> tuple[str, str]:
    """Language and text of an address; raises signing.BadSignature."""
    language, text = _SIGNER.unsign_object(token)
    return str(language), str(text)


def spoken(questionnaire: Questionnaire, page: Page, language: str, person: str) -> str:
    """Title, questions with their hints, answers to choose from, and why: sentence by sentence."""
    parts = _group(questionnaire.group(page.overview)) if page.overview else _page(page, language)
    names = {"vorname": person, "nachname": ""}
    return " ".join(_sentence(fill(part, names)) for part in dict.fromkeys(parts) if part)


def _group(group: Group) -> Iterator[str]:
    yield from (group.add_question, group.why)


def _page(page: Page, language: str) -> Iterator[str]:
    yield from (page.title, page.intro)
    for question in page.questions:
        yield from (question.label, question.hint)
        if question.options:
            with translation.override(language):
                yield gettext("Zur Auswahl stehen:")
            for option in question.options:
                yield from (option.label, option.hint)
        yield from (question.help, question.why)


def _sentence(text: str) -> str:
    """Ends with a stop, so that the voice falls; the points inside words of Leichte Sprache are not spoken."""
    plain = " ".join(text.replace("·", "").split())
    return plain if plain.endswith((".", "?", "!", ":", "؟", "۔")) else f"{plain}."
