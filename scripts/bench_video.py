"""A video meeting of two Chromium processes on this machine: `scripts/bench video [seconds]` prints JSON.

Frames and packets that arrived on both sides in so many seconds, and how long it took from the admission until both
were connected. No figure is a promise: both browsers, the server and the database share this machine.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402 - the path is set above

from scripts.bench_web import machine  # noqa: E402
from tests.journeys.conftest import SEED, Town  # noqa: E402
from tests.journeys.video import (  # noqa: E402
    browser,
    connected,
    figures,
    host_meeting,
    open_case,
    to_waiting_room,
    video_case,
)

SECONDS = 10.0


def measure(town: Town, seconds: float) -> dict[str, Any]:
    """One meeting: admitted, connected, then watched for some seconds."""
    case = video_case(town)
    with sync_playwright() as playwright, browser(playwright.chromium) as guest, browser(playwright.chromium) as host:
        open_case(guest, town, case)
        to_waiting_room(guest, town, case)
        host_meeting(host, town, case)
        host.get_by_role("button", name="Einlassen", exact=True).click()
        connected(guest)
        connected(host)
        before, began = (figures(guest), figures(host)), time.monotonic()
        guest.wait_for_timeout(seconds * 1000)
        after, took = (figures(guest), figures(host)), time.monotonic() - began
        sides = {}
        for name, first, last in zip(("citizen", "office"), before, after, strict=True):
            frames = last["framesDecoded"] - first["framesDecoded"]
            sides[name] = {
                "frames_decoded": frames,
                "frames_per_second": round(frames / took, 1),
                "audio_packets": last["audioPackets"] - first["audioPackets"],
                "size": last["size"],
                "connect_ms": last["connectMs"],
            }
        host.get_by_role("button", name="Gespräch beenden").click()
        guest.get_by_text("Das Videogespräch ist beendet").wait_for()
    return {"seconds": round(took, 1), **sides}


def main() -> None:
    """Print the figures."""
    home = Path(tempfile.mkdtemp(prefix="nahbar-bench-video-"))
    home.chmod(0o755)
    town = Town(home)
    try:
        assert town.command("migrate").returncode == 0
        town.python(SEED)
        town.start()
        town.set_now("2026-11-25T09:55")
        found = measure(town, float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
        left = town.sql("select count(*)::int from conversations_signal")[0][0]
    finally:
        town.kill()
        town.stop_database()
        shutil.rmtree(home, ignore_errors=True)
    print(json.dumps({**found, "signals_left": left, "machine": machine()}, indent=1))


if __name__ == "__main__":
    main()
