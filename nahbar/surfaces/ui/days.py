"""Days and times inside a sentence, in the language of the page; set apart where it is not German."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.dateformat import format as format_date

from nahbar.platform.zone import BERLIN
from nahbar.surfaces.ui import words
from nahbar.surfaces.ui.reading import base_language
from nahbar.surfaces.ui.stored_words import apart, comma


def day_words(value: date | datetime, *, year: bool = True) -> str:
    """`1. Dezember 2026`; without the year `1. Dezember`."""
    if base_language() == "de":
        whole = words.kurzdatum(value)
        return whole if year else whole.rsplit(" ", 1)[0]
    return apart(format_date(words.as_day(value), "j E Y" if year else "j E"))


def moment_words(value: datetime) -> str:
    """`1. Dezember 2026, 21.47 Uhr`."""
    if base_language() == "de":
        return f"{words.kurzdatum(value)}, {words.uhrzeit(value)}"
    return f"{day_words(value)}{comma()}{apart(f'{value.astimezone(BERLIN):%H:%M}')}"
