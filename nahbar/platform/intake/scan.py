"""The virus check: a built-in look for the EICAR test string, and clamd behind a small protocol."""

from __future__ import annotations

import socket
import struct
from pathlib import Path
from typing import Protocol

_BLOCK = 1 << 18

# in two parts, so that this source file is not itself taken for the test virus
_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class ScannerDown(Exception):
    """The virus check gave no answer; hold the file back, never let it pass."""


class Scanner(Protocol):
    """Looks for malware."""

    def scan(self, data: bytes) -> str | None:
        """Name of what was found, None when clean; raises `ScannerDown`."""


def has_eicar(data: bytes) -> bool:
    """Whether the EICAR test string stands anywhere in the bytes."""
    return _EICAR in data


class ClamdScanner:
    """Asks clamd over its local socket (INSTREAM). Set clamd's StreamMaxLength to at least `Limits.max_bytes`."""

    def __init__(self, socket_path: Path, timeout: float = 30.0) -> None:
        self._path = socket_path
        self._timeout = timeout

    def scan(self, data: bytes) -> str | None:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                connection.settimeout(self._timeout)
                connection.connect(str(self._path))
                connection.sendall(b"zINSTREAM\0")
                for start in range(0, len(data), _BLOCK):
                    block = data[start : start + _BLOCK]
                    connection.sendall(struct.pack(">I", len(block)) + block)
                connection.sendall(struct.pack(">I", 0))
                answer = _until_null(connection)
        except OSError as error:
            raise ScannerDown(str(error)) from error
        if answer == "stream: OK":
            return None
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return answer.removeprefix("stream: ").removesuffix(" FOUND")
        raise ScannerDown(answer or "no answer")


def _until_null(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 4096 and (part := connection.recv(4096)):
        answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
