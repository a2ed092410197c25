"""Forward an application to a town that still works on paper: it counts, and the post room prints it (O01)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.rollout.heads import House, house_of
from nahbar.domain.rollout.queries import is_live
from nahbar.law.holidays import next_working_day
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role

TASK = "papier_weiterleiten"


@transaction.atomic
def forward_paper(*, acting: Actor, antrag: Antrag) -> Aufgabe | None:
    """Give the post room the task to print and forward; None where the town of the file is live or unknown."""
    assert antrag.akte is not None and antrag.vorgang is not None
    town = antrag.akte.gemeinde
    if town is None or is_live(town):
        return None
    house = house_of(antrag.traeger, town)
    casefile.add_eintrag(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art="papier_weiterleiten",
        text=f"{town.name} arbeitet noch auf Papier. Der Antrag zählt ab dem Tag, an dem er hier gesichert wurde; wir"
        f" leiten ihn weiter an {address(house)}.",
    )
    return casefile.add_aufgabe(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art=TASK,
        titel=f"Ausdrucken und weiterleiten an {address(house)}"[:160],
        frist=next_working_day(clock.today(), antrag.traeger.land),
        pool=Role.POSTROOM.value,
    )


def address(house: House) -> str:
    """Name, street and town of a house in one line."""
    return f"{house.name}, {house.strasse}, {house.plz} {house.ort}"
