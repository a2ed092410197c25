"""Tables of the room: places, what is offered there and when, appointments, and what each of them occupies."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models

from nahbar.domain.appointments import tickets as tickets  # tables of walk-ins, known to Django through this
from nahbar.domain.casefile.models import Akte
from nahbar.domain.people.models import Person
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import Gemeinde, TenantModel


class Ort(TenantModel):
    """A place where the office meets people: its own house, or a room of a partner."""

    class Art(models.TextChoices):
        AMT = "amt", "Haus des Amtes"
        PARTNERRAUM = "partnerraum", "Raum bei einem Partner"

    class Traegerschaft(models.TextChoices):
        KOMMUNAL = "kommunal", "Kommune"
        OEFFENTLICH = "oeffentlich", "andere öffentliche Trägerschaft"
        FREI = "frei", "frei-gemeinnützige Trägerschaft"

    class Zweckbindung(models.TextChoices):
        KEINE = "", "keine"
        BERATUNG = "beratung", "nur Information und Beratung"

    name = models.CharField(max_length=120)
    art = models.CharField(max_length=12, choices=Art.choices, default=Art.AMT)
    traegerschaft = models.CharField(max_length=12, choices=Traegerschaft.choices, default=Traegerschaft.KOMMUNAL)
    eigentuemer = models.CharField(max_length=160, blank=True)
    """Who owns the room, e.g. a parish."""
    gemeinde = models.ForeignKey(Gemeinde, null=True, on_delete=models.PROTECT, related_name="+")
    strasse = models.CharField(max_length=120)
    plz = models.CharField(max_length=5)
    ort = models.CharField(max_length=80)
    hinweg = models.CharField(max_length=300, blank=True)
    """How to get there and in: entrance, floor, bell, bus."""
    barrierefrei = models.CharField(max_length=300, blank=True)
    """Steps, lift, toilet, induction loop, in words."""
    telefon = models.CharField(max_length=40, blank=True)
    zweckbindung = models.CharField(max_length=12, choices=Zweckbindung.choices, blank=True, default="")
    """`beratung`: no reduction is started, prepared, decided or printed here (A07), no Meldetermin is held (A08)."""
    aktiv = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "name"], name="ort_name_einmal")]
        ordering = ["art", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def anschrift(self) -> str:
        """Street and town in one line."""
        return f"{self.strasse}, {self.plz} {self.ort}"

    @property
    def nur_beratung(self) -> bool:
        """True where the room is locked to information and counselling."""
        return self.zweckbindung == Ort.Zweckbindung.BERATUNG


class Angebot(TenantModel):
    """What is offered at a place: single appointments, an open consultation hour, counselling by video."""

    class Art(models.TextChoices):
        EINZEL = "einzel", "Einzeltermin"
        OFFEN = "offen", "offene Sprechstunde"
        VIDEO = "video", "Videoberatung"

    ort = models.ForeignKey(Ort, on_delete=models.PROTECT, related_name="angebote")
    titel = models.CharField(max_length=120)
    art = models.CharField(max_length=10, choices=Art.choices, default=Art.EINZEL)
    beschreibung = models.CharField(max_length=400, blank=True)
    mitbringen = models.CharField(max_length=300, blank=True)
    zielgruppe = models.CharField(max_length=160, blank=True)
    """For whom, in words: young people without training, families, … (A10)."""
    dauer_min = models.PositiveIntegerField(default=30)
    vorlauf_stunden = models.PositiveIntegerField(default=2)
    """Bookable online until so many hours before."""
    buchbar_tage = models.PositiveIntegerField(default=42)
    """Bookable so many days ahead."""
    online_buchbar = models.BooleanField(default=True)
    aktiv = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ort", "titel"], name="angebot_titel_einmal"),
            models.CheckConstraint(condition=models.Q(dauer_min__gt=0), name="angebot_dauert"),
        ]
        ordering = ["titel"]

    def __str__(self) -> str:
        return self.titel


class Oeffnung(TenantModel):
    """One opening of an offer: a weekday with local times, each week or every n weeks."""

    angebot = models.ForeignKey(Angebot, on_delete=models.CASCADE, related_name="oeffnungen")
    weekday = models.PositiveSmallIntegerField()
    """Monday is 0."""
    von = models.TimeField()
    bis = models.TimeField()
    gueltig_von = models.DateField()
    gueltig_bis = models.DateField(null=True)
    alle_wochen = models.PositiveSmallIntegerField(default=1)
    """1: every week; n: every n-th week, counted from the week of `gueltig_von`."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(bis__gt=models.F("von")) & models.Q(weekday__lte=6) & models.Q(alle_wochen__gte=1),
                name="oeffnung_moeglich",
            ),
            models.UniqueConstraint(
                fields=["angebot", "weekday", "von", "gueltig_von"], name="oeffnung_einmal"
            ),  # the same opening stored twice would look like two windows
        ]
        ordering = ["weekday", "von"]


class Schliesstag(TenantModel):
    """A day on which a place, or every place (`ort` None), is closed; public holidays need none."""

    ort = models.ForeignKey(Ort, null=True, on_delete=models.CASCADE, related_name="schliesstage")
    tag = models.DateField()
    grund = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["traeger", "ort", "tag"], nulls_distinct=False, name="schliesstag_einmal")
        ]
        ordering = ["tag"]


class Ressource(TenantModel):
    """What can be in one appointment at a time: a caseworker, a room, an interpreter, a video room."""

    class Art(models.TextChoices):
        PERSON = "person", "Beraterin oder Berater"
        RAUM = "raum", "Raum"
        VIDEORAUM = "videoraum", "Videoraum"
        DOLMETSCHEN = "dolmetschen", "Sprachmittlung"

    name = models.CharField(max_length=120)
    art = models.CharField(max_length=12, choices=Art.choices)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    """The caseworker, for `person`."""
    ort = models.ForeignKey(Ort, null=True, on_delete=models.PROTECT, related_name="ressourcen")
    sprache = models.CharField(max_length=40, blank=True)
    """For `dolmetschen`: the language, e.g. Arabisch or Deutsche Gebärdensprache."""
    aktiv = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "art", "name"], name="ressource_name_einmal")]
        ordering = ["art", "name"]

    def __str__(self) -> str:
        return self.name


class Einsatz(TenantModel):
    """A resource that an offer may use: each appointment takes one of each kind (an interpreter only on demand)."""

    angebot = models.ForeignKey(Angebot, on_delete=models.CASCADE, related_name="einsaetze")
    ressource = models.ForeignKey(Ressource, on_delete=models.CASCADE, related_name="einsaetze")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["angebot", "ressource"], name="einsatz_einmal")]


class Termin(TenantModel):
    """One appointment; its duration is its own and outlives every change of the offer."""

    class Art(models.TextChoices):
        VOR_ORT = "vor_ort", "vor Ort"
        VIDEO = "video", "per Video"
        TELEFON = "telefon", "am Telefon"

    class Stand(models.TextChoices):
        GEBUCHT = "gebucht", "gebucht"
        ABGESAGT = "abgesagt", "abgesagt"
        VERSAEUMT = "versaeumt", "versäumt"
        WAHRGENOMMEN = "wahrgenommen", "wahrgenommen"

    class Seite(models.TextChoices):
        BUERGER = "buerger", "von Ihnen"
        AMT = "amt", "vom Amt"

    code = models.CharField(max_length=9)
    """Readable aloud, like the codes of applications; it opens time and place, nothing else."""
    angebot = models.ForeignKey(Angebot, on_delete=models.PROTECT, related_name="termine")
    ort = models.ForeignKey(Ort, on_delete=models.PROTECT, related_name="termine")
    zweckbindung = models.CharField(max_length=12, blank=True, default="", editable=False)
    """The place's own; the database keeps both the same (migration 0001)."""
    akte = models.ForeignKey(Akte, null=True, on_delete=models.PROTECT, related_name="termine")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="termine")
    name = models.CharField(max_length=160, blank=True)
    """Whom to call, for somebody without a file."""
    beginn = models.DateTimeField()
    ende = models.DateTimeField()
    art = models.CharField(max_length=10, choices=Art.choices, default=Art.VOR_ORT)
    anlass = models.CharField(max_length=200, blank=True)
    """What it is about, in the person's or the office's words; never shown for the code alone."""
    sprache = models.CharField(max_length=40, blank=True)
    unterstuetzung = models.CharField(max_length=200, blank=True)
    """Need of support: a companion, a wheelchair, a quiet room (A01)."""
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.GEBUCHT)
    meldetermin = models.BooleanField(default=False)
    """Invited with legal consequences (§ 59 SGB II, § 309 SGB III)."""
    abgesagt_at = models.DateTimeField(null=True)
    abgesagt_von = models.CharField(max_length=8, choices=Seite.choices, blank=True)
    grund = models.CharField(max_length=300, blank=True)
    vor_beginn = models.BooleanField(null=True)
    """True: said before it began, then nothing was missed (J4). None: nobody said anything."""
    sequence = models.PositiveIntegerField(default=0)
    """Rises with each change: calendars take the newest (RFC 5545)."""
    eingecheckt_at = models.DateTimeField(null=True)
    herkunft = models.CharField(max_length=64, blank=True, editable=False)
    """HMAC of the network an appointment without a file was booked from; emptied when cancelled, noted, or old."""
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["traeger", "code"], name="termin_code_einmal"),
            models.CheckConstraint(condition=models.Q(ende__gt=models.F("beginn")), name="termin_dauert"),
            models.CheckConstraint(
                condition=models.Q(meldetermin=False) | models.Q(zweckbindung=""), name="termin_kein_melden_im_raum"
            ),
            models.CheckConstraint(
                condition=~models.Q(stand="abgesagt")
                | models.Q(abgesagt_at__isnull=False) & (models.Q(vor_beginn=True) | models.Q(abgesagt_von="amt")),
                name="termin_abgesagt_vor_beginn",
            ),
        ]
        indexes = [
            models.Index(fields=["traeger", "ort", "beginn"], name="termin_tag"),
            models.Index(fields=["traeger", "akte", "beginn"], name="termin_akte"),
        ]
        ordering = ["beginn", "id"]

    def __str__(self) -> str:
        return self.code

    @property
    def fuer(self) -> str:
        """Whom it is for, as the office reads it."""
        return str(self.person) if self.person else self.name


class Belegung(TenantModel):
    """A resource is taken for a time; two at once cannot be stored, whoever tries (exclusion constraint)."""

    ressource = models.ForeignKey(Ressource, on_delete=models.PROTECT, related_name="belegungen")
    termin = models.ForeignKey(Termin, null=True, on_delete=models.CASCADE, related_name="belegungen")
    """None: blocked without an appointment (leave, training), see `grund`."""
    grund = models.CharField(max_length=120, blank=True)
    during = DateTimeRangeField()
    """Half open, `[beginn, ende)`: neighbours do not touch."""
    aktiv = models.BooleanField(default=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="belegung_ohne_ueberschneidung",
                expressions=[
                    ("traeger", RangeOperators.EQUAL),
                    ("ressource", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(aktiv=True),
            )
        ]


class Besuchszahl(TenantModel):
    """How many came to an open offer on a day, and what it was about: a number, never a name (A09, A14)."""

    angebot = models.ForeignKey(Angebot, on_delete=models.PROTECT, related_name="besuche")
    tag = models.DateField()
    thema = models.CharField(max_length=120, blank=True)
    anzahl = models.PositiveIntegerField()
    ergebnis = models.CharField(max_length=300, blank=True)
    """What was learnt for the next plan."""
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["angebot", "tag", "thema"], name="besuche_einmal")]
        ordering = ["-tag", "thema"]
