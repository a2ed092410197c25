"""The gate before a Bewilligungsbescheid leaves: what must be in it is in it, and the file is sound."""

from __future__ import annotations

from nahbar.benefits.grant_words import problems
from nahbar.benefits.grundsicherungsgeld.letters.model import BescheidData
from nahbar.benefits.grundsicherungsgeld.letters.required import bescheid_required_items, first_page_items


def check_bescheid(data: BescheidData, pdf: bytes) -> list[str]:
    """What stops this Bescheid, as German sentences with the paragraph; empty if it may be sent."""
    required = [(norm, text) for _, norm, text in bescheid_required_items(data)]
    return problems(pdf, data.letter, required, [(norm, text) for _, norm, text in first_page_items(data)])
