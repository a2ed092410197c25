"""Run by the python of GETTSIM's own environment, as a process of its own: calls its public API and nothing else.

`gettsim_runner.py IN.npz OUT.npz ORDER.json`: IN holds input columns by their qualified names; the order names the
policy date, the outputs and what to measure. Results and seconds are written back; the last line of output is JSON.
"""

import json
import sys
import time

from bench_law_peak import peak

begun = time.perf_counter()
import numpy as np  # noqa: E402
from gettsim import InputData, MainTarget, TTTargets, main  # noqa: E402

IMPORT = time.perf_counter() - begun


def whole(order, data, **prepared):
    """One whole call: input columns to result columns."""
    return main(
        main_target=MainTarget.results.qname,
        policy_date_str=order["date"],
        input_data=InputData.qname(data),
        tt_targets=TTTargets.qname(order["targets"]),
        backend="numpy",
        **prepared,
    )


def timed(function):
    start = time.perf_counter()
    result = function()
    return time.perf_counter() - start, result


def measure(order, data):
    """Whole call, whole call with a prepared environment, compiled function alone; best of the rounds."""
    rounds = order["rounds"]
    seconds = {"import": IMPORT, "whole": [], "prepared": [], "compute": []}
    for _ in range(rounds):
        took, result = timed(lambda: whole(order, data))
        seconds["whole"].append(took)
    took, environment = timed(
        lambda: main(main_target=MainTarget.policy_environment, policy_date_str=order["date"], backend="numpy")
    )
    seconds["policy_environment"] = took
    quiet = {"policy_environment": environment, "include_fail_nodes": False, "include_warn_nodes": False}
    for _ in range(rounds):
        took, result = timed(lambda: whole(order, data, **quiet))
        seconds["prepared"].append(took)
    parts = main(
        main_targets=(MainTarget.tt_function, MainTarget.processed_data),
        policy_date_str=order["date"], input_data=InputData.qname(data), tt_targets=TTTargets.qname(order["targets"]),
        backend="numpy", **quiet,
    )  # fmt: skip
    for _ in range(max(rounds, 3)):
        took, _ = timed(lambda: parts["tt_function"](parts["processed_data"]))
        seconds["compute"].append(took)
    return seconds, result


def numbers(result, targets):
    """The result columns, whatever the length of their names."""
    return {name: np.asarray(result[name]) for name in targets}


def run():
    source, target, order_file = sys.argv[1:4]
    with open(order_file, encoding="utf-8") as file:
        order = json.load(file)
    data = dict(np.load(source))
    report = {"peak_mb_before": peak()}
    if order.get("rounds"):
        report["seconds"], result = measure(order, data)
    else:
        report["seconds"], result = {"import": IMPORT}, whole(order, data)
    report["peak_mb"] = peak()
    np.savez(target, **numbers(result, order["targets"]))
    print(json.dumps(report))


if __name__ == "__main__":
    run()
