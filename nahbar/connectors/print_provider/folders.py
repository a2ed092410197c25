"""The way to the provider and back over two folders, which the operator's transport (SFTP, a share) empties and fills.

Below each lies a folder for every Träger. Files appear whole: written beside as `.part`, forced to disk, renamed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from nahbar.connectors.print_provider.batch_file import batch_name, build_recall, recall_name, write_batch
from nahbar.connectors.print_provider.receipt_file import MAX_BYTES, read_receipt
from nahbar.domain.mailroom.printing import PrintBatch, Recall, ReceiptFile
from nahbar.platform import files

DONE, QUARANTINE = "erledigt", "quarantaene"


def lay_down(folder: Path, name: str, content: bytes) -> None:
    """Put a file into a folder; the same content is left as it is."""
    target = folder / name
    if not (target.exists() and target.read_bytes() == content):
        files.lay_down(target, content, step="print_batch")


class FolderExchange:
    """Implements `nahbar.domain.mailroom.printing.PrintProvider`."""

    def __init__(self, outbox: Path, inbox: Path) -> None:
        self.outbox, self.inbox = outbox, inbox

    def put_batch(self, batch: PrintBatch) -> str:
        """Lay out the ZIP and give its SHA-256; raises BatchRefused."""
        target = self.outbox / batch.traeger / batch_name(batch)
        files.lay_down_by(target, partial(write_batch, batch), step="print_batch", once=True)
        with open(target, "rb") as laid:
            return hashlib.file_digest(laid, "sha256").hexdigest()

    def put_recall(self, traeger: str, recall: Recall) -> None:
        """Lay out the wish to have a letter back."""
        lay_down(self.outbox / traeger, recall_name(recall), build_recall(recall))

    def waiting(self, traeger: str) -> Sequence[str]:
        """Receipts that lie in the inbox whole, oldest first."""
        found = [path for path in (self.inbox / traeger).glob("*.xml") if path.is_file() and not path.is_symlink()]
        return [path.name for path in sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))]

    def read(self, traeger: str, name: str) -> ReceiptFile | None:
        """One receipt, of which at most one byte more than allowed is read; None if it is gone."""
        try:
            with open(self.inbox / traeger / name, "rb") as file:
                content = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            return None
        return read_receipt(name, content)

    def put_away(self, traeger: str, name: str, *, quarantine: bool) -> None:
        """Move a receipt beside the inbox; one of the same name there is kept, the new one gets a number."""
        folder = self.inbox / traeger / (QUARANTINE if quarantine else DONE)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        source, target, number = self.inbox / traeger / name, folder / name, 1
        while target.exists():
            number += 1
            target = folder / f"{Path(name).stem}-{number}.xml"
        if source.exists():
            source.rename(target)
