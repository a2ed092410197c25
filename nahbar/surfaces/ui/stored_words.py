"""Sentences that rooms keep in German, in the reader's language: `locale/<language>/LC_MESSAGES/akte.po`.

The title of a paper, why it is needed, what is wrong with a photo, a line of the timeline: they are written when they
happen, in German, for everybody who reads the file. Whoever shows them asks here. A message id is the German sentence
with its places in braces. What stands in a place is kept as it is, apart from the words around it (a name, the name of
a file), but for these kinds: `{satz}` is a kept text again, `{liste}` several of them, `{betreff}` a kept text if it
has words, `{namen}` names with »und«, `{tag}` a German day. A text may be several sentences one after the other.
"""

from __future__ import annotations

import gettext
import re
from datetime import date
from functools import cache, lru_cache

from django.conf import settings
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.translation import get_language_info

from nahbar.surfaces.ui.reading import base_language
from nahbar.surfaces.ui.words import MONTHS

DOMAIN = "akte"
AND = "{a} und {b}"
FSI, PDI = "\u2068", "\u2069"
"""First-strong isolate and its end: what stands between keeps its own direction."""
PLACE = re.compile(r"\{(\w+)\}")
_KINDS = {
    "tag": r"\d{1,2}\.(?:[\u00a0 ](?:" + "|".join(MONTHS) + r")[\u00a0 ]\d{4}|\d{2}\.\d{4})",
    "zahl": r"\d[\d.,]*",
}


def said(german: str) -> str:
    """The text in the language of this page; without words for it, and on a German page, the text itself."""
    language = base_language()
    if language == "de" or not german:
        return german
    found = in_language(language, german)
    return apart(german) if found is None else found


def marked(german: str) -> str:
    """Like `said` for a template; what has no words is marked as German."""
    language = base_language()
    if language == "de" or not german:
        return german
    found = in_language(language, german)
    return format_html('<span lang="de" dir="ltr">{}</span>', german) if found is None else found


def apart(text: str) -> str:
    """A name or a number that stays as it is, kept apart from the words around it."""
    return f"{FSI}{text}{PDI}"


def spoken_day(german: str) -> str | None:
    """A German day in the language of this page; None for what is no day."""
    return apart(format_date(_day(german), "j E Y")) if re.fullmatch(_KINDS["tag"], german) else None


@lru_cache(maxsize=4096)
def in_language(language: str, german: str) -> str | None:
    """The whole text in this language; None where a part of it has no words."""
    if (one := _sentence(language, german)) is not None:
        return one
    for cut in re.finditer(r"(?<=[.!?»]) ", german):
        first = _sentence(language, german[: cut.start()])
        if first is not None and (rest := in_language(language, german[cut.end() :])) is not None:
            return f"{first} {rest}"
    return None


@cache
def _catalogue(language: str) -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Sentences without a place, and the shapes of those with places, the most certain first."""
    texts = gettext.translation(DOMAIN, str(settings.LOCALE_PATHS[0]), [language], fallback=True)
    found = {key: words for key, words in getattr(texts, "_catalog", {}).items() if isinstance(key, str) and key}
    shaped = sorted((key for key in found if PLACE.search(key)), key=lambda key: -len(PLACE.sub("", key)))
    return found, [(_shape(key), found[key]) for key in shaped if key != AND]


def _shape(german: str) -> re.Pattern[str]:
    parts = PLACE.split(german)
    for i in range(1, len(parts), 2):
        parts[i] = f"(?P<{parts[i]}>{_KINDS.get(_kind(parts[i]), '.+?')})"
    parts[::2] = [re.escape(text) for text in parts[::2]]
    return re.compile("".join(parts), re.DOTALL)


def _kind(place: str) -> str:
    return place.rstrip("0123456789")


def _sentence(language: str, german: str) -> str | None:
    exact, shapes = _catalogue(language)
    if german in exact:
        return exact[german]
    for shape, words in shapes:
        if hit := shape.fullmatch(german):
            values = {name: _value(language, name, value) for name, value in hit.groupdict().items()}
            known = {name: value for name, value in values.items() if value is not None}
            if len(known) == len(values):
                return words.format_map(known)
    return None


def _value(language: str, place: str, text: str) -> str | None:
    exact, _ = _catalogue(language)
    match _kind(place):
        case "satz":
            return in_language(language, text)
        case "liste":
            parts = [in_language(language, one) for one in text.split(", ")]
            return None if None in parts else comma(language).join(str(part) for part in parts)
        case "namen" if " und " in text and AND in exact:
            before, _, last = text.rpartition(" und ")
            return exact[AND].format(a=comma(language).join(map(apart, before.split(", "))), b=apart(last))
        case "betreff":
            return in_language(language, text) or apart(text)
        case "tag":
            return spoken_day(text)
    return exact.get(text) or apart(text)


def comma(language: str = "") -> str:
    """What stands between the parts of a list."""
    return "، " if get_language_info(language or base_language())["bidi"] else ", "


def _day(text: str) -> date:
    day, month, year = re.split(r"\.?[\u00a0 ]|\.", text)
    return date(int(year), int(month) if month.isdigit() else MONTHS.index(month) + 1, int(day))
