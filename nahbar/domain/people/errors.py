"""What can go wrong with persons, as sentences to act on."""

from __future__ import annotations


class PersonUnknown(LookupError):
    """There is no such person."""

    def __init__(self) -> None:
        super().__init__("Diese Person ist hier nicht bekannt.")


class WrongIban(ValueError):
    """The IBAN's check digits do not fit."""

    def __init__(self) -> None:
        super().__init__("Diese IBAN stimmt nicht. Vergleichen Sie sie Ziffer für Ziffer mit Ihrer Bankkarte.")
