"""Letters on their way through a print provider: batches, the order for each letter, the provider's receipts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel


class Druckstapel(TenantModel):
    """One batch: prepared by a person, looked at, handed over to the provider as one file."""

    class Stand(models.TextChoices):
        VORBEREITET = "vorbereitet", "vorbereitet"
        UEBERGEBEN = "uebergeben", "übergeben"
        VERWORFEN = "verworfen", "aufgelöst"

    nummer = models.CharField(max_length=20)
    """`DS-2026-00004`: what people call it."""
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.VORBEREITET)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    uebergeben_at = models.DateTimeField(null=True)
    uebergeben_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    abgelegt_at = models.DateTimeField(null=True)
    """When the file lay in the outbox."""
    datei_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "nummer"], name="druckstapel_nummer_einmal")]
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.nummer


class Druckauftrag(TenantModel):
    """One letter in one batch, and how far it has come at the provider."""

    class Stand(models.TextChoices):
        VORGESEHEN = "vorgesehen", "im Stapel"
        UEBERGEBEN = "uebergeben", "an den Druckdienstleister übergeben"
        ANGENOMMEN = "angenommen", "angenommen"
        GEDRUCKT = "gedruckt", "gedruckt"
        AUFGEGEBEN = "aufgegeben", "aufgegeben"
        ZURUECK = "zurueck", "zurückgekommen"
        ABGELEHNT = "abgelehnt", "abgelehnt"
        ENTNOMMEN = "entnommen", "aus dem Stapel genommen"

    class Versand(models.TextChoices):
        STANDARD = "standard", "Brief"
        EINWURF = "einwurf", "Einschreiben Einwurf"
        UEBERGABE = "uebergabe", "Einschreiben"

    stapel = models.ForeignKey(Druckstapel, on_delete=models.PROTECT, related_name="auftraege")
    brief = models.ForeignKey("mailroom.Brief", on_delete=models.PROTECT, related_name="druckauftraege")
    position = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    """Of the PDF: with the letter's id it makes the order one of a kind, whatever happens to files."""
    seiten = models.IntegerField()
    beidseitig = models.BooleanField(default=True)
    farbe = models.BooleanField(default=False)
    versand = models.CharField(max_length=10, choices=Versand.choices, default=Versand.STANDARD)
    kostenstelle = models.CharField(max_length=20)
    """Key of the town, or the short name of the Träger."""
    spaetestens = models.DateField()
    """Last day on which the provider may hand it to the post."""
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.VORGESEHEN)
    grund = models.CharField(max_length=200, blank=True)
    """Why it was rejected, or why it came back."""
    angenommen_at = models.DateTimeField(null=True)
    gedruckt_at = models.DateTimeField(null=True)
    aufgegeben_am = models.DateField(null=True)
    zurueck_am = models.DateField(null=True)
    rueckruf_at = models.DateTimeField(null=True)
    """When the house asked for the letter back; whether that came in time only the provider knows."""
    rueckruf_grund = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brief"],
                condition=~Q(stand__in=["abgelehnt", "entnommen"]),
                name="druckauftrag_brief_einmal",
            ),
            models.UniqueConstraint(fields=["stapel", "position"], name="druckauftrag_position_einmal"),
        ]
        ordering = ["stapel", "position"]

    @property
    def blaetter(self) -> int:
        """Sheets of paper."""
        return (self.seiten + 1) // 2 if self.beidseitig else self.seiten


class Druckquittung(TenantModel):
    """A receipt of the provider as it was read; the same file is booked once."""

    class Stand(models.TextChoices):
        VERBUCHT = "verbucht", "verbucht"
        QUARANTAENE = "quarantaene", "zu klären"
        GEKLAERT = "geklaert", "geklärt"

    datei = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    gelesen_at = models.DateTimeField()
    stand = models.CharField(max_length=12, choices=Stand.choices)
    zeilen = models.IntegerField(default=0)
    """Lines that were booked or known already."""
    abgewiesen = models.JSONField(default=list)
    """What was refused: `brief` (its id, or nothing) and `satz`."""
    geklaert_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "sha256"], name="druckquittung_einmal")]
        ordering = ["-gelesen_at"]
