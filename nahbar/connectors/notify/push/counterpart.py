"""The push service's page in the demo: what arrived at its one browser, and the day on which that browser is gone."""

from __future__ import annotations

import re
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path

from nahbar.connectors import stand_in
from nahbar.connectors.notify.push.service import PushService

_SENTENCE = (
    "Diese Seite ist ein Push-Dienst mit einem Browser, die es beide nicht gibt. Sie prüft die Unterschrift (VAPID), "
    "entschlüsselt die Meldung und zeigt, was auf dem Sperrbildschirm stünde."
)
_PUSH = re.compile(r"/push/([\w-]{1,64})")


def serve(home: Path, port: int) -> None:
    """Answer on `port` until the process ends; `home` keeps the browser's keys."""
    make_server(PushService(home), port).serve_forever()


def make_server(service: PushService, port: int = 0) -> ThreadingHTTPServer:
    """A server on this machine only; port 0 takes a free one."""
    handler = type("Push", (_Handler,), {"service": service})
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


class _Handler(stand_in.Handler):
    service: PushService

    def do_GET(self) -> None:
        if self.path.partition("?")[0] != "/":
            self.answer(404)
            return
        self.answer(200, stand_in.page("Push-Dienst", _SENTENCE, _page(self.service)))

    def do_POST(self) -> None:
        try:
            if self.path == "/weg":
                self.form()
                self.service.gone = not self.service.gone
                self.back()
            elif found := _PUSH.fullmatch(self.path):
                audience = f"http://{self.headers.get('Host', '')}"
                self.answer(self.service.take(found[1], audience, self.headers, self.body()))
            else:
                self.answer(404)
        except ValueError:
            self.answer(413)


def _page(service: PushService) -> str:
    with service.lock:
        messages, refused = list(service.messages), list(service.refused)
    rows = "".join(
        f"<tr><td>{escape(one.at)}</td><td>{escape(one.text)}</td><td>{escape(one.contact)}</td></tr>"
        for one in messages
    )
    shown = (
        f"<table><thead><tr><th>Wann</th><th>Meldung</th><th>Unterschrieben von</th></tr></thead><tbody>{rows}</tbody>"
        "</table>"
        if messages
        else "<p>Noch keine Meldung.</p>"
    )
    wrong = f"<h2>Abgewiesen</h2><ul>{''.join(f'<li>{escape(one)}</li>' for one in refused)}</ul>" if refused else ""
    words = "Der Browser ist wieder da" if service.gone else "Diesen Browser gibt es nicht mehr"
    return f'{shown}{wrong}<form method="post" action="/weg"><button>{words}</button></form>'
