"""Bekanntgabe, §§ 37 and 39 SGB X: the day on which an act counts as made known, and works.

The fictions changed on 1 January 2025 from the third to the fourth day (Postrechtsmodernisierungsgesetz of 15 July
2024, BGBl. 2024 I Nr. 236); the day on which the letter or the message was sent decides which one holds.
"""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.law.norm import norm

VIERTER_TAG_AB = date(2025, 1, 1)
DRITTER_TAG_BIS = date(2024, 12, 31)


def bekanntgabe_by_post(posted: date) -> date:
    """The fourth day after posting within Germany, the third before 2025 (§ 37 Abs. 2 S. 1 SGB X).

    The fiction is no period: the day stays where it is, also on a Saturday, a Sunday or a holiday. It falls if the
    letter came later or not at all: `bekanntgabe_bei_spaeterem_zugang`. Abroad there is none: `bekanntgabe_im_ausland`.
    """
    return _nach_aufgabe(posted) if posted >= VIERTER_TAG_AB else _nach_aufgabe_frueher(posted)


def bekanntgabe_sent(sent: date) -> date:
    """The fourth day after an electronic act was sent, the third before 2025 (§ 37 Abs. 2 S. 2 SGB X)."""
    return _nach_absendung(sent) if sent >= VIERTER_TAG_AB else _nach_absendung_frueher(sent)


def bekanntgabe_electronic(notified: date) -> date:
    """The fourth day after the notice that the act is ready for retrieval was sent (§ 37 Abs. 2a S. 4 SGB X).

    Before 2025 the third. Falls back to the day of retrieval if the notice's receipt is disputed and cannot be proved,
    or came late (S. 6, 7): `bekanntgabe_mit_abruf`.
    """
    return _nach_benachrichtigung(notified) if notified >= VIERTER_TAG_AB else _nach_benachrichtigung_frueher(notified)


@norm("SGB X § 37 Abs. 2 S. 1", einheit="datum", name="bekanntgabe_nach_aufgabe", ab=VIERTER_TAG_AB)
def _nach_aufgabe(aufgabe: date) -> date:
    """The fourth day after posting."""
    return aufgabe + timedelta(days=4)


@norm("SGB X § 37 Abs. 2 S. 1", einheit="datum", name="bekanntgabe_nach_aufgabe", bis=DRITTER_TAG_BIS)
def _nach_aufgabe_frueher(aufgabe: date) -> date:
    """The third day after posting."""
    return aufgabe + timedelta(days=3)


@norm("SGB X § 37 Abs. 2 S. 2", einheit="datum", name="bekanntgabe_nach_absendung", ab=VIERTER_TAG_AB)
def _nach_absendung(absendung: date) -> date:
    """The fourth day after sending, in Germany and abroad."""
    return absendung + timedelta(days=4)


@norm("SGB X § 37 Abs. 2 S. 2", einheit="datum", name="bekanntgabe_nach_absendung", bis=DRITTER_TAG_BIS)
def _nach_absendung_frueher(absendung: date) -> date:
    """The third day after sending, in Germany and abroad."""
    return absendung + timedelta(days=3)


@norm("SGB X § 37 Abs. 2a S. 4", einheit="datum", name="bekanntgabe_nach_benachrichtigung", ab=VIERTER_TAG_AB)
def _nach_benachrichtigung(absendung: date) -> date:
    """The fourth day after the notice was sent."""
    return absendung + timedelta(days=4)


@norm("SGB X § 37 Abs. 2a S. 4", einheit="datum", name="bekanntgabe_nach_benachrichtigung", bis=DRITTER_TAG_BIS)
def _nach_benachrichtigung_frueher(absendung: date) -> date:
    """The third day after the notice was sent."""
    return absendung + timedelta(days=3)


@norm("SGB X § 37 Abs. 2 S. 3", einheit="datum")
def bekanntgabe_bei_spaeterem_zugang(fiktion: date, zugang: date | None) -> date | None:
    """The day of real receipt if the act came later than the fiction says; None if it never came or nobody proves it.

    An earlier receipt changes nothing. In doubt the authority proves receipt and its day.
    """
    return None if zugang is None else max(fiktion, zugang)


@norm("SGB X § 37 Abs. 1", einheit="datum")
def bekanntgabe_im_ausland(zugang: date | None) -> date | None:
    """A letter that goes abroad by post: no fiction holds, the day of real receipt counts; None while unproved."""
    return zugang


@norm("SGB X § 37 Abs. 2a S. 6", einheit="datum")
def bekanntgabe_mit_abruf(abgerufen: date | None) -> date | None:
    """Receipt of the notice is disputed and unproved, or it came late (S. 7): the day of retrieval; None before it."""
    return abgerufen


@norm("SGB X § 37 Abs. 4 S. 3", einheit="datum")
def oeffentliche_bekanntgabe(bekanntmachung: date) -> date:
    """Public announcement: two weeks after it."""
    return bekanntmachung + timedelta(weeks=2)


@norm("SGB X § 37 Abs. 4 S. 4", einheit="datum")
def oeffentliche_bekanntgabe_bestimmt(bekanntmachung: date, bestimmt: date) -> date:
    """A general order may name another day, at the earliest the one after the announcement."""
    return max(bestimmt, bekanntmachung + timedelta(days=1))


@norm("SGB X § 39 Abs. 1 S. 1", einheit="datum")
def wirksam_ab(bekanntgabe: date | None, nichtig: bool) -> date | None:
    """An act works from its Bekanntgabe; a void one never does (Abs. 3)."""
    return None if nichtig else bekanntgabe
