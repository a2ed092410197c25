"""The page that is shown when nothing else works, and the note that it was shown (U42). No database, no templates.

Everything lies in `NAHBAR_HOME/ausfall`: `kontakt/<host>.json` says whom to call, `wartung` says since when the house
is closed on purpose, and `von-….json` are outages that wait to be written down.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from nahbar.platform import clock
from nahbar.platform.files import lay_down

ONE = timedelta(minutes=15)
"""Failures closer together than this are one outage."""
_STYLE = re.compile(r"<style>(.*?)</style>", re.S)


@dataclass(frozen=True)
class Spell:
    """One outage that waits to be written down."""

    von: datetime
    bis: datetime
    quelle: str
    path: Path


def page(folder: Path, host: str) -> tuple[bytes, str]:
    """The page for this host, and the Content-Security-Policy under which its one style may work."""
    text = files("nahbar.platform.health").joinpath("fallback.html").read_text(encoding="utf-8")
    contact = _contact(folder, host)
    lines = [contact.get(key, "") for key in ("name", "strasse", "ort", "telefon", "zeiten")]
    shown = "<br>".join(html.escape(line) for line in lines if line)
    text = text.replace("{{kontakt}}", shown or "Die Anschrift steht auf jedem Brief von uns, oben rechts.")
    found = _STYLE.search(text)
    assert found is not None
    digest = base64.b64encode(hashlib.sha256(found.group(1).encode()).digest()).decode()
    return text.encode(), f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'"


def _contact(folder: Path, host: str) -> dict[str, str]:
    name = re.sub(r"[^a-z0-9.-]", "", host.lower())
    try:
        found: dict[str, str] = json.loads((folder / "kontakt" / f"{name}.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return found


def keep_contact(folder: Path, host: str, contact: Mapping[str, str]) -> None:
    """Keep what the page says about the office; written only where it changed."""
    if _contact(folder, host) != dict(contact):
        name = re.sub(r"[^a-z0-9.-]", "", host.lower())
        lay_down(folder / "kontakt" / f"{name}.json", json.dumps(dict(contact), ensure_ascii=False).encode())


def closed(folder: Path) -> bool:
    """True while the house is closed on purpose."""
    return (folder / "wartung").exists()


def close(folder: Path) -> None:
    """Close the house: from now on everybody sees the page."""
    if not closed(folder):
        lay_down(folder / "wartung", clock.now().isoformat().encode())


def reopen(folder: Path) -> None:
    """Open it again, and leave a note of how long it was closed."""
    if closed(folder):
        von = datetime.fromisoformat((folder / "wartung").read_text(encoding="ascii"))
        _leave(folder, von, clock.now(), "wartung")
        (folder / "wartung").unlink()


def note_failure(folder: Path) -> None:
    """The page was shown because something did not answer: begin a note, or lengthen the one that is running."""
    now = clock.now()
    running = [spell for spell in spells(folder) if spell.quelle == "automatisch" and now - spell.bis <= ONE]
    _leave(folder, running[-1].von if running else now, now, "automatisch")


def _leave(folder: Path, von: datetime, bis: datetime, quelle: str) -> None:
    note: dict[str, Any] = {"von": von.isoformat(), "bis": bis.isoformat(), "quelle": quelle}
    lay_down(folder / f"von-{von:%Y%m%dT%H%M%S%f}.json", json.dumps(note).encode())


def spells(folder: Path) -> list[Spell]:
    """The notes, oldest first; what cannot be read is left alone."""
    found = []
    for path in sorted(folder.glob("von-*.json")):
        try:
            raw = json.loads(path.read_bytes())
            found.append(
                Spell(datetime.fromisoformat(raw["von"]), datetime.fromisoformat(raw["bis"]), raw["quelle"], path)
            )
        except (OSError, ValueError, KeyError):
            continue
    return found
