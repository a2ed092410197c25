"""§ 7 Abs. 1 S. 2 to 6, § 74: foreigners who are excluded, and who of them is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nahbar.law.calendar import plus_monate
from nahbar.law.norm import norm, wordings
from nahbar.law.rechtsstand import Rechtsstand

DREI_MONATE, FUENF_JAHRE = 3, 60


class Zweck(StrEnum):
    """What alone the right to stay rests on, as far as § 7 looks at it."""

    KEINES = "kein Aufenthaltsrecht"
    ARBEITSUCHE = "Arbeitsuche"
    AUSBILDUNGSSUCHE = "Suche nach einer Ausbildung oder einem Studium"
    CHANCENKARTE = "Chancenkarte nach § 20a AufenthG"
    ANDERER = "anderes Aufenthaltsrecht"


@dataclass(frozen=True)
class Aufenthalt:
    """What is stated about a foreigner's stay, or that of the person whose family she belongs to."""

    id: str
    einreise: date
    zweck: Zweck = Zweck.ANDERER
    erwerbstaetig: bool = False
    freizuegig_paragraf_2_abs_3: bool = False
    titel_humanitaer: bool = False
    anmeldung: date | None = None
    tage_ausreisepflicht: int = 0
    verlust_festgestellt: bool = False
    asylbewerberleistungen: bool = False
    fiktionsbescheinigung_24: bool = False


@norm("SGB II § 7 Abs. 1 S. 2 Nr. 1", einheit="ja/nein")
def in_den_ersten_drei_monaten(
    recht: Rechtsstand, person: str, tag: date, ab: date, erwerbstaetig: bool, freizuegig: bool, titel_humanitaer: bool
) -> bool:
    """Excluded until the day before `ab`, three months after arrival, with the family.

    Not who works here, is free to move under § 2 Abs. 3 FreizügG/EU, or has a humanitarian title (S. 3).
    """
    return tag < ab and not (erwerbstaetig or freizuegig or titel_humanitaer)


_NAME = "ohne_ausreichendes_aufenthaltsrecht"


@norm("SGB II § 7 Abs. 1 S. 2 Nr. 2", einheit="ja/nein", name=_NAME, bis=date(2024, 5, 31))
def _nur_arbeitsuche(recht: Rechtsstand, person: str, zweck: str) -> bool:
    """Until 31 May 2024: no right to stay, or one that comes from looking for work alone."""
    return zweck in (Zweck.KEINES, Zweck.ARBEITSUCHE)


@norm("SGB II § 7 Abs. 1 S. 2 Nr. 2", einheit="ja/nein", name=_NAME, ab=date(2024, 6, 1))
def _arbeits_oder_ausbildungssuche(recht: Rechtsstand, person: str, zweck: str) -> bool:
    """No right to stay, or one from looking for work, training or a study place, or of § 20a AufenthG alone."""
    return zweck != Zweck.ANDERER


ohne_ausreichendes_aufenthaltsrecht = wordings(_nur_arbeitsuche, _arbeits_oder_ausbildungssuche)


@norm("SGB II § 7 Abs. 1 S. 4", einheit="ja/nein")
def seit_fuenf_jahren_hier(
    recht: Rechtsstand, person: str, tag: date, ab: date, verlust_festgestellt: bool
) -> bool:
    """Five years of gewöhnlicher Aufenthalt lift Nr. 2, unless the loss of free movement was stated."""
    return tag >= ab and not verlust_festgestellt


@norm("SGB II § 7 Abs. 1 S. 5", einheit="datum")
def fuenf_jahre_ab(anmeldung: date, tage_ausreisepflicht: int) -> date:
    """The day after five years since registration; days of unlawful stay with duty to leave do not count (S. 6)."""
    return plus_monate(anmeldung, FUENF_JAHRE) + timedelta(days=tage_ausreisepflicht)


@norm("SGB II § 7 Abs. 1 S. 2 Nr. 3", einheit="ja/nein")
def asylbewerberleistungen_schliessen_aus(recht: Rechtsstand, person: str, berechtigt: bool) -> bool:
    """Who is entitled under § 1 AsylbLG is excluded."""
    return berechtigt


@norm("SGB II § 74 Abs. 1", einheit="ja/nein")
def fiktionsbescheinigung_genuegt(recht: Rechtsstand, person: str, fiktionsbescheinigung_24: bool) -> bool:
    """With a Fiktionsbescheinigung on an application under § 24 AufenthG Nr. 1 and 2 do not exclude.

    § 7 Abs. 1 S. 1 Nr. 4 and § 8 Abs. 2 are not applied then; the period is at most six months (S. 3).
    """
    return fiktionsbescheinigung_24


def ausgeschlossen(recht: Rechtsstand, aufenthalt: Aufenthalt, tag: date) -> str | None:
    """The name of the norm that excludes a foreigner on the day, or None."""
    if asylbewerberleistungen_schliessen_aus(recht, aufenthalt.id, aufenthalt.asylbewerberleistungen):
        return "asylbewerberleistungen_schliessen_aus"
    if fiktionsbescheinigung_genuegt(recht, aufenthalt.id, aufenthalt.fiktionsbescheinigung_24):
        return None
    ab = plus_monate(aufenthalt.einreise, DREI_MONATE)
    if in_den_ersten_drei_monaten(
        recht, aufenthalt.id, tag, ab, aufenthalt.erwerbstaetig, aufenthalt.freizuegig_paragraf_2_abs_3,
        aufenthalt.titel_humanitaer,
    ):  # fmt: skip
        return "in_den_ersten_drei_monaten"
    if not ohne_ausreichendes_aufenthaltsrecht(recht, aufenthalt.id, aufenthalt.zweck):
        return None
    if aufenthalt.anmeldung is not None:
        seit = fuenf_jahre_ab(aufenthalt.anmeldung, aufenthalt.tage_ausreisepflicht)
        if seit_fuenf_jahren_hier(recht, aufenthalt.id, tag, seit, aufenthalt.verlust_festgestellt):
            return None
    return "ohne_ausreichendes_aufenthaltsrecht"
