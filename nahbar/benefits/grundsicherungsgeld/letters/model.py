"""What a Bewilligungsbescheid of Grundsicherungsgeld says, as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nahbar.benefits.base import MonthResult, PersonResult
from nahbar.platform.letters import Letter, LetterRefused, Rechtsbehelf, Signature


@dataclass(frozen=True)
class BescheidPerson:
    """One member of the household as the Bescheid names it; `id` as in the months."""

    id: str
    name: str
    geburtsdatum: date
    rolle: str = ""
    """E.g. `Antragstellerin`, `Kind`."""
    stufe: str = ""
    """E.g. `Regelbedarfsstufe 1 (alleinerziehend)`; empty: read from the trace."""
    mehrbedarf: str = ""
    """What the Mehrbedarf is for, if the trace does not tell."""


@dataclass(frozen=True)
class Payee:
    """One receiver of the monthly money, e.g. account holder or landlord."""

    name: str
    way: str
    """E.g. `auf das Konto DE89 … 3000`."""
    cents: int
    """Amount of the first month."""
    fuer: str = ""
    """What it is for if not all, e.g. `Miete`."""


@dataclass(frozen=True)
class Zeitraum:
    """Months in a row with equal amounts; `angepasst` if computed with the values of an earlier month."""

    monate: tuple[MonthResult, ...]

    @property
    def erster(self) -> MonthResult:
        """The first month: all others have the same amounts."""
        return self.monate[0]

    @property
    def letzter(self) -> MonthResult:
        """The last month."""
        return self.monate[-1]

    @property
    def angepasst(self) -> bool:
        """True if the months lie beyond the last known parameters."""
        return self.erster.werte_stand is not None


@dataclass(frozen=True)
class BescheidData:
    """A Bewilligung; amounts come from the frozen months and from nowhere else."""

    letter: Letter
    leistung: str
    """The public name at the date of the letter."""
    antrag_vom: date
    personen: tuple[BescheidPerson, ...]
    monate: tuple[MonthResult, ...]
    zahlungen: tuple[Payee, ...]
    rechtsbehelf: Rechtsbehelf
    signature: Signature
    gruende: tuple[str, ...] = ()
    """Reasons in fact and law; needed as soon as not everything is granted as applied for (§ 35 SGB X)."""
    nachzahlung_cents: int = 0
    """What is paid at once for months that have begun."""
    nachzahlung_fuer: str = ""
    """E.g. `November 2026`."""
    vorlaeufig_grund: str = ""
    """Set for a provisional decision (§ 41a Abs. 2 SGB II)."""
    kdu_hinweis: tuple[str, ...] = ()
    """Set if the dwelling costs more than adequate: how long, and when it is recognised (§ 22 Abs. 1a SGB II)."""
    but_gesondert: bool = True
    """False only if § 28 Abs. 2, 4, 6 and 7 is decided with this Bescheid."""

    def __post_init__(self) -> None:
        if not self.monate or not self.personen or not self.zahlungen:
            raise LetterRefused("Ein Bewilligungsbescheid braucht Monate, Personen und Zahlungsempfänger")
        known = {person.id for person in self.personen}
        for month in self.monate:
            unknown = sorted({p.id for p in month.personen} - known)
            if unknown:
                raise LetterRefused(f"Ohne Namen im Bescheid: {', '.join(unknown)}")
            if month.summe != sum(p.anspruch for p in month.personen) or month.sofortzuschlag != sum(
                p.sofortzuschlag for p in month.personen
            ):
                raise LetterRefused(f"Die Summe für {month.monat:%m/%Y} ist nicht die Summe der Personen")
        if sum(p.cents for p in self.zahlungen) != gesamt(self.monate[0]):
            raise LetterRefused("Die Zahlungen ergeben nicht den Betrag des ersten Monats")

    def person(self, key: str) -> BescheidPerson:
        """The person of this id."""
        return next(person for person in self.personen if person.id == key)

    def zeitraeume(self) -> tuple[Zeitraum, ...]:
        """The months, those with equal amounts and equal state of values joined."""
        return tuple(_joined(self.monate, with_values=True))

    def rechnungen(self) -> tuple[Zeitraum, ...]:
        """The months joined by equal amounts alone: one Berechnungsbogen each."""
        return tuple(_joined(self.monate, with_values=False))


def gesamt(month: MonthResult) -> int:
    """What is paid for the month: claims and Sofortzuschlag, in cents."""
    return month.summe + month.sofortzuschlag


def zahlbetrag(person: PersonResult) -> int:
    """What the person gets: claim and Sofortzuschlag, in cents."""
    return person.anspruch + person.sofortzuschlag


def _joined(months: Sequence[MonthResult], *, with_values: bool) -> Iterator[Zeitraum]:
    run: list[MonthResult] = []
    for month in months:
        if run and not (
            run[-1].personen == month.personen
            and (not with_values or (run[-1].werte_stand is None) == (month.werte_stand is None))
        ):
            yield Zeitraum(tuple(run))
            run = []
        run.append(month)
    yield Zeitraum(tuple(run))
