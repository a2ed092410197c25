"""Reductions of a case that cannot be: before their law, after the month, or for somebody without that duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nahbar.benefits.case_checks import Error, error
from nahbar.benefits.case_format import Case, Minderung
from nahbar.law.calendar import letzter, vollendet

_IN_FORCE: dict[str, tuple[tuple[date, date], ...]] = {
    "arbeitsverweigerung": ((date(2024, 3, 28), date(2026, 3, 27)), (date(2026, 4, 23), date.max)),
    "nicht_erreichbar": ((date(2026, 7, 1), date.max),),
}
"""Days on which the rule stood in the law: § 31a Abs. 7 (it lapsed by § 86 and came back), § 7b Abs. 4."""
_NORMS = {"arbeitsverweigerung": "§ 31a Abs. 7 SGB II", "nicht_erreichbar": "§ 7b Abs. 4 SGB II"}
_BOUND_FROM = 15


def wrong_reductions(case: Case, month: date) -> Iterator[Error]:
    """Every reduction that contradicts the calendar or the person."""
    for index, person in enumerate(case.personen):
        for number, entry in enumerate(person.minderungen):
            at = f"personen[{index}].minderungen[{number}]"
            if entry.ereignis > letzter(month):
                yield error(f"{at}.ereignis", "widerspruch", "Das Ereignis liegt nach dem berechneten Monat.")
            elif vollendet(person.geburtsdatum, _BOUND_FROM) > entry.ereignis:
                yield error(f"{at}.grund", "widerspruch", "Unter 15 Jahren gibt es keine Minderung.")
            elif person.rolle == "haushaltsmitglied":
                text = "Wer nur mit im Haushalt lebt, bekommt hier keine Leistung, die gemindert werden kann."
                yield error(f"{at}.grund", "widerspruch", text)
            elif entry.grund in _NORMS and (person.erwerbsfaehig is False or person.erwerbsgemindert_dauerhaft):
                text = f"Nur wer erwerbsfähig ist, fällt unter {_NORMS[entry.grund]}."
                yield error(f"{at}.grund", "widerspruch", text)
            elif not _in_force(entry):
                text = f"Am Tag des Ereignisses galt {_NORMS[entry.grund]} nicht."
                yield error(f"{at}.ereignis", "widerspruch", text)


def _in_force(entry: Minderung) -> bool:
    times = _IN_FORCE.get(entry.grund)
    return times is None or any(begin <= entry.ereignis <= end for begin, end in times)
