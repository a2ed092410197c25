"""J1 on a bad line: bytes and seconds per page, number of pages, a script's time: `scripts/bench portal`.

The line is Chromium's own: 50 kbit/s down and up, 800 ms for each question and answer. The time that the script needs
to type is a lower bound of what a person needs: it reads nothing, thinks nothing, photographs nothing.
"""

from __future__ import annotations

import json
import re
import shutil
import statistics
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.bench_town import operating_town  # noqa: E402 - the path is set above
from scripts.bench_web import machine, wire_bytes  # noqa: E402
from tests.benefits import aylin  # noqa: E402
from tests.conftest import CHROMIUM_ARGUMENTS  # noqa: E402
from tests.journeys.conftest import Town  # noqa: E402
from tests.journeys.walk import ID, fields_of, ref_of  # noqa: E402

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 3
"""Walks without throttling, for the median of the script's time."""
KBIT, LATENCY_MS = 50, 800
GOAL_FIRST = 150_000
BEFORE = {"screens": 55, "minutes": 60, "source": "GetCalFresh: the form that came before it"}
TYPE_MS = 120
"""For each character, and READ_MS for each page: a quick typist who knows the form. A lower bound."""
READ_MS = 3_000


class Wire:
    """Counts what goes over the wire, page by page."""

    def __init__(self, page: Any, *, slow: bool) -> None:
        self.page, self.bytes, self.rows = page, 0, []
        self.cdp = page.context.new_cdp_session(page)
        self.cdp.send("Network.enable")
        self.cdp.on("Network.loadingFinished", lambda event: self._add(event["encodedDataLength"]))
        if slow:
            rate = KBIT * 1000 / 8
            line = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": rate, "uploadThroughput": rate}
            self.cdp.send("Network.emulateNetworkConditions", line)

    def _add(self, size: float) -> None:
        self.bytes += int(size)

    def step(self, name: str, act: Any) -> None:
        """Do something that leads to the next page, and note what it cost until that page was there."""
        self.bytes, began = 0, time.monotonic()
        act()
        self.page.wait_for_load_state("domcontentloaded")
        shown = time.monotonic() - began
        self.page.wait_for_load_state("load")
        path = re.sub(ID, "…", urlsplit(self.page.url).path)
        self.rows.append({"step": name, "page": path, "bytes": self.bytes, "seconds": round(shown, 1)})


def walk(wire: Wire, town: Town) -> dict[str, float]:
    """J1 from the start page to the receipt, by one way; characters typed."""
    page, typed = wire.page, 0
    wire.step("start page, empty cache", lambda: page.goto(f"{town.url}/"))
    page.wait_for_timeout(3000)  # fonts belong to the first load
    wire.rows[0]["bytes"] = wire.bytes
    wire.step("door", page.get_by_role("link", name="Ich brauche Geld zum Leben").click)
    wire.step("secure", page.get_by_role("button", name=re.compile("sichern")).click)
    wire.step("tasks", page.locator("main form button").first.click)
    antrag = re.search(rf"/antrag/{ID}/", page.url)
    assert antrag
    wire.step("first question", lambda: page.goto(f"{town.url}{antrag.group(0)}frage/name"))
    answers, asked = aylin.answers(), []
    people = len(answers["personen"])
    for _ in range(120):
        path = urlsplit(page.url).path
        if ref_of(path) is None:
            break
        asked.append(path)
        added = len({r.item for p in asked if (r := ref_of(p)) and r.item})
        for name, values in fields_of(path, answers, more_people=added < people).items():
            name = re.sub(r"_(tag|monat|jahr)$", r"__\1", name)
            for value in values:
                box = page.locator(f'main [name="{name}"]')
                if box.first.get_attribute("type") in {"radio", "checkbox"}:
                    page.locator(f'main [name="{name}"][value="{value}"]').dispatch_event("click")
                    typed += 1
                elif box.first.evaluate("e => e.tagName") == "SELECT":
                    box.first.select_option(value)
                    typed += 1
                else:
                    box.first.fill(value)
                    typed += len(value)

        def send(here: str = path) -> None:
            page.get_by_role("button", name="Speichern und weiter").click()
            page.wait_for_url(lambda url: urlsplit(url).path != here, wait_until="commit")

        wire.step("question", send)
    wire.step("papers", lambda: page.goto(f"{town.url}{antrag.group(0)}unterlagen"))
    wire.step("estimate", lambda: page.goto(f"{town.url}{antrag.group(0)}schaetzung"))
    wire.step("review", lambda: page.goto(f"{town.url}{antrag.group(0)}pruefen"))
    for box in page.locator('main form input[type="checkbox"]').all():
        box.check()

    def submit() -> None:
        page.get_by_role("button", name=re.compile("abschicken")).click()
        page.wait_for_url("**/bestaetigung", wait_until="commit")

    wire.step("submit", submit)
    return {"questions": len(asked), "typed": typed}


def run(town: Town, browser: Any, *, slow: bool) -> tuple[Wire, dict[str, float]]:
    """One application in a fresh browser; the service worker's own line would not be throttled, so there is none."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, locale="de-DE", service_workers="block")
    context.set_default_timeout(180_000)
    wire = Wire(context.new_page(), slow=slow)
    found = walk(wire, town)
    context.close()
    return wire, found


def report(wire: Wire, found: dict[str, float], fast: list[float], worker: int) -> dict[str, Any]:
    """The figures."""
    later = [row for row in wire.rows[1:] if row["step"] == "question"]
    typing = found["typed"] * TYPE_MS / 1000 + len(wire.rows) * READ_MS / 1000
    return {
        "line": {"kbit_s": KBIT, "latency_ms": LATENCY_MS},
        "first_load_bytes": wire.rows[0]["bytes"],
        "goal_first_load_bytes": GOAL_FIRST,
        "worker_and_offline_page_bytes": worker,
        "first_load_seconds": wire.rows[0]["seconds"],
        "question_pages": {
            "n": len(later),
            "median_bytes": statistics.median(row["bytes"] for row in later),
            "median_seconds": statistics.median(row["seconds"] for row in later),
            "max_seconds": max(row["seconds"] for row in later),
        },
        "j1": {
            "screens": len(wire.rows),
            "before": BEFORE,
            "median_script_seconds_without_throttling": round(statistics.median(fast), 1),
            "line_seconds_at_50_kbit_s": round(sum(row["seconds"] for row in wire.rows), 1),
            "lower_bound_seconds_typing_and_turning_pages": round(typing),
            "note": "a script reads, thinks and photographs nothing: lower bounds, no time of a person",
        },
        "pages": wire.rows,
        "machine": machine(),
    }


def main() -> None:
    """Start a town as in operation (compressed, fingerprinted files), walk J1, print JSON."""
    with operating_town() as town, sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        fast = []
        for _ in range(ROUNDS):
            began = time.monotonic()
            run(town, browser, slow=False)
            fast.append(time.monotonic() - began - 3)
        worker = wire_bytes(town.port, "/sw.js") + wire_bytes(town.port, "/offline")
        figures = report(*run(town, browser, slow=True), fast, worker)
        browser.close()
    print(json.dumps(figures, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
