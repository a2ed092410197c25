"""J3: one code through four channels — letter, telephone, terminal, counter: one thread, one task, no duplicate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nahbar.platform.reading import read_codes
from tests.journeys.conftest import Town, axe
from tests.journeys.terminal_world import Entrance, entrance, letter
from tests.journeys.test_j1_first_application import sign_in
from tests.procedures.test_upload import picture

pytestmark = pytest.mark.journey

PAPER = "Letzte Abrechnung über Nebenkosten und Heizung"


@pytest.fixture(scope="module")
def there(town: Town) -> Iterator[Entrance]:
    with entrance(town) as one:
        yield one


def find_by_code(page: Any, there: Entrance) -> None:
    """The hotline types what the caller reads out."""
    page.goto(f"{there.town.url}/arbeit/empfang")
    page.locator("#wer").fill(there.code.lower().replace("-", " "))
    page.get_by_role("button", name="Suchen").click()
    page.wait_for_load_state("load")
    if "/empfang/akte/" not in page.url:
        page.get_by_role("link", name="Kowalczyk").first.click()
        page.wait_for_load_state("load")
    page.get_by_role("heading", name="Kontakte").wait_for()


def thread(page: Any) -> list[str]:
    """The contacts as they stand at the desk, the newest first."""
    found: list[str] = page.locator("section", has=page.get_by_role("heading", name="Kontakte")).locator(
        "li > span"
    ).all_inner_texts()  # fmt: skip
    return found


def test_j3_letter_telephone_terminal_counter(there: Entrance, open_page: Callable[..., Any]) -> None:
    """F14, C20: letter and open item on one screen; what was said is one line; nothing is asked or kept twice."""
    town = there.town
    findings: list[str] = []

    # 1 he calls; the hotline sees letter and open item without opening the file, and notes „kommt morgen“
    town.set_now("2026-12-01T10:15")
    hotline = open_page(width=1280)
    sign_in(hotline, town, "empfang")
    find_by_code(hotline, there)
    findings += axe(hotline)
    assert PAPER in hotline.locator("section", has_text="Es fehlt noch").first.inner_text()
    assert any("Unterlagen angefordert" in line for line in thread(hotline))
    hotline.get_by_label("Was wurde gesagt?").fill("kommt morgen ans Terminal")
    hotline.get_by_role("button", name="Anruf notieren").click()
    hotline.wait_for_load_state("load")
    assert thread(hotline)[0] == "Anruf: kommt morgen ans Terminal"

    # 2 next day at the terminal he types the code and gives in one sheet
    town.set_now("2026-12-02T08:40")
    there.heard_from("leer", "bereit")
    screen = open_page(width=1080, height=1920)
    screen.set_default_timeout(60_000)
    screen.goto(there.screen_address())
    screen.get_by_role("button", name="Papiere abgeben").click()
    for key in there.code.replace("-", ""):
        screen.get_by_role("button", name=key, exact=True).click()
    screen.get_by_role("button", name="Weiter").click()
    screen.wait_for_load_state("load")
    for key in "1968":
        screen.get_by_role("button", name=key, exact=True).click()
    screen.get_by_role("button", name="Weiter").click()
    screen.get_by_role("button", name=PAPER).click()
    there.lay("heizung")
    screen.get_by_role("button", name="Blätter lesen").click()
    screen.get_by_text("1 Seite, gut lesbar.").wait_for()
    screen.get_by_role("button", name="Senden").click()
    screen.get_by_role("heading", level=1, name="Angekommen").wait_for()
    screen.get_by_role("button", name="Fertig").click()
    screen.get_by_role("heading", level=1, name="Auf Wiedersehen").wait_for()

    # 3 later at the counter: the same thread with all contacts; nothing is missing any more
    town.set_now("2026-12-02T11:05")
    counter = open_page(width=1280)
    sign_in(counter, town, "empfang")
    find_by_code(counter, there)
    counter.get_by_label("Was wurde gesagt?").fill("fragt, ob die Abrechnung da ist: ja")
    counter.get_by_role("button", name="Vorsprache notieren").click()
    counter.wait_for_load_state("load")
    findings += axe(counter)
    lines = thread(counter)
    assert [line.split(":")[0] for line in lines[:3]] == ["Vorsprache", "Unterlage angekommen", "Anruf"]
    assert any("Unterlagen angefordert" in line for line in lines[3:])
    assert "Es fehlt keine Unterlage." in counter.inner_text("main")

    # one process, one task for it, one document, nothing twice
    open_tasks = "select art from casefile_aufgabe where erledigt_at is null and pool = 'leistung'"
    arts = [row[0] for row in town.sql(open_tasks)]
    assert arts.count("unterlage_pruefen") == 1 and "frist_unterlagen" not in arts and len(arts) == len(set(arts))
    assert town.sql("select count(distinct vorgang_id)::int from casefile_eintrag where vorgang_id is not null") == [
        (1,)
    ]
    assert town.sql("select count(*)::int from casefile_dokument where kanal = 'terminal' and art = 'nebenkosten'") == [
        (1,)
    ]
    assert findings == []


@pytest.mark.parametrize("js", [True, False], ids=["js", "nojs"])
def test_c03_the_letter_opens_its_own_list_on_a_telephone(
    there: Entrance, open_page: Callable[..., Any], tmp_path: Path, js: bool
) -> None:
    """C03: from the QR code to the receipt at 360 px; the code never stands in an address that is sent."""
    town, findings = there.town, []
    town.set_now("2026-12-02T14:20" if js else "2026-12-02T14:40")
    (address,) = read_codes(letter(town, tmp_path))
    code = address.partition("#")[2]
    page = open_page(js=js)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def look() -> None:
        if js:
            findings.extend(axe(page))

    page.goto(f"{town.url}/")
    page.get_by_role("link", name="Ich habe einen Brief mit Code").click()
    page.get_by_role("heading", level=1, name="Ich habe einen Brief mit Code").wait_for()
    look()
    if js:
        page.goto("about:blank")
        page.goto(f"{town.url}/brief#{code}")
        page.wait_for_url(re.compile("/brief$"))
        assert page.locator("[name=code]").input_value() == code
    else:
        page.locator("[name=code]").fill(code.lower())
    page.get_by_role("button", name="Weitermachen").click()
    page.get_by_role("heading", level=1, name="Das brauchen wir von Ihnen").wait_for()
    look()
    text = page.inner_text("main")
    assert "Abrechnung" in text and "Piotr" not in text and "Kowalczyk" not in text and "Gartenweg" not in text

    page.get_by_role("link", name=re.compile("Foto aufnehmen|Noch eine Seite")).click()
    page.get_by_role("heading", level=1).wait_for()
    look()
    photo = {"name": f"heizung-{js}.jpg", "mimeType": "image/jpeg", "buffer": picture(f"Heizung {js}")}
    page.locator("input[name=dateien]").set_input_files(photo)
    page.get_by_role("button", name="Senden", exact=True).click()
    page.get_by_text(f"heizung-{js}.jpg").first.wait_for()
    page.locator("[data-receipt]").first.wait_for()
    look()
    page.get_by_role("link", name="Quittung ansehen und drucken").click()
    page.get_by_role("heading", level=1, name="Ihre Unterlagen sind angekommen").wait_for()
    look()
    assert re.search(r"B-[0-9A-F]{8}", page.inner_text("main"))
    page.get_by_role("button", name="Fertig, Seite schließen").click()
    page.goto(f"{town.url}/brief/offen")
    assert page.url == f"{town.url}/brief"
    assert not [url for url in asked if code in url.partition("#")[0]]
    tasks = "select count(*)::int from casefile_aufgabe where erledigt_at is null and art = 'unterlage_pruefen'"
    assert town.sql(tasks) == [(1,)], "the task of the terminal, no second one"
    assert findings == []
