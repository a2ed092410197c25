"""The vault: sealed files in a place (a folder or a bucket), addressed by content."""

from __future__ import annotations

import hashlib
import hmac
import io
import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from nahbar.platform.vault import crypto
from nahbar.platform.vault.crypto import (
    CHUNK,
    HEADER_BYTES,
    KEY_BYTES,
    TAG_BYTES,
    BadMasterKey,
    Header,
    TamperedFile,
    TraegerKeys,
    TruncatedFile,
    UnknownKey,
    VaultError,
)
from nahbar.platform.vault.errors import BadName, MissingFile
from nahbar.platform.vault.places import Folder, Place, Sealed

__all__ = ["BadName", "MissingFile", "StoredRef", "Vault"]

_TRAEGER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_ADDRESS = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class StoredRef:
    """What to remember about a kept file: `address` (64 hex digits), `size` in bytes, `sha256` of the plain content."""

    address: str
    size: int
    sha256: str


class Vault:
    """Keeps files encrypted, each readable for one Träger only.

    `key_id` names the master key that seals new files; `retired` holds earlier ones by their id, so that old files stay
    readable until `rewrap` has moved them. The address key belongs to the master key too: the same content put again
    after a rotation gets a new address, the old one stays valid.
    """

    def __init__(
        self,
        place: Place | Path,
        master_key: bytes,
        *,
        key_id: int = 1,
        retired: Mapping[int, bytes] | None = None,
        addresses: Mapping[int, Mapping[str, bytes]] | None = None,
    ) -> None:
        self.place: Place = Folder(place) if isinstance(place, Path) else place
        self._key_id = key_id
        self._addresses = addresses or {}
        self._masters = {**(retired or {}), key_id: master_key}
        for number, key in self._masters.items():
            if len(key) != KEY_BYTES:
                raise BadMasterKey(f"Der Hauptschlüssel {number} hat {len(key)} Bytes statt {KEY_BYTES}.")

    def put(
        self, traeger: str, data: bytes | BinaryIO, *, claim: Callable[[str], None] | None = None
    ) -> StoredRef:
        """Keep `data` (read from its present position) and return its reference.

        The same content again changes nothing. When it returns, the file is safe. A stream that cannot seek is held
        in memory. `claim` is called with the address before anything is looked at or written.
        """
        keys = self._keys(traeger, self._key_id)
        source = io.BytesIO(data) if isinstance(data, bytes) else data
        if not source.seekable():
            source = io.BytesIO(source.read())
        start = source.tell()
        found = crypto.digest(source, keys)
        ref = StoredRef(found.address, found.size, found.sha256)
        if claim is not None:
            claim(ref.address)
        if self._whole(traeger, ref.address, keys):
            return ref
        source.seek(start)
        watched = _Hashing(source)
        header, data_key = crypto.new_header(keys, self._key_id, ref.size)

        def blocks() -> Iterable[bytes]:
            yield header.pack()
            yield from crypto.seal(watched, header, data_key, traeger, ref.address)
            if watched.sha256 != ref.sha256:
                raise TamperedFile("Der Inhalt hat sich während der Ablage verändert.")

        self.place.write(traeger, ref.address, blocks())
        return ref

    def get(self, traeger: str, address: str) -> bytes:
        """The whole plain content.

        Raises `MissingFile`, `ForeignFile`, `TamperedFile`, `TruncatedFile` or `UnknownKey`.
        """
        with self.open_stream(traeger, address) as stream:
            return stream.read()

    def open_stream(self, traeger: str, address: str) -> io.BufferedReader:
        """A seekable reader of the plain content; each chunk is verified before a byte of it is given out."""
        return io.BufferedReader(self._reader(traeger, address), CHUNK)

    def exists(self, traeger: str, address: str) -> bool:
        """True when this Träger keeps a file under this address."""
        self._named(traeger, address)
        return self.place.exists(traeger, address)

    def delete(self, traeger: str, address: str) -> bool:
        """Remove the file with its data key; False when there was none."""
        self._named(traeger, address)
        return self.place.delete(traeger, address)

    def key_of(self, traeger: str, address: str) -> int:
        """The number of the master key that this file was sealed with."""
        self._named(traeger, address)
        sealed = self.place.open(traeger, address)
        try:
            return Header.unpack(sealed.read_at(0, HEADER_BYTES)).key_id
        finally:
            sealed.close()

    def examine(self, traeger: str, address: str) -> StoredRef:
        """Read all of it, verify each chunk, and compare its keyed address with its name.

        Raises what `get` raises; `TamperedFile` where the content has another address than its name says.
        """
        plain, size = hashlib.sha256(), 0
        keyed = {nr: hmac.new(key, digestmod=hashlib.sha256) for nr, key in self._address_keys(traeger).items()}
        with self.open_stream(traeger, address) as stream:
            while block := stream.read(CHUNK):
                plain.update(block)
                size += len(block)
                for one in keyed.values():
                    one.update(block)
        if not any(hmac.compare_digest(one.hexdigest(), address) for one in keyed.values()):
            raise TamperedFile("Der Inhalt hat eine andere Adresse als die, unter der er liegt.")
        return StoredRef(address, size, plain.hexdigest())

    def _address_keys(self, traeger: str) -> dict[int, bytes]:
        """A file keeps the address of the key under which it came, so all keys count, the retired ones too."""
        found = {nr: TraegerKeys.derive(master, traeger).address for nr, master in self._masters.items()}
        found |= {nr: rows[traeger] for nr, rows in self._addresses.items() if traeger in rows}
        return found

    def rewrap(self, traeger: str, address: str) -> bool:
        """Move one file to the current master key without touching its chunks; False when it is there already."""
        with self._reader(traeger, address) as reader:
            if reader.header.key_id == self._key_id:
                return False
            keys = self._keys(traeger, self._key_id)
            header = crypto.rewrapped(reader.header, reader.data_key, keys, self._key_id)
            blocks = itertools.chain((header.pack(),), reader.sealed_chunks())
            self.place.write(traeger, address, blocks)
        return True

    def _keys(self, traeger: str, key_id: int) -> TraegerKeys:
        if not _TRAEGER.fullmatch(traeger):
            raise BadName("Die Kennung des Trägers darf nur Buchstaben, Ziffern, - und _ enthalten.")
        if key_id not in self._masters:
            raise UnknownKey(f"Die Datei braucht den Hauptschlüssel {key_id}, der nicht eingerichtet ist.")
        return TraegerKeys.derive(self._masters[key_id], traeger)

    def _named(self, traeger: str, address: str) -> None:
        if not _TRAEGER.fullmatch(traeger) or not _ADDRESS.fullmatch(address):
            raise BadName("Träger oder Adresse haben keine gültige Form.")

    def _reader(self, traeger: str, address: str) -> _Reader:
        self._named(traeger, address)
        sealed = self.place.open(traeger, address)
        try:
            header = Header.unpack(sealed.read_at(0, HEADER_BYTES))
            data_key = crypto.unwrap(header, self._keys(traeger, header.key_id))
            if sealed.size != header.sealed_size:
                raise TruncatedFile("Die Datei hat nicht mehr ihre ganze Länge.")
            return _Reader(sealed, header, data_key, traeger, address)
        except BaseException:
            sealed.close()
            raise

    def _whole(self, traeger: str, address: str, keys: TraegerKeys) -> bool:
        """Whether a usable copy is there already; a damaged one is written anew."""
        try:
            sealed = self.place.open(traeger, address)
        except MissingFile:
            return False
        try:
            header = Header.unpack(sealed.read_at(0, HEADER_BYTES))
            crypto.unwrap(header, keys)
            return sealed.size == header.sealed_size
        except VaultError:
            return False
        finally:
            sealed.close()


class _Reader(io.RawIOBase):
    """Plain view of a sealed file; opens one chunk at a time."""

    def __init__(self, file: Sealed, header: Header, data_key: bytes, traeger: str, address: str) -> None:
        self.header, self.data_key, self._file = header, data_key, file
        self._open_chunk = crypto.opener(header, data_key, traeger, address)
        self._position, self._index, self._chunk = 0, -1, b""
        self._chunk_at(header.chunks - 1)  # an empty file has a chunk too: even that one must prove itself

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.header.size}[whence]
        if base + offset < 0:
            raise ValueError("negative position")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the only buffers io passes
        if self._position >= self.header.size:
            return 0
        index, inside = divmod(self._position, CHUNK)
        piece = self._chunk_at(index)[inside : inside + len(buffer)]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def sealed_chunks(self) -> Iterable[bytes]:
        """The chunks as they lie on the disk, each verified."""
        for index in range(self.header.chunks):
            sealed = self._sealed(index)
            self._open_chunk(sealed, index)
            yield sealed

    def close(self) -> None:
        self._file.close()
        super().close()

    def _sealed(self, index: int) -> bytes:
        return self._file.read_at(HEADER_BYTES + index * (CHUNK + TAG_BYTES), CHUNK + TAG_BYTES)

    def _chunk_at(self, index: int) -> bytes:
        if index != self._index:
            self._chunk, self._index = self._open_chunk(self._sealed(index), index), index
        return self._chunk


class _Hashing:
    """Passes reads through and remembers their SHA-256, to notice a source that changes between two passes."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self._hash = source, hashlib.sha256()

    def read(self, size: int, /) -> bytes:
        block = self._source.read(size)
        self._hash.update(block)
        return block

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

