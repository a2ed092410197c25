"""Read what the print provider answers: the day of posting starts the period, a letter that came back ends it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom import print_receipts as receipts
from nahbar.domain.mailroom.errors import MailroomError
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.mailroom.outgoing import Druckauftrag, Druckquittung
from nahbar.domain.mailroom.policies import can_post
from nahbar.domain.mailroom.print_errors import LineRefused
from nahbar.domain.mailroom.print_queries import receipt_known
from nahbar.domain.mailroom.printing import PrintProvider, ReceiptFile, ReceiptLine
from nahbar.platform import failpoints, ports
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import savepoint, traeger_scope
from nahbar.procedures.record_posting import record_posting
from nahbar.procedures.tell_citizen import tell_citizen

S = Druckauftrag.Stand


@every_minute("read_print_receipts")
def look_for_receipts(traeger_id: UUID) -> None:
    """Read all receipts that wait for this Träger, each in a transaction of its own."""
    read_waiting(traeger_id)


def read_waiting(traeger_id: UUID) -> list[Druckquittung]:
    """Book what waits; a file is moved away only after its commit, so that a crash loses none."""
    provider: PrintProvider = ports.get("print_provider")
    folder = Traeger.objects.get(id=traeger_id).kuerzel
    kept = []
    for name in provider.waiting(folder):
        receipt = provider.read(folder, name)
        if receipt is None:
            continue
        with traeger_scope(traeger_id):
            row = read_print_receipt(acting=MACHINE, receipt=receipt)
        failpoints.hit("print_receipt.after_commit")
        provider.put_away(folder, name, quarantine=row.stand == Druckquittung.Stand.QUARANTAENE)
        kept.append(row)
    return kept


@transaction.atomic
def read_print_receipt(*, acting: Actor, receipt: ReceiptFile) -> Druckquittung:
    """Book a receipt line by line: what is right counts, what cannot be right is refused by name and goes aside.

    The same content a second time gives the first reading back and changes nothing. Raises RoleMissing.
    """
    if not can_post(acting):
        raise RoleMissing()
    known = receipt_known(receipt.sha256)
    if known is not None:
        return known
    refused = [("", f"{receipt.name}: {receipt.problem}")] if receipt.problem else []
    for line in receipt.lines:
        try:
            with savepoint():
                _book(acting, line)
        except MailroomError as reason:
            sentence = str(reason) if isinstance(reason, LineRefused) else f"Brief {line.letter}: {reason}"
            refused.append((str(line.letter), sentence))
            receipts.ask_about_receipt(acting=acting, line=line, sentence=sentence)
    booked = len(receipt.lines) - sum(1 for letter, _ in refused if letter)
    return receipts.keep_receipt(acting=acting, receipt=receipt, booked=booked, refused=refused)


def _book(acting: Actor, line: ReceiptLine) -> None:
    order = receipts.order_of(line)
    if receipts.is_known(order, line):
        return
    if line.state == S.ANGENOMMEN:
        receipts.note_accepted(acting=acting, order=order)
    elif line.state == S.GEDRUCKT:
        receipts.note_printed(acting=acting, order=order)
    elif line.state == S.ABGELEHNT:
        receipts.note_rejected(acting=acting, order=order, grund=line.reason)
    elif line.state == S.AUFGEGEBEN:
        _posted(acting, order, line)
    else:
        receipts.note_returned(acting=acting, order=order, day=line.day, grund=line.reason)
        tell_citizen(acting=acting, akte=order.brief.akte, anlass="anschrift")


def _posted(acting: Actor, order: Druckauftrag, line: ReceiptLine) -> None:
    if order.brief.stand == Brief.Stand.GESTOPPT:
        receipts.note_posted_although_stopped(acting=acting, order=order, day=line.day)
        return
    record_posting(acting=acting, brief=order.brief, posted_on=line.day)
    receipts.note_posted(acting=acting, order=order, day=line.day)
    if order.rueckruf_at is not None:
        casefile.add_eintrag(
            acting=acting, akte=order.brief.akte, vorgang=order.brief.vorgang, art="rueckruf_zu_spaet",
            text=f"{order.brief.betreff}: Der Rückruf kam zu spät, der Brief ist aufgegeben.", fuer_buerger=False,
        )  # fmt: skip


@transaction.atomic
def settle_print_receipt(*, acting: Actor, quittung: Druckquittung) -> None:
    """Somebody has cleared a refused receipt up with the provider; raises RoleMissing."""
    if not can_post(acting):
        raise RoleMissing()
    receipts.settle_receipt(acting=acting, quittung=quittung)
