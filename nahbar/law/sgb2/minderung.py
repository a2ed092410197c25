"""§§ 31a, 31b, 32, 7b Abs. 4: what a breach of duty takes from the claim of one person in one month.

The law of the day of the event decides, not that of the month (§ 65a Abs. 2). What is left for the dwelling is never
touched (§ 31a Abs. 4 S. 2), and since July 2026 one euro stays where nothing else would (S. 3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from nahbar.law.calendar import plus_monate
from nahbar.law.explain import current
from nahbar.law.norm import norm, scalar_only
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.bedarfsgemeinschaft import Haushalt
from nahbar.law.sgb2.berechnung import MONATSTAGE, anteil_nach_tagen, anteil_von, verteilt
from nahbar.law.sgb2.sachverhalt import Minderung, Minderungsgrund, Person

NEUES_RECHT = date(2026, 7, 1)
"""§ 65a Abs. 2: from this day on an event follows the 13. SGB-II-ÄndG."""
WEITERE_INNERHALB = 12
"""Months within which an earlier breach makes a later one a further one (§ 31a Abs. 1 S. 5 until 30 June 2026)."""
ARBEITSVERWEIGERUNG_MONATE = 2
STUFEN = ("erste", "zweite", "weitere")


def _wert(recht: Rechtsstand, name: str, tag: date) -> int:
    """A parameter as of the event; leaves its trace like `recht.parameter`."""
    entry = recht.parameters.at(name, tag)
    step = current.get()
    if step is not None:
        step.parameter.append(entry.used)
    return entry.value


def _pflichtverletzung(
    recht: Rechtsstand, person: Person, regelbedarf: int, ereignis: date, stufe: int, monat_nr: int
) -> int:
    """A share of the Regelbedarf for one to three months; `stufe` 1 to 3, alike since July 2026."""
    name = STUFEN[min(stufe, 3) - 1]
    if monat_nr > _wert(recht, f"minderung_monate_{name}", ereignis):
        return 0
    return anteil_von(regelbedarf, _wert(recht, f"minderung_{name}", ereignis))


_PFLICHTVERLETZUNGEN = tuple(
    norm(f"SGB II § 31a Abs. 1 S. {satz}", name="minderung_pflichtverletzung")(_pflichtverletzung) for satz in (1, 2, 3)
)


def minderung_pflichtverletzung(
    recht: Rechtsstand, person: Person, regelbedarf: int, ereignis: date, stufe: int, monat_nr: int
) -> int:
    """By the sentence of the day: until June 2026 S. 1, 2 and 3 for the first, the second and each further breach."""
    satz = 1 if ereignis >= NEUES_RECHT else min(stufe, 3)
    return _PFLICHTVERLETZUNGEN[satz - 1](recht, person, regelbedarf, ereignis, stufe, monat_nr)


@norm("SGB II § 32 Abs. 1 S. 1")
def minderung_meldeversaeumnis(
    recht: Rechtsstand, person: Person, regelbedarf: int, ereignis: date, nummer: int, monat_nr: int
) -> int:
    """A share of the Regelbedarf for one month; since July 2026 only for a repeated one (`nummer` 2 and more)."""
    if monat_nr > 1:
        return 0
    name = "erstes" if nummer == 1 else "weiteres"
    return anteil_von(regelbedarf, _wert(recht, f"minderung_meldeversaeumnis_{name}", ereignis))


@norm("SGB II § 31a Abs. 4 S. 1")
def minderung_hoechstens(recht: Rechtsstand, person: Person, regelbedarf: int, minderungen: int) -> int:
    """Breaches and missed appointments together take at most 30 per cent of the Regelbedarf."""
    return min(minderungen, anteil_von(regelbedarf, recht.parameter("minderung_hoechstens")))


@norm("SGB II § 31a Abs. 7 S. 1")
def entfall_bei_arbeitsverweigerung(
    recht: Rechtsstand, person: Person, regelbedarf: int, ereignis: date, monat_nr: int
) -> int:
    """The claim in the amount of the Regelbedarf falls away, for two months at most (§ 31b Abs. 3)."""
    return regelbedarf if monat_nr <= ARBEITSVERWEIGERUNG_MONATE else 0


@norm("SGB II § 7b Abs. 4 S. 4")
def ohne_regelbedarf(recht: Rechtsstand, person: Person, regelbedarf: int) -> int:
    """Whoever counts as not reachable gets one more month without the Regelbedarf."""
    return regelbedarf


@norm("SGB II § 7b Abs. 4 S. 2")
def entfall_bei_nichterreichbarkeit(recht: Rechtsstand, person: Person, anspruch: int) -> int:
    """Afterwards nothing, until the person comes in or the period ends."""
    return 0


@norm("SGB II § 31a Abs. 4 S. 2")
def gemindert(recht: Rechtsstand, person: Person, anspruch: int, unterkunft: int, minderung: int) -> int:
    """The claim after the reduction; what it holds for the dwelling stays."""
    return anspruch - min(minderung, anspruch - min(anspruch, unterkunft))


@norm("SGB II § 31a Abs. 4 S. 3")
def mindestleistung(recht: Rechtsstand, person: Person, ereignis: date) -> int:
    """One euro, where only the reduction leaves nothing."""
    return _wert(recht, "minderung_mindestleistung", ereignis)


@norm("SGB II § 22 Abs. 7 S. 4")
def unterkunft_ohne_nicht_erreichbare(
    recht: Rechtsstand, anteile: Mapping[str, int], frei: int, empfaenger: Sequence[str]
) -> dict[str, int]:
    """The share of members who are not reachable goes to the other members of the Bedarfsgemeinschaft, by heads."""
    dazu = verteilt(frei, dict.fromkeys(empfaenger, 1))
    return {key: anteil + dazu.get(key, 0) if key in dazu else 0 for key, anteil in anteile.items()}


def nicht_erreichbar(person: Person) -> Minderung | None:
    """The entry by which this person counts as not reachable, or None."""
    return next((m for m in person.minderungen if m.grund is Minderungsgrund.NICHT_ERREICHBAR), None)


@scalar_only
def verteile_unterkunft_neu(h: Haushalt) -> None:
    """Give the shares of members who are not reachable to the members who are."""
    weg = [p.id for p in h.personen if nicht_erreichbar(p) and h.ergebnisse[p.nr].dabei]
    da = [p.id for p in h.personen if p.id not in weg and h.ergebnisse[p.nr].dabei]
    if not weg or not da:
        return
    anteile = {e.id: e.kdu for e in h.ergebnisse}
    neu = unterkunft_ohne_nicht_erreichbare(
        h.recht, {key: anteile[key] for key in (*da, *weg)}, sum(anteile[key] for key in weg), da
    )
    for e in h.ergebnisse:
        e.kdu = neu.get(e.id, e.kdu)


def _schritte(recht: Rechtsstand, person: Person, regelbedarf: int) -> int:
    """All reductions of the month that are capped together."""
    gesamt, verletzungen, versaeumnisse = 0, 0, 0
    vorige: date | None = None
    for m in sorted(person.minderungen, key=lambda entry: entry.ereignis):
        if m.grund is Minderungsgrund.PFLICHTVERLETZUNG:
            verletzungen = 1 if vorige and m.ereignis > plus_monate(vorige, WEITERE_INNERHALB) else verletzungen + 1
            vorige = m.ereignis
            gesamt += minderung_pflichtverletzung(recht, person, regelbedarf, m.ereignis, verletzungen, m.monat_nr)
        elif m.grund is Minderungsgrund.MELDEVERSAEUMNIS:
            versaeumnisse += 1
            gesamt += minderung_meldeversaeumnis(recht, person, regelbedarf, m.ereignis, versaeumnisse, m.monat_nr)
    return minderung_hoechstens(recht, person, regelbedarf, gesamt) if gesamt else 0


@scalar_only
def nach_minderung(
    recht: Rechtsstand, person: Person, regelbedarf: int, unterkunft: int, anspruch: int, tage: int
) -> int:
    """The claim of a month after everything that §§ 31a, 32 and 7b take from it; `tage` of 30 are granted."""
    if not person.minderungen or anspruch == 0:
        return anspruch
    letztes = max(m.ereignis for m in person.minderungen)
    weg = nicht_erreichbar(person)
    if weg is not None and weg.monat_nr > 1:
        return entfall_bei_nichterreichbarkeit(recht, person, anspruch)
    if weg is not None:
        minderung = ohne_regelbedarf(recht, person, regelbedarf)
    else:
        minderung = _schritte(recht, person, regelbedarf)
        for m in person.minderungen:
            if m.grund is Minderungsgrund.ARBEITSVERWEIGERUNG:
                minderung = max(
                    minderung, entfall_bei_arbeitsverweigerung(recht, person, regelbedarf, m.ereignis, m.monat_nr)
                )
    if minderung == 0:
        return anspruch
    if tage != MONATSTAGE:
        minderung = anteil_nach_tagen(person, minderung, tage)
        unterkunft = anteil_nach_tagen(person, unterkunft, tage)
    uebrig = gemindert(recht, person, anspruch, unterkunft, minderung)
    return mindestleistung(recht, person, letztes) if uebrig == 0 and letztes >= NEUES_RECHT else uebrig
