"""J2: Piotr cannot read and has no telephone; four sheets, a receipt, he walks away. And a day on which all jams."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHROMIUM_ARGUMENTS
from tests.journeys.conftest import Town, axe
from tests.journeys.terminal_world import FOUR, Entrance, entrance, held_before_the_camera, kiosk_browser, letter
from tests.journeys.test_j1_first_application import sign_in

pytestmark = pytest.mark.journey

PORTRAIT = {"width": 1080, "height": 1920}
TARGETS = """[...document.querySelectorAll('button:not([aria-hidden]), a, input:not([type=hidden]), summary')]
  .filter(e => e.offsetParent !== null && !e.classList.contains('nb-skip'))
  .map(e => [e.innerText || e.name, Math.round(e.getBoundingClientRect().height)]).filter(([, h]) => h < 60)"""


@pytest.fixture(scope="module")
def there(town: Town) -> Iterator[Entrance]:
    with entrance(town) as one:
        yield one


@pytest.fixture(scope="module")
def camera(chromium: Any, there: Entrance, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The terminal's browser: its camera sees Piotr's letter."""
    folder = tmp_path_factory.mktemp("kamera")
    film = folder / "brief.y4m"
    held_before_the_camera(letter(there.town, folder), film)
    program = shutil.which("chromium")
    assert program
    browser = kiosk_browser(chromium, program, film, CHROMIUM_ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def screen(camera: Any, there: Entrance) -> Iterator[Any]:
    context = camera.new_context(viewport=PORTRAIT, locale="de-DE", permissions=["camera"])
    context.set_default_timeout(60_000)  # reading sheets takes its time on a busy machine
    page = context.new_page()
    page.clock.install()
    page.goto(there.screen_address())
    yield page
    context.close()


class Looks:
    """Every screen: axe, targets of 60 px, one h1, nothing sideways."""

    def __init__(self) -> None:
        self.findings: list[str] = []

    def __call__(self, page: Any, title: str) -> None:
        page.get_by_role("heading", level=1, name=title).wait_for()
        self.findings += [f"{title}: {finding}" for finding in axe(page)]
        self.findings += [f"{title}: {name!r} is {height} px high" for name, height in page.evaluate(TARGETS)]


def big(page: Any, name: str) -> None:
    """Touch a large field."""
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state("load")


def files_of_the_vault(town: Town) -> set[str]:
    return {path.name for path in (town.home / "vault").rglob("*") if path.is_file()}


def test_j2_piotr_brings_four_sheets_and_walks_away(
    there: Entrance, screen: Any, open_page: Callable[..., Any], tmp_path: Path
) -> None:
    town, look = there.town, Looks()
    before = files_of_the_vault(town)

    # 1 he touches the loudspeaker: this screen and all that follow are read aloud
    look(screen, "Guten Tag")
    with screen.expect_response(re.compile(r"/terminal/ton/")) as spoken:
        screen.get_by_role("button", name="Vorlesen").click()
    assert spoken.value.status in {200, 206} and spoken.value.headers["content-type"] == "audio/wav"
    assert screen.evaluate("sessionStorage.getItem('terminal-ton')") == "1"

    # 2 the letter before the camera; nothing about him is shown; his birth year on picture keys
    big(screen, "Papiere abgeben")
    look(screen, "In welchem Jahr sind Sie geboren?")
    assert "Kowalczyk" not in screen.content() and there.code not in screen.content()
    for digit in "1968":
        screen.get_by_role("button", name=digit, exact=True).click()
    big(screen, "Weiter")
    look(screen, "Was haben Sie dabei?")
    big(screen, "Letzte Abrechnung über Nebenkosten und Heizung")
    look(screen, "Legen Sie die Blätter ein")

    # 3 four sheets in the scanner; how they look is said
    there.lay(*FOUR)
    big(screen, "Blätter lesen")
    look(screen, "Sehen Sie die Seiten an")
    assert "4 Seiten, gut lesbar." in screen.inner_text("header")
    assert screen.locator(".ki-sheets img").count() == 4

    # 4 he presses help: the board shows terminal and step; somebody comes, and the screen says so
    board = open_page(width=1280, height=900)
    sign_in(board, town, "empfang")
    board.goto(f"{town.url}/arbeit/terminals")
    big(screen, "Hilfe")
    board.get_by_text("Hilfe gerufen").first.wait_for()
    tile = board.locator('[data-state="hilfe"]')
    assert "Terminal Eingang" in tile.inner_text() and "Schritt 5 von 5: Sehen Sie die Seiten an" in tile.inner_text()
    assert "Kowalczyk" not in board.inner_text("main")
    look.findings += axe(board)
    board.get_by_role("button", name="Ich komme").click()
    screen.get_by_text("Jemand kommt zu Ihnen.").wait_for()
    board.get_by_role("button", name="Hilfe ist beendet").click()

    # 5 sent: the receipt prints
    big(screen, "Senden")
    look(screen, "Angekommen")
    assert "Nehmen Sie die Quittung mit." in screen.inner_text("header")
    there.wait_for(lambda: bool(there.printer.prints()), "the receipt is printed")
    receipt = tmp_path / "quittung.pdf"
    receipt.write_bytes(there.printer.prints()[0].pdf)
    words = subprocess.run(["pdftotext", "-layout", str(receipt), "-"], check=True, capture_output=True, text=True)
    assert "Letzte Abrechnung über Nebenkosten und Heizung: 4 Seiten" in " ".join(words.stdout.split())
    assert "Kowalczyk" not in words.stdout
    there.wait_for(
        lambda: (
            town.sql("select 1 from casefile_dokument where art = 'eingangsbestaetigung' and kanal = 'terminal'")
            == [(1,)]
        ),
        "the printed receipt is filed",
    )

    # 6 he leaves without a word: after 60 s a warning that one touch extends, 30 s later everything is deleted
    screen.locator(".ki-receipt", has_text="gerade gedruckt").wait_for(state="hidden")
    warning = screen.locator("dialog[open]")
    screen.clock.fast_forward(61_000)
    warning.wait_for()
    look.findings += axe(screen)
    screen.get_by_role("button", name="Ja, ich bin noch da").click()
    warning.wait_for(state="hidden")
    screen.clock.fast_forward(61_000)
    warning.wait_for()
    screen.clock.fast_forward(31_000)
    look(screen, "Auf Wiedersehen")
    assert town.sql(
        "select ende, antrag_id, code, nachweis_key, hilfen, seiten_gesendet from lobby_terminalsitzung"
    ) == [("leerlauf", None, "", "", 1, 4)]
    assert town.sql("select count(*)::int from lobby_terminalseite") == [(0,)]
    assert town.sql("select count(*)::int from lobby_geraeteauftrag where datei_id is not null") == [(0,)]
    known = {row[0] for row in town.sql("select address from vault_storedfile")}
    assert files_of_the_vault(town) - before <= known, "the vault keeps what is in the file, and nothing else"
    assert not list(town.home.rglob("*.jpg"))
    assert [cookie["name"] for cookie in screen.context.cookies()] == ["terminal"]
    assert screen.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]
    screen.go_back()
    screen.wait_for_load_state("load")
    assert screen.inner_text("h1") in {"Guten Tag", "Auf Wiedersehen"} and screen.locator(".ki-sheets").count() == 0
    there.wait_for(
        lambda: town.sql("select ergebnis from lobby_geraeteauftrag where art = 'loeschen'") == [("gut",)],
        "the program emptied the browser",
    )

    # 7 in the file: the requested paper is there, one task, the deadline needs nobody's eye any more
    assert town.sql("select stand from applications_nachweis where key = 'nebenkosten'") == [("gesendet",)]
    tasks = town.sql("select art from casefile_aufgabe where erledigt_at is null and art <> 'brief_versenden'")
    assert sorted(tasks) == [("antrag_pruefen",), ("unterlage_pruefen",)] or tasks.count(("unterlage_pruefen",)) == 1
    assert ("frist_unterlagen",) not in tasks
    assert town.sql("select seiten from casefile_dokument where kanal = 'terminal' and richtung = 'eingang'") == [(4,)]
    assert town.command("audit-verify").returncode == 0
    assert look.findings == []


def test_a_jam_in_the_middle_and_no_paper_in_the_printer(there: Entrance, screen: Any) -> None:
    """2 of 4 arrive; a sentence says what to do; the rest follows, no page twice; the receipt goes by post (J2.7)."""
    town, look = there.town, Looks()
    town.set_now("2026-11-26T10:00")
    there.printer.load(0)
    there.scanner.jam_after = 2
    there.heard_from("leer", "papier_leer")
    recognised_again(screen, there)
    there.lay(*FOUR)
    big(screen, "Blätter lesen")
    screen.get_by_text("Das Papier hängt fest.").wait_for()
    look(screen, "Sehen Sie die Seiten an")
    assert screen.locator(".ki-sheets img").count() == 2
    assert "die noch fehlen" in screen.inner_text("[role=alert]")

    # whoever is frightened takes everything out and lays all four in again
    there.scanner.clear()
    there.lay(*FOUR)
    there.heard_from("bereit", "papier_leer")
    big(screen, "Noch mehr Blätter lesen")
    screen.get_by_text("4 Seiten, gut lesbar.").wait_for()
    assert screen.locator(".ki-sheets img").count() == 4
    assert screen.locator("[role=alert]").count() == 0

    prints = len(there.printer.prints())
    big(screen, "Senden")
    look(screen, "Angekommen")
    assert "Die Quittung kommt mit der Post." in screen.inner_text("header")
    assert town.sql("select weg, stand from mailroom_brief where art = 'eingangsbestaetigung'") == [("post", "bereit")]
    assert len(there.printer.prints()) == prints
    pages = town.sql("select seiten from casefile_dokument where kanal = 'terminal' and richtung = 'eingang'")
    assert sorted(pages) == [(4,), (4,)]
    big(screen, "Fertig")
    look(screen, "Auf Wiedersehen")
    assert town.sql("select ende from lobby_terminalsitzung order by begonnen_at desc limit 1") == [("gesendet",)]
    assert look.findings == []


def recognised_again(page: Any, there: Entrance) -> None:
    """The paper is there already: this time something else."""
    big(page, "Papiere abgeben")
    page.get_by_role("heading", level=1, name="In welchem Jahr sind Sie geboren?").wait_for()
    page.locator("#getippt").fill("1968")
    big(page, "Weiter")
    big(page, "Etwas anderes")


@pytest.mark.parametrize(("width", "height"), [(360, 780), (1280, 800)])
def test_visitors_open_it_in_their_own_browser(
    there: Entrance, open_page: Callable[..., Any], width: int, height: int
) -> None:
    """K12: usable at 360 and 1280 px, in the dark too; without a camera the keys do the same."""
    there.town.set_now(f"2026-11-27T{9 + (width > 1000):02d}:00")
    look = Looks()
    page = open_page(width=width, height=height, color_scheme="dark")
    page.goto(there.screen_address())
    look(page, "Guten Tag")
    big(page, "Papiere abgeben")
    look(page, "Zeigen Sie Ihren Brief")
    for key in there.code.replace("-", ""):
        page.get_by_role("button", name=key, exact=True).click()
    big(page, "Weiter")
    look(page, "In welchem Jahr sind Sie geboren?")
    big(page, "Löschen und gehen")
    look(page, "Auf Wiedersehen")
    assert look.findings == []
