"""Hints about pages (B04), counts of use (B06), and five wrong tries on a shared phone (U1)."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from nahbar.domain.applications import measures
from nahbar.domain.applications.models import Antrag
from nahbar.domain.knowledge.hints import per_page
from nahbar.domain.knowledge.models import Seitenhinweis
from nahbar.platform import clock
from nahbar.platform.audit.models import AuditEntry
from nahbar.procedures import forget_hints
from tests.surfaces.test_portal_application import antrag_of


def secured() -> Client:
    """A browser in which an application was secured."""
    client = Client()
    client.post("/antrag/sichern")
    return client


def link_on(client: Client, path: str) -> str:
    """The footer's link of this page."""
    found = re.search(r'href="(/hinweis\?[^"]+)"', client.get(path).content.decode())
    assert found, path
    return unescape(found.group(1))


def test_b04_every_page_has_the_link_and_the_hint_knows_the_page_but_not_the_person(
    traeger: Any, client_for: Callable[[str | None], Client]
) -> None:
    client = secured()
    antrag = antrag_of(client)
    path = f"/antrag/{antrag.id}/frage/name"
    link = link_on(client, path)
    assert "seite=question.name" in link
    for other in ("/", "/anmelden", "/barrierefreiheit", f"/antrag/{antrag.id}/", f"/antrag/{antrag.id}/pruefen"):
        link_on(client, other)
    assert "Hinweis zu dieser Seite" in client.get("/barrierefreiheit").content.decode().split("Hürde?")[1]
    form = client.get(link)
    assert form.status_code == 200
    assert client.post("/hinweis", {"seite": "question.name", "text": "?"}).status_code == 422
    sent = {"seite": "question.name", "art": "unklar", "text": "Was ist ein Geburtsname?", "weiter": path}
    thanks = client.post("/hinweis", sent, follow=True)
    assert f'href="{path}"' in thanks.content.decode()
    row = Seitenhinweis.objects.get()
    assert str(antrag.id) not in str(vars(row)) and row.seite == "question.name"

    desk = client_for("wolter")
    shown = desk.get("/arbeit/hinweise").content.decode()
    assert "Was ist ein Geburtsname?" in shown and "question.name (1 offen, 1 insgesamt)" in shown
    assert "Geburtsname" not in desk.get("/arbeit/hinweise?art=idee").content.decode()
    desk.post(f"/arbeit/hinweise/{row.id}/erledigt")
    assert "Geburtsname" not in desk.get("/arbeit/hinweise").content.decode()
    assert "erledigt" in desk.get("/arbeit/hinweise?stand=erledigt&seite=question.name").content.decode()
    assert [(one.seite, one.alle, one.offen) for one in per_page()] == [("question.name", 1, 0)]


def test_b04_a_flood_waits_and_a_foreign_key_is_not_kept(traeger: Any) -> None:
    client = Client()
    for _ in range(9):
        answer = client.post("/hinweis", {"seite": "<script>", "art": "idee", "text": "x" * 5000})
    assert Seitenhinweis.objects.count() <= 6 and "Warten Sie" in answer.content.decode()
    row = Seitenhinweis.objects.first()
    assert row.seite == "unbekannt" and len(row.text) == 1000
    away = client.get("/hinweis/danke?weiter=https://boese.example/").content.decode()
    assert 'href="https://boese' not in away


def test_b04_a_hint_that_was_done_a_year_ago_is_forgotten(traeger: Any) -> None:
    at = clock.now()
    for days, done in ((400, True), (300, True), (400, False)):
        Seitenhinweis.objects.create(
            seite="start", art="idee", text="", at=at, erledigt_at=at - timedelta(days=days) if done else None
        )
    forget_hints.forget_round(traeger.id)
    assert Seitenhinweis.objects.count() == 2


def test_pages_are_sent_small_and_files_as_they_are(traeger: Any) -> None:
    """A thin line: a browser that can unpack gets a page in a third of its bytes; other files stay as they are."""
    client = Client(headers={"accept-encoding": "gzip"})
    packed = client.get("/")
    assert packed["Content-Encoding"] == "gzip"
    assert "Was brauchen Sie?" in gzip.decompress(packed.content).decode()
    assert len(packed.content) * 2 < len(Client().get("/").content)
    assert "Content-Encoding" not in client.get("/app.webmanifest")


def test_b06_counts_without_persons_hide_small_numbers(
    traeger: Any, client_for: Callable[[str | None], Client], now: Any
) -> None:
    whole = antrag_of(secured())
    assert measures.usage().wege[0].begonnen is None, "one application is not shown"
    rows = [
        Antrag(
            nummer=f"T-{n}", leistung=whole.leistung, fragebogen_version=whole.fragebogen_version, kanal="portal",
            gesichert_at=clock.now(), wirkt_ab=clock.today(), antworten={"vorname": "Mert"} if n % 2 else {},
            traeger_id=traeger.id,
        )
        for n in range(24)
    ]  # fmt: skip
    Antrag.objects.bulk_create(rows)
    assert measures.usage().stellen == (), "who began today is still at it"
    Antrag.objects.update(gesichert_at=clock.now() - measures.LEFT_AFTER - timedelta(days=1))
    found = measures.usage()
    assert found.wege[0].begonnen == 25 and found.liegen == 25
    titles = {step.titel: step.anzahl for step in found.stellen}
    assert titles["Vor der ersten Frage"] == 13 and sum(n or 0 for n in titles.values()) == 25
    text = client_for("wolter").get("/arbeit/nutzung").content.decode()
    assert "13" in text and "Mert" not in text and "Lara" not in text
    assert client_for("maier").get("/arbeit/nutzung").status_code == 403
    for places, steps in (
        ({"a": 20, "b": 12}, [("a", 20), ("b", 12)]),
        ({"a": 20, "b": 12, "c": 3}, [("a", 20), (measures.OTHERS, 15)]),
        ({"a": 20, "b": 4, "c": 7}, [("a", 20), (measures.OTHERS, 11)]),
        ({"c": 3}, [(measures.OTHERS, None)]),
    ):
        assert [(step.titel, step.anzahl) for step in measures.grouped(Counter(places))] == steps
    assert measures.shown(9) is None and measures.shown(10) == 10 and measures.shown(0) == 0


def tries(client: Client, login: str) -> list[str]:
    """Five wrong passwords; what each page says."""
    return [client.post("/anmelden", {"login": login, "passwort": f"falsch {n}"}).content.decode() for n in range(5)]


def said(page: str) -> str:
    """The words of a page, without what was typed, the token and the time."""
    text = re.sub(r'value="[^"]*"|<script.*?</script>|Warten Sie \d+ \w+|\d+[.:]\d\d.Uhr', "", page, flags=re.S)
    return re.sub(r"\s+", " ", text)


@pytest.mark.usefixtures("now")
def test_u1_five_wrong_tries_on_a_shared_phone(traeger: Any) -> None:
    """Delay, no lock-out of the deadline, receipt of the attempt, another way, no hint whether the account exists."""
    owner = secured()
    antrag = antrag_of(owner)
    once = owner.session["pin_einmal"]
    owner.post(f"/antrag/{antrag.id}/konto", {"login": "drei-gelbe-birnen", "passwort": "Kirschbaum im Garten"})
    owner.post(f"/antrag/{antrag.id}/konto/")

    phone = Client()
    pages = tries(phone, "drei-gelbe-birnen")
    assert "Warten Sie" not in pages[0] and "Warten Sie" in pages[4]
    strange = tries(Client(REMOTE_ADDR="198.51.100.7"), "gibt-es-nicht")
    assert [said(one) for one in pages] == [said(one) for one in strange], "no hint whether the account exists"
    for text in ("Ihr Versuch:", "bleibt gesichert", "Rufen Sie an", "Code und eine PIN"):
        assert text in pages[4]

    # the wait is of the login, not of the person: the code goes at once, and a new application too (the deadline)
    assert phone.post("/weiter", {"code": once["code"], "pin": once["pin"]}).status_code == 302
    other = Client()
    assert "/gesichert" in other.post("/antrag/sichern")["Location"]


@pytest.mark.usefixtures("now")
def test_u1_person_b_on_the_same_phone_sees_nothing_of_person_a(traeger: Any) -> None:
    phone = secured()
    first = antrag_of(phone)
    phone.post(f"/antrag/{first.id}/frage/name", {
        "vorname": "Aylin", "nachname": "Demir", "geburtsdatum__tag": "14", "geburtsdatum__monat": "5",
        "geburtsdatum__jahr": "1995",
    })  # fmt: skip
    shown = phone.get(f"/antrag/{first.id}/frage/name")
    assert "Aylin" in shown.content.decode()
    # the arrow back finds no copy: nothing of it may be kept by the browser or on the way
    assert shown["Cache-Control"] == "no-store"

    b = secured()
    once = b.session["pin_einmal"]
    phone.post("/weiter", {"code": once["code"], "pin": once["pin"]})
    for path in ("", "frage/name", "pruefen", "status", "schaetzung", "unterlagen"):
        answer = phone.get(f"/antrag/{first.id}/{path}")
        assert answer.status_code == 404 and "Aylin" not in answer.content.decode(), path
    assert phone.session["antraege"] == [str(antrag_of(b).id)]
    phone.post("/abmelden")
    assert phone.get(f"/antrag/{first.id}/")["Location"].startswith("/weiter?")
    assert not AuditEntry.objects.filter(details__contains="Aylin").exists()
