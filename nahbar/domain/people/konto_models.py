"""A change of the account that is held until the person, a day and two of the office have agreed (U14)."""

from __future__ import annotations

from django.db import models

from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel


class Kontowechsel(TenantModel):
    """Where money shall go instead; until it is released, everything is paid to the old account."""

    class Stand(models.TextChoices):
        UNBESTAETIGT = "unbestaetigt", "noch nicht bestätigt"
        WARTET = "wartet", "wartet einen Tag"
        VORGESCHLAGEN = "vorgeschlagen", "wartet auf die zweite Person"
        FREIGEGEBEN = "freigegeben", "freigegeben"
        GESTOPPT = "gestoppt", "gestoppt"
        ERSETZT = "ersetzt", "zurückgenommen oder ersetzt"
        ABGELEHNT = "abgelehnt", "abgelehnt"

    class Herkunft(models.TextChoices):
        PORTAL = "portal", "im Portal"
        PAPIER = "papier", "auf Papier oder im Amt"

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="kontowechsel")
    iban = models.CharField(max_length=34, blank=True)
    """Empty: no account any more (§ 47 Abs. 1 S. 2 SGB I)."""
    kontoinhaber = models.CharField(max_length=140, blank=True)
    alte_iban = models.CharField(max_length=34, blank=True)
    alter_inhaber = models.CharField(max_length=140, blank=True)
    alte_anschrift = models.JSONField(default=list)
    """Lines of the address field before anything changed: there the letter goes."""
    herkunft = models.CharField(max_length=8, choices=Herkunft.choices)
    stand = models.CharField(max_length=14, choices=Stand.choices, default=Stand.UNBESTAETIGT)
    nachweis = models.CharField(max_length=60, blank=True)
    """By what the person was known again: PIN, password, device, eID, or what the office saw."""
    beantragt_at = models.DateTimeField()
    bestaetigt_at = models.DateTimeField(null=True)
    frei_ab = models.DateTimeField(null=True)
    """Not before this moment, unless two of the office shorten it with a reason."""
    stopp_code = models.CharField(max_length=9, blank=True)
    """Stands in the message on the old way; whoever has it can stop the change and nothing else."""
    beendet_at = models.DateTimeField(null=True)
    vorgeschlagen_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    vorgeschlagen_at = models.DateTimeField(null=True)
    eilgrund = models.CharField(max_length=300, blank=True)
    """Why not the whole day was waited, e.g. the old account is closed."""
    freigegeben_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    freigegeben_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(stand__in=["unbestaetigt", "wartet", "vorgeschlagen"]),
                name="kontowechsel_einer_offen",
            ),
            models.UniqueConstraint(
                fields=["traeger", "stopp_code"],
                condition=~models.Q(stopp_code=""),
                name="kontowechsel_code_einmal",
            ),
            models.CheckConstraint(
                condition=~models.Q(stand="freigegeben")
                | (
                    models.Q(vorgeschlagen_by__isnull=False, freigegeben_by__isnull=False)
                    & ~models.Q(freigegeben_by=models.F("vorgeschlagen_by"))
                ),
                name="kontowechsel_zwei_personen",
            ),
        ]
        ordering = ["-beantragt_at"]
