"""Reading orders and runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet

from nahbar.domain.casefile.models import Akte
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.payments.errors import RunUnknown
from nahbar.domain.payments.models import Zahllauf, Zahlungsauftrag
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.vault.actions import read_file


@dataclass(frozen=True)
class RunFile:
    """One file of a released run, ready for download."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class RunView:
    """A run with its orders; all sums in cents."""

    lauf: Zahllauf
    orders: tuple[Zahlungsauftrag, ...]
    by_bank: tuple[Zahlungsauftrag, ...]
    by_hand: tuple[Zahlungsauftrag, ...]
    """Without account (§ 47 SGB I)."""
    bank_total: int
    hand_total: int
    totals_agree: bool
    """Count and sum of the list are those of the run."""

    def own(self, actor: Actor) -> bool:
        """True if this person prepared it and so may not release it."""
        return self.lauf.created_by_id == actor.account_id


def _orders() -> QuerySet[Zahlungsauftrag]:
    found: QuerySet[Zahlungsauftrag] = Zahlungsauftrag.objects.select_related(
        "akte__person", "entscheidung__vorgang", "lauf"
    ).defer("entscheidung__fakten", "entscheidung__monate", "entscheidung__trace")
    return found


def due_orders(day: date) -> Sequence[Zahlungsauftrag]:
    """The orders that are due on this day or before and stand in no run."""
    return list(_orders().filter(lauf=None, faellig_am__lte=day))


def orders_of(entscheidung: Entscheidung) -> Sequence[Zahlungsauftrag]:
    """The orders of a decision by month."""
    return list(_orders().filter(entscheidung=entscheidung).order_by("monat", "id"))


def orders_of_akte(akte: Akte) -> Sequence[Zahlungsauftrag]:
    """All payments of a file, newest month first."""
    return list(_orders().filter(akte=akte).order_by("-monat", "id"))


def paid_until(akte: Akte) -> date | None:
    """The last month whose money stands in a run, released or being prepared; None: nothing does yet."""
    sent = Zahlungsauftrag.objects.filter(akte=akte, lauf__isnull=False)
    found: date | None = sent.aggregate(bis=Max("monat"))["bis"]
    return found


def runs() -> Sequence[Zahllauf]:
    """All runs, newest first."""
    return list(Zahllauf.objects.select_related("created_by", "freigegeben_by").order_by("-created_at"))


def run_by_id(lauf_id: UUID) -> Zahllauf:
    """The run of this id; raises RunUnknown."""
    found: Zahllauf | None = (
        Zahllauf.objects.select_related("created_by", "freigegeben_by", "datei", "anweisungen")
        .filter(id=lauf_id)
        .first()
    )
    if found is None:
        raise RunUnknown()
    return found


def run_view(lauf: Zahllauf) -> RunView:
    """The run with its list, transfers and payments without account apart."""
    row = run_by_id(lauf.id)
    orders = tuple(_orders().filter(lauf=row).order_by("empfaenger", "monat", "id"))
    by_bank = tuple(order for order in orders if order.weg == Zahlungsauftrag.Weg.KONTO)
    by_hand = tuple(order for order in orders if order.weg == Zahlungsauftrag.Weg.ANWEISUNG)
    return RunView(
        lauf=row,
        orders=orders,
        by_bank=by_bank,
        by_hand=by_hand,
        bank_total=sum(order.betrag for order in by_bank),
        hand_total=sum(order.betrag for order in by_hand),
        totals_agree=len(orders) == row.anzahl and sum(order.betrag for order in orders) == row.summe,
    )


def run_files(lauf: Zahllauf) -> Sequence[RunFile]:
    """The files of a released run: pain.001, and the list of payments without account; none before release."""
    row = run_by_id(lauf.id)
    files = []
    if row.datei:
        files.append(RunFile(f"{row.nummer}.xml", row.datei.media_type, read_file(row.datei)))
    if row.anweisungen:
        files.append(RunFile(f"{row.nummer}-ohne-konto.csv", row.anweisungen.media_type, read_file(row.anweisungen)))
    return files
