"""Receipts of the print provider: read with their schema, written by the stand-in of the demo and by tests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from lxml import etree

from nahbar.connectors.print_provider.batch_file import moment
from nahbar.connectors.print_provider.schema import NotValid, new, parse, tag, text_of
from nahbar.domain.mailroom.printing import ReceiptFile, ReceiptLine

MAX_BYTES = 20_000_000
NEEDS_REASON = ("abgelehnt", "zurueck")


def read_receipt(name: str, content: bytes) -> ReceiptFile:
    """A receipt with its lines, or with its problem."""
    sha256 = hashlib.sha256(content).hexdigest()
    if len(content) > MAX_BYTES:
        return ReceiptFile(name, sha256, problem="Die Datei ist größer als 20 MB.")
    try:
        root = parse(content, "quittung")
        lines = tuple(_line(node) for node in root.iterfind(tag("brief")))
    except NotValid as wrong:
        return ReceiptFile(name, sha256, problem=str(wrong))
    return ReceiptFile(name, sha256, lines)


def _line(node: etree._Element) -> ReceiptLine:
    state, reason, letter = node.get("stand", ""), " ".join((node.get("grund") or "").split()), node.get("id", "")
    if state in NEEDS_REASON and not reason:
        raise NotValid(f"Brief {letter}: Der Stand „{state}“ braucht einen Grund.")
    try:
        day = date.fromisoformat(node.get("am", "")[:10])
    except ValueError:
        raise NotValid(f"Brief {letter}: Der Tag ist unlesbar.") from None
    return ReceiptLine(UUID(letter), UUID(node.get("stapel", "")), node.get("sha256", ""), state, day, reason)


def write_receipt(provider: str, at: datetime, lines: Sequence[ReceiptLine]) -> bytes:
    """A receipt as a provider writes it."""
    root = new("quittung", dienstleister=provider, erstellt=moment(at))
    for line in lines:
        node = etree.SubElement(
            root, tag("brief"), id=str(line.letter), stapel=str(line.batch), sha256=line.sha256, stand=line.state,
            am=line.day.isoformat(),
        )  # fmt: skip
        if line.reason:
            node.set("grund", line.reason)
    xml = text_of(root)
    parse(xml, "quittung")
    return xml
