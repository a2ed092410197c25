"""Explainer videos that are shipped with the product: self-hosted, with subtitles; the transcript comes from these."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "static/ui/video"
TITLES = {"kontoauszuege": "Kontoauszüge: was zu sehen sein muss, was Sie schwärzen dürfen"}
"""Key of a video → its title; the files are `<key>.webm`, `.mp4`, `.jpg`, `.de.vtt` (made by scripts/explainer.py)."""


@dataclass(frozen=True)
class Video:
    """One video: paths below the static files, length in seconds, what is said."""

    key: str
    title: str
    seconds: int
    transcript: tuple[str, ...]

    @property
    def base(self) -> str:
        """The path of its files without suffix."""
        return f"ui/video/{self.key}"

    @property
    def webm(self) -> str:
        """VP9 and Opus."""
        return f"{self.base}.webm"

    @property
    def mp4(self) -> str:
        """H.264 and AAC, for browsers that do not play WebM."""
        return f"{self.base}.mp4"

    @property
    def poster(self) -> str:
        """What is shown before it plays."""
        return f"{self.base}.jpg"

    @property
    def subtitles(self) -> str:
        """German subtitles."""
        return f"{self.base}.de.vtt"


def video(key: str) -> Video | None:
    """The video of this key; None if it is not shipped (any more)."""
    return _video(key) if key in TITLES else None


@cache
def _video(key: str) -> Video:
    lines = (FOLDER / f"{key}.de.vtt").read_text(encoding="utf-8").splitlines()
    ends = [line.partition(" --> ")[2] for line in lines if " --> " in line]
    hours, minutes, seconds = ends[-1].split(":")
    said = tuple(line for line in lines[1:] if line.strip() and " --> " not in line)
    return Video(key, TITLES[key], round(int(hours) * 3600 + int(minutes) * 60 + float(seconds)), said)
