"""What every letter needs: who writes, to whom, about what; and the letters that any benefit can send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import segno

from nahbar.platform.letters import blocks, words
from nahbar.platform.letters.blocks import Block

MAX_ADDRESS_LINES = 6


class LetterRefused(ValueError):
    """A letter lacks something that it must not lack."""


@dataclass(frozen=True)
class Letterhead:
    """The authority as its letters show it; everything comes from the tenant."""

    name: str
    address_lines: tuple[str, ...]
    """Street and town of the house, below the name in the info block."""
    return_line: str
    """One line above the address in the window."""
    phone: str = ""
    opening_hours: tuple[str, ...] = ()
    logo_text: str = ""
    """Large text at the top; default: the name."""
    unit: str = ""

    def as_data(self) -> dict[str, Any]:
        """The form that the templates read."""
        return {
            "name": self.name,
            "zeilen": [line for line in self.address_lines if line.strip()],
            "ruecksende": self.return_line,
            "telefon": self.phone,
            "zeiten": [line for line in self.opening_hours if line.strip()],
            "logo": self.logo_text or self.name,
            "stelle": self.unit,
        }


@dataclass(frozen=True)
class Address:
    """The lines in the window: at most six, without the sender."""

    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 2 <= len(self.lines) <= MAX_ADDRESS_LINES or not all(line.strip() for line in self.lines):
            raise LetterRefused(f"Eine Anschrift hat zwei bis {MAX_ADDRESS_LINES} Zeilen, keine davon leer")


@dataclass(frozen=True)
class InfoBlock:
    """The block beside the address: numbers, person, ways to reach that person, date."""

    aktenzeichen: str
    date: date
    contact: str = ""
    phone: str = ""
    room: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    """Further lines, e.g. `("BG-Nummer", "35502-00001")`."""

    def lines(self) -> list[tuple[str, str]]:
        """Label and value of every line that has a value."""
        all_lines = [
            ("Aktenzeichen", self.aktenzeichen),
            *self.extra,
            ("Ansprechperson", self.contact),
            ("Durchwahl", self.phone),
            ("Zimmer", self.room),
            ("Datum", words.day(self.date)),
        ]
        return [(label, value) for label, value in all_lines if value]


@dataclass(frozen=True)
class Letter:
    """Head, address and info block of one letter."""

    head: Letterhead
    address: Address
    info: InfoBlock
    salutation: str = ""
    """E.g. `Guten Tag Aylin Demir,`."""

    def as_data(self, title: str) -> dict[str, Any]:
        """The data of the frame; the document's date is the date of the letter, never the time of typesetting."""
        return {
            "titel": title,
            "datum": [self.info.date.year, self.info.date.month, self.info.date.day],
            "kopf": self.head.as_data(),
            "anschrift": list(self.address.lines),
            "info": [list(line) for line in self.info.lines()],
            "aktenzeichen": self.info.aktenzeichen,
            "anrede": self.salutation,
            "anlagen": [],
        }


@dataclass(frozen=True)
class Rechtsbehelf:
    """Where a Widerspruch goes (§ 36 SGB X, § 66 Abs. 1 SGG): body, seat, electronic ways that are open."""

    stelle: str
    sitz: str
    """Street, postcode and town of the body's seat; without it the period is a year."""
    wege: tuple[str, ...] = ()
    """The electronic ways with their addresses, one sentence each."""

    def as_data(self) -> dict[str, Any]:
        """The form that the templates read; raises LetterRefused without body or seat."""
        if not self.stelle.strip() or not self.sitz.strip():
            raise LetterRefused("Die Rechtsbehelfsbelehrung braucht Stelle und Sitz (§ 36 SGB X)")
        return {"stelle": self.stelle, "sitz": self.sitz, "wege": list(self.wege)}


@dataclass(frozen=True)
class Signature:
    """The person whose name stands under an act (§ 33 Abs. 3 SGB X), or automatic (Abs. 5)."""

    name: str
    role: str = ""
    automatic: bool = False

    def as_data(self) -> dict[str, Any]:
        """The form that the templates read; raises LetterRefused for an act with neither name nor automatic means."""
        if not self.name.strip() and not self.automatic:
            raise LetterRefused("Es fehlt der Name der verantwortlichen Person (§ 33 Abs. 3 SGB X)")
        return {"verantwortlich": self.name, "funktion": self.role, "automatisch": self.automatic}


@dataclass(frozen=True)
class Section:
    """A headed part of a Bescheid."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Bescheid:
    """A Bescheid of any benefit; template `bescheid`."""

    letter: Letter
    title: str
    lead: str
    """The decision in one sentence, with the total."""
    first_page: tuple[Block, ...]
    sections: tuple[Section, ...]
    rechtsbehelf: Rechtsbehelf
    signature: Signature

    def as_data(self) -> dict[str, Any]:
        """The data of the template."""
        return {
            **self.letter.as_data(self.title),
            "leitsatz": self.lead,
            "seite1": list(self.first_page),
            "abschnitte": [{"titel": s.title, "bloecke": list(s.blocks)} for s in self.sections],
            "rechtsbehelf": self.rechtsbehelf.as_data(),
            **self.signature.as_data(),
        }


@dataclass(frozen=True)
class Ground:
    """One reason with its norms."""

    text: str
    norm: str


@dataclass(frozen=True)
class Ablehnung:
    """A refusal of any benefit; template `bescheid_ablehnung`."""

    letter: Letter
    leistung: str
    antrag_vom: date
    persons: tuple[str, ...]
    grounds: tuple[Ground, ...]
    rechtsbehelf: Rechtsbehelf
    signature: Signature
    weighing: tuple[str, ...] = ()
    """Considerations of a discretionary decision (§ 35 Abs. 1 S. 3 SGB X)."""
    calculation: tuple[Block, ...] = ()
    help: tuple[str, ...] = ()
    """What may help instead, e.g. Wohngeld."""

    def as_data(self) -> dict[str, Any]:
        """The data of the template; raises LetterRefused without a reason or a person."""
        if not self.grounds or not self.persons:
            raise LetterRefused("Eine Ablehnung braucht Gründe und Personen (§§ 33, 35 SGB X)")
        return {
            **self.letter.as_data(f"Bescheid über Ihren Antrag auf {self.leistung}"),
            "leitsatz": f"Sie bekommen kein {self.leistung}.",
            "antrag_vom": words.day(self.antrag_vom),
            "personen": list(self.persons),
            "gruende": [{"text": g.text, "norm": g.norm} for g in self.grounds],
            "abwaegung": list(self.weighing),
            "rechnung": list(self.calculation),
            "hilfen": list(self.help),
            "rechtsbehelf": self.rechtsbehelf.as_data(),
            **self.signature.as_data(),
        }


@dataclass(frozen=True)
class Attachment:
    """One uploaded paper: title, file name, SHA-256 in hex."""

    title: str
    file_name: str
    sha256: str


@dataclass(frozen=True)
class Receipt:
    """Eingangsbestätigung with the whole declaration; template `receipt`."""

    letter: Letter
    number: str
    received_at: datetime
    submitted_by: str
    leistung: str
    effect_from: date
    attachments: tuple[Attachment, ...]
    missing: tuple[tuple[str, str], ...]
    """Title and reason of each paper that is still open."""
    next_steps: tuple[str, ...]
    declaration: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Sections of the declaration: title and rows of question and answer, all of them (§ 36a Abs. 2b SGB I)."""

    def as_data(self) -> dict[str, Any]:
        """The data of the template."""
        rows = [(a.title, a.file_name, words.grouped(a.sha256)) for a in self.attachments]
        columns = [blocks.column("Unterlage"), blocks.column("Datei"), blocks.column("Prüfwert", width=0)]
        return {
            **self.letter.as_data("Eingangsbestätigung"),
            "eingang": words.moment(self.received_at),
            "nummer": self.number,
            "eingereicht_von": self.submitted_by,
            "leistung": self.leistung,
            "wirkt_ab": words.day(self.effect_from),
            "fehlt": [{"titel": title, "grund": reason} for title, reason in self.missing],
            "weiter": list(self.next_steps),
            "unterlagen": [list(row) for row in rows],
            "unterlagen_tafel": blocks.table(columns, rows),
            "erklaerung": [blocks.facts_table(rows, title=title) for title, rows in self.declaration if rows],
        }


@dataclass(frozen=True)
class Wanted:
    """One missing paper: title, why it is needed, norm."""

    title: str
    reason: str
    norm: str = ""


@dataclass(frozen=True)
class Nachforderung:
    """One letter with all that is missing and one deadline; template `nachforderung`."""

    letter: Letter
    leistung: str
    items: tuple[Wanted, ...]
    deadline: date
    code: str
    """The code of this letter alone."""
    valid_until: date
    """The last day of the code."""
    url: str
    """Address that the QR code opens; without personal data."""
    signature: Signature
    consequence: str = ""
    """What withholding would mean in this case, one sentence."""

    def as_data(self) -> dict[str, Any]:
        """The data of the template; raises LetterRefused if nothing is wanted."""
        if not self.items:
            raise LetterRefused("Eine Nachforderung ohne Unterlage ist kein Brief")
        return {
            **self.letter.as_data(f"Uns fehlen Unterlagen zu Ihrem Antrag auf {self.leistung}"),
            "leistung": self.leistung,
            "punkte": [{"titel": i.title, "grund": i.reason, "norm": i.norm} for i in self.items],
            "frist": words.weekday(self.deadline),
            "frist_kurz": words.day(self.deadline),
            "folgen": self.consequence,
            "code": self.code,
            "code_bis": words.day(self.valid_until),
            "adresse": plain_address(self.url),
            "qr": qr_svg(self.url),
            **self.signature.as_data(),
        }


@dataclass(frozen=True)
class AccessCode:
    """A new code or PIN on paper; template `zugangscode`."""

    letter: Letter
    title: str
    intro: str
    label: str
    code: str
    steps: tuple[str, ...]
    valid_until: date | None = None

    def as_data(self) -> dict[str, Any]:
        """The data of the template."""
        return {
            **self.letter.as_data(self.title),
            "einleitung": self.intro,
            "bezeichnung": self.label,
            "code": self.code,
            "schritte": list(self.steps),
            "gueltig_bis": words.day(self.valid_until) if self.valid_until else "",
        }


def plain_address(url: str) -> str:
    """The address as somebody types it: without scheme, and without what only a camera reads."""
    return url.split("?")[0].split("#")[0].removeprefix("https://").rstrip("/")


def qr_svg(text: str) -> str:
    """A QR code (error level M) as SVG; it survives a bad scan better than a bar code."""
    svg: str = segno.make(text, error="m", micro=False).svg_inline(scale=4, border=2, dark="#000", light="#fff")
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) if "xmlns" not in svg else svg
