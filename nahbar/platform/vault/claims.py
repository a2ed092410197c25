"""Locks of the database that keep storing, deleting, rotating and backing up out of each other's way.

Whoever stores or reads for a new seal shares; whoever destroys wants the file for itself and waits for the next round.
"""

from __future__ import annotations

from django.db import connection

_RING = "nahbar/vault/ring"
BACKUP = "nahbar/vault/backup"
"""Shared by a backup while it copies files: nothing is destroyed meanwhile."""
HASH = "hashtextextended(%s, 4712)"


def _call(statement: str, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [name])


def hold_ring() -> None:
    """Until the end of this transaction the ring of keys that is read now stays the one that seals."""
    _call(f"select pg_advisory_xact_lock_shared({HASH})", _RING)


def wait_for_ring() -> None:
    """Come back when every transaction that sealed under the ring of before is over."""
    _call(f"select pg_advisory_xact_lock({HASH})", _RING)


def hold_file(traeger: str, address: str) -> None:
    """Until the end of this transaction nobody destroys this file."""
    _call(f"select pg_advisory_xact_lock_shared({HASH})", f"{traeger}/{address}")


def may_destroy(traeger: str, address: str) -> bool:
    """True: nobody stores or copies this file now, and nobody begins to before the end of this transaction."""
    return _tried(f"{traeger}/{address}") and _tried(BACKUP)


def _tried(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"select pg_try_advisory_xact_lock({HASH})", [name])
        return bool(cursor.fetchone()[0])
