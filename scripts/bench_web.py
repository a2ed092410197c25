"""Server time of the citizen pages, and the bytes of the first page: `scripts/bench web`."""

from __future__ import annotations

import http.client
import json
import os
import platform
import re
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.bench_town import operating_town  # noqa: E402 - the path is set above
from tests.journeys.client import Browser  # noqa: E402
from tests.journeys.walk import fill_questionnaire, secure  # noqa: E402

ROUNDS = 40


def percentile(values: list[float], share: float) -> float:
    """The value below which this share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def machine() -> dict[str, object]:
    """What these figures are from."""
    return {"cores": os.cpu_count(), "python": platform.python_version(), "machine": platform.machine(),
            "load": os.getloadavg()[0]}  # fmt: skip


def wire_bytes(port: int, path: str) -> int:
    """Bytes of the body as they go over the wire, compressed if the server does."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers={"Host": f"localhost:{port}", "Accept-Encoding": "br, gzip"})
    size = len(connection.getresponse().read())
    connection.close()
    return size


def first_page(port: int) -> dict[str, int]:
    """The start page: HTML, styles and scripts; and the fonts that its letters need."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
    html = connection.getresponse().read().decode()
    connection.close()
    linked = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg|png|ico))"', html))
    sizes = {path: wire_bytes(port, path) for path in linked}
    styles = [path for path in linked if path.endswith(".css")]
    fonts = set()
    for path in styles:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        text = connection.getresponse().read().decode()
        connection.close()
        folder = path.rsplit("/", 1)[0]
        for block in re.findall(r"@font-face\s*{[^}]*}", text):
            if "Arabic" in block or "arabic" in block:
                continue  # loaded by unicode-range on Arabic pages only
            for url in re.findall(r'url\(["\']?([^"\')]+\.woff2[^"\')]*)', block):
                fonts.add(url if url.startswith("/") else os.path.normpath(f"{folder}/{url}"))
    code = wire_bytes(port, "/") + sum(sizes.values())
    return {"html_css_js": code, "with_fonts": code + sum(wire_bytes(port, font) for font in fonts)}


def main() -> None:
    """Start a town, walk through an application, and time each page."""
    with operating_town() as town:
        browser = Browser(town.url)
        antrag, _, _ = secure(browser)
        pages = fill_questionnaire(browser, antrag)
        pages += ["/", "/antrag/sichern", f"{antrag}", f"{antrag}schaetzung", f"{antrag}unterlagen", f"{antrag}pruefen",
                  f"{antrag}status"]  # fmt: skip
        figures = {}
        everything: list[float] = []
        for page in dict.fromkeys(pages):
            times = []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                status = browser.get(page).status
                times.append((time.perf_counter() - began) * 1000)
                assert status == 200, (page, status)
            figures[re.sub(r"[0-9a-f-]{36}", "…", page)] = {
                "p50_ms": round(statistics.median(times), 1), "p95_ms": round(percentile(times, 0.95), 1)
            }  # fmt: skip
            everything += times
        report = {
            "pages": figures,
            "all": {
                "p50_ms": round(statistics.median(everything), 1),
                "p95_ms": round(percentile(everything, 0.95), 1),
            },
            "goal_p95_ms": 100,
            "first_page_bytes": first_page(town.port),
            "goal_bytes": {"html_css_js": 100_000, "with_fonts": 150_000},
            "machine": machine(),
        }
        print(json.dumps(report, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
