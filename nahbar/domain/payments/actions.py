"""Making orders, preparing runs, releasing them: nothing is paid twice, and nobody pays alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction
from django.db.models import QuerySet

from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.payments.bank import BankFile, BankFileRefused, BankFormat, Transfer
from nahbar.domain.payments.errors import (
    AlreadyReleased,
    FileRefused,
    NothingDue,
    RoleMissing,
    TotalsDiffer,
    WrongDay,
)
from nahbar.domain.payments.models import Zahllauf, Zahlungsauftrag
from nahbar.domain.payments.orders import payees, write_orders
from nahbar.domain.payments.policies import can_prepare, release_obstacle
from nahbar.law.calendar import erster, plus_monate
from nahbar.law.holidays import is_bank_day, last_bank_day_before
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.letters import words
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import current_traeger_id
from nahbar.platform.vault.actions import store_file

LETTER = {Zahllauf.Art.SOFORT: "S", Zahllauf.Art.MONATLICH: "M"}


@transaction.atomic
def create_orders(*, acting: Actor, entscheidung: Entscheidung, until: date) -> list[Zahlungsauftrag]:
    """The orders of a released decision for its months up to `until` (a first of the month); again: none.

    Of a decision that takes another one's place, only what is missing; runs being prepared come before or after.
    """
    if entscheidung.ersetzt_id is not None:
        _one_at_a_time()
    orders = write_orders(until, entscheidung)
    audit.record(
        "payment_orders_created",
        acting=acting,
        object_type="entscheidung",
        object_id=entscheidung.id,
        details={"anzahl": len(orders), "bis": until.isoformat()},
    )
    return orders


@transaction.atomic
def replace_orders(*, acting: Actor, entscheidung: Entscheidung) -> int:
    """Take back what earlier decisions of this file had ordered for the months of a change and no run has taken yet.

    Gives the number. Money that is on the way stays as it is; whoever releases has looked at that before.
    """
    _one_at_a_time()
    waiting = Zahlungsauftrag.objects.filter(
        akte=entscheidung.akte_id,
        entscheidung__antrag__leistung=entscheidung.antrag.leistung,
        lauf=None,
        monat__gte=erster(entscheidung.von),
        monat__lte=entscheidung.bis,
    ).exclude(entscheidung=entscheidung)
    count, _ = waiting.delete()
    audit.record(
        "payment_orders_replaced",
        acting=acting,
        object_type="entscheidung",
        object_id=entscheidung.id,
        details={"anzahl": count},
    )
    return int(count)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 3))", [f"zahllauf:{current_traeger_id()}"])


def _month_of(art: Zahllauf.Art, execution_date: date) -> date:
    """The last month that the run pays; raises WrongDay."""
    if execution_date < clock.today():
        raise WrongDay(
            "Der Tag der Ausführung liegt in der Vergangenheit. Bitte wählen Sie heute oder einen späteren Tag."
        )
    if not is_bank_day(execution_date):
        raise WrongDay(
            f"Am {words.weekday(execution_date)} führen Banken nichts aus. Bitte wählen Sie einen Bankarbeitstag."
        )
    if art is Zahllauf.Art.SOFORT:
        return erster(execution_date)
    month = plus_monate(erster(execution_date), 1)
    if execution_date != (right := last_bank_day_before(month)):
        raise WrongDay(
            f"Der Monatslauf für {words.month(month)} wird am {words.weekday(right)} ausgeführt, "
            "damit das Geld zum Monatsersten da ist. Für Nachzahlungen wählen Sie die sofortige Zahlung."
        )
    return month


def _due(art: Zahllauf.Art, month: date, execution_date: date) -> QuerySet[Zahlungsauftrag]:
    found: QuerySet[Zahlungsauftrag] = Zahlungsauftrag.objects.filter(lauf=None, faellig_am__lte=execution_date)
    return found.filter(monat__lte=month) if art is Zahllauf.Art.SOFORT else found.filter(monat=month)


def _with_person(orders: QuerySet[Zahlungsauftrag]) -> QuerySet[Zahlungsauftrag]:
    """With decision and person, without the large frozen calculation."""
    heavy = ("fakten", "monate", "trace", "antrag__antworten")
    return orders.select_related("entscheidung__antrag__person").defer(*(f"entscheidung__{name}" for name in heavy))


def _next_number(art: Zahllauf.Art, execution_date: date) -> str:
    """`NB-20261130-M001`: also the message id that the bank knows the file by."""
    prefix = f"NB-{execution_date:%Y%m%d}-{LETTER[art]}"
    last = Zahllauf.objects.filter(nummer__startswith=prefix).order_by("-nummer").first()
    return f"{prefix}{int(last.nummer.removeprefix(prefix)) + 1 if last else 1:03d}"


@transaction.atomic
def prepare_run(*, acting: Actor, art: str, execution_date: date) -> Zahllauf:
    """Collect what is due into a new run; what stands in a run already is never collected again.

    `sofort`: months that have begun; `monatlich`: the month that begins next, executed on the last bank day before it.
    Orders of later months come into being here. Payees are those of the execution day. Raises RoleMissing, WrongDay,
    NothingDue.
    """
    if not can_prepare(acting) or acting.account_id is None:
        raise RoleMissing("die Kasse oder die Leistungssachbearbeitung")
    kind = Zahllauf.Art(art)
    month = _month_of(kind, execution_date)
    _one_at_a_time()  # two at once would collect the same orders and take the same number
    write_orders(month)
    due = _with_person(_due(kind, month, execution_date))
    orders = list(due.select_for_update(of=("self",)).order_by("id"))
    if not orders:
        raise NothingDue()
    lauf: Zahllauf = Zahllauf.objects.create(
        nummer=_next_number(kind, execution_date),
        art=kind,
        ausfuehrung_am=execution_date,
        anzahl=len(orders),
        summe=sum(order.betrag for order in orders),
        created_by_id=acting.account_id,
        created_at=clock.now(),
    )
    persons = [order.entscheidung.antrag.person for order in orders]
    goes_to = payees((person for person in persons if person), execution_date)
    moved = [order for order, person in zip(orders, persons, strict=True) if person and goes_to[person.id].fill(order)]
    Zahlungsauftrag.objects.bulk_update(moved, ["empfaenger", "iban", "weg"], batch_size=500)
    Zahlungsauftrag.objects.filter(id__in=[order.id for order in orders]).update(lauf=lauf)
    audit.record(
        "payment_run_prepared",
        acting=acting,
        object_type="zahllauf",
        object_id=lauf.id,
        details={"nummer": lauf.nummer, "anzahl": lauf.anzahl, "summe": lauf.summe},
    )
    return lauf


def _locked(lauf: Zahllauf) -> Zahllauf:
    row: Zahllauf = Zahllauf.objects.select_for_update().get(id=lauf.id)
    return row


@transaction.atomic
def discard_run(*, acting: Actor, lauf: Zahllauf) -> None:
    """Take a prepared run apart; its orders are free again. Raises AlreadyReleased, RoleMissing."""
    if not can_prepare(acting):
        raise RoleMissing("die Kasse oder die Leistungssachbearbeitung")
    row = _locked(lauf)
    if row.stand == Zahllauf.Stand.FREIGEGEBEN:
        raise AlreadyReleased()
    Zahlungsauftrag.objects.filter(lauf=row).update(lauf=None)
    audit.record(
        "payment_run_discarded", acting=acting, object_type="zahllauf", object_id=row.id, details={"nummer": row.nummer}
    )
    row.delete()


def _bank_file(lauf: Zahllauf, orders: Sequence[Zahlungsauftrag]) -> BankFile:
    traeger = Traeger.objects.get(id=lauf.traeger_id)
    return BankFile(
        debtor_name=traeger.name,
        debtor_iban=traeger.iban,
        debtor_bic=traeger.bic,
        message_id=lauf.nummer,
        created_at=lauf.created_at,
        execution_date=lauf.ausfuehrung_am,
        transfers=tuple(Transfer(f"NB{o.id.hex}", o.betrag, o.empfaenger, o.iban, o.zweck) for o in orders),
    )


def _list_file(lauf: Zahllauf, orders: Sequence[Zahlungsauftrag]) -> bytes:
    """Those who are paid without an account, as CSV for the Kasse."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Zahllauf", "Nummer", "Empfänger", "Anschrift", "Betrag", "Verwendungszweck", "Fällig am"])
    for order in orders:
        person = order.entscheidung.antrag.person
        address = ", ".join(person.anschrift[1:]) if person else ""
        if person is not None and person.anschrift_geheim:
            address += ": im Amt ausgeben"
        euro = f"{order.betrag // 100},{order.betrag % 100:02d}"
        cells = [lauf.nummer, f"NB{order.id.hex}", order.empfaenger, address, euro, order.zweck]
        # a spreadsheet must not take a name for a formula
        safe = [f"'{cell}" if cell[:1] in "=+-@\t" else cell for cell in cells]
        writer.writerow([*safe, words.numeric_day(order.faellig_am)])
    return out.getvalue().encode("utf-8-sig")


@transaction.atomic
def release_run(*, acting: Actor, lauf: Zahllauf, bank: BankFormat) -> Zahllauf:
    """A second person lets the money go: file built, checked against schema and list, stored with the run.

    A released run is given back unchanged: the file exists once. Raises RoleMissing, OwnRun, TotalsDiffer, FileRefused.
    """
    row = _locked(lauf)
    if obstacle := release_obstacle(acting, row):
        raise obstacle
    if row.stand == Zahllauf.Stand.FREIGEGEBEN:
        return row
    orders = list(_with_person(Zahlungsauftrag.objects.filter(lauf=row)).order_by("id"))
    if len(orders) != row.anzahl or sum(order.betrag for order in orders) != row.summe or not orders:
        raise TotalsDiffer()
    by_bank = [order for order in orders if order.weg == Zahlungsauftrag.Weg.KONTO]
    by_hand = [order for order in orders if order.weg == Zahlungsauftrag.Weg.ANWEISUNG]
    if by_bank:
        try:
            xml = bank.build(_bank_file(row, by_bank))
        except BankFileRefused as refused:
            raise FileRefused([str(refused)]) from None
        if problems := bank.problems(xml):
            raise FileRefused(problems)
        row.datei = store_file(xml, "application/xml")
    if by_hand:
        row.anweisungen = store_file(_list_file(row, by_hand), "text/csv")
    row.stand = Zahllauf.Stand.FREIGEGEBEN
    row.freigegeben_by_id, row.freigegeben_at = acting.account_id, clock.now()
    row.save()
    audit.record(
        "payment_run_released",
        acting=acting,
        object_type="zahllauf",
        object_id=row.id,
        details={
            "nummer": row.nummer,
            "anzahl": row.anzahl,
            "summe": row.summe,
            "datei_sha256": row.datei.sha256 if row.datei else "",
        },
    )
    return row
