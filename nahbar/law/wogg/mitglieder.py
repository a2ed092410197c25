"""§§ 5-8 WoGG: who belongs to the household, who counts, who is excluded and for which months."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nahbar.law.calendar import erster, plus_monate
from nahbar.law.norm import norm

MONATE_NACH_DEM_TOD = 12
DRITTEL = 3


class Beziehung(StrEnum):
    """How somebody stands to a member of the household (§ 5 Abs. 1)."""

    WOHNGELDBERECHTIGT = "wohngeldberechtigt"
    EHEGATTE = "ehegatte"
    LEBENSPARTNER = "lebenspartner"
    EINSTEHENSGEMEINSCHAFT = "einstehensgemeinschaft"
    VERWANDT = "verwandt"
    """In direct line, or in the second or third degree of the collateral line; also by marriage."""
    PFLEGEKIND = "pflegekind"
    PFLEGEELTERN = "pflegeeltern"
    ANDERE = "andere"


class Leistung(StrEnum):
    """Benefits whose recipients are excluded if they cover the dwelling (§ 7 Abs. 1 S. 1)."""

    GRUNDSICHERUNGSGELD = "sgb2"
    ZUSCHUSS_AUSZUBILDENDE = "sgb2_27_3"
    VERLETZTENGELD = "verletztengeld"
    GRUNDSICHERUNG_IM_ALTER = "sgb12_kapitel_4"
    HILFE_ZUM_LEBENSUNTERHALT = "sgb12_kapitel_3"
    SOZIALE_ENTSCHAEDIGUNG = "sgb14"
    ASYLBEWERBERLEISTUNG = "asylblg"
    JUGENDHILFE = "sgb8"


STEHEN_NACH = frozenset(Leistung) - {Leistung.ASYLBEWERBERLEISTUNG, Leistung.JUGENDHILFE}
"""§ 7 Abs. 1 S. 3 Nr. 2: S. 1 Nr. 1 to 7."""
MIT_ANGEHOERIGEN = frozenset(Leistung) - {Leistung.ZUSCHUSS_AUSZUBILDENDE, Leistung.JUGENDHILFE}
"""§ 7 Abs. 2: benefits that also exclude those whose income and assets were counted."""


@dataclass(frozen=True)
class Bezug:
    """A benefit that somebody gets or claims, and what § 7 Abs. 1 S. 1, 3 asks about it."""

    leistung: Leistung
    mit_unterkunft: bool
    nur_darlehen: bool = False
    durch_wohngeld_vermeidbar: bool = False
    noch_nicht_erbracht: bool = False
    nachrangig_erbracht: bool = False


@norm("WoGG § 5 Abs. 1", einheit="ja/nein")
def ist_haushaltsmitglied(beziehung: Beziehung, lebensmittelpunkt: bool, getrennt: bool = False) -> bool:
    """Who lives in the dwelling as the centre of life and is spouse, relative or of one household by will.

    A spouse or Lebenspartner who lives apart for good is none.
    """
    if getrennt and beziehung in (Beziehung.EHEGATTE, Beziehung.LEBENSPARTNER):
        return False
    return lebensmittelpunkt and beziehung is not Beziehung.ANDERE


@norm("WoGG § 5 Abs. 4", einheit="ja/nein")
def kind_bei_getrennten_eltern(tage_hier: int, tage_gesamt: int, juengstes_ohne_drittel: bool) -> bool:
    """A child of separated parents belongs to both from one third of the care on.

    Below it, where that holds for two children at least, only the youngest of them belongs here (S. 3).
    """
    return DRITTEL * tage_hier >= tage_gesamt or juengstes_ohne_drittel


@norm("WoGG § 6 Abs. 2", einheit="ja/nein")
def verstorbene_zaehlen(monat: date, todestag: date, anzahl_wieder_erreicht: bool, wohnung_aufgegeben: bool) -> bool:
    """The dead count for twelve months after the month of death.

    No longer once the dwelling is given up or the number of members is as before.
    """
    if anzahl_wieder_erreicht or wohnung_aufgegeben:
        return False
    return monat <= plus_monate(erster(todestag), MONATE_NACH_DEM_TOD)


@norm("WoGG § 7 Abs. 1", einheit="ja/nein")
def ausgeschlossen_durch_bezug(leistung: str, mit_unterkunft: bool, nur_darlehen: bool, vermeidbar: bool) -> bool:
    """Excluded is who gets a benefit that covers the dwelling; not for a loan, not where Wohngeld avoids the need.

    `vermeidbar` is S. 3 Nr. 2 as a whole: need avoided, and the benefit not yet paid or paid as the secondary body.
    """
    return mit_unterkunft and not nur_darlehen and not vermeidbar


@norm("WoGG § 7 Abs. 2", einheit="ja/nein")
def ausgeschlossen_mit_angehoerigen(bezug_im_haushalt: bool, eigenes_einkommen_angerechnet: bool) -> bool:
    """Excluded is also whose income and assets were counted for the benefit of another member."""
    return bezug_im_haushalt and eigenes_einkommen_angerechnet


def ausgeschlossen(eigene: Collection[Bezug], anderer: Collection[Bezug], angerechnet: bool) -> bool:
    """Both grounds of § 7 for one member: its own benefits, and those for which its income was counted."""
    if any(_schliesst_aus(bezug) for bezug in eigene):
        return True
    andere = any(_schliesst_aus(bezug) and bezug.leistung in MIT_ANGEHOERIGEN for bezug in anderer)
    return ausgeschlossen_mit_angehoerigen(andere, angerechnet)


def _schliesst_aus(bezug: Bezug) -> bool:
    vermeidbar = (
        bezug.leistung in STEHEN_NACH
        and bezug.durch_wohngeld_vermeidbar
        and (bezug.noch_nicht_erbracht or bezug.nachrangig_erbracht)
    )
    return ausgeschlossen_durch_bezug(bezug.leistung.value, bezug.mit_unterkunft, bezug.nur_darlehen, vermeidbar)


@norm("WoGG § 8 Abs. 1 S. 2 Nr. 1", einheit="datum")
def ausschluss_ab(beginn: date) -> date:
    """The first month of exclusion: that of the claim or grant, the next one if it does not begin on the first."""
    return beginn if beginn == erster(beginn) else plus_monate(erster(beginn), 1)


@norm("WoGG § 8 Abs. 1 S. 2 Nr. 3", einheit="datum")
def ausschluss_letzter_monat(ende: date) -> date:
    """The first day of the last month of exclusion: the month before, if the grant does not reach its last day."""
    naechster = plus_monate(erster(ende), 1)
    return erster(ende) if (naechster - ende).days == 1 else plus_monate(erster(ende), -1)
