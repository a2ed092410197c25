"""Reading batches, orders and receipts of the print provider."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from nahbar.domain.mailroom.models import Brief
from nahbar.domain.mailroom.outgoing import Druckauftrag, Druckquittung, Druckstapel
from nahbar.domain.mailroom.print_errors import BatchUnknown

S = Druckauftrag.Stand
GONE = (S.ABGELEHNT, S.ENTNOMMEN)
AT_PROVIDER = (S.UEBERGEBEN, S.ANGENOMMEN, S.GEDRUCKT)


@dataclass(frozen=True)
class BatchView:
    """A batch, its letters, and how far they have come."""

    stapel: Druckstapel
    auftraege: Sequence[Druckauftrag]
    """Without those that were taken out before."""
    blaetter: int
    counts: tuple[tuple[str, int], ...]
    """State in words and number of letters, in the order of the way."""

    @property
    def finished(self) -> int:
        """Letters with which the provider is done: posted, returned or rejected."""
        return sum(row.stand in (S.AUFGEGEBEN, S.ZURUECK, S.ABGELEHNT) for row in self.auftraege)


def batch_by_id(stapel_id: UUID) -> Druckstapel:
    """The batch of this id; raises BatchUnknown."""
    found: Druckstapel | None = (
        Druckstapel.objects.select_related("created_by", "uebergeben_by", "traeger").filter(id=stapel_id).first()
    )
    if found is None:
        raise BatchUnknown()
    return found


def orders(stapel: Druckstapel) -> Sequence[Druckauftrag]:
    """The letters of a batch in their order, without those taken out."""
    rows = Druckauftrag.objects.filter(stapel=stapel).exclude(stand=S.ENTNOMMEN).order_by("position")
    return list(rows.select_related("brief__person", "brief__akte", "brief__vorgang", "brief__dokument__original"))


def batch_view(stapel: Druckstapel) -> BatchView:
    """A batch with its letters and figures."""
    return _view(stapel, orders(stapel))


def _view(stapel: Druckstapel, rows: Sequence[Druckauftrag]) -> BatchView:
    counts = tuple((str(state.label), number) for state in S if (number := sum(row.stand == state for row in rows)) > 0)
    return BatchView(stapel, rows, sum(row.blaetter for row in rows), counts)


def batches(limit: int) -> tuple[Sequence[BatchView], int]:
    """The newest batches with their figures, and how many there are; those that were discarded are left out."""
    all_rows = Druckstapel.objects.exclude(stand=Druckstapel.Stand.VERWORFEN)
    shown = list(all_rows.select_related("created_by", "uebergeben_by")[:limit])
    found: dict[UUID, list[Druckauftrag]] = {row.id: [] for row in shown}
    for order in Druckauftrag.objects.filter(stapel__in=shown).exclude(stand=S.ENTNOMMEN):
        found[order.stapel_id].append(order)
    return [_view(row, found[row.id]) for row in shown], all_rows.count()


def active_order(brief: Brief) -> Druckauftrag | None:
    """The order by which the letter is in a batch or at the provider; None if it is in the house."""
    found: Druckauftrag | None = (
        Druckauftrag.objects.select_related("stapel").filter(brief=brief).exclude(stand__in=GONE).first()
    )
    return found


def unclear_receipts() -> Sequence[Druckquittung]:
    """Receipts that somebody has to look at, newest first."""
    return list(Druckquittung.objects.filter(stand=Druckquittung.Stand.QUARANTAENE))


def receipt_known(sha256: str) -> Druckquittung | None:
    """The receipt with this content, if it was read before."""
    found: Druckquittung | None = Druckquittung.objects.filter(sha256=sha256).first()
    return found


def receipt_by_id(quittung_id: UUID) -> Druckquittung | None:
    """The receipt of this id."""
    found: Druckquittung | None = Druckquittung.objects.filter(id=quittung_id).first()
    return found


def order_by_id(auftrag_id: UUID) -> Druckauftrag:
    """The order of this id, with batch, letter and Träger."""
    found: Druckauftrag = Druckauftrag.objects.select_related("stapel", "brief", "traeger").get(id=auftrag_id)
    return found
