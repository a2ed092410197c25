"""Files on their way: what has arrived of a file that a bad line brings piece by piece."""

from __future__ import annotations

from django.db import models

from nahbar.platform.tenancy.models import TenantModel


class Sendung(TenantModel):
    """One file that is under way in pieces; the pieces lie encrypted in the vault until the whole is judged."""

    antrag = models.ForeignKey("applications.Antrag", on_delete=models.CASCADE, related_name="sendungen")
    nachweis_key = models.CharField(max_length=80)
    schluessel = models.CharField(max_length=64)
    """Given by the sender: a beginning that is told twice is one beginning."""
    dateiname = models.CharField(max_length=160)
    groesse = models.BigIntegerField()
    angekommen = models.BigIntegerField(default=0)
    """Bytes that are here; the sender goes on from this offset."""
    sha256 = models.CharField(max_length=64, blank=True)
    """Of the whole file, as the sender says; compared at the end."""
    teile = models.JSONField(default=list)
    """Ids of the stored pieces, in order."""
    schwaerzen = models.BooleanField(default=False)
    """The sender wants to black something out first: nothing is handed to the office before that."""
    vorschau = models.JSONField(default=list)
    """Held for blacking out: ids of the stored pictures, one a page."""
    begonnen_at = models.DateTimeField()
    verfaellt_at = models.DateTimeField()
    """What did not become an upload by then is deleted."""
    upload = models.ForeignKey("applications.Upload", null=True, on_delete=models.CASCADE, related_name="+")
    """What became of it, accepted or refused."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["antrag", "schluessel"], name="sendung_schluessel_einmal"),
            models.CheckConstraint(
                condition=models.Q(angekommen__gte=0) & models.Q(angekommen__lte=models.F("groesse")),
                name="sendung_nicht_mehr_als_ganz",
            ),
        ]

    @property
    def vollstaendig(self) -> bool:
        """Whether every byte is here."""
        return bool(self.angekommen == self.groesse)

    @property
    def wartet(self) -> bool:
        """Whole, and held until its sender has blacked something out or hands it over as it is."""
        return self.schwaerzen and self.vollstaendig and self.upload_id is None
