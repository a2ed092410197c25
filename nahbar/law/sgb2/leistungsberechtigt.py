"""§§ 7 Abs. 1, 4, 4a, 8, 9 Abs. 1: who can claim at all, as yes and no over stated facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nahbar.law.calendar import plus_monate, vollendet
from nahbar.law.norm import norm, wordings
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.altersgrenze import ende_der_altersgrenze
from nahbar.law.sgb2.aufenthaltsrecht import fiktionsbescheinigung_genuegt

MINDESTALTER = 15
KRANKENHAUS_MONATE = 6


@dataclass(frozen=True)
class Einrichtung:
    """A stay in a stationäre Einrichtung, a hospital or a prison; S. 4: special housing of § 42a SGB XII likewise."""

    aufnahme: date
    entlassung_voraussichtlich: date | None = None
    krankenhaus: bool = False
    freiheitsentziehung: bool = False
    arbeitsstunden_woche: int = 0


@dataclass(frozen=True)
class Lage:
    """What a person states about herself; `stunden_taeglich`: work she could do, None where nothing limits it."""

    id: str
    geburtsdatum: date
    gewoehnlicher_aufenthalt: bool = True
    stunden_taeglich: int | None = None
    auf_absehbare_zeit: bool = False
    auslaender_ohne_arbeitserlaubnis: bool = False
    erlaubnis_moeglich: bool = False
    hilfebeduerftig: bool = True
    altersrente: bool = False
    leistungen_sgb_xiv: bool = False
    fiktionsbescheinigung_24: bool = False
    einrichtung: Einrichtung | None = None


@dataclass(frozen=True)
class Pruefung:
    """The answer and, if it is no, the name of the norm that says so."""

    berechtigt: bool
    grund: str | None = None


@norm("SGB II § 7 Abs. 1 S. 1 Nr. 1", einheit="ja/nein")
def im_erwerbsalter(recht: Rechtsstand, person: str, tag: date, geburtsdatum: date, altersgrenze_endet: date) -> bool:
    """15 years old, and the Altersgrenze of § 7a not yet reached."""
    return vollendet(geburtsdatum, MINDESTALTER) <= tag <= altersgrenze_endet


@norm("SGB II § 8 Abs. 1", einheit="ja/nein")
def drei_stunden_taeglich(
    recht: Rechtsstand, person: str, eingeschraenkt: bool, stunden: int, auf_absehbare_zeit: bool
) -> bool:
    """Able to work three hours a day under usual conditions, unless illness prevents it for a foreseeable time."""
    return not eingeschraenkt or stunden >= 3 or not auf_absehbare_zeit


@norm("SGB II § 8 Abs. 2", einheit="ja/nein")
def arbeit_erlaubt(recht: Rechtsstand, person: str, erlaubt: bool, koennte_erlaubt_werden: bool) -> bool:
    """Foreigners: work is allowed or could be; a possible consent of § 39 AufenthG is enough (S. 2)."""
    return erlaubt or koennte_erlaubt_werden


@norm("SGB II § 7 Abs. 1 S. 1 Nr. 4", einheit="ja/nein")
def aufenthalt_in_deutschland(recht: Rechtsstand, person: str, gewoehnlicher_aufenthalt: bool) -> bool:
    """Gewöhnlicher Aufenthalt in Germany; a flat or a registration is not needed."""
    return gewoehnlicher_aufenthalt


@norm("SGB II § 9 Abs. 1", einheit="ja/nein")
def hilfebeduerftig(recht: Rechtsstand, person: str, bedarf: int, eigene_mittel: int, hilfe_anderer: int) -> bool:
    """Neither counted income and assets nor help that others really give cover the living."""
    return eigene_mittel + hilfe_anderer < bedarf


@norm("SGB II § 7 Abs. 4 S. 1", einheit="ja/nein")
def altersrente_schliesst_aus(recht: Rechtsstand, person: str, altersrente: bool) -> bool:
    """A pension for age, Knappschaftsausgleichsleistung or similar public benefits end the claim."""
    return altersrente


@norm("SGB II § 7 Abs. 4 S. 3", einheit="ja/nein")
def einrichtung_schliesst_aus(
    recht: Rechtsstand, person: str, krankenhaus: bool, freiheitsentziehung: bool, unter_sechs_monaten: bool,
    arbeitsstunden_woche: int,
) -> bool:  # fmt: skip
    """A stationäre Einrichtung ends the claim; imprisonment is treated alike (S. 2).

    Not a hospital for a foreseeable time of less than six months (Nr. 1), nor an Einrichtung beside work of at least
    15 hours a week on the usual labour market (Nr. 2).
    """
    if krankenhaus and unter_sechs_monaten:
        return False
    return freiheitsentziehung or arbeitsstunden_woche < 15


@norm("SGB II § 7 Abs. 4a", einheit="ja/nein", name="leistungen_nach_sgb_xiv_schliessen_aus", bis=date(2023, 12, 31))
def _noch_kein_sgb_xiv(recht: Rechtsstand, person: str, leistungen_sgb_xiv: bool) -> bool:
    """Until 31 December 2023 there was no § 93 SGB XIV."""
    return False


@norm("SGB II § 7 Abs. 4a", einheit="ja/nein", name="leistungen_nach_sgb_xiv_schliessen_aus", ab=date(2024, 1, 1))
def _leistungen_nach_sgb_xiv(recht: Rechtsstand, person: str, leistungen_sgb_xiv: bool) -> bool:
    """Living costs under § 93 SGB XIV end the claim on those of the SGB II."""
    return leistungen_sgb_xiv


leistungen_nach_sgb_xiv_schliessen_aus = wordings(_noch_kein_sgb_xiv, _leistungen_nach_sgb_xiv)


def kuerzer_als_sechs_monate(aufnahme: date, entlassung_voraussichtlich: date | None) -> bool:
    """Whether a stay was foreseen, when it began, for less than six months."""
    ende = plus_monate(aufnahme, KRANKENHAUS_MONATE)
    return entlassung_voraussichtlich is not None and entlassung_voraussichtlich < ende


def ausgeschlossen_durch_einrichtung(recht: Rechtsstand, person: str, einrichtung: Einrichtung) -> bool:
    """Whether this stay ends the claim."""
    kurz = kuerzer_als_sechs_monate(einrichtung.aufnahme, einrichtung.entlassung_voraussichtlich)
    return einrichtung_schliesst_aus(
        recht, person, einrichtung.krankenhaus, einrichtung.freiheitsentziehung, kurz, einrichtung.arbeitsstunden_woche
    )


def erwerbsfaehige_leistungsberechtigte(recht: Rechtsstand, lage: Lage, tag: date) -> Pruefung:
    """Whether the person is erwerbsfähig und leistungsberechtigt on the day; foreigners: see `aufenthaltsrecht`."""
    ende = ende_der_altersgrenze(lage.id, lage.geburtsdatum)
    if not im_erwerbsalter(recht, lage.id, tag, lage.geburtsdatum, ende):
        return Pruefung(False, "im_erwerbsalter")
    eingeschraenkt = lage.stunden_taeglich is not None
    if not drei_stunden_taeglich(recht, lage.id, eingeschraenkt, lage.stunden_taeglich or 0, lage.auf_absehbare_zeit):
        return Pruefung(False, "drei_stunden_taeglich")
    if not fiktionsbescheinigung_genuegt(recht, lage.id, lage.fiktionsbescheinigung_24):
        if not arbeit_erlaubt(recht, lage.id, not lage.auslaender_ohne_arbeitserlaubnis, lage.erlaubnis_moeglich):
            return Pruefung(False, "arbeit_erlaubt")
        if not aufenthalt_in_deutschland(recht, lage.id, lage.gewoehnlicher_aufenthalt):
            return Pruefung(False, "aufenthalt_in_deutschland")
    if altersrente_schliesst_aus(recht, lage.id, lage.altersrente):
        return Pruefung(False, "altersrente_schliesst_aus")
    if leistungen_nach_sgb_xiv_schliessen_aus(recht, lage.id, lage.leistungen_sgb_xiv):
        return Pruefung(False, "leistungen_nach_sgb_xiv_schliessen_aus")
    if lage.einrichtung is not None and ausgeschlossen_durch_einrichtung(recht, lage.id, lage.einrichtung):
        return Pruefung(False, "einrichtung_schliesst_aus")
    return Pruefung(lage.hilfebeduerftig, None if lage.hilfebeduerftig else "hilfebeduerftig")
