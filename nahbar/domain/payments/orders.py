"""Zahlungsaufträge from Leistungszeilen: one for each month and payee, never two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Sum

from nahbar.domain.decisions.models import Entscheidung, Leistungszeile
from nahbar.domain.payments.models import Zahlungsauftrag
from nahbar.domain.people.models import Bankverbindung, Person
from nahbar.law.calendar import erster
from nahbar.law.holidays import last_bank_day_before
from nahbar.platform import clock
from nahbar.platform.letters import words
from nahbar.platform.zone import BERLIN

APPLICANT = "antragsteller"


@dataclass(frozen=True)
class Payee:
    """Where the money of one decision goes."""

    name: str
    iban: str
    weg: str

    def fill(self, order: Zahlungsauftrag) -> bool:
        """Write it into an order; True if that changes something."""
        before = (order.empfaenger, order.iban, order.weg)
        order.empfaenger, order.iban, order.weg = self.name[:140], self.iban, self.weg
        return before != (order.empfaenger, order.iban, order.weg)


def payees(persons: Iterable[Person], day: date) -> dict[UUID, Payee]:
    """By person: the account that is valid on this day, else payment to the home (§ 47 Abs. 1 SGB I)."""
    known = {person.id: person for person in persons}
    newest: dict[UUID, Bankverbindung] = {}
    for bank in Bankverbindung.objects.filter(person_id__in=known, gilt_ab__lte=day).order_by("gilt_ab", "created_at"):
        newest[bank.person_id] = bank
    found = {}
    for key, person in known.items():
        account = newest.get(key)
        if account and account.iban:
            found[key] = Payee(account.kontoinhaber or str(person), account.iban, Zahlungsauftrag.Weg.KONTO.value)
        else:
            found[key] = Payee(str(person), "", Zahlungsauftrag.Weg.ANWEISUNG.value)
    return found


def due_on(month: date, released: date) -> date:
    """Months that have begun at release: at once; later ones: last bank day before the first (§ 42 Abs. 1 SGB II)."""
    return released if month <= erster(released) else last_bank_day_before(month)


def unpaid_months(until: date, entscheidung: Entscheidung | None = None) -> QuerySet[Any, dict[str, Any]]:
    """Decision, month and cents of every released month up to `until` that has no order yet."""
    ordered = Zahlungsauftrag.objects.filter(
        entscheidung=OuterRef("entscheidung"), monat=OuterRef("monat"), stelle=APPLICANT
    )
    newer = Entscheidung.objects.filter(ersetzt=OuterRef("entscheidung"), stand=Entscheidung.Stand.FREIGEGEBEN)
    rows = Leistungszeile.objects.filter(entscheidung__stand=Entscheidung.Stand.FREIGEGEBEN, monat__lte=until)
    changed = Entscheidung.objects.filter(  # § 48 SGB X: from its first month on a change pays, not what it changes
        aendert__isnull=False,
        akte=OuterRef("entscheidung__akte"),
        antrag__leistung=OuterRef("entscheidung__antrag__leistung"),
        stand=Entscheidung.Stand.FREIGEGEBEN,
        freigegeben_at__gt=OuterRef("entscheidung__freigegeben_at"),
        von__lte=OuterRef("monat"),
        bis__gte=OuterRef("monat"),
    )
    rows = rows.filter(~Exists(newer), ~Exists(changed))  # what another one took the place of is paid with that one
    if entscheidung is not None:
        rows = rows.filter(entscheidung=entscheidung)
    found: QuerySet[Any, dict[str, Any]] = (
        rows.filter(~Exists(ordered))
        .order_by("entscheidung", "monat")
        .values("entscheidung", "monat")
        .annotate(cents=Sum(F("anspruch") + F("sofortzuschlag")))
        .filter(cents__gt=0)
    )
    return found


def ordered_before(decisions: Iterable[UUID]) -> dict[tuple[UUID, date], int]:
    """Cents ordered for a month by other decisions on the same benefit in the same file: (decision, month)."""
    wanted: dict[tuple[UUID, str], list[UUID]] = {}
    for row in Entscheidung.objects.filter(id__in=list(decisions)).values("id", "akte", "antrag__leistung"):
        wanted.setdefault((row["akte"], row["antrag__leistung"]), []).append(row["id"])
    orders = Zahlungsauftrag.objects.filter(akte__in={akte for akte, _ in wanted}, stelle=APPLICANT)
    found: dict[tuple[UUID, date], int] = {}
    for order in orders.values("akte", "entscheidung", "entscheidung__antrag__leistung", "monat", "betrag"):
        for root in wanted.get((order["akte"], order["entscheidung__antrag__leistung"]), ()):
            if root != order["entscheidung"]:
                found[root, order["monat"]] = found.get((root, order["monat"]), 0) + order["betrag"]
    return found


def paid_before(decision: Entscheidung) -> dict[date, int]:
    """Cents by month that earlier decisions have ordered in place of this one."""
    return {month: cents for (_, month), cents in ordered_before([decision.id]).items()}


def write_orders(until: date, entscheidung: Entscheidung | None = None) -> list[Zahlungsauftrag]:
    """Make the orders that are missing; a second call, also at the same time, makes none (unique constraint).

    A decision that took the place of another orders what is missing on top of what was ordered before.
    """
    wanted = list(unpaid_months(until, entscheidung))
    before = ordered_before({row["entscheidung"] for row in wanted})
    decisions = {
        e.id: e
        for e in Entscheidung.objects.filter(id__in={row["entscheidung"] for row in wanted})
        .select_related("akte", "antrag__person")
        .defer("fakten", "monate", "trace", "antrag__antworten")
    }
    goes_to = payees((e.antrag.person for e in decisions.values() if e.antrag.person), clock.today())
    orders = []
    for row in wanted:
        decision = decisions[row["entscheidung"]]
        cents = row["cents"] - before.get((decision.id, row["monat"]), 0)
        if cents <= 0:
            continue
        assert decision.antrag.person_id is not None and decision.freigegeben_at is not None
        order = Zahlungsauftrag(
            traeger_id=decision.traeger_id,
            entscheidung=decision,
            akte=decision.akte,
            monat=row["monat"],
            stelle=APPLICANT,
            betrag=cents,
            zweck=f"BG {decision.akte.aktenzeichen} {words.month(row['monat'])}",
            faellig_am=due_on(row["monat"], decision.freigegeben_at.astimezone(BERLIN).date()),
            created_at=clock.now(),
        )
        goes_to[decision.antrag.person_id].fill(order)
        orders.append(order)
    Zahlungsauftrag.objects.bulk_create(orders, batch_size=1000, ignore_conflicts=True)
    return orders
