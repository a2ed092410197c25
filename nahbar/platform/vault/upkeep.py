"""Looking after the vault: a new key for every file, and a look at every file. Both may be killed and begun again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from django.conf import settings
from django.db import transaction

from nahbar.platform import clock, failpoints
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.vault import claims, keys
from nahbar.platform.vault.actions import shred, the_place, the_ring, the_vault
from nahbar.platform.vault.crypto import CHUNK, VaultError
from nahbar.platform.vault.errors import MissingFile, PlaceUnreachable
from nahbar.platform.vault.models import Shredding, StoredFile, VaultCheck
from nahbar.platform.vault.places import PREFIXES, Place, Sealed, every_name

TOGETHER = 100
"""Files of one transaction."""
NAMED = 1000
"""Of each kind so many addresses stand in the report; the count on screen is never more."""

Say = Callable[[str], None]


class OldKeyNeeded(VaultError):
    """The old key cannot go: it still opens files that did not move."""


@dataclass
class Rotated:
    """What a rotation did."""

    key: int
    begun_before: bool
    moved: int = 0
    there: int = 0
    failed: list[str] = field(default_factory=list)
    """`traeger/address: why`; while there is one, the old key stays."""
    retired: tuple[int, ...] = ()


def rotate(*, acting: Actor, say: Say) -> Rotated:
    """Give every Träger a new key: make it, move each file's data key under it, then let the old one go.

    The bytes of the files are not encrypted anew; their data keys are wrapped anew. Killed at any point and called
    again it goes on with the key that was made: only when no file needs an old key is a new one made. Works beside
    daily work. What is damaged is named, and keeps the old key alive.
    """
    ring = the_ring()
    done = Rotated(key=ring.current, begun_before=bool(ring.old))
    if not ring.old:
        ring = keys.with_new_key(ring)
        keys.write(settings.VAULT_RING, ring)
        done.key = ring.current
    failpoints.hit("vault.key_made")
    with transaction.atomic():
        claims.wait_for_ring()
    say(f"Schlüssel {done.key} versiegelt ab jetzt" + (" (weiter, wo es stehen blieb)." if done.begun_before else "."))
    for traeger in Traeger.objects.order_by("kuerzel"):
        _rewrap_all(traeger.id, done)
        say(f"{traeger.kuerzel}: {done.moved} umgeschlüsselt, {done.there} schon neu, {len(done.failed)} nicht lesbar")
    known = {str(one) for one in Traeger.objects.values_list("id", flat=True)}
    strangers = [name for name in the_place().traeger() if name not in known]
    done.failed += [f"{name}: Ordner eines unbekannten Trägers" for name in strangers]
    if not done.failed:
        done.retired = ring.old
        keys.write(settings.VAULT_RING, keys.without_old(ring, known))
        if keys.FIRST in ring.old:
            settings.VAULT_KEY_FILE.unlink(missing_ok=True)
    for one in Traeger.objects.order_by("kuerzel"):
        with traeger_scope(one.id):
            audit.record(
                "vault_rotated", acting=acting, object_type="tresor", object_id=str(done.key),
                details={"umgeschluesselt": done.moved, "nicht_lesbar": len(done.failed)},
            )  # fmt: skip
    return done


def _rewrap_all(traeger_id: UUID, done: Rotated) -> None:
    names = every_name(the_place(), str(traeger_id))
    while batch := list(islice(names, TOGETHER)):
        with traeger_scope(traeger_id):
            for address in batch:
                _rewrap(str(traeger_id), address, done)


def _rewrap(traeger: str, address: str, done: Rotated) -> None:
    claims.hold_file(traeger, address)  # nobody deletes it meanwhile: writing it again would bring it back
    try:
        moved = the_vault().rewrap(traeger, address)
    except MissingFile:
        return
    except PlaceUnreachable:
        raise
    except VaultError as error:
        done.failed.append(f"{traeger}/{address}: {error}")
        return
    done.moved, done.there = done.moved + moved, done.there + (not moved)
    failpoints.hit("vault.rewrapped")


@dataclass
class _Seen:
    files: int = 0
    size: int = 0
    old: int = 0
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)


def look_at_all(traeger_id: UUID, *, acting: Actor, tidy: bool = False) -> VaultCheck:
    """Read every file of this Träger and compare: chunks, keyed address, size and hash of its row.

    Goes drawer by drawer, each in a scope of its own, so that neither memory nor a transaction grows with the stock.
    `tidy` destroys orphans: files that no row needs and that nobody is storing now. Raises PlaceUnreachable.
    """
    began, seen = clock.now(), _Seen()
    for prefix in PREFIXES:
        with traeger_scope(traeger_id):
            _look_into(str(traeger_id), prefix, seen, tidy=tidy)
    with traeger_scope(traeger_id):
        row: VaultCheck = VaultCheck.objects.create(
            began_at=began, ended_at=clock.now(), files=seen.files, bytes=seen.size, old_keys=seen.old,
            missing=seen.missing[:NAMED], damaged=seen.damaged[:NAMED], orphans=seen.orphans[:NAMED],
        )  # fmt: skip
        audit.record(
            "vault_checked", acting=acting, object_type="tresor", object_id=row.id,
            details={
                "dateien": seen.files, "fehlend": len(seen.missing), "beschaedigt": len(seen.damaged),
                "ohne_zeile": len(seen.orphans), "aufgeraeumt": tidy,
            },
        )  # fmt: skip
    return row


def _look_into(traeger: str, prefix: str, seen: _Seen, *, tidy: bool) -> None:
    vault = the_vault()
    there = the_place().names(traeger, prefix)
    rows: dict[str, StoredFile] = {row.address: row for row in StoredFile.objects.filter(address__startswith=prefix)}
    for address in there:
        row = rows.get(address)
        if row is None:
            seen.orphans += _orphan(traeger, address, tidy=tidy)
            continue
        try:
            found = vault.examine(traeger, address)
            seen.old += vault.key_of(traeger, address) != the_ring().current
        except PlaceUnreachable:
            raise
        except MissingFile:
            continue  # deleted since the drawer was listed
        except VaultError as error:
            seen.damaged.append(f"{address}: {error}")
            continue
        seen.files, seen.size = seen.files + 1, seen.size + found.size
        if (found.sha256, found.size) != (row.sha256, row.size):
            seen.damaged.append(f"{address}: Größe oder Prüfsumme ist eine andere als in der Akte.")
    for address in sorted(set(rows) - set(there)):
        if StoredFile.objects.filter(address=address).exists() and not vault.exists(traeger, address):
            seen.missing.append(address)


def _orphan(traeger: str, address: str, *, tidy: bool) -> Iterable[str]:
    """The address if nothing needs this file: nobody is storing it, and no order to destroy it waits."""
    if Shredding.objects.filter(address=address).exists() or not claims.may_destroy(traeger, address):
        return ()
    if StoredFile.objects.filter(address=address).exists():
        return ()
    if tidy:
        the_vault().delete(traeger, address)
    return (address,)


def last_check() -> VaultCheck | None:
    """The newest look at all files."""
    found: VaultCheck | None = VaultCheck.objects.first()
    return found


@every_minute("shred")
def shred_round(traeger_id: UUID) -> None:
    """Destroy what a killed process, a backup or a store that was away left behind."""
    with traeger_scope(traeger_id):
        shred()


def copy_all(source: Place, target: Place, traeger: str) -> tuple[int, int]:
    """Copy the sealed files of one Träger from place to place; gives how many were copied and how many were there."""
    moved = there = 0
    for address in every_name(source, traeger):
        if target.exists(traeger, address):
            there += 1
            continue
        sealed = source.open(traeger, address)
        try:
            target.write(traeger, address, blocks_of(sealed))
        finally:
            sealed.close()
        moved += 1
    return moved, there


def blocks_of(sealed: Sealed) -> Iterator[bytes]:
    """The bytes of a sealed file as they lie there, 1 MiB at a time."""
    for offset in range(0, sealed.size, CHUNK):
        yield sealed.read_at(offset, CHUNK)
