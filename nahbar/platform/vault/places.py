"""Where sealed files lie: a folder. The other place is `s3.py`; both keep bytes by Träger and address, nothing else."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from nahbar.platform.vault.crypto import HEADER_BYTES
from nahbar.platform.vault.errors import MissingFile

PREFIXES = tuple(f"{n:02x}" for n in range(256))
"""First two digits of an address: the drawers of a Träger."""


class Sealed(Protocol):
    """One sealed file, open for reading."""

    @property
    def size(self) -> int: ...
    def read_at(self, offset: int, length: int) -> bytes: ...
    def close(self) -> None: ...


class Place(Protocol):
    """Keeps sealed bytes; a write is whole or not there."""

    def write(self, traeger: str, address: str, blocks: Iterable[bytes]) -> None: ...

    def open(self, traeger: str, address: str) -> Sealed:
        """Raises MissingFile."""
        ...

    def exists(self, traeger: str, address: str) -> bool: ...

    def delete(self, traeger: str, address: str) -> bool:
        """Remove the file and the data key in its head; False when there was none."""
        ...

    def traeger(self) -> list[str]:
        """Who keeps something here."""
        ...

    def names(self, traeger: str, prefix: str) -> list[str]:
        """The addresses of one drawer, sorted."""
        ...


class _OpenFile:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = os.fstat(file.fileno()).st_size

    def read_at(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(length)

    def close(self) -> None:
        self._file.close()


class Folder:
    """Files under `root/<traeger>/<aa>/<address>`, readable for the owner only, forced to disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, traeger: str, address: str) -> Path:
        return self.root / traeger / address[:2] / address

    def write(self, traeger: str, address: str, blocks: Iterable[bytes]) -> None:
        """Write beside the target, force to disk, rename, force the directory: a crash leaves all or nothing."""
        path = self.path(traeger, address)
        _make_directories(self.root, path.parent)
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

    def open(self, traeger: str, address: str) -> _OpenFile:
        try:
            return _OpenFile(self.path(traeger, address).open("rb"))
        except FileNotFoundError:
            raise MissingFile("Unter dieser Adresse liegt keine Datei.") from None

    def exists(self, traeger: str, address: str) -> bool:
        return self.path(traeger, address).is_file()

    def delete(self, traeger: str, address: str) -> bool:
        """The head with the data key is overwritten first: what a disk still holds of the rest opens with nothing."""
        path = self.path(traeger, address)
        try:
            with path.open("r+b") as file:
                file.write(os.urandom(HEADER_BYTES))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        except FileNotFoundError:
            return False
        _sync_directory(path.parent)
        return True

    def traeger(self) -> list[str]:
        if not self.root.is_dir():
            return []
        return sorted(one.name for one in self.root.iterdir() if one.is_dir())

    def names(self, traeger: str, prefix: str) -> list[str]:
        drawer = self.root / traeger / prefix
        if not drawer.is_dir():
            return []
        return sorted(one.name for one in drawer.iterdir() if not one.name.startswith("."))


def every_name(place: Place, traeger: str) -> Iterator[str]:
    """All addresses of one Träger, drawer by drawer."""
    for prefix in PREFIXES:
        yield from place.names(traeger, prefix)


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
