"""The law over columns beside GETTSIM (numpy): the same households, the same outputs, every figure of a process alone.

Whole call = columns in memory to result columns in a process that has imported. Ours is compiled: the first call is
printed cold (empty cache) and cached. GETTSIM has no compilation; its whole call is printed plain and with its policy
environment prepared and its checks off, and its compiled function alone beside our computing alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from gettsim_draw import MONEY, NONE, Drawn, draw
from gettsim_inputs import OUTPUTS, inputs
from gettsim_peer import PeerFailed, call, environment

from nahbar.law.calendar import NIE

MONTH = date(2025, 5, 1)
SIZES = (1, 1_000, 100_000, 1_000_000)
GERMANY = 2_900_000
GOALS = {"whole_times_faster": 10, "compute_times_faster": 5, "peak_share": 0.5, "germany_seconds": 10}
PERSON_CENTS = (*MONEY, "rente_brutto")
PERSON_BOOLS = ("minderjaehriges_kind_ausserhalb", "merkzeichen_g", "grundrentenzeiten_33")
HERE = Path(__file__).resolve().parent
Note = Callable[[str], None]


def columns(drawn: Drawn) -> dict[str, Any]:
    """The draw as a stock: the columns of `nahbar.law.batch.sgb2.Stock`, cents as int32, parents as bits."""
    p, h = drawn.personen, drawn.haushalte
    both = (p["elternteil_1"], p["elternteil_2"])
    parents = sum(np.where(place == NONE, 0, 1 << np.maximum(place, 0)) for place in both)
    people = {name: p[name].astype(np.int32) for name in PERSON_CENTS} | {
        "rolle": p["rolle"], "geburtsdatum": p["geburtsdatum"], "eltern": parents, "ausbildung": p["ausbildung"],
        "kindergeld_empfaenger": np.maximum(p["kindergeld_empfaenger"], 0), "erwerbsfaehig": p["erwerbsfaehig"],
        "absetzungen_erwerb": p["fahrtkosten"].astype(np.int32),
        "absetzungen_versicherung": p["versicherung"].astype(np.int32),
    } | {name: p[name] for name in PERSON_BOOLS}  # fmt: skip
    asked = np.where(np.isnat(h["kostensenkung_ab"]), np.datetime64(NIE), h["kostensenkung_ab"])
    flats = {name: h[name].astype(np.int32) for name in ("bruttokaltmiete", "heizkosten", "angemessen_bruttokalt")}
    flats |= {"kostensenkung_ab": asked, "eigentum": h["eigentum"]}
    return {
        "sizes": np.bincount(p["haushalt"], minlength=len(drawn)),
        "begin": np.full(len(drawn), np.datetime64(drawn.month, "D")),
        "first_benefit": h["leistungsbeginn"],
        **{f"persons.{name}": column for name, column in people.items()},
        **{f"dwellings.{name}": column for name, column in flats.items()},
    }


def run_ours(facts: dict[str, Any], month: date, rounds: int, cache: Path) -> dict[str, Any]:
    """Measure our side once in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="nahbar-bench-") as folder:
        source, target, paper = (Path(folder) / name for name in ("in.npz", "out.npz", "order.json"))
        np.savez(source, **facts)
        order = {"date": month.isoformat(), "rounds": rounds, "cache": str(cache)}
        paper.write_text(json.dumps(order), encoding="utf-8")
        command = [sys.executable, str(HERE / "bench_law_ours.py"), str(source), str(target), str(paper)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return {"failed": (done.stderr.strip().splitlines() or ["no word"])[-1]}
        report: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        with np.load(target) as results:
            return report | {"columns": {name: results[name] for name in results.files}}


def measure(seed: int, sizes: tuple[int, ...], *, peer: bool, germany: bool, note: Note) -> dict[str, Any]:
    """Everything about columns as one report."""
    report: dict[str, Any] = {
        "month": f"{MONTH:%Y-%m}", "seed": seed, "outputs": list(OUTPUTS), "goals": GOALS, "sizes": {},
    }  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="nahbar-bench-cache-") as folder:
        cache = Path(folder)
        if peer:
            with environment(note) as python:
                _each(report, seed, sizes, cache, python, note)
        else:
            _each(report, seed, sizes, cache, None, note)
        if germany and "failed" not in report["sizes"].get(str(sizes[0]), {}).get("ours", {}):
            note(f"{GERMANY} Haushalte: ganz Deutschland, ein Monat …")
            answer = run_ours(columns(draw(seed, GERMANY, MONTH, alone=True)), MONTH, 1, cache)
            report["germany"] = _side(answer)
            report["growth"] = _growth(report)
    report["result"] = _result(report)
    return report


def _each(
    report: dict[str, Any], seed: int, sizes: tuple[int, ...], cache: Path, python: Path | None, note: Note
) -> None:
    for size in sizes:
        note(f"{size} Haushalte …")
        drawn = draw(seed, size, MONTH, alone=True)
        rounds = 2 if size >= 1_000_000 else 5
        row: dict[str, Any] = {"persons": len(drawn.personen["rolle"])}
        facts = columns(drawn)
        if size == sizes[0]:
            row["ours_with_empty_cache"] = _side(run_ours(facts, MONTH, 1, cache))
        ours = run_ours(facts, MONTH, rounds, cache)
        row["ours"] = _side(ours)
        if python is not None:
            order = {"date": MONTH.isoformat(), "targets": list(OUTPUTS.values()), "rounds": 2 if size > 1000 else 3}
            try:
                theirs = call(python, inputs(drawn), order)
            except PeerFailed as failure:
                row["gettsim"] = {"failed": str(failure).splitlines()[-1]}
            else:
                row["gettsim"] = _side(theirs.report)
                if "columns" in ours:
                    row["sums"] = _sums(ours["columns"], theirs.columns)
        report["sizes"][str(size)] = row


def _side(answer: dict[str, Any]) -> dict[str, Any]:
    """One side's figures: the best of the rounds in seconds, and peak memory in MB with what was there before."""
    if "failed" in answer:
        return {"failed": answer["failed"]}
    seconds = {
        name: round(min(value) if isinstance(value, list) else value, 6) for name, value in answer["seconds"].items()
    }
    return {"seconds": seconds, "peak_mb": answer["peak_mb"], "peak_mb_before_the_law": answer["peak_mb_before"]}


def _sums(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Euro of all persons on both sides: a sign that the same was computed; scripts/compare-gettsim looks closer."""
    own = {name: float(column.sum()) / 100 for name, column in ours.items()}
    own["anspruch"] += own["sofortzuschlag"]
    return {
        name: {"ours": round(own[name]), "gettsim": round(float(np.nansum(theirs[there])))}
        for name, there in OUTPUTS.items()
    }


def _growth(report: dict[str, Any]) -> dict[str, Any]:
    """From 100,000 households to all of Germany: what one household more costs there, beside what it cost before."""
    small, large = report["sizes"].get("100000", {}).get("ours", {}), report["germany"]
    if "seconds" not in small or "seconds" not in large:
        return {"skipped": "not both were measured"}
    return {
        "households_times": GERMANY / 100_000,
        "whole_times": round(large["seconds"]["whole"] / small["seconds"]["whole"], 1),
        "compute_times": round(large["seconds"]["compute"] / small["seconds"]["compute"], 1),
        "peak_times": round(large["peak_mb"] / small["peak_mb"], 1),
    }


def _result(report: dict[str, Any]) -> dict[str, Any]:
    """Beside the goals, at the largest size where both sides answered."""
    out: dict[str, Any] = {}
    for size, row in report["sizes"].items():
        ours, theirs = row.get("ours", {}), row.get("gettsim", {})
        if "seconds" not in ours or "seconds" not in theirs:
            continue
        out = {
            "households": int(size),
            "whole_times_faster": round(theirs["seconds"]["whole"] / ours["seconds"]["whole"], 1),
            "prepared_times_faster": round(theirs["seconds"]["prepared"] / ours["seconds"]["whole"], 1),
            "compute_times_faster": round(theirs["seconds"]["compute"] / ours["seconds"]["compute"], 1),
            "peak_share": round(ours["peak_mb"] / theirs["peak_mb"], 2),
        }
    if "seconds" in report.get("germany", {}):
        out["germany_seconds"] = report["germany"]["seconds"]["whole"]
    out["goals_met"] = {
        name: (out[name] <= goal if name in ("peak_share", "germany_seconds") else out[name] >= goal)
        for name, goal in GOALS.items()
        if name in out
    }
    return out
