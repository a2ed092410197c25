"""Why two traces differ: facts, parameters and wordings that are not themselves the result of another step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from nahbar.law.explain import Step, Value, walk

Key = tuple[str | None, str, int]

ZUSAMMEN = frozenset({
    "bedarf", "anspruch", "anspruch_fuer_unterkunft", "summe", "deckt_eigenen_bedarf", "einkommen_zugeteilt",
    "vermoegen_zugeteilt", "einkommen_des_kindes", "sofortzuschlag", "sofortzuschlag_ohne_kindergeld",
    "sofortzuschlag_summe", "gerundet", "anteil_nach_tagen", "gemindert", "minderung_hoechstens", "anteilig",
    "ueberschuss", "ueberschuss_der_bedarfsgemeinschaft", "sgb12_einkommen_eingesetzt", "sgb12_vermoegen_zugeteilt",
    "summe_des_haushalts", "unterkunft_je_kopf",
})  # fmt: skip
"""Steps that only put results of others together: what they are given is no fact."""
ABGELEITET = frozenset({
    "bedarf", "bedarfe", "regelbedarf", "mehrbedarf", "anspruch", "benoetigt", "gesamt", "freibetraege", "pauschal",
    "tatsaechlich", "kindergeld_uebertrag", "frei", "koepfe", "aus_erwerb", "uebertrag", "einkommen", "platz",
    "stelle", "monat",
})  # fmt: skip
"""Inputs that other steps have made, under whatever name those have."""


@dataclass(frozen=True)
class Cause:
    """What changed: an input (`eingabe`), a parameter, the norm itself (`vorschrift`), or a result of facts that the
    trace does not name (`ergebnis`)."""

    art: str
    schritt: str
    """The step that was given it."""
    name: str
    """Of the input or the parameter; of the step for a norm and a result."""
    norm: str
    person: str | None
    vorher: Value
    nachher: Value
    einheit: str
    quelle: str = ""
    """Where a parameter was published."""


def causes(before: Sequence[Step], after: Sequence[Step]) -> tuple[Cause, ...]:
    """Everything that differs at its root, in the order of the law; what only follows from it is left out."""
    old, new = _indexed(before), _indexed(after)
    made = _made(old, new)
    found: list[Cause] = []
    for key in dict.fromkeys([*new, *old]):
        was, now = old.get(key), new.get(key)
        if was is not None and now is not None:
            if was.norm != now.norm:
                found.append(_wording(was, now))
            found += _parameters(was, now)
            if _by_itself(was, now):
                found.append(_result(was, now))
        found += _inputs(was, now, made)
    found += _replaced(old, new)
    return tuple(found)


def once(gruende: Iterable[Cause]) -> tuple[Cause, ...]:
    """Each change once, by the first step that was given it."""
    first: dict[tuple[object, ...], Cause] = {}
    for grund in gruende:
        first.setdefault((grund.art, grund.name, grund.person, grund.vorher, grund.nachher), grund)
    return tuple(first.values())


def _indexed(steps: Sequence[Step]) -> dict[Key, Step]:
    """The steps by person and name; several of one kind by their number."""
    found: dict[Key, Step] = {}
    for step in walk(list(steps)):
        number = 0
        while (step.person, step.name, number) in found:
            number += 1
        found[step.person, step.name, number] = step
    return found


def _made(old: dict[Key, Step], new: dict[Key, Step]) -> dict[tuple[Value, Value], list[Step]]:
    """The steps whose result changed, by result before and after."""
    found: dict[tuple[Value, Value], list[Step]] = {}
    for key, now in new.items():
        was = old.get(key)
        if was is not None and was.ergebnis != now.ergebnis:
            found.setdefault((was.ergebnis, now.ergebnis), []).append(now)
    return found


def _inputs(was: Step | None, now: Step | None, made: dict[tuple[Value, Value], list[Step]]) -> Iterator[Cause]:
    step = now or was
    if step is None or step.name in ZUSAMMEN:
        return
    one_sided = was is None or now is None
    given, gives = was.eingaben if was else {}, now.eingaben if now else {}
    for name in dict.fromkeys([*gives, *given]):
        vorher, nachher = given.get(name), gives.get(name)
        if vorher == nachher or name in ABGELEITET or not (vorher or nachher):
            continue
        if one_sided and (isinstance(vorher, bool) or isinstance(nachher, bool) or isinstance(vorher or nachher, str)):
            continue  # a circumstance of a step that was not asked before: no change by itself
        inside = {id(child) for child in walk([step])}
        if any(id(maker) not in inside for maker in made.get((vorher, nachher), [])):
            continue
        yield Cause("eingabe", step.name, name, step.norm, step.person, vorher, nachher, step.einheit)


def _parameters(was: Step, now: Step) -> Iterator[Cause]:
    given = {used.name: used for used in was.parameter}
    for used in now.parameter:
        earlier = given.get(used.name)
        if earlier is not None and earlier.wert != used.wert:
            yield Cause(
                "parameter", now.name, used.name, now.norm, now.person, earlier.wert, used.wert, "", used.quelle
            )


def _by_itself(was: Step, now: Step) -> bool:
    """Whether a result changed although nothing that the step names did."""
    same = (was.norm, was.eingaben, was.parameter, [(k.name, k.ergebnis) for k in was.kinder]) == (
        now.norm, now.eingaben, now.parameter, [(k.name, k.ergebnis) for k in now.kinder],
    )  # fmt: skip
    return same and was.ergebnis != now.ergebnis and now.name not in ZUSAMMEN


def _result(was: Step, now: Step) -> Cause:
    return Cause("ergebnis", now.name, now.name, now.norm, now.person, was.ergebnis, now.ergebnis, now.einheit)


def _wording(was: Step, now: Step) -> Cause:
    return Cause("vorschrift", now.name, now.name, now.norm, now.person, was.norm, now.norm, "norm")


def _replaced(old: dict[Key, Step], new: dict[Key, Step]) -> Iterator[Cause]:
    """Norms of one kind (`regelbedarf_…`) of one person where another one answers now."""
    gone = [step for key, step in old.items() if key not in new]
    come = {
        kind: list(steps)
        for kind, steps in groupby(sorted((s for k, s in new.items() if k not in old), key=_kind), key=_kind)
    }
    for step in gone:
        for other in come.get(_kind(step), ()):
            if other.name != step.name:
                yield _wording(step, other)


def _kind(step: Step) -> tuple[str, str]:
    return step.person or "", step.name.split("_")[0]
