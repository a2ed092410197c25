"""clamd over its socket, local or TCP: INSTREAM for a file, VERSION for the question whether it is there."""

from __future__ import annotations

import contextlib
import re
import socket
import struct

from nahbar.platform.intake.scan import ScannerDown, ScannerState

_BLOCK = 1 << 18
_TCP = re.compile(r"(?:tcp://)?\[?([^/\]]+)\]?:(\d{1,5})")
_CONNECT_SECONDS = 5.0
NOT_THERE = "Der Virenscanner antwortet nicht."
TOO_SMALL = "Der Virenscanner nimmt so große Dateien nicht (clamd.conf: StreamMaxLength auf mindestens 30M setzen)."


class Clamd:
    """Port `virus_scanner`. `address`: path of a local socket, or `host:port`; empty: no virus check is set up."""

    def __init__(self, address: str, seconds: float = 30.0) -> None:
        self._address = address.removeprefix("unix:").strip()
        self._seconds = seconds
        self.set_up = bool(self._address)

    def scan(self, data: bytes) -> str | None:
        """Name of what clamd found in the bytes, None when clean; raises ScannerDown when it gave no verdict."""
        answer = b""
        try:
            with self._connected() as connection:
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # beyond its limit it hangs up first
                    connection.sendall(b"zINSTREAM\0")
                    for start in range(0, len(data), _BLOCK):
                        block = data[start : start + _BLOCK]
                        connection.sendall(struct.pack(">I", len(block)) + block)
                    connection.sendall(struct.pack(">I", 0))
                answer = _until_null(connection)
        except OSError as error:
            raise ScannerDown(NOT_THERE) from error
        text = answer.rstrip(b"\0\n").decode("utf-8", "replace")
        if text == "stream: OK":
            return None
        if text.startswith("stream: ") and text.endswith(" FOUND"):
            return text.removeprefix("stream: ").removesuffix(" FOUND")
        raise ScannerDown(TOO_SMALL if "size limit exceeded" in text else NOT_THERE)

    def state(self) -> ScannerState:
        """Whether a check is set up, whether it answers, and what it says of itself; never raises."""
        if not self.set_up:
            return ScannerState(set_up=False, answers=False)
        try:
            with self._connected() as connection:
                connection.sendall(b"zVERSION\0")
                version = _until_null(connection).rstrip(b"\0\n").decode("utf-8", "replace")
        except OSError:
            version = ""
        return ScannerState(set_up=True, answers=version.startswith("ClamAV"), version=version[:120])

    def _connected(self) -> socket.socket:
        tcp = None if self._address.startswith("/") else _TCP.fullmatch(self._address)
        if tcp is not None:
            connection = socket.create_connection((tcp[1], int(tcp[2])), timeout=_CONNECT_SECONDS)
        else:
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(_CONNECT_SECONDS)
            try:
                connection.connect(self._address)
            except OSError:
                connection.close()
                raise
        connection.settimeout(self._seconds)
        return connection


def _until_null(connection: socket.socket) -> bytes:
    answer = b""
    with contextlib.suppress(ConnectionResetError):
        while not answer.endswith(b"\0") and len(answer) < 4096 and (part := connection.recv(4096)):
            answer += part
    return answer
