"""Wohngeld and Kinderzuschlag in the benefits check: from the least to the most favourable household (§ 12a SGB II)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nahbar.benefits.benefits_check_results import BOTH, LIKELY, MEANS, POSSIBLE, UNLIKELY, Result
from nahbar.law.bkgg.anspruch import anspruch_auf_kinderzuschlag
from nahbar.law.bkgg.familie import Haushaltslage
from nahbar.law.explain import Step, explain, silent, walk
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.monat import monat
from nahbar.law.sgb2.sachverhalt import Rolle, Sachverhalt
from nahbar.law.vorrang import Lage, VorrangMonat, hilfebeduerftigkeit_entfaellt, vorrang_monat
from nahbar.law.wogg.aus_sgb2 import lage_aus, wohngeldhaushalt
from nahbar.law.wogg.haushalt import Wohngeldhaushalt
from nahbar.law.wogg.wohngeld import wohngeld

_DEDUCTIONS = ("absetzbetrag_erwerb", "absetzbetrag_ausbildung", "erwerbsfreibetrag")
_TOO_MUCH = "Einkommen oder Erspartes sind zu hoch."
_NOT_BESIDE = "Die Miete ist in der anderen Leistung schon enthalten. Beides zugleich gibt es nicht."
_INSTEAD = "Reicht das Wohngeld für alles, was Ihnen fehlt, können Sie es statt der anderen Leistung bekommen."


@dataclass(frozen=True)
class Bound:
    """One end of what is possible: the facts for § 12a and what the month gives with them."""

    lage: Lage
    month: VorrangMonat


@dataclass(frozen=True)
class First:
    """What comes before; `need` is what SGB II and SGB XII would pay without Sofortzuschlag, in cents."""

    need: int
    ends: str
    """Whether nobody needs help with Wohngeld and Kinderzuschlag: `ja`, `vielleicht` or `nein`."""
    homes: tuple[Wohngeldhaushalt, Wohngeldhaushalt] | None
    """The household that gets least and the one that gets most; None without a rent."""
    bounds: tuple[Bound, Bound] | None = None
    """Only where the SGB II alone would pay and assets do not count."""
    free: int = 0
    """What stays free of the parents' earnings (§ 11b Abs. 2 to 3 SGB II)."""
    assets: bool = False


def first_in_line(facts: Sachverhalt, recht: Rechtsstand, need: int, *, only_sgb2: bool) -> First:
    """What Wohngeld and Kinderzuschlag could do for this household."""
    least, most = (wohngeldhaushalt(facts, recht, guenstig=good) for good in (False, True))
    homes = (least, most) if least and most else None
    if not only_sgb2:
        return First(need, "nein", homes)
    with explain() as steps:
        ergebnis = monat(facts, recht)
    if ergebnis.vermoegen:
        return First(need, "nein", homes, assets=True)
    with silent():
        low = lage_aus(facts, recht, ergebnis, least)
        high = replace(lage_aus(facts, recht, ergebnis, most), pauschale_offen=0)
        bounds = Bound(low, vorrang_monat(low)), Bound(high, vorrang_monat(high))
    ends = "ja" if bounds[0].month.entfaellt else "vielleicht" if bounds[1].month.entfaellt else "nein"
    return First(need, ends, homes, bounds, _free(steps, facts))


def _free(steps: list[Step], facts: Sachverhalt) -> int:
    parents = {person.id for person in facts.personen if person.rolle != Rolle.KIND}
    found = (step for step in walk(steps) if step.name in _DEDUCTIONS and step.person in parents)
    return sum(step.ergebnis for step in found if isinstance(step.ergebnis, int))


def wohngeld_result(recht: Rechtsstand, first: First, *, rent_known: bool) -> Result:
    """Wohngeld from Mietenstufe I without taxes to VII with all of them."""
    if first.homes is None:
        return _without_rent(first, rent_known)
    least, most = first.homes
    with explain() as steps:
        high = wohngeld(recht, most)
    with silent():
        low = wohngeld(recht, least)
        enough = hilfebeduerftigkeit_entfaellt(first.need, 0, high)
    if not high:
        return Result("wohngeld", UNLIKELY, None, None, _TOO_MUCH, "WoGG § 19 Abs. 1", moved_by=frozenset())
    if first.need and first.ends == "nein":
        if first.bounds or first.assets or not enough:
            return Result("wohngeld", UNLIKELY, None, None, _NOT_BESIDE, "WoGG § 7 Abs. 1", moved_by=MEANS)
        return Result("wohngeld", POSSIBLE, low, high, _INSTEAD, "WoGG § 7 Abs. 1 S. 3", schritte=tuple(steps))
    text = "Ihr Einkommen reicht zum Leben, die Miete ist im Vergleich dazu hoch."
    if first.need:
        text = "Zusammen mit Ihrem Einkommen kann das Wohngeld reichen. Dann geht es vor."
    elif first.assets:
        text = "Für andere Leistungen ist Ihr Erspartes zu hoch. Bei Wohngeld darf es mehr sein."
    sure = low > 0 and first.ends != "vielleicht" and not first.assets
    return Result("wohngeld", LIKELY if sure else POSSIBLE, low, high, text, "WoGG § 4", schritte=tuple(steps))


def _without_rent(first: First, rent_known: bool) -> Result:
    """Without a rent there is none; with an unknown one neither, if even life itself is not paid for by income."""
    if rent_known:
        text = "Wohngeld ist ein Zuschuss zur Miete. Miete haben Sie nicht genannt."
        return Result("wohngeld", UNLIKELY, None, None, text, "WoGG § 1 Abs. 2", moved_by=frozenset())
    if first.need and not (first.bounds and first.bounds[1].month.kinderzuschlag):
        text = "Ihr Einkommen reicht auch ohne Miete nicht zum Leben. Dann deckt eine andere Leistung die Miete mit."
        return Result("wohngeld", UNLIKELY, None, None, text, "WoGG § 7 Abs. 1", moved_by=MEANS)
    return Result("wohngeld", POSSIBLE, None, None, "Das hängt von Ihrer Miete ab.", "WoGG § 4")


def kinderzuschlag_result(recht: Rechtsstand, first: First, *, children: bool) -> Result:
    """Kinderzuschlag where it ends the need of help, with the least and the most Wohngeld beside it."""
    norm = "BKGG § 6a Abs. 1"
    if not children:
        text = "Den Zuschlag gibt es nur mit Kindern."
        return Result("kinderzuschlag", UNLIKELY, None, None, text, norm, moved_by=frozenset())
    if first.bounds is None or first.bounds[1].month.kinderzuschlag == 0:
        text = "Einkommen oder Erspartes passen nicht dazu, oder Sie bekommen kein Kindergeld."
        return Result("kinderzuschlag", UNLIKELY, None, None, text, norm, moved_by=MEANS if first.need else BOTH)
    least, most = first.bounds
    with explain() as steps:
        high = _claim(recht, most, first.free)
    with silent():
        low = _claim(recht, least, first.free)
    if not high:
        text = "Auch mit Kinderzuschlag und Wohngeld würde das Geld nicht für alle reichen."
        return Result("kinderzuschlag", UNLIKELY, None, None, text, "BKGG § 6a Abs. 1 Nr. 3")
    if first.need and first.ends == "nein":
        text = "Mit Kinderzuschlag und Wohngeld fehlen höchstens 100 Euro. Sie können beides stattdessen wählen."
        return Result("kinderzuschlag", POSSIBLE, low, high, text, "BKGG § 6a Abs. 1a", schritte=tuple(steps))
    text = "Ihr Einkommen reicht für Sie selbst, aber nicht ganz für die Kinder."
    stand = LIKELY if low and first.ends != "vielleicht" else POSSIBLE
    return Result("kinderzuschlag", stand, low, high, text, norm, schritte=tuple(steps))


def _claim(recht: Rechtsstand, bound: Bound, free: int) -> int:
    lage = bound.lage
    if lage.familie is None:
        return 0
    situation = Haushaltslage(lage.bedarf, lage.einkommen, bound.month.wohngeld_zaehlt, free)
    return anspruch_auf_kinderzuschlag(recht, lage.familie, situation)
