"""Measure the law: twelve months of one family with explanation; prints JSON. Goal: p95 at most 50 ms.

Run with `.venv/bin/python scripts/bench_law.py [rounds]`.
"""

import json
import os
import platform
import statistics
import sys
import time
from datetime import date

from nahbar.benefits.grundsicherungsgeld.calculation import calculate

GOAL_MS = 50


def child(key: str, birth: str, advance: str) -> dict[str, str]:
    """A child with Kindergeld and Unterhaltsvorschuss."""
    return {"id": key, "rolle": "kind", "geburtsdatum": birth, "kindergeld": "259.00", "unterhaltsvorschuss": advance}


FAMILY = {
    "id": "H1",
    "wohnung": {"bruttokaltmiete": "760.00", "heizkosten": "95.00"},
    "personen": [
        {"id": "p1", "rolle": "antragsteller", "geburtsdatum": "1995-04-12", "vermoegen": "3400.00"},
        child("p2", "2021-06-03", "227.00"),
        child("p3", "2017-03-20", "299.00"),
    ],
}
MONTHS = [date(2026, month, 1) for month in range(1, 13)]


def measure(rounds: int, *, explain: bool) -> dict[str, float]:
    """Milliseconds for twelve months."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        for month in MONTHS:
            calculate(FAMILY, month, explain=explain)
        times.append((time.perf_counter() - start) * 1000)
    cuts = statistics.quantiles(times, n=20)
    return {"p50_ms": round(statistics.median(times), 2), "p95_ms": round(cuts[-1], 2), "max_ms": round(max(times), 2)}


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    measure(5, explain=True)
    explained = measure(rounds, explain=True)
    report = {
        "what": "12 Monate, drei Personen",
        "rounds": rounds,
        "explained": explained,
        "plain": measure(rounds, explain=False),
        "goal_p95_ms": GOAL_MS,
        "goal_met": explained["p95_ms"] <= GOAL_MS,
        "machine": {
            "python": platform.python_version(),
            "system": f"{platform.system()} {platform.machine()}",
            "cpus": os.cpu_count(),
            "load": os.getloadavg()[0],
        },
    }
    print(json.dumps(report, indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
