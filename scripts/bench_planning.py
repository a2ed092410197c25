"""Measure the choice of rooms: p-median on the areas and rooms of Berlin, beside spopt with HiGHS; prints JSON.

Run with `scripts/bench planning [FOLDER]`; the folder is as for `nahbar planung-import --format berlin`. spopt comes
from requirements/bench.txt into a throw-away environment and a process of its own: its libraries are not ours.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 60
SPOPT = """
import json, sys, time
import numpy as np, pulp
from spopt.locate import PMedian
data = np.load(sys.argv[1]); p = int(sys.argv[2]); limit = float(sys.argv[3])
begun = time.perf_counter()
model = PMedian.from_cost_matrix(data["way"], data["weights"], p_facilities=p)
solved = model.solve(pulp.HiGHS(msg=False, timeLimit=limit), results=False)
chosen = [j for j, v in enumerate(model.fac_vars) if v.value() and v.value() > 0.5]
value = float((data["way"][:, chosen].min(axis=1) * data["weights"]).sum()) if len(chosen) == p else None
says = pulp.LpStatus[model.problem.status]
print(json.dumps({"objective": value, "seconds": round(time.perf_counter() - begun, 1), "says": says}))
"""


def folder() -> Path | None:
    """Where the data are: the argument, NAHBAR_BENCH_GEO, or beside the project."""
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("NAHBAR_BENCH_GEO", "")
    found = Path(given) if given else ROOT.parent / "shared/data/geo"
    return found if (found / "berlin_plr_2021.csv").exists() else None


def main() -> int:
    here = folder()
    if here is None:
        print(json.dumps({"what": "planning", "skipped": "no data of Berlin: scripts/bench planning FOLDER"}))
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nahbar.config.settings")
    os.environ.setdefault("NAHBAR_MODE", "test")
    import django  # noqa: PLC0415  # the settings must be named first

    django.setup()
    from nahbar.connectors.open_data import berlin  # noqa: PLC0415  # needs Django set up
    from nahbar.domain.planning import areas, travel  # noqa: PLC0415  # as above
    from nahbar.domain.planning.locate import SOLVER, p_median  # noqa: PLC0415  # as above

    delivery = berlin.read(here)
    people = {z.schluessel: z.zaehler for z in delivery.zahlen if z.gruppe == "alle"}
    rooms = [room for room in delivery.raeume if room.schluessel in people]
    way = travel.minutes([areas.outline(r).punkt for r in rooms], [(o.lon, o.lat) for o in delivery.orte])
    weights = np.array([people[room.schluessel] for room in rooms], float)
    report: dict[str, object] = {
        "what": "p-median, Wege zu Fuß in Berlin", "areas": way.shape[0], "rooms": way.shape[1], "solver": SOLVER,
        "limit_seconds": SECONDS, "python": platform.python_version(), "cpus": os.cpu_count(),
    }  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="nahbar-bench-") as place:
        data = Path(place) / "data.npz"
        np.savez(data, way=way, weights=weights)
        peer = _peer(Path(place))
        for p in (10, 20):
            begun = time.perf_counter()
            found = p_median(way, weights, p, seconds=SECONDS)
            report[f"p={p}"] = {
                "own": {
                    "objective": round(found.zielwert), "mean_minutes": round(found.zielwert / weights.sum(), 2),
                    "gap": round(found.luecke, 5), "status": found.status,
                    "seconds": round(time.perf_counter() - begun, 1),
                },
                "spopt": _spopt(peer, data, p),
            }  # fmt: skip
    print(json.dumps(report, indent=1, ensure_ascii=False))
    return 0


def _peer(place: Path) -> Path | None:
    """An environment with spopt, exactly as locked; None where it cannot be made."""
    venv = place / "venv"
    python = venv / "bin/python"
    steps = (
        [sys.executable, "-m", "venv", str(venv)],
        [str(python), "-m", "pip", "install", "-qq", "--require-hashes", "-r", str(ROOT / "requirements/bench.txt")],
    )
    for step in steps:
        if subprocess.run(step, stdout=sys.stderr, check=False).returncode:
            return None
    return python


def _spopt(python: Path | None, data: Path, p: int) -> dict[str, object]:
    if python is None:
        return {"skipped": "requirements/bench.txt could not be installed"}
    call = [str(python), "-W", "ignore", "-c", SPOPT, str(data), str(p), str(SECONDS)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no word"}
    result: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


if __name__ == "__main__":
    sys.exit(main())
