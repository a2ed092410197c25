"""What makes a pile of papers a file: parts, versions, references, notes, resubmission, and the trace of every hand."""

from __future__ import annotations

from django.db import models

from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel
from nahbar.platform.vault.models import StoredFile


class Teilakte(TenantModel):
    """The part of a file for one topic of the file plan: a benefit, objections, maintenance, …"""

    akte = models.ForeignKey("casefile.Akte", on_delete=models.PROTECT, related_name="teilakten")
    plan = models.CharField(max_length=40)
    """Key of a benefit or of a topic in `casefile.plan`."""
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["akte", "plan"], name="teilakte_plan_einmal")]
        ordering = ["created_at", "id"]


class Dokumentfassung(TenantModel):
    """A later version of a document: turned, stamped, put together, blacked out. The document as filed stays below."""

    class Art(models.TextChoices):
        GEDREHT = "gedreht", "gedreht"
        GETEILT = "geteilt", "geteilt"
        ZUSAMMEN = "zusammen", "zusammengefügt"
        GESTEMPELT = "gestempelt", "mit Eingangsstempel"
        GESCHWAERZT = "geschwaerzt", "geschwärzte Kopie"

    dokument = models.ForeignKey("casefile.Dokument", on_delete=models.PROTECT, related_name="fassungen")
    nr = models.IntegerField()
    """2, 3, …; number 1 is the document as it was filed."""
    art = models.CharField(max_length=12, choices=Art.choices)
    datei = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    seiten = models.IntegerField()
    grund = models.CharField(max_length=200, blank=True)
    zeigt = models.BooleanField(default=True)
    """Shown at the desk instead of the version before; a blacked-out copy is only handed out."""
    created_at = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    aufgehoben_at = models.DateTimeField(null=True)
    """Undone: still there, no longer shown."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dokument", "nr"], name="aktenfassung_nr_einmal")]
        ordering = ["nr"]


class Fassungsseite(TenantModel):
    """The preview picture of one page of a version."""

    fassung = models.ForeignKey(Dokumentfassung, on_delete=models.CASCADE, related_name="vorschau")
    nr = models.IntegerField()
    bild = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fassung", "nr"], name="aktenfassung_seite_einmal")]
        ordering = ["nr"]


class Verweis(TenantModel):
    """A link between two documents of a file, read as »von … nach«: duplicate of, answer to."""

    class Art(models.TextChoices):
        DUPLIKAT = "duplikat", "Duplikat von"
        ANTWORT = "antwort", "Antwort auf"
        GEHOERT = "gehoert", "Gehört zu"

    von = models.ForeignKey("casefile.Dokument", on_delete=models.PROTECT, related_name="verweise")
    nach = models.ForeignKey("casefile.Dokument", on_delete=models.PROTECT, related_name="verwiesen")
    art = models.CharField(max_length=10, choices=Art.choices)
    created_at = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    """Who linked them; None: the program found the same content."""
    aufgehoben_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["von", "nach", "art"], name="verweis_einmal"),
            models.CheckConstraint(condition=~models.Q(von=models.F("nach")), name="verweis_nicht_auf_sich"),
        ]
        ordering = ["created_at"]


class Handgriff(TenantModel):
    """Something done to a document, with what is needed to undo it."""

    dokument = models.ForeignKey("casefile.Dokument", on_delete=models.PROTECT, related_name="handgriffe")
    art = models.CharField(max_length=20)
    """`drehen`, `stempeln`, `teilen`, `zusammenfuegen`, `schwaerzen`, `verschieben`, `angaben`, `verweisen`."""
    text = models.CharField(max_length=300)
    """What was done, as a sentence for colleagues."""
    daten = models.JSONField(default=dict)
    """Ids and earlier values."""
    created_at = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    zurueck_at = models.DateTimeField(null=True)
    zurueck_von = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at", "-id"]


class Notiz(TenantModel):
    """What a colleague should know: part of the file, struck out rather than changed."""

    akte = models.ForeignKey("casefile.Akte", on_delete=models.PROTECT, related_name="notizen")
    dokument = models.ForeignKey("casefile.Dokument", null=True, on_delete=models.PROTECT, related_name="notizen")
    text = models.TextField()
    created_at = models.DateTimeField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    gestrichen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]


class Wiedervorlage(TenantModel):
    """A file that somebody wants to see again on a day; on that day it becomes a task."""

    akte = models.ForeignKey("casefile.Akte", on_delete=models.PROTECT, related_name="wiedervorlagen")
    vorgang = models.ForeignKey("casefile.Vorgang", on_delete=models.PROTECT, related_name="+")
    am = models.DateField()
    grund = models.CharField(max_length=140)
    fuer = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    """None: whoever of the pool takes it."""
    pool = models.CharField(max_length=20)
    created_at = models.DateTimeField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    aufgabe = models.ForeignKey("casefile.Aufgabe", null=True, on_delete=models.PROTECT, related_name="+")
    """The task that it became."""
    erledigt_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["traeger", "erledigt_at", "am"], name="wiedervorlage_faellig")]
        ordering = ["am", "id"]
