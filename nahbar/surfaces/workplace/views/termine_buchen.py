"""Booking for somebody: an offer, a time, a file or a name; an invitation with legal consequences where it may be."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from nahbar.domain.appointments import queries
from nahbar.domain.appointments.policies import DESKS, can_invite
from nahbar.domain.casefile.aktenschutz import hidden_akten, must_know
from nahbar.domain.casefile.queries import akte_by_id, search_akten
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.book_termin import book_termin
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, typed_day, typed_ids

FORMAT = "%Y%m%dT%H%MZ"
DAYS_SHOWN = 5
ARTEN = (("vor_ort", "vor Ort"), ("telefon", "am Telefon"), ("video", "per Video"))


def moment_of(text: str) -> datetime | None:
    """The moment of a key such as `20261125T0900Z`; None if it is none."""
    try:
        return datetime.strptime(text, FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None


def offered_days(
    angebot: queries.Angebot, start: date, sprache: str = ""
) -> list[tuple[date, list[tuple[str, datetime]]]]:
    """The next days with free times, as staff may book them: day, then key and moment of each time."""
    slots = queries.free_slots(angebot, start, 60, sprache=sprache, staff=True)
    days = [
        (day, [(f"{slot.beginn:{FORMAT}}", slot.beginn) for slot in rows])
        for day, rows in groupby(slots, key=lambda slot: slot.day)
    ]
    return days[:DAYS_SHOWN]


@allow(*DESKS)
@require_http_methods(["GET", "POST"])
def book(request: ActorRequest) -> HttpResponse:
    """Choose offer and day, find the person, take a time; what was typed stays when it fails."""
    asked = request.POST if request.method == "POST" else request.GET
    offers = [angebot for angebot in queries.angebote() if angebot.art != "offen"]
    wanted = typed_ids([asked.get("angebot", "")])
    angebot = next((offer for offer in offers if offer.id in wanted), None)
    refusal = ""
    if request.method == "POST":
        made: list[queries.Termin] = []
        refusal = _book(request, angebot, made)
        if made and not refusal:
            return done("termin", "termin_gebucht", made[0].id)
    start = typed_day(asked.get("ab", "")) or clock.today()
    return show(
        request, "termin_neu", "termine", status=422 if refusal else 200, refusal=refusal, offers=offers,
        angebot=angebot, start=start, today=clock.today(), asked=asked, people=_people(request, asked),
        days=offered_days(angebot, start) if angebot else [], arten=ARTEN,
        languages=queries.sprachen(angebot) if angebot else [],
        can_invite=can_invite(request.actor) and angebot is not None and not angebot.ort.nur_beratung,
    )  # fmt: skip


def _people(request: ActorRequest, asked: Any) -> list[dict[str, Any]]:
    """The file that was chosen before, else those that fit the search."""
    found = []
    for akte_id in typed_ids([asked.get("akte", "")]):
        must_know(request.actor, akte_id)
        akte = akte_by_id(akte_id)
        found.append({"id": akte.id, "name": str(akte.person), "nummer": akte.aktenzeichen})
    q = asked.get("q", "").strip()[:80]
    hidden = hidden_akten(request.actor)
    hits = search_akten(q, 10, hidden=hidden) if q else []
    known = {row["id"] for row in found}
    found += [{"id": h.akte_id, "name": h.name, "nummer": h.aktenzeichen} for h in hits if h.akte_id not in known]
    return found


def _book(request: ActorRequest, angebot: queries.Angebot | None, made: list[queries.Termin]) -> str:
    posted = request.POST
    beginn = moment_of(posted.get("zeit", ""))
    if angebot is None or beginn is None:
        return "Wählen Sie ein Angebot und eine freie Zeit."
    ids = typed_ids([posted.get("akte", "")])
    must_know(request.actor, ids[0] if ids else None)
    akte = akte_by_id(ids[0]) if ids else None
    return attempt(
        lambda: made.append(
            book_termin(
                acting=request.actor, angebot=angebot, beginn=beginn, akte=akte, name=posted.get("name", ""),
                art=posted.get("art", "") if posted.get("art", "") in dict(ARTEN) else "",
                anlass=posted.get("anlass", ""), sprache=posted.get("sprache", ""),
                unterstuetzung=posted.get("unterstuetzung", ""), meldetermin=posted.get("meldetermin") == "ja",
                prefer=str(request.actor.account_id),
            )
        )
    )  # fmt: skip
