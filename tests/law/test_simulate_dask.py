"""Beyond one machine: parts of a stock on two worker processes give exactly the table of one process."""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from pathlib import Path

import pytest

from nahbar.law.batch.draw import drawn_parts
from nahbar.law.batch.parts import count_here, count_with_dask
from nahbar.law.batch.plausible import StockUnusable
from nahbar.law.batch.simulate import ALL, State
from nahbar.law.batch.tables import parts_of, write
from nahbar.law.parameter import statutory
from tests.law.test_simulate import same

CACHE = Path(sys.prefix) / "law-cache"
BEFORE, AFTER = State(date(2026, 6, 1), statutory()), State(date(2026, 7, 1), statutory())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """400 households in four row groups."""
    drawn = drawn_parts(11, 400, BEFORE.month, size=100)
    assert write(tmp_path, (batch for part in drawn for batch in part.batches())) == 400
    return tmp_path


def test_two_worker_processes_give_the_table_of_one(folder: Path) -> None:
    parts = parts_of(folder)
    assert len(parts) == 4
    told: list[int] = []
    here = count_here(parts, BEFORE, AFTER, CACHE, told.append)
    assert told == [100, 200, 300, 400] and here.groups[ALL, ALL]["verlierer"] > 0
    there = count_with_dask(parts, BEFORE, AFTER, CACHE, workers=2)
    assert same(here, there)


def test_a_part_that_cannot_be_counted_tells_its_sentence(folder: Path) -> None:
    """Also from another process: a month without values names a value."""
    unknown = State(date(2027, 1, 1), statutory())
    parts = parts_of(folder)[:2]
    with pytest.raises(StockUnusable) as refusal:
        count_with_dask(parts, BEFORE, unknown, CACHE, workers=2)
    assert re.fullmatch(r"Der Wert .+ ist für 01/2027 nicht bekannt\.", str(refusal.value))


def test_a_cluster_by_address(folder: Path) -> None:
    """A scheduler and two worker processes, reached over the network of this machine."""
    from distributed import LocalCluster

    parts = parts_of(folder)
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        there = count_with_dask(parts, BEFORE, AFTER, CACHE, address=cluster.scheduler_address)
        pids = {worker.process.pid for worker in cluster.workers.values()}
    assert len(pids) == 2 and os.getpid() not in pids
    assert same(count_here(parts, BEFORE, AFTER, CACHE, lambda done: None), there)
