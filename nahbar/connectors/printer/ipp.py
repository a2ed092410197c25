"""The binary messages of IPP (RFC 8010 § 3): groups of attributes, then the document."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

Value = int | bool | str | bytes
Attributes = dict[str, list[Value]]


class Op(IntEnum):
    """Operations (RFC 8011 § 5.4.15)."""

    PRINT_JOB = 0x0002
    VALIDATE_JOB = 0x0004
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B


class Tag(IntEnum):
    """Groups and kinds of values (RFC 8010 § 3.5)."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49


class Job(IntEnum):
    """States of a job (RFC 8011 § 5.3.7)."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


OK = 0x0000
BAD_REQUEST = 0x0400
NOT_POSSIBLE = 0x0404
NOT_FOUND = 0x0406
FORMAT_NOT_SUPPORTED = 0x040A
NOT_SUPPORTED = 0x0501
_FIRST_VALUE = 0x10


class NotIpp(ValueError):
    """The bytes are no IPP message."""


@dataclass(frozen=True)
class Message:
    """One request (`code` is the operation) or answer (`code` is the status)."""

    code: int
    number: int
    groups: tuple[tuple[int, Attributes], ...]
    document: bytes = b""

    def group(self, tag: Tag) -> Attributes:
        """The first group of a kind; empty if there is none."""
        return next((attributes for kind, attributes in self.groups if kind == tag), {})


Attribute = tuple[Tag, str, Value | tuple[str, ...]]


def encode(code: int, number: int, groups: Iterable[tuple[Tag, Iterable[Attribute]]], document: bytes = b"") -> bytes:
    """One message in version 2.0; several keywords of one attribute come as a tuple."""
    out = bytearray(struct.pack(">BBHI", 2, 0, code, number))
    for group, attributes in groups:
        out.append(group)
        for tag, name, value in attributes:
            for position, single in enumerate(value if isinstance(value, tuple) else (value,)):
                out += _field(tag, "" if position else name, single)
    out.append(Tag.END)
    return bytes(out) + document


def decode(data: bytes) -> Message:
    """Read one message; raises NotIpp for anything cut off or out of order."""
    try:
        _major, _minor, code, number = struct.unpack_from(">BBHI", data)
        at = 8
        groups: list[tuple[int, Attributes]] = []
        name = ""
        while (tag := data[at]) != Tag.END:
            at += 1
            if tag < _FIRST_VALUE:
                groups.append((tag, {}))
                continue
            label, at = _piece(data, at)
            raw, at = _piece(data, at)
            name = label.decode("utf-8", "replace") or name
            groups[-1][1].setdefault(name, []).append(_value(tag, raw))
        return Message(code, number, tuple(groups), data[at + 1 :])
    except (struct.error, IndexError) as wrong:
        raise NotIpp("kein IPP") from wrong


def _field(tag: Tag, name: str, value: Value) -> bytes:
    if isinstance(value, bool):
        raw = bytes([value])
    elif isinstance(value, int):
        raw = struct.pack(">i", value)
    else:
        raw = value.encode() if isinstance(value, str) else value
    label = name.encode()
    return struct.pack(">BH", tag, len(label)) + label + struct.pack(">H", len(raw)) + raw


def _piece(data: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", data, at)
    end = at + 2 + length
    if end > len(data):
        raise NotIpp("abgeschnitten")
    return data[at + 2 : end], end


def _value(tag: int, raw: bytes) -> Value:
    if tag in {Tag.INTEGER, Tag.ENUM} and len(raw) == 4:
        return int(struct.unpack(">i", raw)[0])
    if tag == Tag.BOOLEAN and len(raw) == 1:
        return bool(raw[0])
    return raw.decode("utf-8", "replace") if tag >= Tag.TEXT else raw
