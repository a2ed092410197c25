"""§§ 19, 29, 30: who gets Bildung und Teilhabe, what income leaves of it, and in which way it comes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.berechnung import verteilt
from nahbar.law.sgb2.bildung import Bildung, bildungsbedarf, klassenfahrt_pruefbetrag, schulausfluege_pruefbetrag


class Weg(StrEnum):
    """How a need of § 28 is met."""

    SACHLEISTUNG = "Sach- oder Dienstleistung, Gutschein"
    DIREKTZAHLUNG = "Direktzahlung an den Anbieter"
    GELD = "Geldleistung"


@norm("SGB II § 7 Abs. 2 S. 3", einheit="ja/nein")
def bildung_ohne_bedarfsgemeinschaft(
    recht: Rechtsstand, person: str, im_haushalt: bool, nur_wegen_mitteln: bool
) -> bool:
    """Also where the household is no Bedarfsgemeinschaft only because the others live on their income or assets."""
    return im_haushalt and nur_wegen_mitteln


@norm("SGB II § 19 Abs. 2", einheit="ja/nein")
def anspruch_auf_bildung(recht: Rechtsstand, person: str, viertes_kapitel: bool, nach_kindergeldgesetz: bool) -> bool:
    """No claim beside the 4th chapter SGB XII, nor where § 6b BKGG already grants the same (S. 2)."""
    return not viertes_kapitel and not nach_kindergeldgesetz


@norm("SGB II § 9 Abs. 2 S. 4")
def ueberschuss_je_kind(recht: Rechtsstand, ueberschuss: int, kinder: Mapping[str, int]) -> dict[str, int]:
    """In the cases of § 7 Abs. 2 S. 3 income above the other needs counts for several children in equal parts.

    `kinder` are the needs of § 28 of each; the parts are equal whatever they are.
    """
    return verteilt(ueberschuss, dict.fromkeys(kinder, 1))


def pruefbedarf(recht: Rechtsstand, kind: Bildung, klassenfahrt_antrag: date | None) -> dict[str, int]:
    """The needs by paragraph as the test of need takes them: trips and journeys by § 5a GrusiGV, all else as it is."""
    bedarfe = bildungsbedarf(recht, kind).nach_absatz()
    if bedarfe["2"]:
        ausfluege = schulausfluege_pruefbetrag(recht, kind.id) if kind.ausfluege else 0
        fahrt = 0
        if klassenfahrt_antrag is not None:
            fahrt = klassenfahrt_pruefbetrag(recht, kind.id, kind.klassenfahrten, klassenfahrt_antrag)
        bedarfe["2"] = ausfluege + fahrt
    return bedarfe


@norm("SGB II § 19 Abs. 3 S. 3")
def offen_nach_einkommen(recht: Rechtsstand, person: str, absatz: str, bedarf: int, ueberschuss: int) -> int:
    """What income that covers all other needs leaves open of one paragraph of § 28."""
    return max(0, bedarf - ueberschuss)


def offene_bedarfe(recht: Rechtsstand, person: str, ueberschuss: int, bedarfe: Mapping[str, int]) -> dict[str, int]:
    """Cover the needs of § 28 in the order of its paragraphs; `bedarfe` as `Bildungsbedarf.nach_absatz`."""
    offen: dict[str, int] = {}
    rest = max(0, ueberschuss)
    for absatz, bedarf in bedarfe.items():
        offen[absatz] = offen_nach_einkommen(recht, person, absatz, bedarf, rest)
        rest -= bedarf - offen[absatz]
    return offen


def leistungen(
    recht: Rechtsstand, ueberschuss: int, bedarfe: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, int]]:
    """What each child gets by paragraph, where only needs of § 28 are left to be paid."""
    anteile = ueberschuss_je_kind(recht, max(0, ueberschuss), {kind: sum(b.values()) for kind, b in bedarfe.items()})
    return {kind: offene_bedarfe(recht, kind, anteile[kind], bedarfe[kind]) for kind in bedarfe}


@norm("SGB II § 72 Abs. 1 S. 2 Nr. 1")
def sofortzuschlag_bei_bildung(recht: Rechtsstand, person: str, anspruch: int, bildung: int) -> int:
    """Who can claim nothing but Bildung und Teilhabe gets the Sofortzuschlag as well."""
    return recht.parameter("sofortzuschlag") if anspruch == 0 and bildung > 0 else 0


@norm("SGB II § 29 Abs. 1", einheit="text")
def weg_der_leistung(recht: Rechtsstand, absatz: int, wahl_des_traegers: str) -> str:
    """School things and transport come as money (S. 3); for the rest the kommunaler Träger chooses (S. 2)."""
    return str(Weg.GELD) if absatz in (3, 4) else wahl_des_traegers


@norm("SGB II § 30 S. 1")
def berechtigte_selbsthilfe(
    recht: Rechtsstand, person: str, absatz: int, aufwendungen: int, voraussetzungen: bool, sonst_nicht_erreichbar: bool
) -> int:
    """Who had to pay the provider in advance gets the recognisable costs of § 28 Abs. 2 and 5 to 7.

    Needed: the conditions of § 28 were met at that time, and the purpose could not be reached in time as a
    Sachleistung without own fault.
    """
    erfasst = absatz in (2, 5, 6, 7)
    return aufwendungen if erfasst and voraussetzungen and sonst_nicht_erreichbar else 0


@norm("SGB II § 30 S. 2", einheit="datum")
def antrag_bei_selbsthilfe(recht: Rechtsstand, antrag: date, selbsthilfe: date, rechtzeitig_moeglich: bool) -> date:
    """Where no application was possible in time it counts as made when the person paid."""
    return antrag if rechtzeitig_moeglich else min(antrag, selbsthilfe)


@norm("SGB II § 29 Abs. 5 S. 2", einheit="ja/nein")
def widerruf_ohne_verwendungsnachweis(recht: Rechtsstand, nachweis_verlangt: bool, nachgewiesen: bool) -> bool:
    """Where a proof of use was demanded in the single case and is missing, the grant shall be revoked."""
    return nachweis_verlangt and not nachgewiesen
