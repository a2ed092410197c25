"""The file plan: into which part of a file a matter belongs (F15: a new benefit brings its part along)."""

from __future__ import annotations

from nahbar.benefits import registry
from nahbar.benefits.registry import UnknownBenefit
from nahbar.platform import clock

GENERAL = "allgemein"
TOPICS = {
    GENERAL: "Allgemeines",
    "eingliederung": "Arbeit und Ausbildung",
    "rechtsbehelf": "Rechtsbehelfe",
    "unterhalt": "Unterhalt",
    "minderung": "Mitwirkung und Minderung",
    "datenschutz": "Datenschutz",
}
"""Parts that are no benefit, with the words on the page."""
PLACES = {
    "eingliederung": "eingliederung",
    "widerspruch": "rechtsbehelf",
    "klage": "rechtsbehelf",
    "unterhalt": "unterhalt",
    "meldeversaeumnis": "minderung",
    "datenschutz": "datenschutz",
}
"""Kind of matter → part, where no benefit is named."""


def place_for(art: str, plan: str = "") -> str:
    """The key of the part for a matter of this kind; a topic of its own goes before the benefit."""
    return PLACES.get(art) or plan or GENERAL


def plan_title(plan: str) -> str:
    """The words for a part; a key that nobody knows any more is shown as it is."""
    if plan in TOPICS:
        return TOPICS[plan]
    try:
        return registry.get(plan).public_name(clock.today())
    except UnknownBenefit:
        return plan


def plan_choices() -> list[tuple[str, str]]:
    """All parts that a file can have, benefits first."""
    return [(b.key, plan_title(b.key)) for b in registry.all_benefits()] + list(TOPICS.items())
