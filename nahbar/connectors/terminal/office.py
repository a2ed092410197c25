"""The terminal program's only way out: the office's address given at start, with the terminal's secret."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

_SECONDS = 20.0
_LARGEST_ANSWER = 1 << 16
_LARGEST_PDF = 40 << 20
_HERE = {"localhost", "127.0.0.1", "::1"}


class Away(RuntimeError):
    """The office does not answer, or not now: try again later."""


class Refused(RuntimeError):
    """The office does not know this terminal's secret."""

    def __init__(self) -> None:
        super().__init__("Der Server kennt das Geheimnis dieses Terminals nicht. Bitte vergeben Sie ein neues.")


class OrderOver(RuntimeError):
    """The office no longer wants this order: somebody left, or it is finished."""


@dataclass(frozen=True)
class Order:
    """One thing to do: `kind` is `scan`, `druck` or `loeschen`."""

    id: UUID
    kind: str


class Office:
    """The server's terminal endpoints; one connection, kept open between the questions. Not for several threads."""

    def __init__(self, url: str, token: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"keine Adresse eines Servers: {url!r} (erwartet wird etwa https://nahbar.example.de)")
        if parts.scheme == "http" and parts.hostname not in _HERE:
            raise ValueError("Der Server muss mit https erreicht werden: Hier gehen persönliche Unterlagen hinaus.")
        if not token:
            raise ValueError("Das Geheimnis des Terminals fehlt (--token oder NAHBAR_TERMINAL_TOKEN).")
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._connection = kind(parts.hostname, parts.port, timeout=_SECONDS)
        self._path = parts.path.rstrip("/")
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._headers = {"Authorization": f"Bearer {token}"}

    def next_order(self, state: dict[str, str]) -> Order | None:
        """Say how the devices are and take what is to be done; None if nothing is."""
        found = self._json("/auftrag", state)
        if found is None:
            return None
        try:
            return Order(UUID(str(found["id"])), str(found["art"]))
        except (KeyError, ValueError) as wrong:
            raise Away("Der Server hat etwas Unverständliches geantwortet.") from wrong

    def report(self, state: dict[str, str]) -> None:
        """A sign of life while an order is being worked on."""
        self._json("/auftrag", {**state, "nur_melden": True})

    def send_page(self, order: Order, number: int, jpeg: bytes) -> None:
        """Hand in one page, counted from 1; the same again does no harm."""
        self._ask("POST", f"/auftrag/{order.id}/seite/{number}", jpeg, "image/jpeg")

    def finish(self, order: Order, result: dict[str, Any]) -> None:
        """Say how an order ended; the same again does no harm."""
        self._json(f"/auftrag/{order.id}/ende", result)

    def pdf(self, order: Order) -> bytes:
        """What is to be printed."""
        return self._ask("GET", f"/auftrag/{order.id}/druck.pdf", most=_LARGEST_PDF)[1]

    def screen(self) -> str:
        """The address with which a fresh browser becomes this terminal's screen; always on the office's own host."""
        found = self._json("/bildschirm", {}) or {}
        path = urlsplit(str(found.get("adresse", ""))).path
        return f"{self._origin}{path}" if path.startswith("/") else f"{self._origin}{self._path}/terminal/"

    def _json(self, path: str, data: dict[str, Any]) -> dict[str, Any] | None:
        status, body = self._ask("POST", path, json.dumps(data).encode(), "application/json")
        if status == HTTPStatus.NO_CONTENT:
            return None
        try:
            found = json.loads(body)
        except ValueError as wrong:
            raise Away("Der Server hat etwas Unverständliches geantwortet.") from wrong
        return found if isinstance(found, dict) else {}

    def _ask(
        self, method: str, path: str, body: bytes = b"", kind: str = "", most: int = _LARGEST_ANSWER
    ) -> tuple[int, bytes]:
        headers = {**self._headers, **({"Content-Type": kind} if kind else {})}
        try:
            status, answer = self._send(method, f"{self._path}/terminal/geraet{path}", body, headers, most)
        except (OSError, http.client.HTTPException) as wrong:
            self._connection.close()
            raise Away(f"Der Server ist nicht zu erreichen ({type(wrong).__name__}).") from wrong
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            raise Refused
        if 400 <= status < 500 and status != HTTPStatus.TOO_MANY_REQUESTS:
            raise OrderOver(f"HTTP {status}")
        if status not in {HTTPStatus.OK, HTTPStatus.NO_CONTENT} or len(answer) > most:
            self._connection.close()
            raise Away(f"Der Server antwortet gerade nicht richtig (HTTP {status}).")
        return status, answer

    def _send(self, method: str, path: str, body: bytes, headers: dict[str, str], most: int) -> tuple[int, bytes]:
        was_open = self._connection.sock is not None
        try:
            return self._once(method, path, body, headers, most)
        except (ConnectionError, http.client.RemoteDisconnected):
            self._connection.close()
            if not was_open:
                raise
            # the server had closed the connection that was kept; every question may be asked twice
            return self._once(method, path, body, headers, most)

    def _once(self, method: str, path: str, body: bytes, headers: dict[str, str], most: int) -> tuple[int, bytes]:
        self._connection.request(method, path, body if method == "POST" else None, headers)
        response = self._connection.getresponse()
        answer = response.read(most + 1)
        if len(answer) > most or response.will_close:
            self._connection.close()
        return response.status, answer
