"""Bildung und Teilhabe: short questions for each child, one file, and the desk sees what the law gives (§§ 28, 29)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nahbar.benefits import registry
from nahbar.domain.applications import queries
from nahbar.domain.applications.bildung import children_of
from nahbar.domain.applications.kurz import asked_for
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile.queries import open_aufgaben
from nahbar.domain.decisions.errors import NotByMonth
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.propose_decision import propose_decision
from tests.benefits import aylin
from tests.surfaces.sent import sent_browser
from tests.surfaces.workplace_cases import open_akte

TRIP = {
    "besucht": {"besucht": "schule"},
    "einrichtung": {"einrichtung_name": "Josefschule", "einrichtung_ort": "Bocholt"},
    "wofuer": {"wofuer": ["fahrt", "verein", "lernen"]},
    "fahrt": {
        "fahrt_von__tag": "10", "fahrt_von__monat": "5", "fahrt_von__jahr": "2027", "fahrt_bis__tag": "14",
        "fahrt_bis__monat": "5", "fahrt_bis__jahr": "2027", "fahrt_kosten": "180",
    },
    "lernen": {"lernen_fach": "Mathe", "lernen_anbieter__unbekannt": "1", "lernen_kosten": "80"},
    "verein": {"verein_was": "Fußball", "verein_anbieter": "TuS Musterort", "verein_kosten": "12"},
    "bezahlt": {"bezahlt": "nein"},
}  # fmt: skip


@pytest.fixture
def browser(traeger: Any) -> Client:
    """A browser whose application has arrived: Aylin with two children."""
    client, _ = sent_browser(aylin.answers())
    return client


@pytest.fixture
def root(browser: Client) -> Antrag:
    return queries.antrag_by_id(browser.session["antraege"][0])


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


def begin(browser: Client, root: Antrag, kind: str) -> Antrag:
    where = browser.post(f"/antrag/{root.id}/bildung", {"kind": kind}).url
    return queries.antrag_by_id(where.split("/")[2])


def answered(browser: Client, draft: Antrag, given: dict[str, dict[str, Any]]) -> Antrag:
    """Walk through the open pages, one question a page, as the links lead."""
    where = f"/antrag/{draft.id}"
    for _ in range(20):
        page = browser.get(f"{where}/")
        target = page.context["go_on"]
        if target.endswith("/pruefen"):
            break
        key = target.split("/")[4].split("?")[0]
        assert browser.post(target, given[key]).status_code == 302, (key, given[key])
    assert browser.get(f"{where}/pruefen").context["gap"] == ""
    browser.post(f"{where}/pruefen", {"richtig": "1"})
    return queries.antrag_by_id(draft.id)


def test_the_way_in_leads_to_the_children_of_the_file(browser: Client, root: Antrag) -> None:
    children = children_of(root, date(2026, 11, 23))
    assert [one.vorname for one in children] == [one["vorname"] for one in aylin.answers()["personen"]]
    assert browser.get("/bildung").url == f"/antrag/{root.id}/bildung"
    page = text(browser.get(f"/antrag/{root.id}/bildung"))
    assert all(one.vorname in page for one in children)
    assert "1. Februar 2027" in page and "65,00 €" in page, "school things need no application (§ 28 Abs. 3)"
    assert f"/antrag/{root.id}/bildung" in text(browser.get(f"/antrag/{root.id}/status"))


def test_name_and_birthday_are_not_asked_again_and_two_clicks_begin_one(browser: Client, root: Antrag) -> None:
    child = children_of(root, date(2026, 11, 23))[0]
    first, second = begin(browser, root, child.key), begin(browser, root, child.key)
    assert first.id == second.id and first.antworten["kind_vorname"] == child.vorname
    assert "/frage/besucht" in browser.get(f"/antrag/{first.id}/").context["go_on"]
    other = begin(browser, root, children_of(root, date(2026, 11, 23))[1].key)
    assert other.id != first.id and len(asked_for(root)) == 2, "each child once"
    unknown = begin(browser, root, "anderes")
    assert "/frage/kind" in browser.get(f"/antrag/{unknown.id}/").context["go_on"]
    assert browser.post(f"/antrag/{root.id}/bildung", {"kind": "p99"}).status_code == 404


def test_it_ends_in_the_same_file_with_papers_and_a_task(
    browser: Client, root: Antrag, actor: Callable[[str], Actor]
) -> None:
    child = children_of(root, date(2026, 11, 23))[0]
    given = dict(TRIP)
    sent = answered(browser, begin(browser, root, child.key), given)
    assert sent.akte_id == root.akte_id and sent.person_id == root.person_id and sent.stamm_id == root.id
    assert sent.person is not None and sent.person.vorname == aylin.answers()["vorname"], "the form changes no address"
    assert sent.person.strasse and sent.wirkt_ab == date(2026, 11, 1)
    keys = {paper.key: paper.titel for paper in queries.nachweise(sent)}
    assert set(keys) >= {"fahrt", "lernen", "verein"} and "Schule" in keys["lernen"]
    assert sent.akte is not None and sent.eingangsbestaetigung is not None
    task = next(t for t in open_aufgaben(sent.akte) if t.vorgang_id == sent.vorgang_id)
    assert (task.art, task.titel) == ("antrag_pruefen", "Bildung und Teilhabe prüfen")
    assert "Wir warten auf Sie" in text(browser.get(f"/antrag/{sent.id}/status"))
    with pytest.raises(NotByMonth):
        propose_decision(acting=actor("berg"), antrag=sent)
    page = text(browser.get(f"/antrag/{root.id}/bildung"))
    assert sent.nummer in page


def test_the_desk_sees_what_the_law_gives(
    browser: Client, root: Antrag, client_for: Callable[[str], Client]
) -> None:
    sent = answered(browser, begin(browser, root, children_of(root, date(2026, 11, 23))[0].key), dict(TRIP))
    needs = registry.get(sent.leistung).short
    assert needs is not None
    found = {line.key: (line.cents, line.per, line.norm) for line in needs.lines(sent.antworten, sent.wirkt_ab)}
    assert found["fahrt"] == (180_00, "", "SGB II § 28 Abs. 2")
    assert found["verein"] == (15_00, "im Monat", "SGB II § 28 Abs. 7")
    assert found["lernen"][0] == 80_00
    clerk = client_for("berg")
    open_akte(clerk, sent)
    page = text(clerk.get(reverse("workplace:decide", args=[sent.id])))
    assert "Josefschule" in page and "180,00 €" in page and "15,00 € im Monat" in page
    assert "§ 28 Abs. 7" in page and "Jetzt berechnen" not in page and "Ablehnen" not in page
    assert "Bildung und Teilhabe prüfen" in text(clerk.get(reverse("workplace:start")))


def test_nothing_is_asked_that_is_not_needed(browser: Client, root: Antrag) -> None:
    """A child without school and day care: only what the club costs."""
    draft = begin(browser, root, children_of(root, date(2026, 11, 23))[0].key)
    given = {"besucht": {"besucht": "nichts"}, "wofuer": {"wofuer": ["verein"]}, **{
        key: TRIP[key] for key in ("verein", "bezahlt")
    }}  # fmt: skip
    sent = answered(browser, draft, given)
    assert [paper.key for paper in queries.nachweise(sent) if paper.key != "anderes"] == ["verein"]


def test_strangers_and_unsent_applications(browser: Client, root: Antrag) -> None:
    stranger = Client()
    assert "Sichern Sie ihn zuerst" in text(stranger.get("/bildung"))
    assert stranger.post(f"/antrag/{root.id}/bildung", {"kind": "p2"}).status_code in (302, 403, 404)
    assert asked_for(root) == []
    stranger.post("/antrag/sichern")
    own = stranger.session["antraege"][0]
    assert "noch nicht abgeschickt" in text(stranger.get("/bildung"))
    assert stranger.get(f"/antrag/{own}/bildung").url == f"/antrag/{own}/"


def test_sgb12_has_the_same_needs_at_another_place() -> None:
    """§ 34 SGB XII: same needs, own paragraphs; Ausbildungsvergütung is not asked for there."""
    benefit = registry.for_children("SGB XII")
    assert benefit is not None and benefit.short is not None and benefit.short.child is not None
    assert all("SGB II " not in q.norm for page in benefit.questionnaire.pages for q in page.questions)
    answers = {**benefit.short.child("Mia", "Voss", "2010-03-10"), "besucht": "schule", "wofuer": ["verein", "weg"],
               "verein_was": "Flöte", "verein_kosten": "20.00", "weg_kosten": "45.00", "weg_von_dritten": "10.00",
               "weg_naechste": True, "_stichtag": "2026-11-23"}  # fmt: skip
    found = {line.key: (line.cents, line.norm) for line in benefit.short.lines(answers, date(2026, 11, 23))}
    assert found == {"verein": (15_00, "SGB XII § 34 Abs. 7"), "weg": (35_00, "SGB XII § 34 Abs. 4")}
    assert benefit.effect_from(date(2026, 11, 23)) == date(2026, 11, 23)
