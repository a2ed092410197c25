"""Set up a place, what is offered there, its hours and closures (A06); the purpose lock comes with the place (A07)."""

from __future__ import annotations

from datetime import date, time

from django.db import transaction

from nahbar.domain.appointments import places
from nahbar.domain.appointments.errors import NotAllowed
from nahbar.domain.appointments.models import Angebot, Besuchszahl, Oeffnung, Ort, Ressource, Schliesstag
from nahbar.domain.appointments.places import Text
from nahbar.domain.appointments.policies import can_count, can_set_up
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role


def _require(acting: Actor) -> None:
    if not can_set_up(acting):
        raise NotAllowed


@transaction.atomic
def set_up_ort(*, acting: Actor, place: Ort | None = None, **values: Text) -> Ort:
    """Make a place or change it; raises NotAllowed, Unusable, LockedRoom."""
    _require(acting)
    return places.save_ort(acting=acting, place=place, **values)


@transaction.atomic
def set_up_angebot(*, acting: Actor, angebot: Angebot | None = None, ort: Ort | None = None, **values: Text) -> Angebot:
    """Make an offer at a place or change it; raises NotAllowed, Unusable."""
    _require(acting)
    return places.save_angebot(acting=acting, angebot=angebot, ort=ort, **values)


@transaction.atomic
def open_hours(
    *,
    acting: Actor,
    angebot: Angebot,
    weekday: int,
    von: time,
    bis: time,
    gueltig_von: date | None = None,
    gueltig_bis: date | None = None,
    alle_wochen: int = 1,
) -> Oeffnung:
    """Open the offer on a weekday; raises NotAllowed, Unusable."""
    _require(acting)
    return places.add_oeffnung(
        acting=acting,
        angebot=angebot,
        weekday=weekday,
        von=von,
        bis=bis,
        gueltig_von=gueltig_von,
        gueltig_bis=gueltig_bis,
        alle_wochen=alle_wochen,
    )


@transaction.atomic
def end_hours(*, acting: Actor, oeffnung: Oeffnung) -> None:
    """Take an opening away; appointments that were made stay."""
    _require(acting)
    places.remove_oeffnung(acting=acting, oeffnung=oeffnung)


@transaction.atomic
def close_on(*, acting: Actor, tag: date, grund: str, ort: Ort | None = None) -> Schliesstag:
    """Close one place or all of them on a day; raises NotAllowed, Unusable."""
    _require(acting)
    return places.add_schliesstag(acting=acting, tag=tag, grund=grund, ort=ort)


@transaction.atomic
def open_again(*, acting: Actor, schliesstag: Schliesstag) -> None:
    """Take a closure back."""
    _require(acting)
    places.remove_schliesstag(acting=acting, schliesstag=schliesstag)


@transaction.atomic
def assign(
    *, acting: Actor, angebot: Angebot, name: str, art: str, account: Account | None = None, sprache: str = ""
) -> Ressource:
    """Let the offer use a caseworker, a room or an interpreter; a member of staff is found by the name.

    Raises NotAllowed, Unusable.
    """
    _require(acting)
    if account is None and art == Ressource.Art.PERSON:
        account = Account.objects.filter(kind=Account.Kind.STAFF, name=name.strip(), is_active=True).first()
    return places.assign_ressource(acting=acting, angebot=angebot, name=name, art=art, account=account, sprache=sprache)


@transaction.atomic
def release(*, acting: Actor, angebot: Angebot, ressource: Ressource) -> None:
    """The offer no longer uses it."""
    _require(acting)
    places.release_ressource(acting=acting, angebot=angebot, ressource=ressource)


@transaction.atomic
def count_visits(
    *, acting: Actor, angebot: Angebot, tag: date, anzahl: int, thema: str = "", ergebnis: str = ""
) -> Besuchszahl:
    """Note how many came, without names (A09, A14); the desks and planning may. Raises NotAllowed, Unusable."""
    if not can_count(acting) and not acting.has(Role.OPERATOR):
        raise NotAllowed
    return places.count_visits(acting=acting, angebot=angebot, tag=tag, anzahl=anzahl, thema=thema, ergebnis=ergebnis)
