"""Bekanntgabe, § 37 SGB X: the day on which an act counts as made known."""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.law.norm import norm

FIKTION_TAGE = 4


def bekanntgabe_by_post(posted: date) -> date:
    """The fourth day after posting within Germany (§ 37 Abs. 2 S. 1 SGB X).

    The fiction is no period: the day stays where it is, also on a Saturday, a Sunday or a holiday. It falls if the
    letter came later or not at all (S. 3); then the authority needs the day of real receipt instead.
    """
    return date.fromisoformat(bekanntgabe_nach_aufgabe(posted))


def bekanntgabe_electronic(notified: date) -> date:
    """The fourth day after the notice that the act is ready for retrieval was sent (§ 37 Abs. 2a S. 4 SGB X).

    Falls back to the day of retrieval if the notice's receipt is disputed and cannot be proved (S. 6, 7).
    """
    return date.fromisoformat(bekanntgabe_nach_benachrichtigung(notified))


@norm("SGB X § 37 Abs. 2 S. 1", einheit="datum")
def bekanntgabe_nach_aufgabe(aufgabe: date) -> str:
    """The fourth day after posting."""
    return (aufgabe + timedelta(days=FIKTION_TAGE)).isoformat()


@norm("SGB X § 37 Abs. 2a S. 4", einheit="datum")
def bekanntgabe_nach_benachrichtigung(absendung: date) -> str:
    """The fourth day after the notice was sent."""
    return (absendung + timedelta(days=FIKTION_TAGE)).isoformat()
