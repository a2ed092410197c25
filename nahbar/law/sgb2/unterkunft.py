"""§ 22: accommodation and heating, recognised for the dwelling and divided by heads."""

from __future__ import annotations

from datetime import date

from nahbar.law.calendar import NIE, erster, plus_monate, vollendet
from nahbar.law.norm import norm, wordings
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.bedarfsgemeinschaft import AUSZUG, Haushalt, erwachsen
from nahbar.law.sgb2.berechnung import anteil_von, kopfteil, ueber_den_monat
from nahbar.law.sgb2.sachverhalt import NICHT_ANGEGEBEN, Person, Rolle
from nahbar.law.sgb2.uebergang import BUERGERGELD, karenzzeit_zaehlt_ab


@norm("SGB II § 22 Abs. 1 S. 2", einheit="datum")
def ende_der_karenzzeit(recht: Rechtsstand, leistungsbeginn: date, kostensenkung_ab: date) -> date:
    """The first day after the Karenzzeit: one year from the first month with benefit, at the earliest of 2023.

    None where an earlier period recognised only the adequate costs (§ 65 Abs. 4, until June 2026 Abs. 6): we take
    that from a request whose six months were over before 2023.
    """
    beginn = erster(leistungsbeginn)
    if beginn < BUERGERGELD:
        if kostensenkung_ab != NIE and plus_monate(kostensenkung_ab, recht.wert("kostensenkung_monate")) < BUERGERGELD:
            return beginn
        beginn = karenzzeit_zaehlt_ab(beginn)
    return plus_monate(beginn, recht.parameter("karenzzeit_monate"))


@norm("SGB II § 22 Abs. 1 S. 3", name="unterkunft_in_der_karenzzeit", bis=date(2026, 6, 30))
def unterkunft_karenz_tatsaechlich(recht: Rechtsstand, bruttokaltmiete: int, angemessen: int, mit_kindern: bool) -> int:
    """Within the Karenzzeit the actual costs, without a limit."""
    return bruttokaltmiete


@norm("SGB II § 22 Abs. 1 S. 7")
def unterkunft_mit_kindern(recht: Rechtsstand, bruttokaltmiete: int) -> int:
    """With children costs above the limit can be recognised in the single case; a Hinweis asks for that decision."""
    return bruttokaltmiete


@norm("SGB II § 22 Abs. 1 S. 6", name="unterkunft_in_der_karenzzeit", ab=date(2026, 7, 1))
def unterkunft_karenz_begrenzt(recht: Rechtsstand, bruttokaltmiete: int, angemessen: int, mit_kindern: bool) -> int:
    """Within the Karenzzeit the actual costs up to one and a half times the limit, with the exception of S. 7."""
    grenze = anteil_von(angemessen, recht.parameter("karenz_vielfaches"))
    if bruttokaltmiete > grenze and mit_kindern:
        return unterkunft_mit_kindern(recht, bruttokaltmiete)
    return min(bruttokaltmiete, grenze)


unterkunft_in_der_karenzzeit = wordings(unterkunft_karenz_tatsaechlich, unterkunft_karenz_begrenzt)


def _nach_der_karenzzeit(
    recht: Rechtsstand, bruttokaltmiete: int, angemessen: int, kostensenkung_ab: date, karenz_bis: date
) -> int:
    """Actual costs until six months after the request to lower them, then the limit.

    Time inside the Karenzzeit does not count towards the six months (S. 10); time before it does.
    """
    if kostensenkung_ab == NIE:
        return bruttokaltmiete
    frist = plus_monate(max(kostensenkung_ab, karenz_bis), recht.parameter("kostensenkung_monate"))
    if kostensenkung_ab < BUERGERGELD and karenz_bis > BUERGERGELD:
        frist = plus_monate(kostensenkung_ab, recht.wert("kostensenkung_monate") + recht.wert("karenzzeit_monate"))
    return bruttokaltmiete if recht.monat < frist else min(bruttokaltmiete, angemessen)


unterkunft_nach_der_karenzzeit = wordings(
    norm("SGB II § 22 Abs. 1 S. 7", name="unterkunft_nach_der_karenzzeit", bis=date(2026, 6, 30))(_nach_der_karenzzeit),
    norm("SGB II § 22 Abs. 1 S. 9", name="unterkunft_nach_der_karenzzeit", ab=date(2026, 7, 1))(_nach_der_karenzzeit),
)


@norm("SGB II § 22 Abs. 1 S. 1")
def unterkunft_und_heizung(recht: Rechtsstand, unterkunft: int, heizkosten: int) -> int:
    """The recognised costs of the whole dwelling."""
    return unterkunft + heizkosten


@norm("SGB II § 22 Abs. 1 S. 1")
def unterkunft_je_kopf(recht: Rechtsstand, person: Person, gesamt: int, koepfe: int) -> int:
    """This person's share of the recognised costs, divided by all heads of the dwelling."""
    return kopfteil(gesamt, koepfe, person.nr)


@norm("SGB II § 22 Abs. 5 S. 1")
def unterkunft_ohne_zusicherung(recht: Rechtsstand, person: Person, anteil: int) -> int:
    """Nothing for persons under 25 who moved without Zusicherung."""
    return 0


def anerkannt(h: Haushalt) -> int:
    """The recognised costs of the dwelling in this month."""
    recht, wohnung = h.recht, h.wohnung
    if wohnung.anerkannt != NICHT_ANGEGEBEN:
        return unterkunft_und_heizung(recht, wohnung.anerkannt, 0)
    miete, grenze = wohnung.bruttokaltmiete, wohnung.angemessen_bruttokalt
    if grenze != NICHT_ANGEGEBEN and miete > grenze:
        karenz_bis = ende_der_karenzzeit(recht, h.leistungsbeginn, wohnung.kostensenkung_ab)
        if recht.monat < karenz_bis:
            miete = unterkunft_in_der_karenzzeit(recht, miete, grenze, mit_kindern(h))
        else:
            miete = unterkunft_nach_der_karenzzeit(recht, miete, grenze, wohnung.kostensenkung_ab, karenz_bis)
    return unterkunft_und_heizung(recht, miete, wohnung.heizkosten)


def mit_kindern(h: Haushalt) -> bool:
    """Whether children belong to the Bedarfsgemeinschaft, before their own means are looked at."""
    for person in h.personen:
        if person.rolle == Rolle.KIND and h.ergebnisse[person.nr].dabei:
            return True
    return False


def kosten_der_unterkunft(h: Haushalt) -> None:
    """Each person's share of the dwelling in the month, into its result."""
    gesamt = anerkannt(h)
    koepfe = len(h.personen)
    for person in h.personen:
        e = h.ergebnisse[person.nr]
        e.kdu = unterkunft_je_kopf(h.recht, person, gesamt, koepfe)
        if _ohne_zusicherung(h, person, h.recht.monat):
            e.kdu = ueber_den_monat(h, person, _kennung_zusicherung, _anteil_ohne_zusicherung)


def _ohne_zusicherung(h: Haushalt, person: Person, tag: date) -> bool:
    return erwachsen(person) and person.umzug_ohne_zusicherung and tag < vollendet(person.geburtsdatum, AUSZUG)


def _kennung_zusicherung(h: Haushalt, person: Person, tag: date) -> int:
    return 1 if _ohne_zusicherung(h, person, tag) else 0


def _anteil_ohne_zusicherung(h: Haushalt, person: Person, tag: date) -> int:
    anteil = h.ergebnisse[person.nr].kdu
    return unterkunft_ohne_zusicherung(h.recht, person, anteil) if _ohne_zusicherung(h, person, tag) else anteil
