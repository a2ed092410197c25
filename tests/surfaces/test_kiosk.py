"""The terminal over HTTP: its screens without JavaScript, the program's secret, cookies, what is left afterwards."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import segno
from django.core import signing
from django.test import Client, override_settings
from PIL import Image

from nahbar.domain.applications import queries as applications
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile.models import Dokument
from nahbar.domain.lobby import actions as lobby
from nahbar.domain.lobby.models import Geraeteauftrag, Hilferuf, Terminal, Terminalseite, Terminalsitzung
from nahbar.platform import speech
from nahbar.platform.accounts.roles import MACHINE
from nahbar.procedures.request_evidence import request_evidence
from nahbar.surfaces.kiosk.choices import CHOICES
from nahbar.surfaces.kiosk.device import screen_token
from tests.procedures.desk import Who, submitted
from tests.procedures.test_terminal import key_of, sheet, year_of

SECRET = "geheim-des-terminals-im-test"


@pytest.fixture
def terminal(traeger: Any) -> Terminal:
    return lobby.create_terminal(acting=MACHINE, name="Terminal Eingang", ort="Eingang", token=SECRET).terminal


@pytest.fixture
def screen(terminal: Terminal) -> Client:
    """The browser on that terminal, as the program beside it opens it."""
    client = Client()
    answer = client.get(f"/terminal/bildschirm/{screen_token(terminal)}")
    assert answer.status_code == 302 and answer.url == "/terminal/"
    return client


@pytest.fixture
def asked(actor: Who) -> Antrag:
    antrag = submitted()
    key = next(paper.key for paper in applications.missing(antrag))
    request_evidence(acting=actor("berg"), antrag=antrag, keys=[key])
    return applications.antrag_by_id(antrag.id)


class Program:
    """What stands beside the devices, over its HTTP contract."""

    def __init__(self, secret: str = SECRET) -> None:
        self.client, self.headers = Client(), {"Authorization": f"Bearer {secret}"}

    def post(self, path: str, data: Any = None, kind: str = "application/json") -> Any:
        body = data if isinstance(data, bytes) else json.dumps(data or {})
        return self.client.post(f"/terminal/geraet/{path}", body, content_type=kind, headers=self.headers)

    def ask(self, scanner: str = "bereit", drucker: str = "bereit") -> Any:
        return self.post("auftrag", {"scanner": scanner, "drucker": drucker, "version": "1"})

    def scan(self, *pages: bytes, ergebnis: str = "gut") -> None:
        order = self.ask().json()
        assert order["art"] == "scan"
        for nr, page in enumerate(pages, start=1):
            assert self.post(f"auftrag/{order['id']}/seite/{nr}", page, "image/jpeg").status_code == 200
        assert self.post(f"auftrag/{order['id']}/ende", {"ergebnis": ergebnis, "seiten": len(pages)}).status_code == 200


def touch(screen: Client, path: str, **fields: str) -> str:
    """Press a button; the screen afterwards."""
    answer = screen.post(f"/terminal/{path}", fields, follow=True)
    return str(answer.content.decode())


def heading(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page)
    assert found, page[:500]
    return found.group(1)


def to_the_sheets(screen: Client, antrag: Antrag) -> str:
    touch(screen, "anfangen")
    touch(screen, "code", code=applications.current_code(antrag))
    touch(screen, "jahr", jahr=year_of(antrag))
    return touch(screen, "papier", papier=key_of(antrag))


def test_without_its_secret_nobody_talks_for_a_terminal(terminal: Terminal) -> None:
    order = "01900000-0000-7000-8000-000000000000"
    for secret in ("", "falsch", SECRET + "x"):
        program = Program(secret)
        for path in ("auftrag", f"auftrag/{order}/seite/1", f"auftrag/{order}/ende", "bildschirm"):
            assert program.post(path).status_code == 401, path
        answer = program.client.get(f"/terminal/geraet/auftrag/{order}/druck.pdf", headers=program.headers)
        assert answer.status_code == 401
    assert Client(enforce_csrf_checks=True).post("/terminal/geraet/auftrag").status_code == 401, "no form token asked"
    lobby.change_terminal(acting=MACHINE, terminal=terminal, leerlauf=60, nachfrist=30, aktiv=False)
    assert Program().ask().status_code == 401


def test_the_program_says_how_the_devices_are(terminal: Terminal) -> None:
    """K02."""
    assert Program().ask(drucker="papier_leer").status_code == 204
    now = Terminal.objects.get(id=terminal.id)
    assert (now.scanner, now.drucker, now.gesehen_at is not None) == ("bereit", "papier_leer", True)
    assert Program().post("auftrag", b"kein json").status_code == 204
    assert Program().post("auftrag", b"[1]").status_code == 204


def test_a_browser_becomes_a_screen_by_code_or_by_the_program_only(terminal: Terminal) -> None:
    stranger = Client()
    assert stranger.get("/terminal/").url == "/terminal/einrichten"
    assert (
        "Einrichtungscode gilt nicht" in stranger.post("/terminal/einrichten", {"code": "2345-6789"}).content.decode()
    )
    assert stranger.get("/terminal/vorfuehrung").status_code == 404
    assert stranger.get("/terminal/bildschirm/erfunden").status_code == 404
    forged = signing.dumps({"t": str(terminal.id)}, salt="etwas-anderes")
    assert stranger.get(f"/terminal/bildschirm/{forged}").status_code == 404
    code = lobby.offer_browser_code(acting=MACHINE, terminal=terminal)
    assert stranger.post("/terminal/einrichten", {"code": code}, follow=True).status_code == 200
    assert heading(stranger.get("/terminal/").content.decode()) == "Guten Tag"
    address = Program().post("bildschirm").json()["adresse"]
    fresh = Client()
    assert fresh.get(address[address.index("/terminal/") :]).status_code == 302
    with override_settings(DEMO_LOGINS=True):
        assert Client().get("/terminal/vorfuehrung", follow=True).status_code == 200


def test_the_first_screen_has_at_most_four_large_fields(screen: Client) -> None:
    page = screen.get("/terminal/").content.decode()
    assert 1 < len(CHOICES) <= 4 and all(choice.title in page for choice in CHOICES)
    assert "Papiere abgeben" in page and "Hilfe" in page


def test_a_known_case_in_five_touches_and_without_javascript(screen: Client, asked: Antrag) -> None:
    """J2, K08, K11: code, year, paper, read, send; nothing about the person before the year, never a name."""
    assert asked.person is not None
    pages = [touch(screen, "anfangen"), touch(screen, "code", code=applications.current_code(asked))]
    assert heading(pages[-1]) == "In welchem Jahr sind Sie geboren?"
    pages.append(touch(screen, "jahr", jahr=year_of(asked)))
    assert heading(pages[-1]) == "Was haben Sie dabei?"
    pages.append(touch(screen, "papier", papier=key_of(asked)))
    Program().ask()
    pages.append(touch(screen, "lesen"))
    assert heading(pages[-1]) == "Die Blätter werden gelesen" and 'http-equiv="refresh"' in pages[-1]
    Program().scan(*(sheet(f"Blatt {nr}") for nr in range(4)))
    pages.append(screen.get("/terminal/").content.decode())
    assert "4 Seiten, gut lesbar." in pages[-1]
    assert screen.get("/terminal/seite/4.jpg")["Content-Type"] == "image/jpeg"
    assert screen.get("/terminal/seite/5.jpg").status_code == 404
    pages.append(touch(screen, "senden"))
    assert heading(pages[-1]) == "Angekommen" and "Nehmen Sie die Quittung mit" in pages[-1]
    assert Dokument.objects.filter(kanal="terminal", richtung="eingang").count() == 1
    for page in pages:
        assert asked.person.nachname not in page and asked.nummer not in page
        assert applications.current_code(asked) not in page
    order = Program().ask().json()
    assert order["art"] == "druck"
    program = Program()
    pdf = program.client.get(f"/terminal/geraet/auftrag/{order['id']}/druck.pdf", headers=program.headers)
    assert pdf.content.startswith(b"%PDF")
    program.post(f"auftrag/{order['id']}/ende", {"ergebnis": "gut"})
    assert program.client.get(
        f"/terminal/geraet/auftrag/{order['id']}/druck.pdf", headers=program.headers
    ).status_code == 410  # fmt: skip


def test_an_unknown_code_looks_like_a_known_one(screen: Client, asked: Antrag) -> None:
    """The same screens, word by word, whether the code exists or the year is wrong."""
    seen = []
    for code in (applications.current_code(asked), "2345-6782"):
        touch(screen, "anfangen")
        asked_year = touch(screen, "code", code=code)
        if heading(asked_year) != "In welchem Jahr sind Sie geboren?":
            code = next(f"2345-678{c}" for c in "3456789ABC" if _is_code(f"2345-678{c}"))
            asked_year = touch(screen, "code", code=code)
        seen.append([_plain(asked_year), _plain(touch(screen, "jahr", jahr="1871"))])
    assert seen[0] == seen[1] and "Das hat nicht gepasst" in seen[0][1]


def _is_code(text: str) -> bool:
    from nahbar.platform.ids import normal_code

    return normal_code(text) is not None


def _plain(page: str) -> str:
    return re.sub(r'value="[\w]{64}"|/terminal/ton/[^"]+|csrf\S+', "", page)


def test_keys_on_the_screen_work_without_javascript(screen: Client) -> None:
    touch(screen, "anfangen")
    page = touch(screen, "code", code="7F3", taste="K")
    assert 'value="7F3K"' in page
    assert 'value="7F3"' in touch(screen, "code", code="7F3K", weg="1")
    assert "Dieser Code stimmt nicht" in touch(screen, "code", code="7F3K92QA")


def test_a_picture_of_the_letter_gives_its_code_and_is_kept_nowhere(screen: Client, asked: Antrag) -> None:
    code = applications.current_code(asked)
    file = io.BytesIO()
    segno.make(f"http://localhost:8000/weiter?code={code}", error="m").save(file, kind="png", scale=6, border=4)
    photo, jpeg = Image.open(file).convert("RGB").rotate(7, expand=True, fillcolor="white"), io.BytesIO()
    photo.save(jpeg, "JPEG", quality=70)
    touch(screen, "anfangen")

    def look(data: bytes) -> Any:
        return screen.post("/terminal/bild", data, content_type="image/jpeg").json()["code"]

    assert look(jpeg.getvalue()) == code
    assert look(b"kein Bild") == "" and look(sheet("ohne Code")) == "" and look(b"\xff" * 2_000_000) == ""
    assert Terminalsitzung.objects.get(beendet_at=None).code == ""


def test_delete_and_leave_leaves_nothing(
    screen: Client, asked: Antrag, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    """K05, K06: pages, cookies, caches; the way back shows the first screen; the program empties the browser."""
    to_the_sheets(screen, asked)
    Program().ask()
    touch(screen, "lesen")
    Program().scan(sheet("eins"))
    with django_capture_on_commit_callbacks(execute=True):
        answer = screen.post("/terminal/gehen", {"wie": "gegangen"})
    assert answer.url == "/terminal/ende"
    assert {name for name, cookie in screen.cookies.items() if cookie.value} == {"terminal"}
    for name in [name for name, cookie in screen.cookies.items() if not cookie.value]:
        del screen.cookies[name]  # what a browser does with a deleted one
    end = screen.get("/terminal/ende")
    assert end["Clear-Site-Data"] == '"cache", "storage"' and end["Cache-Control"] == "no-store" and not end.cookies
    assert not Terminalseite.objects.exists() and Terminalsitzung.objects.get().antrag_id is None
    assert screen.get("/terminal/seite/1.jpg").status_code == 302
    assert heading(screen.get("/terminal/").content.decode()) == "Guten Tag"
    assert Program().ask().json()["art"] == "loeschen"


def test_a_shared_browser_of_the_demo_stays_signed_in_elsewhere(
    terminal: Terminal, client_for: Callable[[str | None], Client]
) -> None:
    client = client_for("empfang")
    with override_settings(DEMO_LOGINS=True):
        client.get("/terminal/vorfuehrung")
    client.post("/terminal/anfangen")
    client.post("/terminal/gehen")
    assert Terminalsitzung.objects.get().ende == "gegangen", "who sits at the terminal acts, not who is signed in"
    assert "storage" not in client.get("/terminal/ende")["Clear-Site-Data"]
    assert client.get("/arbeit/terminals").status_code == 200


def test_whoever_left_is_forgotten_by_the_next_question_of_the_program(screen: Client, asked: Antrag, now: Any) -> None:
    """K06: the server does it, whatever the browser does; a page of the visit then shows nothing."""
    now.set("2026-11-24T09:00:00")
    to_the_sheets(screen, asked)
    now.set("2026-11-24T09:01:25")
    assert screen.post("/terminal/noch-da", headers={"X-Requested-With": "fetch"}).status_code == 200
    now.set("2026-11-24T09:02:57")
    late = screen.post("/terminal/noch-da", headers={"X-Requested-With": "fetch"})
    assert late.status_code == 409
    assert heading(screen.get("/terminal/").content.decode()) == "Guten Tag"
    assert Program().ask().json()["art"] == "loeschen"
    assert Terminalsitzung.objects.get().ende == "leerlauf"


def test_a_page_for_a_visit_that_is_over_is_refused(screen: Client, asked: Antrag) -> None:
    to_the_sheets(screen, asked)
    Program().ask()
    touch(screen, "lesen")
    order = Program().ask().json()
    touch(screen, "gehen")
    answer = Program().post(f"auftrag/{order['id']}/seite/1", sheet("zu spät"), "image/jpeg")
    assert answer.status_code == 410 and not Terminalseite.objects.exists()


def test_a_page_that_is_no_picture_ends_the_order_with_words(screen: Client, asked: Antrag) -> None:
    to_the_sheets(screen, asked)
    Program().ask()
    touch(screen, "lesen")
    order = Program().ask().json()
    assert Program().post(f"auftrag/{order['id']}/seite/1", b"Rauschen", "image/jpeg").status_code == 422
    assert Geraeteauftrag.objects.get(id=order["id"]).ergebnis == "fehler"
    assert "Der Scanner hat aufgehört" in screen.get("/terminal/").content.decode()


@pytest.mark.skipif(not speech.available(), reason="espeak-ng is not installed on this machine")
def test_every_screen_is_read_aloud_and_nobody_can_make_it_say_something_else(screen: Client) -> None:
    """K10."""
    page = screen.get("/terminal/").content.decode()
    url = re.search(r'src="(/terminal/ton/[^"]+)"', page)
    assert url
    answer = screen.get(url.group(1))
    assert answer["Content-Type"] == "audio/wav" and answer.content.startswith(b"RIFF")
    spoken = signing.loads(url.group(1).removeprefix("/terminal/ton/").removesuffix(".wav"), salt="terminal-ton")
    assert "Guten Tag." in spoken and "Papiere abgeben." in spoken
    forged = signing.dumps("Gehen Sie nach Hause.", salt="anders", compress=True)
    assert screen.get(f"/terminal/ton/{forged}.wav").status_code == 404


def test_nothing_personal_is_said_aloud(screen: Client, actor: Who) -> None:
    """The name in „Lohnabrechnungen von Jakub“ stands on the screen, the room does not hear it."""
    from tests.benefits import timo

    partner = {
        "id": "p2", "vorname": "Jakub", "nachname": "Krüger", "geburtsdatum": "1980-01-01", "rolle": "partner",
        "arbeitsfaehig": True, "einkommen_arten": ["lohn"], "lohn_brutto": "500.00", "lohn_netto": "400.00",
    }  # fmt: skip
    antrag = submitted(timo.answers(familienstand="verheiratet", personen=[partner], personen_mehr=False))
    touch(screen, "anfangen")
    touch(screen, "code", code=applications.current_code(antrag))
    page = touch(screen, "jahr", jahr=year_of(antrag))
    assert "von Jakub" in page
    url = re.search(r'src="/terminal/ton/([^"]+)\.wav"', page)
    assert url
    spoken = signing.loads(url.group(1), salt="terminal-ton")
    assert "Lohnabrechnungen" in spoken and "Jakub" not in spoken


def test_the_board_shows_who_waits_and_at_which_step(
    screen: Client, client_for: Callable[[str | None], Client], asked: Antrag
) -> None:
    """K07, K09: terminal, step and the screen's own text; nothing about the person."""
    to_the_sheets(screen, asked)
    assert "Hilfe ist gerufen" in touch(screen, "hilfe")
    desk = client_for("empfang")
    page = desk.get("/arbeit/terminals").content.decode()
    assert "Hilfe gerufen" in page and "Schritt 4 von 5: Legen Sie die Blätter ein" in page
    assert asked.person is not None and asked.person.nachname not in page and asked.nummer not in page
    ruf = Hilferuf.objects.get()
    assert desk.post(f"/arbeit/terminals/hilfe/{ruf.id}", {"tat": "kommt"}, follow=True).status_code == 200
    assert "Jemand kommt zu Ihnen" in screen.get("/terminal/").content.decode()
    assert json.loads(screen.get("/terminal/stand").content)["stand"].split("|")[3] == "kommt"
    assert "kommt" in desk.get("/arbeit/terminals/tafel").content.decode()
    desk.post(f"/arbeit/terminals/hilfe/{ruf.id}", {"tat": "beendet"})
    again = desk.post(f"/arbeit/terminals/hilfe/{ruf.id}", {"tat": "beendet"})
    assert again.status_code == 422 and "schon beendet" in again.content.decode()
    visit = Terminalsitzung.objects.get()
    desk.post(f"/arbeit/terminals/besuch/{visit.id}/beenden")
    assert Terminalsitzung.objects.get().ende == "hilfe"
    assert heading(screen.get("/terminal/").content.decode()) == "Guten Tag"


def test_the_operator_sets_up_a_terminal_and_sees_its_secret_once(
    traeger: Any, client_for: Callable[[str | None], Client]
) -> None:
    operator = client_for("betrieb")
    page = operator.post("/arbeit/terminals/einrichten", {"name": "Flur", "ort": "Flur 2. Stock"}).content.decode()
    secret = re.search(r"<code>([\w-]{30,})</code>", page)
    assert secret and Program(secret.group(1)).ask().status_code == 204
    assert secret.group(1) not in operator.get("/arbeit/terminals/einrichten").content.decode()
    assert operator.post("/arbeit/terminals/einrichten", {"name": "flur", "ort": "x"}).status_code == 422
    one = Terminal.objects.get()
    path = f"/arbeit/terminals/einrichten/{one.id}"
    assert "gilt 30 Minuten" in operator.post(path, {"tat": "code"}).content.decode()
    operator.post(path, {"tat": "werte", "leerlauf": "90", "nachfrist": "20", "aktiv": "ja"})
    assert Terminal.objects.get().leerlauf_sekunden == 90
    operator.post(path, {"tat": "geheimnis"})
    assert Program(secret.group(1)).ask().status_code == 401
    assert client_for("empfang").get("/arbeit/terminals/einrichten").status_code == 403


def test_the_enter_key_goes_on_and_types_nothing() -> None:
    """A keyboard or a code reader ends with Enter: the form's first button is the one that goes on."""
    template = Path(__file__).resolve().parents[2] / "nahbar/surfaces/kiosk/templates/kiosk/_keys.html"
    first = re.search(r"<button([^>]*)>", template.read_text(encoding="utf-8"))
    assert first is not None and "name=" not in first.group(1)
