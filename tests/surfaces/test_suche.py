"""Searching in pages at the desk: one file, all files with a reason, the page with marks (F02, F03, U32, U33)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nahbar.domain.casefile import aktenschutz, queries
from nahbar.domain.casefile.models import Dokument
from tests.domain.test_seitentext import file_of, paper
from tests.surfaces.test_u33_own_case import TOKEN

REASON = "Ein Schreiben ohne Aktenzeichen zuordnen"


@pytest.fixture
def files(traeger: Any) -> tuple[Any, Any]:
    one, other = file_of("Weber"), file_of("Geheim")
    paper(one, "Der Bewilligungsbescheid liegt bei.", titel="Schreiben eins")
    paper(other, "Der Aufhebungsbescheid liegt bei.", titel="Schreiben zwei", day="2026-11-10")
    return one, other


def opened(client: Any, akte: Any) -> None:
    client.post(f"/arbeit/akte/{akte.id}/oeffnen", {"zweck": "Anruf der antragstellenden Person"})


def test_in_one_file_that_is_open_F02(files: Any, client_for: Callable[[str | None], Any]) -> None:
    """Without a reason it asks for one, like the file itself; then hits are marked, and so is the page."""
    one, other = files
    client = client_for("berg")
    address = f"/arbeit/suche/seiten?akte={one.id}&q=Bescheid"
    assert "Warum öffnen Sie diese Akte?" in client.get(address).content.decode()
    opened(client, one)
    page = client.get(address).content.decode()
    assert "<mark>Bewilligungsbescheid</mark>" in page
    assert "Aufhebungsbescheid" not in page
    dokument = Dokument.objects.get(titel="Schreiben eins")
    shown = client.get(f"/arbeit/suche/seiten/{dokument.id}/1?q=Bescheid").content.decode()
    assert "<mark>Bewilligungsbescheid</mark>" in shown
    assert "1 Fundstelle zu „Bescheid“" in shown
    assert client.get(f"/arbeit/suche/seiten/{dokument.id}/9?q=Bescheid").status_code == 404


def test_in_all_files_with_a_reason_that_each_of_them_keeps_F03_U32(
    files: Any, client_for: Callable[[str | None], Any]
) -> None:
    one, other = files
    client = client_for("berg")
    asked = client.get("/arbeit/suche/seiten?q=Bescheid").content.decode()
    assert "Warum suchen Sie in allen Akten?" in asked
    assert "bescheid</mark>" not in asked
    assert client.post("/arbeit/suche/seiten/grund", {"zweck": "anderes", "anderes": "x"}).status_code == 422
    answer = client.post("/arbeit/suche/seiten/grund", {"zweck": REASON, "q": "Aufhebung"})
    page = client.get(answer.url).content.decode()
    assert "<mark>Aufhebungsbescheid</mark>" in page
    assert "Geheim" in page
    client.get(answer.url)
    assert [row.zweck for row in queries.accesses(other)] == [f"Suche in allen Akten: {REASON}"]
    assert queries.accesses(one) == []


def test_a_protected_file_shows_neither_hit_nor_page_U33(
    files: Any, staff: dict[str, Any], actor: Any, client_for: Callable[[str | None], Any]
) -> None:
    """The answer is the one for words that stand nowhere; the page is the one of a document that never was."""
    one, other = files
    team = [staff["wolter"].id, staff["oeztuerk"].id]
    aktenschutz.protect_akte(acting=actor("wolter"), akte=other, grund="eigen", team=team, betroffen=staff["berg"])
    client = client_for("berg")
    client.post("/arbeit/suche/seiten/grund", {"zweck": REASON})
    hidden = client.get("/arbeit/suche/seiten?q=Aufhebungsbescheid").content.decode()
    nothing = client.get("/arbeit/suche/seiten?q=Stegosaurusbescheid").content.decode()
    same = TOKEN.sub("", hidden).replace("Aufhebungsbescheid", "Stegosaurusbescheid")
    assert same == TOKEN.sub("", nothing)
    dokument = Dokument.objects.get(titel="Schreiben zwei")
    assert client.get(f"/arbeit/suche/seiten/{dokument.id}/1?q=x").status_code == 404
    assert client.get(f"/arbeit/suche/seiten?akte={other.id}&q=x").status_code == 404
    known = client_for("oeztuerk")
    known.post("/arbeit/suche/seiten/grund", {"zweck": REASON})
    assert "<mark>Aufhebungsbescheid</mark>" in known.get("/arbeit/suche/seiten?q=Bescheid").content.decode()


def test_other_roles_do_not_search_in_pages_F03(files: Any, client_for: Callable[[str | None], Any]) -> None:
    for login in ("empfang", "post", "kasse", "fall", "plan", "betrieb"):
        assert client_for(login).get("/arbeit/suche/seiten?q=Bescheid").status_code == 403
    assert "Wörter in Dokumenten" not in client_for("empfang").get("/arbeit/suche?q=Weber").content.decode()


def test_nothing_found_says_what_to_try_and_filters_stay(
    files: Any, client_for: Callable[[str | None], Any]
) -> None:
    one, _ = files
    client = client_for("berg")
    opened(client, one)
    page = client.get(f"/arbeit/suche/seiten?akte={one.id}&q=Hund&weg=portal&von=2026-01-01").content.decode()
    assert "Nichts gefunden" in page
    assert "Heben Sie die Filter auf" in page
    assert "in allen Akten suchen" in page
    assert 'value="2026-01-01"' in page
