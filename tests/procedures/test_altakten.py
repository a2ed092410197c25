"""The paper stock (F05, J12): delivery note, packages, reading behind daily work, report for each town."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nahbar.config.altakten_command import run
from nahbar.connectors.scan_provider.messages import write_index
from nahbar.domain.casefile.queries import open_aufgaben
from nahbar.domain.mailroom import altakten
from nahbar.domain.mailroom.models import Original, Scandokument
from nahbar.platform.audit.actions import verify_chain
from nahbar.platform.tenancy.models import Gemeinde
from nahbar.procedures import import_altakten
from tests.connectors.scan_batches import batch_of, packed, picture
from tests.procedures import desk


def package(number: str, letters: dict[str, tuple[str, list[bytes]]]) -> bytes:
    """A package whose letters name their file."""
    batch, files = batch_of({key: pages for key, (_, pages) in letters.items()}, number)
    named = tuple(replace(one, aktenzeichen=letters[one.key][0]) for one in batch.letters)
    return packed(files, write_index("musterland", replace(batch, letters=named)))


def read_all() -> None:
    for scan in Scandokument.objects.filter(stand="neu"):
        for _ in range(scan.seiten + 1):
            import_altakten.read_altakte(scan=str(scan.id))


@pytest.fixture
def stock(traeger: Any, now: Any, tmp_path: Path) -> Any:
    """Two paper files are promised, one of them with three sheets; two sheets of it come, and a stranger's."""
    akte = desk.submitted().akte
    town = Gemeinde.objects.order_by("name").first()
    note = f"aktenzeichen;ags;blaetter\n{akte.aktenzeichen};{town.ags};3\n1999-000777;{town.ags};5\n"
    (tmp_path / "lieferschein.csv").write_text(note, encoding="utf-8")
    blank = picture()
    letters = {"A1": (akte.aktenzeichen, [picture("Mietvertrag von 2009"), blank]), "B1": ("1998-000001", [blank])}
    (tmp_path / "alt-1.zip").write_bytes(package("ALT-1", letters))
    (tmp_path / "alt-2.zip").write_bytes(b"kein Paket")
    return akte, town, tmp_path


def test_j12_the_stock_comes_in_once_is_read_filed_and_reported_by_town(
    stock: Any, client_for: Any
) -> None:
    """F05: count, completeness and quality of each town; a broken package stops nobody; again it is known."""
    akte, town, folder = stock
    said: list[str] = []
    tasks = len(open_aufgaben(akte))
    assert run([str(folder), "--traeger", "musterland"], said.append) == 1
    assert "alt-1.zip: übernommen, 3 Blätter" in said and any("alt-2.zip: abgelehnt" in line for line in said)
    assert f"  {akte.aktenzeichen}: 2 von 3 Blättern" in said and "  1999-000777: 0 von 5 Blättern" in said
    assert Original.objects.count() == 2, "the paper stands in the ledger, eight weeks"
    read_all()
    papers = akte.dokumente.filter(art="altakte")
    assert [(one.titel, one.seiten, one.fuer_buerger) for one in papers] == [("Altakte A1", 2, False)]
    assert len(open_aufgaben(akte)) == tasks, "nobody gets a task for old paper"
    rows = {one.gemeinde: one for one in altakten.report()}
    mine = rows[town.name]
    assert (mine.akten, mine.akten_da, mine.blaetter, mine.blaetter_da) == (2, 1, 8, 2)
    assert (mine.gelesen, mine.ohne_text, mine.zugeordnet, mine.offen) == (2, 1, 1, 0)
    assert not mine.vollstaendig and rows["ohne Gemeinde"].offen == 1
    said.clear()
    run([str(folder), "--traeger", "musterland"], said.append)
    assert "alt-1.zip: bekannt, 3 Blätter" in said and Scandokument.objects.count() == 2
    page = client_for("betrieb").get("/arbeit/betrieb/altakten").content.decode()
    assert town.name in page and "1 von 2" in page and "alt-2.zip" in page and akte.aktenzeichen not in page
    (folder / "alt-2.zip").write_bytes(package("ALT-2", {"C1": (akte.aktenzeichen, [picture("Seite drei")])}))
    said.clear()
    run([str(folder), "--traeger", "musterland"], said.append)
    assert "alt-2.zip: übernommen, 1 Blätter" in said and altakten.refused_packages() == []
    assert not any(akte.aktenzeichen in line for line in said), "this file is complete now"
    assert verify_chain() is None


def test_without_a_delivery_note_nothing_begins(traeger: Any, tmp_path: Path) -> None:
    said: list[str] = []
    assert run([str(tmp_path), "--traeger", "musterland"], said.append) == 2
    assert "lieferschein.csv fehlt" in said[0]
    assert run([str(tmp_path)], said.append) == 2, "two Träger: one has to be named"
