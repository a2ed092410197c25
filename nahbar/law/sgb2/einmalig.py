"""§§ 22 Abs. 6, 8, 24, 27: needs beside the month's amount, and what of it is a grant and what a loan."""

from __future__ import annotations

from enum import StrEnum

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand

MONATE_NACH_ENTSCHEIDUNG = 6


class Form(StrEnum):
    """In which form something is granted."""

    ZUSCHUSS = "Zuschuss"
    DARLEHEN = "Darlehen"
    KEINE = "keine Leistung"


@norm("SGB II § 24 Abs. 1 S. 1")
def darlehen_fuer_unabweisbares(
    recht: Rechtsstand, person: str, bedarf: int, gedeckt: int, vom_regelbedarf_umfasst: bool, unabweisbar: bool
) -> int:
    """A loan for a proven need that the Regelbedarf is meant to cover and that cannot be put off; S. 3: no more.

    A Sachleistung is lent at the price the office paid (S. 2). `gedeckt`: what § 42a Abs. 1 lets be used first.
    """
    return max(0, bedarf - gedeckt) if vom_regelbedarf_umfasst and unabweisbar else 0


@norm("SGB II § 24 Abs. 2")
def sachleistung_hoechstens(recht: Rechtsstand, person: str, regelbedarf: int, ungeeignet: bool) -> int:
    """Who proves unable to live on the Regelbedarf may get it in kind, in part or up to all of it."""
    return regelbedarf if ungeeignet else 0


@norm("SGB II § 24 Abs. 3 S. 2")
def einmalige_leistung(recht: Rechtsstand, person: str, bedarf: int, nummer: int) -> int:
    """Granted beside the Regelbedarf: first furnishing of the home (Nr. 1), first clothing, pregnancy, birth (Nr. 2).

    Nr. 3: orthopaedic shoes and their repair, repair and hire of therapeutic devices.
    """
    return bedarf if nummer in (1, 2, 3) else 0


@norm("SGB II § 24 Abs. 3 S. 4")
def einmalige_leistung_ohne_laufende(
    recht: Rechtsstand, person: str, bedarf: int, ueberschuss: int, monate: int
) -> int:
    """Who needs no monthly benefit gets what own means leave of the need.

    `ueberschuss` is the monthly income above the own needs; besides the month of the decision that of up to six more
    months may be counted, `monate` of them.
    """
    return max(0, bedarf - max(0, ueberschuss) * (1 + min(max(0, monate), MONATE_NACH_ENTSCHEIDUNG)))


@norm("SGB II § 24 Abs. 4 S. 1")
def darlehen_bei_erwarteten_einnahmen(recht: Rechtsstand, person: str, anspruch: int, einnahmen: int) -> int:
    """The part of the month's claim that may be lent because counted income is expected later in that month.

    S. 2: the same for a back payment of § 11 Abs. 3 that was spent too early.
    """
    return min(anspruch, max(0, einnahmen))


@norm("SGB II § 24 Abs. 5 S. 1")
def darlehen_bei_nicht_verwertbarem_vermoegen(recht: Rechtsstand, person: str, anspruch: int, vermoegen: int) -> int:
    """The part of the claim that is lent because countable assets cannot be used now or only with special hardship.

    `anspruch` is the claim without these assets, `vermoegen` what of them counts and is not yet lent upon.
    """
    return min(anspruch, max(0, vermoegen))


@norm("SGB II § 24 Abs. 6", einheit="ja/nein")
def erstausstattung_nach_auszug(
    recht: Rechtsstand, person: str, unter_25: bool, zugesichert: bool, zusicherung_entbehrlich: bool
) -> bool:
    """Under 25 furnishing after moving out needs the Zusicherung of § 22 Abs. 5, or a reason to do without it."""
    return not unter_25 or zugesichert or zusicherung_entbehrlich


@norm("SGB II § 22 Abs. 6 S. 1")
def umzugskosten(recht: Rechtsstand, person: str, kosten: int, zugesichert: bool) -> int:
    """Costs of finding a flat and of moving are a need where they were assured before."""
    return kosten if zugesichert else 0


@norm("SGB II § 22 Abs. 6 S. 3")
def mietkaution(recht: Rechtsstand, person: str, kosten: int, zugesichert: bool) -> int:
    """Deposit and shares of a Genossenschaft: assured before by the office of the new place, as a loan."""
    return kosten if zugesichert else 0


@norm("SGB II § 22 Abs. 8")
def mietschulden(recht: Rechtsstand, person: str, schulden: int, vermoegen: int, bezieht_unterkunft: bool) -> int:
    """Debts that endanger the flat, as a loan (S. 4), after protected assets of § 12 Abs. 2 S. 1 were used (S. 3).

    Only where the claim contains money for the dwelling (S. 1).
    """
    return max(0, schulden - vermoegen) if bezieht_unterkunft else 0


@norm("SGB II § 22 Abs. 8 S. 2", einheit="ja/nein")
def mietschulden_sollen(
    recht: Rechtsstand, gerechtfertigt: bool, notwendig: bool, wohnungslosigkeit_droht: bool
) -> bool:
    """Whether debts shall, and not only can, be taken over."""
    return gerechtfertigt and notwendig and wohnungslosigkeit_droht


@norm("SGB II § 27 Abs. 2")
def leistungen_fuer_auszubildende(
    recht: Rechtsstand, person: str, mehrbedarfe: int, erstausstattung: int, einkommen: int
) -> int:
    """Who is excluded by § 7 Abs. 5 still gets the Mehrbedarfe of § 21 Abs. 2, 3, 5, 6 and § 24 Abs. 3 Nr. 2.

    Less the income that counts for them; `erstausstattung` for clothing, pregnancy and birth is not reduced by it.
    """
    return max(0, mehrbedarfe - max(0, einkommen)) + erstausstattung


@norm("SGB II § 27 Abs. 3", einheit="text")
def haertefall_auszubildende(
    recht: Rechtsstand, person: str, besondere_haerte: bool, alter_ausgeschlossen: bool,
    eingliederung_erforderlich: bool, abbruch_droht: bool,
) -> str:  # fmt: skip
    """Other needs as a loan where the exclusion is a special hardship; a grant in the case of S. 2.

    S. 2: a school of § 12 or § 13 Abs. 1 Nr. 1 BAföG, no BAföG because of age (§ 10 Abs. 3 BAföG), the training is
    necessary for work, and without money it would be broken off.
    """
    if alter_ausgeschlossen and eingliederung_erforderlich and abbruch_droht:
        return str(Form.ZUSCHUSS)
    return str(Form.DARLEHEN if besondere_haerte else Form.KEINE)
