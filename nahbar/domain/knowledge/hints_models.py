"""What people say about a page of the portal (B04)."""

from __future__ import annotations

from django.db import models

from nahbar.platform.tenancy.models import TenantModel


class Seitenhinweis(TenantModel):
    """One hint: about which page, of what kind, and the words. Of whom it is, nobody knows."""

    class Art(models.TextChoices):
        UNKLAR = "unklar", "Ich verstehe etwas nicht"
        FEHLER = "fehler", "Etwas geht nicht"
        BARRIERE = "barriere", "Ich komme mit meiner Hilfe (Vorlesen, Tastatur, Vergrößern) nicht weiter"
        IDEE = "idee", "Ich habe einen Vorschlag"

    seite = models.CharField(max_length=80)
    """Key of the page without anything of a person, e.g. `question.miete`."""
    art = models.CharField(max_length=10, choices=Art.choices)
    text = models.CharField(max_length=1000, blank=True)
    sprache = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField()
    erledigt_at = models.DateTimeField(null=True)
    erledigt_von = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-at"]
