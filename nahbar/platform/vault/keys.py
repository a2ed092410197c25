"""The ring of master keys: which number seals today, which ones still open, and what is left of a retired one.

`secrets/tresor-ring.json` exists from the first rotation on. Before that there is one key, number 1, of the setting.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from nahbar.platform.vault.crypto import KEY_BYTES, BadMasterKey, TraegerKeys, load_master_key

FIRST = 1


@dataclass(frozen=True, repr=False)
class Ring:
    """Master keys by their number; the highest one seals."""

    masters: Mapping[int, bytes]
    addresses: Mapping[int, Mapping[str, bytes]] = field(default_factory=dict)
    """Of retired keys: Träger → address key. It opens nothing; it only tells whether a content has an address."""

    @property
    def current(self) -> int:
        return max(self.masters)

    @property
    def old(self) -> tuple[int, ...]:
        """Numbers that open and no longer seal."""
        return tuple(sorted(set(self.masters) - {self.current}))


def read(path: Path, first: bytes) -> Ring:
    """The ring; `first` is the key of the setting. Raises `BadMasterKey` if the file is damaged."""
    try:
        raw = json.loads(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return Ring({FIRST: first})
    except (ValueError, OSError) as error:
        why = type(error).__name__
        raise BadMasterKey(f"{path.name} ist nicht lesbar ({why}). Bitte die Sicherung nehmen.") from None
    masters = {int(nr): load_master_key(text) for nr, text in raw["schluessel"].items()}
    addresses = {
        int(nr): {traeger: base64.b64decode(text) for traeger, text in rows.items()}
        for nr, rows in raw["adressen"].items()
    }
    if not addresses.get(FIRST):
        masters[FIRST] = first  # never copied into the file: it may come from outside
    return Ring(masters, addresses)


def write(path: Path, ring: Ring) -> None:
    """Beside, forced to disk, renamed: a crash leaves the old ring or the new one."""

    def text(key: bytes) -> str:
        return base64.b64encode(key).decode("ascii")

    raw = {
        "schluessel": {str(nr): text(key) for nr, key in sorted(ring.masters.items()) if nr != FIRST},
        "adressen": {
            str(nr): {traeger: text(key) for traeger, key in sorted(rows.items())}
            for nr, rows in sorted(ring.addresses.items())
        },
    }
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            json.dump(raw, handle)
            handle.flush()
            os.fsync(handle.fileno())
        fresh.replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()
        raise
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def with_new_key(ring: Ring) -> Ring:
    """The ring with one more key, which seals from now on."""
    return replace(ring, masters={**ring.masters, ring.current + 1: os.urandom(KEY_BYTES)})


def without_old(ring: Ring, traeger: Iterable[str]) -> Ring:
    """The ring without its old keys; of each, the address keys of these Träger stay to check addresses."""
    known = list(traeger)
    left = {
        nr: {**{one: TraegerKeys.derive(ring.masters[nr], one).address for one in known}, "-": b"\0"}
        for nr in ring.old
    }
    return Ring({ring.current: ring.masters[ring.current]}, {**ring.addresses, **left})
