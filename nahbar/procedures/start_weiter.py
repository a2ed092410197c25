"""Begin a Weiterbewilligung (§§ 37, 41 SGB II): the answers of the file once more, section by section."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.folge import last_declared, open_folge, stamm_of
from nahbar.domain.applications.folge_actions import create_folge, set_aenderung
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.domain.decisions.aenderung import running_until
from nahbar.domain.decisions.errors import NoGrantToChange, TooEarly
from nahbar.law.calendar import erster
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor

BEFORE_END = timedelta(days=92)
"""From this long before the end on: earlier, too much would change again."""


def possible_from(antrag: Antrag) -> date | None:
    """The first day on which to apply again; None where nothing was granted."""
    end = running_until(antrag)
    return None if end is None else end - BEFORE_END


def takes_effect(end: date, today: date) -> date:
    """The day after the period, without a gap; after that only the first of the month (§ 37 Abs. 2 S. 2 SGB II)."""
    return max(end + timedelta(days=1), erster(today))


@transaction.atomic
def start_weiter(*, acting: Actor, antrag: Antrag) -> Antrag:
    """The draft with the last valid answers; what was begun or sent already is given back as it is.

    Raises NoGrantToChange, TooEarly.
    """
    if not can_change_answers(acting, antrag):
        raise AntragUnknown
    applications.lock(stamm_of(antrag))
    end, source, first = running_until(antrag), last_declared(antrag), possible_from(antrag)
    if end is None or source is None or first is None:
        raise NoGrantToChange()
    known = open_folge(antrag, Antrag.Art.WEITERBEWILLIGUNG)
    if known is not None:
        return known
    if clock.today() < first:
        raise TooEarly(first)
    answers = {key: value for key, value in source.antworten.items() if key != "notlage"}
    draft = create_folge(
        acting=acting, source=source, art=Antrag.Art.WEITERBEWILLIGUNG, wirkt_ab=takes_effect(end, clock.today()),
        aenderung={"stimmt": []}, antworten=answers,
    )  # fmt: skip
    applications.sync_nachweise(acting=acting, antrag=applications.lock(draft))
    return antrag_by_id(draft.id)


@transaction.atomic
def confirm_section(*, acting: Actor, antrag: Antrag, section: str) -> Antrag:
    """Note that a section was looked at and still holds; a sent application stays as it is."""
    if not can_change_answers(acting, antrag):
        raise AntragUnknown
    current = applications.lock(antrag)
    if current.stand != Antrag.Stand.GESICHERT:
        return current
    seen = list(dict.fromkeys([*(current.aenderung or {}).get("stimmt", ()), section]))
    return set_aenderung(acting=acting, antrag=current, aenderung={**(current.aenderung or {}), "stimmt": seen})
