"""The ZIP of a batch, opened with suspicion: what it holds must be what its index says, and no more."""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from nahbar.connectors.scan_provider.messages import Index, read_index
from nahbar.domain.mailroom.scan_errors import BatchRefused
from nahbar.domain.mailroom.scan_shapes import PageIn

INDEX = "index.xml"
_MOST_FILES = 20_001
_MOST_INDEX = 20_000_000
_MOST_IMAGE = 30_000_000
_MOST_TOTAL = 4_000_000_000
_RATIO = 200
"""Pictures hardly shrink, XML does by twenty: more is a bomb."""


class Package:
    """An open batch: `index`, and `fetch(page)` for each picture."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries = _checked(archive)
        if INDEX not in self._entries:
            raise BatchRefused(f"Im Paket fehlt {INDEX}.")
        self.index: Index = read_index(self._read(self._entries[INDEX], _MOST_INDEX))
        named = {page.file for letter in self.index.batch.letters for page in letter.pages}
        if missing := sorted(named - set(self._entries)):
            raise BatchRefused(f"Im Paket fehlt die Datei {missing[0]}.")
        if surplus := sorted(set(self._entries) - named - {INDEX}):
            raise BatchRefused(f"Im Paket liegt die Datei {surplus[0]}, die nicht beschrieben ist.")

    def fetch(self, page: PageIn) -> bytes:
        """The bytes of a picture; raises BatchRefused if they are not those that were described."""
        data = self._read(self._entries[page.file], _MOST_IMAGE)
        if hashlib.sha256(data).hexdigest() != page.sha256:
            raise BatchRefused(
                f"Die Prüfsumme der Datei {page.file} stimmt nicht. Bitte liefern Sie den Stapel noch einmal."
            )
        return data

    def _read(self, entry: zipfile.ZipInfo, most: int) -> bytes:
        """At most `most` bytes, whatever the directory of the archive claims."""
        try:
            with self._archive.open(entry) as stream:
                data = stream.read(most + 1)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as wrong:
            raise BatchRefused(f"Die Datei {entry.filename} im Paket ist beschädigt.") from wrong
        except Exception as wrong:  # zlib.error and its like: hostile bytes raise what they want
            raise BatchRefused(f"Die Datei {entry.filename} im Paket lässt sich nicht auspacken.") from wrong
        if len(data) > most:
            raise BatchRefused(f"Die Datei {entry.filename} ist größer als {most // 1_000_000} MB.")
        return data


@contextmanager
def open_package(stream: IO[bytes]) -> Iterator[Package]:
    """The package in this open file; raises BatchRefused."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as wrong:
        raise BatchRefused("Das Paket ist kein lesbares ZIP.") from wrong
    with archive:
        yield Package(archive)


def _checked(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Name → entry: flat names only, each once, plain files, within bounds."""
    entries = archive.infolist()
    if len(entries) > _MOST_FILES:
        raise BatchRefused(f"Das Paket hat mehr als {_MOST_FILES - 1} Dateien.")
    found: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for entry in entries:
        name = entry.filename
        if not name or name.startswith(".") or any(sign in name for sign in "/\\:\0") or not name.isascii():
            raise BatchRefused("Das Paket enthält einen unerlaubten Dateinamen. Erlaubt sind Dateien ohne Ordner.")
        if name.lower() in {known.lower() for known in found} if len(found) < 50 else name in found:
            raise BatchRefused(f"Die Datei {name} liegt zweimal im Paket.")
        if stat.S_ISLNK(entry.external_attr >> 16) or entry.flag_bits & 0x1:
            raise BatchRefused(f"Die Datei {name} ist ein Verweis oder verschlüsselt.")
        total += entry.file_size
        if entry.file_size > _RATIO * max(entry.compress_size, 100) or total > _MOST_TOTAL:
            raise BatchRefused("Das Paket entpackt sich auf eine unmögliche Größe.")
        found[name] = entry
    return found
