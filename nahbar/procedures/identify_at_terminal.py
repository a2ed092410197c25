"""Recognise a case at the terminal: a code of an application or letter, and the year of birth (J2).

Nothing is shown before.
"""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications.briefcodes import briefcode_of, ended_by
from nahbar.domain.applications.models import Antrag, Zugang
from nahbar.domain.lobby import actions as lobby
from nahbar.domain.lobby.models import Terminalsitzung
from nahbar.platform.accounts import throttle
from nahbar.platform.accounts.roles import Actor


def _targets(sitzung: Terminalsitzung) -> tuple[str, str]:
    """Guesses are slowed down for each code and for each terminal."""
    return f"terminaljahr:{sitzung.code}", f"terminal:{sitzung.terminal_id}"


def _antrag(code: str, year: str) -> Antrag | None:
    """The application that arrived under this code, if its applicant was born in that year."""
    zugang: Zugang | None = (
        Zugang.objects.select_related("antrag__person", "antrag__akte", "antrag__vorgang")
        .filter(code=code, ersetzt_at=None)
        .first()
    )
    found: Antrag | None = zugang.antrag if zugang else _antrag_of_letter(code)
    if found is None or found.akte is None or found.person is None:
        return None
    born = found.person.geburtsdatum
    return found if born is not None and f"{born.year}" == year else None


def _antrag_of_letter(code: str) -> Antrag | None:
    """The application of the code of a letter, as long as that opens anything."""
    letter = briefcode_of(code)
    return letter.antrag if letter is not None and not ended_by(letter) else None


@transaction.atomic
def identify_at_terminal(*, acting: Actor, sitzung: Terminalsitzung, year: str) -> bool:
    """True, and the visit is about that case, if code and year fit.

    An unknown code gives the same answer as a wrong year. After too many tries the visit waits for help: the screen
    then calls a person instead of counting down.
    """
    current = lobby.lock(sitzung)
    targets = _targets(current)
    if any(throttle.seconds_to_wait(target) for target in targets):
        lobby.must_wait(acting=acting, sitzung=current, warten=True)
        return False
    antrag = _antrag(current.code, year.strip())
    if antrag is None:
        for target in targets:
            throttle.note_failure(target)
        over = any(throttle.seconds_to_wait(target) for target in targets)
        lobby.must_wait(acting=acting, sitzung=current, warten=over)
        return False
    for target in targets:
        throttle.note_success(target)
    lobby.recognise(acting=acting, sitzung=current, antrag_id=antrag.id)
    return True
