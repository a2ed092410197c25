"""The four messages between office and scan provider, all by one schema: index, receipt, list of holds, destruction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

from nahbar.domain.mailroom.scan_errors import BatchRefused
from nahbar.domain.mailroom.scan_shapes import BatchIn, HeldPaper, LetterIn, PageIn

NAMESPACE = "urn:nahbar:scan:1"
_TAG = f"{{{NAMESPACE}}}"
ACCEPTED, KNOWN, REFUSED = "angenommen", "bekannt", "abgelehnt"


@dataclass(frozen=True)
class Receipt:
    """The answer to one file: `state` is ACCEPTED, KNOWN or REFUSED with its reason; lines for records only."""

    file: str
    state: str
    at: datetime
    reason: str = ""
    letters: int | None = None
    images: int | None = None
    lines: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Index:
    """A batch, and for which Träger it was scanned."""

    traeger: str
    batch: BatchIn


@dataclass(frozen=True)
class Record:
    """A record of destruction: number, day, and the papers as (batch, letter)."""

    number: str
    traeger: str
    on: date
    papers: tuple[tuple[str, str], ...]


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(files(__package__).joinpath("schema.xsd").read_bytes()))


def parse(xml: bytes, root: str) -> etree._Element:
    """The checked message; raises BatchRefused. Nothing outside of it is read: no entities, no network, no DTD."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        found = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as wrong:
        raise BatchRefused(f"Die Beschreibung ist kein gültiges XML: {wrong.msg}") from None
    if found.getroottree().docinfo.internalDTD is not None:
        raise BatchRefused("Die Beschreibung enthält eine DTD. Bitte liefern Sie sie ohne.")
    try:
        _schema().assertValid(found)
    except etree.DocumentInvalid as wrong:
        raise BatchRefused(f"Die Beschreibung folgt dem Schema nicht: {wrong}"[:400]) from None
    if found.tag != f"{_TAG}{root}":
        raise BatchRefused(f"Erwartet wird »{root}«.")
    return found


def read_index(xml: bytes) -> Index:
    """The batch that `index.xml` describes; raises BatchRefused, also where sums or persons do not fit."""
    root = parse(xml, "stapel")
    letters = tuple(_letter(node) for node in root)
    batch = BatchIn(
        number=root.get("nummer", ""),
        provider=root.get("dienstleister", ""),
        arrived_at=datetime.fromisoformat(root.get("eingegangen", "")),
        scanned_on=date.fromisoformat(root.get("gescannt-am", "")[:10]),
        letters=letters,
    )
    _check(batch, int(root.get("schreiben", "0")), int(root.get("bilder", "0")))
    return Index(root.get("traeger", ""), batch)


def _letter(node: etree._Element) -> LetterIn:
    return LetterIn(
        key=node.get("kennung", ""),
        pages=tuple(PageIn(page.get("datei", ""), page.get("sha256", "")) for page in node),
        scanned_by=node.get("gescannt-von", ""),
        checked_by=node.get("geprueft-von", ""),
        device=node.get("geraet", ""),
        code=node.get("code", ""),
        aktenzeichen=node.get("aktenzeichen", ""),
    )


def _check(batch: BatchIn, letters: int, images: int) -> None:
    if (len(batch.letters), batch.images) != (letters, images):
        raise BatchRefused(
            f"Angekündigt sind {letters} Schreiben mit {images} Bildern, "
            f"beschrieben sind {len(batch.letters)} mit {batch.images}."
        )
    for what, names in (
        ("Die Kennung", [letter.key for letter in batch.letters]),
        ("Die Datei", [page.file.lower() for letter in batch.letters for page in letter.pages]),
    ):
        double = next((name for name in names if names.count(name) > 1), None) if len(set(names)) < len(names) else None
        if double:
            raise BatchRefused(f"{what} {double} kommt zweimal vor.")
    for letter in batch.letters:
        if letter.scanned_by.strip().casefold() == letter.checked_by.strip().casefold():
            raise BatchRefused(
                f"Schreiben {letter.key}: Scan und Kontrolle sind von derselben Person. "
                "Vereinbart sind zwei (TR-RESISCAN)."
            )


def read_record(xml: bytes) -> Record:
    """A record of destruction; raises BatchRefused."""
    root = parse(xml, "vernichtung")
    papers = tuple((node.get("stapel", ""), node.get("schreiben", "")) for node in root)
    return Record(
        root.get("protokoll", ""), root.get("traeger", ""), date.fromisoformat(root.get("am", "")[:10]), papers
    )


def _written(root: etree._Element) -> bytes:
    _schema().assertValid(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _root(name: str, values: dict[str, str]) -> etree._Element:
    space: Any = {None: NAMESPACE}  # the stubs do not know the default namespace
    return etree.Element(f"{_TAG}{name}", values, nsmap=space)


def write_receipt(receipt: Receipt) -> bytes:
    """The receipt as XML."""
    values = {"zu": receipt.file, "stand": receipt.state, "am": receipt.at.isoformat(timespec="seconds")}
    if receipt.letters is not None and receipt.images is not None:
        values |= {"schreiben": str(receipt.letters), "bilder": str(receipt.images)}
    root = _root("quittung", values)
    if receipt.reason:
        etree.SubElement(root, f"{_TAG}grund").text = receipt.reason
    for batch, letter, state in receipt.lines:
        etree.SubElement(root, f"{_TAG}zeile", {"stapel": batch, "schreiben": letter, "stand": state})
    return _written(root)


def write_holds(traeger: str, papers: Iterable[HeldPaper]) -> bytes:
    """The whole list of papers that stay."""
    root = _root("sperrliste", {"traeger": traeger})
    for paper in papers:
        values = {"stapel": paper.batch, "schreiben": paper.letter, "bringen": "true" if paper.bring else "false"}
        etree.SubElement(root, f"{_TAG}original", values)
    return _written(root)


def write_index(traeger: str, batch: BatchIn) -> bytes:
    """`index.xml` as a provider writes it."""
    root = _root(
        "stapel",
        {
            "nummer": batch.number, "traeger": traeger, "dienstleister": batch.provider,
            "eingegangen": batch.arrived_at.isoformat(timespec="seconds"),
            "gescannt-am": batch.scanned_on.isoformat(),
            "schreiben": str(len(batch.letters)), "bilder": str(batch.images),
        },
    )  # fmt: skip
    for letter in batch.letters:
        values = {"kennung": letter.key, "gescannt-von": letter.scanned_by, "geprueft-von": letter.checked_by}
        more = {"geraet": letter.device, "code": letter.code, "aktenzeichen": letter.aktenzeichen}
        node = etree.SubElement(root, f"{_TAG}schreiben", values | {key: text for key, text in more.items() if text})
        for page in letter.pages:
            etree.SubElement(node, f"{_TAG}seite", {"datei": page.file, "sha256": page.sha256})
    return _written(root)


def write_record(traeger: str, number: str, on: date, papers: Sequence[tuple[str, str]]) -> bytes:
    """A record of destruction as a provider writes it."""
    root = _root("vernichtung", {"protokoll": number, "traeger": traeger, "am": on.isoformat()})
    for batch, letter in papers:
        etree.SubElement(root, f"{_TAG}original", {"stapel": batch, "schreiben": letter})
    return _written(root)
