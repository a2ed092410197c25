"""espeak-ng as a process of its own: the text goes in on stdin, a mono WAV comes out; nothing touches the disk."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import wave
from functools import lru_cache

PROGRAM = "espeak-ng"
LONGEST = 4000
"""Characters that are read in one go: about five minutes of speech."""
_SECONDS = 20
_WORDS_PER_MINUTE = "145"
_KEPT = 64
_KEPT_LENGTH = 300
"""Only single sentences are kept: 64 of 300 characters are at most some 60 MB."""

VOICES = {
    "ar": "ar", "bg": "bg", "de": "de", "en": "en-gb", "es": "es", "fa": "fa", "fr": "fr-fr", "ku": "ku", "pl": "pl",
    "ro": "ro", "ru": "ru", "sq": "sq", "sr": "sr", "tr": "tr", "uk": "uk", "ur": "ur", "vi": "vi",
}  # fmt: skip
"""Language of the page → voice of espeak-ng."""

# [[…]] would be read as phonemes and the controls as breaks or worse: neither is text
_NOT_TEXT = re.compile(r"\[\[|\]\]|[\x00-\x08\x0b-\x1f\x7f]")


class SpeechFailed(RuntimeError):
    """Nothing can be read aloud; the message is a German sentence that says why and what to do."""


def available() -> bool:
    """Whether espeak-ng is installed on this machine."""
    return shutil.which(PROGRAM) is not None


def can_speak(language: str) -> bool:
    """Whether there is a voice for this language code (`de`, `ar`, `en-GB`)."""
    return _base(language) in VOICES


def speak(text: str, language: str = "de") -> bytes:
    """The text read aloud as WAV (mono, 16 bit, 22 050 Hz), K10; the last sentences are kept in memory.

    Empty text, text longer than `LONGEST`, a language without a voice, a missing program and one that takes too long
    raise SpeechFailed.
    """
    words = " ".join(_NOT_TEXT.sub(" ", text).split())
    if not words:
        raise SpeechFailed("Hier steht kein Text zum Vorlesen.")
    if len(words) > LONGEST:
        raise SpeechFailed(f"Der Text ist zu lang zum Vorlesen: {len(words)} Zeichen, höchstens {LONGEST}.")
    if not can_speak(language):
        raise SpeechFailed(f"Für die Sprache „{language[:20]}“ gibt es keine Vorlesestimme.")
    make = _kept if len(words) <= _KEPT_LENGTH else _spoken
    return make(words, VOICES[_base(language)])


def _base(language: str) -> str:
    return re.split(r"[-_]", language.lower(), maxsplit=1)[0]


@lru_cache(maxsize=_KEPT)
def _kept(words: str, voice: str) -> bytes:
    return _spoken(words, voice)


def _spoken(words: str, voice: str) -> bytes:
    try:
        done = subprocess.run(
            [PROGRAM, "-v", voice, "-s", _WORDS_PER_MINUTE, "-b", "1", "--stdin", "--stdout"],
            input=words.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise SpeechFailed(
            f"Das Vorlesen ist nicht eingerichtet: Es fehlt das Programm {PROGRAM} (Debian-Paket espeak-ng)."
        ) from None
    except subprocess.TimeoutExpired:
        raise SpeechFailed("Das Vorlesen hat zu lange gedauert. Bitte versuchen Sie es noch einmal.") from None
    if done.returncode or not done.stdout.startswith(b"RIFF"):
        raise SpeechFailed("Das Vorlesen hat nicht geklappt. Bitte versuchen Sie es noch einmal.")
    return _with_true_length(done.stdout)


def _with_true_length(raw: bytes) -> bytes:
    """Written to a pipe, espeak-ng cannot know the length and states one of 2 GB, which players refuse."""
    start = raw.index(b"data") + 8
    channels, rate = struct.unpack("<HI", raw[22:28])
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(raw[start:])
    return out.getvalue()
