"""The stock of paper files that a scan provider digitises once: what was promised, what came (F05)."""

from __future__ import annotations

from django.db import models

from nahbar.domain.casefile.models import Akte
from nahbar.domain.mailroom.incoming import Scanstapel
from nahbar.platform.tenancy.models import Gemeinde, TenantModel


class Altakte(TenantModel):
    """One paper file of the delivery note: how many sheets it should have."""

    aktenzeichen = models.CharField(max_length=24)
    gemeinde = models.ForeignKey(Gemeinde, null=True, on_delete=models.PROTECT, related_name="+")
    akte = models.ForeignKey(Akte, null=True, on_delete=models.PROTECT, related_name="altakten")
    """The electronic file of this number; None: there is none (yet)."""
    erwartet = models.IntegerField()
    """Sheets by the delivery note."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "aktenzeichen"], name="altakte_zeichen_einmal")]
        ordering = ["aktenzeichen"]


class Altaktenpaket(TenantModel):
    """One package of the migration, taken or refused; its batch stands in the ledger of papers like any other."""

    datei = models.CharField(max_length=200)
    stapel = models.OneToOneField(Scanstapel, null=True, on_delete=models.PROTECT, related_name="altpaket")
    grund = models.CharField(max_length=400, blank=True)
    """Why it was refused; then there is no batch."""
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "datei"], name="altaktenpaket_datei_einmal")]
        ordering = ["datei"]
