"""Begin to ask for Bildung und Teilhabe for one child: what the file knows is filled in, once a child."""

from __future__ import annotations

from django.db import transaction

from nahbar.benefits import registry
from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.bildung import OTHER, children_of, draft_for, may_ask
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.folge import last_declared, stamm_of
from nahbar.domain.applications.folge_actions import create_folge
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor


@transaction.atomic
def start_bildung(*, acting: Actor, antrag: Antrag, kind: str) -> Antrag:
    """The draft for this child (key of `children_of`, or `OTHER`); one that was begun is given back as it is.

    Raises AntragUnknown where nothing has arrived in this line, or for a child that is not in the file.
    """
    if not can_change_answers(acting, antrag):
        raise AntragUnknown
    applications.lock(stamm_of(antrag))  # two clicks begin one
    source, today = last_declared(antrag), clock.today()
    known = {one.key: one for one in children_of(antrag, today)}
    if source is None or not may_ask(antrag) or (kind != OTHER and kind not in known):
        raise AntragUnknown
    benefit = registry.beside(registry.get(source.leistung).norm)
    if benefit is None or benefit.needs is None:
        raise AntragUnknown
    begun = draft_for(antrag, kind)
    if begun is not None:
        return antrag_by_id(begun.id)
    child = known.get(kind)
    draft = create_folge(
        acting=acting,
        source=source,
        art=Antrag.Art.BILDUNG,
        wirkt_ab=benefit.effect_from(today),
        aenderung={"kind": kind},
        antworten=benefit.needs.person(child.vorname, child.nachname, child.geburtsdatum) if child else {},
        leistung=benefit.key,
        version=benefit.questionnaire.version,
    )
    return antrag_by_id(draft.id)
