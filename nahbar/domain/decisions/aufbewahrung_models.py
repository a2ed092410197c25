"""How long something is kept, what stops that, what is due to go, and what went."""

from __future__ import annotations

from django.db import models

from nahbar.domain.casefile.models import Akte, Dokument
from nahbar.domain.decisions.aufbewahrung_plan import KLASSEN
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel


class Aufbewahrungsregel(TenantModel):
    """The office's own period for a class: in force once a second person has confirmed it; the newest one holds."""

    klasse = models.CharField(max_length=40)
    jahre = models.IntegerField()
    quelle = models.CharField(max_length=300)
    """Who decided it and where that stands."""
    vorgeschlagen_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    vorgeschlagen_at = models.DateTimeField()
    bestaetigt_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    bestaetigt_at = models.DateTimeField(null=True)
    verworfen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(bestaetigt_by__isnull=True) | ~models.Q(bestaetigt_by=models.F("vorgeschlagen_by")),
                name="regel_zwei_personen",
            ),
            models.CheckConstraint(condition=models.Q(jahre__gte=0, jahre__lte=99), name="regel_jahre"),
        ]
        ordering = ["-vorgeschlagen_at"]

    @property
    def titel(self) -> str:
        """The class in words."""
        return KLASSEN[self.klasse].title if self.klasse in KLASSEN else self.klasse


class Aufbewahrungssperre(TenantModel):
    """A hold on a file: nothing of it goes until somebody lifts it, with the reason."""

    class Art(models.TextChoices):
        STREIT = "streit", "Streit mit der Person"
        KLAGE = "klage", "Klage"
        RUECKFORDERUNG = "rueckforderung", "Rückforderung läuft"
        EINSCHRAENKUNG = "einschraenkung", "Verarbeitung eingeschränkt (Art. 18 DSGVO)"
        SONSTIGES = "sonstiges", "anderer Grund"

    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="sperren")
    art = models.CharField(max_length=16, choices=Art.choices)
    grund = models.CharField(max_length=300)
    gesetzt_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    """None: by the programme, with a request of the person."""
    gesetzt_at = models.DateTimeField()
    aufgehoben_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    aufgehoben_at = models.DateTimeField(null=True)
    aufhebung_grund = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-gesetzt_at"]


class Loeschvorschlag(TenantModel):
    """Something that may go: found by the round or due on request; two persons, then it is destroyed."""

    class Stand(models.TextChoices):
        OFFEN = "offen", "fällig"
        BEANTRAGT = "beantragt", "wartet auf die zweite Person"
        BESTAETIGT = "bestaetigt", "wird gelöscht"

    class Grund(models.TextChoices):
        FRIST = "frist", "Frist abgelaufen"
        VERLANGEN = "verlangen", "auf Verlangen der Person (Art. 17 DSGVO)"

    class Archiv(models.TextChoices):
        NICHT_NOETIG = "nicht_noetig", "keine Anbietung"
        AUSSTEHEND = "ausstehend", "noch nicht angeboten"
        ANGEBOTEN = "angeboten", "angeboten, Antwort steht aus"
        WERTLOS = "wertlos", "Archiv übernimmt nicht"
        UEBERNOMMEN = "uebernommen", "vom Archiv übernommen"

    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="loeschvorschlaege")
    dokument = models.ForeignKey(Dokument, null=True, on_delete=models.PROTECT, related_name="loeschvorschlaege")
    """None: the whole file."""
    klasse = models.CharField(max_length=40)
    grund = models.CharField(max_length=12, choices=Grund.choices)
    loeschbar_ab = models.DateField()
    erkannt_at = models.DateTimeField()
    archiv = models.CharField(max_length=14, choices=Archiv.choices)
    archiv_at = models.DateTimeField(null=True)
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.OFFEN)
    beantragt_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    beantragt_at = models.DateTimeField(null=True)
    bestaetigt_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    bestaetigt_at = models.DateTimeField(null=True)
    zurueck_grund = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(stand="bestaetigt")
                | (
                    models.Q(beantragt_by__isnull=False, bestaetigt_by__isnull=False)
                    & ~models.Q(bestaetigt_by=models.F("beantragt_by"))
                ),
                name="loeschung_zwei_personen",
            ),
            models.UniqueConstraint(
                fields=["akte"], condition=models.Q(dokument__isnull=True), name="loeschvorschlag_akte_einmal"
            ),
            models.UniqueConstraint(fields=["dokument"], name="loeschvorschlag_dokument_einmal"),
        ]
        ordering = ["loeschbar_ab", "id"]


class Loeschprotokoll(TenantModel):
    """What went: no name, no number of a file. `gegenstand` is the id it had, which leads to nothing any more.

    After a restore from an older archive it says which rows must go again.
    """

    gegenstand = models.UUIDField()
    umfang = models.CharField(max_length=10)
    """`akte` or `dokument`."""
    klasse = models.CharField(max_length=40)
    grund = models.CharField(max_length=12, choices=Loeschvorschlag.Grund.choices)
    loeschbar_ab = models.DateField()
    archiv = models.CharField(max_length=14, choices=Loeschvorschlag.Archiv.choices)
    beantragt_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    beantragt_at = models.DateTimeField()
    bestaetigt_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    bestaetigt_at = models.DateTimeField()
    geloescht_at = models.DateTimeField()
    dateien = models.IntegerField()
    zeilen = models.JSONField()
    """Table → number of rows."""

    class Meta:
        ordering = ["-geloescht_at"]
