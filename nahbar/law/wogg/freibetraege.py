"""§§ 17, 17a, 18 WoGG: what is taken off the income of the year."""

from __future__ import annotations

from nahbar.law.norm import norm
from nahbar.law.parameter import ANTEIL
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.wogg.haushalt import JE_EHEGATTE, Mitglied

MONATE = 12


@norm("WoGG § 17 Nr. 1")
def wohngeld_freibetrag_schwerbehindert(recht: Rechtsstand, person: Mitglied) -> int:
    """1 800 euro for Grad der Behinderung 100, or below it with care at home."""
    return recht.parameter("wogg_freibetrag_schwerbehindert")


@norm("WoGG § 17 Nr. 2")
def wohngeld_freibetrag_verfolgt(recht: Rechtsstand, person: Mitglied) -> int:
    """750 euro for victims of National Socialist persecution."""
    return recht.parameter("wogg_freibetrag_verfolgt")


@norm("WoGG § 17 Nr. 3")
def wohngeld_freibetrag_allein(recht: Rechtsstand) -> int:
    """1 320 euro for an adult who lives with children only, one of them under 18 and with Kindergeld."""
    return recht.parameter("wogg_freibetrag_allein")


@norm("WoGG § 17 Nr. 4")
def wohngeld_freibetrag_kind(recht: Rechtsstand, person: Mitglied, verdienst: int) -> int:
    """The own earnings of a child under 25, up to 1 200 euro."""
    return min(verdienst, recht.parameter("wogg_freibetrag_kind"))


@norm("WoGG § 17a Abs. 1")
def wohngeld_freibetrag_grundrente(recht: Rechtsstand, person: Mitglied, rente: int) -> int:
    """With 33 years of Grundrentenzeiten: 1 200 euro of the statutory pension and 30 per cent of what is above.

    At most twelve times half of Regelbedarfsstufe 1.
    """
    sockel = recht.parameter("wogg_grundrente_sockel")
    frei = min(rente, sockel)
    if rente > sockel:
        frei += (2 * (rente - sockel) * recht.parameter("wogg_grundrente_anteil") + ANTEIL) // (2 * ANTEIL)
    hoechst = MONATE * recht.parameter("regelbedarfsstufe_1") * recht.parameter("wogg_grundrente_hoechst") // ANTEIL
    return min(frei, hoechst)


@norm("WoGG § 18 S. 1")
def abzug_unterhalt(recht: Rechtsstand, nummer: int, betrag: int, titel: int, mit_titel: bool) -> int:
    """Maintenance that has to be paid: up to the title (S. 2), without one up to 3 000 or 6 000 euro a year."""
    if mit_titel:
        return min(betrag, titel)
    if nummer == JE_EHEGATTE:
        return min(betrag, recht.parameter("wogg_unterhalt_ehegatte"))
    return min(betrag, recht.parameter("wogg_unterhalt"))


def freibetraege_der_person(recht: Rechtsstand, person: Mitglied) -> int:
    """All Freibeträge that hang on one member."""
    summe = 0
    if person.schwerbehindert:
        summe += wohngeld_freibetrag_schwerbehindert(recht, person)
    if person.verfolgt:
        summe += wohngeld_freibetrag_verfolgt(recht, person)
    verdienst = person.arbeitslohn + person.pauschal_besteuert + max(0, person.gewinn)
    if person.kind_unter_25 and verdienst > 0:
        summe += wohngeld_freibetrag_kind(recht, person, verdienst)
    if person.grundrentenzeiten_33 and person.gesetzliche_rente > 0:
        summe += wohngeld_freibetrag_grundrente(recht, person, person.gesetzliche_rente)
    return summe
