"""Until when money goes back: limitation of § 50 and § 113, exclusion of § 111 SGB X."""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.law.bgb.fristen import end_after_months, fristende_jahre, zeitraum_ende_monate
from nahbar.law.norm import norm
from nahbar.law.sgb10.fristen import ende_fuer_das_amt

JAHRE = 4
NACH_DURCHSETZUNG_JAHRE = 30
AUSSCHLUSS_MONATE = 12


@norm("SGB X § 50 Abs. 4 S. 1", einheit="datum")
def erstattung_verjaehrt_nach(unanfechtbar: date) -> date:
    """The last day of the limitation: four years after the year in which the act of § 50 Abs. 3 became final."""
    return date(unanfechtbar.year + JAHRE, 12, 31)


@norm("SGB X § 52 Abs. 2", einheit="datum")
def erstattung_verjaehrt_nach_durchsetzung(unanfechtbar: date) -> date:
    """The last day where a separate act to enforce the claim became final: thirty years."""
    return fristende_jahre(unanfechtbar, NACH_DURCHSETZUNG_JAHRE)


@norm("SGB X § 111 S. 1", einheit="datum")
def erstattung_anmelden_bis(
    letzter_leistungstag: date, kenntnis_der_entscheidung: date | None, land: str, ort: str | None
) -> date:
    """The last day to claim from another body: twelve months after the last day for which the benefit was paid.

    The period begins at the earliest when the claimant knew the other body's decision on its own duty (S. 2).
    """
    end = zeitraum_ende_monate(letzter_leistungstag + timedelta(days=1), AUSSCHLUSS_MONATE)
    if kenntnis_der_entscheidung is not None and kenntnis_der_entscheidung > letzter_leistungstag:
        end = end_after_months(kenntnis_der_entscheidung, AUSSCHLUSS_MONATE)
    return ende_fuer_das_amt(end, land, ort)


@norm("SGB X § 113 Abs. 1 S. 1", einheit="datum")
def erstattung_unter_traegern_verjaehrt_nach(kenntnis_der_entscheidung: date) -> date:
    """The last day of the limitation between bodies: four years after the year of that knowledge."""
    return date(kenntnis_der_entscheidung.year + JAHRE, 12, 31)
