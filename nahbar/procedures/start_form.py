"""Begin a short form beside an application: what the file knows is filled in, and two clicks begin one."""

from __future__ import annotations

from django.db import transaction

from nahbar.benefits.base import Benefit
from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.bildung import OTHER, children_of
from nahbar.domain.applications.errors import AntragUnknown, FormClosed
from nahbar.domain.applications.folge import last_declared, stamm_of
from nahbar.domain.applications.folge_actions import create_folge
from nahbar.domain.applications.kurz import draft_for, known_about, may_stand_beside
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.questionnaire.model import Answers


@transaction.atomic
def start_form(*, acting: Actor, antrag: Antrag, benefit: Benefit, kind: str = "") -> Antrag:
    """The draft of this short form; one that was begun is given back as it is.

    A form for children takes `kind`: the key of one of `children_of`, or `OTHER`. Raises AntragUnknown where nothing
    has arrived in this line beside which it may stand, or for a child that is not in the file; FormClosed.
    """
    if not can_change_answers(acting, antrag):
        raise AntragUnknown
    applications.lock(stamm_of(antrag))  # two clicks begin one
    source = last_declared(antrag)
    if source is None or benefit.short is None or not may_stand_beside(benefit, antrag):
        raise AntragUnknown
    known = _known(antrag, benefit, kind)
    begun = draft_for(antrag, benefit, kind)
    if begun is not None:
        return antrag_by_id(begun.id)
    if benefit.short.closed:
        raise FormClosed(benefit.short.closed)
    draft = create_folge(
        acting=acting,
        source=source,
        art=Antrag.Art.BILDUNG if benefit.short.child else Antrag.Art.FORMULAR,
        wirkt_ab=benefit.effect_from(clock.today()),
        aenderung={"kind": kind} if kind else {},
        antworten=known,
        leistung=benefit.key,
        version=benefit.questionnaire.version,
    )
    return antrag_by_id(draft.id)


def _known(antrag: Antrag, benefit: Benefit, kind: str) -> Answers:
    if benefit.short is None or benefit.short.child is None:
        return known_about(antrag, benefit)
    known = {one.key: one for one in children_of(antrag, clock.today())}
    if kind != OTHER and kind not in known:
        raise AntragUnknown
    child = known.get(kind)
    return benefit.short.child(child.vorname, child.nachname, child.geburtsdatum) if child else {}
