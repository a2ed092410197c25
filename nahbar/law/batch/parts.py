"""Parts of a stock, counted one after the other here, or each on a worker process of Dask; the table is the same.

A part travels as a description (a folder and a row group, or a seed), its households are read where it is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from nahbar.law.batch.plausible import StockUnusable
from nahbar.law.batch.simulate import Batch, State, Tally, tally
from nahbar.law.parameter import UnknownParameter

Progress = Callable[[int], None]
PATIENCE = 10
"""Seconds to wait for a cluster."""


class Part(Protocol):
    """Some households of a stock."""

    @property
    def households(self) -> int:
        """How many."""

    def batches(self) -> Iterator[Batch]:
        """The households, a few at a time."""


def count_here(
    parts: Sequence[Part], before: State, after: State, cache_in: Path | None, progress: Progress
) -> Tally:
    """The table of all parts in this process; tells after each part how many households are done."""
    found, done = Tally(), 0
    for part in parts:
        found.add(tally(part.batches(), before, after, cache_in))
        done += part.households
        progress(done)
    return found


def count_with_dask(
    parts: Sequence[Part], before: State, after: State, cache_in: Path | None, *, workers: int = 2, address: str = ""
) -> Tally:
    """The table of all parts: each a task on a worker process, here or on the cluster of this address.

    Raises ModuleNotFoundError where Dask is not installed, and StockUnusable where no cluster answers or with the
    sentence of a part that cannot be counted.
    """
    dask = import_module("dask")
    tasks = [dask.delayed(_count)(part, before, after, cache_in) for part in parts]
    found = Tally()
    if address:
        results = _on_cluster(tasks, address)
    else:
        results = dask.compute(*tasks, scheduler="processes", num_workers=workers)
    for one in results:
        if isinstance(one, str):
            raise StockUnusable(one)
        found.add(one)
    return found


def _on_cluster(tasks: Sequence[Any], address: str) -> Sequence[Tally | str]:
    distributed = import_module("distributed")
    try:
        client = distributed.Client(address, timeout=PATIENCE)
    except (OSError, ValueError):
        raise StockUnusable(f"Unter {address} antwortet kein Dask-Verbund.") from None
    with client:
        found: list[Tally | str] = client.gather(client.compute(list(tasks)))
        return found


def _count(part: Part, before: State, after: State, cache_in: Path | None) -> Tally | str:
    """The table of a part, or the sentence why there is none: exceptions do not travel well between processes."""
    try:
        return tally(part.batches(), before, after, cache_in)
    except (StockUnusable, UnknownParameter) as refusal:
        return str(refusal)
