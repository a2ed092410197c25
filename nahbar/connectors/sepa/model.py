"""What goes into a payment file, checked before a byte is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from nahbar.connectors.sepa.charset import to_sepa

_ID = re.compile(r"^[A-Za-z0-9+?:().,'\-](?:[A-Za-z0-9+?/:().,' \-]{0,33}[A-Za-z0-9+?:().,'\-])?$")
_BIC = re.compile(r"^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$")
_MONTHS = (
    "Januar", "Februar", "Maerz", "April", "Mai", "Juni", "Juli", "August",
    "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_WORDS = frozenset({"BG", "AZ", "Nr", "NR", *_MONTHS})
_MAX_CENTS = 99_999_999_999


class PaymentFileRefused(ValueError):
    """A payment file that must not be written; the message names order and field."""


def purpose_line(reference: str, month: date) -> str:
    """The purpose of one payment: reference number and month, nothing that tells of a social benefit.

    `purpose_line("35502-00001", date(2026, 12, 1))` is `BG 35502-00001 Dezember 2026`.
    """
    return f"BG {reference} {_MONTHS[month.month - 1]} {month.year}"


@dataclass(frozen=True)
class PaymentOrder:
    """One credit transfer; `end_to_end_id` is unique for ever and comes back with a return."""

    end_to_end_id: str
    amount_cents: int
    creditor_name: str
    creditor_iban: str
    purpose: str
    creditor_bic: str = ""


@dataclass(frozen=True)
class PaymentFile:
    """One run: `message_id` is stable, so that a file written again is recognised by the bank as the same."""

    debtor_name: str
    debtor_iban: str
    message_id: str
    created_at: datetime
    execution_date: date
    orders: tuple[PaymentOrder, ...]
    debtor_bic: str = ""

    @property
    def total_cents(self) -> int:
        """The sum of all orders in cents."""
        return sum(order.amount_cents for order in self.orders)


def compact_iban(iban: str) -> str:
    """The IBAN without blanks, in capitals; raises PaymentFileRefused if its check digits are wrong (ISO 13616)."""
    plain = re.sub(r"\s", "", iban).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", plain) or (plain.startswith("DE") and len(plain) != 22):
        raise PaymentFileRefused("IBAN ist nicht richtig aufgebaut")
    digits = "".join(str(int(char, 36)) for char in plain[4:] + plain[:4])
    if int(digits) % 97 != 1:
        raise PaymentFileRefused("IBAN: die Prüfziffer stimmt nicht")
    return plain


def check_payment_file(file: PaymentFile) -> None:
    """Raise PaymentFileRefused for the first thing that must not go to a bank."""
    if not file.orders:
        raise PaymentFileRefused("Die Zahldatei enthält keine Zahlung")
    if file.created_at.tzinfo is None:
        raise PaymentFileRefused("Der Zeitpunkt der Erstellung braucht eine Zeitzone")
    _check_id(file.message_id, "Nachrichtennummer")
    _check_party(file.debtor_name, file.debtor_iban, file.debtor_bic, "Auftraggeber")
    seen: set[str] = set()
    for order in file.orders:
        where = f"Zahlung {order.end_to_end_id}"
        _check_id(order.end_to_end_id, where)
        if order.end_to_end_id in seen:
            raise PaymentFileRefused(f"{where}: die Nummer kommt zweimal vor")
        seen.add(order.end_to_end_id)
        if not 0 < order.amount_cents <= _MAX_CENTS:
            raise PaymentFileRefused(f"{where}: Betrag {order.amount_cents} Cent ist nicht zulässig")
        _check_party(order.creditor_name, order.creditor_iban, order.creditor_bic, where)
        _check_purpose(order.purpose, where)


def _check_id(value: str, where: str) -> None:
    if not _ID.match(value) or "//" in value:
        raise PaymentFileRefused(f"{where}: {value!r} ist keine zulässige Nummer (1 bis 35 Zeichen)")


def _check_party(name: str, iban: str, bic: str, where: str) -> None:
    if not any(char.isalnum() for char in to_sepa(name)):
        raise PaymentFileRefused(f"{where}: der Name ist leer oder nicht in lateinischer Schrift")
    try:
        compact_iban(iban)
    except PaymentFileRefused as wrong:
        raise PaymentFileRefused(f"{where}: {wrong}") from None
    if bic and not _BIC.match(bic):
        raise PaymentFileRefused(f"{where}: die BIC ist nicht richtig aufgebaut")


def _check_purpose(purpose: str, where: str) -> None:
    """Only references and months: a bank clerk must not read why the money is paid (§ 35 SGB I)."""
    plain = to_sepa(purpose)
    if not plain or len(plain) > 140:
        raise PaymentFileRefused(f"{where}: der Verwendungszweck ist leer oder länger als 140 Zeichen")
    for word in re.findall(r"[A-Za-z]{4,}|[A-Za-z]+(?![A-Za-z0-9/-])", plain):
        if word not in _WORDS and not (len(word) <= 3 and word.isupper()):
            raise PaymentFileRefused(f"{where}: der Verwendungszweck nennt mehr als Nummer und Monat ({word})")
