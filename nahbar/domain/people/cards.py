"""The customer card: an opaque number that says who somebody is at counter and terminal, and nothing else."""

from __future__ import annotations

from django.db import models

from nahbar.platform.tenancy.models import TenantModel


class Kundenkarte(TenantModel):
    """One card of one person; neither the card nor its codes tell a benefit, a state or a name."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="karten")
    kennung = models.CharField(max_length=16)
    """80 random bits in Base32: what the changing code carries."""
    nummer = models.CharField(max_length=9)
    """For the printed card: eight characters that can be typed, the last one a check; with the birth year only."""
    issued_at = models.DateTimeField()
    blocked_at = models.DateTimeField(null=True)
    grund = models.CharField(max_length=12, blank=True)
    """Why it was blocked: a key of `cards_actions.REASONS`."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["traeger", "kennung"], name="karte_kennung_einmal"),
            models.UniqueConstraint(fields=["traeger", "nummer"], name="karte_nummer_einmal"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(blocked_at=None), name="karte_eine_gueltige_je_person"
            ),
        ]
        ordering = ["-issued_at"]


class Kartencode(TenantModel):
    """A changing code that was accepted at one place: the same one is not accepted there again."""

    karte = models.ForeignKey(Kundenkarte, on_delete=models.CASCADE, related_name="codes")
    stelle = models.CharField(max_length=60)
    """Where it was shown: a front desk or a terminal."""
    schritt = models.BigIntegerField()
    """The 30 seconds since 1970 to which the code belongs."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["karte", "stelle", "schritt"], name="kartencode_einmal")]
