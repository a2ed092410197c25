"""What the house proposes to keep, how long, and from when: data, each with its source. An office changes it by rule.

A period is no number of the law: there is none in SGB II or SGB XII. What stands here is what courts and authorities
said; which of two opinions holds is for the office and its data protection officer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

END, NOTICE, RECOVERY = "leistungsende", "bekanntgabe", "rueckforderung"
EVENTS: Mapping[str, str] = {
    END: "Ende der Leistung",
    NOTICE: "Bekanntgabe des letzten Bescheids",
    RECOVERY: "Abschluss der letzten Rückforderung",
}
"""A period begins on the day after the latest of its events."""
FILE = "leistungsakte"


@dataclass(frozen=True)
class Klasse:
    """One class of the file plan."""

    key: str
    title: str
    years: int
    begins: tuple[str, ...]
    source: str
    note: str
    documents: tuple[str, ...] = ()
    """Kinds of documents (beginning of `Dokument.art`); empty: the whole file."""
    archive: bool = False
    """Offered to the archive before it goes (laws on archives of the Länder)."""


KLASSEN: Mapping[str, Klasse] = {
    one.key: one
    for one in (
        Klasse(
            FILE, "Leistungsakte", 10, (END, NOTICE, RECOVERY),
            "Bundesregierung: 10 Jahre nach Abschluss des Falls; BfDI: 5 Jahre genügen (umstritten)",
            "Mit der Akte gehen alle Vorgänge, Angaben, Briefe und Zahlungsaufträge. § 84 Abs. 4 SGB X: bis dahin steht"
            " die Frist einer Löschung entgegen.", archive=True,
        ),
        Klasse(
            "kontoauszug", "Kontoauszüge", 10, (NOTICE,),
            "BSG 14.05.2020, B 14 AS 7/19 R: bis 10 Jahre nach Bekanntgabe, wenn Schwärzen angeboten war",
            "Nur die Auszüge gehen; Bescheid und Berechnung bleiben.", documents=("kontoausz",),
        ),
        Klasse(
            "ausweiskopie", "Kopien von Ausweisen", 0, (NOTICE,),
            "Personalausweisgesetz und Aufsichtsbehörden: für die Akte genügt der Vermerk, dass der Ausweis vorlag",
            "Sobald der Bescheid bekannt gegeben ist.", documents=("ausweis", "personalausweis", "identitaet"),
        ),
    )
}  # fmt: skip
