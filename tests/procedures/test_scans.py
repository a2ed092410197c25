"""Scanned letters: read, assigned where that is certain, else proposed; papers held; wrong files undone (J7, F12)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from nahbar.domain.applications.models import Antrag, Nachweis, Upload
from nahbar.domain.applications.queries import current_code
from nahbar.domain.casefile.models import Aufgabe, Dokument, Eintrag
from nahbar.domain.mailroom import batches, ledger, scan_queries
from nahbar.domain.mailroom.incoming import Original, Scandokument, Scanseite, Scanstapel
from nahbar.domain.mailroom.ledger import Destroyed
from nahbar.domain.mailroom.scan_errors import HeldAlready, NotOpen, NotRead, PaperGone, SameAkte, WhyMissing
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.audit.actions import verify_chain
from nahbar.platform.tenancy.scope import flush, traeger_scope
from nahbar.procedures.assign_scan import assign_read_scan, assign_scan
from nahbar.procedures.hold_original import hold_original, request_original
from nahbar.procedures.read_scan import read_next_page
from nahbar.procedures.reassign_scan import reassign_scan
from nahbar.procedures.record_destruction import record_destruction
from nahbar.procedures.reject_scan import reject_scan
from nahbar.procedures.release_original import give_original_back, release_original
from nahbar.procedures.request_evidence import request_evidence
from nahbar.procedures.take_scan_batch import take_scan_batch
from tests.connectors.scan_batches import batch_of, picture
from tests.procedures import desk

Who = Callable[[str], Any]


def deliver(letters: Mapping[str, Sequence[bytes]], number: str = "KL-1", code: str = "") -> Scanstapel:
    """A batch that was taken, not yet read."""
    batch, files = batch_of(letters, number)
    if code:
        first = batch.letters[0]
        changed = type(first)(**{**vars(first), "code": code})
        batch = type(batch)(**{**vars(batch), "letters": (changed, *batch.letters[1:])})
    return take_scan_batch(acting=MACHINE, batch=batch, fetch=lambda page: files[page.file]).stapel


def work(stapel: Scanstapel) -> list[Scandokument]:
    """What the worker does: page by page, then the file."""
    for scan in Scandokument.objects.filter(stapel=stapel).order_by("kennung"):
        for _ in range(scan.seiten + 1):
            read_next_page(scan=str(scan.id))
        assign_read_scan(scan=str(scan.id))
    return scan_queries.letters_of(stapel)


def letter_of(antrag: Antrag, *more: str, number: str = "") -> bytes:
    """A letter with number of the file and name."""
    assert antrag.akte is not None and antrag.person is not None
    return picture("Jobcenter Kreis Musterland", f"Aktenzeichen: {number or antrag.akte.aktenzeichen}",
                   str(antrag.person), "", *more)  # fmt: skip


@pytest.fixture
def case(actor: Who, now: Any) -> Antrag:
    """Timo's application of which the bank statements were asked for."""
    now.set("2026-11-23T10:00")
    antrag = desk.submitted()
    request_evidence(acting=actor("berg"), antrag=antrag, keys=["kontoauszuege"])
    now.set("2026-11-24T14:00")
    current: Antrag = Antrag.objects.get(id=antrag.id)
    return current


def test_by_code_into_the_file_with_the_day_it_reached_the_provider(case: Antrag) -> None:
    url = f"http://localhost:8000/weiter?code={current_code(case)}"
    (scan,) = work(deliver({"0001": [picture("Kontoauszug", "Kontostand 450,00 €"), picture("Blatt 2")]}, code=url))
    assert (scan.stand, scan.weg) == (Scandokument.Stand.ZUGEORDNET, Scandokument.Weg.CODE)
    dokument = scan.dokument
    assert dokument is not None
    assert (dokument.akte_id, dokument.vorgang_id, dokument.kanal) == (case.akte_id, case.vorgang_id, "scan")
    assert dokument.received_at == scan.stapel.eingegangen_at
    assert dokument.vorschau.count() == 2
    paper = Nachweis.objects.get(antrag=case, key="kontoauszuege")
    assert paper.stand == Nachweis.Stand.GESENDET
    upload = Upload.objects.get(nachweis=paper)
    assert (upload.dokument_id, upload.at) == (dokument.id, scan.stapel.eingegangen_at)


def test_by_number_with_mistaken_signs_and_the_name(case: Antrag) -> None:
    """«2O26-OOOOO1» stands for 2026-000001; the only paper that was asked for is what came."""
    assert case.akte is not None
    number = case.akte.aktenzeichen.replace("0", "O")
    (scan,) = work(deliver({"0001": [letter_of(case, "anbei was Sie wollten", number=number)]}))
    assert (scan.stand, scan.weg) == (Scandokument.Stand.ZUGEORDNET, Scandokument.Weg.ZEICHEN)
    assert scan.dokument is not None and scan.dokument.art == "kontoauszuege"


def test_the_name_may_stand_at_the_end_of_a_long_letter(case: Antrag) -> None:
    assert case.akte is not None and case.person is not None
    body = ["Ich habe alles zusammengesucht, was ich finden konnte, und schicke es mit."] * 12
    lines = [f"Aktenzeichen {case.akte.aktenzeichen}", *body, "Kontoauszug anbei", str(case.person)]
    (scan,) = work(deliver({"0001": [picture(*lines)]}))
    assert (scan.stand, scan.weg) == (Scandokument.Stand.ZUGEORDNET, Scandokument.Weg.ZEICHEN)
    assert scan.dokument is not None and scan.dokument.art == "kontoauszuege"


def test_number_without_the_name_is_only_a_proposal(case: Antrag) -> None:
    """A wrong digit would open somebody else's file: a person looks."""
    assert case.akte is not None
    (scan,) = work(deliver({"0001": [picture(f"Zeichen {case.akte.aktenzeichen}", "Mit freundlichen Grüßen")]}))
    assert (scan.stand, scan.vorschlag_id, scan.dokument_id) == (Scandokument.Stand.OFFEN, case.akte_id, None)
    assert 0 < scan.vorschlag_sicherheit < 90 and "Name" in scan.hinweis


def test_name_and_birth_date_are_only_a_proposal(case: Antrag) -> None:
    assert case.person is not None and case.person.geburtsdatum is not None
    line = f"{case.person}, geboren am {case.person.geburtsdatum:%d.%m.%Y}"
    (scan,) = work(deliver({"0001": [picture("Sehr geehrte Damen und Herren,", line)]}))
    assert (scan.stand, scan.vorschlag_id) == (Scandokument.Stand.OFFEN, case.akte_id)


def test_two_files_on_one_letter_are_left_to_a_person(case: Antrag) -> None:
    """U23: two persons in one scan."""
    other = desk.submitted()
    assert other.akte is not None
    (scan,) = work(deliver({"0001": [letter_of(case, f"und auch {other.akte.aktenzeichen}")]}))
    assert scan.stand == Scandokument.Stand.OFFEN and "Mehrere Akten" in scan.hinweis


def test_a_picture_that_cannot_be_opened_is_told_and_kept(case: Antrag, actor: Who) -> None:
    (scan,) = work(deliver({"0001": [b"\xff\xd8\xff not a picture"]}))
    assert scan.stand == Scandokument.Stand.OFFEN and "lässt sich nicht öffnen" in scan.hinweis
    assert batches.picture_of(scan_queries.pages_of(scan)[0]) == b"\xff\xd8\xff not a picture"
    reject_scan(acting=actor("post"), scan=scan, grund="unlesbar")
    assert scan_queries.sums_of(scan.stapel).rejected == 1


def test_sums_are_equal_at_every_step(case: Antrag, actor: Who) -> None:
    """J7 step 5: images in = assigned + unassigned + rejected (F13)."""
    stapel = deliver(
        {
            "0001": [letter_of(case, "Kontoauszug"), picture("Blatt 2")],
            "0002": [picture("Ohne Absender")],
            "0003": [picture("Werbung")],
        }
    )

    def sums() -> tuple[int, ...]:
        found = scan_queries.sums_of(stapel)
        assert found.whole and found == scan_queries.all_sums()
        return found.images, found.assigned, found.open, found.rejected

    assert sums() == (4, 0, 4, 0)
    rows = work(stapel)
    assert sums() == (4, 2, 2, 0)
    reject_scan(acting=actor("post"), scan=rows[2], grund="Werbung")
    assert sums() == (4, 2, 1, 1)
    assert case.akte is not None
    assign_scan(acting=actor("post"), scan=rows[1], akte=case.akte)
    assert sums() == (4, 3, 0, 1)
    found = scan_queries.sums_of(stapel)
    assert (found.by_itself, found.settled, found.share) == (1, 2, 50)


def test_queue_with_age_and_the_next_one(case: Antrag, actor: Who, now: Any) -> None:
    work(deliver({"0001": [picture("Eins")], "0002": [picture("Zwei")]}))
    now.set("2026-11-26T09:00")
    rows = scan_queries.queue()
    assert [(row.scan.kennung, row.days) for row in rows] == [("0001", 2), ("0002", 2)]
    first, second = (row.scan for row in rows)
    assert scan_queries.next_open(first) == second and scan_queries.next_open(second) == first
    reject_scan(acting=actor("post"), scan=first, grund="Werbung")
    assert scan_queries.next_open(second) is None


def test_the_task_is_woken_not_doubled_and_assigning_twice_is_once(case: Antrag, actor: Who) -> None:
    assert case.akte is not None
    stapel = deliver({"0001": [picture("Eins")], "0002": [picture("Zwei")]})
    with pytest.raises(NotRead):
        assign_scan(acting=actor("post"), scan=scan_queries.letters_of(stapel)[0], akte=case.akte)
    one, two = work(stapel)
    first = assign_scan(acting=actor("post"), scan=one, akte=case.akte)
    assert assign_scan(acting=actor("post"), scan=one, akte=case.akte) == first
    assign_scan(acting=actor("post"), scan=two, akte=case.akte)
    tasks = Aufgabe.objects.filter(vorgang=case.vorgang, art="unterlage_pruefen", erledigt_at=None)
    assert tasks.count() == 1
    assert Dokument.objects.filter(kanal="scan").count() == 2
    with pytest.raises(NotOpen):
        reject_scan(acting=actor("post"), scan=one, grund="doch nicht")


@pytest.mark.parametrize("login", ["empfang", "kasse", "plan", "betrieb", "fall", "berg"])
def test_only_post_room_and_team_lead_assign(case: Antrag, actor: Who, login: str) -> None:
    from nahbar.domain.decisions.errors import RoleMissing

    assert case.akte is not None
    (scan,) = work(deliver({"0001": [picture("Eins")]}))
    with pytest.raises(RoleMissing):
        assign_scan(acting=actor(login), scan=scan, akte=case.akte)


def test_wrong_file_is_undone_with_trace_and_a_clock(case: Antrag, actor: Who) -> None:
    """U23: reversible, and a task with 72 hours where the wrong person could see it (Art. 33 DSGVO)."""
    other = desk.submitted()
    assert case.akte is not None and other.akte is not None
    (scan,) = work(deliver({"0001": [picture("Kontoauszug", "Kontostand")]}))
    assign_scan(acting=actor("post"), scan=scan, akte=case.akte)
    assert Nachweis.objects.get(antrag=case, key="kontoauszuege").stand == Nachweis.Stand.GESENDET
    with pytest.raises(WhyMissing):
        reassign_scan(acting=actor("post"), scan=scan, akte=other.akte, grund=" ")
    with pytest.raises(SameAkte):
        reassign_scan(acting=actor("post"), scan=scan, akte=case.akte, grund="vertan")
    dokument = reassign_scan(acting=actor("post"), scan=scan, akte=other.akte, grund="Namen verwechselt")
    assert (dokument.akte_id, dokument.received_at) == (other.akte_id, scan.stapel.eingegangen_at)
    assert Nachweis.objects.get(antrag=case, key="kontoauszuege").stand == Nachweis.Stand.FEHLT
    assert Nachweis.objects.get(antrag=other, key="kontoauszuege").stand == Nachweis.Stand.GESENDET
    task = Aufgabe.objects.get(akte=case.akte, art="datenschutz_pruefen")
    assert (task.pool, task.frist) == ("teamlead", clock.today() + timedelta(days=3))
    lines = Eintrag.objects.filter(akte=case.akte, art="schriftstueck_umgehaengt")
    assert [line.fuer_buerger for line in lines] == [False], "the wrong person reads nothing of the other"
    back = reassign_scan(acting=actor("wolter"), scan=scan, akte=case.akte, grund="doch richtig")
    assert back.id == dokument.id and back.akte_id == case.akte_id
    flush()
    assert verify_chain() is None


def paper_of(stapel: Scanstapel, key: str = "0001") -> Original:
    found: Original = Original.objects.get(scan__stapel=stapel, scan__kennung=key)
    return found


def test_eight_weeks_a_hold_and_what_is_left_after_it(case: Antrag, actor: Who, now: Any) -> None:
    """J7 steps 3 and 4: scan on 24 November 2026, destroyed from 19 January 2027 (F07)."""
    stapel = deliver({"0001": [letter_of(case, "Mietvertrag Seite 1")], "0002": [letter_of(case)]})
    work(stapel)
    paper = paper_of(stapel)
    assert paper.vernichtung_ab == date(2027, 1, 19)
    with pytest.raises(WhyMissing):
        hold_original(acting=actor("berg"), original=paper, grund="")
    paper = hold_original(acting=actor("berg"), original=paper, grund="Seite 3 ist abgeschnitten")
    with pytest.raises(HeldAlready):
        hold_original(acting=actor("post"), original=paper, grund="noch einmal")
    assert [(held.letter, held.bring) for held in ledger.held_papers()] == [("0001", False)]
    now.set("2027-01-15T09:00")
    due, _ = scan_queries.ledger_rows("faellig")
    assert [row.original.scan.kennung for row in due] == ["0002"]
    now.set("2027-01-25T09:00")
    paper = release_original(acting=actor("post"), original=paper)
    assert paper.vernichtung_ab == date(2027, 2, 8), "two weeks are left"
    assert ledger.held_papers() == []


def test_an_early_release_keeps_the_old_day(case: Antrag, actor: Who) -> None:
    stapel = deliver({"0001": [letter_of(case)]})
    work(stapel)
    paper = hold_original(acting=actor("berg"), original=paper_of(stapel), grund="Widerspruch")
    assert release_original(acting=actor("berg"), original=paper).vernichtung_ab == date(2027, 1, 19)


def test_an_original_is_brought_and_given_back(case: Antrag, actor: Who) -> None:
    """F06."""
    stapel = deliver({"0001": [letter_of(case)]})
    work(stapel)
    paper = request_original(acting=actor("berg"), original=paper_of(stapel), grund="Urkunde")
    assert [(held.letter, held.bring) for held in ledger.held_papers()] == [("0001", True)]
    paper = give_original_back(acting=actor("post"), original=paper)
    assert (paper.ort, paper.zurueck_am) == (Original.Ort.ZURUECK, date(2026, 11, 24))
    with pytest.raises(PaperGone):
        hold_original(acting=actor("post"), original=paper, grund="zu spät")
    assert ledger.held_papers() == []


@pytest.mark.parametrize(("held", "day", "expected"), [
    (False, "2027-01-19", Destroyed.NOTED),
    (False, "2027-01-18", Destroyed.EARLY),
    (True, "2027-02-01", Destroyed.HELD),
])  # fmt: skip
def test_destruction_is_written_down_also_when_it_was_wrong(
    case: Antrag, actor: Who, now: Any, held: bool, day: str, expected: Destroyed
) -> None:
    stapel = deliver({"0001": [letter_of(case)]})
    work(stapel)
    paper = paper_of(stapel)
    if held:
        hold_original(acting=actor("post"), original=paper, grund="Widerspruch")
    now.set(f"{day}T08:00")
    on = date.fromisoformat(day)
    paper = scan_queries.original_by_id(paper.id)
    assert record_destruction(acting=MACHINE, original=paper, am=on, protokoll="VP-1") is expected
    assert record_destruction(acting=MACHINE, original=paper, am=on, protokoll="VP-1") is Destroyed.KNOWN
    paper = scan_queries.original_by_id(paper.id)
    assert (paper.ort, paper.vernichtet_am, paper.protokoll) == (Original.Ort.VERNICHTET, on, "VP-1")
    wrong = Aufgabe.objects.filter(art="original_fehlt", pool="teamlead").count()
    assert wrong == (expected is not Destroyed.NOTED)


def test_reading_goes_on_where_it_stood(case: Antrag) -> None:
    stapel = deliver({"0001": [picture("Eins"), picture("Zwei")]})
    scan = scan_queries.letters_of(stapel)[0]
    read_next_page(scan=str(scan.id))
    pages = scan_queries.pages_of(scan)
    assert [page.gelesen_at is not None for page in pages] == [True, False]
    first = pages[0].gelesen_at
    for _ in range(4):
        read_next_page(scan=str(scan.id))
    pages = scan_queries.pages_of(scan)
    assert pages[0].gelesen_at == first and all("Eins" in p.text or "Zwei" in p.text for p in pages)
    assert scan_queries.scan_by_id(scan.id).stand == Scandokument.Stand.GELESEN


WORKER = """
import django
django.setup()
from nahbar.config.operations import worker
worker(once=True)
"""


@pytest.mark.parametrize("place", ["read_scan.before_commit:2", "assign_scan.before_commit"])
def test_a_worker_killed_in_the_middle_leaves_nothing_double(transactional_db: None, now: Any, place: str) -> None:
    """Restart finishes: each page once, each document once (U26)."""
    from nahbar.config.demo.town import create_staff, create_traeger

    now.set("2026-11-24T14:00")
    office = create_traeger("musterland")
    with traeger_scope(office.id):
        create_staff()
        antrag = Antrag.objects.get(id=desk.submitted().id)
        deliver({"0001": [letter_of(antrag, "Kontoauszug"), picture("Blatt 2")], "0002": [picture("Niemand")]})

    def run(**environment: str) -> int:
        done = subprocess.run([sys.executable, "-c", WORKER], env=os.environ | environment, capture_output=True,
                              text=True, timeout=180, check=False)  # fmt: skip
        return done.returncode

    assert run(NAHBAR_FAILPOINT=place) == -signal.SIGKILL
    with connection.cursor() as cursor:  # what a minute does: the dead worker's heartbeat grows old
        cursor.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 hour'")
    for _ in range(3):
        assert run() == 0
    with traeger_scope(office.id):
        stands = Scandokument.objects.order_by("kennung").values_list("stand", flat=True)
        assert list(stands) == [Scandokument.Stand.ZUGEORDNET, Scandokument.Stand.OFFEN]
        assert Scanseite.objects.filter(gelesen_at__isnull=False).count() == 3
        assert Dokument.objects.filter(kanal="scan").count() == 1
        assert Upload.objects.filter(antrag=antrag, dokument__kanal="scan").count() == 1
        assert scan_queries.all_sums().whole
        assert verify_chain() is None


def test_the_citizen_reads_until_when_the_original_can_come_back(case: Antrag, actor: Who) -> None:
    """J7 step 4: on the page of the application, beside the document."""
    from django.test import Client
    from django.urls import reverse

    from nahbar.platform.accounts.session import ANTRAEGE

    stapel = deliver({"0001": [letter_of(case, "Kontoauszug")]})
    work(stapel)
    client = Client()
    session = client.session
    session[ANTRAEGE] = [str(case.id)]
    session.save()
    client.cookies["sitzung"] = session.session_key or ""
    page = client.get(reverse("portal:status", args=[case.id]), HTTP_HOST="localhost").content.decode()
    assert "Original bis 19. Januar 2027 rückforderbar" in page.replace("\xa0", " ")
    hold_original(acting=actor("berg"), original=paper_of(stapel), grund="Widerspruch")
    page = client.get(reverse("portal:status", args=[case.id]), HTTP_HOST="localhost").content.decode()
    assert "Original wird aufbewahrt" in page


def test_a_breach_is_closed_by_the_team_lead_with_a_result(case: Antrag, actor: Who) -> None:
    """U23: reported or not, and why, stands in the file."""
    from nahbar.domain.decisions.errors import RoleMissing
    from nahbar.procedures.close_scan_matter import close_scan_matter

    other = desk.submitted()
    assert case.akte is not None and other.akte is not None
    (scan,) = work(deliver({"0001": [picture("Eins")]}))
    assign_scan(acting=actor("post"), scan=scan, akte=case.akte)
    reassign_scan(acting=actor("post"), scan=scan, akte=other.akte, grund="Namen verwechselt")
    task = Aufgabe.objects.get(art="datenschutz_pruefen")
    with pytest.raises(RoleMissing):
        close_scan_matter(acting=actor("post"), aufgabe=task, ergebnis="egal")
    with pytest.raises(WhyMissing):
        close_scan_matter(acting=actor("wolter"), aufgabe=task, ergebnis=" ")
    for _ in range(2):
        close_scan_matter(acting=actor("wolter"), aufgabe=task, ergebnis="Der LDI am 25.11. gemeldet")
    lines = Eintrag.objects.filter(akte=case.akte, art="datenschutz_pruefen")
    assert ["gemeldet" in line.text for line in lines] == [True]
