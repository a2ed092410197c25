"""Passkeys on the server's side: what is refused, and that every refusal looks the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from nahbar.config.demo.secret import PASSWORD
from nahbar.config.demo.town import create_traeger
from nahbar.domain.applications.models import Antrag
from nahbar.platform.accounts.models import Account, Passkey
from nahbar.platform.audit.models import AuditEntry
from nahbar.platform.tenancy.scope import flush
from tests.platform.soft_key import SoftKey

ORIGIN = "http://testserver"
REFUSED = "Die Anmeldung mit diesem Gerät hat nicht geklappt. Nehmen Sie einen anderen Weg."
STAFF_REFUSED = "Anmeldename, Passwort oder Code stimmen nicht."


def question(client: Client, **extra: Any) -> dict[str, Any]:
    asked: dict[str, Any] = client.post("/anmelden/geraet/frage", **extra).json()
    return asked


def answer(client: Client, text: str, **extra: Any) -> Any:
    return client.post("/anmelden/geraet", {"passkey": text}, **extra)


def refused(response: Any) -> bool:
    return response.status_code == 200 and REFUSED in response.content.decode() and "account" not in _session(response)


def _session(response: Any) -> Any:
    return response.client.session


def actions() -> list[str]:
    flush()
    return list(AuditEntry.objects.order_by("nr").values_list("action", flat=True))


def device(client: Client, key: SoftKey) -> str:
    """Secure an application in this browser and set up the key for it; the application's address."""
    where = re.sub("gesichert$", "", client.post("/antrag/sichern")["Location"])
    asked = client.post(f"{where}geraet/frage").json()
    done = client.post(f"{where}geraet", {"passkey": key.create(asked)})
    assert done.status_code == 302, done.content.decode()
    return where


@pytest.fixture
def key(traeger: Any) -> SoftKey:
    """The key of somebody who has secured an application."""
    key = SoftKey(ORIGIN)
    device(Client(), key)
    return key


def test_a_citizen_sets_up_a_device_without_name_or_password_and_comes_back(traeger: Any) -> None:
    key, first = SoftKey(ORIGIN), Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14)")
    where = device(first, key)
    account = Account.objects.get(kind="citizen")
    assert account.login.startswith("+") and not account.check_password("") and account.passkeys.count() == 1
    listed = first.get(f"{where}geraet").content.decode()
    assert "Android-Gerät" in listed and "Eingerichtet am" in listed
    again = Client()
    done = answer(again, key.get(question(again)))
    assert (done.status_code, done["Location"]) == (302, "/mein")
    assert again.get("/mein")["Location"] == where
    assert {"passkey_added", "account_attached", "signed_in"} <= set(actions())


def test_what_the_device_is_asked_tells_nothing_about_who_has_one(key: SoftKey) -> None:
    asked = question(Client())
    assert asked["rpId"] == "testserver" and asked["userVerification"] == "required"
    assert asked["allowCredentials"] == [] and len(asked["challenge"]) > 80


def test_an_answer_counts_once(key: SoftKey) -> None:
    client = Client()
    text = key.get(question(client))
    assert answer(client, text).status_code == 302
    assert refused(answer(Client(), text))
    client.post("/abmelden")
    question(client)
    assert refused(answer(client, text))


def test_a_failed_answer_uses_up_the_challenge(key: SoftKey) -> None:
    client = Client()
    asked = question(client)
    assert refused(answer(client, "{}"))
    assert refused(answer(client, key.get(asked)))


def test_a_counter_that_goes_back_is_refused_and_written_down(key: SoftKey) -> None:
    client = Client()
    key.count = 7
    assert answer(client, key.get(question(client))).status_code == 302
    key.count = 3
    other = Client()
    assert refused(answer(other, key.get(question(other))))
    assert "passkey_counter_back" in actions()
    assert Passkey.objects.get().sign_count == 8


@pytest.mark.parametrize("lie", ["origin", "host", "unverified", "handle", "key", "challenge", "type"])
def test_every_lie_gets_the_same_sentence(key: SoftKey, lie: str) -> None:
    client, host = Client(), ""
    asked = question(client)
    if lie == "origin":
        key.origin = "https://nahbar.example"
    elif lie == "host":
        host = "nahbar.example"
    elif lie == "unverified":
        key.verified = False
    elif lie == "handle":
        key.handle = b"somebody else..."
    elif lie == "key":
        key.secret = SoftKey().secret
    elif lie == "challenge":
        asked["challenge"] = question(Client())["challenge"]
    text = key.get(asked, host=host)
    if lie == "type":
        text = text.replace("public-key", "password")
    assert refused(answer(client, text))
    assert Passkey.objects.get().sign_count == 0


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "7", '"x"', "{", '{"id": 1}', "9" * 20_000,
        '{"id":"a","rawId":"a","type":"public-key","response":{}}',
        '{"id":"YQ","rawId":"YQ","type":"public-key","response":{"clientDataJSON":"YQ","authenticatorData":"YQ","signature":"YQ"}}',
        '{"id":"YQ","rawId":"YQ","type":"public-key","response":{"clientDataJSON":7,"authenticatorData":[],"signature":{}}}',
        '{"id":"ä","rawId":"ä","type":"public-key","response":null}',
    ],
)  # fmt: skip
def test_nonsense_is_refused_like_everything_else(key: SoftKey, text: str) -> None:
    client = Client()
    question(client)
    assert refused(answer(client, text))
    where = re.sub("gesichert$", "", client.post("/antrag/sichern")["Location"])
    client.post(f"{where}geraet/frage")
    assert client.post(f"{where}geraet", {"passkey": text}).status_code == 422


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
def test_a_broken_part_is_refused(key: SoftKey, part: str) -> None:
    for broken in ("", "YQ", "AAAA" * 40, None, 5):
        client = Client()
        text = json.loads(key.get(question(client)))
        text["response"][part] = broken
        assert refused(answer(client, json.dumps(text)))


def test_a_broken_registration_is_refused(traeger: Any) -> None:
    client = Client()
    where = re.sub("gesichert$", "", client.post("/antrag/sichern")["Location"])
    for change in ({"attestationObject": "YQ"}, {"attestationObject": 7}, {"clientDataJSON": ""}, {}):
        text = json.loads(SoftKey(ORIGIN).create(client.post(f"{where}geraet/frage").json()))
        text["response"] = {**text["response"], **change} if change else None
        assert client.post(f"{where}geraet", {"passkey": json.dumps(text)}).status_code == 422
    unverified = SoftKey(ORIGIN, verified=False).create(client.post(f"{where}geraet/frage").json())
    assert client.post(f"{where}geraet", {"passkey": unverified}).status_code == 422
    assert not Passkey.objects.exists() and not Account.objects.exists()


def test_u1_guessing_slows_down(key: SoftKey) -> None:
    """Five wrong answers of one device, then even the right one has to wait."""
    client, key.secret, secret = Client(), SoftKey().secret, key.secret
    for _ in range(5):
        assert refused(answer(client, key.get(question(client))))
    key.secret = secret
    late = answer(client, key.get(question(client)))
    assert refused(late) and "Warten Sie" in late.content.decode()


def test_the_challenge_of_another_host_does_not_count(key: SoftKey, traeger: Any) -> None:
    client = Client()
    asked = question(client)
    key.origin = "http://localhost"
    assert refused(answer(client, key.get(asked, host="localhost"), HTTP_HOST="localhost"))


def test_a_foreign_traegers_credential_is_unknown(other_traeger: Any) -> None:
    """The key signs rightly for Nebenstadt's host, but only Musterland knows it."""
    create_traeger("musterland")
    key, there = SoftKey(ORIGIN), Client(HTTP_HOST="nebenstadt.localhost")
    device(Client(), key)
    asked = question(there)
    assert asked["rpId"] == "nebenstadt.localhost"
    key.origin = "http://nebenstadt.localhost"
    sent = answer(there, key.get(asked))
    assert sent.status_code == 200 and REFUSED in sent.content.decode()
    key.origin, here = ORIGIN, Client()
    assert answer(here, key.get(question(here))).status_code == 302


def test_in_production_only_https_counts(key: SoftKey, settings: LazySettings) -> None:
    settings.MODE = "production"
    client = Client()
    assert refused(answer(client, key.get(question(client))))
    key.origin = "https://testserver"
    assert answer(client, key.get(question(client))).status_code == 302


def test_code_and_pin_do_not_open_an_account_that_exists(key: SoftKey, traeger: Any) -> None:
    """Whoever has one application's code does not get a lasting key to everything of its account."""
    antrag, client = Antrag.objects.get(), Client()
    session = client.session
    session["antraege"] = [str(antrag.id)]
    session.save()
    client.cookies["sitzung"] = str(session.session_key)
    assert client.post(f"/antrag/{antrag.id}/geraet/frage").status_code == 422
    assert "gibt es schon ein Konto" in client.get(f"/antrag/{antrag.id}/geraet").content.decode()


def test_a_device_can_be_removed_and_then_it_is_unknown(traeger: Any) -> None:
    key, client = SoftKey(ORIGIN), Client()
    where = device(client, key)
    client.post(f"{where}geraet/entfernen", {"geraet": str(Passkey.objects.get().id)})
    assert not Passkey.objects.exists() and "passkey_removed" in actions()
    other = Client()
    assert refused(answer(other, key.get(question(other))))


# --- staff -----------------------------------------------------------------------------------------------------------


def own_key(client: Client, **extra: str) -> SoftKey:
    key = SoftKey(ORIGIN, verified=False)
    asked = client.post("/arbeit/meine-anmeldung/frage", {"password": PASSWORD}).json()
    done = client.post("/arbeit/meine-anmeldung", {"passkey": key.create(asked), "name": "Diensttelefon", **extra})
    assert done.status_code == 302, done.content.decode()
    return key


def staff_sign_in(client: Client, key: SoftKey, **wrong: str) -> Any:
    text = key.get(client.post("/arbeit/anmelden/passkey").json())
    return client.post("/arbeit/anmelden", {"login": "berg", "password": PASSWORD, "passkey": text, **wrong})


def test_staff_sign_in_with_password_and_passkey(client_for: Callable[[str | None], Client]) -> None:
    key, client = own_key(client_for("berg")), Client()
    assert staff_sign_in(client, key)["Location"] == "/arbeit/"
    assert "Diensttelefon" in client.get("/arbeit/meine-anmeldung").content.decode()
    assert "signed_in" in actions()


@pytest.mark.parametrize("wrong", [{"password": "falsch"}, {"password": ""}, {"login": "maier"}, {"login": "nie"}])
def test_staff_need_their_own_password_besides(
    client_for: Callable[[str | None], Client], wrong: dict[str, str]
) -> None:
    """A passkey takes the place of the code alone, and only at its own login."""
    key = own_key(client_for("berg"))
    answer = staff_sign_in(Client(), key, **wrong)
    assert answer.status_code == 422 and STAFF_REFUSED in answer.content.decode()


def test_a_passkey_of_staff_does_not_open_the_portal(client_for: Callable[[str | None], Client]) -> None:
    key, client = own_key(client_for("berg")), Client()
    key.verified = True
    assert refused(answer(client, key.get(question(client))))


def test_a_challenge_serves_one_purpose(key: SoftKey, client_for: Callable[[str | None], Client]) -> None:
    staff_key, client = own_key(client_for("berg")), Client()
    text = staff_key.get(question(client))  # asked by the portal
    sent = client.post("/arbeit/anmelden", {"login": "berg", "password": PASSWORD, "passkey": text})
    assert sent.status_code == 422
    asked = client.post("/arbeit/anmelden/passkey").json()
    assert refused(answer(client, key.get(asked)))


def test_a_new_passkey_needs_the_password_once_more(client_for: Callable[[str | None], Client]) -> None:
    client = client_for("berg")
    for password in ("", "falsch"):
        asked = client.post("/arbeit/meine-anmeldung/frage", {"password": password})
        assert asked.status_code == 422 and "Passwort stimmt nicht" in asked.json()["error"]
    asked = client.post("/arbeit/meine-anmeldung/frage", {"password": PASSWORD}).json()
    other = client_for("maier")
    assert other.post("/arbeit/meine-anmeldung", {"passkey": SoftKey(ORIGIN).create(asked)}).status_code == 422
    assert not Passkey.objects.exists()


def test_one_second_factor_always_remains(staff: dict[str, Any], client_for: Callable[[str | None], Client]) -> None:
    client = client_for("berg")
    own_key(client)
    Account.objects.filter(login="berg").update(totp_secret="")
    last = {"passkey": str(Passkey.objects.get().id)}
    sent = client.post("/arbeit/meine-anmeldung/entfernen", last)
    assert sent.status_code == 422 and "einziger zweiter Nachweis" in sent.content.decode()
    own_key(client)
    assert client.post("/arbeit/meine-anmeldung/entfernen", last).status_code == 302
    assert Passkey.objects.count() == 1
    assert client_for("maier").post("/arbeit/meine-anmeldung/entfernen", {"passkey": "kein"}).status_code == 302
    other = {"passkey": str(Passkey.objects.get().id)}
    client_for("maier").post("/arbeit/meine-anmeldung/entfernen", other)
    assert Passkey.objects.count() == 1, "a colleague's passkey stays"


def test_the_same_device_is_not_kept_twice(client_for: Callable[[str | None], Client]) -> None:
    client = client_for("berg")
    key = own_key(client)
    asked = client.post("/arbeit/meine-anmeldung/frage", {"password": PASSWORD}).json()
    assert len(asked["excludeCredentials"]) == 1
    assert client.post("/arbeit/meine-anmeldung", {"passkey": key.create(asked)}).status_code == 422
