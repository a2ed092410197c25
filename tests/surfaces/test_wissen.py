"""Knowledge on the pages: help at the question, the rule beside the field, the page where colleagues write and ask."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nahbar.domain.knowledge.actions import Content
from nahbar.domain.knowledge.models import Anmerkung, Beitrag, Fassung
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.write_knowledge import publish_knowledge, write_knowledge
from nahbar.surfaces.ui.videos import FOLDER, TITLES, video
from nahbar.surfaces.workplace.knowledge_places import place_names, places
from tests.surfaces.workplace_cases import open_akte, submitted

Clients = Callable[[str], Client]
Who = Callable[[str], Actor]
RULE = Content("Nachzahlung Heizung", "Im Monat der\nFälligkeit.\n\n- erst prüfen", "§ 22 SGB II", ("feld:heizkosten",))
ARTICLE = Content("Kontoauszüge", "Nur <b>das</b> Nötige.", "", ("frage:konto",), "kontoauszuege")


def released(actor: Who, content: Content, art: str) -> Beitrag:
    made = write_knowledge(acting=actor("berg"), art=art, content=content)
    publish_knowledge(acting=actor("wolter"), beitrag=made, nr=1)
    return made


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def form(**more: str) -> dict[str, Any]:
    return {
        "titel": "Stellplatz", "text": "Zählt mit.", "norm": "§ 22 SGB II", "ort": ["feld:bruttokaltmiete", "", ""],
        "gueltig_ab": "2026-11-23", "gueltig_bis": "",
    } | more  # fmt: skip


def test_an_article_has_video_subtitles_and_transcript(client: Client, actor: Who, traeger: Any) -> None:
    """C24: self-hosted, no autoplay, subtitles that are on, every sentence also in writing; markup stays text."""
    released(actor, ARTICLE, "artikel")
    page = text(client, "/hilfe/kontoauszuege")
    shown = re.search(r"<video[^>]*>.*?</video>", page, re.S)
    assert shown
    assert " controls" in shown[0] and "autoplay" not in shown[0]
    assert re.search(r'<track kind="subtitles" srclang="de"[^>]* default>', shown[0])
    assert not re.search(r'src="(?:https?:)?//', shown[0])
    for sentence in video("kontoauszuege").transcript:  # type: ignore[union-attr]
        assert sentence in page
    assert "Nur &lt;b&gt;das&lt;/b&gt; Nötige." in page
    assert "Kontoauszüge" in text(client, "/hilfe")


def test_drafts_and_rules_have_no_public_page(client: Client, actor: Who, traeger: Any) -> None:
    write_knowledge(acting=actor("berg"), art="artikel", content=ARTICLE)
    released(actor, RULE, "regel")
    for slug in ("kontoauszuege", "nachzahlung-heizung", "gibt-es-nicht"):
        assert "Nötige" not in text(client, f"/hilfe/{slug}", 404)
    assert "Hier gibt es noch keine Erklärungen" in text(client, "/hilfe")


@pytest.mark.parametrize("key", TITLES)
def test_shipped_videos_are_whole_and_small(key: str) -> None:
    shipped = video(key)
    assert shipped is not None
    assert 30 <= shipped.seconds <= 60 and len(shipped.transcript) > 5
    for suffix, head in (("webm", b"\x1a\x45\xdf\xa3"), ("mp4", b"ftyp"), ("jpg", b"\xff\xd8\xff")):
        data = Path(FOLDER / f"{key}.{suffix}").read_bytes()
        assert head in data[:12] and len(data) < 1_500_000
    assert video("gibt-es-nicht") is None


def test_the_rule_stands_beside_its_field_on_the_desk(client_for: Clients, actor: Who) -> None:
    """D08: with author, day, §; once per field it belongs to; a draft or an ended rule does not."""
    antrag = submitted()
    released(actor, RULE, "regel")
    write_knowledge(acting=actor("berg"), art="regel", content=Content("Noch nicht", "…", "", ("feld:heizkosten",)))
    client = client_for("berg")
    open_akte(client, antrag)
    desk = reverse("workplace:decide", args=[antrag.id])
    client.post(reverse("workplace:propose", args=[antrag.id]))
    page = text(client, desk)
    (rule,) = re.findall(r'<div class="wp-rule".*?</details></div>', page, re.S)
    when = "23.\xa0November 2026"
    for word in ("Nachzahlung Heizung", actor("berg").name, when, "§ 22 SGB II", "Im Monat der Fälligkeit."):
        assert word in rule, word
    row = next(one for one in re.findall(r"<li data-row.*?</li>\s*(?=<li|</ul>)", page, re.S) if "wp-rule" in one)
    assert "Heizkosten" in row
    Fassung.objects.filter(titel="Nachzahlung Heizung").update(gueltig_ab="2026-01-01", gueltig_bis="2026-11-22")
    assert "wp-rule" not in text(client, desk)


def test_written_by_one_released_by_another_on_the_pages(client_for: Clients, actor: Who) -> None:
    """D07: LEISTUNG proposes, TEAMLEAD releases; what was typed wrongly stays on the form."""
    berg, lead = client_for("berg"), client_for("wolter")
    assert "Noch ist nichts aufgeschrieben" in text(berg, "/arbeit/wissen")
    wrong = berg.post("/arbeit/wissen/neu/regel", form(text="", titel="Mein Titel"))
    assert wrong.status_code == 422
    assert "Es fehlt noch: der Text." in wrong.content.decode() and "Mein Titel" in wrong.content.decode()
    assert berg.post("/arbeit/wissen/neu/regel", form(ort=["feld:erfunden"])).status_code == 422
    made = berg.post("/arbeit/wissen/neu/regel", form())
    assert made.status_code == 302
    address = made["Location"].partition("?")[0]
    page = text(berg, address)
    assert "Ihren eigenen Entwurf gibt eine andere Person frei" in page and "Bruttokaltmiete" in page
    assert berg.post(f"{address}/freigeben", {"nr": "1"}).status_code == 422
    assert "Freigeben" in text(lead, address)
    assert lead.post(f"{address}/freigeben", {"nr": "1", "tat": "freigeben"}).status_code == 302
    assert "Das gilt" in text(berg, address)
    assert "Stellplatz" in text(berg, "/arbeit/wissen?suche=stellplatz&art=regel")
    assert "Dazu gibt es nichts" in text(berg, "/arbeit/wissen?suche=waschmaschine")
    changed = text(berg, f"{address}/aendern")
    assert "Zählt mit." in changed and "feld:bruttokaltmiete" in changed
    assert berg.post(f"{address}/aendern", form(titel="Stellplatz neu")).status_code == 302
    assert lead.post(f"{address}/freigeben", {"nr": "2", "tat": "verwerfen"}).status_code == 302
    assert Fassung.objects.get(nr=2).stand == "verworfen"
    assert lead.post(f"{address}/beenden", {"nr": "1", "bis": ""}).status_code == 422
    assert lead.post(f"{address}/beenden", {"nr": "1", "bis": "2026-11-30"}).status_code == 302
    assert "bis 30.\xa0November 2026" in text(berg, address)


def test_remark_and_answer_stay(client_for: Clients, actor: Who) -> None:
    """D12: colleagues see what happened with their remark."""
    made = released(actor, RULE, "regel")
    address = f"/arbeit/wissen/{made.id}"
    assert client_for("oeztuerk").post(f"{address}/anmerken", {"nr": "1", "text": ""}).status_code == 422
    assert client_for("oeztuerk").post(f"{address}/anmerken", {"nr": "1", "text": "Auch Öl?"}).status_code == 302
    assert "1 offene Anmerkung" in text(client_for("wolter"), "/arbeit/wissen")
    asked = Anmerkung.objects.get()
    told = {"anmerkung": str(asked.id), "text": "Ja, auch Öl.", "folge": "neu"}
    assert client_for("oeztuerk").post(f"{address}/antworten", told).status_code == 422
    assert client_for("wolter").post(f"{address}/antworten", told).status_code == 302
    page = text(client_for("oeztuerk"), address)
    assert "Ja, auch Öl." in page and "wird geändert" in page


def test_unknown_addresses_are_pages(client_for: Clients, actor: Who) -> None:
    berg = client_for("berg")
    text(berg, "/arbeit/wissen/neu/roman", 404)
    text(berg, "/arbeit/wissen/01900000-0000-7000-8000-000000000000", 404)
    made = released(actor, RULE, "regel")
    assert client_for("wolter").post(f"/arbeit/wissen/{made.id}/freigeben", {"nr": "x"}).status_code == 422


def test_places_have_names() -> None:
    assert {key for _, group in places("regel") for key, _ in group} >= {"feld:heizkosten", "feld:bruttokaltmiete"}
    assert place_names(["frage:konto", "unterlage:kontoauszuege", "feld:fort"]) == [
        "Haben Sie ein Konto bei einer Bank?", "Kontoauszüge",
    ]  # fmt: skip
