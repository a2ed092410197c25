"""Writing articles and rules: drafts, releases, endings, remarks and their answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from nahbar.domain.knowledge.errors import (
    BeitragUnknown,
    ContentMissing,
    DraftChanged,
    DraftExists,
    NoDraft,
    OwnDraft,
    RemarkAnswered,
    RemarkEmpty,
    ValidityWrong,
)
from nahbar.domain.knowledge.models import Anmerkung, Beitrag, Fassung
from nahbar.domain.knowledge.policies import is_own
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit

LONGEST_TEXT = 8000
LONGEST_REMARK = 1000
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
Stand = Fassung.Stand


@dataclass(frozen=True)
class Content:
    """What a version says; `orte` as in Fassung."""

    titel: str
    text: str
    norm: str = ""
    orte: tuple[str, ...] = ()
    video: str = ""
    gueltig_ab: date | None = None
    gueltig_bis: date | None = None


@transaction.atomic
def create(*, acting: Actor, art: str, content: Content) -> Beitrag:
    """A new article or rule with its first draft; raises ContentMissing, ValidityWrong."""
    _check(content)
    beitrag: Beitrag = Beitrag.objects.create(
        art=Beitrag.Art(art), slug=_slug(art, content.titel), created_at=clock.now()
    )
    _write(acting, beitrag, 1, content)
    audit.record("knowledge_created", acting=acting, object_type="beitrag", object_id=beitrag.id)
    return beitrag


@transaction.atomic
def draft(*, acting: Actor, beitrag: Beitrag, content: Content) -> Fassung:
    """A new draft, or one's own open draft anew; the valid version stays as it is.

    Raises ContentMissing, ValidityWrong, DraftExists.
    """
    _check(content)
    Beitrag.objects.select_for_update().get(id=beitrag.id)
    versions = list(Fassung.objects.filter(beitrag=beitrag).select_related("verfasst_von"))
    current = next((one for one in versions if one.stand == Stand.ENTWURF), None)
    if current is not None and not is_own(acting, current):
        raise DraftExists(current.autor)
    if current is not None:
        current.stand = Stand.VERWORFEN
        current.save(update_fields=["stand"])
    written = _write(acting, beitrag, max((one.nr for one in versions), default=0) + 1, content)
    audit.record("knowledge_drafted", acting=acting, object_type="beitrag", object_id=beitrag.id)
    return written


@transaction.atomic
def release(*, acting: Actor, beitrag: Beitrag, nr: int) -> Fassung:
    """Release the draft of this number; raises NoDraft, DraftChanged, OwnDraft."""
    current = _open_draft(beitrag, nr)
    if is_own(acting, current):
        raise OwnDraft
    current.stand, current.frei_von_id, current.frei_at = Stand.FREI, acting.account_id, clock.now()
    current.save(update_fields=["stand", "frei_von", "frei_at"])
    audit.record("knowledge_released", acting=acting, object_type="beitrag", object_id=beitrag.id, details={"nr": nr})
    return current


@transaction.atomic
def discard(*, acting: Actor, beitrag: Beitrag, nr: int) -> None:
    """Put the draft of this number aside; it stays in the history. Raises NoDraft, DraftChanged."""
    current = _open_draft(beitrag, nr)
    current.stand = Stand.VERWORFEN
    current.save(update_fields=["stand"])
    audit.record("knowledge_discarded", acting=acting, object_type="beitrag", object_id=beitrag.id, details={"nr": nr})


@transaction.atomic
def end(*, acting: Actor, beitrag: Beitrag, nr: int, bis: date) -> Fassung:
    """Let a released version end with a day; raises BeitragUnknown, ValidityWrong."""
    current: Fassung | None = (
        Fassung.objects.select_for_update().filter(beitrag=beitrag, nr=nr, stand=Stand.FREI).first()
    )
    if current is None:
        raise BeitragUnknown
    if bis < current.gueltig_ab:
        raise ValidityWrong
    current.gueltig_bis = bis
    current.save(update_fields=["gueltig_bis"])
    audit.record("knowledge_ended", acting=acting, object_type="beitrag", object_id=beitrag.id, details={"nr": nr})
    return current


@transaction.atomic
def remark(*, acting: Actor, beitrag: Beitrag, nr: int, text: str) -> Anmerkung:
    """Ask or say something about a version; raises RemarkEmpty."""
    written: Anmerkung = Anmerkung.objects.create(
        beitrag=beitrag, fassung_nr=nr, text=_words(text), von_id=acting.account_id, at=clock.now()
    )
    audit.record("knowledge_remarked", acting=acting, object_type="beitrag", object_id=beitrag.id)
    return written


@transaction.atomic
def answer(*, acting: Actor, anmerkung_id: UUID, text: str, changes: bool) -> Anmerkung:
    """Answer a remark and say whether something is changed; raises RemarkEmpty, RemarkAnswered."""
    current: Anmerkung | None = (
        Anmerkung.objects.select_for_update().filter(id=anmerkung_id, folge=Anmerkung.Folge.OFFEN).first()
    )
    if current is None:
        raise RemarkAnswered
    current.folge = Anmerkung.Folge.NEU if changes else Anmerkung.Folge.BLEIBT
    current.antwort, current.antwort_von_id, current.antwort_at = _words(text), acting.account_id, clock.now()
    current.save(update_fields=["folge", "antwort", "antwort_von", "antwort_at"])
    audit.record("knowledge_answered", acting=acting, object_type="beitrag", object_id=current.beitrag_id)
    return current


def _open_draft(beitrag: Beitrag, nr: int) -> Fassung:
    current: Fassung | None = Fassung.objects.select_for_update().filter(beitrag=beitrag, stand=Stand.ENTWURF).first()
    if current is None:
        raise NoDraft
    if current.nr != nr:
        raise DraftChanged
    return current


def _write(acting: Actor, beitrag: Beitrag, nr: int, content: Content) -> Fassung:
    written: Fassung = Fassung.objects.create(
        beitrag=beitrag,
        nr=nr,
        titel=" ".join(content.titel.split())[:120],
        text=content.text.strip(),
        norm=content.norm.strip()[:120],
        orte=list(dict.fromkeys(content.orte)),
        video=content.video,
        gueltig_ab=content.gueltig_ab or clock.today(),
        gueltig_bis=content.gueltig_bis,
        verfasst_von_id=acting.account_id,
        verfasst_at=clock.now(),
    )
    return written


def _check(content: Content) -> None:
    for what, value in (
        ("der Titel", content.titel.strip()),
        ("der Text", content.text.strip()),
        ("die Stelle", content.orte),
    ):
        if not value:
            raise ContentMissing(what)
    if len(content.text) > LONGEST_TEXT:
        raise ContentMissing(f"die Kürze (höchstens {LONGEST_TEXT:,} Zeichen)".replace(",", "."))
    if content.gueltig_bis and content.gueltig_bis < (content.gueltig_ab or clock.today()):
        raise ValidityWrong


def _slug(art: str, title: str) -> str:
    base = slugify(title.lower().translate(_GERMAN))[:50].strip("-") or "beitrag"
    taken = set(Beitrag.objects.filter(art=art, slug__startswith=base).values_list("slug", flat=True))
    return next(name for n in range(1, len(taken) + 2) if (name := base if n == 1 else f"{base}-{n}") not in taken)


def _words(text: str) -> str:
    clean = text.strip()
    if not clean or len(clean) > LONGEST_REMARK:
        raise RemarkEmpty
    return clean
