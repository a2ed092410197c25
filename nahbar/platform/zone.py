"""The time zone of the law."""

from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
