"""§ 35: which costs of the dwelling are recognised."""

from __future__ import annotations

from datetime import date

from nahbar.law.calendar import NIE, erster, plus_monate
from nahbar.law.norm import norm, wordings
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.sachverhalt import NICHT_ANGEGEBEN
from nahbar.law.sgb12.haushalt import (
    PANDEMIE_MONATE,
    Haushalt,
    beginn_in_der_pandemie,
    in_der_pandemie,
    minderjaehrig_im_monat,
    satz_von,
)
from nahbar.law.sgb12.sachverhalt import Wohnung

_BEGINN_DER_KARENZZEIT = date(2023, 1, 1)


@norm("SGB XII § 35 Abs. 1 S. 2", name="ende_der_karenzzeit", einheit="datum")
def ende_der_karenzzeit(recht: Rechtsstand, leistungsbeginn: date, kostensenkung_ab: date) -> date:
    """The first day after the Karenzzeit: one year from the first month with benefit, at the earliest of 2023.

    Times before 2023 do not count (§ 140 Abs. 1). None where an earlier period recognised only the adequate costs
    (§ 140 Abs. 2): we take that from a request whose six months were over before 2023.
    """
    beginn = erster(leistungsbeginn)
    if beginn < _BEGINN_DER_KARENZZEIT:
        if kostensenkung_ab != NIE:
            frist = plus_monate(kostensenkung_ab, recht.wert("sgb12_kostensenkung_monate"))
            if frist < _BEGINN_DER_KARENZZEIT:
                return beginn
        beginn = _BEGINN_DER_KARENZZEIT
    return plus_monate(beginn, recht.parameter("sgb12_karenzzeit_monate"))


@norm("SGB XII § 35 Abs. 1 S. 3", name="unterkunft_in_der_karenzzeit", bis=date(2026, 6, 30))
def unterkunft_karenz_tatsaechlich(recht: Rechtsstand, unterkunft: int, angemessen: int, mit_kindern: bool) -> int:
    """Within the Karenzzeit the actual costs, without a limit."""
    return unterkunft


@norm("SGB XII § 35 Abs. 1 S. 7", name="unterkunft_in_der_karenzzeit", ab=date(2026, 7, 1))
def unterkunft_karenz_begrenzt(recht: Rechtsstand, unterkunft: int, angemessen: int, mit_kindern: bool) -> int:
    """Within the Karenzzeit the actual costs up to one and a half times the limit; with children more can be recognised
    (S. 8), and a remark asks for that decision."""
    if mit_kindern:
        return unterkunft
    return min(unterkunft, satz_von(angemessen, recht.parameter("karenz_vielfaches")))


unterkunft_in_der_karenzzeit = wordings(unterkunft_karenz_tatsaechlich, unterkunft_karenz_begrenzt)


@norm("SGB XII § 141 Abs. 3 S. 1")
def unterkunft_in_der_pandemie(recht: Rechtsstand, unterkunft: int) -> int:
    """Periods begun from March 2020 to December 2022: for six months the actual costs are adequate."""
    return unterkunft


@norm("SGB XII § 35 Abs. 3 S. 2")
def unterkunft_nach_der_karenzzeit(
    recht: Rechtsstand, unterkunft: int, angemessen: int, kostensenkung_bis: date
) -> int:
    """Actual costs until the time for lowering them is over, then the limit."""
    if recht.monat < kostensenkung_bis:
        return unterkunft
    return min(unterkunft, angemessen)


@norm("SGB XII § 35 Abs. 1 S. 1")
def unterkunft_und_heizung(recht: Rechtsstand, unterkunft: int, heizkosten: int) -> int:
    """The recognised costs of the whole dwelling."""
    return unterkunft + heizkosten


def anerkannt(recht: Rechtsstand, wohnung: Wohnung, leistungsbeginn: date, mit_kindern: bool) -> int:
    """The recognised costs of the dwelling in this month."""
    if wohnung.anerkannt != NICHT_ANGEGEBEN:
        return unterkunft_und_heizung(recht, wohnung.anerkannt, 0)
    miete = wohnung.bruttokaltmiete
    grenze = wohnung.angemessen_bruttokalt
    if grenze != NICHT_ANGEGEBEN and miete > grenze and _in_der_pandemie(recht, wohnung):
        miete = unterkunft_in_der_pandemie(recht, miete)
    elif grenze != NICHT_ANGEGEBEN and miete > grenze:
        karenz_bis = recht.monat
        if recht.monat >= _BEGINN_DER_KARENZZEIT:
            karenz_bis = ende_der_karenzzeit(recht, leistungsbeginn, wohnung.kostensenkung_ab)
        if recht.monat < karenz_bis:
            miete = unterkunft_in_der_karenzzeit(recht, miete, grenze, mit_kindern)
        else:
            miete = unterkunft_nach_der_karenzzeit(recht, miete, grenze, _kostensenkung_bis(recht, wohnung, karenz_bis))
    return unterkunft_und_heizung(recht, miete, wohnung.heizkosten)


def _kostensenkung_bis(recht: Rechtsstand, wohnung: Wohnung, karenz_bis: date) -> date:
    """Six months from the request; time inside the Karenzzeit does not count, time before it does."""
    beginn = wohnung.kostensenkung_ab
    if beginn == NIE:
        return NIE
    if recht.monat < _BEGINN_DER_KARENZZEIT:
        return _frist_der_pandemie(recht, beginn)
    if beginn < _BEGINN_DER_KARENZZEIT and karenz_bis > _BEGINN_DER_KARENZZEIT:
        monate = recht.wert("sgb12_kostensenkung_monate") + recht.wert("sgb12_karenzzeit_monate")
        return plus_monate(beginn, monate)
    return plus_monate(max(beginn, karenz_bis), recht.parameter("sgb12_kostensenkung_monate"))


def _in_der_pandemie(recht: Rechtsstand, wohnung: Wohnung) -> bool:
    """Not where an earlier period recognised only the adequate costs (§ 141 Abs. 3 S. 3): the six months were over."""
    if not in_der_pandemie(recht):
        return False
    if wohnung.kostensenkung_ab == NIE:
        return True
    frist = plus_monate(wohnung.kostensenkung_ab, recht.wert("sgb12_kostensenkung_monate"))
    return frist >= erster(recht.bewilligung_beginn)


def _frist_der_pandemie(recht: Rechtsstand, kostensenkung_ab: date) -> date:
    """Six months from the request; the six months of § 141 Abs. 3 S. 1 do not count (S. 2)."""
    monate = recht.parameter("sgb12_kostensenkung_monate")
    frist = plus_monate(kostensenkung_ab, monate)
    beginn = erster(recht.bewilligung_beginn)
    if not beginn_in_der_pandemie(recht) or frist <= beginn or kostensenkung_ab >= plus_monate(beginn, PANDEMIE_MONATE):
        return frist
    if kostensenkung_ab < beginn:
        return plus_monate(frist, PANDEMIE_MONATE)
    return plus_monate(beginn, PANDEMIE_MONATE + monate)


def mit_kindern(h: Haushalt) -> bool:
    """Whether minor children live in the household (§ 35 Abs. 1 S. 8)."""
    gefunden = False
    for person in h.personen:
        gefunden = gefunden or minderjaehrig_im_monat(person, h.recht.monat)
    return gefunden
