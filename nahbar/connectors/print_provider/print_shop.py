"""A print provider for the demo: fetches batches, checks them, keeps letters by id and sum, and writes receipts."""

from __future__ import annotations

import hashlib
import json
import threading
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID, uuid4

from lxml import etree

from nahbar.connectors.print_provider.batch_file import ORDER
from nahbar.connectors.print_provider.folders import lay_down
from nahbar.connectors.print_provider.receipt_file import write_receipt
from nahbar.connectors.print_provider.schema import NotValid, parse, tag
from nahbar.domain.mailroom.printing import ReceiptLine
from nahbar.platform import clock

NAME = "Druckerei der Vorführung"
RECALLED = "zurückgerufen, nicht verschickt"
MOVED = "Empfänger unter der Anschrift nicht zu ermitteln"


@dataclass
class ShopLetter:
    """One letter in the shop: `neu`, `gedruckt`, `aufgegeben`, `zurueck` or `abgelehnt`."""

    id: str
    traeger: str
    stapel: str
    nummer: str
    sha256: str
    seiten: int
    blaetter: int
    versand: str
    spaetestens: str
    stand: str = "neu"
    gedruckt: int = 0
    """How often it was printed: never more than once."""


class PrintShop:
    """The shop's state in `home`; `outbox` and `inbox` are the office's two folders."""

    def __init__(self, home: Path, outbox: Path, inbox: Path) -> None:
        self.home, self.outbox, self.inbox = home, outbox, inbox
        self.letters: dict[str, ShopLetter] = {}
        self.recalled: set[str] = set()
        self.refused: list[str] = []
        self.last: tuple[str, str] | None = None
        self._lock = threading.RLock()
        self._file = home / "druckerei.json"
        if self._file.exists():
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            self.letters = {key: ShopLetter(**value) for key, value in kept["letters"].items()}
            self.recalled, self.refused = set(kept["recalled"]), kept["refused"]
            self.last = tuple(kept["last"]) if kept["last"] else None

    def _keep(self) -> None:
        kept = {
            "letters": {key: asdict(letter) for key, letter in self.letters.items()},
            "recalled": sorted(self.recalled),
            "refused": self.refused[-20:],
            "last": self.last,
        }
        fresh = self._file.with_suffix(".neu")
        fresh.write_text(json.dumps(kept), encoding="utf-8")
        fresh.replace(self._file)

    def take(self) -> None:
        """Fetch what lies in the outbox: wishes to have a letter back first, then batches."""
        with self._lock:
            for path in sorted(self.outbox.glob("*/rueckruf-*.xml")):
                self._recall(path)
            for path in sorted(self.outbox.glob("*/auftrag-*.zip")):
                self._batch(path)
            self._keep()

    def _batch(self, path: Path) -> None:
        try:
            with zipfile.ZipFile(path) as archive:
                self._check_in(archive, path.parent.name)
        except (NotValid, KeyError, zipfile.BadZipFile) as wrong:
            self.refused.append(f"{path.name}: {wrong}")
        fetched = self.home / "abgeholt"
        fetched.mkdir(exist_ok=True)
        path.replace(fetched / path.name)

    def _check_in(self, archive: zipfile.ZipFile, traeger: str) -> None:
        order = parse(archive.read(ORDER), "auftrag")
        nodes = order.findall(tag("brief"))
        pdfs = {node.get("id", ""): archive.read(node.get("datei", "")) for node in nodes}
        if order.get("traeger") != traeger or order.get("briefe") != str(len(nodes)):
            raise NotValid("Träger oder Anzahl der Briefe stimmt nicht.")
        for node in nodes:
            if hashlib.sha256(pdfs[node.get("id", "")]).hexdigest() != node.get("sha256"):
                raise NotValid(f"Brief {node.get('id')}: Die Prüfsumme stimmt nicht.")
        (self.home / "briefe").mkdir(exist_ok=True)
        for node in nodes:
            self._keep_letter(order, node, pdfs[node.get("id", "")])

    def _keep_letter(self, order: etree._Element, node: etree._Element, pdf: bytes) -> None:
        known = self.letters.get(node.get("id", ""))
        if known is not None and known.sha256 == node.get("sha256") and known.stand != "abgelehnt":
            return  # the same letter again: it is here already and is not printed a second time
        letter = ShopLetter(
            node.get("id", ""), order.get("traeger", ""), order.get("stapel", ""), order.get("nummer", ""),
            node.get("sha256", ""), int(node.get("seiten", "0")), int(node.get("blaetter", "0")),
            node.get("versand", ""), node.get("spaetestens", ""),
        )  # fmt: skip
        (self.home / "briefe" / f"{letter.id}.pdf").write_bytes(pdf)
        self.letters[letter.id] = letter
        if f"{letter.stapel}/{letter.id}" in self.recalled:
            self._say([letter], "abgelehnt", RECALLED)
            letter.stand = "abgelehnt"

    def _recall(self, path: Path) -> None:
        try:
            wish = parse(path.read_bytes(), "rueckruf")
        except NotValid as wrong:
            self.refused.append(f"{path.name}: {wrong}")
            path.unlink()
            return
        self.recalled.add(f"{wish.get('stapel')}/{wish.get('brief')}")
        letter = self.letters.get(wish.get("brief", ""))
        if letter is None or letter.stapel != wish.get("stapel"):
            # asked back before it came
            number, stapel, sha256 = (wish.get(name, "") for name in ("brief", "stapel", "sha256"))
            letter = ShopLetter(number, path.parent.name, stapel, "", sha256, 0, 0, "", "")
        if letter.stand in ("neu", "gedruckt"):
            self._say([letter], "abgelehnt", RECALLED)
            letter.stand = "abgelehnt"
        path.unlink()

    def accept(self, stapel: str) -> int:
        """Take a batch on and print it; gives how many letters were printed."""
        with self._lock:
            fresh = self._of(lambda letter: letter.stapel == stapel and letter.stand == "neu")
            if fresh:
                self._say(fresh, "angenommen", also="gedruckt")
            for letter in fresh:
                letter.stand, letter.gedruckt = "gedruckt", letter.gedruckt + 1
            self._keep()
            return len(fresh)

    def post(self, stapel: str) -> int:
        """Hand what is printed to the post today; gives how many letters."""
        with self._lock:
            printed = self._of(lambda letter: letter.stapel == stapel and letter.stand == "gedruckt")
            if printed:
                self._say(printed, "aufgegeben")
            for letter in printed:
                letter.stand = "aufgegeben"
            self._keep()
            return len(printed)

    def bring_back(self, letter_id: str) -> None:
        """The post brings one letter back."""
        with self._lock:
            letter = self.letters.get(letter_id)
            if letter is not None and letter.stand == "aufgegeben":
                self._say([letter], "zurueck", MOVED)
                letter.stand = "zurueck"
                self._keep()

    def say_again(self) -> None:
        """Send the last receipt once more, byte for byte, as a lame line does."""
        if self.last is not None:
            traeger, xml = self.last
            lay_down(self.inbox / traeger, f"quittung-noch-einmal-{uuid4().hex[:8]}.xml", xml.encode())

    def _of(self, wanted: Callable[[ShopLetter], bool]) -> list[ShopLetter]:
        return [letter for letter in self.letters.values() if wanted(letter)]

    def _say(self, letters: Sequence[ShopLetter], state: str, reason: str = "", *, also: str = "") -> None:
        today, now = clock.today(), clock.now()
        lines = [
            ReceiptLine(UUID(letter.id), UUID(letter.stapel), letter.sha256, one, today, reason)
            for letter in letters
            for one in (state, also)
            if one
        ]
        xml = write_receipt(NAME, now, lines)
        traeger = letters[0].traeger
        self.last = (traeger, xml.decode())
        lay_down(self.inbox / traeger, f"quittung-{now:%Y%m%d-%H%M%S}-{uuid4().hex[:8]}.xml", xml)
