"""When an application counts as made, § 16 SGB I."""

from __future__ import annotations

from datetime import date

from nahbar.law.norm import norm


@norm("SGB I § 16 Abs. 2 S. 2", einheit="datum")
def antrag_gestellt_am(eingang_zustaendig: date, eingang_unzustaendig: date | None) -> date:
    """The day that counts: receipt by a wrong body, any municipality or a German mission abroad is enough."""
    return eingang_zustaendig if eingang_unzustaendig is None else min(eingang_zustaendig, eingang_unzustaendig)
