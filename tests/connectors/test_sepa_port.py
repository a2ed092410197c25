"""The port `sepa`: what the room of payments hands over comes out as a valid file, what it must not, is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from nahbar.connectors.sepa.bank_format import Pain001
from nahbar.domain.payments.bank import BankFile, BankFileRefused, BankFormat, Transfer

FILE = BankFile(
    debtor_name="Kreis Musterland",
    debtor_iban="DE02120300000000202051",
    debtor_bic="",
    message_id="NB-2026-12-0001",
    created_at=datetime(2026, 11, 26, 12, tzinfo=UTC),
    execution_date=date(2026, 11, 30),
    transfers=(Transfer("NB" + "a" * 32, 99_300, "Timo Krüger", "DE89370400440532013000", "BG 2026-000417 März 2026"),),
)


def test_u26_same_run_same_bytes_through_the_port() -> None:
    port: BankFormat = Pain001()
    xml = port.build(FILE)
    assert port.problems(xml) == [] and port.build(FILE) == xml
    assert b"BG 2026-000417 Maerz 2026" in xml and b"<CtrlSum>993.00</CtrlSum>" in xml


def test_what_the_format_cannot_carry_names_the_payment() -> None:
    wrong = replace(FILE, transfers=(replace(FILE.transfers[0], iban="DE00370400440532013000"),))
    with pytest.raises(BankFileRefused, match=r"NBaaa.*Prüfziffer"):
        Pain001().build(wrong)
