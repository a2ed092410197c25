"""The print provider's page in the demo: batches that came, their letters, and buttons for what the provider does."""

from __future__ import annotations

import os
import re
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path

from nahbar.connectors import stand_in
from nahbar.connectors.print_provider.print_shop import PrintShop, ShopLetter

_SENTENCE = (
    "Diese Seite ist ein Druckdienstleister, den es nicht gibt. Er holt Druckstapel aus dem Ausgangsordner, prüft "
    "Schema und Prüfsummen und schreibt Quittungen, wie ein echter es täte. Gedruckt wird nichts."
)
_STATES = {
    "neu": "eingetroffen",
    "gedruckt": "gedruckt",
    "aufgegeben": "aufgegeben",
    "zurueck": "zurückgekommen",
    "abgelehnt": "nicht verschickt",
}
_PDF = re.compile(r"/brief/([0-9a-f-]{36})\.pdf")


def serve(home: Path, port: int) -> None:
    """Answer on `port` until the process ends; `home` keeps the shop's letters."""
    office = home.parents[1]
    outbox = Path(os.environ.get("NAHBAR_PRINT_OUTBOX") or office / "druck-ausgang")
    inbox = Path(os.environ.get("NAHBAR_PRINT_INBOX") or office / "druck-quittungen")
    make_server(PrintShop(home, outbox, inbox), port).serve_forever()


def make_server(shop: PrintShop, port: int = 0) -> ThreadingHTTPServer:
    """A server on this machine only; port 0 takes a free one."""
    handler = type("Shop", (_Handler,), {"shop": shop})
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


class _Handler(stand_in.Handler):
    shop: PrintShop

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/":
            self.shop.take()
            self.answer(200, stand_in.page("Druckdienstleister", _SENTENCE, _page(self.shop)))
        elif (found := _PDF.fullmatch(path)) and found[1] in self.shop.letters:
            self.answer(200, (self.shop.home / "briefe" / f"{found[1]}.pdf").read_bytes(), "application/pdf")
        else:
            self.answer(404)

    def do_POST(self) -> None:
        try:
            form = self.form()
        except ValueError:
            self.answer(413)
            return
        what = form.get("was", [b""])[0].decode("ascii", "replace")
        if self.path == "/annehmen":
            self.shop.accept(what)
        elif self.path == "/aufgeben":
            self.shop.post(what)
        elif self.path == "/zurueck":
            self.shop.bring_back(what)
        elif self.path == "/noch-einmal":
            self.shop.say_again()
        else:
            self.answer(404)
            return
        self.back()


def _button(address: str, what: str, words: str, kind: str = "") -> str:
    return (
        f'<form method="post" action="{address}"><input type="hidden" name="was" value="{escape(what)}">'
        f'<button class="{kind}">{escape(words)}</button></form>'
    )


def _page(shop: PrintShop) -> str:
    batches: dict[str, list[ShopLetter]] = {}
    for letter in shop.letters.values():
        batches.setdefault(letter.stapel, []).append(letter)
    parts = [_batch(stapel, letters) for stapel, letters in reversed(batches.items())]
    if not parts:
        parts = ["<p>Noch kein Druckstapel. Übergeben Sie einen im Amt und laden Sie diese Seite neu.</p>"]
    if shop.last is not None:
        parts.append("<h2>Ungeschickt</h2>" + _button("/noch-einmal", "", "Letzte Quittung noch einmal schicken"))
    if shop.refused:
        parts.append("<h2>Nicht angenommen</h2><ul>")
        parts += [f"<li>{escape(sentence)}</li>" for sentence in shop.refused]
        parts.append("</ul>")
    return "".join(parts)


def _batch(stapel: str, letters: list[ShopLetter]) -> str:
    sheets = sum(letter.blaetter for letter in letters)
    rows = "".join(_row(letter) for letter in letters)
    buttons = ""
    if any(letter.stand == "neu" for letter in letters):
        buttons += _button("/annehmen", stapel, "Annehmen und drucken", "main")
    if any(letter.stand == "gedruckt" for letter in letters):
        buttons += _button("/aufgeben", stapel, "Aufgeben (heute)", "main")
    return (
        f"<h2>Druckstapel {escape(letters[0].nummer)}</h2><p>{escape(letters[0].traeger)}: {len(letters)} "
        f"{'Brief' if len(letters) == 1 else 'Briefe'}, {sheets} {'Blatt' if sheets == 1 else 'Blätter'}. "
        "Schema und Prüfsummen stimmen.</p>"
        "<table><thead><tr><th>Brief</th><th>Seiten</th><th>Spätestens</th><th>Stand</th><th></th></tr></thead>"
        f"<tbody>{rows}</tbody></table>{buttons}"
    )


def _row(letter: ShopLetter) -> str:
    back = _button("/zurueck", letter.id, "Ein Brief kommt zurück") if letter.stand == "aufgegeben" else ""
    year, month, day = letter.spaetestens.split("-")
    return (
        f'<tr><td><a href="/brief/{letter.id}.pdf">{letter.id[-12:]}</a></td><td>{letter.seiten}</td>'
        f"<td>{day}.{month}.{year}</td><td>{escape(_STATES[letter.stand])}</td><td>{back}</td></tr>"
    )
