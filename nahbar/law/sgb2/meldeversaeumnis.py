"""§ 32: Meldeversäumnisse. What counts as repeated, and until when a reduction may be stated."""

from __future__ import annotations

from datetime import date

from nahbar.law.bgb.fristen import end_after_months
from nahbar.law.norm import norm

NEUES_RECHT = date(2026, 7, 1)
"""§ 65a Abs. 2 SGB II: a Meldeversäumnis before this day follows the earlier wording."""
MONATE = 6


def kann_mindern(nummer: int, versaeumt_am: date) -> bool:
    """True where this Meldeversäumnis could reduce at all; `nummer` counts those without an important reason."""
    return wiederholt(nummer) if versaeumt_am >= NEUES_RECHT else schon_das_erste(nummer)


def feststellung_bis(versaeumt_am: date) -> date:
    """The last day on which a reduction may be stated (§ 32 Abs. 2 S. 1 with § 31b Abs. 1 S. 3 SGB II)."""
    return date.fromisoformat(sechs_monate(versaeumt_am))


@norm("SGB II § 32 Abs. 1 S. 1", einheit="ja_nein", name="meldeversaeumnis_mindert")
def wiederholt(nummer: int) -> bool:
    """Since 1 July 2026 only a repeated one reduces: the first has no consequence for the money."""
    return nummer >= 2


@norm("SGB II § 65a Abs. 2", einheit="ja_nein", name="meldeversaeumnis_mindert_frueher")
def schon_das_erste(nummer: int) -> bool:
    """Before 1 July 2026 the first one reduced already (§ 32 in the wording until 30 June 2026)."""
    return nummer >= 1


@norm("SGB II § 31b Abs. 1 S. 3", einheit="datum")
def sechs_monate(versaeumt_am: date) -> str:
    """Six months from the day itself."""
    return end_after_months(versaeumt_am, MONATE).isoformat()
