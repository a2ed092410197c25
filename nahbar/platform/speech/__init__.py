"""Sentences read aloud by espeak-ng: `speak` gives WAV, `kept_mp3` a small file, `available` says if it is there."""

from nahbar.platform.speech.espeak import LONGEST, SpeechFailed, available, can_speak, speak
from nahbar.platform.speech.kept import kept_mp3, prune, reasons_absent

__all__ = ["LONGEST", "SpeechFailed", "available", "can_speak", "kept_mp3", "prune", "reasons_absent", "speak"]
