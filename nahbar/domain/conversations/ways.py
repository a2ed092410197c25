"""Ways on which a person wants word that there is news, and the words that wait to be sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nahbar.domain.people.models import Person
from nahbar.platform.tenancy.models import TenantModel


class Hinweisweg(TenantModel):
    """One way of one person: an e-mail address, or push in one browser. Consent stays on record, the address does not.

    Off by default: without a row in the state `an` nobody is told anything.
    """

    class Kanal(models.TextChoices):
        MAIL = "mail", "E-Mail"
        PUSH = "push", "Meldung in einem Browser"

    class Stand(models.TextChoices):
        UNBESTAETIGT = "unbestaetigt", "wartet auf Bestätigung"
        AN = "an", "eingeschaltet"
        AUS = "aus", "ausgeschaltet"
        UNZUSTELLBAR = "unzustellbar", "nicht mehr erreichbar"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kanal = models.CharField(max_length=8, choices=Kanal.choices)
    adresse = models.TextField(blank=True)
    """E-mail address, or the endpoint of a push service; emptied as soon as the way is off."""
    schluessel = models.JSONField(default=dict)
    """Push only: `p256dh` and `auth` of the browser (RFC 8291), Base64url; emptied with the address."""
    kennung = models.CharField(max_length=64)
    """SHA-256 of the address: the browser is known again by it."""
    stand = models.CharField(max_length=12, choices=Stand.choices)
    diskret = models.BooleanField(default=True)
    """Neutral sender and subject, without the name of the office."""
    created_at = models.DateTimeField()
    bestaetigen_bis = models.DateTimeField(null=True)
    einwilligung_at = models.DateTimeField(null=True)
    """Consent (Art. 6 Abs. 1 lit. a, Art. 7 DSGVO); for e-mail the moment of the confirmation."""
    widerruf_at = models.DateTimeField(null=True)
    """Withdrawal, or the moment at which the way proved dead."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["traeger", "person"],
                condition=Q(kanal="mail", stand__in=["unbestaetigt", "an"]),
                name="hinweisweg_eine_mail",
            ),
            models.UniqueConstraint(
                fields=["traeger", "person", "kennung"],
                condition=Q(kanal="push", stand="an"),
                name="hinweisweg_push_einmal",
            ),
        ]
        ordering = ["created_at"]


class Hinweis(TenantModel):
    """Word that there is news, for one way: the same few words for everybody, so only the time is kept."""

    class Stand(models.TextChoices):
        WARTET = "wartet", "wartet"
        GESENDET = "gesendet", "gesendet"
        GESCHEITERT = "gescheitert", "gescheitert"

    weg = models.ForeignKey(Hinweisweg, on_delete=models.CASCADE, related_name="hinweise")
    anlass = models.CharField(max_length=40)
    """Short key of what happened first (`brief`, `nachricht`, `termin`, …); never leaves the house."""
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.WARTET)
    created_at = models.DateTimeField()
    faellig_at = models.DateTimeField()
    """Not before: quiet hours, and one notice in 15 minutes."""
    gesendet_at = models.DateTimeField(null=True)
    versuche = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["traeger", "weg"], condition=Q(stand="wartet"), name="hinweis_einer_wartet")
        ]
        indexes = [models.Index(fields=["traeger", "stand", "faellig_at"], name="hinweis_faellig")]
        ordering = ["faellig_at"]
