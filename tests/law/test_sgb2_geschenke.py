"""GrusiGV § 1 Abs. 1 Nr. 12: a gift for confirmation (U38)."""

from __future__ import annotations

from datetime import date

import pytest

from nahbar.law.explain import explain
from nahbar.law.parameter import statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.geschenke import geldgeschenk_frei
from nahbar.law.sgb2.sachverhalt import Person, Rolle

CHILD = Person("k1", 1, Rolle.KIND, date(2012, 4, 1))


@pytest.mark.parametrize(("gift", "free"), [(0, 0), (309_999, 309_999), (310_000, 310_000), (310_100, 310_000)])
def test_u38_a_gift_is_free_up_to_3100_euro(gift: int, free: int) -> None:
    """U38: 3,100 does not count; of 3,101 one euro counts (»soweit«)."""
    month = date(2026, 11, 1)
    assert geldgeschenk_frei(Rechtsstand(month, month, statutory()), CHILD, gift) == free


@pytest.mark.parametrize(("month", "norm"), [
    (date(2026, 6, 1), "Bürgergeld-V § 1 Abs. 1 Nr. 12"), (date(2026, 7, 1), "GrusiGV § 1 Abs. 1 Nr. 12")])  # fmt: skip
def test_the_verordnung_has_its_name_of_the_month(month: date, norm: str) -> None:
    with explain() as steps:
        geldgeschenk_frei(Rechtsstand(month, month, statutory()), CHILD, 100)
    assert [(step.norm, step.person, step.ergebnis) for step in steps] == [(norm, "k1", 100)]
