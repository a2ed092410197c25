"""The ledger of papers and the sums of batches, without reading (F07, F13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from nahbar.domain.mailroom import batches, ledger, scan_queries
from nahbar.domain.mailroom.incoming import Original, Scandokument, Scanstapel
from nahbar.domain.mailroom.ledger import Destroyed
from nahbar.domain.mailroom.scan_errors import BatchRefused
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.tenancy.scope import flush
from tests.connectors.scan_batches import batch_of


@pytest.fixture
def stapel(traeger: Any, now: Any) -> Scanstapel:
    """Three letters with four pictures, none of them assigned."""
    now.set("2026-11-24T14:00")
    batch, files = batch_of({"1": [b"a", b"b"], "2": [b"c"], "3": [b"d"]})
    return batches.take_batch(acting=MACHINE, batch=batch, fetch=lambda page: files[page.file]).stapel


def rejected(key: str) -> Original:
    """A paper whose letter was settled."""
    Scandokument.objects.filter(kennung=key).update(stand=Scandokument.Stand.ABGELEHNT)
    found: Original = Original.objects.get(scan__kennung=key)
    return found


def shown(which: str) -> list[str]:
    rows, count = scan_queries.ledger_rows(which)
    assert count == len(rows)
    return [row.original.scan.kennung for row in rows]


def test_the_pictures_come_back_as_they_went_in(stapel: Scanstapel) -> None:
    pages = [page for scan in scan_queries.letters_of(stapel) for page in scan_queries.pages_of(scan)]
    assert [batches.picture_of(page) for page in pages] == [b"a", b"b", b"c", b"d"]


def test_sums_follow_the_letters(stapel: Scanstapel) -> None:
    rejected("1")
    sums = scan_queries.sums_of(stapel)
    assert (sums.images, sums.assigned, sums.open, sums.rejected, sums.share) == (4, 0, 2, 2, None)
    assert sums.whole
    Scanstapel.objects.update(bilder=5)
    assert not scan_queries.all_sums().whole, "a lost picture is seen"


def test_filters_of_the_ledger(stapel: Scanstapel, actor: Callable[[str], Any], now: Any) -> None:
    one, two = rejected("1"), rejected("2")
    assert shown("") == ["1", "2", "3"]
    assert shown("gehalten") == ["3"], "what nobody has assigned stays"
    ledger.hold(acting=actor("post"), original=two, grund="Widerspruch")
    now.set("2027-01-13T09:00")
    assert (shown("faellig"), shown("gehalten")) == (["1"], ["2", "3"])
    ledger.request_back(acting=actor("post"), original=two)
    assert (shown("unterwegs"), shown("gehalten")) == (["2"], ["3"])
    ledger.note_destruction(acting=MACHINE, original=one, am=date(2027, 1, 19), protokoll="VP-1")
    assert (shown("fort"), shown("")) == (["1"], ["2", "3", "1"])


def test_an_unassigned_letter_is_not_to_be_destroyed(stapel: Scanstapel) -> None:
    paper = Original.objects.get(scan__kennung="3")
    found = ledger.note_destruction(acting=MACHINE, original=paper, am=date(2027, 3, 1), protokoll="VP-1")
    assert found is Destroyed.HELD


def test_no_destruction_without_record(stapel: Scanstapel) -> None:
    """The table itself refuses it."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Original.objects.filter(scan__kennung="1").update(ort=Original.Ort.VERNICHTET)


def test_a_batch_that_breaks_off_leaves_no_row(traeger: Any, now: Any) -> None:
    batch, files = batch_of({"1": [b"a"], "2": [b"b"]})

    def fetch(page: Any) -> bytes:
        if page.file.startswith("2"):
            raise BatchRefused("Die Prüfsumme stimmt nicht.")
        return files[page.file]

    with pytest.raises(BatchRefused), transaction.atomic():
        batches.take_batch(acting=MACHINE, batch=batch, fetch=fetch)
    assert not Scanstapel.objects.exists() and not Original.objects.exists()
    flush()
