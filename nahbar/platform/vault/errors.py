"""What can be wrong with a kept file besides its bytes."""

from __future__ import annotations

from nahbar.platform.vault.crypto import VaultError


class MissingFile(VaultError):
    """This Träger keeps no file under this address."""


class BadName(VaultError):
    """The Träger or the address has a form that never names a file."""


class PlaceUnreachable(VaultError):
    """The store does not answer or refuses; nothing was changed."""
