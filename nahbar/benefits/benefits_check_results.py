"""What the benefits check says: verdict, amount or range, why, and what it depends on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from nahbar.law.explain import Step


class Stand(StrEnum):
    """How likely a benefit is."""

    WAHRSCHEINLICH = "wahrscheinlich"
    MOEGLICH = "moeglich"
    UNWAHRSCHEINLICH = "unwahrscheinlich"


LIKELY, POSSIBLE, UNLIKELY = Stand.WAHRSCHEINLICH, Stand.MOEGLICH, Stand.UNWAHRSCHEINLICH
_ORDER = [LIKELY, POSSIBLE, UNLIKELY]
MEANS, BOTH = frozenset({"mittel"}), frozenset({"mittel", "wohnung"})
DWELLING = frozenset({"Miete", "Heizkosten"})
ABLE = "ob Sie arbeiten können"
TOWN = ("Mietenstufe Ihres Ortes", "Steuern und Beiträge", "eine Schwerbehinderung")
"""What decides where Wohngeld lies between its bounds, and is not asked here."""
FIRST_IN_LINE = frozenset({"wohngeld", "kinderzuschlag"})


@dataclass(frozen=True)
class Result:
    """One benefit; cents a month, None where there is no such bound; `haengt_ab` names what is not known."""

    leistung: str
    """`sgb2`, `sgb12-4`, `sgb12-3`, `wohngeld` or `kinderzuschlag`."""
    stand: Stand
    mindestens: int | None
    hoechstens: int | None
    warum: str
    norm: str
    haengt_ab: tuple[str, ...] = ()
    schritte: tuple[Step, ...] = ()
    """The trace of the amount; of the highest one where there is a range."""
    moved_by: frozenset[str] = BOTH
    """Which kind of unknown answers could change this: `mittel` (income, savings), `wohnung`."""


_EXTRA = "SGB II § 72 Abs. 1"
_OTHERS = {
    "sgb2": ("Dafür muss jemand von Ihnen arbeiten können und unter dem Rentenalter sein.", "SGB II § 7 Abs. 1"),
    "sgb12-4": ("Dafür muss jemand im Rentenalter sein oder auf Dauer nicht arbeiten können.", "SGB XII § 41"),
    "sgb12-3": ("Für Sie kommt eine andere Leistung zuerst infrage.", "SGB XII § 27"),
}
_NEED = {
    "sgb2": ("Ihr Einkommen reicht nicht für Leben und Wohnen.", "SGB II § 19 Abs. 1"),
    "sgb12-4": ("Rente und anderes Einkommen reichen nicht für Leben und Wohnen.", "SGB XII § 41"),
    "sgb12-3": ("Ihr Einkommen reicht nicht, und arbeiten ist zurzeit nicht möglich.", "SGB XII § 27"),
}


def whole_need(key: str, found: tuple[int, int] | None, ends: str, steps: tuple[Step, ...]) -> Result:
    """The verdict of a benefit that covers all need.

    `found` are claims and Sofortzuschläge in cents, None where it is not for this household; `ends` as in `First`.
    """
    if found is None:
        return Result(key, UNLIKELY, None, None, *_OTHERS[key], moved_by=frozenset())
    text, norm = _NEED[key]
    claims, extra = found
    amount = claims + extra
    if extra and not claims:
        only = "Nur der Sofortzuschlag für die Kinder bleibt, wenn Sie keinen Kinderzuschlag bekommen."
        return Result(key, POSSIBLE, extra, extra, only, _EXTRA, schritte=steps)
    if not amount:
        # more income or savings never give more of it, a higher rent may
        enough = "Einkommen oder Erspartes reichen für Ihren Bedarf."
        return Result(key, UNLIKELY, None, None, enough, norm, moved_by=BOTH - MEANS)
    if ends == "ja":
        text = "Wohngeld und Kinderzuschlag reichen voraussichtlich zusammen mit Ihrem Einkommen. Sie gehen vor."
        return Result(key, UNLIKELY, None, None, text, "SGB II § 12a")
    if ends == "vielleicht":
        text += " Vielleicht reichen aber Wohngeld und Kinderzuschlag. Dann gehen sie vor."
        return Result(key, POSSIBLE, amount, amount, text, "SGB II § 12a", TOWN, steps)
    return Result(key, LIKELY, amount, amount, text, norm, schritte=steps)


def merged(variants: Sequence[dict[str, Result]], unknown: tuple[str, ...]) -> tuple[Result, ...]:
    """One result for each benefit out of all variants, with what is not known taken into account; likely ones first."""
    results = [_unsure(_spread([variant[key] for variant in variants]), unknown) for key in variants[0]]
    return tuple(sorted(results, key=lambda one: _ORDER.index(one.stand)))


def _spread(cases: Sequence[Result]) -> Result:
    """Likely only if likely in every variant; the amounts go over those in which there are some."""
    best = min(cases, key=lambda one: _ORDER.index(one.stand))
    if best.stand == UNLIKELY:
        return best
    if any(one.stand != best.stand for one in cases):
        best = replace(best, stand=POSSIBLE, haengt_ab=(*best.haengt_ab, ABLE))
    paid = [one for one in cases if one.hoechstens is not None]
    if not paid:
        return best
    top = max(paid, key=lambda one: one.hoechstens or 0)
    low = min(one.mindestens or 0 for one in paid)
    if best.leistung in FIRST_IN_LINE and low != top.hoechstens:
        best = replace(best, haengt_ab=(*best.haengt_ab, *TOWN))
    return replace(best, mindestens=low, hoechstens=top.hoechstens, schritte=top.schritte)


def _unsure(one: Result, unknown: tuple[str, ...]) -> Result:
    """What is not known takes away the bound that it could move."""
    dwelling = tuple(word for word in unknown if word in DWELLING)
    means = tuple(word for word in unknown if word not in DWELLING and word != ABLE)
    moving = (*(means if "mittel" in one.moved_by else ()), *(dwelling if "wohnung" in one.moved_by else ()))
    if not moving:
        return one
    one = replace(one, haengt_ab=tuple(dict.fromkeys((*one.haengt_ab, *moving))))
    if one.leistung == "wohngeld" and one.hoechstens and moving == ("Heizkosten",):
        return replace(one, stand=POSSIBLE)  # heating changes what else is due, not how much Wohngeld is
    if one.leistung in FIRST_IN_LINE:
        text = "Das lässt sich ohne diese Angaben nicht sagen."
        return replace(one, stand=POSSIBLE, mindestens=None, hoechstens=None, warum=text, schritte=())
    low = None if means else one.mindestens
    high = None if dwelling else one.hoechstens
    if means or one.stand == UNLIKELY or one.norm == _EXTRA:
        text = "Ob Ihr Einkommen reicht, lässt sich ohne diese Angaben nicht sagen."
        return replace(one, stand=POSSIBLE, mindestens=low, hoechstens=high, warum=text, norm=_NEED[one.leistung][1])
    return replace(one, mindestens=low, hoechstens=high)
