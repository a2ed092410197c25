"""Somebody does not agree with a decision: what was said when, which form is missing, how it ended."""

from __future__ import annotations

from datetime import date

from django.db import models

from nahbar.domain.appointments.models import Termin
from nahbar.domain.casefile.models import Akte, Dokument, Vorgang
from nahbar.domain.mailroom.models import Brief
from nahbar.law.sgg.untaetigkeit import untaetigkeitsklage_antrag_ab, untaetigkeitsklage_widerspruch_ab
from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel
from nahbar.platform.zone import BERLIN


class Widerspruch(TenantModel):
    """One objection (§ 84 SGG) or request for review (§ 44 SGB X) against one decision.

    The declaration counts with the server's time. An objection needs a form as well; the moment at which declaration
    and form are there together decides whether it came in time.
    """

    class Weg(models.TextChoices):
        WIDERSPRUCH = "widerspruch", "Widerspruch"
        UEBERPRUEFUNG = "ueberpruefung", "Überprüfungsantrag"

    class Form(models.TextChoices):
        FEHLT = "", "fehlt noch"
        NIEDERSCHRIFT = "niederschrift", "zur Niederschrift, unterschrieben"
        SCHRIFT = "schrift", "schriftlich, unterschrieben"
        AUSWEIS = "ausweis", "mit dem Online-Ausweis"
        SIGNATUR = "signatur", "mit qualifizierter elektronischer Signatur"
        POSTFACH = "postfach", "aus einem besonderen elektronischen Postfach"

    class Stand(models.TextChoices):
        OFFEN = "offen", "offen"
        ABHILFE = "abhilfe", "abgeholfen"
        TEILABHILFE = "teilabhilfe", "teilweise abgeholfen, im Übrigen offen"
        VORGELEGT = "vorgelegt", "nicht abgeholfen, liegt der Widerspruchsstelle vor"
        ZURUECKGENOMMEN = "zurueckgenommen", "zurückgenommen"

    class Kosten(models.TextChoices):
        OFFEN = "", "noch nicht entschieden"
        VOLL = "voll", "in voller Höhe"
        TEIL = "teil", "zum Teil"
        KEINE = "keine", "nicht"

    entscheidung = models.ForeignKey("decisions.Entscheidung", on_delete=models.PROTECT, related_name="widersprueche")
    akte = models.ForeignKey(Akte, on_delete=models.PROTECT, related_name="widersprueche")
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, related_name="+")
    brief = models.ForeignKey(Brief, null=True, on_delete=models.PROTECT, related_name="+")
    """The letter of the decision that is attacked."""
    weg = models.CharField(max_length=14, choices=Weg.choices, default=Weg.WIDERSPRUCH)
    stand = models.CharField(max_length=16, choices=Stand.choices, default=Stand.OFFEN)
    text = models.TextField(blank=True)
    """In the person's own words; no reason is needed."""
    kanal = models.CharField(max_length=20)
    """`portal`, `schalter`, `post`."""
    erklaert_at = models.DateTimeField()
    """When the declaration reached the server."""
    frist = models.DateField(null=True)
    """Last day of the period, as the letter had it; None: no period runs (the letter is not made known yet)."""
    form = models.CharField(max_length=14, choices=Form.choices, blank=True, default=Form.FEHLT)
    form_at = models.DateTimeField(null=True)
    """When the form was there; of a letter, the day on which it lay in the letter box."""
    form_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    form_dokument = models.ForeignKey(Dokument, null=True, on_delete=models.PROTECT, related_name="+")
    """The Niederschrift as it was signed, or the letter."""
    termin = models.ForeignKey(Termin, null=True, on_delete=models.SET_NULL, related_name="+")
    """The appointment for the Niederschrift."""
    abhilfe = models.ForeignKey("decisions.Entscheidung", null=True, on_delete=models.PROTECT, related_name="+")
    """The new act that became part of the proceedings (§ 86 SGG)."""
    abhilfe_voll = models.BooleanField(null=True)
    """Whether the new act gives all that was wanted; None: none is drafted."""
    kosten = models.CharField(max_length=6, choices=Kosten.choices, blank=True, default=Kosten.OFFEN)
    bevollmaechtigt = models.BooleanField(null=True)
    """Whether it was necessary to call in a lawyer (§ 63 Abs. 2, 3 S. 2 SGB X); None: there was none."""
    begruendung = models.TextField(blank=True)
    bearbeitet_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    beendet_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(form="") | models.Q(form_at__isnull=False), name="widerspruch_form_hat_zeit"
            ),
            models.CheckConstraint(
                condition=~models.Q(stand__in=["abhilfe", "teilabhilfe"]) | models.Q(abhilfe__isnull=False),
                name="widerspruch_abhilfe_hat_akt",
            ),
            models.UniqueConstraint(
                fields=["entscheidung", "weg"],
                condition=models.Q(stand__in=["offen", "teilabhilfe", "vorgelegt"]),
                name="widerspruch_einer_offen",
            ),
        ]
        ordering = ["erklaert_at"]

    @property
    def ist_widerspruch(self) -> bool:
        """False for a request for review, which needs no form and no period."""
        return self.weg == self.Weg.WIDERSPRUCH

    @property
    def form_fehlt(self) -> bool:
        """True as long as an objection has no form of § 84 Abs. 1 SGG."""
        return self.ist_widerspruch and not self.form

    @property
    def laufend(self) -> bool:
        """True until it is over."""
        return self.stand in (self.Stand.OFFEN, self.Stand.TEILABHILFE, self.Stand.VORGELEGT)

    @property
    def fristgerecht(self) -> bool | None:
        """Whether declaration and form came within the period; None as long as the form is missing."""
        if not self.ist_widerspruch:
            return True
        if self.form_at is None:
            return None
        return self.frist is None or self.form_at.astimezone(BERLIN).date() <= self.frist

    @property
    def klage_ab(self) -> date | None:
        """From this day on the person may go to court because nobody decides (§ 88 SGG); None: the form is missing.

        Three months for an objection (Abs. 2), six for a request (Abs. 1).
        """
        if self.ist_widerspruch:
            if self.form_at is None:
                return None
            return untaetigkeitsklage_widerspruch_ab(self.form_at.astimezone(BERLIN).date())
        return untaetigkeitsklage_antrag_ab(self.erklaert_at.astimezone(BERLIN).date())
