"""Who answers where: benefits on the shelf, connectors in their ports, jobs known to the worker."""

from __future__ import annotations

import importlib

from nahbar.benefits import registry
from nahbar.benefits.grundsicherungsgeld.benefit import BENEFIT
from nahbar.connectors import sepa
from nahbar.domain.payments.bank import BankFile, BankFileRefused
from nahbar.platform import ports

JOBS = (
    "nahbar.platform.jobs.forget",
    "nahbar.procedures.draft_decision",
    "nahbar.procedures.release_payment_run",
    "nahbar.procedures.replace_access",
)
"""Modules that define jobs: the worker must know them by name."""


class SepaBank:
    """pain.001.001.09 for the Kasse's bank."""

    def build(self, file: BankFile) -> bytes:
        """The run as XML; the same run gives the same bytes. Raises BankFileRefused."""
        orders = tuple(sepa.PaymentOrder(t.end_to_end_id, t.cents, t.name, t.iban, t.purpose) for t in file.transfers)
        run = sepa.PaymentFile(
            debtor_name=file.debtor_name,
            debtor_iban=file.debtor_iban,
            debtor_bic=file.debtor_bic,
            message_id=file.message_id,
            created_at=file.created_at,
            execution_date=file.execution_date,
            orders=orders,
        )
        try:
            return sepa.build_pain001(run)
        except sepa.PaymentFileRefused as refused:
            raise BankFileRefused(str(refused)) from None

    def problems(self, xml: bytes) -> list[str]:
        """What is wrong with a file, as sentences."""
        return sepa.validate_pain001(xml)


def wire() -> None:
    """Plug everything in; a second call changes nothing."""
    if BENEFIT not in registry.all_benefits():
        registry.register(BENEFIT)
    ports.register("sepa", SepaBank())
    for module in JOBS:
        importlib.import_module(module)
