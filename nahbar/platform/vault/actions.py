"""Putting files into the vault and taking them out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from nahbar.platform import clock
from nahbar.platform.tenancy.scope import current_traeger_id
from nahbar.platform.vault.models import StoredFile
from nahbar.platform.vault.store import Vault


@cache
def _vault(root: str, key: bytes) -> Vault:
    return Vault(Path(root), key)


def the_vault() -> Vault:
    """The vault of this installation (settings VAULT_ROOT, VAULT_KEY)."""
    return _vault(str(settings.VAULT_ROOT), settings.VAULT_KEY)


def store_file(data: bytes, media_type: str) -> StoredFile:
    """Encrypt and store bytes; the row belongs to this transaction, a file without row is harmless."""
    ref = the_vault().put(str(current_traeger_id()), data)
    row: StoredFile = StoredFile.objects.create(
        address=ref.address, sha256=ref.sha256, size=ref.size, media_type=media_type, created_at=clock.now()
    )
    return row


def read_file(stored: StoredFile) -> bytes:
    """The bytes of a stored file, checked while they are decrypted."""
    return the_vault().get(str(current_traeger_id()), stored.address)


def delete_file(stored: StoredFile) -> None:
    """Remove a stored file for good: the row now, the bytes once this transaction has committed.

    Bytes that another row of the Träger needs too stay. The caller has removed what pointed to the row.
    """
    traeger, address = str(current_traeger_id()), stored.address
    stored.delete()
    if not StoredFile.objects.filter(address=address).exists():
        transaction.on_commit(lambda: _forget(traeger, address))


def _forget(traeger: str, address: str) -> None:
    the_vault().delete(traeger, address)
