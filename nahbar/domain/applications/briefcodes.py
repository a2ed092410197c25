"""Codes of letters: made, recognised, noted when used, blocked. What ends a code is looked up, never remembered."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from nahbar.domain.applications.briefcode_models import Briefcode
from nahbar.domain.applications.models import Antrag, Nachweis, Zugang
from nahbar.domain.applications.papers import OPEN
from nahbar.domain.casefile.models import Akte
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.people.models import Adressschutz
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.ids import new_code, normal_code
from nahbar.platform.tenancy.scope import current_traeger_id
from nahbar.platform.zone import BERLIN

__all__ = ["Briefcode"]

SENT = (Antrag.Stand.EINGEGANGEN, Antrag.Stand.VORGELEGT)


@dataclass(frozen=True)
class Printed:
    """A new code as the letter shows it; it is kept nowhere else."""

    code: str
    row: Briefcode


def _kennung(code: str) -> str:
    key = hmac.new(settings.SECRET_KEY.encode(), b"briefcode" + current_traeger_id().bytes, hashlib.sha256).digest()
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()


def last_day(frist: date) -> date:
    """How long a code opens its page: some weeks past the day until which an answer is asked for (§ 67 SGB I)."""
    return frist + timedelta(days=settings.LETTER_CODE_DAYS)


@transaction.atomic
def new_briefcode(
    *, acting: Actor, antrag: Antrag, zweck: str, frist: date, nachweise: Sequence[str] = (), bis: date | None = None
) -> Printed:
    """A code for a letter that is about to be written; no code of an application, and none that was given before."""
    code = new_code()
    while Zugang.objects.filter(code=code).exists() or Briefcode.objects.filter(kennung=_kennung(code)).exists():
        code = new_code()
    row: Briefcode = Briefcode.objects.create(
        antrag=antrag, zweck=Briefcode.Zweck(zweck), nachweise=list(nachweise), kennung=_kennung(code), frist=frist,
        gueltig_bis=bis or last_day(frist), created_at=clock.now(),
    )  # fmt: skip
    audit.record(
        "letter_code_given", acting=acting, object_type="antrag", object_id=antrag.id,
        details={"zweck": str(zweck), "bis": row.gueltig_bis.isoformat()},
    )  # fmt: skip
    return Printed(code, row)


@transaction.atomic
def stands_on(*, acting: Actor, briefcode: Briefcode, brief: Brief) -> Briefcode:
    """Note the letter on which the code was printed."""
    briefcode.brief = brief
    briefcode.save(update_fields=["brief"])
    audit.record("letter_code_printed", acting=acting, object_type="brief", object_id=brief.id)
    return briefcode


def _rows() -> QuerySet[Briefcode]:
    rows: QuerySet[Briefcode] = Briefcode.objects.select_related(
        "antrag__akte__person", "antrag__vorgang", "antrag__person", "antrag__traeger", "antrag__stamm", "brief"
    )
    return rows


def briefcode_of(code: str) -> Briefcode | None:
    """The code of a letter as somebody typed it, whether it still opens anything or not."""
    normal = normal_code(code)
    found: Briefcode | None = _rows().filter(kennung=_kennung(normal)).first() if normal else None
    return found


def briefcode_by_id(briefcode_id: UUID) -> Briefcode | None:
    """The code that a browser opened before."""
    found: Briefcode | None = _rows().filter(id=briefcode_id).first()
    return found


def briefcodes_of(akte: Akte) -> list[Briefcode]:
    """All codes of the letters of a file, the newest first."""
    return list(_rows().filter(antrag__akte=akte))


def asked_papers(row: Briefcode) -> list[Nachweis]:
    """The papers of the letter, in its order."""
    known = {paper.key: paper for paper in Nachweis.objects.filter(antrag_id=row.antrag_id, key__in=row.nachweise)}
    return [known[key] for key in row.nachweise if key in known]


def ended_by(row: Briefcode) -> str:
    """Why the code opens nothing any more, in words for the desk; empty while it does.

    Everything is looked up at this moment: a decision, a returned letter (U24) or a protected address (U11) ends the
    code without anybody having to think of it.
    """
    brief = row.brief
    if row.gesperrt_at is not None:
        return "gesperrt"
    if row.gueltig_bis < clock.today():
        return "abgelaufen"
    if brief is None or brief.stand == Brief.Stand.GESTOPPT:
        return "Brief angehalten"
    if brief.zurueck_am is not None:
        return "Brief kam zurück"
    if row.antrag.person_id and Adressschutz.objects.filter(
        person_id=row.antrag.person_id, gesetzt_at__gte=row.created_at
    ).exists():
        return "Anschrift geschützt"
    return _matter_over(row)


def _matter_over(row: Briefcode) -> str:
    if row.antrag.stand not in SENT:
        return "Vorgang abgeschlossen"
    papers = asked_papers(row)
    waiting = any(paper.stand in (*OPEN, Nachweis.Stand.GESENDET) for paper in papers)
    return "" if waiting else "alles erledigt"


@transaction.atomic
def note_opened(*, acting: Actor, briefcode: Briefcode) -> Briefcode:
    """Somebody typed the code and asked for its page."""
    row: Briefcode = Briefcode.objects.select_for_update().get(id=briefcode.id)
    now = clock.now()
    briefcode.zuerst_at = row.zuerst_at = row.zuerst_at or now
    briefcode.zuletzt_at = row.zuletzt_at = now
    briefcode.oeffnungen = row.oeffnungen = row.oeffnungen + 1
    row.save(update_fields=["zuerst_at", "zuletzt_at", "oeffnungen"])
    audit.record(
        "letter_code_used", acting=acting, object_type="antrag", object_id=row.antrag_id,
        details={"zweck": row.zweck, "nr": row.oeffnungen},
    )  # fmt: skip
    return briefcode


@transaction.atomic
def block(*, acting: Actor, briefcode: Briefcode) -> Briefcode:
    """From now on it opens nothing; a second time changes nothing."""
    row: Briefcode = Briefcode.objects.select_for_update(of=("self",)).get(id=briefcode.id)
    if row.gesperrt_at is None:
        row.gesperrt_at, row.gesperrt_von = clock.now(), acting.role_label[:80]
        row.save(update_fields=["gesperrt_at", "gesperrt_von"])
        audit.record("letter_code_blocked", acting=acting, object_type="antrag", object_id=row.antrag_id)
    briefcode.gesperrt_at, briefcode.gesperrt_von = row.gesperrt_at, row.gesperrt_von
    return briefcode


def day_of(row: Briefcode) -> date:
    """The day of the letter."""
    return row.created_at.astimezone(BERLIN).date()
