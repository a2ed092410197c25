"""32 clients fight for appointments: bookings a second, latency, overlaps; a naive program beside it.

`scripts/bench booking [seconds]`. Three ways over the same times, one after the other, on one server with fsync: the
house's whole act (rules, file, audit trail), its claim alone, and check-then-insert as many programs do it.
"""

from __future__ import annotations

import json
import multiprocessing as mp
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from queue import Empty
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import django
import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
if __name__ == "__main__":  # the processes of the clients inherit what is set here
    _home = tempfile.mkdtemp(prefix="nahbar-bench-")
    os.chmod(_home, 0o755)
    os.environ |= {"NAHBAR_HOME": _home, "NAHBAR_MODE": "test", "NAHBAR_NOW": "2026-11-23T06:00",
                   "DJANGO_SETTINGS_MODULE": "nahbar.config.settings"}  # fmt: skip
    os.environ.pop("NAHBAR_PG_UNSAFE_FAST", None)
HOME = Path(os.environ["NAHBAR_HOME"])
django.setup()

from django.db import connection, connections, transaction  # noqa: E402 - settings come first

from nahbar.config.demo.town import create_traeger  # noqa: E402
from nahbar.domain.appointments import actions, places, queries, slots  # noqa: E402
from nahbar.domain.appointments.errors import SlotTaken  # noqa: E402
from nahbar.domain.appointments.models import Angebot, Belegung  # noqa: E402
from nahbar.platform.accounts.roles import ANONYMOUS, MACHINE  # noqa: E402
from nahbar.platform.database.embedded import EmbeddedPostgres  # noqa: E402
from nahbar.platform.tenancy.scope import savepoint, traeger_scope  # noqa: E402
from nahbar.platform.zone import BERLIN  # noqa: E402

CLIENTS, PROCESSES = 32, 4
RESOURCES, DAYS = 20, 5
SECONDS = 8
FIRST_DAY = date(2026, 11, 24)


def percentile(values: list[float], share: float) -> float:
    """The value below which this share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def machine(version: str) -> dict[str, object]:
    """What these figures are from; a load above the number of cores makes them a lower bound."""
    return {"cores": os.cpu_count(), "python": platform.python_version(), "machine": platform.machine(),
            "postgresql": version, "fsync": "on", "load_before": round(os.getloadavg()[0], 1)}  # fmt: skip


def prepare() -> tuple[UUID, UUID]:
    """A Träger with one offer of many caseworkers, one hour's grid of quarters all day; ids of Träger and offer."""
    traeger = create_traeger("musterland")
    with traeger_scope(traeger.id):
        ort = places.save_ort(acting=MACHINE, name="Haus", strasse="Weg 1", plz="46325", ort="Musterstadt")
        angebot = places.save_angebot(acting=MACHINE, ort=ort, titel="Termin", dauer_min=15, vorlauf_stunden=0)
        for weekday in range(7):
            places.add_oeffnung(acting=MACHINE, angebot=angebot, weekday=weekday, von=clock_time(8), bis=clock_time(16))
        for number in range(RESOURCES):
            places.assign_ressource(acting=MACHINE, angebot=angebot, name=f"Platz {number:02d}", art="person")
    return traeger.id, angebot.id


def some_time(rng: random.Random) -> datetime:
    """A quarter of an hour of these days, in local time."""
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    start = datetime.combine(day, clock_time(8), tzinfo=BERLIN)
    return start + timedelta(minutes=15 * rng.randrange(32))


def whole_act(traeger_id: UUID, angebot_id: UUID) -> Callable[[random.Random], bool]:
    """What a visitor's click does, in one transaction."""

    def attempt(rng: random.Random) -> bool:
        beginn = some_time(rng)
        with traeger_scope(traeger_id):
            angebot = queries.angebot_by_id(angebot_id)
            try:
                with savepoint():
                    actions.create_termin(acting=ANONYMOUS, angebot=angebot, beginn=beginn, name="X")
            except SlotTaken:
                return False
        return True

    return attempt


def claim(traeger_id: UUID, angebot_id: UUID) -> Callable[[random.Random], bool]:
    """The one statement that decides: INSERT … ON CONFLICT DO NOTHING against the exclusion constraint."""
    with traeger_scope(traeger_id):
        (people,) = slots.pools(Angebot.objects.get(id=angebot_id))

    def attempt(rng: random.Random) -> bool:
        begin = some_time(rng)
        row = Belegung(
            traeger_id=traeger_id, ressource=rng.choice(people), during=(begin, begin + timedelta(minutes=15))
        )
        with traeger_scope(traeger_id):
            Belegung.objects.bulk_create([row], ignore_conflicts=True)
            return bool(Belegung.objects.filter(id=row.id).exists())

    return attempt


def naive(traeger_id: UUID, angebot_id: UUID) -> Callable[[random.Random], bool]:
    """Look whether it is free, then insert: READ COMMITTED, as many programs do it."""

    def attempt(rng: random.Random) -> bool:
        begin, resource = some_time(rng), rng.randrange(RESOURCES)
        end = begin + timedelta(minutes=15)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select 1 from bench_naive where resource = %s and during && tstzrange(%s, %s)", [resource, begin, end]
            )
            if cursor.fetchone():
                return False
            cursor.execute("insert into bench_naive values (%s, tstzrange(%s, %s))", [resource, begin, end])
        return True

    return attempt


WAYS: dict[str, Callable[[UUID, UUID], Callable[[random.Random], bool]]] = {
    "whole_act": whole_act, "claim_alone": claim, "naive_peer": naive,
}  # fmt: skip
HOUSE = ("appointments_belegung", "ressource_id")
TABLES = {"whole_act": HOUSE, "claim_alone": HOUSE, "naive_peer": ("bench_naive", "resource")}


def client_process(way: str, number: int, ids: tuple[UUID, UUID], seconds: float, out: Any) -> None:
    """One process with its share of the clients, each with a connection of its own."""
    met: Counter[str] = Counter()
    times: list[float] = []
    each = CLIENTS // PROCESSES
    gate = Barrier(each)

    def one(client: int) -> None:
        rng = random.Random(client * 7919)
        attempt = WAYS[way](*ids)
        connection.ensure_connection()
        gate.wait()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            began = time.perf_counter()
            try:
                met["booked" if attempt(rng) else "taken"] += 1
            except Exception as error:
                met[type(error).__name__] += 1
            times.append((time.perf_counter() - began) * 1000)
        connection.close()

    threads = [Thread(target=one, args=(number * each + index,)) for index in range(each)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    out.put((met, times))


def overlaps(connection: Any, table: str, resource: str) -> int:
    """Pairs that hold one resource at one time."""
    pairs = sql.SQL(
        "select count(*) from {0} a join {0} b on a.ctid < b.ctid and a.{1} = b.{1} and a.during && b.during"
    ).format(sql.Identifier(table), sql.Identifier(resource))
    row = connection.execute(pairs).fetchone()
    return int(row[0])


def run(way: str, ids: tuple[UUID, UUID], seconds: float) -> dict[str, object]:
    """All clients at once; what they met and how long it took."""
    context = mp.get_context("spawn")
    out = context.Queue()
    workers = [context.Process(target=client_process, args=(way, n, ids, seconds, out)) for n in range(PROCESSES)]
    for worker in workers:
        worker.start()
    met: Counter[str] = Counter()
    times: list[float] = []
    for _ in workers:
        try:
            found, spent = out.get(timeout=seconds + 120)
        except Empty:
            raise SystemExit(f"{way}: a process did not finish") from None
        met += found
        times += spent
    for worker in workers:
        worker.join()
    return {
        "attempts_per_s": round(len(times) / seconds),
        "bookings_per_s": round(met["booked"] / seconds, 1),
        **{key: count for key, count in sorted(met.items())},
        "ms": {"median": round(statistics.median(times), 1), "p99": round(percentile(times, 0.99), 1),
               "max": round(max(times), 1)},
    }  # fmt: skip


def main() -> None:
    """Make an installation, measure the three ways, take it away again."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    subprocess.run([sys.executable, "-m", "nahbar.config.cli", "migrate"], cwd=ROOT, check=True, stdout=sys.stderr)
    server = EmbeddedPostgres(HOME)
    params: Any = server.params("postgres")
    figures: dict[str, object] = {}
    try:
        ids = prepare()
        with psycopg.connect(**params, autocommit=True) as owner:
            version = str(owner.execute("show server_version").fetchone()[0])  # type: ignore[index]  # one row
            owner.execute("create table bench_naive (resource int not null, during tstzrange not null)")
            owner.execute("create index on bench_naive using gist (during)")
            owner.execute("grant select, insert on bench_naive to nahbar_app")
            figures = {"clients": CLIENTS, "resources": RESOURCES, "times_each": DAYS * 32, "seconds": seconds,
                       "machine": machine(version)}  # fmt: skip
            for way in WAYS:
                owner.execute("truncate appointments_belegung, appointments_termin, bench_naive cascade")
                found = run(way, ids, seconds)
                found["overlapping_pairs"] = overlaps(owner, *TABLES[way])
                figures[way] = found
    finally:
        connections.close_all()
        server.stop()
        shutil.rmtree(HOME, ignore_errors=True)
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    if any(figures[way]["overlapping_pairs"] for way in ("whole_act", "claim_alone")):  # type: ignore[index]  # shape above
        raise SystemExit("two appointments overlap")


if __name__ == "__main__":
    main()
