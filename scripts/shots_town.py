"""Pictures of every page in a town of its own: phone and desk, light and dark, some in Arabic; a sheet per surface.

`scripts/shots [--only NAME] [--axe] [--out DIR]`; NAME is a part of a picture's name (`portal`, `estimate`, …).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import shots
from nahbar.platform.database.embedded import EmbeddedPostgres
from tests import doors
from tests.journeys.conftest import Town
from tests.journeys.places import Place, Visitors, citizens, id_of, missing, portal_places, staff
from tests.personas import PAGES

ARABIC = (shots.Look("360-ar", 360, language="ar"), shots.Look("1280-ar", 1280, language="ar"))
TERMINAL = (shots.Look("1080-hell", 1080), shots.Look("1080-dunkel", 1080, "dark"))
"""The screen of a terminal: portrait, 1080 × 1920."""
IN_ARABIC = frozenset(("portal:start", "portal:secure", "portal:secured", "portal:receipt", "portal:resume",
                       "portal:sign_in", "portal:status"))  # fmt: skip
LOGINS = ("empfang", "post", "maier", "berg", "fall", "wolter", "kasse", "plan", "betrieb")


def say(text: str) -> None:
    """Tell whoever waits for the pictures."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def workplace_places(town: Town, there: Visitors) -> list[Place]:
    """All pages of the workplace, with the ids that this town has."""

    def first(statement: str, *values: str) -> str:
        rows = town.sql(statement, *values)
        return str(rows[0][0]) if rows else ""

    akte = first("select akte_id from applications_antrag where id = %s", id_of(there.antrag["entschieden"]))
    waiting = first(
        "select antrag_id from decisions_entscheidung e join applications_antrag a on a.id = antrag_id"
        " where e.stand = 'entwurf' order by e.id limit 1"
    )
    sent = id_of(there.antrag["abgeschickt"])
    task = first(
        "select t.id from casefile_aufgabe t join applications_antrag a on a.vorgang_id = t.vorgang_id"
        " where a.id = %s and erledigt_at is null limit 1",
        sent,
    )
    presented = first("select id from decisions_entscheidung where stand = 'vorgelegt' order by id desc limit 1")
    run = first("select id from payments_zahllauf order by id desc limit 1")
    root = "/arbeit/"
    places = [
        Place("workplace:sign_in", f"{root}anmelden"),
        *(Place("workplace:start", root, login, label=f"workplace-start-{login}") for login in LOGINS),
        Place("workplace:search", f"{root}suche?q=Demir", "maier"),
        Place("workplace:search", f"{root}suche?q=Niemandsheim", "maier", label="workplace-search-leer"),
        Place("workplace:akte", f"{root}akte/{akte}/", "maier"),
        *(
            Place("workplace:akte_part", f"{root}akte/{akte}/{part}/", "maier", label=f"workplace-akte-{part}")
            for part in town_parts(there, akte)
        ),
        Place("workplace:decide", f"{root}antrag/{waiting}/entscheiden", "berg"),
        Place("workplace:decide", f"{root}antrag/{sent}/entscheiden", "maier", label="workplace-decide-neu"),
        Place("workplace:task", f"{root}aufgabe/{task}", "maier"),
        Place("workplace:releases", f"{root}freigaben", "wolter"),
        Place("workplace:release", f"{root}freigabe/{presented}", "wolter"),
        Place("workplace:post", f"{root}post", "post"),
        Place("workplace:cash", f"{root}kasse", "kasse"),
        Place("workplace:run", f"{root}kasse/lauf/{run}", "kasse"),
        Place("workplace:frontdesk", f"{root}empfang", "empfang"),
        Place("workplace:desk", f"{root}empfang/akte/{akte}", "empfang"),
        Place("workplace:own_access", f"{root}meine-anmeldung", "betrieb"),
        Place("workplace:operation", f"{root}betrieb", "betrieb"),
    ]
    return [place for place in places if "//" not in place.path]


def town_parts(there: Visitors, akte: str) -> list[str]:
    """The parts of a file that its tabs lead to."""
    browser = there.browsers["maier"]
    open_file(browser, akte)
    text = browser.get(f"/arbeit/akte/{akte}/").text
    found = [part.partition('/"')[0].partition('"')[0] for part in text.split(f'href="/arbeit/akte/{akte}/')[1:]]
    return sorted({part.strip("/") for part in found if part and "?" not in part and "/" not in part.strip("/")})


def open_file(browser: Any, akte: str) -> None:
    """Say why this file is opened."""
    browser.get(f"/arbeit/akte/{akte}/")
    browser.post(f"/arbeit/akte/{akte}/oeffnen", {"zweck": "Antrag bearbeiten"})


def look_at(page: Page, url: str, place: Place) -> None:
    """Open a page and bring it into the state that its place describes."""
    page.goto(url + place.path)
    reason = page.locator('main form [name="zweck"][type="radio"]')
    if place.surface == "workplace" and reason.count():
        reason.first.check()
        page.locator("main form:has([name=zweck]) button").first.click()
        page.wait_for_load_state("load")
    for name, value in place.fill:
        page.locator(f'main [name="{name}"]').fill(value)
    if place.click:
        button = page.get_by_role("button", name=place.click)
        # in another language the button has another name
        (button if button.count() else page.locator("main form:last-of-type .kern-btn--primary")).first.click()
        page.locator("form[aria-busy=true]").wait_for(state="detached")
        page.wait_for_load_state("load")
    if place.open_details:
        page.locator("main details").first.evaluate("e => e.open = true")
    page.evaluate("document.fonts.ready")


def context_for(browser: Browser, there: Visitors, who: str, look: shots.Look) -> BrowserContext:
    """A browser window of this person with this look."""
    context = browser.new_context(
        viewport={"width": look.width, "height": 1920 if look in TERMINAL else 800},
        color_scheme="dark" if look.scheme == "dark" else "light",
        locale="ar" if look.language == "ar" else "de-DE",
    )
    cookies: list[Any] = there.cookies(who)
    if look.language != "de":
        cookies.append({"name": "sprache", "value": look.language, "url": there.town.url})
    if cookies:
        context.add_cookies(cookies)
    return context


def take(there: Visitors, places: list[Place], out: Path, axe: bool) -> tuple[dict[str, list[Path]], list[str]]:
    """Take all pictures; files by surface, and what is wrong."""
    files: dict[str, list[Path]] = {}
    found: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=shots.ARGS)
        for look in (*shots.LOOKS, *ARABIC, *TERMINAL):
            chosen = [p for p in places if look.language == "de" or p.page in IN_ARABIC]
            if look in TERMINAL:
                chosen = [p for p in places if p.surface == "kiosk"]
            for who in sorted({place.who for place in chosen}):
                context = context_for(browser, there, who, look)
                for place in (p for p in chosen if p.who == who):
                    page = context.new_page()
                    look_at(page, there.town.url, place)
                    file = out / f"{place.name}-{look.name}.png"
                    page.screenshot(path=str(file), full_page=True)
                    files.setdefault(f"{place.surface}-{look.name}", []).append(file)
                    if axe:
                        found += [f"{place.name} {look.name}: {line}" for line in shots.findings(page)]
                    page.close()
                context.close()
            say(f"· {look.name}: {len(chosen)} Bilder")
        browser.close()
    return files, found


def main() -> int:
    """Start a town, look at it, tell what there is."""
    parser = argparse.ArgumentParser(prog="scripts/shots", description=__doc__)
    parser.add_argument("--only", default="", help="nur Bilder, deren Name dies enthält")
    parser.add_argument("--out", type=Path, default=shots.ROOT / "shots")
    parser.add_argument("--axe", action="store_true", help="auch Befunde von axe, Breite und Größe der Ziele")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    home = Path(tempfile.mkdtemp(prefix="nahbar-shots-"))
    home.chmod(0o755)
    town = Town(home)
    try:
        say("· eine Stadt mit Fällen entsteht …")
        for arguments in (("migrate",), ("demo-seed",)):
            done = town.command(*arguments)
            if done.returncode:
                sys.stderr.write(done.stderr)
                return done.returncode
        town.start()
        there = citizens(town)
        for login in LOGINS:
            there.browsers[login] = staff(town, login)
        places = [Place("ui:gallery", "/ui/galerie"), Place("ui:gallery_workplace", "/ui/galerie/arbeitsplatz")]
        places += [*portal_places(there), *workplace_places(town, there), *doors.places(there)]
        for name in sorted(missing(places, PAGES, lambda _: True)):
            say(f"! ohne Bild: {name}")
        files, found = take(there, [p for p in places if given.only in p.name], given.out, given.axe)
    finally:
        town.kill()
        if town.connection is not None:
            town.connection.close()
        EmbeddedPostgres(home).stop()
        shutil.rmtree(home, ignore_errors=True)
    for sheet, pictures in files.items():
        shots.contact_sheet(pictures, given.out / f"_{sheet}.png", columns=8, width=240)
    for line in found:
        say(line)
    count = sum(map(len, files.values()))
    say(f"{count} Bilder, {len(files)} Übersichten in {given.out} nach {time.monotonic() - began:.0f} Sekunden")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
