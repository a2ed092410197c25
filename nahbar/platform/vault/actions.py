"""Putting files into the vault and taking them out."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from nahbar.platform import clock, failpoints
from nahbar.platform.tenancy.scope import current_traeger_id
from nahbar.platform.vault import claims, keys
from nahbar.platform.vault.models import Shredding, StoredFile
from nahbar.platform.vault.places import Folder, Place
from nahbar.platform.vault.s3 import S3, Bucket
from nahbar.platform.vault.store import Vault


@cache
def _place(root: str, bucket: Bucket | None) -> Place:
    return S3(bucket) if bucket is not None else Folder(Path(root))


def the_place() -> Place:
    """Where this installation keeps sealed files: the bucket of the settings, or the folder."""
    bucket = Bucket(**settings.VAULT_S3) if settings.VAULT_S3 else None
    return _place(str(settings.VAULT_ROOT), bucket)


@cache
def _ring(path: str, stamp: tuple[int, int] | None, first: bytes) -> keys.Ring:
    return keys.read(Path(path), first)


def the_ring() -> keys.Ring:
    """The ring of keys as it is now: a rotation begun by another process counts at once."""
    path: Path = settings.VAULT_RING
    try:
        found = path.stat()
    except FileNotFoundError:
        return _ring(str(path), None, settings.VAULT_KEY)
    return _ring(str(path), (found.st_mtime_ns, found.st_ino), settings.VAULT_KEY)


def the_vault() -> Vault:
    """The vault of this installation (settings VAULT_ROOT, VAULT_S3, VAULT_KEY, VAULT_RING)."""
    ring = the_ring()
    return Vault(
        the_place(), ring.masters[ring.current], key_id=ring.current, retired=ring.masters, addresses=ring.addresses
    )


def store_file(data: bytes, media_type: str) -> StoredFile:
    """Encrypt and store bytes; the row belongs to this transaction, a file without row is harmless."""
    traeger = str(current_traeger_id())
    claims.hold_ring()
    ref = the_vault().put(traeger, data, claim=partial(claims.hold_file, traeger))
    row: StoredFile = StoredFile.objects.create(
        address=ref.address, sha256=ref.sha256, size=ref.size, media_type=media_type, created_at=clock.now()
    )
    return row


def read_file(stored: StoredFile) -> bytes:
    """The bytes of a stored file, checked while they are decrypted."""
    return the_vault().get(str(current_traeger_id()), stored.address)


def delete_file(stored: StoredFile) -> None:
    """Remove a stored file for good: the row now, the bytes and their key once this transaction has committed.

    Bytes that another row of the Träger needs too stay. The caller has removed what pointed to the row. The order to
    destroy is kept with the transaction: whatever happens then, the next round carries it out.
    """
    traeger, address = current_traeger_id(), stored.address
    stored.delete()
    if not StoredFile.objects.filter(address=address).exists():
        order: Shredding = Shredding.objects.create(address=address, ordered_at=clock.now())
        transaction.on_commit(partial(_at_once, traeger, order.id), robust=True)


def _at_once(traeger: UUID, order_id: UUID) -> None:
    """Right after the commit, still inside its scope but in a transaction of its own, which must name the Träger."""
    failpoints.hit("vault.before_shred")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('app.traeger', %s, true)", [str(traeger)])
        shred(order_id=order_id)


def shred(*, order_id: UUID | None = None) -> int:
    """Destroy what is ordered (one order, or all) and give how many orders are done; the rest waits for the next round.

    A file that somebody has stored again since stays. What is being stored or backed up right now waits.
    """
    traeger, gone = str(current_traeger_id()), 0
    orders = Shredding.objects.order_by("ordered_at")
    for order in orders.filter(id=order_id) if order_id is not None else orders[:500]:
        if not claims.may_destroy(traeger, order.address):
            continue
        if not StoredFile.objects.filter(address=order.address).exists():
            the_vault().delete(traeger, order.address)
        order.delete()
        gone += 1
    return gone
