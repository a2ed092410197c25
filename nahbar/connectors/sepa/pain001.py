"""pain.001.001.09 written from a PaymentFile: same file in, same bytes out."""

from __future__ import annotations

from datetime import UTC

from lxml import etree

from nahbar.connectors.sepa.charset import to_sepa
from nahbar.connectors.sepa.model import PaymentFile, PaymentOrder, check_payment_file, compact_iban

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"


def build_pain001(run: PaymentFile) -> bytes:
    """The run as UTF-8 XML; raises PaymentFileRefused.

    One collective booking with the requested execution date. The file holds no clock and no random number, so a run
    that was interrupted gives the identical file again (same message id, no second execution).
    """
    check_payment_file(run)
    root = etree.fromstring(f'<Document xmlns="{NAMESPACE}"/>')
    initiation = _sub(root, "CstmrCdtTrfInitn")
    header = _sub(initiation, "GrpHdr")
    _sub(header, "MsgId", run.message_id)
    _sub(header, "CreDtTm", run.created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    _control(header, run)
    _sub(_sub(header, "InitgPty"), "Nm", _name(run.debtor_name))

    payment = _sub(initiation, "PmtInf")
    _sub(payment, "PmtInfId", run.message_id)
    _sub(payment, "PmtMtd", "TRF")
    _sub(payment, "BtchBookg", "true")
    _control(payment, run)
    _sub(_sub(_sub(payment, "PmtTpInf"), "SvcLvl"), "Cd", "SEPA")
    _sub(_sub(payment, "ReqdExctnDt"), "Dt", run.execution_date.isoformat())
    _sub(_sub(payment, "Dbtr"), "Nm", _name(run.debtor_name))
    _account(payment, "DbtrAcct", run.debtor_iban)
    institution = _sub(_sub(payment, "DbtrAgt"), "FinInstnId")
    if run.debtor_bic:
        _sub(institution, "BICFI", run.debtor_bic)
    else:
        _sub(_sub(institution, "Othr"), "Id", "NOTPROVIDED")
    _sub(payment, "ChrgBr", "SLEV")
    for order in run.orders:
        _transfer(payment, order)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _transfer(payment: etree._Element, order: PaymentOrder) -> None:
    transfer = _sub(payment, "CdtTrfTxInf")
    _sub(_sub(transfer, "PmtId"), "EndToEndId", order.end_to_end_id)
    _sub(_sub(transfer, "Amt"), "InstdAmt", euro(order.amount_cents)).set("Ccy", "EUR")
    if order.creditor_bic:
        _sub(_sub(_sub(transfer, "CdtrAgt"), "FinInstnId"), "BICFI", order.creditor_bic)
    _sub(_sub(transfer, "Cdtr"), "Nm", _name(order.creditor_name))
    _account(transfer, "CdtrAcct", order.creditor_iban)
    _sub(_sub(transfer, "RmtInf"), "Ustrd", to_sepa(order.purpose))


def _control(parent: etree._Element, run: PaymentFile) -> None:
    _sub(parent, "NbOfTxs", str(len(run.orders)))
    _sub(parent, "CtrlSum", euro(run.total_cents))


def _account(parent: etree._Element, tag: str, iban: str) -> None:
    _sub(_sub(_sub(parent, tag), "Id"), "IBAN", compact_iban(iban))


def _name(name: str) -> str:
    return to_sepa(name)[:70].rstrip()


def _sub(parent: etree._Element, tag: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    element.text = text
    return element


def euro(cents: int) -> str:
    """Cents as decimal euro with a point, the form of the schema."""
    return f"{cents // 100}.{cents % 100:02d}"
