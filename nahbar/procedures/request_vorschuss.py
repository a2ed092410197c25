"""Ask for an advance while the decision takes longer (§ 42 SGB I)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications.errors import AntragUnknown, NotSubmitted
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role


@transaction.atomic
def request_vorschuss(*, acting: Actor, antrag: Antrag) -> None:
    """Ask for an advance (§ 42 Abs. 1 SGB I): work for today. Raises AntragUnknown, NotSubmitted."""
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
