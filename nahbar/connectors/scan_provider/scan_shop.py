"""What the stand-in scan provider does: scan its post, deliver, collect receipts, keep papers, destroy what is due.

It knows what an outside provider knows: the letters in its post box (`briefe.json`, laid there by the demo), its own
papers, and the files in the folder that it shares with the office.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from nahbar.connectors.scan_provider.folder import HOLDS, IN, OUT, RECORD
from nahbar.connectors.scan_provider.messages import parse, write_index, write_record
from nahbar.connectors.scan_provider.package import INDEX
from nahbar.connectors.scan_provider.sheets import drawn, scanned
from nahbar.domain.mailroom.scan_shapes import KEPT, BatchIn, LetterIn, PageIn
from nahbar.platform import clock, files

POST = "briefe.json"
STATE = "stand.json"
LAST = "letzter.zip"
NAME = "Scandienst Niederrhein (Vorführung)"
STRANGERS: list[dict[str, Any]] = [
    {"zeilen": ["Guten Tag,", "", "anbei die Unterlagen, um die Sie gebeten haben.", "", "Mit freundlichen Grüßen"]},
    {"zeilen": ["Nur in dieser Woche: Büromöbel", "zu halben Preisen. Besuchen Sie uns."]},
]
"""What lies in every post box."""


@dataclass
class Paper:
    """An original on the provider's shelf."""

    stapel: str
    schreiben: str
    gescannt: str
    vernichtet: str = ""


@dataclass
class Answer:
    """A receipt that was collected."""

    zu: str
    stand: str
    am: str
    grund: str
    zeilen: list[list[str]]


@dataclass
class ScanShop:
    """The shop; `home` keeps its state, `exchange` is the folder shared with the office."""

    home: Path
    exchange: Path
    traeger: str = "musterland"
    geliefert: int = 0
    lager: list[Paper] = field(default_factory=list)
    antworten: list[Answer] = field(default_factory=list)
    letzter: str = ""

    def load(self) -> None:
        """As it was when it stopped; papers that the demo knows of are on the shelf from the start."""
        if (self.home / STATE).exists():
            state = json.loads((self.home / STATE).read_text(encoding="utf-8"))
            self.geliefert, self.letzter = state["geliefert"], state["letzter"]
            self.lager = [Paper(**one) for one in state["lager"]]
            self.antworten = [Answer(**one) for one in state["antworten"]]
        known = {(paper.stapel, paper.schreiben) for paper in self.lager}
        for one in self._post().get("lager", []):
            if (one["stapel"], one["schreiben"]) not in known:
                self.lager.append(Paper(one["stapel"], one["schreiben"], one["gescannt"]))

    def _save(self) -> None:
        state = {
            "geliefert": self.geliefert, "letzter": self.letzter, "lager": [asdict(one) for one in self.lager],
            "antworten": [asdict(one) for one in self.antworten],
        }  # fmt: skip
        files.lay_down(self.home / STATE, json.dumps(state, ensure_ascii=False, indent=1).encode())

    def _post(self) -> dict[str, Any]:
        path = self.home / POST
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return found

    def _folder(self, part: str) -> Path:
        folder = self.exchange / self.traeger / part
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def deliver(self) -> str:
        """Scan what lies in the post box and lay the batch into the folder; gives its number."""
        sacks: list[list[dict[str, Any]]] = self._post().get("post") or [[]]
        letters = [*sacks[self.geliefert % len(sacks)], *STRANGERS]
        self.geliefert += 1
        today = clock.today()
        number = f"KL-{today.isoformat()}-{self.geliefert:04d}"
        described, pictures = _scan(letters, self.geliefert)
        arrived = clock.local_now().replace(microsecond=0) - timedelta(hours=2)
        index = write_index(self.traeger, BatchIn(number, NAME, arrived, today, described))
        files.lay_down(self.home / LAST, _packed(index, pictures))
        self.letzter = number
        self.lager += [Paper(number, letter.key, today.isoformat()) for letter in described]
        self._save()
        self._lay()
        return number

    def deliver_again(self) -> None:
        """The same file once more, as happens after a fault of the line."""
        if self.letzter:
            self._lay()

    def _lay(self) -> None:
        files.lay_down(self._folder(IN) / f"{self.letzter}.zip", (self.home / LAST).read_bytes())

    def collect(self) -> None:
        """Take the receipts that lie ready; the office may write the next one under the same name."""
        for path in sorted(self._folder(OUT).glob("*.quittung.xml"), key=lambda one: one.stat().st_mtime_ns):
            root = parse(path.read_bytes(), "quittung")
            lines = [[node.get("schreiben", ""), node.get("stand", "")] for node in root.iterfind("{*}zeile")]
            reason = root.findtext("{*}grund") or ""
            self.antworten.append(Answer(root.get("zu", ""), root.get("stand", ""), root.get("am", ""), reason, lines))
            path.unlink()
            self._save()

    def held(self) -> dict[tuple[str, str], bool]:
        """The office's list of papers that must stay; True for those that it wants to have."""
        path = self._folder(OUT) / HOLDS
        if not path.exists():
            return {}
        root = parse(path.read_bytes(), "sperrliste")
        return {(n.get("stapel", ""), n.get("schreiben", "")): n.get("bringen") == "true" for n in root}

    def due(self, *, heed: bool = True) -> list[Paper]:
        """Papers whose eight weeks are over; with `heed` those on the list of holds stay."""
        held = self.held() if heed else {}
        return [
            paper
            for paper in self.lager
            if not paper.vernichtet
            and date.fromisoformat(paper.gescannt) + KEPT <= clock.today()
            and (paper.stapel, paper.schreiben) not in held
        ]

    def destroy(self, *, heed: bool = True) -> str:
        """Destroy what is due and send the record; its number, or nothing if there was nothing to do."""
        papers = self.due(heed=heed)
        if not papers:
            return ""
        done = {paper.vernichtet for paper in self.lager} - {""}
        number = f"VP-{clock.today().year}-{len(done) + 1:03d}"
        record = write_record(self.traeger, number, clock.today(), [(one.stapel, one.schreiben) for one in papers])
        for paper in papers:
            paper.vernichtet = number
        self._save()
        files.lay_down(self._folder(IN) / f"{RECORD}{number}.xml", record)
        return number


def _scan(letters: list[dict[str, Any]], seed: int) -> tuple[tuple[LetterIn, ...], dict[str, bytes]]:
    described, pictures = [], {}
    for count, letter in enumerate(letters, start=1):
        key = f"{count:04d}"
        sheets = letter.get("seiten") or [letter.get("zeilen", [])]
        pages = []
        for nr, lines in enumerate(sheets, start=1):
            data = scanned(drawn(lines, str(letter.get("code", "")) if nr == 1 else ""), seed * 1000 + count * 10 + nr)
            name = f"{key}-{nr:03d}.jpg"
            pictures[name] = data
            pages.append(PageIn(name, hashlib.sha256(data).hexdigest()))
        described.append(LetterIn(key, tuple(pages), "M. Kaya", "P. Lorenz", "Scanstraße 2"))
    return tuple(described), pictures


def _packed(index: bytes, pictures: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(INDEX), index)
        for name, data in pictures.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()
