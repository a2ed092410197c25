"""Articles and rules of practice: whoever decides writes and asks, the team lead releases and answers (D07, D12)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from nahbar.domain.knowledge import actions as knowledge
from nahbar.domain.knowledge.actions import Content
from nahbar.domain.knowledge.errors import NotAllowed
from nahbar.domain.knowledge.models import Anmerkung, Beitrag, Fassung
from nahbar.domain.knowledge.policies import can_release, can_write
from nahbar.platform.accounts.roles import Actor


@transaction.atomic
def write_knowledge(*, acting: Actor, content: Content, art: str = "", beitrag: Beitrag | None = None) -> Beitrag:
    """Draft a new article or rule (`art` of `artikel`, `regel`), or a new version of one that there is.

    Nobody sees the draft but colleagues. Raises NotAllowed, ContentMissing, ValidityWrong, DraftExists.
    """
    if not can_write(acting):
        raise NotAllowed
    if beitrag is None:
        return knowledge.create(acting=acting, art=art, content=content)
    knowledge.draft(acting=acting, beitrag=beitrag, content=content)
    return beitrag


@transaction.atomic
def publish_knowledge(*, acting: Actor, beitrag: Beitrag, nr: int) -> Fassung:
    """Release a draft that somebody else wrote; raises NotAllowed, NoDraft, DraftChanged, OwnDraft."""
    if not can_release(acting):
        raise NotAllowed
    return knowledge.release(acting=acting, beitrag=beitrag, nr=nr)


@transaction.atomic
def discard_draft(*, acting: Actor, beitrag: Beitrag, nr: int) -> None:
    """Put a draft aside; raises NotAllowed, NoDraft, DraftChanged."""
    if not can_release(acting):
        raise NotAllowed
    knowledge.discard(acting=acting, beitrag=beitrag, nr=nr)


@transaction.atomic
def end_knowledge(*, acting: Actor, beitrag: Beitrag, nr: int, bis: date) -> Fassung:
    """Let a version end with a day; raises NotAllowed, BeitragUnknown, ValidityWrong."""
    if not can_release(acting):
        raise NotAllowed
    return knowledge.end(acting=acting, beitrag=beitrag, nr=nr, bis=bis)


@transaction.atomic
def remark_on_knowledge(*, acting: Actor, beitrag: Beitrag, nr: int, text: str) -> Anmerkung:
    """Ask or say something about a version; raises NotAllowed, RemarkEmpty."""
    if not can_write(acting):
        raise NotAllowed
    return knowledge.remark(acting=acting, beitrag=beitrag, nr=nr, text=text)


@transaction.atomic
def answer_remark(*, acting: Actor, anmerkung_id: UUID, text: str, changes: bool) -> Anmerkung:
    """Answer a colleague; raises NotAllowed, RemarkEmpty, RemarkAnswered."""
    if not can_release(acting):
        raise NotAllowed
    return knowledge.answer(acting=acting, anmerkung_id=anmerkung_id, text=text, changes=changes)
