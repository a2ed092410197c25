"""Texts read aloud as small files that are kept: made once for each voice and text, found again by their content.

MP3 and not Opus, because old phones play it too; 24 kbit/s is a fifteenth of the WAV and half of a line of 50 kbit/s.
Only for texts that hold nothing about a person: the files stay while they are heard. The folder may be emptied at any
time; `prune` does so every night for what nobody hears any more.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

from nahbar.platform import clock
from nahbar.platform.files import lay_down
from nahbar.platform.speech.espeak import PROGRAM, SpeechFailed, available, speak

ENCODER = "lame"
_SECONDS = 30
_OPTIONS = ("--quiet", "-m", "m", "-b", "24", "--resample", "22.05")
KEPT = timedelta(days=90)
"""So long a file stays that nobody hears."""
MOST_BYTES = 500_000_000
"""So much all files together may take: more than all pages in all languages; beyond it the longest unheard go."""
_MADE = "1"
"""Changes when the files would sound differently: voice, speed, encoding."""


def reasons_absent() -> list[str]:
    """The programs that are missing for reading aloud to browsers; empty: everything is there."""
    return [
        *([] if available() else [f"{PROGRAM} (Debian-Paket espeak-ng)"]),
        *([] if shutil.which(ENCODER) else [f"{ENCODER} (Debian-Paket lame)"]),
    ]


def kept_mp3(text: str, language: str, folder: Path) -> Path:
    """The file with this text read aloud, made if it is not there yet; raises SpeechFailed."""
    name = hashlib.sha256("\n".join((_MADE, language, text)).encode()).hexdigest()[:32]
    path = folder / name[:2] / f"{name}.mp3"
    heard = clock.now().timestamp()
    try:
        os.utime(path, (heard, heard))
    except FileNotFoundError:
        lay_down(path, _squeezed(speak(text, language)))
        os.utime(path, (heard, heard))
    return path


def prune(folder: Path) -> int:
    """Delete what was not heard for `KEPT`, then the longest unheard until `MOST_BYTES` hold; how many files went."""
    found = [(status.st_mtime, status.st_size, path) for path in folder.glob("*/*") if (status := path.stat())]
    begin = (clock.now() - KEPT).timestamp()
    room, gone = MOST_BYTES, 0
    for heard, size, path in sorted(found, reverse=True):
        room -= size
        if heard < begin or room < 0:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _squeezed(wav: bytes) -> bytes:
    try:
        done = subprocess.run(
            [ENCODER, *_OPTIONS, "-", "-"], input=wav, capture_output=True, timeout=_SECONDS, check=False
        )
    except FileNotFoundError:
        raise SpeechFailed(
            f"Das Vorlesen ist nicht eingerichtet: Es fehlt das Programm {ENCODER} (Debian-Paket lame)."
        ) from None
    except subprocess.TimeoutExpired:
        raise SpeechFailed("Das Vorlesen hat zu lange gedauert. Bitte versuchen Sie es noch einmal.") from None
    if done.returncode or not done.stdout:
        raise SpeechFailed("Das Vorlesen hat nicht geklappt. Bitte versuchen Sie es noch einmal.")
    return done.stdout
