"""The difference of two months: what changed, for whom, by which norm and how much, and what caused it.

Each person's money is a waterfall: needs up, income and assets down, days and reductions, the Sofortzuschlag. The
difference of two months is the difference of each stage, so the parts always add up to the change to the cent; it
needs only what a decision freezes: the amounts of the persons, and the trace for norms and causes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from nahbar.law.causes import Cause, causes, once
from nahbar.law.explain import Step, walk


class Amounts(Protocol):
    """What one person gets in one month, in cents."""

    @property
    def id(self) -> str: ...
    @property
    def in_bg(self) -> bool: ...
    @property
    def regelbedarf(self) -> int: ...
    @property
    def mehrbedarf(self) -> int: ...
    @property
    def kdu(self) -> int: ...
    @property
    def bedarf(self) -> int: ...
    @property
    def einkommen(self) -> int: ...
    @property
    def einkommen_zugeteilt(self) -> int: ...
    @property
    def anspruch(self) -> int: ...
    @property
    def sofortzuschlag(self) -> int: ...


class Month(Protocol):
    """One calculated month with its trace."""

    @property
    def monat(self) -> date: ...
    @property
    def summe(self) -> int: ...
    @property
    def sofortzuschlag(self) -> int: ...
    @property
    def personen(self) -> Sequence[Amounts]: ...
    @property
    def schritte(self) -> Sequence[Step]: ...


@dataclass(frozen=True)
class Posten:
    """One stage of the waterfall; `schritte` are the beginnings of the names of the norms that make it."""

    key: str
    schritte: tuple[str, ...]
    aller: bool = False
    """Whether the steps of every person of the household decide it, not only those of its own."""


EINKOMMEN = (
    "einkommen", "erwerb", "sonstiges_einkommen", "kindergeld", "bagatelle", "versicherungspauschale", "absetzbetrag",
    "grundabsetzungsbetrag", "tatsaechliche_absetzungen", "unterhalt", "grundrente", "nachzahlung", "kapitalertraege",
    "sgb12_einkommen", "sgb12_erwerb", "sgb12_werbungskosten", "sgb12_versicherungen", "sgb12_kapitalertraege",
    "altersvorsorge", "taschengeld", "werkstatt", "zweckbestimmte", "ueberschuss",
)  # fmt: skip
POSTEN = (
    Posten("regelbedarf", ("regelbedarf",)),
    Posten("mehrbedarf", ("mehrbedarf",)),
    Posten("kdu", ("unterkunft", "ende_der_karenzzeit"), aller=True),
    Posten("bedarf", ("bedarf",)),
    Posten("bedarfsgemeinschaft", ("kind_der_bedarfsgemeinschaft", "deckt_eigenen_bedarf"), aller=True),
    Posten("einkommen", EINKOMMEN),
    Posten("einkommen_zugeteilt", EINKOMMEN, aller=True),
    Posten("vermoegen", ("vermoegen", "sgb12_vermoegen", "barbetrag_frei"), aller=True),
    Posten("tage", ("anteil_nach_tagen", "anteilig", "anspruchstage", "tage_im_ausland")),
    Posten("minderung", ("minderung", "gemindert", "mindestleistung", "entfall", "ohne_regelbedarf")),
    Posten("sofortzuschlag", ("sofortzuschlag",)),
)
BEITRAG = {
    "kdu": ("unterkunft_je_kopf",),
    "bedarf": ("bedarf",),
    "einkommen": ("einkommen_des_kindes",),
    "einkommen_zugeteilt": ("einkommen_zugeteilt", "sgb12_einkommen_eingesetzt"),
    "vermoegen": ("vermoegen_zugeteilt", "sgb12_vermoegen_zugeteilt"),
    "tage": ("anteil_nach_tagen", "anteilig"),
}
"""The steps whose norm stands for a stage, where there is one of its own in the law of the person."""


@dataclass(frozen=True)
class Part:
    """One stage of one person: what it gave or took before and after; `norm` is empty without a trace."""

    person: str
    posten: str
    norm: str
    vorher: int
    nachher: int
    gruende: tuple[Cause, ...] = ()

    @property
    def cents(self) -> int:
        """By how much this part moves the person's money."""
        return self.nachher - self.vorher


@dataclass(frozen=True)
class Difference:
    """From one month to the other; `teile` only where something moved."""

    ab: date
    vorher: int
    nachher: int
    teile: tuple[Part, ...]
    gruende: tuple[Cause, ...]
    """All causes, of the parts and of what did not move an amount."""

    @property
    def cents(self) -> int:
        """By how much the total moves: the sum of all parts."""
        return self.nachher - self.vorher


def difference(before: Month, after: Month) -> Difference:
    """What changed from one month to the other, from results as well as from frozen ones with their traces."""
    old, new = ({person.id: person for person in month.personen} for month in (before, after))
    gruende = causes(before.schritte, after.schritte)
    teile: list[Part] = []
    for person in dict.fromkeys([*old, *new]):
        member = any(amounts[person].in_bg for amounts in (old, new) if person in amounts)
        was, now = (
            dict(_stages(amounts[person], month.schritte, member)) if person in amounts else {}
            for amounts, month in ((old, before), (new, after))
        )
        for posten in POSTEN:
            vorher, nachher = was.get(posten.key, 0), now.get(posten.key, 0)
            if vorher != nachher:
                norm = _norm(posten, person, after.schritte, nachher) or _norm(posten, person, before.schritte, vorher)
                teile.append(Part(person, posten.key, norm, vorher, nachher, _of(posten, person, gruende)))
    return Difference(after.monat, _total(before), _total(after), tuple(teile), once(gruende))


def _total(month: Month) -> int:
    return sum(person.anspruch + person.sofortzuschlag for person in month.personen)


def _stages(person: Amounts, steps: Sequence[Step], member: bool) -> Iterator[tuple[str, int]]:
    """What each stage adds to the money of this person; together the claim and the Sofortzuschlag.

    Who is a `member` in neither month is only a head of the dwelling: needs and income are nobody's business.
    """
    yield "sofortzuschlag", person.sofortzuschlag
    if not member:
        return
    own = {step.name: step for step in walk(list(steps)) if step.person == person.id}
    yield "regelbedarf", person.regelbedarf
    yield "mehrbedarf", person.mehrbedarf
    yield "kdu", person.kdu
    yield "bedarf", person.bedarf - person.regelbedarf - person.mehrbedarf - person.kdu
    left = person.bedarf
    if not person.in_bg:
        yield "bedarfsgemeinschaft", -left
        left = 0
    for stage, amount in (
        ("einkommen", _own_income(person, own)),
        ("einkommen_zugeteilt", person.einkommen_zugeteilt),
        ("vermoegen", _given(own, "vermoegen")),
    ):
        taken = min(left, amount)
        yield stage, -taken
        left -= taken
    claim = own.get("anspruch")
    by_days = left if claim is None or not person.in_bg else _cents(claim)
    yield "tage", by_days - left
    yield "minderung", person.anspruch - by_days


def _own_income(person: Amounts, own: Mapping[str, Step]) -> int:
    """Income taken off directly: a child's; that of adults is pooled and comes back as a share."""
    if "anspruch" in own:
        return _given(own, "eigenes_einkommen")
    pooled = person.anspruch == max(0, person.bedarf - person.einkommen_zugeteilt)
    return 0 if pooled else person.einkommen


def _given(own: Mapping[str, Step], name: str) -> int:
    """What the step of the claim was given."""
    value = own["anspruch"].eingaben.get(name) if "anspruch" in own else None
    return value if isinstance(value, int) else 0


def _cents(step: Step | None) -> int:
    return step.ergebnis if step is not None and isinstance(step.ergebnis, int) else 0


def _norm(posten: Posten, person: str, steps: Sequence[Step], cents: int) -> str:
    """The norm of the deepest step of this person that gives the amount of the stage, else of its first step."""
    own = [step for step in walk(list(steps)) if step.person == person]
    named = [step for step in own if step.name in BEITRAG.get(posten.key, ())]
    made = named or [step for step in own if step.name.startswith(posten.schritte) and step.ergebnis]
    same = [step for step in made if step.ergebnis == abs(cents)]
    if posten.key == "bedarfsgemeinschaft":
        made = [step for step in own if step.name.startswith(posten.schritte)]
    if posten.key in ("minderung", "bedarfsgemeinschaft"):
        return made[-1].norm if made else ""
    return same[-1].norm if same else made[0].norm if made else ""


def _of(posten: Posten, person: str, gruende: Sequence[Cause]) -> tuple[Cause, ...]:
    """The causes among the norms of this stage; without one there, every cause of the household."""
    found = [
        grund
        for grund in gruende
        if grund.schritt.startswith(posten.schritte) and (posten.aller or grund.person in (person, None))
    ]
    return once(found or gruende)
