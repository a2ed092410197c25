"""§ 26: grants towards contributions to health and long-term care insurance."""

from __future__ import annotations

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand


@norm("SGB II § 26 Abs. 1 S. 1")
def zuschuss_private_krankenversicherung(recht: Rechtsstand, person: str, beitrag: int, halber_basistarif: int) -> int:
    """Privately insured recipients: their contribution, at most the halved one of the Basistarif (§ 152 Abs. 4 VAG)."""
    return min(beitrag, halber_basistarif)


@norm("SGB II § 26 Abs. 1 S. 2")
def zuschuss_gesetzliche_krankenversicherung(
    recht: Rechtsstand, person: str, beitrag: int, abgesetzt: int, pflichtversichert_durch_bezug: bool
) -> int:
    """Recipients whom the benefit itself does not insure: the contribution, less what § 11b already takes off income.

    These are persons who are not erwerbsfähig, and those outside § 5 Abs. 1 Nr. 2a SGB V.
    """
    return 0 if pflichtversichert_durch_bezug else max(0, beitrag - abgesetzt)


@norm("SGB II § 26 Abs. 2 S. 1")
def zuschuss_gegen_hilfebeduerftigkeit(
    recht: Rechtsstand, person: str, beitrag: int, bedarf: int, einkommen: int, hoechstens: int
) -> int:
    """Who would need help only through the contribution gets what avoids it (§ 26 Abs. 4: long-term care alike).

    `bedarf` and `einkommen` without the contribution; `hoechstens` is the limit for private insurance (S. 2), the
    contribution itself for the statutory one.
    """
    if einkommen < bedarf:
        return 0
    return min(beitrag, max(0, bedarf + beitrag - einkommen), hoechstens)


@norm("SGB II § 26 Abs. 3 S. 1")
def zuschuss_private_pflegeversicherung(
    recht: Rechtsstand, person: str, beitrag: int, halber_hoechstbeitrag: int
) -> int:
    """Private long-term care: the contribution, at most half the highest of the social insurance."""
    return min(beitrag, halber_hoechstbeitrag)


@norm("SGB II § 26 Abs. 3 S. 2")
def zuschuss_soziale_pflegeversicherung(
    recht: Rechtsstand, person: str, beitrag: int, abgesetzt: int, pflichtversichert_durch_bezug: bool
) -> int:
    """Social long-term care of recipients whom the benefit does not insure; Abs. 6 S. 2: of a Solidargemeinschaft."""
    return 0 if pflichtversichert_durch_bezug else max(0, beitrag - abgesetzt)


@norm("SGB II § 26 Abs. 5", einheit="text")
def empfaenger_des_zuschusses(recht: Rechtsstand, privat: bool) -> str:
    """The grant is paid to the insurer: the private company, or the Krankenkasse."""
    return "an das Versicherungsunternehmen" if privat else "an die Krankenkasse"
