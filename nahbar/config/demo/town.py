"""Kreis Musterland: its towns, its office and who works there. Invented, all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.hashers import make_password

from nahbar.config.demo.secret import PASSWORD, TOTP_SECRET
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import MACHINE, Role
from nahbar.platform.audit import actions as audit
from nahbar.platform.tenancy.models import Gemeinde, Traeger
from nahbar.platform.tenancy.scope import traeger_scope

TRAEGER: dict[str, dict[str, Any]] = {
    "musterland": {
        "name": "Jobcenter Kreis Musterland",
        "art": Traeger.Art.ZKT,
        "land": "NW",
        "hosts": ["localhost", "127.0.0.1", "testserver"],
        "strasse": "Marktplatz 1",
        "plz": "46325",
        "ort": "Musterstadt",
        "telefon": "02861 555-0",
        "notfall_telefon": "02861 555-112",
        "oeffnungszeiten": "Montag bis Freitag 8 bis 12 Uhr, Donnerstag auch 14 bis 18 Uhr",
        "leitung": "Dr. Ines Albers",
        "sozialamt": "Kreis Musterland, Sozialamt",
        "iban": "DE02120300000000202051",
        "bic": "BYLADEM1001",
    },
    "nebenstadt": {
        "name": "Sozialamt Nebenstadt",
        "art": Traeger.Art.SOZIALAMT,
        "land": "BB",
        "hosts": ["nebenstadt.localhost"],
        "strasse": "Rathausgasse 5",
        "plz": "14467",
        "ort": "Nebenstadt",
        "telefon": "0331 555-0",
        "notfall_telefon": "0331 555-112",
        "oeffnungszeiten": "Dienstag und Donnerstag 9 bis 17 Uhr",
        "leitung": "Jörg Lehnert",
        "iban": "DE02500105170137075030",
        "bic": "INGDDEFF",
    },
}

TOWNS: dict[str, list[tuple[str, str, list[str]]]] = {
    "musterland": [
        ("Musterstadt", "05554900", ["46325"]),
        ("Rhede", "05554052", ["46414"]),
        ("Velen", "05554064", ["46342"]),
        ("Heek", "05554028", ["48619"]),
        ("Gronau", "05554020", ["48599"]),
    ],
    "nebenstadt": [("Nebenstadt", "12054900", ["14467"])],
}

PAPER_TOWNS: list[tuple[str, str, list[str]]] = [
    ("Gescher", "05554016", ["48712"]),
    ("Bocholt", "05554008", ["46395", "46397", "46399"]),
]
"""Towns of Kreis Musterland that are not live yet: the roll-out's door makes them, the stock has no case of theirs."""

STAFF: list[tuple[str, str, tuple[Role, ...], str, str]] = [
    ("berg", "Frau Berg", (Role.LEISTUNG,), "02861 555-201", "2.01"),
    ("oeztuerk", "Frau Öztürk", (Role.LEISTUNG,), "02861 555-202", "2.02"),
    ("maier", "Herr Maier", (Role.LEISTUNG,), "02861 555-203", "2.03"),
    ("wolter", "Frau Wolter", (Role.TEAMLEAD, Role.LEISTUNG), "02861 555-200", "2.00"),
    ("empfang", "Herr Yılmaz", (Role.FRONTDESK,), "02861 555-100", "0.01"),
    ("post", "Frau Sandberg", (Role.POSTROOM,), "02861 555-110", "0.10"),
    ("kasse", "Herr Pütz", (Role.CASHIER,), "02861 555-300", "3.01"),
    ("kasse2", "Frau Łukasik", (Role.CASHIER,), "02861 555-301", "3.02"),
    ("fall", "Herr Nguyễn", (Role.FALLMANAGEMENT,), "02861 555-220", "2.20"),
    ("plan", "Frau Çelik", (Role.PLANNER,), "02861 555-400", "4.01"),
    ("betrieb", "Herr Brandt", (Role.OPERATOR,), "02861 555-900", "K.03"),
]


NEIGHBOURS: list[tuple[str, str, tuple[Role, ...], str, str]] = [
    ("lehnert", "Herr Lehnert", (Role.TEAMLEAD, Role.LEISTUNG), "0331 555-200", "12"),
    ("schulze", "Frau Schulze", (Role.LEISTUNG,), "0331 555-201", "14"),
]
"""Who works at Nebenstadt: they never see a case of Musterland."""


def create_traeger(key: str) -> Traeger:
    """Make a Träger of the demo with its towns."""
    traeger = Traeger.objects.create(kuerzel=key, created_at=clock.now(), **TRAEGER[key])
    with traeger_scope(traeger.id):
        for name, ags, plz in TOWNS[key]:
            Gemeinde.objects.create(name=name, ags=ags, plz=plz)
    return traeger


def create_staff(people: Sequence[tuple[str, str, tuple[Role, ...], str, str]] = STAFF) -> dict[str, Account]:
    """Make the office's accounts in the present scope; login name → account."""
    password = make_password(PASSWORD)  # once for all of them: the password of the demo is no secret
    accounts = {}
    for login, name, roles, telefon, zimmer in people:
        accounts[login] = Account.objects.create(
            login=login,
            name=name,
            kind=Account.Kind.STAFF,
            roles=sorted(role.value for role in roles),
            password=password,
            totp_secret=TOTP_SECRET,
            telefon=telefon,
            zimmer=zimmer,
            created_at=clock.now(),
        )
        audit.record("account_created", acting=MACHINE, object_type="account", object_id=accounts[login].id)
    return accounts
