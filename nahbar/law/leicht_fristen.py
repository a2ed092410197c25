"""Periods and their ends in Leichte Sprache."""

from __future__ import annotations

from nahbar.law.explain import Step
from nahbar.law.phrase import Phrase


def _werktag(step: Step) -> str:
    if step.ergebnis == step.eingaben.get("ende"):
        return "Die Frist endet am {ergebnis}."
    return "Der {ende} ist kein Arbeits·tag. Darum endet die Frist am {ergebnis}."


def _widerspruchsfrist(step: Step) -> str:
    if step.ergebnis == 1:
        return "Sie haben 1 Monat Zeit für den Wider·spruch."
    return "Sie haben {ergebnis} Monate Zeit für den Wider·spruch."


SENTENCES: dict[str, Phrase] = {
    "bekanntgabe_nach_aufgabe": "Wir haben den Brief am {aufgabe} abgeschickt. Er gilt ab {ergebnis} als angekommen.",
    "bekanntgabe_nach_benachrichtigung": (
        "Wir haben Ihnen am {absendung} eine Nachricht geschickt. Der Bescheid gilt ab {ergebnis} als angekommen."
    ),
    "ende_am_werktag": _werktag,
    "fristende_am_werktag": _werktag,
    "fristende_monate": "Die Frist endet am {ergebnis}.",
    "fristende_tage": "Die Frist endet am {ergebnis}.",
    "widerspruchsfrist_monate": _widerspruchsfrist,
}
