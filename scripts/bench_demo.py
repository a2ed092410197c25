"""The whole demo with all doors open: start time, memory, the start page's p95: `scripts/bench demo`."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nahbar.config.demo.outside import STAND_INS  # noqa: E402 - the path is set above
from nahbar.config.demo.run import memory  # noqa: E402
from nahbar.config.demo.tries import DOORS  # noqa: E402
from nahbar.platform.database.embedded import EmbeddedPostgres  # noqa: E402
from scripts.bench_web import machine, percentile  # noqa: E402
from tests.journeys.client import Browser  # noqa: E402

PORT = 8900
ROUNDS = 200


def wait(process: subprocess.Popen[str]) -> tuple[float, list[str]]:
    """Seconds until the demo says that it is ready, and what it printed."""
    began, lines = time.monotonic(), []
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line.rstrip())
        if "bereit nach" in line:
            return time.monotonic() - began, lines
    raise SystemExit("\n".join(lines[-20:]) or "the demo did not start")


def open_doors(url: str) -> tuple[list[Browser], list[str]]:
    """One browser for each try, left open on its page; and the tries that did not open (409 is the purpose lock)."""
    browsers, closed = [], []
    for one in (one for door in DOORS for one in door.tries):
        browser = Browser(url)
        browser.get("/vorfuehrung")
        page = browser.post(f"/vorfuehrung/als/{one.key}", {})
        browsers.append(browser)
        if page.status not in {200, 409} or page.path.startswith("/vorfuehrung"):
            closed.append(f"{one.key}: {page.status} {page.path}")
    for one in STAND_INS:
        if one.page is not None:
            with urllib.request.urlopen(one.url(PORT), timeout=10) as answer:
                if answer.status != 200:
                    closed.append(one.title)
    return browsers, closed


def timed(browser: Browser, path: str) -> list[float]:
    """Milliseconds of many calls of one page, the connection included."""
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        browser.get(path)
        found.append((time.perf_counter() - began) * 1000)
    return found


def main() -> None:
    """Start, open every door, measure, stop."""
    home = Path(tempfile.mkdtemp(prefix="nahbar-bench-"))
    home.chmod(0o755)
    command = [sys.executable, "-m", "nahbar.config.demo.run", "--port", str(PORT)]
    environment = {**os.environ, "NAHBAR_HOME": str(home)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        seconds, lines = wait(process)
        fresh = memory(home, process.pid)
        url = f"http://localhost:{PORT}"
        browsers, closed = open_doors(url)
        start, doors = timed(Browser(url), "/"), timed(Browser(url), "/vorfuehrung")
        figures = {
            "seconds_to_start_page": round(seconds, 1),
            "said": next((line.strip() for line in lines if "bereit nach" in line), ""),
            "doors_open": len(browsers),
            "doors_closed": closed,
            "start_page_ms": {"median": round(statistics.median(start), 1), "p95": round(percentile(start, 0.95), 1)},
            "all_doors_page_ms": {"p95": round(percentile(doors, 0.95), 1)},
            "pss_mib_fresh": round(fresh / 2**20),
            "pss_mib_all_doors": round(memory(home, process.pid) / 2**20),
            "goals": {"seconds": 60, "p95_ms": 500, "pss_mib": 3072},
            "machine": machine(),
        }
    finally:
        process.terminate()
        process.wait(timeout=30)
        EmbeddedPostgres(home).stop()
        shutil.rmtree(home, ignore_errors=True)
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    if closed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
