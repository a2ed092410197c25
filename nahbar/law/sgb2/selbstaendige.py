"""§§ 3, 5 GrusiGV: the income of self-employed people, over the whole Bewilligungszeitraum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.berechnung import quotient
from nahbar.law.sgb2.verordnung import verordnung


@dataclass(frozen=True)
class Ausgaben:
    """Costs of a business in one month, and what of them cannot be taken off (§ 3 Abs. 3)."""

    gezahlt: int = 0
    vermeidbar: int = 0
    im_missverhaeltnis: int = 0
    aus_darlehen_oder_zuschuss: int = 0


@dataclass(frozen=True)
class Betrieb:
    """One kind of business over the months in which it was run: what came in and what was paid out, month by month."""

    einnahmen: tuple[int, ...]
    ausgaben: tuple[Ausgaben, ...]
    hinzugeschaetzt: int = 0


@verordnung("§ 3 Abs. 1 S. 2")
def betriebseinnahmen(recht: Rechtsstand, person: str, zugeflossen: int, hinzugeschaetzt: int) -> int:
    """All that comes in during the period; proven amounts may be raised if obviously too low (Abs. 3 S. 2)."""
    return zugeflossen + hinzugeschaetzt


@verordnung("§ 3 Abs. 2")
def betriebsausgaben(
    recht: Rechtsstand, person: str, gezahlt: int, vermeidbar: int, im_missverhaeltnis: int, aus_darlehen: int
) -> int:
    """Necessary costs that were really paid, whatever tax law says; not the amounts of § 11b.

    Abs. 3: less what could be avoided, what is out of proportion to the yield, and what a loan or grant paid for.
    """
    return max(0, gezahlt - vermeidbar - im_missverhaeltnis - aus_darlehen)


@verordnung("§ 5 S. 1")
def ausgaben_bis_zu_den_einnahmen(recht: Rechtsstand, person: str, einnahmen: int, ausgaben: int) -> int:
    """Costs only up to the earnings of the same kind: a loss is 0 and makes no other income smaller (S. 2)."""
    return min(ausgaben, einnahmen)


@verordnung("§ 3 Abs. 4 S. 1")
def monatlicher_gewinn(recht: Rechtsstand, person: str, gesamt: int, anzahl: int) -> int:
    """The same part in each month: the income of the period divided by its months.

    S. 2: by the months of the business, where it was run only in a part of it. Deductions of § 11b follow (S. 3).
    """
    return quotient(gesamt, anzahl)


@verordnung("§ 3 Abs. 7")
def fahrzeugkosten(recht: Rechtsstand, person: str, kosten: int, betrieblich: int, privat: int, kraftstoff: int) -> int:
    """A car used for business on at least half of its kilometres: its costs less 0.10 euro for each private one.

    Otherwise 0.10 euro for each kilometre for the business, or the proven fuel for them where that is higher.
    `betrieblich` and `privat` are kilometres.
    """
    satz = recht.parameter("selbstaendige_kilometer")
    if betrieblich >= privat:
        return max(0, kosten - satz * privat)
    return max(satz * betrieblich, kraftstoff)


def gewinn_des_betriebs(recht: Rechtsstand, person: str, betrieb: Betrieb) -> int:
    """Earnings less costs over the period, never below 0."""
    einnahmen = betriebseinnahmen(recht, person, sum(betrieb.einnahmen), betrieb.hinzugeschaetzt)
    ausgaben = betriebsausgaben(
        recht, person,
        sum(a.gezahlt for a in betrieb.ausgaben),
        sum(a.vermeidbar for a in betrieb.ausgaben),
        sum(a.im_missverhaeltnis for a in betrieb.ausgaben),
        sum(a.aus_darlehen_oder_zuschuss for a in betrieb.ausgaben),
    )  # fmt: skip
    return einnahmen - ausgaben_bis_zu_den_einnahmen(recht, person, einnahmen, ausgaben)


def gewinn_im_monat(recht: Rechtsstand, person: str, betriebe: Mapping[str, Betrieb], monate: int) -> int:
    """What counts in each month of the period as `gewinn`, before the deductions of § 11b.

    `betriebe` by kind of income (self-employed work, Gewerbe, farming): within one kind earnings and costs are taken
    together, between kinds not (§ 5). `monate` are those of the period, or of the business if it was shorter.
    """
    gesamt = sum(gewinn_des_betriebs(recht, person, betrieb) for betrieb in betriebe.values())
    return monatlicher_gewinn(recht, person, gesamt, monate)
