"""Parameter sets of the office, and the replays of the stock that belong to them."""

from __future__ import annotations

import hashlib

from django.db import models

from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel

SHA256 = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"


def content_hash(inhalt: str) -> str:
    """SHA-256 of a file's text, as the database computes it too."""
    return hashlib.sha256(inhalt.encode()).hexdigest()


class Parametersatz(TenantModel):
    """New values of the law on top of those the programme knows: loaded, reviewed, replayed, in force."""

    class Stand(models.TextChoices):
        ENTWURF = "entwurf", "geladen"
        GEPRUEFT = "geprueft", "geprüft"
        AKTIV = "aktiv", "in Kraft gesetzt"
        VERWORFEN = "verworfen", "verworfen"

    name = models.CharField(max_length=80)
    dateiname = models.CharField(max_length=120, blank=True)
    inhalt = models.TextField()
    """The file as it was uploaded."""
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.ENTWURF)
    geladen_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    geladen_at = models.DateTimeField()
    geprueft_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    geprueft_at = models.DateTimeField(null=True)
    geprueft_hash = models.CharField(max_length=64, blank=True)
    """SHA-256 of the content that the second person read: nothing else can be put into force."""
    pruefvermerk = models.CharField(max_length=300, blank=True)
    """With what the second person compared the values."""
    probelauf = models.ForeignKey("Probelauf", null=True, on_delete=models.PROTECT, related_name="+")
    """The replay that it was put into force with."""
    aktiviert_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    aktiviert_at = models.DateTimeField(null=True)
    aktiv_ab = models.DateField(null=True)
    """From this day on the programme calculates with it; the values have dates of their own."""
    verworfen_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    verworfen_at = models.DateTimeField(null=True)
    verworfen_grund = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(stand__in=["geprueft", "aktiv"])
                | models.Q(geprueft_by__isnull=False) & ~models.Q(geprueft_by=models.F("geladen_by")),
                name="parametersatz_zwei_personen",
            ),
            models.CheckConstraint(
                condition=~models.Q(stand__in=["geprueft", "aktiv"])
                | models.Q(geprueft_hash=models.Func(models.F("inhalt"), template=SHA256)),
                name="parametersatz_wie_geprueft",
            ),
            models.CheckConstraint(
                condition=~models.Q(stand="aktiv")
                | models.Q(probelauf__isnull=False, aktiviert_by__isnull=False, aktiv_ab__isnull=False),
                name="parametersatz_nach_probelauf",
            ),
        ]
        ordering = ["-geladen_at"]

    def __str__(self) -> str:
        return self.name


class Probelauf(TenantModel):
    """One month of the whole stock, computed as it is and with a parameter set; no letter, no payment."""

    class Stand(models.TextChoices):
        LAEUFT = "laeuft", "läuft"
        FERTIG = "fertig", "fertig"
        ABGEBROCHEN = "abgebrochen", "abgebrochen"

    satz = models.ForeignKey(Parametersatz, on_delete=models.PROTECT, related_name="probelaeufe")
    monat = models.DateField()
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.LAEUFT)
    inhalt_hash = models.CharField(max_length=64)
    """SHA-256 of the set's content."""
    grundlage_hash = models.CharField(max_length=64)
    """Fingerprint of what it was compared with: another set in force makes this replay worthless."""
    gestartet_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    gestartet_at = models.DateTimeField()
    fertig_at = models.DateTimeField(null=True)
    faelle = models.IntegerField()
    """Running cases of the month when it started."""
    fertig = models.IntegerField(default=0)
    zeiger = models.UUIDField(null=True)
    """The last file that was computed: where the next part goes on."""
    geaendert = models.IntegerField(default=0)
    mehr = models.IntegerField(default=0)
    weniger = models.IntegerField(default=0)
    ohne_antrag = models.IntegerField(default=0)
    """Cases granted with values that were to be replaced: adjusted without an application."""
    summe_alt = models.BigIntegerField(default=0)
    """Cents of the month."""
    summe_neu = models.BigIntegerField(default=0)
    """Cents of the month."""
    fehler = models.JSONField(default=dict)
    """Sentence → how many cases could not be computed for it."""
    groesste = models.JSONField(default=list)
    """The largest differences: file, cents before, cents after."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["satz"], condition=models.Q(stand="laeuft"), name="probelauf_einer_zur_zeit"
            ),
            models.CheckConstraint(
                condition=models.Q(stand="laeuft") | models.Q(fertig_at__isnull=False), name="probelauf_ende"
            ),
        ]
        ordering = ["-gestartet_at"]

    @property
    def differenz(self) -> int:
        """Cents of the month, after minus before."""
        return self.summe_neu - self.summe_alt

    @property
    def nicht_berechnet(self) -> int:
        """Cases that could not be computed."""
        return sum(self.fehler.values())
