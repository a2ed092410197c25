"""What the Kasse hands to its bank, as data; a connector writes it in the bank's format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True)
class Transfer:
    """One credit transfer; `end_to_end_id` is unique for ever."""

    end_to_end_id: str
    cents: int
    name: str
    iban: str
    purpose: str
    """Reference and month; no social data."""


@dataclass(frozen=True)
class BankFile:
    """One run; with the same `message_id` and `created_at` the same bytes, so that a bank executes it once."""

    debtor_name: str
    debtor_iban: str
    debtor_bic: str
    message_id: str
    created_at: datetime
    execution_date: date
    transfers: tuple[Transfer, ...]


class BankFileRefused(ValueError):
    """The format cannot carry this file; the message names payment and field."""


class BankFormat(Protocol):
    """Writes and checks payment files; plugged into the port `sepa`."""

    def build(self, file: BankFile) -> bytes:
        """The file; raises BankFileRefused."""
        ...

    def problems(self, xml: bytes) -> list[str]:
        """What is wrong with a file; empty if it may go to the bank."""
        ...
