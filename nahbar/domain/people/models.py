"""Persons as the office knows them, with address and bank details."""

from __future__ import annotations

from django.db import models

from nahbar.domain.people.cards import Kartencode, Kundenkarte
from nahbar.domain.people.konto_models import Kontowechsel
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import Gemeinde, TenantModel

__all__ = ["Adressschutz", "Bankverbindung", "Kartencode", "Kontowechsel", "Kundenkarte", "Person"]

SECRET = "Anschrift geschützt"
"""What stands in place of a protected address."""


class Person(TenantModel):
    """A natural person; names keep every letter of DIN 91379."""

    vorname = models.CharField(max_length=120)
    nachname = models.CharField(max_length=120)
    geburtsdatum = models.DateField(null=True)
    strasse = models.CharField(max_length=120, blank=True)
    hausnummer = models.CharField(max_length=20, blank=True)
    zusatz = models.CharField(max_length=120, blank=True)
    plz = models.CharField(max_length=5, blank=True)
    ort = models.CharField(max_length=80, blank=True)
    telefon = models.CharField(max_length=40, blank=True)
    gemeinde = models.ForeignKey(Gemeinde, null=True, on_delete=models.PROTECT, related_name="+")
    anschrift_geheim = models.BooleanField(default=False)
    """An Adressschutz is in force: nobody sees the address who does not need it (U11)."""
    zustellung = models.JSONField(default=list)
    """Lines of another address for letters while the own one is protected, the name left out; empty: the own one."""
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    """The citizen's own login, if there is one."""
    sort_key = models.CharField(max_length=250)
    """DIN 5007 variant 1, written by the application: collations differ between servers."""
    search_key = models.CharField(max_length=250)
    """Folded name (ä = ae = a, ß = ss, no diacritics) for finding."""
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["traeger", "search_key"], name="person_suche"),
            models.Index(fields=["traeger", "geburtsdatum"], name="person_geburt"),
        ]
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return f"{self.vorname} {self.nachname}"

    @property
    def anschrift(self) -> list[str]:
        """The address as it is shown, name first; without a dwelling the name alone, protected a word in its place."""
        return [str(self), SECRET] if self.anschrift_geheim else self.anschrift_im_fenster

    @property
    def ort_gezeigt(self) -> str:
        """The place for lists; nothing while the address is protected."""
        return "" if self.anschrift_geheim else self.ort

    @property
    def anschrift_im_fenster(self) -> list[str]:
        """The lines of the address field of a letter to this person: for that paper alone, never for a page."""
        if self.anschrift_geheim and self.zustellung:
            return [str(self), *self.zustellung]
        lines = [str(self), self.zusatz, f"{self.strasse} {self.hausnummer}".strip(), f"{self.plz} {self.ort}".strip()]
        return [line for line in lines if line]


class Bankverbindung(TenantModel):
    """Where money goes from a day on; the newest one that is valid counts (§ 47 SGB I)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bankverbindungen")
    iban = models.CharField(max_length=34, blank=True)
    """Empty: no account, payment by order to the home (§ 47 Abs. 1 S. 2 SGB I)."""
    kontoinhaber = models.CharField(max_length=140, blank=True)
    gilt_ab = models.DateField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-gilt_ab", "-created_at"]


class Adressschutz(TenantModel):
    """The address of a person in danger is hidden: asked for without proof, looked at later, lifted by two people."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="adressschutz")
    grund = models.CharField(max_length=300)
    gesetzt_at = models.DateTimeField()
    gesetzt_von = models.CharField(max_length=80)
    """Role in plain words."""
    geprueft_at = models.DateTimeField(null=True)
    geprueft_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    aufhebung_at = models.DateTimeField(null=True)
    """Somebody wants to lift it; it stays in force until a second person agrees."""
    aufhebung_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    aufhebung_grund = models.CharField(max_length=300, blank=True)
    beendet_at = models.DateTimeField(null=True)
    beendet_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(beendet_at__isnull=True), name="adressschutz_einer"
            ),
            models.CheckConstraint(
                condition=models.Q(beendet_at__isnull=True) | ~models.Q(beendet_by=models.F("aufhebung_by")),
                name="adressschutz_vier_augen",
            ),
        ]
        ordering = ["-gesetzt_at"]
