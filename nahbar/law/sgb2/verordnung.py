"""The Verordnung to § 13 SGB II under its name of the month: Bürgergeld-V until 30 June 2026, GrusiGV since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar

from nahbar.law.explain import Value
from nahbar.law.norm import norm, wordings
from nahbar.law.rechtsstand import Rechtsstand

P = ParamSpec("P")
R = TypeVar("R", bound="Value | date | dict[str, int]")

BIS_BUERGERGELD, AB_GRUNDSICHERUNGSGELD = date(2026, 6, 30), date(2026, 7, 1)


def verordnung(
    stelle: str, *, einheit: str = "cent"
) -> Callable[[Callable[Concatenate[Rechtsstand, P], R]], Callable[Concatenate[Rechtsstand, P], R]]:
    """A norm of the Verordnung whose words did not change when its name did."""

    def decorate(function: Callable[Concatenate[Rechtsstand, P], R]) -> Callable[Concatenate[Rechtsstand, P], R]:
        name = function.__name__
        return wordings(
            norm(f"Bürgergeld-V {stelle}", name=name, einheit=einheit, bis=BIS_BUERGERGELD)(function),
            norm(f"GrusiGV {stelle}", name=name, einheit=einheit, ab=AB_GRUNDSICHERUNGSGELD)(function),
        )

    return decorate
