"""When a letter counts as made known, and until when a Widerspruch is possible (§ 37 SGB X, § 84 SGG)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nahbar.law.sgb10.bekanntgabe import bekanntgabe_by_post, bekanntgabe_electronic
from nahbar.law.sgb10.rechtsbehelf import widerspruch_end
from nahbar.platform.tenancy.models import Gemeinde, Traeger
from nahbar.platform.tenancy.scope import current_traeger_id

APPEALABLE = frozenset({"bescheid", "ablehnung"})
"""Letters that are a Verwaltungsakt: with them the period of § 84 SGG begins."""


@dataclass(frozen=True)
class Seat:
    """Where the authority sits: its Land, and the municipality where a holiday may be a local one."""

    land: str
    ags: str | None


@dataclass(frozen=True)
class Service:
    """Day of Bekanntgabe, and the last day for a Widerspruch if the letter is a Verwaltungsakt."""

    bekanntgabe: date
    widerspruch_bis: date | None


def seat() -> Seat:
    """The seat of the scope's Träger; the holidays of its town count."""
    traeger = Traeger.objects.get(id=current_traeger_id())
    town = Gemeinde.objects.filter(name=traeger.ort).first()
    return Seat(traeger.land, town.ags if town else None)


def service(art: str, sent: date, *, electronic: bool) -> Service:
    """Both dates of a letter that was posted, or whose notification was sent, on this day."""
    known = bekanntgabe_electronic(sent) if electronic else bekanntgabe_by_post(sent)
    if art not in APPEALABLE:
        return Service(known, None)
    where = seat()
    return Service(known, widerspruch_end(known, where.land, where.ags))
