"""Spreading an amount over the open needs of those it counts for."""

from __future__ import annotations

from nahbar.law.sgb12.haushalt import Haushalt, beantragt, elternteil_von


def hilft(h: Haushalt, geber: int, stelle: int) -> bool:
    """Whether this person's means count for the person at the other place."""
    if geber == stelle:
        return False
    if h.personen[geber].partner == stelle:
        return beantragt(h.personen[stelle])
    return elternteil_von(h.personen[stelle], geber) and h.ergebnisse[stelle].mit_eltern


def verteile(h: Haushalt, summe: int, geber: int, eigener: bool) -> int:
    """Spread an amount over the open needs of those it counts for, in proportion; write it as `anteil`.

    Shares are rounded down, leftover cents go to the largest fractions, ties to the last. Gives what was used.
    """
    offen = 0
    for stelle in range(len(h.personen)):
        h.ergebnisse[stelle].anteil = 0
        if (eigener and stelle == geber) or hilft(h, geber, stelle):
            offen += h.ergebnisse[stelle].offen
    genutzt = min(summe, offen)
    if genutzt == 0:
        return 0
    rest = genutzt
    for stelle in range(len(h.personen)):
        e = h.ergebnisse[stelle]
        if (eigener and stelle == geber) or hilft(h, geber, stelle):
            e.anteil = genutzt * e.offen // offen
            rest -= e.anteil
    grenze = offen
    while rest > 0:
        bester = 0
        for stelle in range(len(h.personen)):
            bruch = genutzt * h.ergebnisse[stelle].offen % offen
            dabei = (eigener and stelle == geber) or hilft(h, geber, stelle)
            if dabei and bester < bruch and bruch < grenze:
                bester = bruch
        grenze = bester
        for stelle in range(len(h.personen) - 1, -1, -1):
            e = h.ergebnisse[stelle]
            dabei = (eigener and stelle == geber) or hilft(h, geber, stelle)
            if rest > 0 and dabei and genutzt * e.offen % offen == bester:
                e.anteil += 1
                rest -= 1
    for e in h.ergebnisse:
        e.offen -= e.anteil
    return genutzt
