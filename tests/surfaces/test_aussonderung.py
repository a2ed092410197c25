"""The pages of the end of a file: due, archive, two persons, holds, periods, protocol; the operator's look at files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nahbar.domain.decisions.aufbewahrung_models import Loeschvorschlag
from nahbar.domain.decisions.aufbewahrung_queries import offene_regeln
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.vault import upkeep
from nahbar.procedures.erase_akte import erase
from nahbar.procedures.propose_deletions import propose_deletions
from tests.procedures import desk

Client = Callable[[str | None], Any]
LIST = "/arbeit/aussonderung"


@pytest.fixture
def akte(traeger: Any, now: Any) -> Any:
    antrag = desk.submitted()
    antrag.stand = "zurueckgenommen"
    antrag.save()
    return antrag.akte


def test_a_file_from_due_to_protocol(akte: Any, now: Any, client_for: Client) -> None:
    """Lifecycle on pages: nobody confirms what she asked for; the CSV for the archive; the protocol without a name."""
    berg, wolter, name = client_for("berg"), client_for("wolter"), str(akte.person)
    assert "Nichts ist fällig" in berg.get(LIST).content.decode()
    now.set("2039-01-05T10:00")
    propose_deletions(acting=MACHINE)
    row = Loeschvorschlag.objects.get()
    here = f"{LIST}/{row.id}"
    page = berg.get(LIST).content.decode()
    assert akte.aktenzeichen in page and "Als angeboten vermerken" in page
    offer = berg.get(f"{LIST}/anbieteliste.csv")
    assert offer["Content-Type"].startswith("text/csv") and akte.aktenzeichen in offer.content.decode("utf-8-sig")
    assert "Archiv" in berg.post(here, {"tat": "beantragen"}).content.decode()
    for step in ("angeboten", "wertlos", "beantragen"):
        assert berg.post(here, {"tat": step}).status_code == 302
    assert "Eine andere Person bestätigt" in berg.get(LIST).content.decode()
    refused = berg.post(here, {"tat": "bestaetigen"})
    assert refused.status_code == 422 and "andere Person" in refused.content.decode()
    assert wolter.post(here, {"tat": "bestaetigen"}).status_code == 302
    assert berg.post(here, {"tat": "unsinn"}).status_code == 422
    row.refresh_from_db()
    assert erase(acting=MACHINE, row=row) is not None
    page = wolter.get(LIST).content.decode()
    assert "eine Akte" in page and akte.aktenzeichen not in page and name not in page
    protocol = wolter.get(f"{LIST}/loeschprotokoll.csv").content.decode()
    assert str(akte.id) in protocol and akte.aktenzeichen not in protocol


def test_holds_and_periods_by_two_on_pages(akte: Any, client_for: Client) -> None:
    berg, wolter = client_for("berg"), client_for("wolter")
    here = f"/arbeit/akte/{akte.id}/sperren"
    assert "Löschbar ab" in berg.get(here).content.decode()
    assert berg.post(f"{here}/tat", {"art": "", "grund": "S 12 AS 1/27"}).status_code == 422
    assert berg.post(f"{here}/tat", {"art": "klage", "grund": "S 12 AS 1/27"}).status_code == 302
    page = berg.get(here).content.decode()
    assert "Sperre: Klage, S 12 AS 1/27." in page
    sperre = akte.sperren.get()
    assert berg.post(f"{here}/tat", {"sperre": str(sperre.id), "grund": ""}).status_code == 422
    assert wolter.post(f"{here}/tat", {"sperre": str(sperre.id), "grund": "zurückgenommen"}).status_code == 302
    rules = f"{LIST}/fristen"
    assert "Vorschlag des Hauses" in berg.get(rules).content.decode()
    typed = {"klasse": "leistungsakte", "jahre": "fünf", "quelle": "DA 7/2027"}
    assert berg.post(f"{rules}/neu", typed).status_code == 422
    assert berg.post(f"{rules}/neu", typed | {"jahre": "5"}).status_code == 302
    one = offene_regeln()[0]
    assert berg.post(f"{rules}/{one.id}", {"tat": "bestaetigen"}).status_code == 422
    assert wolter.post(f"{rules}/{one.id}", {"tat": "bestaetigen"}).status_code == 302
    assert "eigene Frist" in wolter.get(rules).content.decode()


def test_the_operator_sees_the_last_look_at_all_files(akte: Any, traeger: Any, client_for: Client) -> None:
    page = client_for("betrieb").get("/arbeit/betrieb").content.decode()
    assert "Noch nie geprüft" in page
    upkeep.look_at_all(traeger.id, acting=MACHINE)
    page = client_for("betrieb").get("/arbeit/betrieb").content.decode()
    assert "Unversehrt" in page and "Dateien gelesen" in page
