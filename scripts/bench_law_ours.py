"""Our law over columns, measured in a process of its own: `bench_law_ours.py IN.npz OUT.npz ORDER.json`.

IN holds the columns of a stock (`nahbar.law.batch.sgb2.Stock`): `persons.…`, `dwellings.…`, sizes and begins; the order
names month, rounds and where compiled code is kept. The first call is that of one household: with an empty directory it
compiles the law, else it reads it from there.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import get_ident
from typing import Any

import numpy as np
from bench_law_peak import peak

Columns = dict[str, np.ndarray[Any, Any]]
OUTPUTS = ("anspruch", "sofortzuschlag", "bedarf", "einkommen")
"""What both sides give for each person; GETTSIM's claim contains the Sofortzuschlag."""


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = function()
    return time.perf_counter() - start, result


def part(columns: Columns, prefix: str, rows: int) -> Columns:
    """The columns under one prefix, from the top."""
    return {name.removeprefix(prefix): column[:rows] for name, column in columns.items() if name.startswith(prefix)}


def stock_of(columns: Columns, households: int) -> Any:
    """The first households of the columns as a stock; nothing is copied."""
    from nahbar.law.batch.sgb2 import Stock  # noqa: PLC0415  # its import is measured

    sizes = columns["sizes"][:households]
    persons, dwellings = part(columns, "persons.", int(sizes.sum())), part(columns, "dwellings.", households)
    return Stock(sizes, persons, dwellings, columns["begin"][:households], columns["first_benefit"][:households])


@contextmanager
def compute_alone(module: Any) -> Iterator[dict[int, float]]:
    """Seconds that each thread spent in the compiled law itself, without laying out columns and taking results back."""
    spent: dict[int, float] = {}
    compiled = module.run

    def run(*arguments: Any) -> None:
        took, _ = timed(lambda: compiled(*arguments))
        spent[get_ident()] = spent.get(get_ident(), 0.0) + took

    module.run = run
    try:
        yield spent
    finally:
        module.run = compiled


def measure(columns: Columns, month: date, rounds: int, cache: Path) -> tuple[dict[str, Any], Columns]:
    """Seconds of import, the first call, whole calls and computing alone, and the result columns."""

    def engine() -> tuple[Any, Any, Any]:
        from nahbar.law.batch import sgb2  # noqa: PLC0415  # as above
        from nahbar.law.parameter import statutory  # noqa: PLC0415  # as above

        return sgb2.calculate, sgb2.compiled, statutory()

    seconds: dict[str, Any] = {"whole": [], "compute": []}
    seconds["import"], (calculate, compiled, parameters) = timed(engine)

    def whole(stock: Any) -> Columns:
        return dict(calculate(stock, month, parameters, results=OUTPUTS, cache_in=cache))

    seconds["first_call"], _ = timed(lambda: whole(stock_of(columns, 1)))
    everything = stock_of(columns, len(columns["sizes"]))
    out: Columns = {}
    for _ in range(rounds):
        took, out = timed(lambda: whole(everything))
        seconds["whole"].append(took)
        with compute_alone(compiled(cache).module) as spent:
            whole(everything)
        seconds["compute"].append(max(spent.values()))
    return seconds, out


def run() -> None:
    source, target, order_file = (Path(name) for name in sys.argv[1:4])
    order = json.loads(order_file.read_text(encoding="utf-8"))
    with np.load(source) as stored:
        columns = {name: stored[name] for name in stored.files}
    before = peak()
    seconds, out = measure(columns, date.fromisoformat(order["date"]), order["rounds"], Path(order["cache"]))
    report = {"peak_mb_before": before, "seconds": seconds, "peak_mb": peak()}
    np.savez(target, **{name: out[name] for name in OUTPUTS})  # type: ignore[arg-type]
    print(json.dumps(report))


if __name__ == "__main__":
    run()
