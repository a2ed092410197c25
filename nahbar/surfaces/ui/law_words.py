"""The law's sentences in the reader's language: `locale/<language>/LC_MESSAGES/recht.po`, German where it has none."""

from __future__ import annotations

import gettext
from functools import cache

from django.conf import settings
from django.utils.translation import get_language, get_language_info

from nahbar.law.catalogue import GERMAN, Catalogue, Translation

DOMAIN = "recht"


def law_words() -> Catalogue:
    """The catalogue of the language of this page."""
    return _catalogue((get_language() or "de").partition("-")[0])


@cache
def _catalogue(language: str) -> Catalogue:
    if language == "de":
        return GERMAN
    places = [str(place) for place in settings.LOCALE_PATHS]
    texts = gettext.translation(DOMAIN, places[0], [language], fallback=True)

    def find(german: str) -> str | None:
        found = texts.gettext(german)
        return None if found == german else found

    return Translation(language, find, bool(get_language_info(language)["bidi"]))
