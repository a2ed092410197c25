"""Who acts for somebody else: with which scope, from when until when, on which proof, released by whom."""

from __future__ import annotations

from django.db import models

from nahbar.domain.people.models import Person
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel
from nahbar.platform.vault.models import StoredFile


class Vertreter(TenantModel):
    """Somebody who acts for others, with an own login or (who only takes letters) without one."""

    account = models.OneToOneField(Account, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120, blank=True)
    strasse = models.CharField(max_length=120)
    hausnummer = models.CharField(max_length=20, blank=True)
    plz = models.CharField(max_length=5)
    ort = models.CharField(max_length=80)
    telefon = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation else self.name

    @property
    def anschrift(self) -> list[str]:
        """The lines of the address field, name first."""
        street = f"{self.strasse} {self.hausnummer}".strip()
        lines = [self.organisation, self.name, street, f"{self.plz} {self.ort}".strip()]
        return [line for line in lines if line]


class Vertretung(TenantModel):
    """One mandate: it counts from its first to its last day, by the clock alone."""

    class Art(models.TextChoices):
        BETREUUNG = "betreuung", "rechtliche Betreuung"
        VOLLMACHT = "vollmacht", "Vollmacht"
        ELTERN = "eltern", "Eltern, Vormund oder Pflegerin"
        BERATUNG = "beratung", "Beratungsstelle"
        EMPFANG = "empfang", "nimmt Briefe entgegen"

    class Stand(models.TextChoices):
        BEANTRAGT = "beantragt", "wartet auf Prüfung"
        FREIGEGEBEN = "freigegeben", "freigegeben"
        ABGELEHNT = "abgelehnt", "abgelehnt"
        BEENDET = "beendet", "beendet"

    vertreter = models.ForeignKey(Vertreter, on_delete=models.PROTECT, related_name="vertretungen")
    art = models.CharField(max_length=12, choices=Art.choices)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="vertretungen")
    """For whom; set by the office at release, so that nobody learns by asking who is known here (§ 35 SGB I)."""
    antrag = models.ForeignKey("applications.Antrag", null=True, on_delete=models.CASCADE, related_name="vertretungen")
    """Set: for this application alone (consent case by case)."""
    vorname = models.CharField(max_length=120, blank=True)
    nachname = models.CharField(max_length=120, blank=True)
    geburtsdatum = models.DateField(null=True)
    kennung = models.CharField(max_length=40, blank=True)
    """Name, day of birth, number of the file or code, as the representative stated them."""
    aufgabenkreise = models.JSONField(default=list)
    """Of a Betreuung: keys of `vertretung_policies.KREISE` (§ 1815 BGB, read in secondary sources)."""
    darf = models.JSONField(default=list)
    """What the person herself allowed, where the scope is hers to give (§ 13 Abs. 1 S. 2 SGB X)."""
    einwilligungsvorbehalt = models.BooleanField(default=False)
    """The person's own acts in this scope need consent (§ 1825 BGB, § 11 Abs. 2 SGB X)."""
    konflikt = models.CharField(max_length=200, blank=True)
    """Interests that may collide, e.g. the representative is the landlord; staff look twice."""
    von = models.DateField()
    bis = models.DateField(null=True)
    """The last day; None: until somebody ends it."""
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.BEANTRAGT)
    beantragt_at = models.DateTimeField()
    entschieden_at = models.DateTimeField(null=True)
    entschieden_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    """Who of the office released or refused; None: the person herself allowed it."""
    grund = models.CharField(max_length=300, blank=True)
    beendet_at = models.DateTimeField(null=True)
    ende_notiert_at = models.DateTimeField(null=True)
    """When the office got the list of what is still open; access ended before, on the day itself."""
    nachweis_name = models.CharField(max_length=160, blank=True)
    nachweis = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    nachweis_ansicht = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(stand="freigegeben")
                | models.Q(person__isnull=False)
                | models.Q(antrag__isnull=False),
                name="vertretung_frei_hat_fall",
            )
        ]
        ordering = ["-beantragt_at"]


class Beratungscode(TenantModel):
    """A code that a citizen shows to a helper: whoever types it may help with this application. Valid once, shortly."""

    antrag = models.ForeignKey("applications.Antrag", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=9)
    art = models.CharField(max_length=12, choices=Vertretung.Art.choices)
    darf = models.JSONField(default=list)
    bis = models.DateField()
    """The last day of what it opens."""
    gilt_bis = models.DateTimeField()
    """Until then it can be typed."""
    benutzt_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "code"], name="beratungscode_einmal")]


class Zustimmung(TenantModel):
    """An act of the person that needs the consent of whoever represents her: kept, asked for, answered."""

    class Handlung(models.TextChoices):
        ABSENDEN = "absenden", "hat den Antrag abgeschickt"
        AENDERN = "aendern", "hat Angaben geändert"
        RUECKNAHME = "ruecknahme", "möchte den Antrag zurücknehmen"

    class Stand(models.TextChoices):
        OFFEN = "offen", "noch nicht beantwortet"
        ERTEILT = "erteilt", "zugestimmt"
        VERWEIGERT = "verweigert", "nicht zugestimmt"

    antrag = models.ForeignKey("applications.Antrag", on_delete=models.CASCADE, related_name="zustimmungen")
    vertretung = models.ForeignKey(Vertretung, null=True, on_delete=models.PROTECT, related_name="zustimmungen")
    """Who is asked; None: the parents of a minor, by the office (§ 36 Abs. 2 S. 2 SGB I)."""
    handlung = models.CharField(max_length=12, choices=Handlung.choices)
    at = models.DateTimeField()
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.OFFEN)
    beantwortet_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]


class Angabe(TenantModel):
    """What one side said to a question to which the other side said something else: both are kept (U17)."""

    antrag = models.ForeignKey("applications.Antrag", on_delete=models.CASCADE, related_name="angaben")
    pfad = models.CharField(max_length=160)
    """`grundmiete`, `personen.p2.kindergeld`."""
    seite = models.CharField(max_length=80)
    frage = models.CharField(max_length=300)
    vertreter = models.ForeignKey(Vertreter, null=True, on_delete=models.PROTECT, related_name="+")
    """Who said it; None: the person herself."""
    urheber = models.CharField(max_length=40)
    """Id of the representative, or `person`."""
    wert = models.JSONField(null=True)
    text = models.CharField(max_length=400)
    """The answer as people read it."""
    at = models.DateTimeField()
    geklaert_at = models.DateTimeField(null=True)
    geklaert_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["antrag", "pfad", "urheber"], name="angabe_einmal_je_seite")]
        ordering = ["pfad", "at"]


class Einsendung(TenantModel):
    """Who of those who act for the person sent a file; a file without one came from the person herself."""

    upload = models.OneToOneField("applications.Upload", on_delete=models.CASCADE, related_name="einsendung")
    vertreter = models.ForeignKey(Vertreter, on_delete=models.PROTECT, related_name="+")
