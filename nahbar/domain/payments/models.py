"""Payment orders and runs: each month of a decision is paid once to each payee."""

from __future__ import annotations

from django.db import models

from nahbar.domain.casefile.models import Akte
from nahbar.domain.decisions.models import Entscheidung
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel
from nahbar.platform.vault.models import StoredFile


class Zahllauf(TenantModel):
    """One payment file; its message id never changes, so that a bank executes it once (U26)."""

    class Stand(models.TextChoices):
        ENTWURF = "entwurf", "vorbereitet"
        FREIGEGEBEN = "freigegeben", "freigegeben"

    class Art(models.TextChoices):
        SOFORT = "sofort", "Nachzahlung sofort"
        MONATLICH = "monatlich", "Monatslauf"

    nummer = models.CharField(max_length=30)
    art = models.CharField(max_length=12, choices=Art.choices)
    ausfuehrung_am = models.DateField()
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.ENTWURF)
    anzahl = models.IntegerField(default=0)
    summe = models.BigIntegerField(default=0)
    """Cents."""
    created_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    freigegeben_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    freigegeben_at = models.DateTimeField(null=True)
    datei = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """pain.001; present once released, unless nobody in this run has an account."""
    anweisungen = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """CSV list of those who are paid without an account (§ 47 SGB I); present once released, if there are any."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["traeger", "nummer"], name="zahllauf_nummer_einmal"),
            models.CheckConstraint(
                condition=~models.Q(stand="freigegeben")
                | (models.Q(freigegeben_by__isnull=False) & ~models.Q(freigegeben_by=models.F("created_by"))),
                name="zahllauf_zwei_personen",
            ),
        ]


class Zahlungsauftrag(TenantModel):
    """Money for one month of one decision to one payee."""

    class Weg(models.TextChoices):
        KONTO = "konto", "Überweisung"
        ANWEISUNG = "anweisung", "Zahlungsanweisung ohne Konto (§ 47 SGB I)"

    entscheidung = models.ForeignKey(Entscheidung, on_delete=models.PROTECT, related_name="zahlungen")
    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="zahlungen")
    monat = models.DateField()
    stelle = models.CharField(max_length=40, default="antragsteller")
    """Which payee of the decision; the key against double payment, because an IBAN may change in between."""
    empfaenger = models.CharField(max_length=140)
    iban = models.CharField(max_length=34, blank=True)
    weg = models.CharField(max_length=10, choices=Weg.choices)
    betrag = models.IntegerField()
    """Cents."""
    zweck = models.CharField(max_length=140)
    """Reference and month; no social data."""
    faellig_am = models.DateField()
    lauf = models.ForeignKey(Zahllauf, null=True, on_delete=models.PROTECT, related_name="auftraege")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entscheidung", "monat", "stelle"], name="zahlung_einmal_im_monat"),
            models.CheckConstraint(condition=models.Q(betrag__gt=0), name="zahlung_positiv"),
        ]
        ordering = ["faellig_am", "id"]
