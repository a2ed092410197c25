"""§ 11b and §§ 1, 6 GrusiGV: what is taken off income before it counts."""

from __future__ import annotations

from datetime import date

from nahbar.law.norm import norm, wordings
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.berechnung import anteil_von, quotient
from nahbar.law.sgb2.sachverhalt import Ausbildung, Person
from nahbar.law.sgb2.verordnung import verordnung

_BIS_ERSTE_STUFE, _AB_ZWEITE_STUFE = date(2023, 6, 30), date(2023, 7, 1)
"""The Bürgergeld-Gesetz took effect in two steps; the deductions from earnings changed with the second."""


@verordnung("§ 1 Abs. 1 Nr. 1")
def bagatelle(recht: Rechtsstand, person: Person, einnahmen: int) -> int:
    """What remains of the month's income: nothing up to ten euro, all of it above."""
    return 0 if einnahmen <= recht.parameter("bagatelle") else einnahmen


@verordnung("§ 6 Abs. 1 Nr. 1")
def versicherungspauschale(recht: Rechtsstand, person: Person, einkommen: int) -> int:
    """The lump sum of persons of age for private insurance, at most the income."""
    return min(einkommen, recht.parameter("versicherungspauschale"))


@verordnung("§ 1 Abs. 1 Nr. 9")
def erwerb_unter_15_frei(recht: Rechtsstand, person: Person, erwerbseinnahmen: int) -> int:
    """Earnings before the 15th birthday do not count up to 100 euro."""
    return min(erwerbseinnahmen, recht.parameter("erwerb_unter_15_frei"))


@verordnung("§ 1 Abs. 1 Nr. 3")
def kapitalertraege_frei(recht: Rechtsstand, person: Person, kapitalertraege: int) -> int:
    """Capital income does not count up to 100 euro in a calendar year: a twelfth of that in each month."""
    return min(kapitalertraege, quotient(recht.parameter("kapitalertraege_frei_im_jahr"), 12))


@norm("Bürgergeld-V § 1 Abs. 1 Nr. 16", name="ferienjob_frei", bis=_BIS_ERSTE_STUFE)
def ferienjob_bis_zur_jahresgrenze(recht: Rechtsstand, person: Person, verdient: int, im_jahr_schon_frei: int) -> int:
    """Until June 2023 pupils under 25 keep 2,400 euro of a calendar year from work in the school holidays."""
    return min(verdient, max(0, recht.parameter("ferienjob_frei_im_jahr") - im_jahr_schon_frei))


@norm("SGB II § 11a Abs. 7 S. 1", name="ferienjob_frei", ab=_AB_ZWEITE_STUFE)
def ferienjob_ganz(recht: Rechtsstand, person: Person, verdient: int, im_jahr_schon_frei: int) -> int:
    """What pupils under 25 earn in the school holidays does not count at all; not for wages of a training (S. 2)."""
    return verdient


ferienjob_frei = wordings(ferienjob_bis_zur_jahresgrenze, ferienjob_ganz)


@norm("SGB II § 11b Abs. 1 S. 1 Nr. 3–5")
def tatsaechliche_absetzungen(
    recht: Rechtsstand, person: Person, versicherung_und_vorsorge: int, erwerbsausgaben: int, pauschale: int
) -> int:
    """The proven amounts for insurance, old-age provision and the costs of work, with the lump sum."""
    return versicherung_und_vorsorge + erwerbsausgaben + pauschale


@norm("SGB II § 11b Abs. 2 S. 1")
def grundabsetzungsbetrag(recht: Rechtsstand, person: Person) -> int:
    """100 euro in place of the amounts of Abs. 1 Nr. 3 to 5."""
    return recht.parameter("grundabsetzungsbetrag")


@norm("SGB II § 11b Abs. 2", name="absetzbetrag_ausbildung", bis=_BIS_ERSTE_STUFE)
def absetzbetrag_vor_absatz_2b(recht: Rechtsstand, person: Person, unter_25: bool) -> int:
    """Until June 2023 pupils and apprentices have the amount of everybody (S. 1), voluntary service 250 euro (S. 6)."""
    if person.ausbildung == Ausbildung.FREIWILLIGENDIENST:
        return recht.parameter("absetzbetrag_freiwilligendienst")
    return grundabsetzungsbetrag(recht, person)


@norm("SGB II § 11b Abs. 2b", name="absetzbetrag_ausbildung", ab=_AB_ZWEITE_STUFE)
def absetzbetrag_nach_absatz_2b(recht: Rechtsstand, person: Person, unter_25: bool) -> int:
    """In training under 25 the Geringfügigkeitsgrenze, in voluntary service from 25 on 250 euro."""
    if unter_25:
        return recht.parameter("geringfuegigkeitsgrenze")
    return recht.parameter("absetzbetrag_freiwilligendienst")


absetzbetrag_ausbildung = wordings(absetzbetrag_vor_absatz_2b, absetzbetrag_nach_absatz_2b)


@norm("SGB II § 11b Abs. 2 S. 2")
def absetzbetrag_erwerb(recht: Rechtsstand, person: Person, brutto: int, pauschal: int, tatsaechlich: int) -> int:
    """The flat amount, or the proven sum where gross earnings exceed 400 euro and it is higher."""
    if brutto > recht.parameter("grenze_tatsaechliche_absetzungen"):
        return max(pauschal, tatsaechlich)
    return pauschal


@norm("SGB II § 11b Abs. 3", name="erwerbsfreibetrag", bis=_BIS_ERSTE_STUFE)
def erwerbsfreibetrag_zwei_stufen(
    recht: Rechtsstand, person: Person, brutto: int, mit_kind: bool, in_ausbildung: bool
) -> int:
    """Until June 2023: 20 percent of gross earnings from 100 to 1,000 and 10 percent to 1,200 euro (S. 2 Nr. 1, 2).

    With a minor child the last part ends at 1,500 euro (S. 3). The Taschengeld of a voluntary service is no income
    from work yet, so nothing more is taken off it (Abs. 2 S. 6).
    """
    if person.ausbildung == Ausbildung.FREIWILLIGENDIENST:
        return 0
    stufe_1 = recht.parameter("erwerbsfreibetrag_stufe_1_bis")
    if mit_kind:
        stufe_2 = recht.parameter("erwerbsfreibetrag_stufe_3_bis_mit_kind")
    else:
        stufe_2 = recht.parameter("erwerbsfreibetrag_stufe_3_bis")
    teil = _teil(brutto, recht.parameter("erwerbsfreibetrag_ab"), stufe_1)
    betrag = anteil_von(teil, recht.parameter("erwerbsfreibetrag_satz_1"))
    return betrag + anteil_von(_teil(brutto, stufe_1, stufe_2), recht.parameter("erwerbsfreibetrag_satz_3"))


@norm("SGB II § 11b Abs. 3", name="erwerbsfreibetrag", ab=_AB_ZWEITE_STUFE)
def erwerbsfreibetrag_drei_stufen(
    recht: Rechtsstand, person: Person, brutto: int, mit_kind: bool, in_ausbildung: bool
) -> int:
    """20, 30 and 10 percent of gross earnings from 100 to 520, to 1,000 and to 1,200 euro (S. 2 Nr. 1 to 3).

    With a minor child, in the Bedarfsgemeinschaft or of one's own, the last part ends at 1,500 euro (S. 3); in the
    cases of Abs. 2b Nr. 1 is not applied (S. 4). Each part is rounded; the amounts are those of the month's version.
    """
    stufe_1 = recht.parameter("erwerbsfreibetrag_stufe_1_bis")
    stufe_2 = recht.parameter("erwerbsfreibetrag_stufe_2_bis")
    if mit_kind:
        stufe_3 = recht.parameter("erwerbsfreibetrag_stufe_3_bis_mit_kind")
    else:
        stufe_3 = recht.parameter("erwerbsfreibetrag_stufe_3_bis")
    betrag = 0
    if not in_ausbildung:
        teil = _teil(brutto, recht.parameter("erwerbsfreibetrag_ab"), stufe_1)
        betrag += anteil_von(teil, recht.parameter("erwerbsfreibetrag_satz_1"))
    betrag += anteil_von(_teil(brutto, stufe_1, stufe_2), recht.parameter("erwerbsfreibetrag_satz_2"))
    return betrag + anteil_von(_teil(brutto, stufe_2, stufe_3), recht.parameter("erwerbsfreibetrag_satz_3"))


erwerbsfreibetrag = wordings(erwerbsfreibetrag_zwei_stufen, erwerbsfreibetrag_drei_stufen)


def _teil(betrag: int, ab: int, bis: int) -> int:
    return max(0, min(betrag, bis) - ab)


@norm("SGB II § 11b Abs. 2a")
def grundrente_freibetrag(recht: Rechtsstand, person: Person, gesetzliche_rente: int) -> int:
    """With 33 years of Grundrentenzeiten 100 euro and 30 percent of the rest, at most half of Regelbedarfsstufe 1."""
    sockel = recht.parameter("grundrente_freibetrag")
    if gesetzliche_rente <= sockel:
        return gesetzliche_rente
    betrag = sockel + anteil_von(gesetzliche_rente - sockel, recht.parameter("grundrente_freibetrag_satz"))
    return min(
        betrag, anteil_von(recht.parameter("regelbedarfsstufe_1"), recht.parameter("grundrente_freibetrag_hoechstens"))
    )


@norm("SGB II § 11b Abs. 1 S. 1 Nr. 7")
def unterhalt_nach_titel(person: Person, einkommen: int, titel: int) -> int:
    """Maintenance paid under a title, at most the income."""
    return min(einkommen, titel)


def in_fall_2b(person: Person, unter_25: bool) -> bool:
    """Whether Abs. 2b applies (until June 2023: Abs. 2 S. 6): training under 25, voluntary service at any age."""
    if person.ausbildung == Ausbildung.FREIWILLIGENDIENST:
        return True
    return person.ausbildung != Ausbildung.KEINE and unter_25
