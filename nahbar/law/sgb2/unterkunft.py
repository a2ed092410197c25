"""§ 22: accommodation and heating, recognised for the dwelling and divided by heads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from nahbar.law.calendar import erster, plus_monate, vollendet
from nahbar.law.explain import silent
from nahbar.law.norm import norm, wordings
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.bedarfsgemeinschaft import AUSZUG, Haushalt, nur_kopf
from nahbar.law.sgb2.berechnung import anteil_von, ueber_den_monat, verteilt
from nahbar.law.sgb2.sachverhalt import Person, Wohnung


@norm("SGB II § 22 Abs. 1 S. 2", einheit="datum")
def ende_der_karenzzeit(recht: Rechtsstand, leistungsbeginn: date) -> str:
    """The first day after the Karenzzeit: one year from the first month with benefit."""
    return plus_monate(erster(leistungsbeginn), recht.parameter("karenzzeit_monate")).isoformat()


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
    recht: Rechtsstand, bruttokaltmiete: int, angemessen: int, kostensenkung_ab: date | None, karenz_bis: date
) -> int:
    """Actual costs until six months after the request to lower them, then the limit.

    Time inside the Karenzzeit does not count towards the six months (S. 10).
    """
    if kostensenkung_ab is None:
        return bruttokaltmiete
    frist = plus_monate(max(kostensenkung_ab, karenz_bis), recht.parameter("kostensenkung_monate"))
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
def unterkunft_je_kopf(recht: Rechtsstand, gesamt: int, koepfe: Mapping[str, int]) -> dict[str, int]:
    """The recognised costs, divided by all heads of the dwelling."""
    return verteilt(gesamt, koepfe)


@norm("SGB II § 22 Abs. 5 S. 1")
def unterkunft_ohne_zusicherung(recht: Rechtsstand, person: Person, anteil: int) -> int:
    """Nothing for persons under 25 who moved without Zusicherung."""
    return 0


def anerkannt(recht: Rechtsstand, wohnung: Wohnung, leistungsbeginn: date, mit_kindern: bool) -> int:
    """The recognised costs of the dwelling in this month."""
    if wohnung.anerkannt is not None:
        return unterkunft_und_heizung(recht, wohnung.anerkannt, 0)
    miete, grenze = wohnung.bruttokaltmiete, wohnung.angemessen_bruttokalt
    if grenze is not None and miete > grenze:
        karenz_bis = date.fromisoformat(ende_der_karenzzeit(recht, leistungsbeginn))
        if recht.monat < karenz_bis:
            miete = unterkunft_in_der_karenzzeit(recht, miete, grenze, mit_kindern)
        else:
            miete = unterkunft_nach_der_karenzzeit(recht, miete, grenze, wohnung.kostensenkung_ab, karenz_bis)
    return unterkunft_und_heizung(recht, miete, wohnung.heizkosten)


def mit_kindern(h: Haushalt) -> bool:
    """Whether children belong to the Bedarfsgemeinschaft, before their own means are looked at."""
    with silent():
        return any(not nur_kopf(h, kind) for kind in h.sachverhalt.kinder)


def kosten_der_unterkunft(h: Haushalt) -> dict[str, int]:
    """Each person's share of the dwelling in the month."""
    sv, recht = h.sachverhalt, h.recht
    gesamt = anerkannt(recht, sv.wohnung, sv.leistungsbeginn, mit_kindern(h))
    anteile = unterkunft_je_kopf(recht, gesamt, {person.id: 1 for person in sv.personen})
    for person in sv.erwachsene:
        if person.umzug_ohne_zusicherung and recht.monat < vollendet(person.geburtsdatum, AUSZUG):
            anteile[person.id] = _ohne_zusicherung(h, person, anteile[person.id])
    return anteile


def _ohne_zusicherung(h: Haushalt, person: Person, anteil: int) -> int:
    def jung(tag: date) -> bool:
        return h.juenger(person, AUSZUG, tag)

    return ueber_den_monat(
        person.id, list(h.teile), jung,
        lambda tag: unterkunft_ohne_zusicherung(h.recht, person, anteil) if jung(tag) else anteil,
    )  # fmt: skip
