"""§§ 43, 82 to 84: the income of each person that counts."""

from __future__ import annotations

from datetime import date

from nahbar.law.norm import norm, wordings
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.sachverhalt import Ausbildung
from nahbar.law.sgb12.haushalt import Haushalt, geteilt, satz_von, unter
from nahbar.law.sgb12.sachverhalt import Leistung, Person

_SCHUTZ_BIS = 25


@norm("SGB XII § 82 Abs. 3 S. 1", name="sgb12_erwerbsfreibetrag")
def erwerbsfreibetrag(recht: Rechtsstand, person: Person, brutto: int) -> int:
    """30 percent of earnings, at most half of Regelbedarfsstufe 1."""
    grenze = satz_von(recht.parameter("sgb12_regelbedarfsstufe_1"), recht.parameter("sgb12_erwerb_frei_hoechstens"))
    return min(satz_von(brutto, recht.parameter("sgb12_erwerb_frei")), grenze)


@norm("SGB XII § 82 Abs. 6", name="sgb12_erwerbsfreibetrag_pflege")
def erwerbsfreibetrag_pflege(recht: Rechtsstand, person: Person, brutto: int) -> int:
    """With Hilfe zur Pflege or Eingliederungshilfe 40 percent, at most 65 percent of Regelbedarfsstufe 1."""
    grenze = satz_von(recht.parameter("sgb12_regelbedarfsstufe_1"), recht.parameter("sgb12_pflege_erwerb_hoechstens"))
    return min(satz_von(brutto, recht.parameter("sgb12_pflege_erwerb_frei")), grenze)


@norm("SGB XII § 82 Abs. 2 S. 1 Nr. 4", name="sgb12_werbungskosten")
def werbungskosten(recht: Rechtsstand, person: Person, nachgewiesen: int, fahrtkosten: int) -> int:
    """Costs of work: 5.20 euro for tools unless more is proven, and the way to work (VO zu § 82, § 3 Abs. 4 to 6)."""
    return max(nachgewiesen, recht.parameter("sgb12_arbeitsmittel")) + fahrtkosten


def _ausbildung_keine(
    recht: Rechtsstand, person: Person, brutto: int, ausbildung: bool, dienst: bool, ab_15: bool
) -> int:
    """Before 2023 no amount was free for earnings in school or training."""
    return 0


def _ausbildung_ohne_dienst(
    recht: Rechtsstand, person: Person, brutto: int, ausbildung: bool, dienst: bool, ab_15: bool
) -> int:
    """In 2023 earnings up to 520 euro under 25 in school or training are no income."""
    return min(brutto, recht.parameter("sgb12_ausbildung_frei")) if ausbildung else 0


def _ausbildung_mit_dienst(
    recht: Rechtsstand, person: Person, brutto: int, ausbildung: bool, dienst: bool, ab_15: bool
) -> int:
    """From 15 to 24, in school, training or voluntary service, earnings up to the Geringfügigkeitsgrenze are free."""
    return min(brutto, recht.parameter("sgb12_ausbildung_frei")) if ab_15 else 0


erwerb_in_ausbildung_frei = wordings(
    norm("SGB XII § 82 Abs. 1 S. 2", name="erwerb_in_ausbildung_frei", bis=date(2022, 12, 31))(_ausbildung_keine),
    norm(
        "SGB XII § 82 Abs. 1 S. 2 Nr. 7", name="erwerb_in_ausbildung_frei",
        ab=date(2023, 1, 1), bis=date(2023, 12, 31),
    )(_ausbildung_ohne_dienst),
    norm("SGB XII § 82 Abs. 1 S. 2 Nr. 7", name="erwerb_in_ausbildung_frei", ab=date(2024, 1, 1))(
        _ausbildung_mit_dienst
    ),
)  # fmt: skip


@norm("SGB XII § 82 Abs. 2 S. 2")
def taschengeld_frei(recht: Rechtsstand, person: Person, taschengeld: int) -> int:
    """In voluntary service up to 250 euro do not count (since 2024 from 25 on), in place of the other deductions."""
    return min(taschengeld, recht.parameter("sgb12_freiwilligendienst_frei"))


@norm("SGB XII § 82 Abs. 2 S. 1", name="sgb12_erwerbseinkommen")
def erwerbseinkommen(recht: Rechtsstand, person: Person) -> int:
    """Counted earnings: pay after tax and contributions and profit, less costs of work and the allowance of Abs. 3.

    The allowance is taken from gross earnings (VO zu § 82, § 3 Abs. 3).
    """
    brutto = person.brutto + person.gewinn
    netto = person.netto + person.gewinn
    jung = unter(person, _SCHUTZ_BIS, recht.monat)
    dienst = person.ausbildung == Ausbildung.FREIWILLIGENDIENST
    if dienst and (not jung or recht.monat < date(2024, 1, 1)):
        return netto - taschengeld_frei(recht, person, netto)
    frei = 0
    if person.ausbildung != Ausbildung.KEINE and jung:
        frei = erwerb_in_ausbildung_frei(recht, person, brutto, not dienst, dienst, not unter(person, 15, recht.monat))
    rest = max(0, brutto - frei)
    abzug = frei
    if rest > 0:
        if person.hilfe_zur_pflege:
            abzug += erwerbsfreibetrag_pflege(recht, person, rest)
        else:
            abzug += erwerbsfreibetrag(recht, person, rest)
        if person.brutto > 0:
            abzug += werbungskosten(recht, person, person.werbungskosten, person.fahrtkosten)
        else:
            abzug += person.werbungskosten + person.fahrtkosten
    return max(0, netto - abzug)


@norm("SGB XII § 82 Abs. 3 S. 2")
def werkstattentgelt(recht: Rechtsstand, person: Person, entgelt: int) -> int:
    """Pay of a Werkstatt: an eighth of Regelbedarfsstufe 1 and half of the rest do not count."""
    sockel = satz_von(recht.parameter("sgb12_regelbedarfsstufe_1"), recht.parameter("sgb12_werkstatt_sockel"))
    if entgelt <= sockel:
        return 0
    rest = entgelt - sockel
    return rest - satz_von(rest, recht.parameter("sgb12_werkstatt_frei"))


@norm("SGB XII § 82a Abs. 1", name="grundrente_freibetrag")
def grundrentenfreibetrag(recht: Rechtsstand, person: Person, gesetzliche_rente: int) -> int:
    """With 33 years of Grundrentenzeiten 100 euro and 30 percent of the rest, at most half of Regelbedarfsstufe 1."""
    sockel = recht.parameter("sgb12_grundrente_sockel")
    if gesetzliche_rente <= sockel:
        return gesetzliche_rente
    grenze = satz_von(recht.parameter("sgb12_regelbedarfsstufe_1"), recht.parameter("sgb12_grundrente_hoechstens"))
    return min(sockel + satz_von(gesetzliche_rente - sockel, recht.parameter("sgb12_grundrente_frei")), grenze)


@norm("SGB XII § 82 Abs. 4")
def altersvorsorge_freibetrag(recht: Rechtsstand, person: Person, rente: int) -> int:
    """Of an additional pension 100 euro and 30 percent of the rest, at most half of Regelbedarfsstufe 1."""
    sockel = recht.parameter("sgb12_altersvorsorge_sockel")
    if rente <= sockel:
        return rente
    grenze = satz_von(recht.parameter("sgb12_regelbedarfsstufe_1"), recht.parameter("sgb12_altersvorsorge_hoechstens"))
    return min(sockel + satz_von(rente - sockel, recht.parameter("sgb12_altersvorsorge_frei")), grenze)


@norm("SGB XII § 43 Abs. 2", name="sgb12_kapitalertraege")
def kapitalertraege(recht: Rechtsstand, person: Person, ertraege: int) -> int:
    """Chapter 4: 26 euro a calendar year do not count; a twelfth of the year's yield counts (VO zu § 82, §§ 6, 11)."""
    jahr = 12 * ertraege - recht.parameter("sgb12_kapitalertraege_frei")
    if jahr <= 0:
        return 0
    return geteilt(jahr, 12)


@norm("SGB XII § 83 Abs. 1")
def zweckbestimmte_leistung(recht: Rechtsstand, person: Person, leistung: int) -> int:
    """A public benefit with a purpose of its own does not count."""
    return 0


@norm("SGB XII § 82 Abs. 2 S. 1 Nr. 3", name="sgb12_versicherungen")
def versicherungen(recht: Rechtsstand, person: Person, einkommen: int, beitraege: int) -> int:
    """Contributions to insurances that are prescribed or adequate, and to a subsidised pension, at most the income."""
    return min(einkommen, beitraege)


def ohne_kindergeld(h: Haushalt, person: Person, uebertrag: int) -> int:
    """All counted income of the person but Kindergeld; `uebertrag` is Kindergeld that children do not need."""
    recht = h.recht
    summe = uebertrag + person.alg1 + person.elterngeld + person.sonstiges
    summe += person.unterhalt + person.unterhaltsvorschuss
    if person.netto + person.gewinn > 0:
        summe += erwerbseinkommen(recht, person)
    if person.werkstatt_entgelt > 0:
        summe += werkstattentgelt(recht, person, person.werkstatt_entgelt)
    if person.rente > 0:
        rente = person.rente
        if person.grundrentenzeiten_33:
            rente = max(0, rente - grundrentenfreibetrag(recht, person, max(person.rente_brutto, person.rente)))
        summe += rente
    if person.private_rente > 0:
        summe += person.private_rente - altersvorsorge_freibetrag(recht, person, person.private_rente)
    if person.kapitalertraege > 0:
        if person.leistung == Leistung.KAPITEL_3:
            summe += person.kapitalertraege
        else:
            summe += kapitalertraege(recht, person, person.kapitalertraege)
    if person.zweckbestimmt > 0:
        summe += zweckbestimmte_leistung(recht, person, person.zweckbestimmt)
    if person.versicherungen > 0 and summe > 0:
        summe -= versicherungen(recht, person, summe, person.versicherungen)
    return summe


@norm("SGB XII § 82 Abs. 1 S. 1")
def einkommen(h: Haushalt, person: Person, uebertrag: int) -> int:
    """All counted income of an adult, with Kindergeld that children do not need."""
    return ohne_kindergeld(h, person, uebertrag)


@norm("SGB XII § 82 Abs. 1")
def kindergeld_beim_kind(recht: Rechtsstand, person: Person, kindergeld: int, benoetigt: int) -> int:
    """Last sentence: Kindergeld is the minor child's income as far as it needs it for its living (without § 34).

    The rest stays with the parent.
    """
    return min(kindergeld, max(0, benoetigt))


@norm("SGB XII § 82 Abs. 1")
def einkommen_des_kindes(recht: Rechtsstand, person: Person, ohne_kindergeld: int, kindergeld: int) -> int:
    """A minor child's counted income: its own first, Kindergeld last."""
    return ohne_kindergeld + kindergeld
