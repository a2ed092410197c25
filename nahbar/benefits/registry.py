"""The shelf: which benefits this installation knows."""

from __future__ import annotations

from datetime import date

from nahbar.benefits.base import Benefit
from nahbar.benefits.choice import Situation

_benefits: dict[str, Benefit] = {}
_wrong: dict[str, str] = {}


class UnknownBenefit(Exception):
    """No benefit of this key is registered."""


def register(benefit: Benefit) -> Benefit:
    """Put a benefit on the shelf; a second one of the same key is refused."""
    if benefit.key in _benefits:
        raise ValueError(f"benefit {benefit.key} is registered already")
    _benefits[benefit.key] = benefit
    return benefit


def unregister(key: str) -> None:
    """Take a benefit off the shelf (tests with invented benefits)."""
    _benefits.pop(key, None)
    _wrong.pop(key, None)


def note_wrong(name: str, error: str) -> None:
    """Keep what is wrong with the files of a form, for whoever runs the house."""
    _wrong[name] = error


def wrong_forms() -> dict[str, str]:
    """Name of each form whose files cannot be used → what is wrong, with file and line."""
    return dict(_wrong)


def get(key: str) -> Benefit:
    """The benefit of this key; raises UnknownBenefit."""
    try:
        return _benefits[key]
    except KeyError:
        raise UnknownBenefit(key) from None


def all_benefits() -> tuple[Benefit, ...]:
    """All registered benefits in order of registration."""
    return tuple(_benefits.values())


def offered_by(kind: str) -> tuple[Benefit, ...]:
    """The benefits that a Träger of this kind takes applications for, in order of registration."""
    return tuple(benefit for benefit in _benefits.values() if kind in benefit.traeger_kinds)


def short_forms(office: str = "") -> tuple[Benefit, ...]:
    """What is asked for with a short form, in order of registration; with `office` (a `kuerzel`) what it offers."""
    found = ((benefit, benefit.short) for benefit in _benefits.values() if benefit.short is not None)
    return tuple(benefit for benefit, short in found if not (office and short.offices) or office in short.offices)


def for_children(norm: str) -> Benefit | None:
    """The short form that is asked for each child beside the benefits of this code of law; None: there is none."""
    return next((b for b in short_forms() if b.short and b.short.child and norm in b.short.beside), None)


def suited(kind: str, situation: Situation, month: date) -> Benefit | None:
    """The benefit that is right for somebody and that a Träger of this kind takes applications for; None: not here."""
    fitting = (b for b in offered_by(kind) if b.suits is not None and b.suits(situation, month))
    return next(fitting, None)
