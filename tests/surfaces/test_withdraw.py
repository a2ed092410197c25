"""Taking an application back in the portal: what it costs is said first, and it is a declaration (U36)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.procedures.submit_antrag import submit_antrag
from tests.benefits import aylin
from tests.procedures.desk import citizen


def sent(born: str) -> tuple[Client, str]:
    """A browser whose application has arrived, and its address."""
    client = Client()
    client.post("/antrag/sichern")
    antrag = queries.antrag_by_id(client.session["antraege"][0])
    who = citizen(antrag)
    applications.store_answers(acting=who, antrag=applications.lock(antrag), antworten=aylin.answers())
    person = submit_antrag(acting=who, antrag=antrag).person
    assert person is not None
    person.geburtsdatum = date.fromisoformat(born)
    person.save(update_fields=["geburtsdatum"])
    return client, f"/antrag/{antrag.id}"


@pytest.mark.parametrize(("born", "minor"), [("1995-05-14", False), ("2009-11-24", True)])
def test_u36_the_withdrawal_warns_and_a_minor_needs_the_guardian(traeger: Any, born: str, minor: bool) -> None:
    """§ 37 Abs. 2 SGB II: nothing for the time before a new application; § 36 Abs. 2 S. 2 SGB I."""
    client, base = sent(born)
    assert "1.373,68" in client.get(f"{base}/schaetzung").content.decode()
    page = client.get(f"{base}/zuruecknehmen").content.decode()
    assert "Dann gibt es kein Geld für die Zeit seit" in page and "Krankenversicherung" in page
    assert ("§ 36 Abs. 2 SGB I" in page) == minor
    answer = client.post(f"{base}/zuruecknehmen")
    stand = queries.antrag_by_id(base.split("/")[-1]).stand
    if minor:
        assert "Bis dahin bleibt der Antrag bestehen" in answer.content.decode() and stand == "eingegangen"
    else:
        assert answer.url == f"{base}/status" and stand == "zurueckgenommen"
