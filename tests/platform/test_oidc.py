"""Signing in by an OpenID Connect provider (C19, C26): a real one on loopback, and answers that must not count."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from html import unescape
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from nahbar.connectors.identity import counterpart
from nahbar.connectors.identity.oidc import OidcProvider
from nahbar.domain.applications import queries
from nahbar.platform import ports
from nahbar.platform.accounts import identity
from nahbar.platform.accounts.identity import may_sign_form
from nahbar.platform.accounts.models import Account, Identity

LOW, MIDDLE, EID = counterpart.LEVELS
BEGIN, BACK = "/anmelden/ausweis", "/anmelden/ausweis/zurueck"


def plugged(server: ThreadingHTTPServer) -> OidcProvider:
    issuer = f"http://localhost:{server.server_address[1]}"
    return OidcProvider(issuer, counterpart.CLIENT, counterpart.SECRET, "BundID")


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Any]:
    """A provider on this machine that the portal uses; gives its inside."""
    server = counterpart.make_server(tmp_path / "op")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    before = ports.get("identity")
    ports.register("identity", plugged(server))
    yield server.provider  # type: ignore[attr-defined]  # set by make_server
    ports.register("identity", before)
    server.shutdown()
    server.server_close()


def set_out(client: Client, **form: str) -> str:
    """The address at the provider that the portal sends this browser to."""
    page = client.post(BEGIN, form).content.decode()
    found = re.search(r'href="(http://localhost[^"]+/authorize[^"]+)"', page)
    assert found, page[:500]
    return unescape(found.group(1))


def choose(url: str, person: str = "aylin", level: str = LOW) -> dict[str, str]:
    """What the provider sends back with the browser, once a person has been chosen there."""
    assert "erfunden" in requests.get(url, timeout=5).text
    answer = requests.post(url, {"person": person, "stufe": level}, timeout=5, allow_redirects=False)
    target = urlsplit(answer.headers["Location"])
    assert target.path == BACK
    return {name: values[0] for name, values in parse_qs(target.query).items()}


def come_in(client: Client, person: str = "aylin", level: str = LOW, **form: str) -> Any:
    """The whole way; the answer to the last POST."""
    given = choose(set_out(client, **form), person, level)
    shown = client.get(BACK, given)
    assert shown.status_code == 200 and "account" not in client.session
    return client.post(BACK, given)


def secured() -> tuple[Client, Any]:
    """A browser with an application, without account."""
    client = Client()
    client.post("/antrag/sichern")
    return client, queries.antrag_by_id(client.session["antraege"][0])


def test_the_same_person_comes_back_to_the_same_account_and_nothing_else_is_kept(traeger: Any, broker: Any) -> None:
    client, antrag = secured()
    assert come_in(client)["Location"] == "/mein"
    account = Account.objects.get(id=client.session["account"])
    assert queries.antrag_by_id(antrag.id).account_id == account.id
    row = Identity.objects.get()
    assert broker.pseudonym("aylin") not in row.subject and "Aylin" not in account.name
    elsewhere = Client()
    come_in(elsewhere)
    assert elsewhere.session["account"] == str(account.id)
    assert elsewhere.get("/mein")["Location"].startswith(f"/antrag/{antrag.id}/")
    stranger = Client()
    come_in(stranger, "timo")
    assert stranger.session["account"] != str(account.id)
    assert stranger.get(f"/antrag/{antrag.id}/").status_code == 404


def test_an_application_is_sent_without_any_of_it(traeger: Any, broker: Any) -> None:
    """Never a login wall before submitting: the way in is offered on the sign-in page only, as one among others."""
    client, antrag = secured()
    for path in ("/", "/antrag/sichern", f"/antrag/{antrag.id}/", f"/antrag/{antrag.id}/pruefen"):
        page = client.get(path)
        assert page.status_code == 200 and BEGIN not in page.content.decode()
    shown = Client().get("/anmelden").content.decode()
    assert "Mit BundID anmelden" in shown and "Das müssen Sie nicht" in shown


def test_36a_only_the_eid_just_shown_replaces_the_written_form(traeger: Any, broker: Any) -> None:
    """§ 36a Abs. 2a Nr. 1 a SGB I."""
    for level, signs in ((LOW, False), (MIDDLE, False), (EID, True)):
        client = Client()
        come_in(client, level=level, stark="1")
        assert may_sign_form(client.session) is signs, level
    kept = dict(client.session)
    assert not may_sign_form(kept | {"account": "another"})
    strength = kept[identity.STRENGTH]
    old = strength | {"um": int(time.time()) - identity.FRESH_SECONDS - 5}
    assert not may_sign_form(kept | {identity.STRENGTH: old})
    assert identity.level_of(kept | {identity.STRENGTH: old}) == identity.HIGH
    assert not may_sign_form(Client().session)


def refused(client: Client, given: dict[str, str]) -> bool:
    answer = client.post(BACK, given)
    stays = answer.status_code == 200 and "hat nicht geklappt" in answer.content.decode()
    return stays and "account" not in client.session


@pytest.mark.parametrize(
    "change",
    [{"nonce": "another"}, {"iss": "https://boese.example"}, {"aud": "another-office"}, {"exp": 1}, {"sub": ""}],
    ids=["wrong nonce", "foreign issuer", "for another client", "long ago", "nobody"],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(traeger: Any, broker: Any, change: dict[str, Any]) -> None:
    client = Client()
    given = choose(set_out(client))
    broker.changes = change
    assert refused(client, given)
    assert Identity.objects.count() == 0


def test_a_code_works_once_and_only_in_the_browser_that_set_out(traeger: Any, broker: Any) -> None:
    client, thief = Client(), Client()
    given = choose(set_out(client))
    set_out(thief)
    assert refused(thief, given), "another browser's state"
    assert client.post(BACK, given)["Location"] == "/mein"
    client.post("/abmelden")
    set_out(client)
    assert refused(client, given), "replayed"
    again = choose(set_out(client))
    assert refused(client, {**again, "code": given["code"]}), "an old code with a fresh state"


def test_whoever_sits_there_by_then_does_not_get_the_others_identity(traeger: Any, broker: Any) -> None:
    """A mixed-up session: A sets out, B opens an application in the same browser, A's answer comes back."""
    client = Client()
    given = choose(set_out(client))
    client.post("/antrag/sichern")
    assert refused(client, given)
    assert Identity.objects.count() == 0


def test_a_provider_that_calls_itself_something_else_is_not_asked(traeger: Any, broker: Any) -> None:
    broker.issuer, true = "https://boese.example", broker.issuer
    page = Client().post(BEGIN).content.decode()
    assert "hat nicht geklappt" in page and f"{true}/authorize" not in page


def test_the_way_on_leads_to_our_own_pages_only(traeger: Any, broker: Any) -> None:
    for target in ("https://boese.example/", "//boese.example", "/\\boese.example", "javascript:alert(1)"):
        assert come_in(Client(), weiter=target)["Location"] == "/mein", target
    assert come_in(Client(), weiter="/mein?x=1")["Location"] == "/mein?x=1"


def test_an_identity_opens_one_account(traeger: Any, broker: Any) -> None:
    one, other = Client(), Client()
    come_in(one)
    come_in(other, "timo")
    given = choose(set_out(other), "aylin")
    mine = other.session["account"]
    answer = other.post(BACK, given)
    assert "schon zu einem anderen Konto" in answer.content.decode() and other.session["account"] == mine


def test_without_a_provider_there_is_no_button_and_no_address(traeger: Any) -> None:
    assert "anmelden/ausweis" not in Client().get("/anmelden").content.decode()
    assert Client().post(BEGIN).status_code == 404
    assert Client().get(BACK, {"code": "a", "state": "b"}).status_code == 404
