"""The conversation: a paper photographed on the spot, also after its deadline; I cannot come (C12–C15, J4)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.conftest import Town
from tests.journeys.test_j1_first_application import Eyes, jpeg, sign_in
from tests.journeys.video import Case, open_case, video_case

pytestmark = pytest.mark.journey

CONTRACT = ["Mietvertrag", "Bahnhofstraße 3", "Miete 430,00 Euro"]


def write(page: Any, town: Town, case: Case, text: str) -> None:
    page.goto(f"{town.url}/antrag/{case.antrag}/nachrichten")
    page.locator('[name="text"]').fill(text)
    page.get_by_role("button", name="Nachricht senden").click()
    page.wait_for_load_state("load")


def ask(page: Any, town: Town, case: Case, eyes: Eyes, bis: str = "") -> None:
    """Frau Berg reads, answers, and asks for the lease."""
    page.goto(f"{town.url}/arbeit/gespraeche")
    eyes(page)
    page.locator("tr", has_text=number(town, case)).get_by_role("link").first.click()
    page.wait_for_load_state("load")
    eyes(page)
    page.locator("#text").fill("Guten Tag, es fehlt nur noch eine Unterlage.")
    page.get_by_role("button", name="Antwort senden").click()
    page.wait_for_load_state("load")
    page.locator("#unterlage").select_option("mietvertrag")
    assert "Bitte senden Sie uns: Mietvertrag" in page.locator("#bitte-text").input_value()
    if bis:
        page.locator("#bis").fill(bis)
    page.get_by_role("button", name="Bitte senden").click()
    page.wait_for_load_state("load")


def number(town: Town, case: Case) -> str:
    return str(town.sql("select aktenzeichen from casefile_akte where id = %s", case.akte)[0][0])


def paper(town: Town, case: Case) -> str:
    return str(
        town.sql("select stand from applications_nachweis where antrag_id = %s and key = 'mietvertrag'", case.antrag)[
            0
        ][0]
    )


@pytest.mark.parametrize("js", [True, False])
def test_a_photo_answers_the_request(town: Town, open_page: Callable[..., Any], js: bool) -> None:
    town.set_now(f"2026-11-{25 if js else 26}T09:30")
    case = video_case(town)
    eyes, desk_eyes = Eyes(js=js), Eyes(js=True)
    phone, desk = open_page(js=js), open_page(width=1280, height=900)
    open_case(phone, town, case)
    phone.goto(f"{town.url}/antrag/{case.antrag}/nachrichten")
    assert "Noch keine Nachrichten" in phone.inner_text("main")
    eyes.seen.clear()
    write(phone, town, case, "Guten Tag <b>Amt</b>, fehlt noch etwas?")
    assert "<b>Amt</b>" in phone.inner_text(".nb-message__text")
    eyes(phone)

    sign_in(desk, town, "berg")
    ask(desk, town, case, desk_eyes)
    if js:  # the page finds the news by itself
        phone.get_by_text("Bitte senden Sie uns: Mietvertrag").wait_for()
        phone.get_by_text("gelesen").first.wait_for()
    else:
        phone.goto(f"{town.url}/antrag/{case.antrag}/status")
        assert "neu" in phone.inner_text("main")
        phone.get_by_role("button", name="Nachrichten lesen").click()
        phone.wait_for_load_state("load")
    eyes.seen.clear()
    eyes(phone)

    answer = phone.locator(".nb-answer")
    answer.locator("input[type=file]").set_input_files([jpeg("unscharf.jpg", CONTRACT, blurred=True)])
    if js:
        phone.get_by_text("Das Foto ist unscharf").first.wait_for()
    answer.get_by_role("button", name="Foto senden").click()
    phone.wait_for_load_state("load")
    text = phone.inner_text("main")
    assert "schwer zu lesen" in text and "angekommen" in text
    assert paper(town, case) == "gesendet"
    assert town.sql(
        "select count(*)::int from casefile_aufgabe where akte_id = %s and art = 'unterlage_pruefen'", case.akte
    ) == [(1,)]
    if js:  # and the desk sees it without loading again
        desk.get_by_role("link", name="Mietvertrag: unscharf.jpg").wait_for()
        desk.wait_for_timeout(500)
    arts = town.sql("select art from casefile_eintrag where akte_id = %s and art = 'unterlage_angekommen'", case.akte)
    assert len(arts) == 1
    assert eyes.findings == [] and desk_eyes.findings == []
    assert town.command("audit-verify").returncode == 0


def test_an_answer_after_the_deadline_is_taken_calmly(town: Town, open_page: Callable[..., Any]) -> None:
    town.set_now("2026-11-30T09:00")
    case = video_case(town)
    eyes = Eyes(js=True)
    phone, desk = open_page(), open_page(width=1280, height=900)
    open_case(phone, town, case)
    write(phone, town, case, "Guten Tag")
    sign_in(desk, town, "berg")
    ask(desk, town, case, Eyes(js=True), bis="2026-12-04")
    desk.close()  # an open thread reads what comes in: nobody sits there at night

    town.set_now("2026-12-08T21:15")
    late = open_page()
    open_case(late, town, case)
    late.goto(f"{town.url}/antrag/{case.antrag}/nachrichten")
    late.locator(".nb-answer input[type=file]").set_input_files([jpeg("spaet.jpg", CONTRACT)])
    late.get_by_role("button", name="Foto senden").click()
    late.wait_for_load_state("load")
    eyes(late)
    text = late.inner_text("main").replace("\u00a0", " ")
    assert "21.15 Uhr angekommen" in text and "4. Dezember 2026" in text and "nichts weiter tun" in text
    assert paper(town, case) == "gesendet"

    town.set_now("2026-12-09T08:30")
    morning = open_page(width=1280, height=900)
    sign_in(morning, town, "berg")
    morning.goto(f"{town.url}/arbeit/gespraeche")
    assert "nach Fristende" in morning.locator("tr", has_text=number(town, case)).inner_text()
    morning.goto(f"{town.url}/arbeit/")
    assert "Nach Fristende eingegangen: Mietvertrag" in morning.inner_text("main")
    eyes(morning)
    assert eyes.findings == []


@pytest.mark.parametrize(("moment", "stand"), [("07:40", "abgesagt"), ("08:20", "versaeumt")])
def test_j4_i_cannot_come(town: Town, open_page: Callable[..., Any], moment: str, stand: str) -> None:
    day = "2026-12-10" if stand == "abgesagt" else "2026-12-11"
    town.set_now(f"{day}T07:10")
    case = video_case(town)  # at 8 o'clock
    town.set_now(f"{day}T{moment}")
    phone, eyes = open_page(), Eyes(js=True)
    open_case(phone, town, case)
    phone.goto(f"{town.url}/antrag/{case.antrag}/nachrichten")
    phone.get_by_role("link", name="Ich kann nicht kommen").click()
    phone.wait_for_load_state("load")
    eyes(phone)
    phone.locator('[name="grund"]').fill("Kind krank")
    phone.locator("main form button").last.click()
    phone.wait_for_load_state("load")
    eyes(phone)
    said = phone.inner_text("main")
    assert ("nichts versäumt" if stand == "abgesagt" else "hören wir Sie an") in said
    assert town.sql("select stand, grund from appointments_termin where id = %s", case.termin) == [
        (stand, "Kind krank")
    ]
    times = phone.locator('button[name="zeit"]')
    assert times.count() >= 3
    times.nth(1).click()
    phone.wait_for_load_state("load")
    eyes(phone)
    assert "Ihr neuer Termin ist gebucht" in phone.inner_text("main") and "Kind krank" in phone.inner_text("main")
    rows = town.sql("select stand from appointments_termin where akte_id = %s order by created_at", case.akte)
    assert [row[0] for row in rows] == [stand, "gebucht"]
    tasks = json.loads(
        str(town.sql("select json_agg(titel)::text from casefile_aufgabe where akte_id = %s", case.akte)[0][0])
    )
    assert any(title.startswith("Termin abgesagt" if stand == "abgesagt" else "Versäumt") for title in tasks)
    assert eyes.findings == []
