"""In front of Django: how much may come in at once, so that a few slow or heavy senders never stop the others.

A form is counted from its first byte to its answer. Nothing here reads the body: what is too much is refused before a
thread, a transaction or memory is spent on it.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings

from nahbar.platform.accounts.source import network

BYTES_AT_ONCE = 400_000_000
"""Of all forms that are under way: uploads are held in memory until they are encrypted."""
FORMS_AT_ONCE = 8
"""Of one network; below the number of threads of the server (`serve`)."""

TOO_LARGE = (
    "413 Content Too Large",
    "Das ist zu viel auf einmal. Zusammen gehen höchstens 120 Megabyte. Gehen Sie zurück und senden Sie die Dateien "
    "nacheinander. Was Sie vorher gesendet haben, ist da.",
)
BUSY = (
    "503 Service Unavailable",
    "Gerade kommt sehr viel auf einmal an. Gehen Sie zurück und senden Sie es in einer Minute noch einmal. "
    "Was Sie vorher gesendet haben, ist da.",
)
PAGE = (
    '<!doctype html><html lang="de"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Das ging nicht</title><h1>Das ging nicht</h1><p>{}</p></html>"
)

Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]


class Doorkeeper:
    """Wraps the WSGI application."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self._lock = threading.Lock()
        self._forms: Counter[str] = Counter()
        self._bytes = 0

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        size = _size(environ)
        if size == 0:
            return self.application(environ, start_response)
        if size > settings.FORM_MAX_BYTES:
            return _refuse(start_response, TOO_LARGE)
        visitor = network(environ)
        if not self._enter(visitor, size):
            return _refuse(start_response, BUSY)
        try:
            return self.application(environ, start_response)
        finally:
            self._leave(visitor, size)

    def _enter(self, visitor: str, size: int) -> bool:
        with self._lock:
            if self._forms[visitor] >= FORMS_AT_ONCE or self._bytes + size > BYTES_AT_ONCE:
                return False
            self._forms[visitor] += 1
            self._bytes += size
            return True

    def _leave(self, visitor: str, size: int) -> None:
        with self._lock:
            self._bytes -= size
            self._forms[visitor] -= 1
            if not self._forms[visitor]:
                del self._forms[visitor]


def _size(environ: dict[str, Any]) -> int:
    with suppress(ValueError):
        return max(0, int(environ.get("CONTENT_LENGTH") or 0))
    return int(settings.FORM_MAX_BYTES) + 1


def _refuse(start_response: Start, why: tuple[str, str]) -> Iterable[bytes]:
    body = PAGE.format(why[1]).encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Retry-After", "60"),
        ("Connection", "close"),
    ]
    start_response(why[0], headers)
    return [body]
