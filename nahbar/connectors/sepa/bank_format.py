"""The bank's format for the port `sepa`: what the room of payments hands over, written as pain.001.001.09."""

from __future__ import annotations

from nahbar.connectors.sepa.model import PaymentFile, PaymentFileRefused, PaymentOrder
from nahbar.connectors.sepa.pain001 import build_pain001
from nahbar.connectors.sepa.schema import validate_pain001
from nahbar.domain.payments.bank import BankFile, BankFileRefused


class Pain001:
    """Implements `nahbar.domain.payments.bank.BankFormat`."""

    def build(self, file: BankFile) -> bytes:
        """The file as XML; raises BankFileRefused."""
        run = PaymentFile(
            debtor_name=file.debtor_name,
            debtor_iban=file.debtor_iban,
            debtor_bic=file.debtor_bic,
            message_id=file.message_id,
            created_at=file.created_at,
            execution_date=file.execution_date,
            orders=tuple(PaymentOrder(t.end_to_end_id, t.cents, t.name, t.iban, t.purpose) for t in file.transfers),
        )
        try:
            return build_pain001(run)
        except PaymentFileRefused as wrong:
            raise BankFileRefused(str(wrong)) from wrong

    def problems(self, xml: bytes) -> list[str]:
        """What is wrong with a file; empty if it may go to the bank."""
        return validate_pain001(xml)
