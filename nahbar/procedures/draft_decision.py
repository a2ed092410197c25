"""Draft a decision as soon as nothing is missing: the desk finds it calculated, persons decide."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

from nahbar.benefits import registry
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions import actions as decisions
from nahbar.domain.decisions.errors import (
    AlreadyDecided,
    FactsUnusable,
    NoGrantToChange,
    NothingLeftToChange,
    NotSubmitted,
)
from nahbar.domain.decisions.facts import FEHLER
from nahbar.domain.payments.queries import paid_until
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE, Actor, Role
from nahbar.platform.jobs.queue import enqueue, job

JOB = "draft_decision"
NO_DRAFT = "vorschlag_fehlt"
"""Task of the desk: the facts do not suffice for a calculation."""
TITLE = 160


@contextmanager
def drafting_when_complete(antrag: Antrag) -> Iterator[None]:
    """Queue the draft in this transaction if the application becomes complete inside the block."""
    complete = Antrag.objects.filter(id=antrag.id, vollstaendig_at__isnull=False)
    before = complete.exists()
    yield
    if not before and complete.exists() and registry.get(antrag.leistung).short is None:
        enqueue(JOB, antrag=antrag.id)


@job(JOB)
def draft_complete_antrag(antrag: str) -> None:
    """Propose as the programme."""
    draft_decision(acting=MACHINE, antrag=antrag_by_id(UUID(antrag)))


@transaction.atomic
def draft_decision(*, acting: Actor, antrag: Antrag) -> None:
    """Make the draft, or tell the desk with a task why there is none; a second run changes nothing.

    Drafts that a person has worked on and applications that are decided or withdrawn stay as they are.
    """
    try:
        paid = paid_until(antrag.akte) if antrag.akte is not None else None
        draft = decisions.propose(acting=acting, antrag=antrag, bezahlt_bis=paid)
        errors = draft.fakten.get(FEHLER, ()) if draft.untouched else ()
    except (AlreadyDecided, NotSubmitted, NoGrantToChange, NothingLeftToChange):
        return
    except FactsUnusable as unusable:
        errors = unusable.errors
    if errors and antrag.akte is not None and antrag.vorgang is not None:
        sentence = " ".join(dict.fromkeys(error["text"] for error in errors))
        title = f"Noch kein Vorschlag: {sentence}"
        casefile.add_aufgabe(
            acting=acting,
            akte=antrag.akte,
            vorgang=antrag.vorgang,
            art=NO_DRAFT,
            titel=title if len(title) <= TITLE else f"{title[: TITLE - 1]}…",
            frist=clock.today(),
            pool=Role.LEISTUNG.value,
        )
