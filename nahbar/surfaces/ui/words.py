"""Numbers, days and codes as people read and hear them."""

from __future__ import annotations

from datetime import date, datetime

from nahbar.platform.zone import BERLIN

NBSP = "\u00a0"
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
SPELLED = {"-": "Strich", "0": "Null", "1": "Eins", "2": "Zwei", "3": "Drei", "4": "Vier", "5": "Fünf", "6": "Sechs",
           "7": "Sieben", "8": "Acht", "9": "Neun"}  # fmt: skip


def euro(cents: int) -> str:
    """Whole cents as `1.373,68 €`; the minus sign is a real one."""
    whole, rest = divmod(abs(cents), 100)
    sign = "−" if cents < 0 else ""
    return f"{sign}{whole:,}".replace(",", ".") + f",{rest:02d}{NBSP}€"


def as_day(value: date | datetime) -> date:
    """The day of a date, or of a moment in Germany."""
    return value.astimezone(BERLIN).date() if isinstance(value, datetime) else value


def datum(value: date | datetime) -> str:
    """`Dienstag, 1. Dezember 2026`."""
    day = as_day(value)
    return f"{WEEKDAYS[day.weekday()]}, {kurzdatum(day)}"


def kurzdatum(value: date | datetime) -> str:
    """`1. Dezember 2026`, without the weekday."""
    day = as_day(value)
    return f"{day.day}.{NBSP}{MONTHS[day.month - 1]} {day.year}"


def monat(value: date | datetime) -> str:
    """`Dezember 2026`."""
    day = as_day(value)
    return f"{MONTHS[day.month - 1]} {day.year}"


def uhrzeit(value: datetime) -> str:
    """`21.47 Uhr`, in Germany."""
    moment = value.astimezone(BERLIN)
    return f"{moment.hour}.{moment.minute:02d}{NBSP}Uhr"


def frist(value: date | datetime, today: date) -> str:
    """`noch 6 Tage`, `heute`, `seit 2 Tagen vorbei`."""
    days = (as_day(value) - today).days
    if days == 0:
        return "heute"
    if days == 1:
        return "noch 1 Tag"
    if days > 1:
        return f"noch {days} Tage"
    return "seit gestern vorbei" if days == -1 else f"seit {-days} Tagen vorbei"


def spelled(code: str) -> str:
    """`7F3K-92QX` as it is read aloud: `Sieben, F, Drei, K, Strich, …`."""
    return ", ".join(SPELLED.get(letter, letter) for letter in code if not letter.isspace())


def groesse(octets: int) -> str:
    """A file's size: `320 KB`, `1,9 MB`."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))}{NBSP}KB"
    return f"{octets / 1_000_000:.1f}".replace(".", ",") + f"{NBSP}MB"
