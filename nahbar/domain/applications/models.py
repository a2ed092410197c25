"""Anträge: secured at once, answered over days, submitted once, corrected afterwards."""

from __future__ import annotations

from django.db import models

from nahbar.domain.applications.briefcode_models import Briefcode as Briefcode
from nahbar.domain.applications.sendung_models import Sendung as Sendung
from nahbar.domain.applications.trennung_models import Trennung
from nahbar.domain.applications.vertretung_models import (
    Angabe,
    Beratungscode,
    Einsendung,
    Vertreter,
    Vertretung,
    Zustimmung,
)
from nahbar.domain.casefile.models import Akte, Dokument, Vorgang
from nahbar.domain.people.models import Person
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import Gemeinde, TenantModel
from nahbar.platform.vault.models import StoredFile

__all__ = [
    "Angabe", "Antrag", "Antwortstand", "Beratungscode", "Einsendung", "Nachweis", "Trennung", "Upload", "Vertreter",
    "Vertretung", "Zugang", "Zustimmung",
]  # fmt: skip


class Antrag(TenantModel):
    """One application. Three dates: signal (`gesichert_at`), arrival (`eingegangen_at`), effect (`wirkt_ab`)."""

    class Art(models.TextChoices):
        ERSTANTRAG = "erstantrag", "Antrag"
        AENDERUNG = "aenderung", "Mitteilung einer Änderung"
        WEITERBEWILLIGUNG = "weiterbewilligung", "Weiterbewilligung"
        BILDUNG = "bildung", "Bildung und Teilhabe"
        FORMULAR = "formular", "Formular"

    class Stand(models.TextChoices):
        GESICHERT = "gesichert", "gesichert"
        EINGEGANGEN = "eingegangen", "eingegangen"
        VORGELEGT = "vorgelegt", "zur Freigabe vorgelegt"
        ENTSCHIEDEN = "entschieden", "entschieden"
        ZURUECKGENOMMEN = "zurueckgenommen", "zurückgenommen"

    class Weg(models.TextChoices):
        POST = "post", "mit der Post"
        PORTAL = "portal", "im Postfach des Portals"

    nummer = models.CharField(max_length=20)
    art = models.CharField(max_length=20, choices=Art.choices, default=Art.ERSTANTRAG)
    stamm = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="folgen")
    """The first application of the line: its code and account open this one too. None: it is the first itself."""
    aenderung = models.JSONField(null=True)
    """What a follow-up is about: `arten` (kinds of change), `ab` (day), `text`; `stimmt` (sections confirmed)."""
    leistung = models.CharField(max_length=40)
    fragebogen_version = models.IntegerField()
    fragebogen_neu = ""
    """Not kept: what is new in the questions since this draft was last saved, as a sentence."""
    stand = models.CharField(max_length=20, choices=Stand.choices, default=Stand.GESICHERT)
    kanal = models.CharField(max_length=20, default="portal")
    gesichert_at = models.DateTimeField()
    wirkt_ab = models.DateField()
    eingegangen_at = models.DateTimeField(null=True)
    antworten = models.JSONField(default=dict)
    antworten_nr = models.IntegerField(default=0)
    """Grows with each change of the answers: a decision on older ones cannot be released (U21)."""
    korrektur = models.JSONField(null=True)
    """Answers of a correction that the citizen has begun after submission and not yet sent; None: none."""
    bescheid_weg = models.CharField(max_length=10, choices=Weg.choices, default=Weg.POST)
    notlage = models.BooleanField(default=False)
    gemeinde = models.ForeignKey(Gemeinde, null=True, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="antraege")
    akte = models.ForeignKey(Akte, null=True, on_delete=models.PROTECT, related_name="antraege")
    vorgang = models.ForeignKey(Vorgang, null=True, on_delete=models.PROTECT, related_name="antraege")
    eingangsbestaetigung = models.ForeignKey(Dokument, null=True, on_delete=models.PROTECT, related_name="+")
    entschieden_at = models.DateTimeField(null=True)
    vollstaendig_at = models.DateTimeField(null=True)
    """First moment at which no required paper was missing; the expected decision counts from here."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["traeger", "nummer"], name="antrag_nummer_einmal"),
            models.CheckConstraint(
                condition=models.Q(stand="gesichert")
                | models.Q(stand="zurueckgenommen")
                | models.Q(akte__isnull=False),
                name="antrag_eingegangen_hat_akte",
            ),
            models.CheckConstraint(
                condition=models.Q(art="erstantrag", stamm__isnull=True)
                | models.Q(art="formular")  # beside an application or on its own
                | (~models.Q(art__in=["erstantrag", "formular"]) & models.Q(stamm__isnull=False)),
                name="antrag_folge_hat_stamm",
            ),
            models.UniqueConstraint(
                fields=["stamm", "art"],
                condition=models.Q(stand="gesichert") & ~models.Q(art__in=["bildung", "formular"]),
                name="antrag_ein_entwurf_je_folge",
            ),
        ]

    @property
    def kurz(self) -> bool:
        """True for a short form of its own: nothing about it is calculated by the month."""
        return self.art in (Antrag.Art.BILDUNG, Antrag.Art.FORMULAR)


class Antwortstand(TenantModel):
    """The answers as they were: every change is kept with who made it, when, and from where."""

    antrag = models.ForeignKey(Antrag, on_delete=models.CASCADE, related_name="antwortstaende")
    nr = models.IntegerField()
    antworten = models.JSONField()
    at = models.DateTimeField()
    akteur_art = models.CharField(max_length=20)
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    anlass = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["antrag", "nr"], name="antwortstand_nr_einmal")]
        ordering = ["nr"]


class Zugang(TenantModel):
    """The way back to an application: a code that can be read aloud, and a PIN."""

    antrag = models.ForeignKey(Antrag, on_delete=models.CASCADE, related_name="zugaenge")
    code = models.CharField(max_length=9)
    pin_hash = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    ersetzt_at = models.DateTimeField(null=True)
    """Set when a new code or PIN was given out: the old one no longer opens anything."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "code"], name="zugang_code_einmal")]


class Nachweis(TenantModel):
    """One paper that is needed, and how far it has come."""

    class Stand(models.TextChoices):
        FEHLT = "fehlt", "fehlt noch"
        GESENDET = "gesendet", "angekommen"
        ANERKANNT = "anerkannt", "anerkannt"
        UNBRAUCHBAR = "unbrauchbar", "bitte noch einmal"
        ENTFAELLT = "entfaellt", "nicht nötig"

    antrag = models.ForeignKey(Antrag, on_delete=models.CASCADE, related_name="nachweise")
    key = models.CharField(max_length=80)
    titel = models.CharField(max_length=160)
    grund = models.CharField(max_length=300)
    norm = models.CharField(max_length=80)
    pflicht = models.BooleanField(default=True)
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.FEHLT)
    bemerkung = models.CharField(max_length=300, blank=True)
    """Why it must be sent again, in the words for the citizen."""
    angefordert_bis = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["antrag", "key"], name="nachweis_key_einmal")]


class Upload(TenantModel):
    """One file that somebody sent to an application, accepted or refused with its reason; never lost, never doubled."""

    antrag = models.ForeignKey(Antrag, on_delete=models.CASCADE, related_name="uploads")
    nachweis = models.ForeignKey(Nachweis, null=True, on_delete=models.SET_NULL, related_name="uploads")
    dateiname = models.CharField(max_length=160)
    at = models.DateTimeField()
    angenommen = models.BooleanField()
    wartet_seit = models.DateTimeField(null=True)
    """Held back because the virus check gave no answer; `original` is kept, nobody sees it, `grund` says so."""
    grund = models.CharField(max_length=400, blank=True)
    """Refused: the reason and the technical conditions (§ 36a Abs. 3 SGB I)."""
    hinweis = models.CharField(max_length=400, blank=True)
    """Accepted, but: blurred, too dark."""
    sha256 = models.CharField(max_length=64, blank=True)
    original = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    ansicht = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    seiten = models.IntegerField(default=0)
    vorschau = models.JSONField(default=list)
    """Ids of the stored preview pictures, one a page."""
    dokument = models.ForeignKey(Dokument, null=True, on_delete=models.PROTECT, related_name="+")
    """The document in the file that it became at submission."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["antrag", "nachweis", "sha256"],
                condition=models.Q(angenommen=True),
                name="upload_inhalt_einmal",
            )
        ]
        ordering = ["at", "id"]
