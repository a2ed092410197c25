"""What a mandate allows: plain functions over what the caller holds.

A Betreuer represents within the Aufgabenkreise (§§ 1815, 1823 BGB, not among the statutes kept here: secondary);
a Vollmacht covers the whole procedure unless it says less (§ 13 Abs. 1 S. 2 SGB X).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

SEHEN, BEARBEITEN, UNTERLAGEN, ABSENDEN = "sehen", "bearbeiten", "unterlagen", "absenden"
POST, VERFAHREN = "post", "verfahren"
ALLES = frozenset({SEHEN, BEARBEITEN, UNTERLAGEN, ABSENDEN, POST, VERFAHREN})
RECHTE = {
    SEHEN: "Angaben und Stand sehen",
    BEARBEITEN: "Angaben ausfüllen und ändern",
    UNTERLAGEN: "Unterlagen schicken",
    ABSENDEN: "den Antrag abschicken",
    POST: "Briefe und Bescheide bekommen",
    VERFAHREN: "alles andere, zum Beispiel widersprechen oder zurücknehmen",
}
"""Rights in the words in which people give them."""
HELFEN = (SEHEN, BEARBEITEN, UNTERLAGEN, ABSENDEN)
"""What an advice centre can be allowed: neither letters nor steps that change the procedure."""
KREISE = {
    "behoerden": "Vertretung gegenüber Behörden und Sozialleistungsträgern",
    "vermoegen": "Vermögenssorge",
    "wohnung": "Wohnungsangelegenheiten",
    "gesundheit": "Gesundheitssorge",
    "aufenthalt": "Aufenthaltsbestimmung",
    "post": "Entgegennahme und Öffnen der Post",
}
"""Aufgabenkreise as they stand on a Betreuerausweis."""
FUEHREN = frozenset({"behoerden", "vermoegen"})
"""Either of these carries an application for social benefits."""


class Mandate(Protocol):
    """What the functions below look at (`Vertretung`)."""

    art: str
    stand: str
    von: date
    bis: date | None
    aufgabenkreise: list[str]
    darf: list[str]
    einwilligungsvorbehalt: bool


def rights(art: str, kreise: Iterable[str], darf: Iterable[str]) -> frozenset[str]:
    """What this kind of mandate with this scope allows, once it is released."""
    if art == "eltern":
        return ALLES
    if art == "betreuung":
        scope = set(kreise)
        if scope & FUEHREN:
            return ALLES
        return frozenset({SEHEN, UNTERLAGEN}) if "wohnung" in scope else frozenset()
    if art == "empfang":
        return frozenset({POST})
    given = ALLES.intersection(darf)
    if art == "beratung":
        given = given.intersection(HELFEN)
    return given | {SEHEN} if given else given


def in_force(mandate: Mandate, day: date) -> bool:
    """Released, and this day is between its first and its last one: no job has to end it."""
    return mandate.stand == "freigegeben" and mandate.von <= day and (mandate.bis is None or day <= mandate.bis)


def may(mandate: Mandate, right: str, day: date) -> bool:
    """Whether this mandate gives this right on this day."""
    return in_force(mandate, day) and right in rights(mandate.art, mandate.aufgabenkreise, mandate.darf)


def may_see(mandate: Mandate, day: date) -> bool:
    """Whether the application may be looked at."""
    return may(mandate, SEHEN, day)


def may_submit(mandate: Mandate, day: date) -> bool:
    """Whether declarations may be made for the person."""
    return may(mandate, ABSENDEN, day)


def may_receive(mandate: Mandate, day: date) -> bool:
    """Whether a Verwaltungsakt may be made known to the representative (§ 37 Abs. 1 S. 2 SGB X)."""
    return may(mandate, POST, day)


def needs_consent(mandate: Mandate, day: date) -> bool:
    """Whether the person's own acts in this procedure need consent (§ 1825 BGB, § 11 Abs. 2 SGB X)."""
    return mandate.einwilligungsvorbehalt and may_submit(mandate, day)
