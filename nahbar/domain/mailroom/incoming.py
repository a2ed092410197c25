"""Paper in: batches of the scan provider, their documents and pages, and where the originals lie."""

from __future__ import annotations

from django.db import models

from nahbar.domain.casefile.models import Akte, Dokument, Vorgang
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel
from nahbar.platform.vault.models import StoredFile


class Scanstapel(TenantModel):
    """One batch as the provider delivered it; its number comes once."""

    class Kanal(models.TextChoices):
        SCAN = "scan", "mit der Post"
        EMAIL = "email", "per E-Mail"
        FAX = "fax", "per Fax"

    kanal = models.CharField(max_length=8, choices=Kanal.choices, default=Kanal.SCAN)
    nummer = models.CharField(max_length=60)
    """The provider's, e.g. `KL-2026-11-24-0007`."""
    inhalt_sha256 = models.CharField(max_length=64)
    """Over documents and sums of their pages: the same batch packed anew has the same one."""
    dienstleister = models.CharField(max_length=120)
    eingegangen_at = models.DateTimeField()
    """When the letters reached the provider, who opens them for the office: this arrival counts."""
    gescannt_am = models.DateField()
    bilder = models.IntegerField()
    uebernommen_at = models.DateTimeField()
    wiederholt = models.IntegerField(default=0)
    """How often the provider delivered it again; nothing was done then."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "nummer"], name="scanstapel_nummer_einmal")]
        ordering = ["-uebernommen_at"]


class Scandokument(TenantModel):
    """One letter of a batch on its way into a file."""

    class Stand(models.TextChoices):
        NEU = "neu", "wird gelesen"
        GELESEN = "gelesen", "gelesen"
        OFFEN = "offen", "nicht zugeordnet"
        ZUGEORDNET = "zugeordnet", "zugeordnet"
        ABGELEHNT = "abgelehnt", "abgelehnt"

    class Weg(models.TextChoices):
        CODE = "code", "Code auf dem Blatt"
        ZEICHEN = "zeichen", "Aktenzeichen und Name"
        MENSCH = "mensch", "von Hand"

    stapel = models.ForeignKey(Scanstapel, on_delete=models.PROTECT, related_name="dokumente")
    kennung = models.CharField(max_length=60)
    """The provider's, unique in its batch."""
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.NEU)
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    """The pictures as they came, packed with the note of transfer (TR-RESISCAN)."""
    ansicht = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """Small PDF with the words that were read; from the last page on."""
    seiten = models.IntegerField()
    gescannt_von = models.CharField(max_length=80)
    geprueft_von = models.CharField(max_length=80)
    geraet = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=200, blank=True)
    """A code or number of a file that the provider read."""
    aktenzeichen = models.CharField(max_length=24, blank=True)
    vorschlag = models.ForeignKey(Akte, null=True, on_delete=models.PROTECT, related_name="+")
    vorschlag_sicherheit = models.IntegerField(default=0)
    """Per cent; a proposal is confirmed by a person."""
    hinweis = models.CharField(max_length=300, blank=True)
    """Why it was proposed, or why nothing was found."""
    weg = models.CharField(max_length=10, choices=Weg.choices, blank=True)
    dokument = models.ForeignKey(Dokument, null=True, on_delete=models.PROTECT, related_name="+")
    """What it became in the file."""
    vorgang = models.ForeignKey(Vorgang, null=True, on_delete=models.PROTECT, related_name="+")
    erledigt_at = models.DateTimeField(null=True)
    ablehnung = models.CharField(max_length=200, blank=True)
    """Why it belongs into no file: advertising, for another authority, unreadable."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stapel", "kennung"], name="scandokument_kennung_einmal"),
            models.CheckConstraint(
                condition=~models.Q(stand="zugeordnet") | models.Q(dokument__isnull=False),
                name="scandokument_zugeordnet_hat_dokument",
            ),
        ]
        indexes = [models.Index(fields=["traeger", "stand"], name="scandokument_stand")]
        ordering = ["stapel", "kennung"]


class Scanseite(TenantModel):
    """One page of a scanned letter."""

    scan = models.ForeignKey(Scandokument, on_delete=models.CASCADE, related_name="blaetter")
    nr = models.IntegerField()
    datei = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    gelesen_at = models.DateTimeField(null=True)
    text = models.TextField(blank=True)
    codes = models.JSONField(default=list)
    bild = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """Small picture for the screen."""
    blatt = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """This page as PDF with its words."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scan", "nr"], name="scanseite_nr_einmal")]
        ordering = ["nr"]


class Original(TenantModel):
    """The paper behind a scanned letter: where it lies, and from which day on it may be destroyed."""

    class Ort(models.TextChoices):
        DIENSTLEISTER = "dienstleister", "beim Dienstleister"
        ANGEFORDERT = "angefordert", "unterwegs zum Amt"
        ZURUECK = "zurueck", "zurückgegeben"
        VERNICHTET = "vernichtet", "vernichtet"

    scan = models.OneToOneField(Scandokument, on_delete=models.PROTECT, related_name="papier")
    ort = models.CharField(max_length=14, choices=Ort.choices, default=Ort.DIENSTLEISTER)
    gescannt_am = models.DateField()
    vernichtung_ab = models.DateField()
    """Scan day and eight weeks; later after a hold."""
    gehalten_at = models.DateTimeField(null=True)
    gehalten_von = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    halt_grund = models.CharField(max_length=200, blank=True)
    angefordert_at = models.DateTimeField(null=True)
    zurueck_am = models.DateField(null=True)
    vernichtet_am = models.DateField(null=True)
    protokoll = models.CharField(max_length=60, blank=True)
    """Number of the provider's record of destruction."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(ort="vernichtet") | models.Q(vernichtet_am__isnull=False) & ~models.Q(protokoll=""),
                name="original_vernichtet_mit_protokoll",
            )
        ]
        indexes = [models.Index(fields=["traeger", "ort", "vernichtung_ab"], name="original_frist")]
        ordering = ["vernichtung_ab", "id"]

    @property
    def gehalten(self) -> bool:
        """True while a hold keeps the paper from being destroyed."""
        return self.gehalten_at is not None
