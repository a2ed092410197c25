"""The world outside the office, for the demo: scanner, printer, providers, mail, push. Each speaks its real protocol.

One process, a thread for each stand-in. A stand-in is a module `nahbar.connectors.<kind>.counterpart` with
`serve(home, port)`: it answers on `port` (and, if its protocol is not HTTP, shows a page for people on `port + 1`) and
says on every page what it is. `home` is a folder of its own below NAHBAR_HOME.
"""

from __future__ import annotations

import importlib
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import django

from nahbar.connectors.identity import counterpart as identity


@dataclass(frozen=True)
class StandIn:
    """One outside party: the connector that it stands opposite to, and how far its port lies above the office's."""

    kind: str
    title: str
    offset: int
    page: int | None = 0
    """Where its page for people is, counted from its port; None: it has none."""

    def port(self, office: int) -> int:
        """Its port beside the office's."""
        return office + self.offset

    def ports(self, office: int) -> tuple[int, ...]:
        """All ports that it listens on."""
        first = self.port(office)
        return (first,) if not self.page else (first, first + self.page)

    def url(self, office: int) -> str:
        """Its page for people; empty without one."""
        return "" if self.page is None else f"http://localhost:{self.port(office) + self.page}/"


STAND_INS: tuple[StandIn, ...] = (
    StandIn("scanner", "Scanner im Eingang", 11),
    StandIn("printer", "Drucker im Eingang", 12),
    StandIn("scan_provider", "Scandienstleister", 13),
    StandIn("print_provider", "Druckdienstleister", 14),
    StandIn("notify.mail", "E-Mail", 15, page=1),
    StandIn("notify.push", "Push-Dienst", 17),
    StandIn("identity", "BundID", 18),
)


def environment(home: Path, port: int) -> dict[str, str]:
    """What server, worker and agent must know to reach the stand-ins."""
    return {
        "NAHBAR_TERMINAL_SCANNER": f"http://localhost:{port + 11}/eSCL",
        "NAHBAR_TERMINAL_PRINTER": f"ipp://localhost:{port + 12}/ipp/print",
        "NAHBAR_SMTP_URL": f"smtp://127.0.0.1:{port + 15}",
        "NAHBAR_MAIL_FROM": "nachricht@portal.example",
        "NAHBAR_PUSH_HOSTS": f"127.0.0.1:{port + 17}",
        "NAHBAR_OIDC_ISSUER": f"http://localhost:{port + 18}",
        "NAHBAR_OIDC_CLIENT": identity.CLIENT,
        "NAHBAR_OIDC_SECRET": identity.SECRET,
    }


def serve(home: Path, port: int) -> None:
    """Run all stand-ins until stopped; `port` is the office's."""
    for stand_in in STAND_INS:
        module = importlib.import_module(f"nahbar.connectors.{stand_in.kind}.counterpart")
        place = home / "outside" / stand_in.kind
        place.mkdir(parents=True, exist_ok=True)
        threading.Thread(target=module.serve, args=(place, stand_in.port(port)), daemon=True).start()
    threading.Event().wait()


if __name__ == "__main__":
    django.setup()  # what some of them read and write is described by types of the office's rooms
    serve(Path(sys.argv[1]), int(sys.argv[2]))
