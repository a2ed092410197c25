"""How far each town is: state and history, gates, features, letterheads by version."""

from __future__ import annotations

from django.db import models

from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import Gemeinde, TenantModel


class Einfuehrung(TenantModel):
    """The roll-out of one town; a town without one was set up as a whole and counts as live."""

    class Stand(models.TextChoices):
        GEPLANT = "geplant", "geplant"
        AKTENSCAN = "aktenscan", "Akten werden gescannt"
        SCHULUNG = "schulung", "Schulung"
        LIVE = "live", "in Betrieb"
        VERSCHOBEN = "verschoben", "verschoben"

    gemeinde = models.OneToOneField(Gemeinde, on_delete=models.PROTECT, related_name="einfuehrung")
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.GEPLANT)
    termin = models.DateField(null=True)
    """The planned first day, or the day it went live; None: nobody could name one yet."""

    class Meta:
        ordering = ["gemeinde__name"]


class Einfuehrungsschritt(TenantModel):
    """One step of a roll-out: from, to, for which day, why, who. Never changed."""

    einfuehrung = models.ForeignKey(Einfuehrung, on_delete=models.PROTECT, related_name="schritte")
    at = models.DateTimeField()
    von = models.CharField(max_length=12, blank=True)
    nach = models.CharField(max_length=12, choices=Einfuehrung.Stand.choices)
    termin = models.DateField(null=True)
    grund = models.CharField(max_length=300)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]


class Bedingung(TenantModel):
    """A gate before going live: measured against a least value, or answered with yes."""

    gemeinde = models.ForeignKey(Gemeinde, on_delete=models.PROTECT, related_name="bedingungen")
    key = models.SlugField(max_length=20)
    """A key of `gates.GATES`."""
    pflicht = models.BooleanField(default=True)
    mindestens = models.IntegerField(null=True)
    """The least value, in the unit of the gate (bandwidth: kbit/s); None: a yes is enough."""
    gemessen = models.IntegerField(null=True)
    erfuellt = models.BooleanField(default=False)
    """The yes; measured gates do not use it."""
    bemerkung = models.CharField(max_length=200, blank=True)
    geprueft_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeinde", "key"], name="bedingung_einmal")]


class Merkmal(TenantModel):
    """A feature that was switched in a town; without a row the registry's default counts."""

    gemeinde = models.ForeignKey(Gemeinde, on_delete=models.PROTECT, related_name="merkmale")
    key = models.SlugField(max_length=20)
    """A key of `features.FEATURES`."""
    an = models.BooleanField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeinde", "key"], name="merkmal_einmal")]


class Briefkopf(TenantModel):
    """One version of a town's letterhead; the highest version counts, earlier ones stay as they were."""

    gemeinde = models.ForeignKey(Gemeinde, on_delete=models.PROTECT, related_name="briefkoepfe")
    version = models.IntegerField()
    logo_text = models.CharField(max_length=80)
    """Large text at the top of a letter."""
    absender = models.CharField(max_length=120)
    """The name before the street in the sender's line above the address."""
    strasse = models.CharField(max_length=120)
    plz = models.CharField(max_length=5)
    ort = models.CharField(max_length=80)
    telefon = models.CharField(max_length=40)
    oeffnungszeiten = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    aus_version = models.IntegerField(null=True)
    """The earlier version that was taken back into use; None: typed."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeinde", "version"], name="briefkopf_version_einmal")]
        ordering = ["-version"]
