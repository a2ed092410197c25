"""The drawn columns under GETTSIM's public names: euro a month as float64, persons by a number of the whole draw.

What it derives from gross wages (taxes, contributions, Kindergeld and Elterngeld by their own law) is given as the same
facts our side reads. Nobody draws Wohngeld and nobody in a Bedarfsgemeinschaft has reached the Altersgrenze.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from gettsim_draw import NONE, Columns, Drawn, age
from numpy.typing import NDArray

OUTPUTS = {
    "anspruch": "bürgergeld__anspruchshöhe_m",
    "bedarf": "bürgergeld__regelbedarf_m",
    "einkommen": "bürgergeld__anzurechnendes_einkommen_m",
}
"""What both sides give for each person, and its name there (the claim before Wohngeld and Kinderzuschlag are asked)."""


def inputs(drawn: Drawn, outside: NDArray[Any] | None = None) -> Columns:
    """GETTSIM's input columns; `outside` marks children that cover their own need: a Bedarfsgemeinschaft each."""
    p, h = drawn.personen, drawn.haushalte
    rows, haushalt = len(p["rolle"]), p["haushalt"]
    number = np.arange(rows)
    first = number - p["nummer"]
    has_partner = np.zeros(len(drawn), bool)
    has_partner[haushalt[p["rolle"] == 1]] = True
    years = np.maximum(age(p["geburtsdatum"], drawn.month), 0)

    def person(name: str) -> NDArray[Any]:
        return np.where(p[name] == NONE, NONE, first + p[name]).astype(np.int64)

    def income(*names: str) -> NDArray[Any]:
        return np.asarray(sum(p[name] for name in names) / 100.0)

    def dwelling(name: str, per: float = 100.0) -> NDArray[Any]:
        return np.asarray(h[name][haushalt] / per)

    pair = has_partner[haushalt] & (p["rolle"] <= 1)
    own_minor = np.zeros(rows, bool)
    for parent in ("elternteil_1", "elternteil_2"):
        known = (p[parent] != NONE) & (years < 18)
        own_minor[(first + p[parent])[known]] = True
    minor_child = (own_minor | p["minderjaehriges_kind_ausserhalb"]).astype(np.int64)
    zero = np.zeros(rows)
    out: Columns = {
        "p_id": number,
        "hh_id": haushalt.astype(np.int64),
        "alter": years.astype(np.int64),
        "familie__p_id_elternteil_1": person("elternteil_1"),
        "familie__p_id_elternteil_2": person("elternteil_2"),
        "familie__alleinerziehend": alone_with_children(p, years),
        "bürgergeld__p_id_einstandspartner": np.where(pair, first + 1 - p["nummer"], NONE).astype(np.int64),
        "bürgergeld__bezug_im_vorjahr": h["bezug_im_vorjahr"][haushalt],
        "kindergeld__p_id_empfänger": person("kindergeld_empfaenger"),
        "bürgergeld__kindergeld_zur_bedarfsdeckung_m": income("kindergeld"),
        "einnahmen__bruttolohn_m": income("brutto"),
        "einkommensteuer__einkünfte__aus_selbstständiger_arbeit__betrag_m": income("gewinn"),
        "einkommensteuer__einkünfte__aus_vermietung_und_verpachtung__betrag_m": zero,
        "einnahmen__kapitalerträge_m": income("kapitalertraege"),
        "einnahmen__renten__betrag_gesamt_m": income("rente", "private_rente"),
        "einkommensteuer__einkünfte__sonstige__alle_weiteren_m": income("sonstiges"),
        "sozialversicherung__arbeitslosen__betrag_m": income("alg1"),
        "elterngeld__betrag_m": income("elterngeld"),
        "einkommensteuer__betrag_m_sn": zero,
        "solidaritätszuschlag__betrag_m_sn": zero,
        "familie__anzahl_personen_sn": np.ones(rows, np.int64),
        "sozialversicherung__beiträge_versicherter_m": (p["brutto"] - p["netto"]) / 100.0,
        "einkommensteuer__anzahl_kinderfreibeträge": minor_child,
        "unterhalt__tatsächlich_erhaltener_betrag_m": income("unterhalt"),
        "unterhaltsvorschuss__betrag_m": income("unterhaltsvorschuss"),
        "vermögen": income("vermoegen"),
        "wohnen__bruttokaltmiete_m_hh": dwelling("bruttokaltmiete"),
        "wohnen__heizkosten_m_hh": dwelling("heizkosten"),
        "wohnen__wohnfläche_hh": dwelling("flaeche_qm", 1.0),
        "wohnen__bewohnt_eigentum_hh": h["eigentum"][haushalt],
        "wohngeld__anspruchshöhe_m_wthh": zero,
        "wohngeld__anzahl_personen_wthh": np.ones(rows, np.int64),
        "grundsicherung__im_alter__überschusseinkommen_m_eg": zero,
        "sozialversicherung__rente__altersrente__hat_regelaltersgrenze_erreicht": (p["rolle"] == 3) & (years >= 67),
    }
    if outside is not None:
        out["bg_id"] = _units(p, number, first, years, outside)
    return out


def alone_with_children(p: Columns, years: NDArray[Any]) -> NDArray[Any]:
    """Who is the only adult beside own minor children; grown-up brothers and sisters of the child do not count."""
    haushalt = p["haushalt"]
    size = int(haushalt[-1]) + 1
    adults = np.bincount(haushalt, (p["rolle"] <= 1) | ((p["rolle"] == 3) & (years >= 18)), size)
    minors = np.bincount(haushalt, (p["rolle"] == 2) & (years < 18) & ~p["enkel"], size)
    return np.asarray((p["rolle"] == 0) & ((adults == 1) & (minors > 0))[haushalt])


def _units(
    p: Columns, number: NDArray[Any], first: NDArray[Any], years: NDArray[Any], outside: NDArray[Any]
) -> NDArray[Any]:
    """One Bedarfsgemeinschaft for the parents and their children under 25; others stand alone, babies with mothers."""
    mother = np.roll(p["enkel"], -1)
    apart = (p["rolle"] == 3) | outside | mother | ((p["rolle"] == 2) & (years >= 25))
    unit = np.where(apart, number, first)
    return np.asarray(np.where(p["enkel"] & ~outside, number - 1, unit)).astype(np.int64)
