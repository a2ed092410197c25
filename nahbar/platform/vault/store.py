"""The vault on disk: sealed files under `root/<traeger>/<aa>/<address>`, written atomically, addressed by content."""

from __future__ import annotations

import contextlib
import hashlib
import io
import itertools
import os
import re
import secrets
from collections.abc import Iterable, Mapping
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

_TRAEGER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_ADDRESS = re.compile(r"[0-9a-f]{64}")


class MissingFile(VaultError):
    """This Träger keeps no file under this address."""


class BadName(VaultError):
    """The Träger or the address has a form that never names a file."""


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
        self, root: Path, master_key: bytes, *, key_id: int = 1, retired: Mapping[int, bytes] | None = None
    ) -> None:
        self._root = root
        self._key_id = key_id
        self._masters = {**(retired or {}), key_id: master_key}
        for number, key in self._masters.items():
            if len(key) != KEY_BYTES:
                raise BadMasterKey(f"Der Hauptschlüssel {number} hat {len(key)} Bytes statt {KEY_BYTES}.")

    def put(self, traeger: str, data: bytes | BinaryIO) -> StoredRef:
        """Keep `data` (read from its present position) and return its reference.

        The same content again changes nothing. When it returns, file and directory are on the disk. A stream that
        cannot seek is held in memory.
        """
        keys = self._keys(traeger, self._key_id)
        source = io.BytesIO(data) if isinstance(data, bytes) else data
        if not source.seekable():
            source = io.BytesIO(source.read())
        start = source.tell()
        found = crypto.digest(source, keys)
        ref = StoredRef(found.address, found.size, found.sha256)
        path = self._path(traeger, ref.address)
        if self._whole(path, keys):
            return ref
        source.seek(start)
        watched = _Hashing(source)
        header, data_key = crypto.new_header(keys, self._key_id, ref.size)

        def blocks() -> Iterable[bytes]:
            yield header.pack()
            yield from crypto.seal(watched, header, data_key, traeger, ref.address)
            if watched.sha256 != ref.sha256:
                raise TamperedFile("Der Inhalt hat sich während der Ablage verändert.")

        _write_atomically(self._root, path, blocks())
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
        return self._path(traeger, address).is_file()

    def delete(self, traeger: str, address: str) -> bool:
        """Remove the file with its data key; False when there was none."""
        path = self._path(traeger, address)
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        _sync_directory(path.parent)
        return True

    def rewrap(self, traeger: str, address: str) -> bool:
        """Move one file to the current master key without touching its chunks; False when it is there already."""
        with self._reader(traeger, address) as reader:
            if reader.header.key_id == self._key_id:
                return False
            keys = self._keys(traeger, self._key_id)
            header = crypto.rewrapped(reader.header, reader.data_key, keys, self._key_id)
            blocks = itertools.chain((header.pack(),), reader.sealed_chunks())
            _write_atomically(self._root, self._path(traeger, address), blocks)
        return True

    def _keys(self, traeger: str, key_id: int) -> TraegerKeys:
        if not _TRAEGER.fullmatch(traeger):
            raise BadName("Die Kennung des Trägers darf nur Buchstaben, Ziffern, - und _ enthalten.")
        if key_id not in self._masters:
            raise UnknownKey(f"Die Datei braucht den Hauptschlüssel {key_id}, der nicht eingerichtet ist.")
        return TraegerKeys.derive(self._masters[key_id], traeger)

    def _path(self, traeger: str, address: str) -> Path:
        if not _TRAEGER.fullmatch(traeger) or not _ADDRESS.fullmatch(address):
            raise BadName("Träger oder Adresse haben keine gültige Form.")
        return self._root / traeger / address[:2] / address

    def _reader(self, traeger: str, address: str) -> _Reader:
        try:
            file = self._path(traeger, address).open("rb")
        except FileNotFoundError:
            raise MissingFile("Unter dieser Adresse liegt keine Datei.") from None
        try:
            header = Header.unpack(file.read(HEADER_BYTES))
            data_key = crypto.unwrap(header, self._keys(traeger, header.key_id))
            if os.fstat(file.fileno()).st_size != header.sealed_size:
                raise TruncatedFile("Die Datei hat nicht mehr ihre ganze Länge.")
            return _Reader(file, header, data_key, traeger, address)
        except BaseException:
            file.close()
            raise

    def _whole(self, path: Path, keys: TraegerKeys) -> bool:
        """Whether a usable copy is there already; a damaged one is written anew."""
        try:
            with path.open("rb") as file:
                header = Header.unpack(file.read(HEADER_BYTES))
                crypto.unwrap(header, keys)
                return os.fstat(file.fileno()).st_size == header.sealed_size
        except (FileNotFoundError, VaultError):
            return False


class _Reader(io.RawIOBase):
    """Plain view of a sealed file; opens one chunk at a time."""

    def __init__(self, file: BinaryIO, header: Header, data_key: bytes, traeger: str, address: str) -> None:
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
        self._file.seek(HEADER_BYTES + index * (CHUNK + TAG_BYTES))
        return self._file.read(CHUNK + TAG_BYTES)

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


def _write_atomically(root: Path, path: Path, blocks: Iterable[bytes]) -> None:
    """Write beside the target, force to disk, rename, force the directory: a crash leaves all or nothing."""
    _make_directories(root, path.parent)
    temporary = path.with_name(f".{path.name[:16]}.{secrets.token_hex(8)}.part")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for block in blocks:
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
        raise
    _sync_directory(path.parent)


def _make_directories(root: Path, directory: Path) -> None:
    """Create what is missing below and including `root`, readable for the owner only, each entry forced to disk."""
    missing = [d for d in (directory, *directory.parents) if (d == root or root in d.parents) and not d.is_dir()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, parents=one == root, exist_ok=True)
        _sync_directory(one.parent)


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
