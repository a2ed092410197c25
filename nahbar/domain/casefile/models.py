"""The E-Akte: Akte ▸ Teilakte ▸ Vorgang ▸ Dokument, its timeline, its tasks, and who opened it."""

from __future__ import annotations

from django.db import models

from nahbar.domain.casefile.aktenschutz_models import Aktenschutz as Aktenschutz
from nahbar.domain.casefile.aktenschutz_models import Schutzteam as Schutzteam
from nahbar.domain.casefile.auffaellig_models import Auffaelligkeit as Auffaelligkeit
from nahbar.domain.casefile.file_models import Dokumentfassung as Dokumentfassung
from nahbar.domain.casefile.file_models import Fassungsseite as Fassungsseite
from nahbar.domain.casefile.file_models import Handgriff as Handgriff
from nahbar.domain.casefile.file_models import Notiz as Notiz
from nahbar.domain.casefile.file_models import Teilakte as Teilakte
from nahbar.domain.casefile.file_models import Verweis as Verweis
from nahbar.domain.casefile.file_models import Wiedervorlage as Wiedervorlage
from nahbar.domain.casefile.seitentext_models import Lesestand as Lesestand
from nahbar.domain.casefile.seitentext_models import Seitentext as Seitentext
from nahbar.domain.casefile.seitentext_models import Wort as Wort
from nahbar.domain.people.models import Person
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import Gemeinde, TenantModel
from nahbar.platform.vault.models import StoredFile


class Akte(TenantModel):
    """One electronic file of one household."""

    aktenzeichen = models.CharField(max_length=24)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="akten")
    """The applicant, who represents the household (§ 38 SGB II)."""
    gemeinde = models.ForeignKey(Gemeinde, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    geschuetzt = models.BooleanField(default=False)
    """An Aktenschutz is in force: only its team knows this file (U33)."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "aktenzeichen"], name="akte_zeichen_einmal")]

    def __str__(self) -> str:
        return self.aktenzeichen


class Vorgang(TenantModel):
    """One matter in a file, e.g. the first application."""

    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="vorgaenge")
    teilakte = models.ForeignKey(Teilakte, null=True, on_delete=models.PROTECT, related_name="vorgaenge")
    """Where it stands in the file plan; None is read as »Allgemeines«."""
    art = models.CharField(max_length=40)
    titel = models.CharField(max_length=160)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)


class Dokument(TenantModel):
    """One document of a file; its time of arrival never changes."""

    class Richtung(models.TextChoices):
        EINGANG = "eingang", "Eingang"
        AUSGANG = "ausgang", "Ausgang"
        INTERN = "intern", "intern"

    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="dokumente")
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, related_name="dokumente")
    titel = models.CharField(max_length=200)
    art = models.CharField(max_length=60)
    richtung = models.CharField(max_length=10, choices=Richtung.choices)
    kanal = models.CharField(max_length=20)
    absender = models.CharField(max_length=160, blank=True)
    """Who wrote it, where that is not the person herself."""
    datum = models.DateField(null=True)
    """The day that stands on it."""
    received_at = models.DateTimeField()
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    ansicht = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    """The PDF that is shown; active content and metadata removed."""
    seiten = models.IntegerField(default=1)
    fuer_buerger = models.BooleanField(default=True)
    """False: internal papers that the citizen's page does not list."""
    aufgeloest_at = models.DateTimeField(null=True)
    """Its pages lie in another document now (put together, or a division undone): no longer listed at the desk."""

    class Meta:
        ordering = ["received_at", "id"]


class Seite(TenantModel):
    """The preview picture of one page."""

    dokument = models.ForeignKey(Dokument, on_delete=models.CASCADE, related_name="vorschau")
    nr = models.IntegerField()
    bild = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dokument", "nr"], name="seite_nr_einmal")]
        ordering = ["nr"]


class Eintrag(TenantModel):
    """One line of the timeline; rooms above write theirs here, as paper does."""

    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="eintraege")
    vorgang = models.ForeignKey(Vorgang, null=True, on_delete=models.PROTECT, related_name="eintraege")
    at = models.DateTimeField()
    art = models.CharField(max_length=40)
    text = models.CharField(max_length=400)
    akteur = models.CharField(max_length=80)
    """Role in plain words."""
    fuer_buerger = models.BooleanField(default=True)

    class Meta:
        ordering = ["at", "id"]


class Aufgabe(TenantModel):
    """A piece of work with a deadline: an entry of the work list."""

    class Dringlichkeit(models.IntegerChoices):
        NOTLAGE = 0, "Notlage"
        DRINGEND = 1, "dringend"
        NORMAL = 2, "normal"

    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="aufgaben")
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, related_name="aufgaben")
    art = models.CharField(max_length=40)
    """`antrag_pruefen`, `freigabe`, `unterlage_pruefen`, `brief_versenden`, `aenderung_pruefen`, …; `kind:which` where
    there may be several of a kind in one matter."""
    titel = models.CharField(max_length=160)
    dringlichkeit = models.IntegerField(choices=Dringlichkeit.choices, default=Dringlichkeit.NORMAL)
    entstanden_at = models.DateTimeField()
    frist = models.DateField()
    pool = models.CharField(max_length=20)
    """The role whose work it is while nobody owns it (Role.value): no deadline without an owner."""
    owner = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    zurueckgestellt_bis = models.DateField(null=True)
    erledigt_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["traeger", "erledigt_at", "dringlichkeit", "frist"], name="aufgabe_liste")]
        ordering = ["dringlichkeit", "frist", "entstanden_at"]


class Zugriff(TenantModel):
    """Somebody opened the file: day and time, role, reason. The person concerned can read it."""

    class Anlass(models.TextChoices):
        AUFGABE = "aufgabe", "eigene Aufgabe"
        TERMIN = "termin", "eigener Termin"
        GRUND = "grund", "mit Grund"
        SUCHE = "suche", "Treffer einer Suche"
        DIENST = "dienst", "Arbeit an diesem Platz"

    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="zugriffe")
    at = models.DateTimeField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    rolle = models.CharField(max_length=80)
    zweck = models.CharField(max_length=200)
    anlass = models.CharField(max_length=10, choices=Anlass.choices, default=Anlass.DIENST)
    """Why this person may: rules about unusual accesses look at files opened with a typed reason (U32)."""
    stelle = models.CharField(max_length=160, blank=True)
    """The unit: authority, and the place where somebody worked who was not at the desk of the office."""

    class Meta:
        indexes = [models.Index(fields=["traeger", "account", "at"], name="zugriff_wer_wann")]
        ordering = ["-at"]
