"""U45: every form of the portal that acts counts once, however often it arrives; the eID on the way of an objection."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions.rechte_models import Datenschutzantrag, Zustellwahl
from nahbar.domain.decisions.widerspruch_models import Widerspruch
from nahbar.platform.accounts import session
from nahbar.platform.accounts.identity import STRENGTH
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.record_posting import record_posting
from nahbar.procedures.submit_antrag import submit_antrag
from nahbar.procedures.withdraw_antrag import withdraw_antrag
from tests.benefits import aylin
from tests.procedures.desk import citizen, released
from tests.surfaces.sent import sent_browser
from tests.surfaces.test_once import token_of

CHANGE = {"arten": "anderes", "ab__tag": "1", "ab__monat": "12", "ab__jahr": "2026", "text": "Neu"}


@pytest.fixture
def browser(traeger: Any, actor: Callable[[str], Actor]) -> Client:
    """A browser whose application is decided and whose Bescheid is posted."""
    client, antrag = sent_browser(aylin.answers())
    decision = released(actor, queries.antrag_by_id(antrag.id))
    assert decision.brief is not None
    record_posting(acting=actor("post"), brief=decision.brief, posted_on=date(2026, 11, 23))
    return client


@pytest.fixture
def base(browser: Client) -> str:
    return f"/antrag/{browser.session['antraege'][0]}"


def twice(client: Client, path: str, form: dict[str, str]) -> str:
    """Send one form two times; both lead to the same place, which is given."""
    sent = form | {"einmal": token_of(client, path)}
    first, second = client.post(path, sent), client.post(path, sent)
    assert first.status_code == second.status_code == 302, (first.status_code, second.status_code)
    assert first["Location"] == second["Location"]
    return str(first["Location"])


@pytest.mark.parametrize("weg", ["widerspruch", "ueberpruefung"])
def test_u45_an_objection_or_review_request_sent_twice_is_one(browser: Client, base: str, weg: str) -> None:
    twice(browser, f"{base}/nicht-einverstanden", {"weg": weg, "text": "Die Miete ist falsch."})
    assert Widerspruch.objects.get().text == "Die Miete ist falsch."


def test_u45_a_change_told_and_sent_twice_is_one(browser: Client, base: str) -> None:
    draft = twice(browser, f"{base}/aenderung/neu", CHANGE)
    twice(browser, draft, {})
    assert Antrag.objects.filter(art="aenderung").count() == 1


def test_u45_a_request_about_data_sent_twice_is_one(browser: Client, base: str) -> None:
    twice(browser, f"{base}/meine-daten", {"art": "loeschung", "text": "Bitte alles."})
    assert Datenschutzantrag.objects.count() == 1


def test_u45_a_choice_of_delivery_sent_twice_is_one(browser: Client, base: str) -> None:
    before = Zustellwahl.objects.count()
    twice(browser, f"{base}/zustellung", {"weg": "portal"})
    assert Zustellwahl.objects.count() == before + 1


def test_u45_a_withdrawal_sent_twice_is_one(traeger: Any) -> None:
    client = Client()
    client.post("/antrag/sichern")
    antrag = queries.antrag_by_id(client.session["antraege"][0])
    applications.store_answers(acting=citizen(antrag), antrag=applications.lock(antrag), antworten=aylin.answers())
    submit_antrag(acting=citizen(antrag), antrag=antrag)
    twice(client, f"/antrag/{antrag.id}/zuruecknehmen", {})
    assert queries.antrag_by_id(antrag.id).stand == "zurueckgenommen"


def shown_eid(client: Client, level: str, ago: int = 0) -> None:
    """As if the identity provider had just vouched for whoever sits here."""
    kept = client.session
    kept[STRENGTH] = {"stufe": level, "um": int(time.time()) - ago, "konto": kept[session.ACCOUNT]}
    kept.save()


SHOWN = [("hoch", 0, True), ("substantiell", 0, False), ("hoch", 3600, False)]


@pytest.mark.parametrize(("level", "ago", "valid"), SHOWN)
def test_j9_the_eid_shown_just_now_is_the_form(browser: Client, base: str, level: str, ago: int, valid: bool) -> None:
    """§ 84 Abs. 1 SGG, § 36a Abs. 2a Nr. 1 a SGB I; without it the warning with its ways stays."""
    assert browser.post(f"{base}/konto", {"login": "aylin-d", "passwort": "drei lange worte"}).status_code == 302
    shown_eid(browser, level, ago)
    page = browser.post(f"{base}/nicht-einverstanden", {"weg": "widerspruch", "text": "Falsch."}, follow=True)
    row = Widerspruch.objects.get()
    assert (row.form == "ausweis") is valid, row.form
    assert ("Ihre Unterschrift fehlt noch." in page.content.decode()) is not valid


def test_j9_the_eid_can_follow_on_the_page_of_the_objection(browser: Client, base: str) -> None:
    browser.post(f"{base}/konto", {"login": "aylin-d", "passwort": "drei lange worte"})
    here = browser.post(f"{base}/nicht-einverstanden", {"weg": "widerspruch", "text": "Falsch."})["Location"]
    browser.post(here)
    assert Widerspruch.objects.get().form == "", "without the eID a press of the button is nothing"
    shown_eid(browser, "hoch")
    assert "Mit dem Online-Ausweis unterschreiben" in browser.get(here).content.decode()
    browser.post(here)
    assert Widerspruch.objects.get().form == "ausweis"


def test_u36_a_minor_drops_an_unsent_change_without_asking(browser: Client, base: str) -> None:
    antrag = queries.antrag_by_id(browser.session["antraege"][0])
    assert antrag.person is not None
    antrag.person.geburtsdatum = date(2010, 1, 1)
    antrag.person.save()
    draft = browser.post(f"{base}/aenderung/neu", CHANGE)["Location"].split("/")[2]
    row = withdraw_antrag(acting=citizen(antrag), antrag=queries.antrag_by_id(draft))
    assert row.stand == "zurueckgenommen"
