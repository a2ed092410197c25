"""Accesses that somebody should ask about (U32)."""

from __future__ import annotations

from django.db import models

from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel


class Auffaelligkeit(TenantModel):
    """An access that a rule found unusual: a question to whoever looked, no verdict."""

    class Regel(models.TextChoices):
        NAME = "name", "Gleicher Nachname"
        ANSCHRIFT = "anschrift", "Gleiche Anschrift wie in eigener Sache"
        KOLLEGE = "kollege", "Akte einer Kollegin oder eines Kollegen"
        VIELE = "viele", "Viele fremde Akten in einer Stunde"
        UHRZEIT = "uhrzeit", "Zu ungewöhnlicher Zeit"

    class Stand(models.TextChoices):
        OFFEN = "offen", "offen"
        ORDNUNG = "ordnung", "in Ordnung"
        GESPRAECH = "gespraech", "Gespräch geführt"
        MELDUNG = "meldung", "dem Datenschutz gemeldet"

    zugriff = models.ForeignKey("casefile.Zugriff", on_delete=models.PROTECT, related_name="auffaellig")
    akte = models.ForeignKey("casefile.Akte", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    regel = models.CharField(max_length=10, choices=Regel.choices)
    text = models.CharField(max_length=200)
    """What was seen, as a sentence."""
    at = models.DateTimeField()
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.OFFEN)
    entschieden_at = models.DateTimeField(null=True)
    entschieden_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    anmerkung = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(entschieden_by__isnull=True) | ~models.Q(entschieden_by=models.F("account")),
                name="auffaellig_nicht_selbst",
            ),
        ]
        ordering = ["-at", "-id"]
