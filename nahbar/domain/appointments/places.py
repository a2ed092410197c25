"""Writing places, offers, their hours and helpers, closures, and how many came to an open hour."""

from __future__ import annotations

from datetime import date, time

from django.db import transaction

from nahbar.domain.appointments.errors import LockedRoom, Unusable
from nahbar.domain.appointments.models import (
    Angebot,
    Besuchszahl,
    Einsatz,
    Oeffnung,
    Ort,
    Ressource,
    Schliesstag,
    Termin,
)
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.tenancy.models import Gemeinde

Text = str | bool | int | Gemeinde | None


@transaction.atomic
def save_ort(*, acting: Actor, place: Ort | None = None, **values: Text) -> Ort:
    """Write down a place, or change it.

    Raises Unusable (name missing or taken, no address, partner room without owner) and LockedRoom where a lock would
    come over a Meldetermin.
    """
    row = place or Ort()
    for key, value in values.items():
        setattr(row, key, value.strip() if isinstance(value, str) else value)
    if not row.name:
        raise Unusable("Geben Sie dem Ort einen Namen, den Besucherinnen und Besucher kennen.", "name")
    if Ort.objects.filter(name=row.name).exclude(id=row.id).exists():
        raise Unusable(f"„{row.name}“ gibt es schon. Wählen Sie einen anderen Namen.", "name")
    if not (row.strasse and len(row.plz) == 5 and row.plz.isdigit() and row.ort):
        raise Unusable("Tragen Sie Straße, Postleitzahl (fünf Ziffern) und Ort ein.", "strasse")
    if row.art == Ort.Art.PARTNERRAUM and not row.eigentuemer:
        raise Unusable("Sagen Sie, wem der Raum gehört, zum Beispiel der Kirchengemeinde.", "eigentuemer")
    if row.nur_beratung and Termin.objects.filter(ort_id=row.id, meldetermin=True).exists():
        raise LockedRoom(row.name)
    row.save()
    audit.record(
        "ort_saved", acting=acting, object_type="ort", object_id=row.id, details={"zweckbindung": row.zweckbindung}
    )
    return row


@transaction.atomic
def save_angebot(*, acting: Actor, angebot: Angebot | None = None, ort: Ort | None = None, **values: Text) -> Angebot:
    """Write down an offer at a place, or change it; appointments keep their times. Raises Unusable."""
    row = angebot or Angebot(ort=ort)
    for key, value in values.items():
        setattr(row, key, value.strip() if isinstance(value, str) else value)
    if not row.titel:
        raise Unusable("Sagen Sie, was angeboten wird, zum Beispiel „Beratung zum Antrag“.", "titel")
    if Angebot.objects.filter(ort_id=row.ort_id, titel=row.titel).exclude(id=row.id).exists():
        raise Unusable(f"„{row.titel}“ gibt es an diesem Ort schon.", "titel")
    if not 5 <= row.dauer_min <= 480:
        raise Unusable("Tragen Sie die Dauer in Minuten ein, zwischen 5 und 480.", "dauer_min")
    row.save()
    audit.record("angebot_saved", acting=acting, object_type="angebot", object_id=row.id)
    return row


@transaction.atomic
def add_oeffnung(
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
    """Open an offer on a weekday (0 is Monday) between two local times. Raises Unusable, also where hours overlap."""
    start = gueltig_von or clock.today()
    if not 0 <= weekday <= 6 or not 1 <= alle_wochen <= 8:
        raise Unusable("Wählen Sie einen Wochentag und wie oft er wiederkehrt.", "weekday")
    if bis <= von:
        raise Unusable("Das Ende liegt vor dem Anfang. Tragen Sie zum Beispiel 9:00 und 12:00 ein.", "bis")
    if gueltig_bis and gueltig_bis < start:
        raise Unusable("Der letzte Tag liegt vor dem ersten.", "gueltig_bis")
    Angebot.objects.select_for_update().get(id=angebot.id)  # the same hours typed twice come one after the other
    for row in Oeffnung.objects.filter(angebot=angebot, weekday=weekday, von__lt=bis, bis__gt=von):
        over = row.gueltig_bis is not None and row.gueltig_bis < start
        if not over and row.alle_wochen == alle_wochen == 1:
            raise Unusable(
                f"Von {row.von:%H:%M} bis {row.bis:%H:%M} Uhr ist an diesem Tag schon geöffnet. Ändern Sie die Zeiten.",
                "von",
            )
    oeffnung: Oeffnung = Oeffnung.objects.create(
        angebot=angebot,
        weekday=weekday,
        von=von,
        bis=bis,
        gueltig_von=start,
        gueltig_bis=gueltig_bis,
        alle_wochen=alle_wochen,
    )
    audit.record("oeffnung_added", acting=acting, object_type="angebot", object_id=angebot.id)
    return oeffnung


@transaction.atomic
def remove_oeffnung(*, acting: Actor, oeffnung: Oeffnung) -> None:
    """Take an opening away; appointments that were made stay."""
    oeffnung.delete()
    audit.record("oeffnung_removed", acting=acting, object_type="angebot", object_id=oeffnung.angebot_id)


@transaction.atomic
def add_schliesstag(*, acting: Actor, tag: date, grund: str, ort: Ort | None = None) -> Schliesstag:
    """Close a place, or all (`ort` None), on a day; a second time changes the reason. Raises Unusable."""
    if not grund.strip():
        raise Unusable("Sagen Sie kurz, warum geschlossen ist. Besucherinnen und Besucher lesen es.", "grund")
    row: Schliesstag
    row, _new = Schliesstag.objects.update_or_create(ort=ort, tag=tag, defaults={"grund": grund.strip()[:120]})
    audit.record("schliesstag_added", acting=acting, object_type="schliesstag", object_id=row.id)
    return row


@transaction.atomic
def remove_schliesstag(*, acting: Actor, schliesstag: Schliesstag) -> None:
    """Open again."""
    identity = schliesstag.id
    schliesstag.delete()
    audit.record("schliesstag_removed", acting=acting, object_type="schliesstag", object_id=identity)


@transaction.atomic
def assign_ressource(
    *, acting: Actor, angebot: Angebot, name: str, art: str, account: Account | None = None, sprache: str = ""
) -> Ressource:
    """Let an offer use a caseworker, room, video room or interpreter; one of this name and kind is made once."""
    if not name.strip() or art not in Ressource.Art.values:
        raise Unusable("Nennen Sie die Person oder den Raum, und wählen Sie die Art.", "ressource")
    if art == Ressource.Art.DOLMETSCHEN and not sprache.strip():
        raise Unusable("Nennen Sie die Sprache, zum Beispiel Arabisch.", "sprache")
    row: Ressource
    row, _new = Ressource.objects.get_or_create(
        art=art,
        name=name.strip()[:120],
        traeger_id=angebot.traeger_id,
        defaults={
            "account": account,
            "ort": angebot.ort if art == Ressource.Art.RAUM else None,
            "sprache": sprache.strip()[:40],
        },
    )
    Einsatz.objects.get_or_create(angebot=angebot, ressource=row, traeger_id=angebot.traeger_id)
    audit.record("ressource_assigned", acting=acting, object_type="angebot", object_id=angebot.id)
    return row


@transaction.atomic
def release_ressource(*, acting: Actor, angebot: Angebot, ressource: Ressource) -> None:
    """The offer no longer uses it; appointments that were made stay."""
    Einsatz.objects.filter(angebot=angebot, ressource=ressource).delete()
    audit.record("ressource_released", acting=acting, object_type="angebot", object_id=angebot.id)


@transaction.atomic
def count_visits(
    *, acting: Actor, angebot: Angebot, tag: date, anzahl: int, thema: str = "", ergebnis: str = ""
) -> Besuchszahl:
    """Note how many came on a day for a topic; a second time corrects the number. Raises Unusable."""
    if tag > clock.today():
        raise Unusable("Dieser Tag kommt erst noch. Zählen Sie, wenn der Besuch da war.", "tag")
    if not 0 <= anzahl <= 5000:
        raise Unusable("Tragen Sie eine Zahl ein, zum Beispiel 7.", "anzahl")
    row: Besuchszahl
    row, _new = Besuchszahl.objects.update_or_create(
        angebot=angebot,
        tag=tag,
        thema=" ".join(thema.split())[:120],
        defaults={"anzahl": anzahl, "ergebnis": " ".join(ergebnis.split())[:300], "created_at": clock.now()},
    )
    audit.record(
        "visits_counted", acting=acting, object_type="angebot", object_id=angebot.id, details={"anzahl": anzahl}
    )
    return row
