"""The replay: one month of the stock as it is and with a parameter set, a part of the files at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from nahbar.benefits import registry
from nahbar.benefits.base import Benefit, FactsRefused, MonthResult
from nahbar.benefits.parameters import calculated_with
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.decisions.parameter_models import Probelauf
from nahbar.domain.decisions.parameter_queries import base_of, beyond_values, running_cases, with_set
from nahbar.law.calendar import erster
from nahbar.law.parameter import Parameters, UnknownParameter

FACTS_UNUSABLE = "Angaben nicht berechenbar"


@dataclass
class ReplayPart:
    """What a number of files gave; amounts in cents of the month."""

    fertig: int = 0
    geaendert: int = 0
    mehr: int = 0
    weniger: int = 0
    ohne_antrag: int = 0
    summe_alt: int = 0
    summe_neu: int = 0
    fehler: dict[str, int] = field(default_factory=dict)
    groesste: list[dict[str, Any]] = field(default_factory=list)
    """akte, aktenzeichen, alt, neu, differenz, ohne_antrag."""

    def fail(self, sentence: str) -> None:
        """Count a case that could not be computed."""
        self.fehler[sentence] = self.fehler.get(sentence, 0) + 1

    def add(self, row: Entscheidung, before: MonthResult, after: MonthResult, ohne_antrag: bool) -> None:
        """Count a case that was computed twice; changed is one in which at least one member's claim is another."""
        alt, neu = total(before), total(after)
        changed = claims(before) != claims(after)
        self.summe_alt += alt
        self.summe_neu += neu
        self.geaendert += changed
        self.mehr += neu > alt
        self.weniger += neu < alt
        if changed:
            self.groesste.append(
                {
                    "akte": str(row.akte_id),
                    "aktenzeichen": row.akte.aktenzeichen,
                    "alt": alt,
                    "neu": neu,
                    "differenz": neu - alt,
                    "ohne_antrag": ohne_antrag,
                }
            )


def compute_part(lauf: Probelauf, size: int) -> tuple[ReplayPart, UUID | None]:
    """The next `size` files after the run's `zeiger`, and the last of them; None: there are no more."""
    old, new = base_of(lauf.satz), with_set(lauf.satz)
    cases = running_cases(lauf.monat).select_related("akte", "antrag").defer("trace")
    if lauf.zeiger is not None:
        cases = cases.filter(akte_id__gt=lauf.zeiger)
    rows = list(cases[:size])
    part = ReplayPart()
    for row in rows:
        part.fertig += 1
        beyond = beyond_values(row, lauf.monat)
        part.ohne_antrag += beyond
        benefit = registry.get(row.antrag.leistung)
        try:
            before = computed(benefit, row.fakten, lauf.monat, old)
            after = computed(benefit, row.fakten, lauf.monat, new)
        except FactsRefused as refused:
            part.fail("; ".join(sorted({error["text"] for error in refused.errors})) or FACTS_UNUSABLE)
        except UnknownParameter as unknown:
            part.fail(str(unknown))
        except Exception as error:  # one broken file must not hide how the others fare; it is counted by its name
            part.fail(f"{FACTS_UNUSABLE} ({type(error).__name__})")
        else:
            part.add(row, before, after, beyond)
    return part, rows[-1].akte_id if len(rows) == size else None


def computed(benefit: Benefit, facts: Mapping[str, Any], month: date, parameters: Parameters) -> MonthResult:
    """The month under these parameters; beyond their last day with those of the last month (§ 20 Abs. 1a SGB II)."""
    with calculated_with(parameters):
        last = erster(benefit.last_known_month())
        return benefit.calculate(dict(facts), month, values_of=None if month <= last else last)


def total(result: MonthResult) -> int:
    """Cents of all members."""
    return result.summe + result.sofortzuschlag


def claims(result: MonthResult) -> dict[str, tuple[int, int]]:
    """Cents of each member: an own claim each (§ 33 Abs. 1 SGB X)."""
    return {person.id: (person.anspruch, person.sofortzuschlag) for person in result.personen}
