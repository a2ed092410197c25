"""What the stand-ins of the demo share: a page for people that says what it is, and the forms on it."""

from __future__ import annotations

import http.server
from collections.abc import Mapping
from email.parser import BytesParser
from email.policy import HTTP
from html import escape
from urllib.parse import parse_qs

LARGEST_FORM = 25 << 20
Form = Mapping[str, list[bytes]]
"""Fields by name; a field may come several times."""

_STYLE = """
:root{color-scheme:light dark;--ink:#1d1f24;--paper:#fff;--line:#8a8f98;--soft:#eef1f5;--accent:#2b4fa2}
@media(prefers-color-scheme:dark){:root{--ink:#eceef2;--paper:#16181d;--line:#7d828c;--soft:#22262e;--accent:#a9c1ff}}
body{margin:0;font:1.05rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
main{max-width:62rem;margin:0 auto;padding:1rem}
.what{background:var(--soft);border-left:.4rem solid var(--accent);padding:.6rem 1rem}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}
button,.button,input[type=file],input[type=number]{font:inherit;min-height:2.75rem;padding:.4rem 1rem;border:2px solid
var(--accent);border-radius:.4rem;background:var(--paper);color:var(--accent);margin:.2rem .3rem .2rem 0}
button.main{background:var(--accent);color:var(--paper)}a{color:var(--accent)}
label.sheet{display:inline-flex;flex-direction:column;gap:.3rem;width:10.5rem;margin:.3rem;padding:.5rem;
border:1px solid
var(--line);border-radius:.4rem;vertical-align:top;hyphens:auto}
label.sheet img,.tray img{width:100%;aspect-ratio:210/297;object-fit:cover;background:#fff;border:1px solid var(--line)}
input[type=checkbox]{width:1.5rem;height:1.5rem}
.tray{display:flex;flex-wrap:wrap;gap:.6rem;padding:0;list-style:none}.tray li{width:6rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .6rem;border-bottom:1px solid var(--line)}
"""


def page(title: str, sentence: str, body: str) -> bytes:
    """A whole page: »Gegenstelle der Vorführung: …«; `title` and `sentence` are escaped, `body` is HTML."""
    heading = f"Gegenstelle der Vorführung: {escape(title)}"
    return (
        '<!doctype html><html lang="de"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{heading}</title><style>{_STYLE}</style></head><body><main><h1>{heading}</h1>"
        f'<p class="what">{escape(sentence)}</p>{body}</main></body></html>'
    ).encode()


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers with a length, writes no log, and reads forms of limited size."""

    protocol_version = "HTTP/1.1"
    timeout = 60

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a stand-in is quiet."""

    def answer(self, status: int, body: bytes = b"", kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        """Send one answer; header names are given with underscores."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def back(self) -> None:
        """To the page for people, after one of its buttons."""
        self.answer(303, Location="/")

    def body(self) -> bytes:
        """What was sent, also in chunks (CUPS and SANE send such); more than LARGEST_FORM is refused."""
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return self._chunks()
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST_FORM:
            self.close_connection = True
            raise ValueError("zu groß")
        return self.rfile.read(length)

    def _chunks(self) -> bytes:
        data = bytearray()
        while size := int(self.rfile.readline(20).split(b";")[0], 16):
            data += self.rfile.read(size)
            self.rfile.readline(3)
            if len(data) > LARGEST_FORM:
                self.close_connection = True
                raise ValueError("zu groß")
        self.rfile.readline(3)
        return bytes(data)

    def form(self) -> Form:
        """Fields of a form by name, files as their bytes; own pages only, other sites' forms are refused."""
        host = self.headers.get("Host", "")
        origin = self.headers.get("Origin", f"http://{host}")
        data = self.body()
        if origin != f"http://{host}":
            return {}
        kind = self.headers.get("Content-Type", "")
        if not kind.startswith("multipart/form-data"):
            fields = parse_qs(data.decode("utf-8", "replace"))
            return {name: [value.encode() for value in values] for name, values in fields.items()}
        message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + data)
        found: dict[str, list[bytes]] = {}
        for part in message.iter_parts():
            name = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            if isinstance(name, str) and isinstance(content, bytes):
                found.setdefault(name, []).append(content)
        return found
