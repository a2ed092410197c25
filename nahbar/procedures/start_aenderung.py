"""Begin to tell a change (§ 60 Abs. 1 S. 1 Nr. 2 SGB I): the answers of the file are there, only changes are asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.aenderung import BY_KEY, first_month, with_wage
from nahbar.domain.applications.errors import AntragUnknown, NothingChosen
from nahbar.domain.applications.folge import last_declared, open_folge, stamm_of
from nahbar.domain.applications.folge_actions import create_folge, set_aenderung
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.applications.queries import antrag_by_id, questionnaire_of
from nahbar.domain.decisions.aenderung import running_until
from nahbar.domain.decisions.errors import NoGrantToChange
from nahbar.platform.accounts.roles import Actor

WORDS = 1000


@transaction.atomic
def start_aenderung(
    *,
    acting: Actor,
    antrag: Antrag,
    arten: Sequence[str],
    ab: date,
    text: str = "",
    lohn: tuple[str, str] | None = None,
) -> Antrag:
    """The draft of a change in the line of `antrag`; one that was begun is taken up with what is said now.

    `lohn` are monthly gross and net wage of the applicant, as tried out in »Was wäre, wenn«. A change that was sent and
    is not decided is given back as it is: it is corrected, not told twice. Raises NothingChosen, NoGrantToChange.
    """
    chosen = [key for key in BY_KEY if key in arten]
    if not chosen:
        raise NothingChosen
    if not can_change_answers(acting, antrag):
        raise AntragUnknown
    applications.lock(stamm_of(antrag))
    source = last_declared(antrag)
    if source is None or running_until(antrag) is None:
        raise NoGrantToChange()
    about = {"arten": chosen, "ab": ab.isoformat(), "text": " ".join(text.split())[:WORDS]}
    month = first_month(chosen, ab)
    known = open_folge(antrag, Antrag.Art.AENDERUNG)
    if known is not None and known.stand != Antrag.Stand.GESICHERT:
        return known
    if known is None:
        answers = {key: value for key, value in source.antworten.items() if key != "notlage"}
        if "notlage" in source.antworten:
            answers["notlage"] = ["keine"]  # the need of that day is over; today's is asked on its own page
        draft = create_folge(
            acting=acting, source=source, art=Antrag.Art.AENDERUNG, wirkt_ab=month, aenderung=about, antworten=answers
        )
    else:
        draft = set_aenderung(acting=acting, antrag=known, aenderung=about, wirkt_ab=month)
    if lohn is not None:
        current = applications.lock(draft)
        answers = with_wage(questionnaire_of(current), current.antworten, *lohn)
        applications.store_answers(acting=acting, antrag=current, antworten=answers)
    applications.sync_nachweise(acting=acting, antrag=applications.lock(draft))
    return antrag_by_id(draft.id)
