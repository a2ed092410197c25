"""Recognise a case at the terminal: the code of a letter and the year of birth, nothing shown before (J2)."""

from __future__ import annotations

from django.db import transaction

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
    if zugang is None or zugang.antrag.akte is None or zugang.antrag.person is None:
        return None
    born = zugang.antrag.person.geburtsdatum
    if born is None or f"{born.year}" != year:
        return None
    found: Antrag = zugang.antrag
    return found


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
