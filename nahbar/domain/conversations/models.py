"""Conversations of a file: messages, and video meetings with their waiting room."""

from __future__ import annotations

from django.db import models

from nahbar.domain.casefile.models import Akte, Dokument, Vorgang
from nahbar.domain.conversations.ways import Hinweis as Hinweis
from nahbar.domain.conversations.ways import Hinweisweg as Hinweisweg
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel


class Gespraech(TenantModel):
    """The one thread of a file; it is with the office in general, or with a caseworker of its own."""

    class Stand(models.TextChoices):
        RUHT = "ruht", "nichts offen"
        WARTET = "wartet", "wartet auf Antwort"

    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="gespraeche")
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, related_name="gespraeche")
    """The matter that its task belongs to."""
    owner = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    """Who answers; empty: the office in general."""
    stand = models.CharField(max_length=8, choices=Stand.choices, default=Stand.RUHT)
    wartet_seit = models.DateTimeField(null=True)
    """Arrival of the oldest message of the citizen that nobody has answered."""
    letzte_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["akte"], name="gespraech_akte_einmal")]
        indexes = [models.Index(fields=["traeger", "stand", "wartet_seit"], name="gespraech_liste")]


class Nachricht(TenantModel):
    """One message; never changed, never deleted: it is part of the file."""

    class Von(models.TextChoices):
        BUERGER = "buerger", "Bürgerin oder Bürger"
        AMT = "amt", "Amt"
        PROGRAMM = "programm", "automatische Nachricht"

    class Art(models.TextChoices):
        TEXT = "text", "Nachricht"
        BITTE = "bitte", "Bitte um eine Unterlage"
        UNTERLAGE = "unterlage", "Unterlage"
        ABGEWIESEN = "abgewiesen", "Datei nicht angenommen"
        FRIST = "frist", "nach Fristende eingegangen"
        WIDERSPRUCH = "widerspruch", "Hinweis zum Widerspruch"
        TERMIN = "termin", "Termin"

    gespraech = models.ForeignKey(Gespraech, on_delete=models.PROTECT, related_name="nachrichten")
    nr = models.IntegerField()
    """Counts from 1 in its thread: what a browser has seen already."""
    von = models.CharField(max_length=8, choices=Von.choices)
    art = models.CharField(max_length=12, choices=Art.choices, default=Art.TEXT)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    absender = models.CharField(max_length=120)
    """As the other side reads it; the name of then."""
    text = models.TextField(max_length=4000, blank=True)
    at = models.DateTimeField()
    gelesen_at = models.DateTimeField(null=True)
    """When the other side first read it."""
    schluessel = models.CharField(max_length=36)
    """Made with the form: sent twice it is kept once."""
    vorgang = models.ForeignKey(Vorgang, null=True, on_delete=models.PROTECT, related_name="+")
    """A request: the matter whose paper is asked for."""
    unterlage = models.CharField(max_length=80, blank=True)
    """A request: the key of the paper in its application."""
    unterlage_titel = models.CharField(max_length=160, blank=True)
    bis = models.DateField(null=True)
    """A request: the day until which it is asked for."""
    antwort_auf = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="antworten")
    nach_frist = models.BooleanField(default=False)
    """An answer that came after the day that was named; accepted all the same."""
    dokument = models.ForeignKey(Dokument, null=True, on_delete=models.PROTECT, related_name="+")
    hinweis = models.CharField(max_length=400, blank=True)
    """About the document: blurred, too dark."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gespraech", "nr"], name="nachricht_nr_einmal"),
            models.UniqueConstraint(fields=["gespraech", "schluessel"], name="nachricht_schluessel_einmal"),
        ]
        ordering = ["nr"]


class Treffen(TenantModel):
    """The video meeting of one appointment. Nothing of what is said or seen passes through the server or is kept."""

    akte = models.ForeignKey(Akte, null=True, on_delete=models.PROTECT, related_name="treffen")
    """None: an appointment that somebody without a file booked."""
    termin = models.UUIDField()
    """Id of the appointment, whose room stands beside this one."""
    beginn = models.DateTimeField()
    ende = models.DateTimeField()
    verbunden_at = models.DateTimeField(null=True)
    """When both sides first saw each other."""
    beendet_at = models.DateTimeField(null=True)
    minuten = models.IntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "termin"], name="treffen_termin_einmal")]


class Teilnahme(TenantModel):
    """Somebody in the waiting room or in the meeting; deleted a day after its end."""

    class Rolle(models.TextChoices):
        GAST = "gast", "Bürgerin oder Bürger"
        AMT = "amt", "Amt"

    class Stand(models.TextChoices):
        WARTET = "wartet", "wartet"
        DRIN = "drin", "ist im Gespräch"
        ABGELEHNT = "abgelehnt", "nicht eingelassen"
        WEG = "weg", "hat aufgelegt"

    treffen = models.ForeignKey(Treffen, on_delete=models.CASCADE, related_name="teilnahmen")
    rolle = models.CharField(max_length=4, choices=Rolle.choices)
    name = models.CharField(max_length=120)
    besucher = models.CharField(max_length=64)
    """The browser, as a hash of what its session holds: the same person comes back to the same place."""
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.WARTET)
    wartet_seit = models.DateTimeField()
    gesehen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["treffen", "besucher"], name="teilnahme_besucher_einmal")]
        ordering = ["wartet_seit", "id"]


class Signal(TenantModel):
    """A line that two browsers exchange in order to find each other; deleted as soon as it was fetched."""

    an = models.ForeignKey(Teilnahme, on_delete=models.CASCADE, related_name="+")
    von = models.ForeignKey(Teilnahme, on_delete=models.CASCADE, related_name="+")
    daten = models.JSONField()
    at = models.DateTimeField()
    nr = models.IntegerField(default=0)
    """Its place among those that came in the same moment."""

    class Meta:
        ordering = ["at", "nr"]
