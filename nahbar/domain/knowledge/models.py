"""Tables of the room: articles for citizens, rules of practice for colleagues, their versions, and what is asked."""

from __future__ import annotations

from datetime import date

from django.db import models

from nahbar.domain.knowledge.hints_models import Seitenhinweis as Seitenhinweis
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel

PROGRAMME = "Nahbar"


class Beitrag(TenantModel):
    """One article or rule; what it says stands in its versions."""

    class Art(models.TextChoices):
        ARTIKEL = "artikel", "Artikel für Bürgerinnen und Bürger"
        REGEL = "regel", "Praxisregel"

    art = models.CharField(max_length=10, choices=Art.choices)
    slug = models.SlugField(max_length=60)
    """Address of an article below /hilfe/; of a rule a name that stays when the title changes."""
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "art", "slug"], name="beitrag_slug_einmal")]


class Fassung(TenantModel):
    """One version: written by one person, released by another, valid from a day until it ends or the next begins."""

    class Stand(models.TextChoices):
        ENTWURF = "entwurf", "Entwurf"
        FREI = "frei", "freigegeben"
        VERWORFEN = "verworfen", "verworfen"

    beitrag = models.ForeignKey(Beitrag, on_delete=models.PROTECT, related_name="fassungen")
    nr = models.IntegerField()
    titel = models.CharField(max_length=120)
    text = models.TextField()
    """Paragraphs parted by empty lines; `## ` begins a heading, `- ` an item of a list."""
    norm = models.CharField(max_length=120, blank=True)
    """§ as people write it, e.g. `§ 22 Abs. 1 SGB II`."""
    orte = models.JSONField(default=list)
    """Where it is shown: `frage:<page>`, `unterlage:<paper>` for an article, `feld:<field>` for a rule."""
    video = models.CharField(max_length=40, blank=True)
    """Key of a video that is shipped with the product."""
    gueltig_ab = models.DateField()
    gueltig_bis = models.DateField(null=True)
    """Last day; None: until a newer version begins."""
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.ENTWURF)
    verfasst_von = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    verfasst_at = models.DateTimeField()
    frei_von = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    frei_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["traeger", "beitrag", "nr"], name="fassung_nr_einmal"),
            models.UniqueConstraint(
                fields=["traeger", "beitrag"], condition=models.Q(stand="entwurf"), name="fassung_ein_entwurf"
            ),
        ]
        ordering = ["-nr"]

    @property
    def autor(self) -> str:
        """Who wrote it; the name stays when the person has left."""
        return self.verfasst_von.name if self.verfasst_von else PROGRAMME

    @property
    def freigabe(self) -> str:
        """Who released it."""
        return self.frei_von.name if self.frei_von else PROGRAMME

    def covers(self, day: date) -> bool:
        """Whether its own period holds this day; a newer version may still have taken its place."""
        return self.gueltig_ab <= day and (self.gueltig_bis is None or day <= self.gueltig_bis)


class Anmerkung(TenantModel):
    """A question or remark of a colleague about an article or rule, and what became of it (D12)."""

    class Folge(models.TextChoices):
        OFFEN = "offen", "noch offen"
        BLEIBT = "bleibt", "es bleibt so"
        NEU = "neu", "wird geändert"

    beitrag = models.ForeignKey(Beitrag, on_delete=models.PROTECT, related_name="anmerkungen")
    fassung_nr = models.IntegerField()
    text = models.CharField(max_length=1000)
    von = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    folge = models.CharField(max_length=10, choices=Folge.choices, default=Folge.OFFEN)
    antwort = models.CharField(max_length=1000, blank=True)
    antwort_von = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    antwort_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]

    @property
    def autor(self) -> str:
        """Who asked."""
        return self.von.name if self.von else PROGRAMME

    @property
    def antworter(self) -> str:
        """Who answered."""
        return self.antwort_von.name if self.antwort_von else PROGRAMME
