"""Letters out (F08, F09, J7, U24): from the post room over the print provider to the period in the file, and back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from nahbar.connectors.print_provider.counterpart import make_server
from nahbar.connectors.print_provider.print_shop import PrintShop
from tests.benefits import timo
from tests.journeys.conftest import Town
from tests.journeys.places import DECIDE, draft, id_of, submit
from tests.journeys.test_j1_first_application import Eyes, sign_in

pytestmark = pytest.mark.journey


@pytest.fixture
def provider(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The print provider of the demo beside this town, with the town's clock; the address of its page."""
    monkeypatch.setenv("NAHBAR_NOW_FILE", str(town.clock))
    home = town.home / "outside/print_provider"
    home.mkdir(parents=True)
    server = make_server(PrintShop(home, town.home / "druck-ausgang", town.home / "druck-quittungen"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def decided(town: Town) -> str:
    """An application that was granted, with its letter ready for the post; its id."""
    browser, antrag = draft(town, timo.answers())
    submit(browser, antrag)
    town.python(DECIDE % id_of(antrag))
    return id_of(antrag)


def brief_of(town: Town, antrag: str) -> tuple[Any, ...]:
    """State, posting day, Bekanntgabe, end of the Widerspruch, day of return, file."""
    (row,) = town.sql(
        "select b.stand, b.aufgegeben_am, b.bekanntgabe_am, b.widerspruch_bis, b.zurueck_am, b.akte_id"
        " from mailroom_brief b join decisions_entscheidung e on e.brief_id = b.id where e.antrag_id = %s", antrag
    )  # fmt: skip
    return row


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state("load")


def text_of(page: Any) -> str:
    return str(page.inner_text("main")).replace("\u00a0", " ")


def test_letters_leave_and_one_comes_back(town: Town, open_page: Callable[..., Any], provider: str) -> None:
    town.set_now("2026-11-24T09:00")
    eyes = Eyes(js=True)
    first, second = decided(town), decided(town)

    # 1 the empty page says what will be here; the post room chooses both letters and sees the batch
    room = open_page(width=1280)
    sign_in(room, town, "post")
    room.goto(f"{town.url}/arbeit/post")
    room.get_by_role("link", name="Druckstapel").click()
    eyes(room)
    assert "Noch kein Druckstapel" in text_of(room)
    press(room, "Stapel vorbereiten")
    eyes(room)
    batch = room.url.partition("?")[0]
    assert "DS-2026-00001" in text_of(room) and room.locator("tbody").inner_text().count("im Stapel") == 2
    assert list((town.home / "druck-ausgang").glob("*/*")) == []

    # 2 handed over; the file lies in the outbox once the worker has run
    press(room, "An den Druckdienstleister übergeben")
    assert "Der Stapel ist übergeben" in text_of(room)
    town.work()
    assert len(list((town.home / "druck-ausgang/musterland").glob("*.zip"))) == 1
    room.goto(f"{town.url}/arbeit/post")
    eyes(room)
    assert "Beim Druckdienstleister" in text_of(room) and "Bereit zum Verschicken" in text_of(room)

    # 3 the provider prints and posts on the next day; its receipts are read by the command
    shop = open_page(width=1280)
    shop.goto(provider)
    assert "Gegenstelle der Vorführung" in shop.inner_text("h1")
    press(shop, "Annehmen und drucken")
    assert town.command("druck-quittungen").returncode == 0
    room.goto(batch)
    assert room.locator("tbody").inner_text().count("gedruckt") == 2
    town.set_now("2026-11-25T14:00")
    press(shop, "Aufgeben (heute)")
    town.work()
    for antrag in (first, second):
        assert brief_of(town, antrag)[:4] == ("versandt", "2026-11-25", "2026-11-29", "2026-12-29")

    # 4 posting day and end of the period stand in the file
    desk = open_page(width=1280)
    sign_in(desk, town, "berg")
    desk.goto(f"{town.url}/arbeit/akte/{brief_of(town, first)[5]}/post/")
    if desk.locator('[name="zweck"]').count():
        desk.locator('[name="zweck"]').first.check()
        press(desk, "Akte öffnen")
        desk.goto(f"{town.url}/arbeit/akte/{brief_of(town, first)[5]}/post/")
    shown = text_of(desk)
    assert "aufgegeben" in shown and "25. November" in shown and "29. Dezember" in shown, shown
    eyes(desk)

    # 5 ugly: the same receipt a second time changes nothing
    before = [town.sql("select count(*) from casefile_eintrag"), brief_of(town, first)]
    press(shop, "Letzte Quittung noch einmal schicken")
    assert town.command("druck-quittungen").returncode == 0
    assert [town.sql("select count(*) from casefile_eintrag"), brief_of(town, first)] == before
    assert list((town.home / "druck-quittungen/musterland").glob("*.xml")) == []

    # 6 ugly: a letter comes back; the fiction falls, there is a task, and no payment is stopped
    paid = town.sql("select id, betrag, faellig_am from payments_zahlungsauftrag order by id")
    town.set_now("2026-12-01T10:00")
    shop.goto(provider)
    press(shop, "Ein Brief kommt zurück")
    town.work()
    back = [row for row in (brief_of(town, first), brief_of(town, second)) if row[4]]
    assert [row[:5] for row in back] == [("versandt", "2026-11-25", None, None, "2026-12-01")]
    assert town.sql("select id, betrag, faellig_am from payments_zahlungsauftrag order by id") == paid
    (task,) = town.sql("select titel, pool, dringlichkeit from casefile_aufgabe where art = 'brief_zurueck'")
    assert task[0].startswith("Brief zurückgekommen: Anschrift klären") and task[1:] == ("leistung", 1)
    desk.goto(f"{town.url}/arbeit/")
    assert "Anschrift klären" in text_of(desk)
    room.goto(f"{town.url}/arbeit/post/druck/")
    assert "Gilt nicht als bekannt gegeben" in text_of(room)

    # 7 ugly: a receipt that cannot be right is put aside and shown until somebody has cleared it up
    (town.home / "druck-quittungen/musterland/falsch.xml").write_text("<quittung>", encoding="utf-8")
    assert town.command("druck-quittungen").returncode == 1
    room.reload()
    assert "falsch.xml" in text_of(room)
    eyes.seen.clear()
    eyes(room)
    press(room, "Ist geklärt")
    assert "falsch.xml" not in text_of(room)
    small = open_page(width=360)
    sign_in(small, town, "post")
    for address in (f"{town.url}/arbeit/post/druck/", batch):
        eyes.seen.clear()
        small.goto(address)
        eyes(small)
    assert town.command("audit-verify").returncode == 0
    assert eyes.findings == []
