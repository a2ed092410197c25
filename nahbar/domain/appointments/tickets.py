"""Walk-ins: waiting numbers of a place and day, and who of the house is there today."""

from __future__ import annotations

from django.db import models

from nahbar.domain.people.models import Person
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel


class Wartezaehler(TenantModel):
    """The last number of a place and day: numbers have no gaps, two people never get the same one."""

    ort = models.ForeignKey("appointments.Ort", on_delete=models.PROTECT, related_name="+")
    tag = models.DateField()
    letzte = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ort", "tag"], name="wartezaehler_einmal")]


class Wartenummer(TenantModel):
    """Somebody who came without an appointment, under a number; the call shows number and desk, never a name."""

    class Stand(models.TextChoices):
        WARTEND = "wartend", "wartet"
        AUFGERUFEN = "aufgerufen", "aufgerufen"
        DA = "da", "im Gespräch"
        FERTIG = "fertig", "fertig"
        WEG = "weg", "nicht gekommen"

    class Vorrang(models.IntegerChoices):
        NOTLAGE = 1, "Notlage"
        BEVORZUGT = 2, "bevorzugt"
        NORMAL = 3, "normal"

    class Anliegen(models.TextChoices):
        ANTRAG = "antrag", "Antrag stellen"
        UNTERLAGEN = "unterlagen", "Unterlagen abgeben"
        FRAGE = "frage", "Frage zu einem Brief"
        GELD = "geld", "Kein Geld bis zum Monatsende"
        SONST = "sonst", "etwas anderes"

    ort = models.ForeignKey("appointments.Ort", on_delete=models.PROTECT, related_name="wartenummern")
    tag = models.DateField()
    nr = models.IntegerField()
    praefix = models.CharField(max_length=2)
    anliegen = models.CharField(max_length=12, choices=Anliegen.choices, default=Anliegen.SONST)
    vorrang = models.IntegerField(choices=Vorrang.choices, default=Vorrang.NORMAL)
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.WARTEND)
    gezogen_at = models.DateTimeField()
    aufgerufen_at = models.DateTimeField(null=True)
    aufrufe = models.IntegerField(default=0)
    """How often it was called; the display speaks again when this grows."""
    fertig_at = models.DateTimeField(null=True)
    platz = models.CharField(max_length=40, blank=True)
    """Desk or room that calls, as the display shows it."""
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    """Known where a card was shown."""
    schluessel = models.UUIDField()
    """Given by whoever draws: the same press sent twice gives the same number."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ort", "tag", "nr"], name="wartenummer_einmal"),
            models.UniqueConstraint(fields=["traeger", "schluessel"], name="wartenummer_schluessel_einmal"),
        ]
        indexes = [models.Index(fields=["ort", "tag", "stand", "vorrang", "gezogen_at"], name="wartenummer_reihe")]
        ordering = ["vorrang", "gezogen_at", "nr"]

    def __str__(self) -> str:
        return f"{self.praefix}{self.nr:03d}"


class Anwesenheit(TenantModel):
    """What a colleague said about today: in the house and where, or not. Nothing is derived from working."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    tag = models.DateField()
    da = models.BooleanField()
    platz = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "tag"], name="anwesenheit_einmal")]
