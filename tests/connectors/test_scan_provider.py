"""Deliveries of the scan provider: taken once, answered, refused with a reason, never half (F04, F07, U22)."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from nahbar.connectors.scan_provider import inbox
from nahbar.connectors.scan_provider.inbox import WatchedFolder, look
from nahbar.connectors.scan_provider.messages import ACCEPTED, KNOWN, REFUSED, parse, write_index, write_record
from nahbar.domain.mailroom.incoming import Original, Scandokument, Scanseite, Scanstapel
from nahbar.platform.audit.actions import verify_chain
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.take_scan_batch import take_scan_batch
from tests.connectors.scan_batches import batch_of, delivery, lay, packed, picture

ONE = {"0001": [picture("Seite eins"), picture("Seite zwei")], "0002": [picture("Noch ein Schreiben")]}


@pytest.fixture
def office(transactional_db: None, now: Any) -> Iterator[Any]:
    """Kreis Musterland without an open scope: deliveries are committed one by one."""
    from nahbar.config.demo.town import create_traeger

    now.set("2026-11-24T14:00")
    yield create_traeger("musterland")


def answer(root: Path, name: str) -> etree._Element:
    """The receipt, checked by the schema."""
    return parse((root / "musterland" / "quittung" / f"{name}.quittung.xml").read_bytes(), "quittung")


def names(root: Path, part: str) -> list[str]:
    return sorted(path.name for path in (root / "musterland" / part).iterdir())


def rows(office: Any) -> list[int]:
    with traeger_scope(office.id):
        return [model.objects.count() for model in (Scanstapel, Scandokument, Scanseite, Original)]


def test_a_batch_is_taken_answered_and_no_plain_copy_stays(office: Any, tmp_path: Path) -> None:
    lay(tmp_path, "lieferung.zip", delivery(ONE))
    receipts = look(tmp_path, office)
    assert [receipt.state for receipt in receipts] == [ACCEPTED]
    root = answer(tmp_path, "lieferung")
    assert (root.get("stand"), root.get("schreiben"), root.get("bilder")) == (ACCEPTED, "2", "3")
    assert rows(office) == [1, 2, 3, 2]
    assert names(tmp_path, "eingang") == []
    with traeger_scope(office.id):
        assert {paper.vernichtung_ab for paper in Original.objects.all()} == {date(2027, 1, 19)}


def test_the_same_batch_again_is_known_and_nothing_is_done(office: Any, tmp_path: Path) -> None:
    """U22, also packed anew."""
    lay(tmp_path, "lieferung.zip", delivery(ONE))
    look(tmp_path, office)
    batch, files = batch_of(ONE)
    again = packed(dict(reversed(list(files.items()))), write_index("musterland", batch))
    lay(tmp_path, "zweite.zip", again)
    assert [receipt.state for receipt in look(tmp_path, office)] == [KNOWN]
    assert answer(tmp_path, "zweite").get("stand") == KNOWN
    assert rows(office) == [1, 2, 3, 2]
    with traeger_scope(office.id):
        assert Scanstapel.objects.get().wiederholt == 1


def test_half_written_and_foreign_files_are_left_alone(office: Any, tmp_path: Path) -> None:
    folder = tmp_path / "musterland" / "eingang"
    folder.mkdir(parents=True)
    (folder / "lieferung.zip.part").write_bytes(delivery(ONE)[:100])
    (folder / "liesmich.txt").write_text("Hallo", encoding="utf-8")
    os.symlink("/etc/hostname", folder / "verweis.zip")
    assert look(tmp_path, office) == []
    assert names(tmp_path, "eingang") == ["lieferung.zip.part", "liesmich.txt", "verweis.zip"]


def bomb() -> bytes:
    batch, files = batch_of({"0001": [bytes(40_000_000)]})
    return packed(files, write_index("musterland", batch))


def traversal(name: str) -> bytes:
    batch, files = batch_of(ONE)
    return packed(files | {name: b"x"}, write_index("musterland", batch))


def wrong_sum() -> bytes:
    batch, files = batch_of(ONE)
    return packed(files | {"0001-2.png": picture("Etwas anderes")}, write_index("musterland", batch))


def twice() -> bytes:
    out = io.BytesIO(delivery(ONE))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("0001-1.png", b"x")
    return out.getvalue()


def index_with(old: bytes, new: bytes) -> bytes:
    batch, files = batch_of(ONE)
    index = write_index("musterland", batch)
    assert old in index
    return packed(files, index.replace(old, new))


ENTITY = b'<!DOCTYPE stapel [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<stapel '


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (wrong_sum, "Prüfsumme der Datei 0001-2.png"),
        (lambda: traversal("../0009.png"), "ohne Ordner"),
        (lambda: traversal("/etc/0009.png"), "ohne Ordner"),
        (lambda: traversal("ordner\\0009.png"), "ohne Ordner"),
        (lambda: traversal("0009.png"), "nicht beschrieben"),
        (twice, "zweimal im Paket"),
        (bomb, "unmögliche Größe"),
        (lambda: packed(batch_of(ONE)[1], None), "fehlt index.xml"),
        (lambda: b"PK\x03\x04 nothing", "kein lesbares ZIP"),
        (lambda: delivery(ONE)[:-300], "ZIP"),
        (lambda: index_with(b'bilder="3"', b'bilder="4"'), "Angekündigt sind"),
        (lambda: index_with(b'geprueft-von="P. Lorenz"', b'geprueft-von="M. Kaya"'), "derselben Person"),
        (lambda: index_with(b'kennung="0002"', b'kennung="../2"'), "Schema"),
        (lambda: index_with(b"<stapel ", ENTITY), "DTD"),
        (lambda: index_with(b'traeger="musterland"', b'traeger="nebenstadt"'), "Ordner von"),
        (lambda: packed({}, b"<stapel"), "kein gültiges XML"),
    ],
)
def test_a_broken_batch_goes_into_quarantine_with_its_reason(
    office: Any, tmp_path: Path, data: Callable[[], bytes], sentence: str
) -> None:
    whole = data()
    lay(tmp_path, "kaputt.zip", whole)
    assert [receipt.state for receipt in look(tmp_path, office)] == [REFUSED]
    assert sentence in (answer(tmp_path, "kaputt").findtext("{*}grund") or "")
    assert rows(office) == [0, 0, 0, 0]
    aside = WatchedFolder(tmp_path).refused("musterland")
    assert len(aside) == 1 and aside[0].name == "kaputt.zip" and sentence in aside[0].reason
    kept = next((tmp_path / "musterland" / "quarantaene").glob("*kaputt.zip"))
    assert kept.read_bytes() == whole, "nothing is lost"
    assert look(tmp_path, office) == []


def test_a_number_is_not_used_for_another_content(office: Any, tmp_path: Path) -> None:
    lay(tmp_path, "a.zip", delivery(ONE))
    look(tmp_path, office)
    lay(tmp_path, "b.zip", delivery({"0001": [picture("Etwas anderes")]}))
    (receipt,) = look(tmp_path, office)
    assert receipt.state == REFUSED and "neuen Nummer" in receipt.reason


def test_one_broken_delivery_does_not_stop_the_others(
    office: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours leaves the delivery where it is; the next round takes it."""
    lay(tmp_path, "a.zip", delivery(ONE))
    lay(tmp_path, "b.zip", delivery({"0001": [picture("B")]}, number="KL-2"))
    real = take_scan_batch

    def fails_once(**values: Any) -> Any:
        if values["batch"].number == "KL-2026-11-24-0007":
            raise RuntimeError("no room on the disk")
        return real(**values)

    monkeypatch.setattr(inbox, "take_scan_batch", fails_once)
    with pytest.raises(RuntimeError):
        look(tmp_path, office)
    assert names(tmp_path, "eingang") == ["a.zip"]
    assert rows(office)[0] == 1
    monkeypatch.setattr(inbox, "take_scan_batch", real)
    assert [receipt.state for receipt in look(tmp_path, office)] == [ACCEPTED]


PROGRAM = """
import sys
from pathlib import Path
import django
django.setup()
from nahbar.connectors.scan_provider.inbox import look
from nahbar.platform.tenancy.models import Traeger
print([receipt.state for receipt in look(Path(sys.argv[1]), Traeger.objects.get(kuerzel="musterland"))])
"""


@pytest.mark.parametrize(
    ("place", "state"),
    [
        ("take_scan_batch.before_commit", ACCEPTED),
        ("take_scan_batch.after_commit", KNOWN),
        ("scan_inbox.before_receipt", KNOWN),
        ("scan_inbox.after_receipt", KNOWN),
    ],
)
def test_killed_at_any_place_the_batch_is_taken_once_and_answered(
    office: Any, tmp_path: Path, place: str, state: str
) -> None:
    lay(tmp_path, "lieferung.zip", delivery(ONE))

    def run(**environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, str(tmp_path)], env=os.environ | environment, capture_output=True,
            text=True, timeout=120, check=False,
        )  # fmt: skip

    died = run(NAHBAR_FAILPOINT=place)
    assert died.returncode == -signal.SIGKILL, died.stderr[-2000:]
    assert names(tmp_path, "eingang") == ["lieferung.zip"]
    done = run()
    assert done.stdout.strip() == str([state]), done.stderr[-2000:]
    assert rows(office) == [1, 2, 3, 2]
    assert names(tmp_path, "eingang") == []
    assert answer(tmp_path, "lieferung").get("stand") == state
    with traeger_scope(office.id):
        assert verify_chain() is None


def test_what_nobody_has_assigned_is_on_the_list_of_holds(office: Any, tmp_path: Path) -> None:
    """F07: the provider always finds the whole list."""
    lay(tmp_path, "lieferung.zip", delivery(ONE))
    look(tmp_path, office)
    root = parse((tmp_path / "musterland" / "quittung" / "sperrliste.xml").read_bytes(), "sperrliste")
    assert [(node.get("schreiben"), node.get("bringen")) for node in root] == [("0001", "false"), ("0002", "false")]


def test_a_record_of_destruction_is_answered_line_by_line(office: Any, tmp_path: Path, now: Any) -> None:
    lay(tmp_path, "lieferung.zip", delivery(ONE))
    look(tmp_path, office)
    with traeger_scope(office.id):
        Scandokument.objects.filter(kennung="0001").update(stand=Scandokument.Stand.ABGELEHNT)
    now.set("2027-01-20T09:00")
    papers = [("KL-2026-11-24-0007", "0001"), ("KL-2026-11-24-0007", "0002"), ("KL-2026-11-24-0007", "0003")]
    record = write_record("musterland", "VP-77", date(2027, 1, 20), papers)
    for expected in (
        ["vermerkt", "trotz Sperre vernichtet", "unbekannt"],
        ["bekannt", "bekannt", "unbekannt"],
    ):
        lay(tmp_path, "vernichtung-77.xml", record)
        look(tmp_path, office)
        assert [line.get("stand") for line in answer(tmp_path, "vernichtung-77")] == expected
    with traeger_scope(office.id):
        assert {paper.protokoll for paper in Original.objects.all()} == {"VP-77"}
