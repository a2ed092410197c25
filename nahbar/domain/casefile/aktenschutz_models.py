"""Protected files: of people who work here, or of their relatives (U33)."""

from __future__ import annotations

from django.db import models

from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel


class Aktenschutz(TenantModel):
    """Only the named team knows this file; for others of the office it does not exist (§ 35 SGB I, § 16 SGB X)."""

    class Grund(models.TextChoices):
        EIGEN = "eigen", "Die Person arbeitet hier"
        ANGEHOERIG = "angehoerig", "Angehörige oder Angehöriger von jemandem, der hier arbeitet"
        ANDERER = "anderer", "Anderer Grund"

    akte = models.ForeignKey("casefile.Akte", on_delete=models.PROTECT, related_name="schutz")
    grund = models.CharField(max_length=12, choices=Grund.choices)
    betroffen = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    """The colleague whose own matter it is: never in the team, never sees that there is a protection."""
    gesetzt_at = models.DateTimeField()
    gesetzt_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    beendet_at = models.DateTimeField(null=True)
    beendet_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["akte"], condition=models.Q(beendet_at__isnull=True), name="aktenschutz_einer"
            ),
        ]
        ordering = ["-gesetzt_at"]


class Schutzteam(TenantModel):
    """Somebody who works with a protected file."""

    schutz = models.ForeignKey(Aktenschutz, on_delete=models.CASCADE, related_name="team")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["schutz", "account"], name="schutzteam_einmal")]
        ordering = ["account__name"]
