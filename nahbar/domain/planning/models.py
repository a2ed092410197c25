"""Tables of planning: areas and their figures, rooms that may be used, proposals, papers for the council.

Nothing here points to a person or a file: anonymous aggregates only (P07, P13).
"""

from __future__ import annotations

from django.db import models

from nahbar.domain.appointments.models import Ort
from nahbar.platform.tenancy.models import TenantModel
from nahbar.platform.vault.models import StoredFile


class Datenquelle(TenantModel):
    """Where figures or outlines come from, under which licence, as of when: shown wherever they are shown."""

    name = models.CharField(max_length=200)
    lizenz = models.CharField(max_length=200)
    stand = models.DateField()
    hinweis = models.CharField(max_length=400, blank=True)
    """What a reader must know, e.g. that counts are estimates from rates."""
    importiert_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "name"], name="datenquelle_einmal")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Planungsraum(TenantModel):
    """One planning area of one key system; keys of different systems are never merged, whatever they are called."""

    schluesselwerk = models.CharField(max_length=40)
    """E.g. `LOR 2021`; the key of another year is another key."""
    schluessel = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    gebiet = models.CharField(max_length=120)
    """The region it is summed up to, e.g. the Bezirksregion or the town."""
    bezirk = models.CharField(max_length=120, blank=True)
    geometrie = models.JSONField()
    """GeoJSON Polygon or MultiPolygon, simplified, longitude and latitude (EPSG:4326)."""
    bbox = models.JSONField()
    """West, south, east, north."""
    lon = models.FloatField()
    lat = models.FloatField()
    """A point inside the area, from which ways are counted."""
    einwohner = models.PositiveIntegerField()
    quelle = models.ForeignKey(Datenquelle, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["traeger", "schluesselwerk", "schluessel"], name="planungsraum_einmal")
        ]
        ordering = ["schluessel"]

    def __str__(self) -> str:
        return self.name


class Kennzahl(TenantModel):
    """How many of a group in an area receive benefits in a year."""

    class Gruppe(models.TextChoices):
        ALLE = "alle", "alle Menschen mit Leistungsbezug"
        KINDER = "kinder", "Kinder unter 15 Jahren mit Leistungsbezug"
        JUGEND = "jugend", "junge Menschen ohne Arbeit (15 bis 24 Jahre)"

    raum = models.ForeignKey(Planungsraum, on_delete=models.CASCADE, related_name="kennzahlen")
    jahr = models.PositiveSmallIntegerField()
    gruppe = models.CharField(max_length=10, choices=Gruppe.choices)
    zaehler = models.PositiveIntegerField()
    nenner = models.PositiveIntegerField()
    quelle = models.ForeignKey(Datenquelle, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["raum", "jahr", "gruppe"], name="kennzahl_einmal"),
            models.CheckConstraint(condition=models.Q(zaehler__lte=models.F("nenner")), name="kennzahl_anteil"),
        ]
        ordering = ["jahr", "gruppe"]


class Planungsregel(TenantModel):
    """What the planning of this Träger goes by: smallest number shown, weights of need."""

    mindestzahl = models.PositiveSmallIntegerField(default=3)
    gewichte = models.JSONField(default=dict)
    """Component → weight; empty: as in need.GEWICHTE."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["traeger"], name="planungsregel_eine"),
            models.CheckConstraint(
                condition=models.Q(mindestzahl__gte=3) & models.Q(mindestzahl__lte=10), name="planungsregel_mindestzahl"
            ),
        ]


class Raumkandidat(TenantModel):
    """A room that could be used for information and counselling; free of a use until somebody consents."""

    class Art(models.TextChoices):
        STADTTEIL = "stadtteil", "Stadtteilzentrum"
        FAMILIE = "familie", "Familienzentrum"
        JUGEND = "jugend", "Jugendeinrichtung"
        AMT = "amt", "Haus des Amtes"

    name = models.CharField(max_length=120)
    art = models.CharField(max_length=12, choices=Art.choices)
    traegerschaft = models.CharField(max_length=12, choices=Ort.Traegerschaft.choices)
    eigentuemer = models.CharField(max_length=160, blank=True)
    strasse = models.CharField(max_length=120, blank=True)
    plz = models.CharField(max_length=5, blank=True)
    ort = models.CharField(max_length=80, blank=True)
    lon = models.FloatField()
    lat = models.FloatField()
    fenster = models.JSONField(default=list)
    """Half-days on which it is free: list of (weekday, `vm` or `nm`), Monday is 0; empty: any."""
    barrierefrei = models.CharField(max_length=300, blank=True)
    kosten_cent_stunde = models.PositiveIntegerField(default=0)
    zugesagt = models.BooleanField(default=False)
    """The host has agreed."""
    angelegt_als = models.ForeignKey(Ort, null=True, on_delete=models.PROTECT, related_name="+")
    quelle = models.ForeignKey(Datenquelle, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "name", "lon", "lat"], name="raumkandidat_einmal")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Vorschlag(TenantModel):
    """One proposal of rooms and hours with all it was made from: what went in, what came out, how sure it is."""

    class Stand(models.TextChoices):
        RECHNET = "rechnet", "wird berechnet"
        FERTIG = "fertig", "berechnet"
        UEBERNOMMEN = "uebernommen", "übernommen"

    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.RECHNET)
    eingaben = models.JSONField()
    ergebnis = models.JSONField(default=dict)
    zielwert = models.FloatField(null=True)
    """Weighted minutes on foot, summed over all areas."""
    luecke = models.FloatField(null=True)
    """At most this share of the value could still be gained; 0 is proven best."""
    loeser = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    uebernommen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]


class Vorlage(TenantModel):
    """A paper for the council about a resolution ("Vorlage zur Kenntnisnahme"): history, texts, costs, decisions."""

    class Stand(models.TextChoices):
        ENTWURF = "entwurf", "in Arbeit"
        ERSTELLT = "erstellt", "als PDF erstellt"
        ERLEDIGT = "erledigt", "Beschluss erledigt"

    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.ENTWURF)
    drucksache = models.CharField(max_length=40)
    titel = models.CharField(max_length=200)
    gremium = models.CharField(max_length=160)
    frist = models.DateField()
    """The day by which the body wants its report (P01)."""
    verantwortlich = models.CharField(max_length=120)
    texte = models.JSONField(default=dict)
    """Name of a text block → text, see vorlage.TEXTE."""
    verlauf = models.JSONField(default=list)
    """List of (day in ISO form, step, body, result), oldest first."""
    entscheidungen = models.JSONField(default=list)
    """List of decisions as sentences."""
    kosten = models.JSONField(default=dict)
    """Name of a cost → cents a year, see vorlage.KOSTEN."""
    vorschlag = models.ForeignKey(Vorschlag, null=True, on_delete=models.PROTECT, related_name="vorlagen")
    pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    erstellt_at = models.DateTimeField(null=True)
    erledigt_am = models.DateField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["frist", "-created_at"]

    def __str__(self) -> str:
        return self.titel
