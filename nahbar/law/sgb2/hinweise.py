"""Remarks beside the amounts: what a person should still look at, each with its norm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from nahbar.law.calendar import NIE
from nahbar.law.explain import silent
from nahbar.law.parameter import UnknownParameter
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.berechnung import MONATSTAGE
from nahbar.law.sgb2.monat import Ergebnis
from nahbar.law.sgb2.sachverhalt import NICHT_ANGEGEBEN, Rolle, Sachverhalt
from nahbar.law.sgb2.unterkunft import ende_der_karenzzeit
from nahbar.law.vorrang import VorrangMonat, vorrang_monat
from nahbar.law.wogg.aus_sgb2 import lage_aus, wohngeldhaushalt

_ZAEHLUNG_SEIT = date(2026, 7, 1)
"""Since this day § 22 Abs. 1 has its sentences on one and a half times the limit, and the later ones moved."""
_MIT_KINDERN = (
    "Die Miete liegt über dem Eineinhalbfachen der angemessenen Miete. Weil Kinder in der Bedarfsgemeinschaft leben, "
    "ist sie hier voll angesetzt. Darüber wird im Einzelfall entschieden."
)
_OHNE_KINDER = (
    "Anerkannt ist das Eineinhalbfache der angemessenen Miete. Höhere Kosten können im Einzelfall anerkannt werden, "
    "wenn sie unabweisbar sind."
)
KOENNEN_BEIDE = "Wohngeld und Kinderzuschlag können infrage kommen."
GEHEN_VOR = (
    "Mit dem Einkommen, Wohngeld und Kinderzuschlag reicht das Geld voraussichtlich für alle. Bleibt das drei Monate "
    "so, gehen Wohngeld und Kinderzuschlag vor."
)
MIETENSTUFE_ENTSCHEIDET = (
    "Mit Wohngeld und Kinderzuschlag kann die Hilfebedürftigkeit entfallen. Das hängt von der Mietenstufe der Gemeinde "
    "und von Steuern und Beiträgen ab und ist zu prüfen."
)
MIETENSTUFE_ENTSCHEIDET_ALLEIN = MIETENSTUFE_ENTSCHEIDET.replace(" und Kinderzuschlag", "")


class Anmerkung(NamedTuple):
    """Norm and sentence; `fuer_amt` if only the office can do something about it."""

    norm: str
    text: str
    fuer_amt: bool = False


def hinweise(sv: Sachverhalt, recht: Rechtsstand, ergebnis: Ergebnis) -> Iterator[Anmerkung]:
    """Every remark on this month, with its norm and whom it is for."""
    yield from _wohnung(sv, recht, ergebnis)
    if any(e.sofortzuschlag and e.tage != MONATSTAGE for e in ergebnis.personen):
        yield Anmerkung("SGB II § 72 Abs. 1", "Der Sofortzuschlag wird auch für einen Teil des Monats ganz gezahlt.")
    for person, e in zip(sv.personen, ergebnis.personen, strict=True):
        if person.rolle is Rolle.KIND and not e.in_bg and e.regelbedarf:
            yield Anmerkung(
                "SGB II § 7 Abs. 3 Nr. 4",
                "Ein Kind deckt seinen Bedarf selbst und gehört nicht zur Bedarfsgemeinschaft.",
            )
        elif person.rolle is Rolle.KIND and not e.in_bg:
            yield Anmerkung(
                "SGB II § 7 Abs. 3 Nr. 4",
                "Ein Kind bildet eine eigene Bedarfsgemeinschaft und braucht einen eigenen Antrag.",
            )
        if person.rolle is Rolle.HAUSHALTSMITGLIED:
            yield Anmerkung(
                "SGB II § 9 Abs. 5",
                "Ob Verwandte im Haushalt Leistungen erbringen, ist gesondert zu prüfen.",
                fuer_amt=True,
            )
    if ergebnis.vermoegen:
        yield Anmerkung("SGB II § 12 Abs. 2", "Das Vermögen übersteigt die Freibeträge und mindert den Anspruch.")
    yield from _vorrang(sv, recht, ergebnis)


def _wohnung(sv: Sachverhalt, recht: Rechtsstand, ergebnis: Ergebnis) -> Iterator[Anmerkung]:
    wohnung = sv.wohnung
    miete, grenze = wohnung.bruttokaltmiete, wohnung.angemessen_bruttokalt
    if miete and grenze == NICHT_ANGEGEBEN:
        yield Anmerkung(
            "SGB II § 22 Abs. 1",
            "Ohne örtliche Grenze sind die tatsächlichen Kosten angesetzt. Ihre Angemessenheit ist zu prüfen.",
            fuer_amt=True,
        )
    if miete and grenze != NICHT_ANGEGEBEN and miete > grenze:
        karenz = recht.monat < ende_der_karenzzeit(recht, sv.leistungsbeginn, wohnung.kostensenkung_ab)
        if karenz and recht.monat >= _ZAEHLUNG_SEIT and 2 * miete > 3 * grenze:
            text = _MIT_KINDERN if _kinder_dabei(sv, ergebnis) else _OHNE_KINDER
            yield Anmerkung("SGB II § 22 Abs. 1 S. 7", text)
        if not karenz and wohnung.kostensenkung_ab == NIE:
            yield Anmerkung(
                "SGB II § 22 Abs. 1 S. 9" if recht.monat >= _ZAEHLUNG_SEIT else "SGB II § 22 Abs. 1 S. 7",
                "Die Miete liegt über der örtlichen Grenze. Zur Kostensenkung wurde noch nicht aufgefordert.",
                fuer_amt=True,
            )
    if wohnung.eigentum:
        yield Anmerkung(
            "SGB II § 12 Abs. 1 S. 2 Nr. 5", "Selbst genutztes Eigentum ist in angemessener Größe geschützt."
        )


def _vorrang(sv: Sachverhalt, recht: Rechtsstand, ergebnis: Ergebnis) -> Iterator[Anmerkung]:
    """§ 12a: said with certainty where it holds for every Mietenstufe; left open where the Mietenstufe decides."""
    if not any(e.einkommen > p.kindergeld for p, e in zip(sv.personen, ergebnis.personen, strict=True)):
        if ergebnis.summe == 0 and any(e.einkommen for e in ergebnis.personen):
            yield Anmerkung("SGB II § 12a", KOENNEN_BEIDE)
        return
    try:
        with silent():
            faelle = None if ergebnis.vermoegen else _faelle(sv, recht, ergebnis)
    except UnknownParameter:
        faelle = None
    if faelle is None:
        if ergebnis.summe == 0:
            yield Anmerkung("SGB II § 12a", KOENNEN_BEIDE)
        return
    am_wenigsten, am_meisten = faelle
    if ergebnis.summe == 0:
        if am_meisten.wohngeld or am_meisten.kinderzuschlag:
            yield Anmerkung("SGB II § 12a", _koennen(am_meisten))
    elif am_wenigsten.entfaellt:
        yield Anmerkung("SGB II § 12a", _gehen_vor(am_wenigsten))
    elif am_meisten.entfaellt:
        beide = am_meisten.kinderzuschlag
        text = MIETENSTUFE_ENTSCHEIDET if beide else MIETENSTUFE_ENTSCHEIDET_ALLEIN
        yield Anmerkung("SGB II § 12a", text, fuer_amt=True)


def _faelle(sv: Sachverhalt, recht: Rechtsstand, ergebnis: Ergebnis) -> tuple[VorrangMonat, VorrangMonat] | None:
    """The month with least and with most Wohngeld; None where Wohngeld cannot be calculated but would decide."""
    haushalt = wohngeldhaushalt(sv, recht, guenstig=True)
    lage = lage_aus(sv, recht, ergebnis, haushalt)
    am_meisten = vorrang_monat(replace(lage, pauschale_offen=0))
    if haushalt is None:
        return (am_meisten, am_meisten) if am_meisten.entfaellt else None
    if not am_meisten.entfaellt:
        return am_meisten, am_meisten
    wenig = replace(lage, haushalt=wohngeldhaushalt(sv, recht, guenstig=False))
    return vorrang_monat(wenig), am_meisten


def _koennen(monat: VorrangMonat) -> str:
    if monat.wohngeld and monat.kinderzuschlag:
        return KOENNEN_BEIDE
    return "Wohngeld kann infrage kommen." if monat.wohngeld else "Kinderzuschlag kann infrage kommen."


def _gehen_vor(monat: VorrangMonat) -> str:
    if monat.wohngeld and monat.kinderzuschlag:
        return GEHEN_VOR
    was = "Wohngeld" if monat.wohngeld else "Kinderzuschlag"
    return (
        f"Mit dem Einkommen und {was} reicht das Geld voraussichtlich für alle. "
        f"Bleibt das drei Monate so, geht {was} vor."
    )


def _kinder_dabei(sv: Sachverhalt, ergebnis: Ergebnis) -> bool:
    """A child with a Regelbedarf of its own was looked at as a member."""
    return any(p.rolle is Rolle.KIND and e.regelbedarf for p, e in zip(sv.personen, ergebnis.personen, strict=True))
