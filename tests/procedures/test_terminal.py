"""A visit at the terminal: recognised without showing anything, pages to one document, receipt, nothing left."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from nahbar.domain.applications import queries as applications
from nahbar.domain.applications.models import Antrag, Upload
from nahbar.domain.casefile import queries as casefile
from nahbar.domain.casefile.models import Aufgabe, Dokument
from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.lobby import actions as lobby
from nahbar.domain.lobby import queries
from nahbar.domain.lobby.errors import NotThatWay, SessionOver
from nahbar.domain.lobby.models import Geraeteauftrag, Terminal, Terminalseite, Terminalsitzung
from nahbar.domain.mailroom.models import Brief
from nahbar.platform.accounts.roles import ANONYMOUS, MACHINE, Actor
from nahbar.platform.vault.actions import read_file, the_vault
from nahbar.platform.vault.models import StoredFile
from nahbar.procedures.call_help import answer_help, call_help, close_help
from nahbar.procedures.enroll_terminal import enroll_terminal, offer_screen
from nahbar.procedures.identify_at_terminal import identify_at_terminal
from nahbar.procedures.note_contact import note_contact
from nahbar.procedures.open_terminal_session import open_terminal_session
from nahbar.procedures.request_evidence import request_evidence
from nahbar.procedures.scan_at_terminal import end_broken_scans, end_scan, scan_at_terminal, take_page
from nahbar.procedures.submit_at_terminal import settle_print, submit_at_terminal
from nahbar.procedures.wipe_terminal import sweep_terminals, wipe_terminal
from tests.procedures.desk import Who, submitted, text_of


def sheet(word: str, width: int = 1000, height: int = 1400) -> bytes:
    """One written page as a scanner gives it."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for line in range(20):
        draw.text((80, 80 + 60 * line), f"{word} Zeile {line}: Heizung 95,00 Euro", fill="black", font_size=34)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=85)
    return file.getvalue()


@pytest.fixture
def terminal(actor: Who) -> Terminal:
    """One with devices that work."""
    made = enroll_terminal(acting=actor("betrieb"), name="Terminal Eingang", ort="Eingang, links").terminal
    return devices(made)


def devices(terminal: Terminal, scanner: str = "bereit", drucker: str = "bereit") -> Terminal:
    return lobby.note_devices(acting=MACHINE, terminal=terminal, scanner=scanner, drucker=drucker, version="1")


@pytest.fixture
def asked(actor: Who) -> Antrag:
    """A case with a letter that asks for one paper."""
    antrag = submitted()
    key = applications.missing(antrag)[0].key
    request_evidence(acting=actor("berg"), antrag=antrag, keys=[key])
    return applications.antrag_by_id(antrag.id)


def key_of(antrag: Antrag) -> str:
    return next(n.key for n in applications.nachweise(antrag) if n.angefordert_bis)


def year_of(antrag: Antrag) -> str:
    assert antrag.person is not None and antrag.person.geburtsdatum is not None
    return str(antrag.person.geburtsdatum.year)


def now_of(sitzung: Terminalsitzung) -> Terminalsitzung:
    found: Terminalsitzung = Terminalsitzung.objects.select_related("terminal").get(id=sitzung.id)
    return found


def recognised(terminal: Terminal, antrag: Antrag) -> Terminalsitzung:
    sitzung = open_terminal_session(acting=ANONYMOUS, terminal=terminal)
    lobby.show_code(acting=ANONYMOUS, sitzung=sitzung, code=applications.current_code(antrag))
    assert identify_at_terminal(acting=ANONYMOUS, sitzung=sitzung, year=year_of(antrag))
    lobby.choose(acting=ANONYMOUS, sitzung=sitzung, key=key_of(antrag))
    return now_of(sitzung)


def read_in(sitzung: Terminalsitzung, *pages: bytes, ergebnis: str = "gut") -> Geraeteauftrag:
    """The program beside the scanner fetches the order and hands in these pages."""
    scan_at_terminal(acting=ANONYMOUS, sitzung=sitzung)
    order = lobby.fetch(acting=MACHINE, terminal=sitzung.terminal)
    assert order is not None and order.art == "scan"
    for nr, data in enumerate(pages, start=1):
        take_page(acting=MACHINE, auftrag=order, blatt=nr, data=data)
    end_scan(acting=MACHINE, auftrag=order, ergebnis=ergebnis, seiten=len(pages))
    return order


def test_a_wrong_year_and_an_unknown_code_get_the_same_answer_then_help_is_called(
    terminal: Terminal, asked: Antrag
) -> None:
    """K11, J2: nothing is learnt; after four tries at one terminal only a person helps on."""
    sitzung = open_terminal_session(acting=ANONYMOUS, terminal=terminal)
    for code in (applications.current_code(asked), "2345-6789"):
        lobby.show_code(acting=ANONYMOUS, sitzung=sitzung, code=code)
        assert not identify_at_terminal(acting=ANONYMOUS, sitzung=sitzung, year="1899")
        now = now_of(sitzung)
        assert (now.schritt, now.antrag_id, now.warten) == ("jahr", None, False)
    lobby.show_code(acting=ANONYMOUS, sitzung=sitzung, code=applications.current_code(asked))
    for _ in range(4):
        identify_at_terminal(acting=ANONYMOUS, sitzung=sitzung, year="1898")
    assert now_of(sitzung).warten
    assert not identify_at_terminal(acting=ANONYMOUS, sitzung=sitzung, year=year_of(asked)), "the right one waits too"
    assert now_of(sitzung).antrag_id is None


def test_four_sheets_become_one_document_at_once_and_the_deadline_task_ends(
    terminal: Terminal, asked: Antrag, now: Any
) -> None:
    """J2, C03, K03: one document under the named paper, channel terminal, one task, the requested item fulfilled."""
    now.set("2026-11-25T09:14")
    sitzung = recognised(terminal, asked)
    devices(terminal)
    read_in(sitzung, *(sheet(f"Blatt {nr}") for nr in range(1, 5)))
    assert now_of(sitzung).schritt == "ansehen"
    assert queries.looks([p.hinweise for p in queries.pages(sitzung)]) == "4 Seiten, gut lesbar."
    upload = submit_at_terminal(acting=ANONYMOUS, sitzung=sitzung)
    assert upload.nachweis is not None and upload.nachweis.key == key_of(asked) and upload.seiten == 4
    assert applications.nachweis_by_key(asked, key_of(asked)).stand == "gesendet"
    document = Dokument.objects.get(kanal="terminal")
    assert document.id == upload.dokument_id and document.received_at == upload.at and document.seiten == 4
    assert asked.akte is not None
    tasks = [task.art for task in casefile.open_aufgaben(asked.akte)]
    assert tasks.count("unterlage_pruefen") == 1 and "frist_unterlagen" not in tasks
    entries = [e.text for e in casefile.timeline(asked.akte, for_citizen=True) if e.art == "unterlage_angekommen"]
    assert len(entries) == 1 and "Terminal Eingang, 4 Seiten" in entries[0]
    with pytest.raises(NotThatWay):
        submit_at_terminal(acting=ANONYMOUS, sitzung=sitzung)


def test_turned_and_deleted_pages_are_sent_as_the_person_left_them(terminal: Terminal, asked: Antrag) -> None:
    """K03."""
    sitzung = recognised(terminal, asked)
    read_in(sitzung, sheet("eins"), sheet("quer", 1400, 1000), sheet("drei"))
    lobby.turn_page(acting=ANONYMOUS, sitzung=sitzung, nr=2)
    lobby.drop_page(acting=ANONYMOUS, sitzung=sitzung, nr=1)
    assert [(p.nr, p.drehung) for p in queries.pages(sitzung)] == [(1, 90), (2, 0)]
    upload = submit_at_terminal(acting=ANONYMOUS, sitzung=sitzung)
    assert upload.seiten == 2
    with Image.open(io.BytesIO(read_file(applications.preview(upload, 1)))) as first:
        assert first.height > first.width, "the turned page stands upright"


def test_a_jam_keeps_what_came_and_no_page_comes_twice(terminal: Terminal, asked: Antrag) -> None:
    """The ugly case: 2 of 4 arrived; all four are laid in again, the first two are known by their very bytes."""
    four = [sheet(f"Blatt {nr}") for nr in range(1, 5)]
    sitzung = recognised(terminal, asked)
    order = read_in(sitzung, *four[:2], ergebnis="stau")
    now = now_of(sitzung)
    assert (now.schritt, now.fehler) == ("ansehen", "stau") and "noch fehlen" in queries.TROUBLE[now.fehler]
    end_scan(acting=MACHINE, auftrag=order, ergebnis="gut")
    assert now_of(sitzung).fehler == "stau", "told twice, nothing changes"
    read_in(sitzung, *four)
    assert len(queries.pages(sitzung)) == 4 and now_of(sitzung).fehler == ""


def test_the_same_number_twice_is_one_page_and_a_dead_program_breaks_off_its_order(
    terminal: Terminal, asked: Antrag
) -> None:
    sitzung = recognised(terminal, asked)
    scan_at_terminal(acting=ANONYMOUS, sitzung=sitzung)
    order = lobby.fetch(acting=MACHINE, terminal=terminal)
    assert order is not None
    again = lobby.fetch(acting=MACHINE, terminal=terminal)
    assert again is not None and again.id == order.id, "the answer got lost: the same order again"
    for _ in range(2):
        take_page(acting=MACHINE, auftrag=order, blatt=1, data=sheet("eins"))
    assert len(queries.pages(sitzung)) == 1
    end_broken_scans(acting=MACHINE, terminal=terminal)
    assert lobby.fetch(acting=MACHINE, terminal=terminal) is None
    assert (now_of(sitzung).schritt, now_of(sitzung).fehler) == ("ansehen", "fehler")


def test_without_a_scanner_the_person_is_told_what_to_do_instead(terminal: Terminal, asked: Antrag) -> None:
    """K01."""
    sitzung = recognised(devices(terminal, scanner="fehlt"), asked)
    scan_at_terminal(acting=ANONYMOUS, sitzung=sitzung)
    assert (now_of(sitzung).schritt, now_of(sitzung).fehler) == ("einlegen", "fehlt")
    assert "Empfang" in queries.TROUBLE["fehlt"] and not Geraeteauftrag.objects.exists()


def test_the_printed_receipt_has_no_name_and_is_filed_once(terminal: Terminal, asked: Antrag, tmp_path: Path) -> None:
    """K04: number, time, paper; a name would lie in the open room."""
    sitzung = recognised(terminal, asked)
    read_in(sitzung, sheet("eins"))
    upload = submit_at_terminal(acting=ANONYMOUS, sitzung=sitzung)
    order = lobby.fetch(acting=MACHINE, terminal=terminal)
    assert order is not None and order.art == "druck" and order.datei is not None
    text = pdf_text(read_file(order.datei), tmp_path)
    assert upload.nachweis is not None and asked.person is not None
    assert upload.nachweis.titel in text and f"T-{upload.id.hex[-8:].upper()}" in text and "1 Seite" in text
    assert asked.person.nachname not in text and asked.person.strasse not in text
    for _ in range(2):
        settle_print(acting=MACHINE, auftrag=queries.order_by_id(terminal, order.id), ergebnis="gut")
    assert Dokument.objects.filter(art="eingangsbestaetigung", kanal="terminal").count() == 1
    assert not Brief.objects.filter(art="eingangsbestaetigung").exists()
    assert queries.order_by_id(terminal, order.id).datei is None


@pytest.mark.parametrize("known_before", [True, False])
def test_paper_empty_the_receipt_goes_by_post_and_the_papers_count(
    terminal: Terminal, asked: Antrag, known_before: bool, tmp_path: Path
) -> None:
    """K02, J2.7: whether the terminal knew before or the printer says so in the middle."""
    sitzung = recognised(devices(terminal, drucker="papier_leer") if known_before else terminal, asked)
    read_in(sitzung, sheet("eins"))
    upload = submit_at_terminal(acting=ANONYMOUS, sitzung=sitzung)
    if not known_before:
        order = lobby.fetch(acting=MACHINE, terminal=terminal)
        assert order is not None
        for _ in range(2):
            settle_print(acting=MACHINE, auftrag=queries.order_by_id(terminal, order.id), ergebnis="papier_leer")
    brief = Brief.objects.get(art="eingangsbestaetigung")
    assert brief.weg == "post" and asked.person is not None
    text = text_of(brief, tmp_path)
    assert asked.person.nachname in text and f"T-{upload.id.hex[-8:].upper()}" in text
    assert now_of(sitzung).quittung == "post" and upload.angenommen
    assert Dokument.objects.filter(art="eingangsbestaetigung", richtung="ausgang").count() == 2  # this and the Antrag's


def test_a_receipt_that_no_printer_gave_out_goes_by_post(terminal: Terminal, asked: Antrag, now: Any) -> None:
    sitzung = recognised(terminal, asked)
    read_in(sitzung, sheet("eins"))
    submit_at_terminal(acting=ANONYMOUS, sitzung=sitzung)
    assert sweep_terminals(acting=MACHINE) == 0 and not Brief.objects.filter(art="eingangsbestaetigung").exists()
    now.set("2026-11-23T21:50")
    assert sweep_terminals(acting=MACHINE) == 1
    assert Brief.objects.filter(art="eingangsbestaetigung").count() == 1


def test_after_idle_time_and_grace_nothing_is_left(
    terminal: Terminal, asked: Antrag, now: Any, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    """K05, K06: 60 s and 30 s, one touch extends; then pages, their files in the vault and all references are gone."""
    sitzung = recognised(terminal, asked)
    read_in(sitzung, sheet("eins"), sheet("zwei"))
    files = [page.bild for page in queries.pages(sitzung)]
    addresses = [(str(file.traeger_id), file.address) for file in files]
    assert all(the_vault().exists(*address) for address in addresses)
    now.set("2026-11-23T21:41:20")
    assert sweep_terminals(acting=MACHINE) == 0
    lobby.touch(acting=ANONYMOUS, sitzung=sitzung)
    now.set("2026-11-23T21:42:45")
    assert sweep_terminals(acting=MACHINE) == 0, "one touch extends"
    now.set("2026-11-23T21:42:51")
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_terminals(acting=MACHINE) == 1
    assert not Terminalseite.objects.exists() and not StoredFile.objects.filter(id__in=[f.id for f in files]).exists()
    assert not any(the_vault().exists(*address) for address in addresses)
    ended = now_of(sitzung)
    assert (ended.antrag_id, ended.code, ended.nachweis_key, ended.ende) == (None, "", "", "leerlauf")
    order = lobby.fetch(acting=MACHINE, terminal=terminal)
    assert order is not None and order.art == "loeschen"
    with pytest.raises(SessionOver):
        lobby.touch(acting=ANONYMOUS, sitzung=sitzung)


def test_pages_of_the_file_survive_the_wipe(
    terminal: Terminal, asked: Antrag, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sitzung = recognised(terminal, asked)
        read_in(sitzung, sheet("eins"))
        upload = submit_at_terminal(acting=ANONYMOUS, sitzung=sitzung)
        wipe_terminal(acting=ANONYMOUS, sitzung=sitzung)
    kept = Upload.objects.get(id=upload.id)
    assert kept.original is not None and read_file(kept.original).startswith(b"%PDF")
    assert now_of(sitzung).ende == "gesendet" and now_of(sitzung).seiten_gesendet == 1


def test_the_next_person_ends_the_visit_before(terminal: Terminal, asked: Antrag) -> None:
    """K06: the next user never sees former data."""
    first = recognised(terminal, asked)
    read_in(first, sheet("eins"))
    second = open_terminal_session(acting=ANONYMOUS, terminal=terminal)
    assert now_of(first).ende == "leerlauf" and queries.pages(second) == [] and second.antrag_id is None


def test_help_is_called_once_answered_and_counted(terminal: Terminal, asked: Antrag, actor: Who, now: Any) -> None:
    """K07, K09."""
    sitzung = recognised(terminal, asked)
    ruf = call_help(acting=ANONYMOUS, terminal=terminal, sitzung=sitzung)
    assert call_help(acting=ANONYMOUS, terminal=terminal, sitzung=sitzung).id == ruf.id
    tile = queries.board()[0]
    assert (tile.state, tile.word) == ("hilfe", "Hilfe gerufen") and tile.step is not None
    assert tile.step.title == "Legen Sie die Blätter ein"
    with pytest.raises(RoleMissing):
        answer_help(acting=actor("post"), ruf=ruf)
    now.set("2026-11-23T21:45")
    assert sweep_terminals(acting=MACHINE) == 0, "whoever waits for help is not thrown out"
    answer_help(acting=actor("empfang"), ruf=ruf)
    lobby.note_devices(acting=MACHINE, terminal=terminal, scanner="bereit", drucker="bereit", version="1")
    assert queries.board()[0].state == "kommt" and queries.board()[0].by
    close_help(acting=actor("empfang"), ruf=ruf)
    assert queries.board()[0].state == "benutzt" and queries.figures().help == 1
    wipe_terminal(acting=actor("empfang"), sitzung=now_of(sitzung))
    assert now_of(sitzung).ende == "hilfe" and queries.board()[0].state == "frei"


def test_the_board_says_what_is_wrong(terminal: Terminal, now: Any) -> None:
    """K02, K09."""
    states = [
        (("bereit", "bereit"), "frei"), (("bereit", "papier_leer"), "papier"), (("stau", "bereit"), "stoerung"),
        (("unsinn", "bereit"), "stoerung"),
    ]  # fmt: skip
    for (scanner, drucker), state in states:
        devices(terminal, scanner, drucker)
        assert queries.board()[0].state == state
    now.set("2026-11-23T22:00")
    assert queries.board()[0].state == "offline"


def test_only_the_operator_sets_up_and_a_setup_code_works_once(terminal: Terminal, actor: Who, now: Any) -> None:
    with pytest.raises(RoleMissing):
        enroll_terminal(acting=actor("empfang"), name="Zwei", ort="Flur")
    code = offer_screen(acting=actor("betrieb"), terminal=terminal)
    assert lobby.redeem_browser_code(acting=ANONYMOUS, code=code.lower().replace("-", " ")) is not None
    assert lobby.redeem_browser_code(acting=ANONYMOUS, code=code) is None
    late = offer_screen(acting=actor("betrieb"), terminal=terminal)
    now.set("2026-11-23T22:30")
    assert lobby.redeem_browser_code(acting=ANONYMOUS, code=late) is None


def test_a_contact_is_one_line_and_no_task(asked: Antrag, actor: Who) -> None:
    """F14, J3."""
    before = Aufgabe.objects.count()
    entry = note_contact(acting=actor("empfang"), antrag=asked, weg="telefon", text="  kommt morgen ")
    assert (entry.text, entry.art, entry.fuer_buerger) == ("Anruf: kommt morgen", "kontakt_telefon", False)
    assert Aufgabe.objects.count() == before
    with pytest.raises(RoleMissing):
        note_contact(acting=Actor("citizen", "x"), antrag=asked, weg="telefon", text="hallo")


def pdf_text(pdf: bytes, folder: Path) -> str:
    import subprocess

    path = folder / "quittung.pdf"
    path.write_bytes(pdf)
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True)
    return " ".join(run.stdout.split())
