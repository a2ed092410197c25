"""Decisions: facts, law and trace frozen; two persons; the amounts of each member."""

from __future__ import annotations

from datetime import date

from django.db import models

from nahbar.domain.applications.models import Antrag
from nahbar.domain.appointments.models import Termin
from nahbar.domain.casefile.models import Akte, Vorgang
from nahbar.domain.decisions.aufbewahrung_models import Aufbewahrungsregel as Aufbewahrungsregel
from nahbar.domain.decisions.aufbewahrung_models import Aufbewahrungssperre as Aufbewahrungssperre
from nahbar.domain.decisions.aufbewahrung_models import Loeschprotokoll as Loeschprotokoll
from nahbar.domain.decisions.aufbewahrung_models import Loeschvorschlag as Loeschvorschlag
from nahbar.domain.decisions.parameter_models import Parametersatz as Parametersatz
from nahbar.domain.decisions.parameter_models import Probelauf as Probelauf
from nahbar.domain.decisions.rechte_models import Datenschutzantrag as Datenschutzantrag
from nahbar.domain.decisions.rechte_models import Lebenszeichen as Lebenszeichen
from nahbar.domain.decisions.rechte_models import Stoerung as Stoerung
from nahbar.domain.decisions.rechte_models import Zustellwahl as Zustellwahl
from nahbar.domain.decisions.widerspruch_models import Widerspruch as Widerspruch
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.people.models import Person
from nahbar.law.sgb2.meldeversaeumnis import feststellung_bis
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel
from nahbar.platform.zone import BERLIN

PROGRAMME = "Nahbar (Vorschlag)"


class Entscheidung(TenantModel):
    """One decision on one application, from draft to Bescheid."""

    class Art(models.TextChoices):
        BEWILLIGUNG = "bewilligung", "Bewilligung"
        ABLEHNUNG = "ablehnung", "Ablehnung"

    class Stand(models.TextChoices):
        ENTWURF = "entwurf", "Entwurf"
        VORGELEGT = "vorgelegt", "zur Freigabe vorgelegt"
        ZURUECKGEGEBEN = "zurueckgegeben", "zurückgegeben"
        FREIGEGEBEN = "freigegeben", "freigegeben"
        VERWORFEN = "verworfen", "verworfen"

    antrag = models.ForeignKey(Antrag, on_delete=models.PROTECT, related_name="entscheidungen")
    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="entscheidungen")
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, related_name="entscheidungen")
    art = models.CharField(max_length=12, choices=Art.choices)
    aendert = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="geaendert_durch")
    """A change of circumstances (§ 48 SGB X): the released grant that no longer holds from `von` on."""
    stand = models.CharField(max_length=16, choices=Stand.choices, default=Stand.ENTWURF)
    von = models.DateField()
    bis = models.DateField()
    antworten_nr = models.IntegerField()
    """The state of the answers that this rests on."""
    fakten = models.JSONField()
    """Frozen: the case in the public case format."""
    monate = models.JSONField(default=list)
    """Frozen MonthResult of each month (amounts in cents), without the trace."""
    trace = models.JSONField(default=list)
    """Frozen explanation of each month: norm, inputs, result, children."""
    rechtsstand = models.DateField(null=True)
    erster_monat_summe = models.IntegerField(default=0)
    """Cents; Ansprüche and Sofortzuschlag of all members in the first month."""
    ablehnungsgruende = models.JSONField(default=list)
    begruendung = models.TextField(blank=True)
    version = models.IntegerField(default=1)
    """Grows with each save: the second of two savers is shown the differences (U21)."""
    created_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    """None: proposed by the programme."""
    created_at = models.DateTimeField()
    bearbeitet_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    """Who changed it last: does not release it either."""
    bearbeitet_at = models.DateTimeField(null=True)
    vorgelegt_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    vorgelegt_at = models.DateTimeField(null=True)
    freigegeben_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    freigegeben_at = models.DateTimeField(null=True)
    rueckgabe_grund = models.CharField(max_length=400, blank=True)
    brief = models.ForeignKey(Brief, null=True, on_delete=models.PROTECT, related_name="+")
    ersetzt = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="ersetzt_durch")
    """The released decision that this one changes (§§ 44, 48 SGB X, § 86 SGG): months are paid once, with the newer."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(stand="freigegeben")
                | (
                    models.Q(freigegeben_by__isnull=False, vorgelegt_by__isnull=False)
                    & ~models.Q(freigegeben_by=models.F("vorgelegt_by"))
                    & ~models.Q(freigegeben_by=models.F("bearbeitet_by"))
                ),
                name="entscheidung_zwei_personen",
            ),
            models.UniqueConstraint(
                fields=["antrag"],
                condition=models.Q(stand__in=["entwurf", "vorgelegt", "zurueckgegeben"]),
                name="entscheidung_eine_offene",
            ),
        ]

    @property
    def art_text(self) -> str:
        """Grant, refusal, or change of a grant, in one word."""
        return "Änderung" if self.aendert_id else str(self.get_art_display())

    @property
    def urheber(self) -> str:
        """Who drafted it, as the desk shows it."""
        return self.created_by.name if self.created_by else PROGRAMME

    @property
    def untouched(self) -> bool:
        """True for a draft of the programme that nobody has worked on."""
        return self.stand == self.Stand.ENTWURF and self.created_by_id is None and self.bearbeitet_by_id is None


class Leistungszeile(TenantModel):
    """What one member gets in one month: an own claim each (§ 33 Abs. 1 SGB X). Written at release."""

    entscheidung = models.ForeignKey(Entscheidung, on_delete=models.PROTECT, related_name="zeilen")
    person_ref = models.CharField(max_length=20)
    name = models.CharField(max_length=250)
    monat = models.DateField()
    anspruch = models.IntegerField()
    """Cents."""
    sofortzuschlag = models.IntegerField(default=0)
    """Cents."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entscheidung", "person_ref", "monat"], name="zeile_einmal"),
            models.CheckConstraint(
                condition=models.Q(anspruch__gte=0) & models.Q(sofortzuschlag__gte=0), name="zeile_nicht_negativ"
            ),
        ]
        ordering = ["monat", "person_ref"]


class Erstattungspruefung(TenantModel):
    """Months that were paid too much because of a change, as looked at: what was checked once is not added later.

    § 40 Abs. 1 S. 3 and 4 SGB II, §§ 48, 50 SGB X. A claim is not made here: hearing and decision come first.
    """

    class Ergebnis(models.TextChoices):
        UNTERBLEIBT = "unterbleibt", "unter 50 €: keine Aufhebung für die Vergangenheit"
        ANHOERUNG = "anhoerung", "Anhörung nötig"

    antrag = models.ForeignKey(Antrag, on_delete=models.PROTECT, related_name="erstattungspruefungen")
    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="erstattungspruefungen")
    monate = models.JSONField()
    """`person`, `name`, `monat`, `erbracht`, `zustehend` (cents, without Sofortzuschlag) of each month looked at."""
    summe = models.IntegerField()
    """Cents that were paid too much, of all members together."""
    rechtsgrundlage = models.CharField(max_length=60)
    ergebnis = models.CharField(max_length=12, choices=Ergebnis.choices)
    geprueft_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    geprueft_at = models.DateTimeField()

    class Meta:
        ordering = ["geprueft_at"]


class Meldeversaeumnis(TenantModel):
    """Somebody did not come to a Meldetermin: recorded, heard, decided. Never in a room kept for counselling (A07)."""

    class Stand(models.TextChoices):
        FESTGEHALTEN = "festgehalten", "festgehalten"
        ANGEHOERT = "angehoert", "Anhörung läuft"
        ENTSCHIEDEN = "entschieden", "entschieden"

    class Ausgang(models.TextChoices):
        WICHTIGER_GRUND = "wichtiger_grund", "wichtiger Grund, keine Folge"
        ERSTES = "erstes", "erstes Meldeversäumnis, keine Folge"
        HAERTE = "haerte", "außergewöhnliche Härte, keine Folge"
        EINGESTELLT = "eingestellt", "aus anderem Grund eingestellt"

    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="meldeversaeumnisse")
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    termin = models.OneToOneField(Termin, on_delete=models.PROTECT, related_name="+")
    nummer = models.PositiveSmallIntegerField()
    """The how manieth that counts: only a repeated one can reduce (§ 32 Abs. 1 SGB II since 1 July 2026)."""
    belehrung = models.CharField(max_length=300)
    """How the person was told of the consequences: letter and day (§ 32 Abs. 1 SGB II)."""
    stand = models.CharField(max_length=14, choices=Stand.choices, default=Stand.FESTGEHALTEN)
    genannter_grund = models.CharField(max_length=300, blank=True)
    """What the person had said about the appointment, before or after it."""
    anhoerung = models.ForeignKey(Brief, null=True, on_delete=models.PROTECT, related_name="+")
    anhoerung_bis = models.DateField(null=True)
    aeusserung = models.TextField(blank=True)
    ausgang = models.CharField(max_length=16, choices=Ausgang.choices, blank=True)
    begruendung = models.TextField(blank=True)
    created_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    entschieden_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    entschieden_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(stand="entschieden")
                | ~models.Q(ausgang="") & models.Q(entschieden_at__isnull=False),
                name="meldeversaeumnis_ausgang",
            )
        ]
        ordering = ["-created_at"]

    @property
    def letzter_tag(self) -> date:
        """The last day on which a reduction could be stated: six months (§ 31b Abs. 1 S. 3, § 32 Abs. 2 SGB II)."""
        return feststellung_bis(self.termin.beginn.astimezone(BERLIN).date())
