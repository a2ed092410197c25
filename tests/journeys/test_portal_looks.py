"""Every page of the portal: axe, no sideways scroll, targets, keyboard; light, dark, Arabic, 320 px, 200 % text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests import doors
from tests.journeys.conftest import AXE, TAGS, Town
from tests.journeys.places import Place, Visitors, citizens, missing, portal_places
from tests.personas import PAGES

pytestmark = pytest.mark.journey

SMALL = """() => [...document.querySelectorAll('.kern-btn, button, summary, select, .nb-way a, .nb-door, .nb-urgent,'
    + '.nb-tools a, .nb-leave, .nb-back a, .nb-foot__links a, input:not([type=hidden], [type=radio], [type=checkbox],'
    + '[type=file])')].filter(e => e.checkVisibility() && e.getBoundingClientRect().width > 0)
    .filter(e => e.getBoundingClientRect().height < 43.5 || e.getBoundingClientRect().width < 43.5)
    .map(e => `${e.className} ${e.textContent.trim().slice(0, 40)}`)"""
"""Primary controls below 44 px; `.nb-way` is a link that is its whole line."""

WIDER = """() => document.documentElement.scrollWidth > window.innerWidth
    ? [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
        .slice(0, 3).map(e => e.tagName + '.' + e.className) .concat(['the page scrolls sideways']) : []"""


@pytest.fixture(scope="module")
def there(town: Town) -> Visitors:
    return citizens(town)


@pytest.fixture(scope="module")
def places(there: Visitors) -> list[Place]:
    return [*portal_places(there), *(place for place in doors.places(there) if place.surface == "portal")]


@pytest.fixture
def walk(there: Visitors, open_page: Callable[..., Any]) -> Callable[..., Iterator[tuple[Place, Any]]]:
    """`walk(places, width=320)` opens each page as somebody who may see it, in the state that its place describes."""

    def each(chosen: list[Place], language: str = "", **look: Any) -> Iterator[tuple[Place, Any]]:
        for who in sorted({place.who for place in chosen}):
            page = open_page(**look)
            page.context.add_cookies(there.cookies(who))
            if language:
                page.context.add_cookies([{"name": "sprache", "value": language, "url": there.town.url}])
            for place in (p for p in chosen if p.who == who):
                page.goto(there.town.url + place.path)
                for name, value in place.fill:
                    page.locator(f'main [name="{name}"]').fill(value)
                if place.click and not language:
                    page.get_by_role("button", name=place.click).first.click()
                    page.locator("form[aria-busy=true]").wait_for(state="detached")
                    page.wait_for_load_state("load")
                yield place, page

    return each


def findings(page: Any, rules: list[str] | None = None) -> list[str]:
    """What axe has found: WCAG 2.2 AA, or these rules alone."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    result = page.evaluate("only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", only)
    return [f"{v['id']}: {[node['target'] for node in v['nodes']][:3]}" for v in result["violations"]]


def test_every_page_of_the_portal_is_looked_at(places: list[Place]) -> None:
    assert missing(places, PAGES, lambda name: name.startswith("portal:")) == set()


def test_light_at_320_pixels_then_dark_then_letters_twice_as_large(
    places: list[Place], walk: Callable[..., Any]
) -> None:
    """One visit, three looks. Dark changes nothing but colours; 200 % is a grandmother's phone: nothing is cut off."""
    wrong = []
    for place, page in walk(places, width=320):
        wrong += [f"{place.name}: {text}" for text in findings(page) + page.evaluate(WIDER)]
        wrong += [f"{place.name} small: {text}" for text in page.evaluate(SMALL)]
        if page.locator("h1").count() != 1:
            wrong.append(f"{place.name}: not exactly one h1")
        page.emulate_media(color_scheme="dark")
        wrong += [f"{place.name} dark: {text}" for text in findings(page, ["color-contrast"])]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 360, "height": 780})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wrong += [f"{place.name} large: {text}" for text in page.evaluate(WIDER)]
        page.set_viewport_size({"width": 320, "height": 780})
    assert wrong == []


def test_arabic(places: list[Place], walk: Callable[..., Any]) -> None:
    """The frame is Arabic from right to left; what is not translated says that it is German."""
    wrong = []
    once = list({place.page: place for place in reversed(places)}.values())
    for place, page in walk(once, width=320, language="ar"):
        wrong += [f"{place.name}: {text}" for text in findings(page) + page.evaluate(WIDER)]
        if page.locator("html").get_attribute("dir") != "rtl":
            wrong.append(f"{place.name}: the frame is not right-to-left")
        language = page.locator("main").get_attribute("lang")
        if (language == "de") != (page.locator("main").get_attribute("dir") == "ltr"):
            wrong.append(f"{place.name}: language {language} in the wrong direction")
    assert wrong == []


def test_an_error_takes_the_focus_and_leads_to_its_field(places: list[Place], walk: Callable[..., Any]) -> None:
    seen = 0
    for place, page in walk([place for place in places if place.click], width=360):
        if not page.locator("[data-error-summary]").count():
            continue
        seen += 1
        assert page.evaluate("document.activeElement.matches('[data-error-summary]')"), place.name
        link = page.locator("[data-error-summary] a").first
        target = str(link.get_attribute("href")).removeprefix("#")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == target, place.name
    assert seen >= 6


def test_keyboard_goes_as_the_eye_does(there: Visitors, open_page: Callable[..., Any]) -> None:
    """Skip link first, each stop has a visible ring, and none lies above the one before (U45)."""
    page = open_page(width=360)
    page.context.add_cookies(there.cookies("entwurf"))
    for path in ("frage/miete", "frage/familienstand", "pruefen", ""):
        page.goto(there.town.url + there.antrag["entwurf"] + path)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "nb-skip", path
        last = -1.0
        for _ in range(12):
            page.keyboard.press("Tab")
            top, ring = page.evaluate(
                "() => { const e = document.activeElement, s = getComputedStyle(e);"
                " return [e.getBoundingClientRect().bottom + scrollY, s.outlineStyle + ' ' + s.outlineWidth] }"
            )
            assert top >= last - 30, (path, page.evaluate("document.activeElement.outerHTML"))
            checkbox = page.evaluate("document.activeElement.matches('input')")
            assert checkbox or ring == "solid 3px", (path, ring, page.evaluate("document.activeElement.outerHTML"))
            last = top


def test_three_times_esc_leaves_the_page(there: Visitors, open_page: Callable[..., Any]) -> None:
    page = open_page(width=360)
    asked: list[str] = []
    page.route("https://www.dwd.de/**", lambda route: (asked.append(route.request.url), route.fulfill(body="Wetter")))
    page.goto(f"{there.town.url}/hilfe-heute")
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("https://www.dwd.de/**")
    assert asked and "Heute Hilfe" not in page.content()
