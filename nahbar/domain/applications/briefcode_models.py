"""The code that a letter carries: it opens what this letter asks for, and nothing else."""

from __future__ import annotations

from django.db import models

from nahbar.domain.mailroom.models import Brief
from nahbar.platform.tenancy.models import TenantModel


class Briefcode(TenantModel):
    """One code of one letter. The code itself is on the paper alone; kept is what recognises it."""

    class Zweck(models.TextChoices):
        UNTERLAGEN = "unterlagen", "Unterlagen schicken"

    antrag = models.ForeignKey("applications.Antrag", on_delete=models.CASCADE, related_name="briefcodes")
    brief = models.ForeignKey(Brief, null=True, on_delete=models.CASCADE, related_name="+")
    """Set as soon as the letter is made: the code is printed on it."""
    zweck = models.CharField(max_length=20, choices=Zweck.choices)
    nachweise = models.JSONField(default=list)
    """Keys of the papers it asks for, in the order of the letter."""
    kennung = models.CharField(max_length=64)
    """Keyed hash of Träger and code, in hex."""
    frist = models.DateField(null=True)
    gueltig_bis = models.DateField()
    """The last day on which it opens anything; printed on the letter."""
    created_at = models.DateTimeField()
    zuerst_at = models.DateTimeField(null=True)
    zuletzt_at = models.DateTimeField(null=True)
    oeffnungen = models.IntegerField(default=0)
    gesperrt_at = models.DateTimeField(null=True)
    gesperrt_von = models.CharField(max_length=80, blank=True)
    """Role in plain words."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "kennung"], name="briefcode_einmal")]
        ordering = ["-created_at"]
