"""People's rights beside the decision: data protection, consent to a way of delivery, outages."""

from __future__ import annotations

from django.db import models

from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile.models import Akte, Dokument, Vorgang
from nahbar.domain.mailroom.models import Brief
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel


class Datenschutzantrag(TenantModel):
    """A request under Art. 15 to 18 DSGVO: one month to answer (Art. 12 Abs. 3), counted from its arrival."""

    class Art(models.TextChoices):
        AUSKUNFT = "auskunft", "Auskunft"
        BERICHTIGUNG = "berichtigung", "Berichtigung"
        LOESCHUNG = "loeschung", "Löschung"

    class Ausgang(models.TextChoices):
        OFFEN = "", "noch nicht beantwortet"
        ERFUELLT = "erfuellt", "erfüllt"
        ABGELEHNT = "abgelehnt", "abgelehnt"
        EINGESCHRAENKT = "eingeschraenkt", "nicht gelöscht, Verarbeitung eingeschränkt"
        STRITTIG = "strittig", "nicht zu klären, als bestritten vermerkt"

    antrag = models.ForeignKey(Antrag, on_delete=models.PROTECT, related_name="datenschutz")
    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="datenschutz")
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, related_name="+")
    art = models.CharField(max_length=14, choices=Art.choices)
    text = models.TextField(blank=True)
    eingang_at = models.DateTimeField()
    frist = models.DateField()
    quittung = models.ForeignKey(Dokument, null=True, on_delete=models.PROTECT, related_name="+")
    eingeschraenkt_at = models.DateTimeField(null=True)
    """Since then the data are only kept and used for legal claims (Art. 18 Abs. 1 Buchst. c, Abs. 2 DSGVO)."""
    hinderung = models.CharField(max_length=300, blank=True)
    """Why nothing can be erased now, as it was told to the person at once."""
    ausgang = models.CharField(max_length=14, choices=Ausgang.choices, blank=True, default=Ausgang.OFFEN)
    antwort = models.TextField(blank=True)
    brief = models.ForeignKey(Brief, null=True, on_delete=models.PROTECT, related_name="+")
    beantwortet_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    beantwortet_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ausgang="") | models.Q(beantwortet_at__isnull=False), name="datenschutz_antwort_zeit"
            )
        ]
        ordering = ["eingang_at"]


class Zustellwahl(TenantModel):
    """One choice of how letters come: each consent and each revocation is kept (§ 37 Abs. 2a S. 1, 2 SGB X)."""

    antrag = models.ForeignKey(Antrag, on_delete=models.PROTECT, related_name="zustellwahlen")
    elektronisch = models.BooleanField()
    """True: consent to the mailbox of the portal; False: paper, from this moment on."""
    at = models.DateTimeField()
    akteur = models.CharField(max_length=80)

    class Meta:
        ordering = ["at"]


class Stoerung(TenantModel):
    """A time in which the portal could not be reached: whoever missed a period because of it gets it back (U42)."""

    class Quelle(models.TextChoices):
        AUTOMATISCH = "automatisch", "vom Programm bemerkt"
        WARTUNG = "wartung", "Wartung"
        BETRIEB = "betrieb", "vom Betrieb eingetragen"

    von = models.DateTimeField()
    bis = models.DateTimeField(null=True)
    """None: it lasts."""
    quelle = models.CharField(max_length=12, choices=Quelle.choices)
    anmerkung = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(bis__isnull=True) | models.Q(bis__gte=models.F("von")), name="stoerung_ende"
            )
        ]
        ordering = ["-von"]


class Lebenszeichen(TenantModel):
    """When the programme last said that it lives: a gap is an outage."""

    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger"], name="lebenszeichen_einmal")]
