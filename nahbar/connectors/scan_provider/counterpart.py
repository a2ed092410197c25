"""The scan provider's page in the demo: buttons to deliver, deliver again and destroy, and the office's answers."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path

from nahbar.connectors import stand_in
from nahbar.connectors.scan_provider.scan_shop import Answer, ScanShop

_SENTENCE = (
    "Diese Seite ist ein Scandienstleister, den es nicht gibt. Er scannt erfundene Briefe, legt Stapel in den "
    "Eingangsordner des Amtes und liest dessen Quittungen, wie ein echter es täte. Das Amt sieht jede Minute nach."
)
_SHOWN = 12
_buttons = threading.Lock()
"""Two presses at once are one after the other."""


def serve(home: Path, port: int) -> None:
    """Answer on `port` until the process ends; `home` keeps the shop's papers and answers."""
    exchange = Path(os.environ.get("NAHBAR_SCAN_INBOX") or home.parents[1] / "scan-eingang")
    make_server(ScanShop(home, exchange), port).serve_forever()


def make_server(shop: ScanShop, port: int = 0) -> ThreadingHTTPServer:
    """A server on this machine only; port 0 takes a free one."""
    shop.home.mkdir(parents=True, exist_ok=True)
    shop.load()
    handler = type("Shop", (_Handler,), {"shop": shop})
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


class _Handler(stand_in.Handler):
    shop: ScanShop

    def do_GET(self) -> None:
        if self.path.partition("?")[0] != "/":
            self.answer(404)
            return
        with _buttons:
            self.shop.load()
            self.shop.collect()
            body = _page(self.shop)
        self.answer(200, stand_in.page("Scandienstleister", _SENTENCE, body))

    def do_POST(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "/liefern": self.shop.deliver,
            "/noch-einmal": self.shop.deliver_again,
            "/vernichten": self.shop.destroy,
            "/ohne-liste": lambda: self.shop.destroy(heed=False),
        }
        try:
            form = self.form()
        except ValueError:
            self.answer(413)
            return
        if self.path not in acts or "tun" not in form:
            self.answer(404)
            return
        with _buttons:
            acts[self.path]()
        self.back()


def _button(address: str, words: str, kind: str = "") -> str:
    return (
        f'<form method="post" action="{address}"><button class="{kind}" name="tun" value="1">{escape(words)}'
        "</button></form>"
    )


def _page(shop: ScanShop) -> str:
    parts = ["<h2>Liefern</h2>", _button("/liefern", "Stapel liefern", "main")]
    if shop.letzter:
        parts.append(_button("/noch-einmal", "Denselben Stapel noch einmal liefern"))
        parts.append(f"<p>Zuletzt geliefert: {escape(shop.letzter)}</p>")
    parts.append("<h2>Antworten des Amtes</h2>")
    answers = list(reversed(shop.antworten))[:_SHOWN]
    parts += ["<ol reversed>", *(_answer(one) for one in answers), "</ol>"] if answers else ["<p>Noch keine.</p>"]
    parts += _papers(shop)
    return "".join(parts)


def _answer(answer: Answer) -> str:
    lines = "".join(f"<li>Schreiben {escape(letter)}: {escape(stand)}</li>" for letter, stand in answer.zeilen)
    return (
        f"<li>{escape(answer.zu)}: <strong>{escape(answer.stand)}</strong>"
        f"{'. ' + escape(answer.grund) if answer.grund else ''}{f'<ul>{lines}</ul>' if lines else ''}</li>"
    )


def _papers(shop: ScanShop) -> list[str]:
    held, due = shop.held(), shop.due()
    there = [paper for paper in shop.lager if not paper.vernichtet]
    bring = sum(held.values())
    parts = [
        f"<h2>Papier im Lager</h2><p>{len(there)} Schreiben, {len(held)} vom Amt gesperrt, "
        f"{bring} davon bringen wir zum Amt. Fällig: {len(due)}.</p>"
    ]
    if due:
        parts.append(_button("/vernichten", "Fällige Originale vernichten", "main"))
    if shop.due(heed=False) != due:
        parts.append(_button("/ohne-liste", "Versehen: Fälliges vernichten, ohne in die Sperrliste zu sehen"))
    return parts
