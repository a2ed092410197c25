"""Two people get a Bescheid: which letter begins the period for an objection (§§ 37, 13 Abs. 3 SGB X, § 84 SGG)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nahbar.domain.applications.vertretung_queries import betreuer_on
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.mailroom.deadlines import APPEALABLE, seat
from nahbar.domain.mailroom.models import Brief
from nahbar.law.sgb10.rechtsbehelf import widerspruch_end
from nahbar.platform.zone import BERLIN

KOPIE = "_kopie"
"""`bescheid_kopie`, `ablehnung_kopie`: the same act, sent to the person as well."""


@dataclass(frozen=True)
class Fristbeginn:
    """The letter that was made known first, and the last day for an objection that follows from it."""

    an: str
    """Who got it."""
    kopie: bool
    """True: it was the copy to the person."""
    bekanntgabe: date
    widerspruch_bis: date
    auch_an: str
    """Who got the other letter."""


def copy_of(brief: Brief) -> Brief | None:
    """The copy that went to the person together with this letter to her representative."""
    copies = Brief.objects.filter(vorgang=brief.vorgang, art=f"{brief.art}{KOPIE}", betreff=copy_subject(brief.betreff))
    found: Brief | None = copies.order_by("-created_at").first()
    return found


def copy_subject(betreff: str) -> str:
    """What stands on the copy's line of the list."""
    return f"Kopie: {betreff}"[:200]


def period_start(entscheidung: Entscheidung) -> Fristbeginn | None:
    """Which of both letters begins the period; None without a copy, or before one of them was made known.

    The first receipt counts. Under an Einwilligungsvorbehalt the person cannot receive it (§ 11 Abs. 2 SGB X): then
    only the representative's letter does. A letter that came back was never made known (§ 37 Abs. 2 S. 3 SGB X).
    """
    brief = entscheidung.brief
    copy = copy_of(brief) if brief is not None and brief.art in APPEALABLE else None
    if brief is None or copy is None:
        return None
    day = brief.created_at.astimezone(BERLIN).date()
    betreuer = betreuer_on(entscheidung.antrag, day)
    able = not any(row.einwilligungsvorbehalt for row in betreuer)
    vertreter = betreuer[0].vertreter.name if betreuer else ""
    known = [row for row in ((brief, copy) if able else (brief,)) if row.bekanntgabe_am and row.zurueck_am is None]
    if not known:
        return None
    first = min(known, key=lambda row: (row.bekanntgabe_am, row.id == copy.id))
    assert first.bekanntgabe_am is not None
    where, person = seat(), str(entscheidung.antrag.person)
    is_copy = first.id == copy.id
    return Fristbeginn(
        an=person if is_copy else vertreter,
        kopie=is_copy,
        bekanntgabe=first.bekanntgabe_am,
        widerspruch_bis=widerspruch_end(first.bekanntgabe_am, where.land, where.ags),
        auch_an=vertreter if is_copy else person,
    )
