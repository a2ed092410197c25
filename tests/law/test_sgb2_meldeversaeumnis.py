"""§ 32: when a Meldeversäumnis may reduce at all, and until when that may be stated (J4, U31)."""

from __future__ import annotations

from datetime import date

from nahbar.law.sgb2.meldeversaeumnis import feststellung_bis, kann_mindern, schon_das_erste, sechs_monate, wiederholt


def test_since_july_2026_only_a_repeated_one_reduces() -> None:
    """J4: the first miss has no consequence for the money; the day of the miss decides (§ 65a Abs. 2)."""
    assert [kann_mindern(nummer, date(2026, 7, 1)) for nummer in (0, 1, 2, 3)] == [False, False, True, True]
    assert [kann_mindern(nummer, date(2026, 6, 30)) for nummer in (0, 1, 2)] == [False, True, True]
    assert [wiederholt(1), wiederholt(2), schon_das_erste(0), schon_das_erste(1)] == [False, True, False, True]


def test_six_months_to_state_it() -> None:
    """§ 31b Abs. 1 S. 3: missed on 9 December, stated until 9 June; the end of a short month."""
    assert feststellung_bis(date(2026, 12, 9)) == date(2027, 6, 9)
    assert sechs_monate(date(2026, 8, 31)) == "2027-02-28"
