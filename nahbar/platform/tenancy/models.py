"""The Träger, its towns, and the base of every table that belongs to one Träger."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

from nahbar.platform.ids import uuid7
from nahbar.platform.tenancy.scope import current_traeger_id

M = TypeVar("M", bound="TenantModel")


class Traeger(models.Model):
    """A Träger of social benefits with data of its own: Jobcenter (zkT, gE) or Sozialamt."""

    class Art(models.TextChoices):
        ZKT = "zkt", "Zugelassener kommunaler Träger"
        GE = "ge", "Gemeinsame Einrichtung"
        SOZIALAMT = "sozialamt", "Sozialamt"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kuerzel = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    art = models.CharField(max_length=12, choices=Art.choices)
    land = models.CharField(max_length=2, help_text="Bundesland, ISO 3166-2:DE ohne DE-")
    hosts = models.JSONField(default=list, blank=True, help_text="Host-Namen, unter denen dieser Träger erreichbar ist")
    strasse = models.CharField(max_length=120)
    plz = models.CharField(max_length=5)
    ort = models.CharField(max_length=80)
    telefon = models.CharField(max_length=40)
    notfall_telefon = models.CharField(max_length=40)
    oeffnungszeiten = models.CharField(max_length=200)
    leitung = models.CharField(max_length=120, help_text="§ 33 Abs. 3 SGB X")
    sozialamt = models.CharField(
        max_length=200, blank=True, help_text="Name der Behörde in Schreiben zur Sozialhilfe; leer: wie der Träger"
    )
    iban = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    def behoerde(self, norm: str) -> str:
        """The authority that decides by this code of law: a Kreis is Jobcenter and Sozialamt (§ 33 Abs. 3 SGB X)."""
        return self.sozialamt if norm == "SGB XII" and self.sozialamt else self.name


class TenantManager(models.Manager[M]):
    """Sees the rows of the scope's Träger only and raises NoScope outside a scope."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(traeger_id=current_traeger_id())


class TenantModel(models.Model):
    """Base of every table that holds data of a Träger; row-level security is the second lock (database/secure.py)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    traeger = models.ForeignKey(Traeger, on_delete=models.PROTECT, editable=False, related_name="+")

    # typed loosely: each subclass gets a manager of its own model
    objects: Any = TenantManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if getattr(self, "traeger_id", None) is None:
            self.traeger_id = current_traeger_id()
        super().save(*args, **kwargs)


class Gemeinde(TenantModel):
    """A town of the Träger with its Amtlicher Gemeindeschlüssel and its postcodes."""

    name = models.CharField(max_length=80)
    ags = models.CharField(max_length=8)
    plz = models.JSONField(default=list)
    strasse = models.CharField(max_length=120, blank=True)
    telefon = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "ags"], name="gemeinde_ags_einmal")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
