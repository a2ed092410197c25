"""Note that somebody does not agree with a Bescheid: the moment counts, the form may follow within the period."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.domain.applications.errors import AntragUnknown, NotSubmitted
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role

MAX_TEXT = 330
"""What the timeline keeps beside the introduction."""


@transaction.atomic
def note_widerspruch(*, acting: Actor, antrag: Antrag, text: str, frist: date | None) -> None:
    """Keep the words with their time in the file and make work of it; the form is still to come (§ 84 SGG)."""
    if not can_change_answers(acting, antrag):
        raise AntragUnknown
    if antrag.akte is None or antrag.vorgang is None:
        raise NotSubmitted
    words = " ".join(text.split())
    for start in range(0, max(len(words), 1), MAX_TEXT):
        casefile.add_eintrag(
            acting=acting,
            akte=antrag.akte,
            vorgang=antrag.vorgang,
            art="widerspruch_gemeldet",
            text=f"Nicht einverstanden (Form fehlt noch): {words[start : start + MAX_TEXT] or 'ohne Begründung'}",
        )
    casefile.add_aufgabe(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art="widerspruch_pruefen",
        titel="Nicht einverstanden: anrufen, Form klären, Abhilfe prüfen",
        frist=min(frist, clock.today()) if frist else clock.today(),
        pool=Role.LEISTUNG.value,
        dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
    )


@transaction.atomic
def request_vorschuss(*, acting: Actor, antrag: Antrag) -> None:
    """Ask for an advance (§ 42 Abs. 1 SGB I): work for today."""
    if not can_change_answers(acting, antrag):
        raise AntragUnknown
    if antrag.akte is None or antrag.vorgang is None:
        raise NotSubmitted
    casefile.add_eintrag(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art="vorschuss_beantragt",
        text="Vorschuss beantragt (§ 42 SGB I).",
    )
    casefile.add_aufgabe(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art="vorschuss_pruefen",
        titel="Vorschuss beantragt",
        frist=clock.today(),
        pool=Role.LEISTUNG.value,
        dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
    )
