"""The gate before a Bewilligungsbescheid leaves: what must be in it is in it, and the file is sound."""

from __future__ import annotations

from nahbar.benefits.grundsicherungsgeld.letters.model import BescheidData
from nahbar.benefits.grundsicherungsgeld.letters.required import bescheid_required_items, first_page_items
from nahbar.platform.letters import check_letter
from nahbar.platform.letters.coverage import showable


def check_bescheid(data: BescheidData, pdf: bytes) -> list[str]:
    """What stops this Bescheid, as German sentences with the paragraph; empty if it may be sent."""
    required = {showable(text): f"{text} ({norm})" for _, norm, text in bescheid_required_items(data)}
    on_first = {showable(text): f"{text} ({norm})" for _, norm, text in first_page_items(data)}
    problems = check_letter(
        pdf,
        address_lines=[showable(line) for line in data.letter.address.lines],
        required=list(required),
        first_page=list(on_first),
    )
    return [_with_norm(problem, required | on_first) for problem in problems]


def _with_norm(problem: str, named: dict[str, str]) -> str:
    head, _, text = problem.partition(": ")
    return f"{head}: {named[text]}" if text in named else problem
