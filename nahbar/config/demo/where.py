"""Where the demo is: addresses, logins, and the codes that open its applications."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from nahbar.config.demo.secret import BETREUER, PASSWORD
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope

FILE = "demo-zugaenge.json"
"""Below NAHBAR_HOME: codes and PINs of invented people. PINs are kept nowhere else, only their hashes."""


@dataclass(frozen=True)
class Access:
    """The way into one application of the demo."""

    name: str
    code: str
    pin: str
    story: str
    """What is to be seen there, in a few words."""
    key: str = ""
    """What a try of the start page calls it, where the name is known only when the demo is made."""


def keep_accesses(home: Path, accesses: Sequence[Access]) -> None:
    """Write the codes down for `demo-where`."""
    text = json.dumps([asdict(access) for access in accesses], ensure_ascii=False, indent=1)
    (home / FILE).write_text(text, encoding="utf-8")


def known_accesses(home: Path) -> list[Access]:
    """The codes as `demo-seed` wrote them down; none before."""
    path = home / FILE
    return [Access(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))] if path.exists() else []


def where_lines(home: Path, url: str) -> Iterator[str]:
    """What `demo-where` prints."""
    here = url.rstrip("/")
    yield ""
    yield f"  Alle Türen      {here}/vorfuehrung"
    yield f"  Portal          {here}/"
    yield f"  Arbeitsplatz    {here}/arbeit/"
    yield f"  Bausteine       {here}/ui/galerie"
    yield ""
    yield f"  Anmelden am Arbeitsplatz, Passwort für alle: {PASSWORD}"
    yield "  Der sechsstellige Code steht in der Vorführung auf der Anmeldeseite; jeder gilt einmal."
    yield from _logins("musterland")
    yield f"    {BETREUER:<10}Dr. Anton Lange Betreuer, meldet sich im Portal an: {here}/anmelden"
    yield ""
    yield f"  Anträge im Portal: {here}/weiter (»Ich habe einen Brief mit Code«)"
    for access in known_accesses(home):
        yield f"    Code {access.code}  PIN {access.pin}  {access.name}: {access.story}"
    yield ""
    port = urlsplit(here).port
    yield f"  Zweiter Träger  http://nebenstadt.localhost{f':{port}' if port else ''}/arbeit/"
    yield from _logins("nebenstadt")
    yield ""


def _logins(key: str) -> Iterator[str]:
    traeger = Traeger.objects.filter(kuerzel=key).first()
    if traeger is None:
        return
    with traeger_scope(traeger.id):
        staff = list(Account.objects.filter(kind=Account.Kind.STAFF, is_active=True).order_by("login"))
    for account in staff:
        yield f"    {account.login:<10}{account.name:<16}{account.role_label}"
