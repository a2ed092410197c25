"""Writing batches for the print provider: prepared, changed, handed over, asked back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.casefile.policies import can_take_aufgabe
from nahbar.domain.mailroom.actions import TO_POST
from nahbar.domain.mailroom.deadlines import seat
from nahbar.domain.mailroom.errors import NotReady, ReasonMissing, WrongWay
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.mailroom.outgoing import Druckauftrag, Druckstapel
from nahbar.domain.mailroom.print_errors import AtProvider, BackAlready, BatchEmpty, BatchGone, NothingChosen
from nahbar.domain.mailroom.print_queries import active_order, batch_by_id, orders
from nahbar.law.holidays import next_working_day
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import current_traeger_id

S = Druckauftrag.Stand


def _next_number() -> str:
    """`DS-2026-00004`; the lock lasts until the transaction ends, so that no number is given twice."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 4))", [f"druck:{current_traeger_id()}"])
    prefix = f"DS-{clock.today().year}-"
    last = Druckstapel.objects.filter(nummer__startswith=prefix).order_by("-nummer").first()
    return f"{prefix}{int(last.nummer.removeprefix(prefix)) + 1 if last else 1:05d}"


def latest_day() -> date:
    """The last day for the provider to hand a letter to the post: the next working day at the seat."""
    where = seat()
    return next_working_day(clock.today() + timedelta(days=1), where.land, where.ags)


@transaction.atomic
def prepare_batch(*, acting: Actor, brief_ids: Sequence[UUID], versand: str) -> Druckstapel:
    """Put letters that are ready into a new batch, in the order in which they were made.

    Raises NothingChosen, NotReady (stopped or sent), WrongWay (portal), AtProvider (in a batch already).
    """
    related = ("akte__gemeinde", "person", "dokument__original")
    rows = Brief.objects.select_for_update(of=("self",)).select_related(*related)
    letters = list(rows.filter(id__in=brief_ids).order_by("created_at", "id"))
    if not letters or len(letters) != len(set(brief_ids)):
        raise NothingChosen()
    stapel: Druckstapel = Druckstapel.objects.create(
        nummer=_next_number(), created_at=clock.now(), created_by_id=acting.account_id
    )
    latest, house = latest_day(), Traeger.objects.get(id=current_traeger_id()).kuerzel
    for position, brief in enumerate(letters, start=1):
        if brief.stand != Brief.Stand.BEREIT:
            raise NotReady(brief.get_stand_display())
        if brief.weg != Brief.Weg.POST:
            raise WrongWay(brief.get_weg_display())
        if (order := active_order(brief)) is not None:
            raise AtProvider(brief.betreff, order.stapel.nummer)
        # a cost centre is a town: for a protected address the house pays (U11)
        town = None if brief.person.anschrift_geheim else brief.akte.gemeinde
        Druckauftrag.objects.create(
            stapel=stapel, brief=brief, position=position, sha256=brief.dokument.original.sha256,
            seiten=brief.dokument.seiten, versand=Druckauftrag.Versand(versand),
            kostenstelle=(town.ags if town else house)[:20], spaetestens=latest,
        )  # fmt: skip
    audit.record(
        "print_batch_prepared", acting=acting, object_type="druckstapel", object_id=stapel.id,
        details={"briefe": len(letters)},
    )  # fmt: skip
    return stapel


def _prepared(stapel: Druckstapel) -> Druckstapel:
    row: Druckstapel = Druckstapel.objects.select_for_update(of=("self",)).get(id=stapel.id)
    if row.stand != Druckstapel.Stand.VORBEREITET:
        raise BatchGone(row.get_stand_display())
    return row


@transaction.atomic
def take_out(*, acting: Actor, auftrag: Druckauftrag) -> None:
    """Take a letter out of a batch that was not handed over; it is ready again. Raises BatchGone."""
    _prepared(auftrag.stapel)
    Druckauftrag.objects.filter(id=auftrag.id).update(stand=S.ENTNOMMEN)
    audit.record("print_order_removed", acting=acting, object_type="brief", object_id=auftrag.brief_id)


@transaction.atomic
def discard_batch(*, acting: Actor, stapel: Druckstapel) -> None:
    """Give up a batch that was not handed over; its letters are ready again. Raises BatchGone."""
    row = _prepared(stapel)
    row.stand = Druckstapel.Stand.VERWORFEN
    row.save(update_fields=["stand"])
    Druckauftrag.objects.filter(stapel=row).update(stand=S.ENTNOMMEN)
    audit.record("print_batch_discarded", acting=acting, object_type="druckstapel", object_id=row.id)


@transaction.atomic
def hand_over(*, acting: Actor, stapel: Druckstapel) -> Druckstapel:
    """The batch goes to the provider; the post room's tasks sleep until the day after the latest dispatch.

    Asked again, the batch that went is given back. Raises BatchGone (discarded), BatchEmpty.
    """
    row: Druckstapel = Druckstapel.objects.select_for_update(of=("self",)).get(id=stapel.id)
    if row.stand == Druckstapel.Stand.UEBERGEBEN:
        return batch_by_id(row.id)
    if row.stand != Druckstapel.Stand.VORBEREITET:
        raise BatchGone(row.get_stand_display())
    inside = orders(row)
    if not inside:
        raise BatchEmpty()
    row.stand = Druckstapel.Stand.UEBERGEBEN
    row.uebergeben_at = clock.now()
    row.uebergeben_by_id = acting.account_id
    row.save(update_fields=["stand", "uebergeben_at", "uebergeben_by"])
    Druckauftrag.objects.filter(stapel=row, stand=S.VORGESEHEN).update(stand=S.UEBERGEBEN)
    for order in inside:
        casefile.add_eintrag(
            acting=acting, akte=order.brief.akte, vorgang=order.brief.vorgang, art="brief_im_druck",
            text=f"{order.brief.betreff}: an den Druckdienstleister übergeben (Stapel {row.nummer}).",
            fuer_buerger=False,
        )  # fmt: skip
        for task in Aufgabe.objects.filter(vorgang=order.brief.vorgang, art=TO_POST, erledigt_at=None):
            if can_take_aufgabe(acting, task):
                casefile.postpone_aufgabe(acting=acting, aufgabe=task, until=order.spaetestens + timedelta(days=1))
    audit.record("print_batch_sent", acting=acting, object_type="druckstapel", object_id=row.id)
    return batch_by_id(row.id)


@transaction.atomic
def note_laid(*, acting: Actor, stapel: Druckstapel, sha256: str) -> None:
    """The file lies in the outbox, with this sum."""
    row: Druckstapel = Druckstapel.objects.select_for_update(of=("self",)).get(id=stapel.id)
    row.abgelegt_at = row.abgelegt_at or clock.now()
    row.datei_sha256 = sha256
    row.save(update_fields=["abgelegt_at", "datei_sha256"])
    audit.record("print_batch_laid", acting=acting, object_type="druckstapel", object_id=row.id)


@transaction.atomic
def ask_back(*, acting: Actor, auftrag: Druckauftrag, grund: str) -> Druckauftrag:
    """Note that the house wants the letter back from the provider. Raises ReasonMissing, BackAlready, NotReady."""
    if not grund.strip():
        raise ReasonMissing()
    row: Druckauftrag = (
        Druckauftrag.objects.select_for_update(of=("self",)).select_related("brief__akte", "brief__vorgang")
    ).get(id=auftrag.id)
    if row.rueckruf_at is not None:
        raise BackAlready()
    if row.stand not in (S.UEBERGEBEN, S.ANGENOMMEN, S.GEDRUCKT):
        raise NotReady(row.get_stand_display())
    row.rueckruf_at = clock.now()
    row.rueckruf_grund = grund.strip()[:200]
    row.save(update_fields=["rueckruf_at", "rueckruf_grund"])
    casefile.add_eintrag(
        acting=acting, akte=row.brief.akte, vorgang=row.brief.vorgang, art="rueckruf_angefragt",
        text=f"{row.brief.betreff}: Rückruf beim Druckdienstleister angefragt. Grund: {row.rueckruf_grund}",
        fuer_buerger=False,
    )  # fmt: skip
    audit.record("print_recall_asked", acting=acting, object_type="brief", object_id=row.brief_id)
    return row
