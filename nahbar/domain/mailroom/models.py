"""Letters out: what leaves the house, on which way, when it counts as served."""

from __future__ import annotations

from django.db import models

from nahbar.domain.casefile.models import Akte, Dokument, Vorgang
from nahbar.domain.mailroom.altakten_models import Altakte as Altakte
from nahbar.domain.mailroom.altakten_models import Altaktenpaket as Altaktenpaket
from nahbar.domain.mailroom.incoming import Original, Scandokument, Scanseite, Scanstapel
from nahbar.domain.mailroom.mails import Maileingang
from nahbar.domain.mailroom.outgoing import Druckauftrag, Druckquittung, Druckstapel
from nahbar.domain.people.models import Person
from nahbar.platform.tenancy.models import TenantModel

__all__ = [
    "Brief", "Druckauftrag", "Druckquittung", "Druckstapel", "Maileingang", "Original", "Scandokument", "Scanseite",
    "Scanstapel",
]  # fmt: skip


class Brief(TenantModel):
    """One letter to one person."""

    class Weg(models.TextChoices):
        POST = "post", "mit der Post"
        PORTAL = "portal", "im Postfach des Portals"

    class Stand(models.TextChoices):
        BEREIT = "bereit", "liegt bereit"
        GESTOPPT = "gestoppt", "angehalten"
        VERSANDT = "versandt", "versandt"

    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="briefe")
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, related_name="briefe")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="briefe")
    art = models.CharField(max_length=40)
    """`bescheid`, `ablehnung`, `nachforderung`, `zugangscode`, …"""
    betreff = models.CharField(max_length=200)
    dokument = models.ForeignKey(Dokument, on_delete=models.PROTECT, related_name="+")
    weg = models.CharField(max_length=10, choices=Weg.choices)
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.BEREIT)
    schriftform = models.BooleanField(default=False)
    """Written form is demanded: print only, as long as no seal is set up (§ 36a Abs. 2a SGB I)."""
    created_at = models.DateTimeField()
    aufgegeben_am = models.DateField(null=True)
    """Day of posting, or of the notification for the portal; the clock of § 37 SGB X starts here."""
    bekanntgabe_am = models.DateField(null=True)
    widerspruch_bis = models.DateField(null=True)
    gelesen_at = models.DateTimeField(null=True)
    stopp_grund = models.CharField(max_length=200, blank=True)
    zurueck_am = models.DateField(null=True)
    """Came back undelivered: the fiction of § 37 Abs. 2 SGB X does not hold, there is no Bekanntgabe (U24)."""
    zurueck_grund = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-created_at"]

    @property
    def druckauftrag(self) -> Druckauftrag | None:
        """The order by which it is in a batch, at the provider, or was sent; None: it is in the house."""
        gone = (Druckauftrag.Stand.ABGELEHNT, Druckauftrag.Stand.ENTNOMMEN)
        return next((row for row in self.druckauftraege.all() if row.stand not in gone), None)
