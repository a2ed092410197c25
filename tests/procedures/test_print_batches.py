"""F08, U24: letters leave in batches exactly once; receipts start the period; a letter that came back ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from nahbar.config.demo.town import create_staff, create_traeger
from nahbar.connectors.print_provider.folders import FolderExchange
from nahbar.connectors.print_provider.print_shop import PrintShop
from nahbar.connectors.print_provider.receipt_file import write_receipt
from nahbar.domain.casefile import queries as casefile
from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom.errors import NotReady
from nahbar.domain.mailroom.models import Brief, Druckauftrag, Druckquittung, Druckstapel
from nahbar.domain.mailroom.print_errors import AtProvider, BackAlready, BatchEmpty, BatchGone, NothingChosen
from nahbar.domain.mailroom.print_queries import active_order, batch_view
from nahbar.domain.mailroom.printing import ReceiptLine
from nahbar.domain.mailroom.queries import at_provider, outgoing
from nahbar.domain.payments.models import Zahlungsauftrag
from nahbar.platform import clock, ports
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.audit.actions import verify_chain
from nahbar.platform.jobs.worker import run_worker
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.dispatch_letter import stop_letter
from nahbar.procedures.read_print_receipt import read_waiting, settle_print_receipt
from nahbar.procedures.record_posting import record_posting
from nahbar.procedures.send_print_batch import (
    discard_print_batch,
    prepare_print_batch,
    send_print_batch,
    write_print_batch,
    write_print_recall,
)
from tests.procedures.desk import Who, released

WRITE, RECALL = write_print_batch, write_print_recall


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[FolderExchange]:
    """The two folders of this test, plugged into the port."""
    before = ports.get("print_provider")
    exchange = FolderExchange(tmp_path / "aus", tmp_path / "ein")
    ports.register("print_provider", exchange)
    yield exchange
    ports.register("print_provider", before)


@pytest.fixture
def shop(folders: FolderExchange, tmp_path: Path) -> PrintShop:
    """The provider of the demo at these folders."""
    home = tmp_path / "druckerei"
    home.mkdir()
    return PrintShop(home, folders.outbox, folders.inbox)


@pytest.fixture
def brief(actor: Who, now: Any, folders: FolderExchange) -> Brief:
    """A Bescheid that lies ready for the post, on Tuesday 24 November."""
    now.set("2026-11-24T10:00")
    decision = released(actor)
    assert decision.brief is not None
    return decision.brief


@pytest.fixture
def sent(actor: Who, brief: Brief) -> Druckstapel:
    """A batch with this one letter that lies in the outbox."""
    stapel = prepare_print_batch(acting=actor("post"), brief_ids=[brief.id])
    send_print_batch(acting=actor("post"), stapel=stapel)
    WRITE(stapel=str(stapel.id))
    return stapel


def say(folders: FolderExchange, order: Druckauftrag, state: str, day: str, reason: str = "", **more: Any) -> str:
    """Lay a receipt with one line into the inbox; its name."""
    values: dict[str, Any] = {"letter": order.brief_id, "batch": order.stapel_id, "sha256": order.sha256} | more
    line = ReceiptLine(state=state, day=date.fromisoformat(day), reason=reason, **values)
    inbox = folders.inbox / "musterland"
    inbox.mkdir(parents=True, exist_ok=True)
    name = f"{uuid4()}.xml"
    (inbox / name).write_bytes(write_receipt("Druckerei", clock.now(), [line]))
    return name


def read(traeger: Any) -> list[Druckquittung]:
    return read_waiting(traeger.id)


def fresh(brief: Brief) -> Brief:
    found: Brief = Brief.objects.get(id=brief.id)
    return found


def tasks(brief: Brief) -> dict[str, Any]:
    return {task.art: task for task in casefile.open_aufgaben(brief.akte)}


def order_of(brief: Brief) -> Druckauftrag:
    order = active_order(brief)
    assert order is not None
    return order


def test_from_ready_to_posted(traeger: Any, actor: Who, brief: Brief, shop: PrintShop, folders: FolderExchange) -> None:
    """J7/F08: prepared, handed over, accepted, printed, posted: Bekanntgabe and Widerspruch count from the receipt."""
    assert [one.id for one in outgoing("bereit")] == [brief.id]
    stapel = prepare_print_batch(acting=actor("post"), brief_ids=[brief.id])
    assert outgoing("bereit") == [] and [one.id for one in at_provider()] == [brief.id]
    assert list((folders.outbox).glob("*/*")) == []
    send_print_batch(acting=actor("post"), stapel=stapel)
    send_print_batch(acting=actor("wolter"), stapel=stapel)
    WRITE(stapel=str(stapel.id))
    WRITE(stapel=str(stapel.id))
    (file,) = (folders.outbox / "musterland").iterdir()
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["auftrag.xml", f"{brief.id}.pdf"]
        order = archive.read("auftrag.xml").decode()
    for told in (brief.akte.aktenzeichen, brief.person.nachname, brief.betreff):
        assert told not in order
    assert tasks(brief)["brief_versenden"].zurueckgestellt_bis == date(2026, 11, 26)
    shop.take()
    assert shop.accept(str(stapel.id)) == 1
    read(traeger)
    assert order_of(brief).stand == "gedruckt" and fresh(brief).stand == "bereit"
    shop.post(str(stapel.id))
    (kept,) = read(traeger)
    assert (kept.stand, kept.zeilen, kept.abgewiesen) == ("verbucht", 1, [])
    posted = fresh(brief)
    assert (posted.stand, posted.aufgegeben_am) == ("versandt", date(2026, 11, 24))
    assert (posted.bekanntgabe_am, posted.widerspruch_bis) == (date(2026, 11, 28), date(2026, 12, 28))
    assert "brief_versenden" not in tasks(brief)
    assert batch_view(stapel).finished == 1
    assert verify_chain() is None


def test_the_same_receipt_twice_changes_nothing(
    traeger: Any, actor: Who, brief: Brief, sent: Druckstapel, folders: FolderExchange, now: Any
) -> None:
    name = say(folders, order_of(brief), "aufgegeben", "2026-11-24")
    content = (folders.inbox / "musterland" / name).read_bytes()
    read(traeger)
    entries = len(casefile.timeline(brief.akte, for_citizen=False))
    before = fresh(brief)
    now.set("2026-11-27T10:00")
    (folders.inbox / "musterland" / "noch-einmal.xml").write_bytes(content)
    read(traeger)
    # the same line in another file
    say(folders, order_of(brief), "aufgegeben", "2026-11-24")
    say(folders, order_of(brief), "angenommen", "2026-11-24")
    assert [one.stand for one in read(traeger)] == ["verbucht", "verbucht"]
    assert fresh(brief).bekanntgabe_am == before.bekanntgabe_am
    assert len(casefile.timeline(brief.akte, for_citizen=False)) == entries
    assert Druckquittung.objects.count() == 3
    assert list(folders.waiting("musterland")) == []


@pytest.mark.parametrize(
    ("change", "day", "word"),
    [
        ({"letter": UUID(int=7, version=4)}, "2026-11-24", "nicht übergeben"),
        ({"batch": UUID(int=7, version=4)}, "2026-11-24", "nicht übergeben"),
        ({"sha256": "0" * 64}, "2026-11-24", "Prüfsumme"),
        ({}, "2026-11-25", "Zukunft"),
        ({}, "2026-11-20", "kann nicht stimmen"),
    ],
)
def test_what_cannot_be_right_is_refused_by_name(
    traeger: Any, actor: Who, brief: Brief, sent: Druckstapel, folders: FolderExchange, change: Any, day: str, word: str
) -> None:
    name = say(folders, order_of(brief), "aufgegeben", day, **change)
    (kept,) = read(traeger)
    assert kept.stand == "quarantaene" and kept.zeilen == 0
    (line,) = kept.abgewiesen
    assert word in line["satz"] and str(change.get("letter", brief.id)) in line["satz"]
    assert fresh(brief).stand == "bereit" and order_of(brief).stand == "uebergeben"
    assert (folders.inbox / "musterland/quarantaene" / name).exists()
    known = "letter" not in change
    assert ("druckquittung_klaeren" in tasks(brief)) is known
    settle_print_receipt(acting=actor("post"), quittung=kept)
    assert "druckquittung_klaeren" not in tasks(brief)
    assert Druckquittung.objects.get().stand == "geklaert"


def test_a_good_line_counts_beside_a_bad_one(
    traeger: Any, actor: Who, brief: Brief, sent: Druckstapel, folders: FolderExchange
) -> None:
    order = order_of(brief)
    good = ReceiptLine(order.brief_id, order.stapel_id, order.sha256, "aufgegeben", date(2026, 11, 24))
    bad = ReceiptLine(uuid4(), order.stapel_id, order.sha256, "aufgegeben", date(2026, 11, 24))
    inbox = folders.inbox / "musterland"
    inbox.mkdir(parents=True)
    (inbox / "q.xml").write_bytes(write_receipt("Druckerei", clock.now(), [bad, good]))
    (inbox / "r.xml").write_bytes(b"<kaputt")
    first, second = read(traeger)
    assert (first.stand, first.zeilen, len(first.abgewiesen)) == ("quarantaene", 1, 1)
    assert fresh(brief).stand == "versandt"
    assert second.abgewiesen == [{"brief": "", "satz": second.abgewiesen[0]["satz"]}]
    assert "kein XML" in second.abgewiesen[0]["satz"]


def test_u24_a_returned_letter_ends_the_fiction_and_stops_nothing(
    traeger: Any, actor: Who, brief: Brief, sent: Druckstapel, folders: FolderExchange, now: Any
) -> None:
    """U24: no Bekanntgabe, an urgent task, word for the citizen; the payments stay as they are."""
    say(folders, order_of(brief), "zurueck", "2026-11-24", "zu früh")
    (early,) = read(traeger)
    assert "noch nicht aufgegeben" in early.abgewiesen[0]["satz"]
    say(folders, order_of(brief), "aufgegeben", "2026-11-24")
    read(traeger)
    before = list(Zahlungsauftrag.objects.order_by("id").values("id", "betrag", "faellig_am", "lauf"))
    assert before
    now.set("2026-12-01T09:00")
    say(folders, order_of(brief), "zurueck", "2026-11-30", "Empfänger verzogen")
    read(traeger)
    back = fresh(brief)
    assert (back.bekanntgabe_am, back.widerspruch_bis, back.zurueck_am) == (None, None, date(2026, 11, 30))
    assert (back.stand, back.aufgegeben_am) == ("versandt", date(2026, 11, 24))
    task = tasks(brief)["brief_zurueck"]
    assert task.titel.startswith("Brief zurückgekommen: Anschrift klären")
    assert (task.pool, task.dringlichkeit) == ("leistung", 1)
    assert list(Zahlungsauftrag.objects.order_by("id").values("id", "betrag", "faellig_am", "lauf")) == before
    assert any("Empfänger verzogen" in one.text for one in casefile.timeline(brief.akte, for_citizen=True))
    say(folders, order_of(brief), "aufgegeben", "2026-11-25")
    (late,) = read(traeger)
    assert "24.11.2026" in late.abgewiesen[0]["satz"]
    assert fresh(brief).bekanntgabe_am is None


def test_a_rejected_letter_lies_ready_again(
    traeger: Any, actor: Who, brief: Brief, sent: Druckstapel, folders: FolderExchange
) -> None:
    first = order_of(brief)
    say(folders, first, "abgelehnt", "2026-11-24", "Anschrift nicht im Fenster")
    read(traeger)
    assert [one.id for one in outgoing("bereit")] == [brief.id] and active_order(brief) is None
    task = tasks(brief)["brief_versenden"]
    assert task.titel.startswith("Vom Druckdienstleister abgelehnt") and task.zurueckgestellt_bis is None
    again = prepare_print_batch(acting=actor("post"), brief_ids=[brief.id])
    send_print_batch(acting=actor("post"), stapel=again)
    # an old word about the first batch does not touch the second
    say(folders, first, "abgelehnt", "2026-11-24", "noch einmal")
    read(traeger)
    assert order_of(brief).stapel_id == again.id and order_of(brief).stand == "uebergeben"


def test_stopped_before_it_was_handed_over(actor: Who, brief: Brief) -> None:
    stapel = prepare_print_batch(acting=actor("post"), brief_ids=[brief.id])
    stop_letter(acting=actor("berg"), brief=brief, grund="falscher Betrag")
    assert fresh(brief).stand == "gestoppt" and batch_view(stapel).auftraege == []
    with pytest.raises(BatchEmpty):
        send_print_batch(acting=actor("post"), stapel=stapel)


def test_stopped_before_the_provider_took_it(
    traeger: Any, actor: Who, brief: Brief, sent: Druckstapel, shop: PrintShop, folders: FolderExchange
) -> None:
    """It is stopped at once, and the provider is asked to leave it out: it never prints it."""
    stop_letter(acting=actor("berg"), brief=brief, grund="falscher Betrag")
    RECALL(auftrag=str(order_of(brief).id))
    assert fresh(brief).stand == "gestoppt"
    shop.take()
    assert shop.accept(str(sent.id)) == 0
    read(traeger)
    assert active_order(brief) is None and fresh(brief).stand == "gestoppt"


def test_asked_back_after_the_provider_took_it(
    traeger: Any, actor: Who, brief: Brief, sent: Druckstapel, shop: PrintShop, folders: FolderExchange
) -> None:
    """F08: then it is recorded as asked back; the provider's answer decides."""
    shop.take()
    shop.accept(str(sent.id))
    read(traeger)
    stop_letter(acting=actor("berg"), brief=brief, grund="falscher Betrag")
    assert fresh(brief).stand == "bereit" and order_of(brief).rueckruf_at is not None
    with pytest.raises(BackAlready):
        stop_letter(acting=actor("berg"), brief=brief, grund="noch einmal")
    RECALL(auftrag=str(order_of(brief).id))
    RECALL(auftrag=str(order_of(brief).id))
    shop.take()
    read(traeger)
    stopped = fresh(brief)
    assert (stopped.stand, stopped.stopp_grund) == ("gestoppt", "falscher Betrag")
    assert "brief_angehalten" in tasks(brief)


def test_asked_back_too_late(
    traeger: Any, actor: Who, brief: Brief, sent: Druckstapel, folders: FolderExchange
) -> None:
    say(folders, order_of(brief), "angenommen", "2026-11-24")
    read(traeger)
    stop_letter(acting=actor("berg"), brief=brief, grund="falscher Betrag")
    say(folders, order_of(brief), "aufgegeben", "2026-11-24")
    read(traeger)
    assert fresh(brief).stand == "versandt"
    assert any("Rückruf kam zu spät" in one.text for one in casefile.timeline(brief.akte, for_citizen=False))


def test_a_stopped_letter_that_left_all_the_same(
    traeger: Any, actor: Who, brief: Brief, sent: Druckstapel, folders: FolderExchange
) -> None:
    stop_letter(acting=actor("berg"), brief=brief, grund="falscher Betrag")
    say(folders, order_of(brief), "aufgegeben", "2026-11-24")
    read(traeger)
    assert (fresh(brief).stand, fresh(brief).bekanntgabe_am) == ("gestoppt", None)
    assert tasks(brief)["angehalten_aufgegeben"].dringlichkeit == 1


def test_what_cannot_be_put_into_a_batch(actor: Who, brief: Brief) -> None:
    with pytest.raises(NothingChosen):
        prepare_print_batch(acting=actor("post"), brief_ids=[])
    with pytest.raises(NothingChosen):
        prepare_print_batch(acting=actor("post"), brief_ids=[brief.id, uuid4()])
    with pytest.raises(RoleMissing):
        prepare_print_batch(acting=actor("kasse"), brief_ids=[brief.id])
    stapel = prepare_print_batch(acting=actor("post"), brief_ids=[brief.id], versand="einwurf")
    assert (stapel.nummer, order_of(brief).versand, order_of(brief).kostenstelle) == (
        "DS-2026-00001", "einwurf", order_of(brief).brief.akte.gemeinde.ags,
    )  # fmt: skip
    with pytest.raises(AtProvider):
        prepare_print_batch(acting=actor("post"), brief_ids=[brief.id])
    with pytest.raises(AtProvider):
        record_posting(acting=actor("post"), brief=brief, posted_on=date(2026, 11, 24))
    discard_print_batch(acting=actor("post"), stapel=stapel)
    with pytest.raises(BatchGone):
        send_print_batch(acting=actor("post"), stapel=stapel)
    record_posting(acting=actor("post"), brief=brief, posted_on=date(2026, 11, 24))
    with pytest.raises(NotReady):
        prepare_print_batch(acting=actor("post"), brief_ids=[brief.id])


def test_stopped_letters_are_never_in_a_batch(actor: Who, brief: Brief) -> None:
    stop_letter(acting=actor("berg"), brief=brief, grund="falscher Betrag")
    with pytest.raises(NotReady):
        prepare_print_batch(acting=actor("post"), brief_ids=[brief.id])


def test_a_receipt_of_another_traeger_touches_nothing(
    traeger: Any, actor: Who, brief: Brief, sent: Druckstapel, folders: FolderExchange
) -> None:
    """Each Träger has a folder of its own; row level security hides the letters of the others all the same."""
    name = say(folders, order_of(brief), "aufgegeben", "2026-11-24")
    other = folders.inbox / "nebenstadt"
    other.mkdir()
    (folders.inbox / "musterland" / name).rename(other / name)
    assert read(traeger) == [] and fresh(brief).stand == "bereit"


PROGRAM = """
import sys
from uuid import UUID
import django
django.setup()
from nahbar.domain.mailroom.print_queries import batch_by_id
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.jobs.worker import run_worker
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.send_print_batch import send_print_batch
step, traeger, row = sys.argv[1:]
if step == "send":
    with traeger_scope(UUID(traeger)):
        send_print_batch(acting=actor_of_account(Account.objects.get(login="post")), stapel=batch_by_id(UUID(row)))
else:
    run_worker(once=True)
"""


def killed(failpoint: str, folders: FolderExchange, *arguments: str) -> None:
    environment = {
        **os.environ, "NAHBAR_FAILPOINT": failpoint, "DJANGO_SETTINGS_MODULE": "nahbar.config.settings",
        "NAHBAR_PRINT_OUTBOX": str(folders.outbox), "NAHBAR_PRINT_INBOX": str(folders.inbox),
    }  # fmt: skip
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], env=environment, cwd=root, capture_output=True, text=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.fixture
def office(transactional_db: None, now: Any, folders: FolderExchange) -> tuple[Any, Callable[[str], Actor], Any]:
    """Kreis Musterland, committed, with a prepared batch of one letter."""
    now.set("2026-11-24T10:00")
    traeger = create_traeger("musterland")
    with traeger_scope(traeger.id):
        staff = create_staff()

    def actor(login: str) -> Actor:
        return actor_of_account(staff[login])

    with traeger_scope(traeger.id):
        decision = released(actor)
        assert decision.brief is not None
        stapel = prepare_print_batch(acting=actor("post"), brief_ids=[decision.brief.id])
    return traeger, actor, stapel


@pytest.mark.kill
@pytest.mark.parametrize(("place", "happened"), [("before_commit", False), ("after_commit", True)])
def test_killed_while_a_batch_is_sent(office: Any, folders: FolderExchange, place: str, happened: bool) -> None:
    traeger, actor, stapel = office
    killed(f"send_print_batch.{place}", folders, "send", str(traeger.id), str(stapel.id))
    with traeger_scope(traeger.id):
        row = Druckstapel.objects.get(id=stapel.id)
        assert (row.stand == "uebergeben") is happened
        assert ProcrastinateJob.objects.filter(task_name="write_print_batch").count() == int(happened)
        send_print_batch(acting=actor("post"), stapel=row)
    run_worker(once=True)
    assert len(list((folders.outbox / "musterland").glob("*.zip"))) == 1


@pytest.mark.kill
@pytest.mark.parametrize("fetched", [False, True])
@pytest.mark.parametrize(
    "place", ["print_batch.after_part", "print_batch.after_rename", "write_print_batch.before_commit"]
)
def test_killed_between_file_and_commit_nothing_is_printed_twice_or_lost(
    office: Any, folders: FolderExchange, shop: PrintShop, place: str, fetched: bool
) -> None:
    """F08: also if the provider fetched the file before the worker that wrote it was killed."""
    traeger, actor, stapel = office
    with traeger_scope(traeger.id):
        send_print_batch(acting=actor("post"), stapel=stapel)
    killed(place, folders, "work", str(traeger.id), str(stapel.id))
    there = len(list(folders.outbox.glob("*/*.zip")))
    assert there == int(place != "print_batch.after_part")
    if fetched:
        shop.take()
        shop.accept(str(stapel.id))
    # the dead worker's job is queued again (tests/platform/test_jobs.py); here its body runs a second time
    with traeger_scope(traeger.id):
        assert Druckstapel.objects.get(id=stapel.id).abgelegt_at is None
        WRITE(stapel=str(stapel.id))
    shop.take()
    shop.accept(str(stapel.id))
    assert [letter.gedruckt for letter in shop.letters.values()] == [1]
    assert list(folders.outbox.glob("*/*.part")) == [] and list(folders.outbox.glob("*/*.zip")) == []


@pytest.mark.kill
def test_killed_after_a_receipt_was_booked(office: Any, folders: FolderExchange, shop: PrintShop) -> None:
    """The file is still in the inbox; read again it changes nothing and is moved away."""
    traeger, actor, stapel = office
    with traeger_scope(traeger.id):
        send_print_batch(acting=actor("post"), stapel=stapel)
    run_worker(once=True)
    shop.take()
    shop.accept(str(stapel.id))
    killed("print_receipt.after_commit", folders, "work", str(traeger.id), str(stapel.id))
    assert len(folders.waiting("musterland")) == 1
    run_worker(once=True)
    read_waiting(traeger.id)
    assert list(folders.waiting("musterland")) == []
    with traeger_scope(traeger.id):
        assert Druckquittung.objects.count() == 1
        assert Druckauftrag.objects.get().stand == "gedruckt"
        assert verify_chain() is None
