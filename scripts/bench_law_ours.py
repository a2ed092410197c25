"""Our law over columns, measured in a process of its own: `bench_law_ours.py IN.npz OUT.npz ORDER.json`.

IN holds the columns of persons (`p_…`) and households (`h_…`), sorted by household; the order names month and rounds.
Compile time is that of the first call on one household: cold with an empty cache of Numba, else from the cache.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from bench_law_peak import peak

Columns = dict[str, np.ndarray[Any, Any]]
OUTPUTS = ("anspruch", "bedarf", "einkommen")
"""What both sides give for each person."""


def load_engine() -> tuple[Callable[..., Any], Callable[..., Any], Callable[..., Any]]:
    """Prepare columns, compute prepared ones, and result columns of what was computed; ImportError until they exist."""
    from nahbar.law import batch  # noqa: PLC0415  # its import is measured

    return batch.prepare, batch.compute, batch.results


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = function()
    return time.perf_counter() - start, result


def first_household(columns: Columns) -> Columns:
    """The columns of one household: enough to compile everything."""
    rows = int(np.searchsorted(columns["p_haushalt"], 1))
    return {name: column[: 1 if name.startswith("h_") else rows] for name, column in columns.items()}


def measure(columns: Columns, month: date, rounds: int) -> tuple[dict[str, Any], Columns]:
    """Seconds of import, compilation, whole calls and computing alone, and the result columns."""
    seconds: dict[str, Any] = {"whole": [], "compute": []}
    seconds["import"], (prepare, compute, results) = timed(load_engine)

    def whole(facts: Columns) -> Columns:
        return dict(results(compute(prepare(facts, month))))

    seconds["first_call"], _ = timed(lambda: whole(first_household(columns)))
    out: Columns = {}
    for _ in range(rounds):
        took, out = timed(lambda: whole(columns))
        seconds["whole"].append(took)
    prepared = prepare(columns, month)
    for _ in range(max(rounds, 3)):
        took, _ = timed(lambda: compute(prepared))
        seconds["compute"].append(took)
    return seconds, out


def run() -> None:
    source, target, order_file = (Path(name) for name in sys.argv[1:4])
    order = json.loads(order_file.read_text(encoding="utf-8"))
    with np.load(source) as stored:
        columns = {name: stored[name] for name in stored.files}
    before = peak()
    seconds, out = measure(columns, date.fromisoformat(order["date"]), order["rounds"])
    report = {"peak_mb_before": before, "seconds": seconds, "peak_mb": peak()}
    np.savez(target, **{name: out[name] for name in OUTPUTS})  # type: ignore[arg-type]
    print(json.dumps(report))


if __name__ == "__main__":
    run()
