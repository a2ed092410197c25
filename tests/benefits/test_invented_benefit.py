"""An invented benefit, defined below tests/ alone, walks through the whole house: first question to money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nahbar.benefits import plain_letter, registry
from nahbar.domain.applications import queries as applications
from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions import queries as decisions
from nahbar.domain.decisions.letters import BescheidIncomplete
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.payments import queries as payments
from nahbar.procedures.draft_decision import draft_complete_antrag
from nahbar.procedures.issue_bescheid import issue_bescheid
from nahbar.procedures.present_for_release import present_for_release
from nahbar.procedures.preview_letter import preview_letter
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.refuse_antrag import refuse_antrag
from tests.benefits.wintergeld.benefit import BENEFIT
from tests.procedures.desk import Who, text_of
from tests.surfaces.test_portal_application import answer_all, antrag_of, photo

NAHBAR = Path(__file__).resolve().parents[2] / "nahbar"
ANSWERS: dict[str, Any] = {
    "vorname": "Frieda",
    "nachname": "Frost",
    "geburtsdatum": "1961-01-17",
    "strasse": "Eisgasse",
    "hausnummer": "7",
    "plz": "46414",
    "ort": "Rhede",
    "ofen": "ja",
    "raeume": "3",
    "konto": "ja",
    "iban": "DE02120300000000202051",
    "bescheid_weg": "post",
}
MONTHLY = 64_50 + 3 * 12_25


@pytest.fixture(autouse=True)
def wintergeld() -> Iterator[None]:
    """On the shelf for this test, and off it again."""
    registry.register(BENEFIT)
    yield
    registry.unregister(BENEFIT.key)


@pytest.fixture
def citizen(traeger: Any) -> Client:
    """A browser in which an application for Wintergeld was secured."""
    client = Client()
    client.post("/antrag/sichern", {"leistung": "wintergeld"})
    return client


def sent(client: Client) -> Antrag:
    """All questions answered, the paper photographed, the declaration sent."""
    antrag = answer_all(client, ANSWERS, people=[])
    base = f"/antrag/{antrag.id}"
    client.post(f"{base}/unterlagen/feuerstaettenbescheid", {"dateien": [photo("Ofen")]})
    assert client.post(f"{base}/pruefen", {"richtig": "1"}).headers["Location"] == f"{base}/bestaetigung"
    return applications.antrag_by_id(antrag.id)


def test_the_house_knows_nothing_about_it() -> None:
    files = [path for path in NAHBAR.rglob("*") if path.suffix in {".py", ".html", ".yaml", ".typ"}]
    assert len(files) > 300
    assert [path for path in files if "winterg" in path.read_text(encoding="utf-8").lower()] == []


def test_who_knows_the_benefit_secures_it_by_its_key(traeger: Any) -> None:
    """The day is secured with one click whatever it is for; a benefit that does not exist changes nothing."""
    client = Client()
    page = client.get("/antrag/sichern?leistung=wintergeld").content.decode()
    assert 'value="wintergeld"' in page and "Wintergeld gibt es ab dem Monat" in page
    assert 'value="wintergeld"' not in client.get("/antrag/sichern").content.decode()
    client.post("/antrag/sichern", {"leistung": "wintergeld"})
    assert antrag_of(client).leistung == "wintergeld"
    other = Client()
    other.post("/antrag/sichern", {"leistung": "sommergeld"})
    assert antrag_of(other).leistung == "grundsicherungsgeld"


def test_from_the_first_question_to_the_money(citizen: Client, actor: Who, tmp_path: Path) -> None:
    """Acceptance: questions, estimate, paper, receipt, draft, four eyes, Bescheid, payment order."""
    draft = answer_all(citizen, ANSWERS, people=[])
    assert draft.nummer and draft.wirkt_ab == date(2026, 11, 1)
    estimate = citizen.get(f"/antrag/{draft.id}/schaetzung")
    assert estimate.context["estimate"].total == MONTHLY
    text = estimate.content.decode()
    assert "101,25\xa0€" in text and "Zuschlag für Öfen" in text and "WinterG § 1 Abs. 2" in text
    assert "Ein Ofen muss jedes Jahr gefegt werden." in text
    assert "Schornsteinfegers" not in text, "a remark for the office"

    antrag = sent(citizen)
    assert antrag.vollstaendig_at is not None and applications.missing(antrag) == []
    receipt = citizen.get(f"/antrag/{antrag.id}/bestaetigung").content.decode()
    assert antrag.nummer in receipt and "Feuerstättenbescheid" in receipt

    draft_complete_antrag(antrag=str(antrag.id))
    proposed = propose_decision(acting=actor("berg"), antrag=antrag)
    view = decisions.decision_view(proposed)
    assert (proposed.von, proposed.bis, proposed.urheber) == (
        date(2026, 11, 1), date(2027, 3, 31), "Nahbar (Vorschlag)",
    )  # fmt: skip
    assert [month.summe for month in view.months] == [MONTHLY] * 5
    assert view.beyond_known == (date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1))
    assert [check.text for check in view.checks if check.key == "winter"] == ["Es ist Winter."]
    assert {step.norm for step in view.months[0].schritte} == {
        "WinterG § 1 Abs. 1",
        "WinterG § 1 Abs. 2",
        "WinterG § 2",
    }
    assert preview_letter(proposed).startswith(b"%PDF")

    waiting = present_for_release(acting=actor("berg"), entscheidung=proposed, version=proposed.version)
    final = issue_bescheid(acting=actor("oeztuerk"), entscheidung=waiting)
    assert final.brief is not None and (final.brief.art, final.brief.weg) == ("bescheid", Brief.Weg.POST)
    text = text_of(final.brief, tmp_path).replace("\xa0", " ")
    for words in (
        "Ihr Antrag auf Wintergeld ist bewilligt",
        "Sie bekommen ab 1. November 2026 jeden Monat 101,25 Euro.",
        "vom 1. November 2026 bis 31. März 2027",
        "an Frieda Frost, auf das Konto DE02 … 2051",
        "Für November 2026 zahlen wir 101,25 € sofort nach.",
        "Januar 2027 bis März 2027 (mit den Werten von Dezember 2026)",
        "Wintergeld ofen, § 1 Abs. 2 WinterG: 36,75 €",
        "Ein Ofen muss jedes Jahr gefegt werden.",
        "Widerspruch",
        "Frau Öztürk",
    ):
        assert words in text, words
    assert "Schornsteinfegers" not in text and "SGB II" not in text and "Regelbedarf" not in text
    assert [(order.monat, order.betrag, order.empfaenger) for order in payments.orders_of(final)] == [
        (date(2026, 11, 1), MONTHLY, "Frieda Frost"),
        (date(2026, 12, 1), MONTHLY, "Frieda Frost"),
    ]


def test_its_own_letter_takes_the_place_of_the_plain_one(citizen: Client, actor: Who) -> None:
    """A benefit with words of its own: the house gives it the grant, and its verdict counts."""
    antrag = sent(citizen)
    proposed = propose_decision(acting=actor("berg"), antrag=antrag)
    waiting = present_for_release(acting=actor("berg"), entscheidung=proposed, version=proposed.version)
    own = replace(BENEFIT, grant_letter=lambda grant: (b"%PDF", [f"{grant.names['p1']} hat keinen Ofen."]))
    registry.unregister(BENEFIT.key)
    registry.register(own)
    with pytest.raises(BescheidIncomplete, match="Frieda Frost hat keinen Ofen"):
        issue_bescheid(acting=actor("oeztuerk"), entscheidung=waiting)


@pytest.mark.parametrize(
    ("gone", "sentence"),
    [
        ({"abschnitte": []}, "Im Brief fehlt: Warum wir so entscheiden"),
        ({"leitsatz": "Sie bekommen Geld."}, "Auf Seite 1 fehlt: Sie bekommen ab 1"),
        ({"seite1": []}, "Im Brief fehlt: an Frieda Frost"),
        ({"verantwortlich": "Amt"}, "Im Brief fehlt: Frau Öztürk"),
    ],
)
def test_the_plain_letter_is_stopped_when_something_lacks(
    citizen: Client, actor: Who, monkeypatch: pytest.MonkeyPatch, gone: dict[str, Any], sentence: str
) -> None:
    """§§ 33, 35, 36 SGB X: mandatory contents are checked whoever sets the letter."""
    antrag = sent(citizen)
    proposed = propose_decision(acting=actor("berg"), antrag=antrag)
    waiting = present_for_release(acting=actor("berg"), entscheidung=proposed, version=proposed.version)
    whole = plain_letter.render
    monkeypatch.setattr(plain_letter, "render", lambda name, data: whole(name, data | gone))
    with pytest.raises(BescheidIncomplete, match=sentence):
        issue_bescheid(acting=actor("oeztuerk"), entscheidung=waiting)
    assert Brief.objects.count() == 0


def test_it_is_refused_with_its_own_reason(citizen: Client, actor: Who, tmp_path: Path) -> None:
    antrag = sent(citizen)
    waiting = refuse_antrag(acting=actor("berg"), antrag=antrag, gruende=["sommer"], begruendung="Es taut.")
    final = issue_bescheid(acting=actor("oeztuerk"), entscheidung=waiting)
    assert final.brief is not None
    text = text_of(final.brief, tmp_path)
    assert "Im Sommer gibt es kein Wintergeld." in text and "SGB II" not in text
