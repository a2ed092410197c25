"""One mixed-integer programme for HiGHS; status and gap are read from its own report, never guessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np

INF = highspy.kHighsInf


@dataclass(frozen=True)
class Report:
    """What the solver says: values (None without any solution), value, proven bound, its own status."""

    x: Any
    objective: float
    bound: float
    optimal: bool
    status: str


@dataclass
class Program:
    """Minimise costs under rows; columns and rows are added one by one."""

    cost: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    integer: list[bool] = field(default_factory=list)
    rows: list[tuple[list[int], list[float], float, float]] = field(default_factory=list)

    def column(self, cost: float = 0.0, upper: float = 1.0, *, integer: bool = False, lower: float = 0.0) -> int:
        """A variable; its number."""
        self.cost.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.integer.append(integer)
        return len(self.cost) - 1

    def row(self, columns: list[int], values: list[float], low: float = -INF, high: float = INF) -> None:
        """`low` ≤ Σ value·column ≤ `high`."""
        self.rows.append((columns, values, low, high))

    def solve(self, seconds: float = 60.0, start: Any = None) -> Report:
        """Run HiGHS; a time limit gives the best that was found, with the bound that was proven."""
        solver = highspy.Highs()  # type: ignore[no-untyped-call]  # the library has no types
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("time_limit", float(seconds))
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.passModel(self._model())
        if start is not None:
            given = highspy.HighsSolution()
            given.col_value = [float(v) for v in start]
            solver.setSolution(given)
        solver.run()
        status, info = solver.getModelStatus(), solver.getInfo()
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        optimal = status == highspy.HighsModelStatus.kOptimal
        has_integers = any(self.integer)
        return Report(
            x=np.array(solver.getSolution().col_value) if found else None,
            objective=info.objective_function_value if found else INF,
            bound=info.mip_dual_bound if has_integers else info.objective_function_value,
            optimal=optimal,
            status=solver.modelStatusToString(status),
        )

    def _model(self) -> Any:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cost), len(self.rows)
        model.col_cost_, model.col_lower_ = np.array(self.cost), np.array(self.lower)
        model.col_upper_ = np.array(self.upper)
        model.row_lower_ = np.array([row[2] for row in self.rows])
        model.row_upper_ = np.array([row[3] for row in self.rows])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lengths = np.array([0, *(len(row[0]) for row in self.rows)])
        model.a_matrix_.start_ = np.cumsum(lengths).astype(np.int32)
        model.a_matrix_.index_ = np.array([c for row in self.rows for c in row[0]], dtype=np.int32)
        model.a_matrix_.value_ = np.array([v for row in self.rows for v in row[1]], dtype=float)
        kinds = highspy.HighsVarType
        model.integrality_ = [kinds.kInteger if flag else kinds.kContinuous for flag in self.integer]
        return model
