"""Envelope encryption of files: chunked AES-256-GCM (STREAM), one data key per file, wrapped with the key of a Träger.

Layout of a sealed file, all numbers big-endian:

    magic 4 | key id 4 | tag of the Träger 8 | plain size 8 | wrapped data key 40 | nonce prefix 7 | chunks

Each chunk is 1 MiB of plain text (the last one shorter, possibly empty) plus 16 bytes of GCM tag. The nonce is
prefix (7) + counter (4) + last-chunk flag (1). Träger, address and size are bound as associated data; the wrapped key
is not, so that a rotation rewrites 71 bytes and leaves the chunks alone.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

KEY_BYTES = 32
CHUNK = 1 << 20
TAG_BYTES = 16
MAGIC = b"NBV1"
_HEADER = struct.Struct(">4sI8sQ40s7s")
HEADER_BYTES = _HEADER.size


class Readable(Protocol):
    """Anything bytes can be read from, block by block."""

    def read(self, size: int, /) -> bytes: ...


class VaultError(Exception):
    """Something about a kept file or its keys is wrong; the message says what to do."""


class BadMasterKey(VaultError):
    """The configured master key is no base64 text of 32 bytes."""


class UnknownKey(VaultError):
    """The file was sealed with a master key that is not configured."""


class ForeignFile(VaultError):
    """The file was sealed for another Träger."""


class TamperedFile(VaultError):
    """The file is not what was put in: changed, swapped or damaged."""


class TruncatedFile(TamperedFile):
    """The file is shorter or longer than what was put in."""


def generate_master_key() -> str:
    """A new random master key as base64 text, ready for the setting."""
    return base64.b64encode(os.urandom(KEY_BYTES)).decode("ascii")


def load_master_key(value: str) -> bytes:
    """The 32 bytes of a base64 master key; raises `BadMasterKey` with what is wrong, never with the value itself."""
    try:
        key = base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError):
        raise BadMasterKey("Der Hauptschlüssel ist kein Base64-Text. Erwartet werden 44 Zeichen.") from None
    if len(key) != KEY_BYTES:
        raise BadMasterKey(f"Der Hauptschlüssel hat {len(key)} Bytes, erwartet werden genau {KEY_BYTES}.")
    if len(set(key)) == 1:
        raise BadMasterKey("Der Hauptschlüssel besteht aus lauter gleichen Bytes und schützt nichts.")
    return key


@dataclass(frozen=True, repr=False)
class TraegerKeys:
    """The keys of one Träger, derived from one master key."""

    wrap: bytes
    address: bytes
    tag: bytes

    @classmethod
    def derive(cls, master_key: bytes, traeger: str) -> TraegerKeys:
        """HKDF-SHA256 with one label per purpose, so that no two purposes ever share a key."""

        def key(purpose: bytes, length: int = KEY_BYTES) -> bytes:
            info = b"nahbar/vault/1/" + purpose + b"\0" + traeger.encode()
            return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(master_key)

        return cls(wrap=key(b"wrap"), address=key(b"address"), tag=key(b"tag", 8))


@dataclass(frozen=True)
class Header:
    """What stands in clear before the chunks."""

    key_id: int
    tag: bytes
    size: int
    wrapped: bytes
    prefix: bytes

    def pack(self) -> bytes:
        return _HEADER.pack(MAGIC, self.key_id, self.tag, self.size, self.wrapped, self.prefix)

    @classmethod
    def unpack(cls, raw: bytes) -> Header:
        """Raises `TruncatedFile` or `TamperedFile` when this is no header of ours."""
        if len(raw) < HEADER_BYTES:
            raise TruncatedFile("Die Datei endet schon im Kopf.")
        magic, key_id, tag, size, wrapped, prefix = _HEADER.unpack(raw[:HEADER_BYTES])
        if magic != MAGIC:
            raise TamperedFile("Die Datei beginnt nicht mit dem erwarteten Kopf.")
        return cls(key_id, tag, size, wrapped, prefix)

    @property
    def chunks(self) -> int:
        return max(1, -(-self.size // CHUNK))

    @property
    def sealed_size(self) -> int:
        """Bytes that the whole sealed file has."""
        return HEADER_BYTES + self.size + self.chunks * TAG_BYTES


@dataclass(frozen=True)
class Digest:
    """Size and hashes of a plain text, taken in one pass."""

    size: int
    sha256: str
    address: str


def digest(source: Readable, keys: TraegerKeys) -> Digest:
    """Read `source` once; the address is HMAC-SHA256 under a key of the Träger.

    A plain hash would let one Träger test whether another keeps a certain file.
    """
    plain, keyed, size = hashlib.sha256(), hmac.new(keys.address, digestmod=hashlib.sha256), 0
    while block := source.read(CHUNK):
        plain.update(block)
        keyed.update(block)
        size += len(block)
    return Digest(size, plain.hexdigest(), keyed.hexdigest())


def _bound(traeger: str, address: str, size: int) -> bytes:
    return b"\0".join((MAGIC, traeger.encode(), address.encode(), str(size).encode()))


def _nonce(prefix: bytes, index: int, chunks: int) -> bytes:
    return prefix + struct.pack(">IB", index, index == chunks - 1)


def new_header(keys: TraegerKeys, key_id: int, size: int) -> tuple[Header, bytes]:
    """A header with a fresh data key, and that data key."""
    data_key = os.urandom(KEY_BYTES)
    return Header(key_id, keys.tag, size, aes_key_wrap(keys.wrap, data_key), os.urandom(7)), data_key


def unwrap(header: Header, keys: TraegerKeys) -> bytes:
    """The data key; raises `ForeignFile` or `TamperedFile`."""
    if not hmac.compare_digest(header.tag, keys.tag):
        raise ForeignFile("Die Datei gehört nicht zu diesem Träger.")
    try:
        return aes_key_unwrap(keys.wrap, header.wrapped)
    except InvalidUnwrap:
        raise TamperedFile("Der Schlüssel im Kopf der Datei wurde verändert.") from None


def rewrapped(header: Header, data_key: bytes, keys: TraegerKeys, key_id: int) -> Header:
    """The same header under other keys; chunks stay valid."""
    return Header(key_id, keys.tag, header.size, aes_key_wrap(keys.wrap, data_key), header.prefix)


def seal(source: Readable, header: Header, data_key: bytes, traeger: str, address: str) -> Iterator[bytes]:
    """Sealed chunks of `source`, which must hold exactly `header.size` bytes (else `TamperedFile`)."""
    cipher, bound = AESGCM(data_key), _bound(traeger, address, header.size)
    left = header.size
    for index in range(header.chunks):
        block = source.read(min(CHUNK, left)) if left else b""
        if len(block) != min(CHUNK, left):
            raise TamperedFile("Der Inhalt hat sich während der Ablage verändert.")
        left -= len(block)
        yield cipher.encrypt(_nonce(header.prefix, index, header.chunks), block, bound)


def opener(header: Header, data_key: bytes, traeger: str, address: str) -> Callable[[bytes, int], bytes]:
    """A function that opens one sealed chunk by its index; raises `TamperedFile`."""
    cipher, bound, chunks = AESGCM(data_key), _bound(traeger, address, header.size), header.chunks

    def open_chunk(sealed: bytes, index: int) -> bytes:
        try:
            return cipher.decrypt(_nonce(header.prefix, index, chunks), sealed, bound)
        except InvalidTag:
            raise TamperedFile(f"Die Datei wurde verändert (Abschnitt {index + 1} von {chunks}).") from None

    return open_chunk
