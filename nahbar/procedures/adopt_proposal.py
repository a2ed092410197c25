"""A proposal becomes places, offers and hours that can be booked; each room is locked to counselling (A06, A07)."""

from __future__ import annotations

from datetime import time

from django.db import transaction

from nahbar.domain.appointments import places
from nahbar.domain.appointments.models import Angebot, Ort
from nahbar.domain.planning import actions, queries
from nahbar.domain.planning.errors import NotAllowed, NotReady
from nahbar.domain.planning.models import Raumkandidat, Vorschlag
from nahbar.domain.planning.policies import can_plan
from nahbar.domain.planning.timetable import HALVES
from nahbar.platform.accounts.roles import Actor

TITLE = "Offene Sprechstunde"
FOR = {"jugend": "junge Menschen ohne Ausbildung oder Arbeit", "familie": "Familien mit Kindern"}


@transaction.atomic
def adopt_proposal(*, acting: Actor, vorschlag: Vorschlag) -> list[Ort]:
    """Make the places of a proposal, one offer each with its hours; gives the places in the order of their numbers.

    A room that is there already keeps its place and gets the hours. Raises NotAllowed, NotReady, and Unusable where a
    room lacks its address.
    """
    if not can_plan(acting):
        raise NotAllowed()
    row = actions.mark_adopted(acting=acting, vorschlag=vorschlag)
    made = []
    for one in row.ergebnis["orte"]:
        room = queries.kandidat_by_id(one["id"])
        if room is None:
            raise NotReady(f"{one['name']} steht nicht mehr in der Liste der Räume. Berechnen Sie den Vorschlag neu.")
        place = room.angelegt_als or _place(acting, room)
        _offer(acting, place, room, one)
        made.append(place)
    return made


def _place(acting: Actor, room: Raumkandidat) -> Ort:
    place = places.save_ort(
        acting=acting, name=room.name, art=Ort.Art.PARTNERRAUM, traegerschaft=room.traegerschaft,
        eigentuemer=room.eigentuemer, strasse=room.strasse, plz=room.plz, ort=room.ort,
        barrierefrei=room.barrierefrei, zweckbindung=Ort.Zweckbindung.BERATUNG,
    )  # fmt: skip
    actions.link_room(acting=acting, room=room, ort=place)
    return place


def _offer(acting: Actor, place: Ort, room: Raumkandidat, one: dict[str, object]) -> None:
    offer = Angebot.objects.filter(ort=place, titel=TITLE).first()
    if offer is None:
        offer = places.save_angebot(
            acting=acting, ort=place, titel=TITLE, art=Angebot.Art.OFFEN, zielgruppe=FOR.get(room.art, ""),
            beschreibung="Information und Beratung. Kommen Sie einfach vorbei, ein Termin ist nicht nötig.",
            online_buchbar=False,
        )  # fmt: skip
    for day, half in one["zeiten"]:  # type: ignore[attr-defined]  # a list of pairs, as make_plan wrote it
        von, bis = HALVES[half]
        if not offer.oeffnungen.filter(weekday=day, von=time(von)).exists():
            places.add_oeffnung(acting=acting, angebot=offer, weekday=day, von=time(von), bis=time(bis))
