"""What stands on the pages, to be found: text, places of the words, the words themselves."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from nahbar.platform.tenancy.models import TenantModel
from nahbar.platform.vault.models import StoredFile


class Lesestand(TenantModel):
    """How far the reading of a document is; the row is made by the database with the document, so none is forgotten."""

    class Stand(models.TextChoices):
        WARTET = "wartet", "wartet"
        GELESEN = "gelesen", "gelesen"
        UNLESBAR = "unlesbar", "nicht lesbar"

    dokument = models.OneToOneField("casefile.Dokument", on_delete=models.CASCADE, related_name="lesestand")
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.WARTET)
    seit = models.DateTimeField()
    versuche = models.IntegerField(default=0)
    datei = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    """Which file was read."""

    class Meta:
        indexes = [
            models.Index(fields=["traeger", "seit"], condition=models.Q(stand="wartet"), name="lesestand_wartet"),
        ]


class Seitentext(TenantModel):
    """One page: its text, the place of each word, and what it is found by.

    `worte` holds the folded words and marks (`#q:` quarter of arrival, `#a:` kind, `#k:` way, `#r:` direction, `#s:`
    sender), each behind four letters of the Träger: the lists of the index are parted by Träger from the start.
    """

    dokument = models.ForeignKey("casefile.Dokument", on_delete=models.CASCADE, related_name="seitentexte")
    akte = models.ForeignKey("casefile.Akte", on_delete=models.PROTECT, related_name="+")
    """Follows the document by a trigger."""
    nr = models.IntegerField()
    eingang = models.DateTimeField()
    text = models.TextField()
    lage = ArrayField(models.SmallIntegerField(), default=list)
    """Four whole numbers a word: left, top, width, height in per mille of the page; empty: places unknown."""
    worte = SearchVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dokument", "nr"], name="seitentext_nr_einmal")]
        indexes = [models.Index(fields=["traeger", "akte"], name="seitentext_akte")]
        ordering = ["dokument", "nr"]


class Wort(TenantModel):
    """A word that stands on some page of this Träger: compounds and typing errors are looked up here."""

    wort = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "wort"], name="wort_einmal")]
