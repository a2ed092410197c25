"""Measure the law: one family with explanation, and many households over columns beside GETTSIM; prints one JSON.

Run with `scripts/bench law [rounds] [--seed N] [--sizes 1,1000,100000,1000000] [--no-peer] [--no-germany]`. With
`--sizes 0` nothing but the family is measured.
"""

import argparse
import json
import statistics
import sys
import time
from datetime import date

from bench_law_batch import SIZES, measure
from bench_law_peak import machine

from nahbar.benefits.grundsicherungsgeld.calculation import calculate

GOAL_MS = 20


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


def family(rounds: int, *, explain: bool) -> dict[str, float]:
    """Milliseconds for twelve months."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        for month in MONTHS:
            calculate(FAMILY, month, explain=explain)
        times.append((time.perf_counter() - start) * 1000)
    cuts = statistics.quantiles(times, n=20)
    return {"p50_ms": round(statistics.median(times), 2), "p95_ms": round(cuts[-1], 2), "max_ms": round(max(times), 2)}


def one_family(rounds: int) -> dict[str, object]:
    """Twelve months of three persons, with the tree of norms and without."""
    family(5, explain=True)
    explained = family(rounds, explain=True)
    return {
        "what": "12 Monate, drei Personen", "rounds": rounds, "explained": explained,
        "plain": family(rounds, explain=False), "goal_p95_ms": GOAL_MS, "goal_met": explained["p95_ms"] <= GOAL_MS,
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench law")
    parser.add_argument("rounds", nargs="?", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sizes", default=",".join(str(size) for size in SIZES))
    parser.add_argument("--no-peer", action="store_true", help="without GETTSIM")
    parser.add_argument("--no-germany", action="store_true", help="without 2.9 million households")
    arguments = parser.parse_args()
    sizes = tuple(size for size in (int(part) for part in arguments.sizes.split(",")) if size)

    def note(text: str) -> None:
        print(f"· {text}", file=sys.stderr, flush=True)

    report: dict[str, object] = {"machine": machine(), "family": one_family(arguments.rounds)}
    if sizes:
        report["columns"] = measure(
            arguments.seed, sizes, peer=not arguments.no_peer, germany=not arguments.no_germany, note=note
        )
    print(json.dumps(report, indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
