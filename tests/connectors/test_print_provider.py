"""F08, F09: batches for the print provider follow our schema, appear whole, and receipts are read or named."""

from __future__ import annotations

import hashlib
import io
import threading
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from nahbar.connectors.print_provider.batch_file import build_batch, build_recall
from nahbar.connectors.print_provider.counterpart import make_server
from nahbar.connectors.print_provider.folders import DONE, QUARANTINE, FolderExchange
from nahbar.connectors.print_provider.print_shop import PrintShop
from nahbar.connectors.print_provider.receipt_file import read_receipt, write_receipt
from nahbar.connectors.print_provider.schema import NotValid, parse, tag
from nahbar.domain.mailroom.printing import (
    BatchRefused,
    PrintBatch,
    PrintEnclosure,
    PrintLetter,
    Recall,
    ReceiptLine,
)

ONE, TWO = UUID("01890000-0000-7000-8000-000000000001"), UUID("01890000-0000-7000-8000-000000000002")
BATCH = UUID("01890000-0000-7000-8000-0000000000aa")
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def letter(number: UUID, text: bytes, **more: Any) -> PrintLetter:
    values: dict[str, Any] = {
        "pages": 3, "duplex": True, "colour": False, "service": "standard", "cost_centre": "05554016",
        "latest": date(2026, 11, 25),
    }  # fmt: skip
    return PrintLetter(id=number, read=lambda: text, sha256=hashlib.sha256(text).hexdigest(), **(values | more))


def batch(*letters: PrintLetter) -> PrintBatch:
    return PrintBatch(BATCH, "D-2026-000001", "musterland", AT, letters or (letter(ONE, b"%PDF eins"),))


def line(one: PrintLetter, state: str, day: date = date(2026, 11, 24), reason: str = "") -> ReceiptLine:
    return ReceiptLine(one.id, BATCH, one.sha256, state, day, reason)


def test_a_batch_holds_order_letters_and_enclosures_in_order() -> None:
    """F08: id, Träger, version, counts, sheets; each letter by id with sum, way of printing and its enclosures."""
    enclosed = letter(TWO, b"%PDF zwei", enclosures=(PrintEnclosure(b"%PDF a", 1), PrintEnclosure(b"%PDF b", 3)))
    made = build_batch(batch(letter(ONE, b"%PDF eins"), enclosed))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["auftrag.xml", f"{ONE}.pdf", f"{TWO}.pdf", f"{TWO}-1.pdf", f"{TWO}-2.pdf"]
        order = parse(archive.read("auftrag.xml"), "auftrag")
        assert archive.read(f"{ONE}.pdf") == b"%PDF eins"
    assert (order.get("briefe"), order.get("blaetter"), order.get("traeger")) == ("2", "7", "musterland")
    assert order.get("erstellt") == "2026-11-24T10:30:00+01:00"
    first, second = order.findall(tag("brief"))
    assert dict(first.attrib) == {
        "id": str(ONE), "datei": f"{ONE}.pdf", "sha256": hashlib.sha256(b"%PDF eins").hexdigest(), "seiten": "3",
        "blaetter": "2", "beidseitig": "true", "farbe": "false", "versand": "standard", "kostenstelle": "05554016",
        "spaetestens": "2026-11-25",
    }  # fmt: skip
    assert [(part.get("nr"), part.get("seiten")) for part in second] == [("1", "1"), ("2", "3")]


def test_the_same_batch_is_the_same_bytes() -> None:
    assert build_batch(batch()) == build_batch(batch())


@pytest.mark.parametrize(
    "wrong",
    [
        letter(ONE, b"x", service="taube"),
        letter(ONE, b"x", pages=0),
        replace(letter(ONE, b"x"), read=lambda: b"anders"),
    ],
)
def test_what_the_schema_or_the_sum_forbids_never_leaves(wrong: PrintLetter) -> None:
    with pytest.raises(BatchRefused):
        build_batch(batch(wrong))


def test_a_letter_twice_in_one_batch_is_refused() -> None:
    with pytest.raises(BatchRefused):
        build_batch(batch(letter(ONE, b"x"), letter(ONE, b"x")))


def test_files_appear_whole_for_the_transport_alone(tmp_path: Path) -> None:
    exchange = FolderExchange(tmp_path / "aus", tmp_path / "ein")
    summed = exchange.put_batch(batch())
    (found,) = (tmp_path / "aus/musterland").iterdir()
    assert found.name == f"auftrag-D-2026-000001-{BATCH}.zip"
    assert hashlib.sha256(found.read_bytes()).hexdigest() == summed
    assert found.stat().st_mode & 0o777 == 0o600
    before = found.stat().st_mtime_ns
    assert exchange.put_batch(batch()) == summed
    assert found.stat().st_mtime_ns == before


def test_receipts_are_read_in_order_and_moved_aside(tmp_path: Path) -> None:
    exchange = FolderExchange(tmp_path / "aus", tmp_path / "ein")
    inbox = tmp_path / "ein/musterland"
    inbox.mkdir(parents=True)
    one = letter(ONE, b"x")
    (inbox / "b.xml").write_bytes(write_receipt("Druck", AT, [line(one, "angenommen")]))
    (inbox / "a.xml.part").write_bytes(b"<halb")
    assert list(exchange.waiting("musterland")) == ["b.xml"]
    assert list(exchange.waiting("nebenstadt")) == []
    read = exchange.read("musterland", "b.xml")
    assert read is not None and read.problem == "" and read.lines == (line(one, "angenommen"),)
    exchange.put_away("musterland", "b.xml", quarantine=False)
    exchange.put_away("musterland", "b.xml", quarantine=False)
    assert (inbox / DONE / "b.xml").exists() and exchange.read("musterland", "b.xml") is None
    (inbox / "b.xml").write_bytes(b"<kaputt>")
    exchange.put_away("musterland", "b.xml", quarantine=True)
    (inbox / "b.xml").write_bytes(b"<auch>")
    exchange.put_away("musterland", "b.xml", quarantine=True)
    assert sorted(path.name for path in (inbox / QUARANTINE).iterdir()) == ["b-2.xml", "b.xml"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"kein xml", "kein XML"),
        (b'<quittung xmlns="urn:nahbar:druck:1" schema="1.0"/>', "Schema"),
        (build_recall(Recall(ONE, "0" * 64, BATCH, AT)), "keine"),
        (write_receipt("Druck", AT, [line(letter(ONE, b"x"), "zurueck")]), "Grund"),
        (b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', "Schema"),
    ],
)  # fmt: skip
def test_a_receipt_that_cannot_be_read_says_why(content: bytes, word: str) -> None:
    read = read_receipt("q.xml", content)
    assert read.lines == () and word in read.problem
    assert "root:" not in read.problem


@pytest.fixture
def shop(tmp_path: Path, now: Any) -> Iterator[tuple[PrintShop, FolderExchange]]:
    home = tmp_path / "shop"
    home.mkdir()
    yield PrintShop(home, tmp_path / "aus", tmp_path / "ein"), FolderExchange(tmp_path / "aus", tmp_path / "ein")


def states(exchange: FolderExchange) -> list[tuple[str, str]]:
    found = []
    for name in exchange.waiting("musterland"):
        read = exchange.read("musterland", name)
        assert read is not None and read.problem == ""
        found += [(str(one.letter)[-1], one.state) for one in read.lines]
    return found


def test_the_stand_in_prints_each_letter_once(shop: tuple[PrintShop, FolderExchange]) -> None:
    """The same batch delivered again is known by letter id and sum."""
    there, exchange = shop
    exchange.put_batch(batch(letter(ONE, b"%PDF eins"), letter(TWO, b"%PDF zwei")))
    there.take()
    assert there.accept(str(BATCH)) == 2
    exchange.put_batch(batch(letter(ONE, b"%PDF eins"), letter(TWO, b"%PDF zwei")))
    there.take()
    assert there.accept(str(BATCH)) == 0
    assert [one.gedruckt for one in there.letters.values()] == [1, 1]
    assert there.post(str(BATCH)) == 2
    there.bring_back(str(TWO))
    said = states(exchange)
    assert said[:4] == [("1", "angenommen"), ("1", "gedruckt"), ("2", "angenommen"), ("2", "gedruckt")]
    assert said[4:] == [("1", "aufgegeben"), ("2", "aufgegeben"), ("2", "zurueck")]
    again = PrintShop(there.home, there.outbox, there.inbox)
    assert [one.stand for one in again.letters.values()] == ["aufgegeben", "zurueck"]


@pytest.mark.parametrize("first", ["batch", "recall"])
def test_the_stand_in_gives_a_letter_back(shop: tuple[PrintShop, FolderExchange], first: str) -> None:
    there, exchange = shop
    one = letter(ONE, b"%PDF eins")
    recall = Recall(ONE, one.sha256, BATCH, AT)
    if first == "batch":
        exchange.put_batch(batch(one))
        there.take()
        exchange.put_recall("musterland", recall)
        there.take()
    else:
        exchange.put_recall("musterland", recall)
        there.take()
        exchange.put_batch(batch(one))
        there.take()
    assert set(states(exchange)) == {("1", "abgelehnt")}
    assert there.accept(str(BATCH)) == 0


def test_the_stand_in_refuses_a_changed_letter(shop: tuple[PrintShop, FolderExchange], tmp_path: Path) -> None:
    there, exchange = shop
    exchange.put_batch(batch())
    (path,) = (tmp_path / "aus/musterland").glob("*.zip")
    with zipfile.ZipFile(path) as archive:
        order = archive.read("auftrag.xml")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("auftrag.xml", order)
        archive.writestr(f"{ONE}.pdf", b"%PDF falsch")
    there.take()
    assert there.letters == {} and "Prüfsumme" in there.refused[0]


def test_the_page_of_the_stand_in_says_what_it_is(shop: tuple[PrintShop, FolderExchange]) -> None:
    there, exchange = shop
    exchange.put_batch(batch())
    server = make_server(there)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        page = urllib.request.urlopen(f"{base}/").read().decode()
        assert "Gegenstelle der Vorführung: Druckdienstleister" in page and "Annehmen und drucken" in page
        urllib.request.urlopen(f"{base}/annehmen", data=f"was={BATCH}".encode())
        assert "Aufgeben (heute)" in urllib.request.urlopen(f"{base}/").read().decode()
        assert urllib.request.urlopen(f"{base}/brief/{ONE}.pdf").read() == b"%PDF eins"
    finally:
        server.shutdown()
        server.server_close()


def test_xml_from_elsewhere_is_never_loaded() -> None:
    with pytest.raises(NotValid):
        parse(b'<!DOCTYPE q SYSTEM "http://127.0.0.1:9/q.dtd"><q/>', "quittung")
