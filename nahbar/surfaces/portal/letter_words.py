"""A wanted paper as it stands on a page that anybody with the letter can open: without names, banks, employers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nahbar.domain.applications.briefcodes import Briefcode
from nahbar.domain.applications.queries import Nachweis

NAMES = frozenset({"vorname", "nachname", "name", "geburtsname", "arbeitgeber", "bank"})


@dataclass(frozen=True)
class PaperWords:
    """What is asked for and why; `why` is empty where the reason names somebody: it stands on the letter."""

    title: str
    why: str
    norm: str


def plain_paper(row: Briefcode, paper: Nachweis) -> PaperWords:
    """The words of the paper without anything that tells whose it is."""
    names = frozenset(_names(row.antrag.antworten))
    title, why = paper.titel, paper.grund
    if ":" in paper.key:  # one of several of its kind: the title says of whom, the number on the letter says which
        title = title.split(" von ")[0].split(": ")[0]
    if _tells(title, names):
        title = _("Unterlage Nummer %(nr)s") % {"nr": row.nachweise.index(paper.key) + 1}
    return PaperWords(title, "" if _tells(why, names) else why, paper.norm)


def _tells(text: str, names: frozenset[str]) -> bool:
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return any(set(name.split()) <= set(words) for name in names)


def _names(answers: Any) -> Iterator[str]:
    if isinstance(answers, dict):
        for key, value in answers.items():
            if isinstance(value, str) and key.rpartition("_")[2] in NAMES and value.strip():
                folded = "".join(c if c.isalnum() else " " for c in value.casefold()).split()
                yield from ([" ".join(folded)] if folded else [])
            else:
                yield from _names(value)
    elif isinstance(answers, list):
        for item in answers:
            yield from _names(item)
