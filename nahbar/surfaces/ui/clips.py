"""Videos of this office beside a question or a paper, in sign language or spoken: files in NAHBAR_VIDEOS_DIR.

`videos.yaml` in that folder names them:

    - key: miete-dgs                      # part of the address
      title: Die Miete, in Gebärdensprache
      kind: gebaerden                     # or video
      places: [frage:miete, unterlage:mietvertrag]
      file: miete-dgs.mp4                 # .mp4 or .webm
      poster: miete-dgs.jpg               # may be missing; .jpg, .png or .webp
      captions: miete-dgs.vtt             # must be there for kind video

Where nothing is named, nothing is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LIST = "videos.yaml"
KINDS = ("gebaerden", "video")
TYPES = {
    "file": {".mp4": "video/mp4", ".webm": "video/webm"},
    "poster": {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"},
    "captions": {".vtt": "text/vtt; charset=utf-8"},
}
"""Part of a clip → suffix → media type."""
KNOWN = frozenset(("key", "title", "kind", "places", *TYPES))
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
PLACE = re.compile(r"(frage|unterlage):[a-z0-9_]{1,60}")


class ClipError(ValueError):
    """A list of videos that cannot be used; names the file and the entry."""


@dataclass(frozen=True)
class Clip:
    """One video with its files; `poster` and `captions` are None without one."""

    key: str
    title: str
    kind: str
    places: frozenset[str]
    file: Path
    poster: Path | None = None
    captions: Path | None = None

    @property
    def signed(self) -> bool:
        """Whether somebody signs in it."""
        return self.kind == "gebaerden"

    def part(self, name: str) -> tuple[Path, str] | None:
        """The file behind `file`, `poster` or `captions` and its media type; None if there is none."""
        path = {"file": self.file, "poster": self.poster, "captions": self.captions}.get(name)
        return (path, TYPES[name][path.suffix.lower()]) if path is not None else None


def clips_at(folder: Path | None, place: str) -> list[Clip]:
    """The videos for a place: `frage:<page>` or `unterlage:<paper>`; those in sign language first."""
    return sorted((c for c in all_clips(folder) if place in c.places), key=lambda clip: not clip.signed)


def clip(folder: Path | None, key: str) -> Clip | None:
    """The video of this key."""
    return next((one for one in all_clips(folder) if one.key == key), None)


def all_clips(folder: Path | None) -> tuple[Clip, ...]:
    """Every video of the list; none without a folder. Raises ClipError."""
    return _read(folder) if folder is not None else ()


@cache
def _read(folder: Path) -> tuple[Clip, ...]:
    path = folder / LIST
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ClipError(f"{path}: nicht lesbar ({type(error).__name__})") from error
    if not isinstance(data, list):
        raise ClipError(f"{path}: erwartet wird eine Liste von Videos")
    found = tuple(_clip(folder, raw, f"{path}, Eintrag {number}") for number, raw in enumerate(data, start=1))
    if len({one.key for one in found}) != len(found):
        raise ClipError(f"{path}: ein Schlüssel steht zweimal da")
    return found


def _clip(folder: Path, raw: Any, where: str) -> Clip:
    if not isinstance(raw, dict) or not raw.keys() <= KNOWN:
        raise ClipError(f"{where}: erlaubt sind {', '.join(sorted(KNOWN))}")
    key, title, kind, places = (raw.get(name) for name in ("key", "title", "kind", "places"))
    if not (isinstance(key, str) and KEY.fullmatch(key)):
        raise ClipError(f"{where}: key braucht kleine Buchstaben, Ziffern und Striche")
    if not (isinstance(title, str) and title.strip()):
        raise ClipError(f"{where}: title fehlt")
    if kind not in KINDS:
        raise ClipError(f"{where}: kind ist gebaerden oder video")
    if not (isinstance(places, list) and places and all(isinstance(p, str) and PLACE.fullmatch(p) for p in places)):
        raise ClipError(f"{where}: places nennt frage:<Seite> oder unterlage:<Schlüssel>")
    files = {name: _file(folder, raw.get(name), name, where) for name in TYPES}
    if files["file"] is None:
        raise ClipError(f"{where}: file fehlt")
    if kind == "video" and files["captions"] is None:
        raise ClipError(f"{where}: captions fehlt; ein gesprochenes Video braucht Untertitel (BITV 2.0)")
    return Clip(key, title.strip(), kind, frozenset(places), files["file"], files["poster"], files["captions"])


def _file(folder: Path, name: Any, part: str, where: str) -> Path | None:
    if name is None:
        return None
    path = folder / str(name)
    if path.suffix.lower() not in TYPES[part]:
        raise ClipError(f"{where}: {part} endet auf {' oder '.join(TYPES[part])}")
    if path.parent != folder or path.is_symlink() or not path.is_file():
        raise ClipError(f"{where}: {part} {name} liegt nicht in diesem Ordner")
    return path
