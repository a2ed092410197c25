"""The video meeting in the browser: two processes see each other, a third person does not (A02, A03, U22)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.conftest import Town, axe
from tests.journeys.video import (
    browser,
    connected,
    figures,
    host_meeting,
    open_case,
    to_waiting_room,
    video_case,
)

pytestmark = pytest.mark.journey


def test_two_browsers_see_each_other_after_admission(town: Town, chromium: Any) -> None:
    town.set_now("2026-11-25T09:55")
    case = video_case(town)
    kind = chromium.browser_type
    with (
        browser(kind, viewport={"width": 360, "height": 780}) as guest,
        browser(kind, viewport={"width": 1280, "height": 900}) as host,
        browser(kind, viewport={"width": 360, "height": 780}) as third,
    ):
        # the citizen tests her camera, then waits; nothing of her is on its way
        open_case(guest, town, case)
        guest.goto(f"{town.url}/antrag/{case.antrag}/nachrichten")
        guest.get_by_role("link", name="Zum Videogespräch").click()
        guest.get_by_text("Es wird nichts aufgezeichnet").wait_for()
        guest.get_by_role("button", name="Kamera und Mikrofon testen").click()
        guest.get_by_text("Kamera und Mikrofon sind bereit").wait_for()
        findings = axe(guest)
        to_waiting_room(guest, town, case)
        findings += axe(guest)

        # a third person has the link and the code, not the case
        third.goto(f"{town.url}/termin/{case.termin}/video")
        assert third.url.endswith("/termin")
        third.locator('[name="code"]').fill(case.termin_code)
        third.get_by_role("button", name="Termin öffnen").click()
        third.wait_for_load_state("load")
        to_waiting_room(third, town, case)

        host_meeting(host, town, case)
        host.get_by_text("Gast mit Termincode").wait_for()
        findings += axe(host)
        assert figures(guest)["framesDecoded"] == figures(host)["framesDecoded"] == 0
        assert town.sql("select count(*)::int from conversations_signal") == [(0,)]

        known = host.locator("[data-part='guests'] li").filter(has_not_text="Termincode")
        known.get_by_role("button", name="Einlassen", exact=True).click()
        connected(guest)
        connected(host)
        findings += axe(guest) + axe(host)
        stranger = host.locator("[data-part='guests'] li").filter(has_text="Termincode")
        stranger.get_by_role("button", name="Einlassen", exact=True).click()
        host.wait_for_timeout(2500)
        assert third.get_by_text("Sie sind im Warteraum").is_visible(), third.inner_text("main")
        stranger.get_by_role("button", name="Nicht einlassen").click()
        third.get_by_text("Wir konnten Sie nicht einlassen").wait_for()
        assert figures(third) == {"framesDecoded": 0, "audioPackets": 0, "size": "", "connectMs": 0, "state": ""}
        assert all(figures(page)["audioPackets"] > 0 for page in (guest, host))

        # the network is lost: the page is loaded again and the seat is still hers
        guest.reload()
        guest.get_by_role("button", name="In den Warteraum").click()
        connected(guest)
        before = figures(host)["framesDecoded"]
        host.locator(f"[data-call]:not([data-frames='{before}'])[data-state='connected']").wait_for()

        # camera off and on, then the end for both
        guest.get_by_role("button", name="Kamera ausschalten").click()
        guest.get_by_text("Kamera aus", exact=True).wait_for()
        guest.get_by_role("button", name="Kamera einschalten").click()
        host.get_by_role("button", name="Gespräch beenden").click()
        guest.get_by_text("Das Videogespräch ist beendet").wait_for()
        assert findings == []
    lines = town.sql("select text from casefile_eintrag where akte_id = %s and art = 'videogespraech'", case.akte)
    assert len(lines) == 1 and lines[0][0].startswith("Videogespräch ")
    assert town.sql("select count(*)::int from conversations_signal") == [(0,)]


def test_without_javascript_it_says_so_and_offers_the_telephone(town: Town, open_page: Any) -> None:
    town.set_now("2026-11-26T09:55")
    case = video_case(town)
    page = open_page(js=False)
    open_case(page, town, case)
    page.goto(f"{town.url}/termin/{case.termin}/video")
    assert "braucht JavaScript" in page.inner_text("main") and page.locator("main a[href^='tel:']").count()
    assert page.get_by_role("button", name="In den Warteraum").count() == 0


def test_outside_its_time_it_is_closed(town: Town, open_page: Any) -> None:
    town.set_now("2026-11-27T09:55")
    case = video_case(town)
    page = open_page()
    open_case(page, town, case)
    for moment in ("2026-11-27T07:00", "2026-11-27T13:00"):
        town.set_now(moment)
        page.goto(f"{town.url}/termin/{case.termin}/video")
        assert page.get_by_role("button", name="In den Warteraum").count() == 0
        assert axe(page) == []
