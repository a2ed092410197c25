"""An office with the terminal's addresses and nothing behind them, for tests of the terminal program."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

TOKEN = "geheim-und-lang"
_PAGE = re.compile(r"/terminal/geraet/auftrag/([^/]+)/seite/(\d+)")
_END = re.compile(r"/terminal/geraet/auftrag/([^/]+)/ende")
_PDF = re.compile(r"/terminal/geraet/auftrag/([^/]+)/druck\.pdf")


class FakeOffice:
    """Gives out orders and keeps what came back; `faults` are HTTP statuses that the next pages get."""

    def __init__(self, pdf: bytes = b"") -> None:
        self.orders: deque[dict[str, str]] = deque()
        self.pages: dict[str, dict[int, bytes]] = {}
        self.ends: dict[str, dict[str, Any]] = {}
        self.states: list[dict[str, Any]] = []
        self.tokens: set[str] = set()
        self.faults: deque[int] = deque()
        self.seen_in_browser: list[str] = []
        self.screens = 0
        self.pdf = pdf
        self.on_page: Callable[[int], None] = lambda number: None
        self._server: ThreadingHTTPServer | None = None
        self.port = 0
        self.closed = False

    def open(self) -> str:
        """Answer from now on; after `close` on the same port again."""
        office, self.closed = self, False

        class Handler(_Handler):
            there = office

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        """Do not answer any more."""
        assert self._server is not None
        self.closed = True
        self._server.shutdown()
        self._server.server_close()

    def order(self, art: str) -> str:
        """Give an order and its number."""
        number = str(uuid4())
        self.orders.append({"id": number, "art": art})
        return number

    def end(self, number: str, seconds: float = 30) -> dict[str, Any]:
        """Wait for the end of an order."""
        until(lambda: number in self.ends, seconds)
        return self.ends[number]


def until(ready: Callable[[], object], seconds: float = 30) -> None:
    """Wait for something, or fail."""
    for _ in range(int(seconds * 50)):
        if ready():
            return
        time.sleep(0.02)
    raise AssertionError("waited in vain")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    there: FakeOffice

    def log_message(self, *_: Any) -> None:
        pass

    def parse_request(self) -> bool:
        # connections that were kept open end with the office
        good = super().parse_request()
        self.close_connection = self.close_connection or self.there.closed
        return good and not self.there.closed

    def _answer(self, status: int, body: bytes = b"", kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        there, data = self.there, self.rfile.read(int(self.headers.get("Content-Length") or 0))
        there.tokens.add(self.headers.get("Authorization", ""))
        if self.path == "/seen":
            there.seen_in_browser.append(data.decode())
            self._answer(204)
        elif self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._answer(401)
        elif self.path == "/terminal/geraet/bildschirm":
            there.screens += 1
            self._answer(200, b'{"adresse": "http://public.example/terminal/bildschirm/abc"}')
        elif self.path == "/terminal/geraet/auftrag":
            said = json.loads(data)
            there.states.append(said)
            if there.orders and not said.get("nur_melden"):
                self._answer(200, json.dumps(there.orders.popleft()).encode())
            else:
                self._answer(204)
        elif found := _PAGE.fullmatch(self.path):
            if there.faults:
                self._answer(there.faults.popleft())
                return
            there.pages.setdefault(found[1], {})[int(found[2])] = data
            self._answer(200, b"{}")
            there.on_page(int(found[2]))
        elif found := _END.fullmatch(self.path):
            there.ends[found[1]] = json.loads(data)
            self._answer(200, b"{}")
        else:
            self._answer(404)

    def do_GET(self) -> None:
        if _PDF.fullmatch(self.path) and self.headers.get("Authorization") == f"Bearer {TOKEN}":
            self._answer(200, self.there.pdf, "application/pdf")
        elif self.path.startswith("/terminal/bildschirm/"):
            script = (
                b"<script>fetch('/seen',{method:'POST',body:(localStorage.name||'nothing')+' '+document.cookie+' '"
                b"+history.length}).then(()=>{localStorage.name='Timo';"
                b"document.cookie='who=timo; max-age=9999'})</script>"
            )
            self._answer(200, script, "text/html")
        else:
            self._answer(404)
