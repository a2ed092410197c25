"""Writing areas, figures, rules, proposals and papers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from nahbar.domain.appointments.models import Ort
from nahbar.domain.planning.areas import Lieferung, Ortsangabe, Quelle, check, outline
from nahbar.domain.planning.disclosure import HIGHEST_MINIMUM, MINIMUM
from nahbar.domain.planning.errors import BadInput, NotReady
from nahbar.domain.planning.models import (
    Datenquelle,
    Kennzahl,
    Planungsraum,
    Planungsregel,
    Raumkandidat,
    Vorlage,
    Vorschlag,
)
from nahbar.domain.planning.need import GEWICHTE
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.tenancy.scope import current_traeger_id
from nahbar.platform.vault.actions import store_file

HIGHEST_WEIGHT = 9
NEEDED = {
    "titel": "einen Titel",
    "drucksache": "die Nummer der Drucksache",
    "gremium": "das Gremium",
    "verantwortlich": "wer verantwortlich ist",
}
"""What a paper must have, and how it is asked for."""


def _source(given: Quelle) -> Datenquelle:
    row: Datenquelle
    row, _ = Datenquelle.objects.update_or_create(
        traeger_id=current_traeger_id(),
        name=given.name,
        defaults={
            "lizenz": given.lizenz,
            "stand": given.stand,
            "hinweis": given.hinweis,
            "importiert_at": clock.now(),
        },
    )
    return row


@transaction.atomic
def import_lieferung(*, acting: Actor, lieferung: Lieferung) -> dict[str, int]:
    """Bring a delivery in: areas are renewed, the figures of its years replaced; twice the same changes nothing.

    Gives what there is now: areas, figures, rooms. Raises BadDelivery.
    """
    check(lieferung)
    source = _source(lieferung.quelle)
    rooms: dict[str, Planungsraum] = {}
    for room in lieferung.raeume:
        drawn = outline(room)
        rooms[room.schluessel], _ = Planungsraum.objects.update_or_create(
            traeger_id=current_traeger_id(),
            schluesselwerk=lieferung.schluesselwerk,
            schluessel=room.schluessel,
            defaults={
                "name": room.name, "gebiet": room.gebiet, "bezirk": room.bezirk, "geometrie": drawn.geometrie,
                "bbox": drawn.bbox, "lon": drawn.punkt[0], "lat": drawn.punkt[1], "einwohner": room.einwohner,
                "quelle": source,
            },
        )  # fmt: skip
    years = {one.jahr for one in lieferung.zahlen}
    Kennzahl.objects.filter(raum__in=rooms.values(), jahr__in=years).delete()
    Kennzahl.objects.bulk_create(
        Kennzahl(
            traeger_id=current_traeger_id(), raum=rooms[one.schluessel], jahr=one.jahr, gruppe=one.gruppe,
            zaehler=one.zaehler, nenner=one.nenner, quelle=source,
        )
        for one in lieferung.zahlen
    )  # fmt: skip
    places = _source(lieferung.quelle_orte) if lieferung.quelle_orte else source
    for place in lieferung.orte:
        _candidate(place, places)
    counts = {"raeume": len(rooms), "kennzahlen": len(lieferung.zahlen), "orte": len(lieferung.orte)}
    audit.record(
        "planning_imported",
        acting=acting,
        object_type="datenquelle",
        object_id=source.id,
        details={**counts, "jahre": " ".join(str(year) for year in sorted(years))},
    )
    return counts


def _candidate(place: Ortsangabe, source: Datenquelle) -> None:
    Raumkandidat.objects.update_or_create(
        traeger_id=current_traeger_id(),
        name=place.name,
        lon=place.lon,
        lat=place.lat,
        defaults={
            "art": place.art, "traegerschaft": place.traegerschaft, "eigentuemer": place.eigentuemer,
            "strasse": place.strasse, "plz": place.plz, "ort": place.ort, "barrierefrei": place.barrierefrei,
            "kosten_cent_stunde": place.kosten_cent_stunde, "zugesagt": place.zugesagt,
            "fenster": [list(slot) for slot in place.fenster], "quelle": source,
        },
    )  # fmt: skip


@transaction.atomic
def set_rules(*, acting: Actor, mindestzahl: int, gewichte: Mapping[str, int]) -> Planungsregel:
    """Set the smallest number shown (3 to 10) and the weights of need (0 to 9, not all 0). Raises BadInput."""
    if not MINIMUM <= mindestzahl <= HIGHEST_MINIMUM:
        raise BadInput(f"Die kleinste gezeigte Zahl liegt zwischen {MINIMUM} und {HIGHEST_MINIMUM}.")
    weights = {name: gewichte.get(name, 0) for name in GEWICHTE}
    if not all(0 <= weight <= HIGHEST_WEIGHT for weight in weights.values()) or not any(weights.values()):
        raise BadInput(f"Gewichte sind ganze Zahlen von 0 bis {HIGHEST_WEIGHT}, mindestens eines größer als 0.")
    row: Planungsregel
    row, _ = Planungsregel.objects.update_or_create(
        traeger_id=current_traeger_id(), defaults={"mindestzahl": mindestzahl, "gewichte": weights}
    )
    audit.record(
        "planning_rules_set", acting=acting, object_type="planungsregel", object_id=row.id,
        details={"mindestzahl": mindestzahl, **weights},
    )  # fmt: skip
    return row


@transaction.atomic
def create_vorschlag(*, acting: Actor, eingaben: Mapping[str, Any]) -> Vorschlag:
    """A proposal that waits for its result."""
    row: Vorschlag = Vorschlag.objects.create(eingaben=dict(eingaben), created_at=clock.now())
    audit.record("vorschlag_created", acting=acting, object_type="vorschlag", object_id=row.id)
    return row


@transaction.atomic
def keep_result(*, acting: Actor, vorschlag: Vorschlag, ergebnis: Mapping[str, Any]) -> Vorschlag:
    """Put the result to its proposal, or `{"fehler": sentence}`; a second time changes nothing."""
    row: Vorschlag = Vorschlag.objects.select_for_update().get(id=vorschlag.id)
    if row.stand != Vorschlag.Stand.RECHNET:
        return row
    row.ergebnis = dict(ergebnis)
    row.stand = Vorschlag.Stand.FERTIG
    row.zielwert, row.luecke = ergebnis.get("zielwert"), ergebnis.get("luecke")
    row.loeser = str(ergebnis.get("loeser", ""))[:60]
    row.save()
    audit.record(
        "vorschlag_calculated", acting=acting, object_type="vorschlag", object_id=row.id,
        details={"luecke": row.luecke, "loeser": row.loeser},
    )  # fmt: skip
    return row


@transaction.atomic
def mark_adopted(*, acting: Actor, vorschlag: Vorschlag) -> Vorschlag:
    """Note that its rooms were made, once. Raises NotReady."""
    row: Vorschlag = Vorschlag.objects.select_for_update().get(id=vorschlag.id)
    if row.stand != Vorschlag.Stand.FERTIG or "orte" not in row.ergebnis:
        raise NotReady("Dieser Vorschlag ist schon übernommen oder noch nicht berechnet. Laden Sie die Seite neu.")
    row.stand = Vorschlag.Stand.UEBERNOMMEN
    row.uebernommen_at = clock.now()
    row.save(update_fields=["stand", "uebernommen_at"])
    audit.record("vorschlag_adopted", acting=acting, object_type="vorschlag", object_id=row.id)
    return row


@transaction.atomic
def save_vorlage(*, acting: Actor, vorlage: Vorlage | None = None, **values: Any) -> Vorlage:
    """Write down a paper or change it; what was set as PDF stays until it is set again. Raises BadInput."""
    row = vorlage or Vorlage(created_at=clock.now())
    if row.stand == Vorlage.Stand.ERLEDIGT:
        raise NotReady("Der Beschluss ist erledigt. Die Vorlage bleibt, wie sie ist.")
    for key, value in values.items():
        setattr(row, key, value)
    for name, word in NEEDED.items():
        if not getattr(row, name).strip():
            raise BadInput(f"Tragen Sie {word} ein.")
    if row.frist is None:
        raise BadInput("Tragen Sie den Tag ein, bis zu dem berichtet wird, zum Beispiel 31.3.2027.")
    row.save()
    audit.record("vorlage_saved", acting=acting, object_type="vorlage", object_id=row.id)
    return row


@transaction.atomic
def keep_pdf(*, acting: Actor, vorlage: Vorlage, pdf: bytes) -> Vorlage:
    """Store the set document of a paper."""
    row: Vorlage = Vorlage.objects.select_for_update().get(id=vorlage.id)
    row.pdf, row.erstellt_at = store_file(pdf, "application/pdf"), clock.now()
    if row.stand == Vorlage.Stand.ENTWURF:
        row.stand = Vorlage.Stand.ERSTELLT
    row.save(update_fields=["pdf", "erstellt_at", "stand"])
    audit.record("vorlage_set", acting=acting, object_type="vorlage", object_id=row.id)
    return row


@transaction.atomic
def close_vorlage(*, acting: Actor, vorlage: Vorlage, am: date) -> Vorlage:
    """The resolution is to be regarded as settled; needs a set document. Raises NotReady."""
    row: Vorlage = Vorlage.objects.select_for_update().get(id=vorlage.id)
    if row.stand != Vorlage.Stand.ERSTELLT:
        raise NotReady("Erstellen Sie zuerst das PDF. Dann kann der Beschluss als erledigt gelten.")
    row.stand, row.erledigt_am = Vorlage.Stand.ERLEDIGT, am
    row.save(update_fields=["stand", "erledigt_am"])
    audit.record("vorlage_closed", acting=acting, object_type="vorlage", object_id=row.id)
    return row


@transaction.atomic
def link_room(*, acting: Actor, room: Raumkandidat, ort: Ort) -> None:
    """Note which place a room became."""
    Raumkandidat.objects.filter(id=room.id).update(angelegt_als=ort)
    audit.record("raum_linked", acting=acting, object_type="ort", object_id=ort.id)
