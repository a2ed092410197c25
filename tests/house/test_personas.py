"""Every address × every persona: who gets in, who is sent to sign in, who is refused. Default deny."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from nahbar.platform.accounts.session import ACCOUNT, ANTRAEGE
from tests.personas import PAGES, PERSONAS
from tests.procedures import acting, desk

UNKNOWN = "01900000-0000-7000-8000-000000000000"
ANY = {"UUIDConverter": UNKNOWN, "IntConverter": 1, "SlugConverter": "x", "StringConverter": "x"}
"""What an address is filled with that no case of this test has."""


def values_of(pattern: URLPattern, values: dict[str, Any]) -> dict[str, Any]:
    """All parts of an address."""
    parts = pattern.pattern.converters
    return {key: values.get(key, ANY[type(converter).__name__]) for key, converter in parts.items()}


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", pattern


def test_every_address_has_a_row() -> None:
    assert {name for name, _ in addresses()} == set(PAGES)


def test_every_view_says_who_may_see_it() -> None:
    assert [name for name, pattern in addresses() if not hasattr(pattern.callback, "allowed")] == []


@pytest.fixture
def world(traeger: Any, actor: Callable[[str], Any], client_for: Callable[[str | None], Any]) -> dict[str, Any]:
    """One application on its way to release, and everybody who may knock."""
    from nahbar.domain.casefile.models import Aufgabe

    antrag = desk.submitted()
    entscheidung = desk.presented(actor, antrag)
    other = desk.submitted()
    clients: dict[str, Client] = {name: client_for(login) for name, login in PERSONAS.items() if login}
    clients["anonymous"] = Client()
    for name, own in (("citizen", antrag), ("other_citizen", other)):
        client = Client()
        session = client.session
        session[ANTRAEGE] = [str(own.id)]
        session.save()
        client.cookies["sitzung"] = session.session_key
        clients[name] = client
    clients["representative"] = acting_for_another(actor)
    dokument = antrag.eingangsbestaetigung
    return {
        "clients": clients,
        "values": {
            "antrag_id": antrag.id, "entscheidung_id": entscheidung.id, "akte_id": antrag.akte_id,
            "aufgabe_id": Aufgabe.objects.first().id, "dokument_id": dokument.id, "document_id": dokument.id,
            "brief_id": antrag.id, "lauf_id": antrag.id, "letter_id": antrag.id, "upload_id": antrag.id,
            "page": "name", "item": "p2", "key": "mietvertrag", "nr": 1, "part": "dokumente", "name": "pain001.xml",
        },
    }  # fmt: skip


def acting_for_another(actor: Callable[[str], Any]) -> Client:
    """A released Betreuer of somebody else than the applicants of this world."""
    vertreter = acting.register()
    acting.released(actor("berg"), acting.asked(vertreter))
    client = Client()
    session = client.session
    session[ACCOUNT] = str(vertreter.account_id)
    session.save()
    client.cookies["sitzung"] = session.session_key
    return client


def outcome(client: Client, url: str) -> str:
    """`in`, `login`, or `refused`; a thing that does not exist (404) or a wrong verb (405) is past the door."""
    answer = client.get(url)
    if answer.status_code in {302, 303} and ("/anmelden" in answer.url or "/weiter?weiter" in answer.url):
        return "login"
    return "refused" if answer.status_code == 403 else "in"


def test_who_gets_in(world: dict[str, Any]) -> None:
    wrong = []
    for name, pattern in addresses():
        allowed = PAGES[name]
        url = reverse(name, kwargs=values_of(pattern, world["values"]))
        for persona, client in world["clients"].items():
            got = outcome(client, url)
            if allowed == "public":
                expected = got if got != "refused" else "in"
            elif persona in allowed or (persona in {"other_citizen", "representative"} and "citizen" in allowed):
                expected = "in"
            else:
                expected = "login" if persona == "anonymous" else "refused"
            if got != expected:
                wrong.append(f"{name} for {persona}: {got}, expected {expected}")
    assert wrong == []


def test_a_foreign_application_is_as_unknown_as_none(world: dict[str, Any]) -> None:
    """Another citizen learns nothing, not even that the application exists; nor does somebody's Betreuer."""
    strangers: list[Client] = [world["clients"][name] for name in ("other_citizen", "representative")]
    checked = 0
    for name, pattern in addresses():
        if PAGES[name] == "public" or "citizen" not in PAGES[name] or "antrag_id" not in pattern.pattern.converters:
            continue
        values = values_of(pattern, world["values"])
        for verb in (verb for client in strangers for verb in (client.get, client.post)):
            foreign = verb(reverse(name, kwargs=values)).status_code
            missing = verb(reverse(name, kwargs=values | {"antrag_id": UNKNOWN})).status_code
            assert foreign == missing and foreign in {404, 405}, (name, foreign, missing)
            checked += 1
    assert checked > 40


def test_reading_never_writes(world: dict[str, Any]) -> None:
    """Rule 8: no GET changes a row; sessions and who opened a file, with the question about it, are the exceptions."""
    from django.db import connection

    written: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        verb = sql.lstrip().split(" ", 1)[0].upper()
        exempt = ("django_session", "casefile_zugriff", "casefile_auffaelligkeit", "nahbar_audit_add")
        if verb in {"INSERT", "UPDATE", "DELETE"} and not any(word in sql for word in exempt):
            written.append(f"{current}: {sql[:90]}")
        return execute(sql, params, many, context)

    current = ""
    for name, pattern in addresses():
        who = PAGES[name]
        persona = "citizen" if who == "public" or "citizen" in who else sorted(who)[0]
        current = reverse(name, kwargs=values_of(pattern, world["values"]))
        with connection.execute_wrapper(watch):
            world["clients"][persona].get(current)
    assert written == []
