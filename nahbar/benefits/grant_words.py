"""What every Bescheid on a grant says in the same words, and how its mandatory contents are checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from nahbar.benefits.base import Facts
from nahbar.platform.letters import Letter, check_letter, words
from nahbar.platform.letters.coverage import showable

PROVISIONAL = (
    "Die Höhe Ihres Einkommens aus selbstständiger Arbeit steht erst am Ende des Zeitraums fest. "
    "Danach entscheiden wir endgültig."
)


def own_firm(facts: Facts) -> bool:
    """Whether somebody's profit leaves the amount open."""
    return any(person.get("gewinn") is not None for person in facts["personen"])


def rent_above(facts: Facts) -> Iterator[str]:
    """What becomes of a rent above the limit of the place."""
    wohnung = facts.get("wohnung", {})
    limit, rent = wohnung.get("angemessen_bruttokalt"), wohnung.get("bruttokaltmiete")
    if limit is not None and rent is not None and Decimal(rent) > Decimal(limit):
        yield (
            f"Ihre Bruttokaltmiete ist mit {_amount(rent)} höher als die angemessene von {_amount(limit)}. "
            "Im ersten Jahr des Bezugs (Karenzzeit) erkennen wir die Miete an, höchstens das Eineinhalbfache der "
            "angemessenen. Danach zahlen wir die höhere Miete nur weiter, solange Sie sie nicht senken können, in der "
            "Regel längstens sechs Monate nach unserer Aufforderung."
        )


def _amount(euro: str) -> str:
    return words.amount(int(Decimal(euro) * 100))


def problems(
    pdf: bytes, letter: Letter, required: Iterable[tuple[str, str]], first_page: Iterable[tuple[str, str]]
) -> list[str]:
    """What stops this Bescheid, as German sentences with the paragraph; items are norm and text that must be in it."""
    wanted = {showable(text): f"{text} ({norm})" for norm, text in required}
    first = {showable(text): f"{text} ({norm})" for norm, text in first_page}
    lines = [showable(line) for line in letter.address.lines]
    found = check_letter(pdf, address_lines=lines, required=list(wanted), first_page=list(first))
    return [_with_norm(problem, wanted | first) for problem in found]


def _with_norm(problem: str, named: dict[str, str]) -> str:
    head, _, text = problem.partition(": ")
    return f"{head}: {named[text]}" if text in named else problem
