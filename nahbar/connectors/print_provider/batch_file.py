"""A batch as one ZIP: `auftrag.xml` first, then each letter as `<id>.pdf`; with the same content the same bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import datetime
from typing import IO

from lxml import etree

from nahbar.connectors.print_provider.schema import NotValid, new, parse, tag, text_of
from nahbar.domain.mailroom.printing import BatchRefused, PrintBatch, PrintLetter, Recall
from nahbar.platform.zone import BERLIN

ORDER = "auftrag.xml"


def moment(at: datetime) -> str:
    """A moment with the offset of Berlin, to the second."""
    return at.astimezone(BERLIN).isoformat(timespec="seconds")


def batch_name(batch: PrintBatch) -> str:
    """The file of a batch; it tells people its number."""
    return f"auftrag-{batch.number}-{batch.id}.zip"


def build_batch(batch: PrintBatch) -> bytes:
    """The ZIP of a batch as bytes; raises BatchRefused where sums or schema do not hold."""
    out = io.BytesIO()
    write_batch(batch, out)
    return out.getvalue()


def write_batch(batch: PrintBatch, out: IO[bytes]) -> None:
    """Write the ZIP of a batch, one letter in memory at a time; raises BatchRefused like `build_batch`."""
    xml = _order(batch)
    try:
        parse(xml, "auftrag")
    except NotValid as wrong:
        raise BatchRefused(str(wrong)) from wrong
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, batch, ORDER, xml)
        for letter in batch.letters:
            pdf = letter.read()
            if hashlib.sha256(pdf).hexdigest() != letter.sha256:
                raise BatchRefused(f"Brief {letter.id}: Der Inhalt ist nicht mehr der, der in den Stapel gelegt wurde.")
            _add(archive, batch, f"{letter.id}.pdf", pdf)
            for number, part in enumerate(letter.enclosures, start=1):
                _add(archive, batch, f"{letter.id}-{number}.pdf", part.pdf)


def _add(archive: zipfile.ZipFile, batch: PrintBatch, name: str, content: bytes) -> None:
    local = batch.created_at.astimezone(BERLIN)
    info = zipfile.ZipInfo(name, (local.year, local.month, local.day, local.hour, local.minute, local.second // 2 * 2))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    archive.writestr(info, content)


def _order(batch: PrintBatch) -> bytes:
    root = new(
        "auftrag",
        stapel=str(batch.id),
        nummer=batch.number,
        traeger=batch.traeger,
        erstellt=moment(batch.created_at),
        briefe=str(len(batch.letters)),
        blaetter=str(sum(letter.sheets for letter in batch.letters)),
    )
    for letter in batch.letters:
        _letter(root, letter)
    return text_of(root)


def _letter(root: etree._Element, letter: PrintLetter) -> None:
    node = etree.SubElement(
        root,
        tag("brief"),
        id=str(letter.id),
        datei=f"{letter.id}.pdf",
        sha256=letter.sha256,
        seiten=str(letter.pages),
        blaetter=str(letter.sheets),
        beidseitig=str(letter.duplex).lower(),
        farbe=str(letter.colour).lower(),
        versand=letter.service,
        kostenstelle=letter.cost_centre,
        spaetestens=letter.latest.isoformat(),
    )
    for number, part in enumerate(letter.enclosures, start=1):
        etree.SubElement(
            node,
            tag("anlage"),
            nr=str(number),
            datei=f"{letter.id}-{number}.pdf",
            sha256=hashlib.sha256(part.pdf).hexdigest(),
            seiten=str(part.pages),
        )


def recall_name(recall: Recall) -> str:
    """The file that asks for one letter."""
    return f"rueckruf-{recall.letter}.xml"


def build_recall(recall: Recall) -> bytes:
    """The wish to have one letter back."""
    xml = text_of(
        new(
            "rueckruf",
            stapel=str(recall.batch),
            brief=str(recall.letter),
            sha256=recall.sha256,
            erstellt=moment(recall.asked_at),
        )
    )
    parse(xml, "rueckruf")
    return xml
