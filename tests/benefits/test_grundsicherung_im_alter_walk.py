"""J6's amount through the whole house: portal, papers, receipt, draft, four eyes, Bescheid, payment order (C21)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nahbar.domain.applications import queries as applications
from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions import queries as decisions
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.payments import queries as payments
from nahbar.procedures.draft_decision import draft_complete_antrag
from nahbar.procedures.issue_bescheid import issue_bescheid
from nahbar.procedures.present_for_release import present_for_release
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.refuse_antrag import refuse_antrag
from tests.benefits import elfriede
from tests.procedures.desk import Who, text_of
from tests.surfaces.test_portal_application import answer_all, antrag_of, photo

TYPED = {
    key: "ja" if value is True else "nein" if value is False else str(value) if isinstance(value, int) else value
    for key, value in elfriede.answers().items()
    if not key.startswith("_") and value is not None
}
"""Her answers as she types them."""


def secured(leistung: str = "grundsicherung_im_alter") -> Client:
    """A browser in which this benefit was secured."""
    client = Client()
    client.post("/antrag/sichern", {"leistung": leistung})
    return client


def sent(client: Client, papers: tuple[str, ...], typed: dict[str, Any]) -> Antrag:
    """All questions answered, the papers photographed, the declaration sent."""
    antrag = answer_all(client, typed, people=[])
    base = f"/antrag/{antrag.id}"
    for key in papers:
        client.post(f"{base}/unterlagen/{key}", {"dateien": [photo(key)]})
    answer = client.post(f"{base}/pruefen", {"richtig": "1"})
    assert answer.status_code == 302, answer.context["errors"]
    return applications.antrag_by_id(antrag.id)


PAPERS = ("mietvertrag", "kontoauszuege", "rentenbescheid")


@pytest.mark.parametrize(
    ("sign", "papers", "cents"),
    [("nein", PAPERS, 405_60), ("g", (*PAPERS, "schwerbehindertenausweis"), 501_31)],
)
def test_j6_from_the_first_question_to_the_money(
    traeger: Any, actor: Who, tmp_path: Path, sign: str, papers: tuple[str, ...], cents: int
) -> None:
    """J6.3: Elfriede Schulte, 71, Gronau: 405.60, with Merkzeichen G 501.31, for twelve months."""
    client = secured()
    antrag = sent(client, papers, TYPED | {"ausweis_merkzeichen": sign})
    assert antrag.wirkt_ab == date(2026, 11, 1) and applications.missing(antrag) == []
    estimate = client.get(f"/antrag/{antrag.id}/schaetzung")
    assert estimate.context["estimate"].total == cents
    lines = [line["label"] for person in estimate.context["persons"] for line in person["lines"]]
    assert lines.count("Einkommen, das zählt") == 1 and "Anteil am Einkommen der Erwachsenen" not in lines

    draft_complete_antrag(antrag=str(antrag.id))
    proposed = propose_decision(acting=actor("berg"), antrag=antrag)
    assert (proposed.von, proposed.bis) == (date(2026, 11, 1), date(2027, 10, 31))
    view = decisions.decision_view(proposed)
    assert [month.summe for month in view.months] == [cents] * 12
    assert view.beyond_known[0] == date(2027, 1, 1)
    assert {check.colour for check in view.checks if not check.key.startswith("nachweis")} == {"green"}

    waiting = present_for_release(acting=actor("berg"), entscheidung=proposed, version=proposed.version)
    final = issue_bescheid(acting=actor("oeztuerk"), entscheidung=waiting)
    assert final.brief is not None and final.brief.weg == Brief.Weg.POST
    text = text_of(final.brief, tmp_path).replace("\xa0", " ")
    euro = f"{cents // 100},{cents % 100:02d}"
    for words in (
        "Grundsicherung im Alter und bei Erwerbsminderung",
        f"Sie bekommen ab 1. November 2026 jeden Monat {euro} Euro.",
        "vom 1. November 2026 bis 31. Oktober 2027",
        "Elfriede Schulte",
        "Widerspruch",
    ):
        assert words in text, words
    assert "SGB II" not in text.replace("SGB III", "") and "Jobcenter" not in text
    assert "Kreis Musterland, Sozialamt, Marktplatz 1, 46325 Musterstadt" in text, "who decides about the objection"
    assert "Mehrbedarf bei Merkzeichen G § 30 Abs. 1 SGB XII 95,71" in text or sign == "nein"
    assert [(order.monat, order.betrag, order.empfaenger) for order in payments.orders_of(final)] == [
        (date(2026, 11, 1), cents, "Elfriede Schulte"),
        (date(2026, 12, 1), cents, "Elfriede Schulte"),
    ]


def test_it_is_refused_with_its_own_reason(traeger: Any, actor: Who, tmp_path: Path) -> None:
    antrag = sent(secured(), (), TYPED | {"geburtsdatum": "1970-03-08"})
    waiting = refuse_antrag(
        acting=actor("berg"), antrag=antrag, gruende=["altersgrenze"], begruendung="Sie sind 56 Jahre alt."
    )
    final = issue_bescheid(acting=actor("oeztuerk"), entscheidung=waiting)
    assert final.brief is not None
    text = text_of(final.brief, tmp_path)
    assert "der Tag Ihres Antrags bleibt erhalten" in text and "§ 41" in text


HILFE = TYPED | {
    "geburtsdatum": "1984-03-08", "ohne_arbeit": "rente_zeit", "familienstand": "ledig", "schwanger": "nein",
}  # fmt: skip


def test_hilfe_zum_lebensunterhalt_begins_with_the_day_of_becoming_known(
    traeger: Any, actor: Who, tmp_path: Path
) -> None:
    """§ 18 Abs. 1, § 27a Abs. 3 S. 3 SGB XII: secured on 23 November, paid from that day: 8 of 30 days."""
    client = secured("hilfe_zum_lebensunterhalt")
    antrag = sent(client, PAPERS, HILFE)
    assert antrag.wirkt_ab == date(2026, 11, 23)
    proposed = propose_decision(acting=actor("berg"), antrag=antrag)
    assert (proposed.von, proposed.bis) == (date(2026, 11, 23), date(2027, 10, 31))
    months = decisions.decision_view(proposed).months
    assert [month.summe for month in months[:2]] == [108_16, 405_60]
    waiting = present_for_release(acting=actor("berg"), entscheidung=proposed, version=proposed.version)
    final = issue_bescheid(acting=actor("oeztuerk"), entscheidung=waiting)
    assert final.brief is not None
    text = text_of(final.brief, tmp_path).replace("\xa0", " ")
    assert "Hilfe zum Lebensunterhalt" in text and "vom 23. November 2026 bis 31. Oktober 2027" in text
    assert "Sie bekommen für November 2026 108,16 Euro, ab 1. Dezember 2026 jeden Monat 405,60 Euro." in text
    assert "Anteil für 8 von 30 Tagen § 27a Absatz 3 Satz 3 SGB XII" in text and "§ 18 Absatz 1 SGB XII" in text
    assert [order.betrag for order in payments.orders_of(final)] == [108_16, 405_60]


def test_the_day_counts_from_its_own_law(traeger: Any) -> None:
    """C21: what is said before securing is what the law of this benefit says."""
    four = Client().get("/antrag/sichern?leistung=grundsicherung_im_alter").content.decode()
    assert "auf den Ersten dieses Monats" in four and "§ 44 SGB XII" in four
    three = Client().get("/antrag/sichern?leistung=hilfe_zum_lebensunterhalt").content.decode()
    assert "an dem Tag, an dem wir von Ihrer Lage erfahren" in three and "§ 18 SGB XII" in three
    assert antrag_of(secured("hilfe_zum_lebensunterhalt")).wirkt_ab == date(2026, 11, 23)
