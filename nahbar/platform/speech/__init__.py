"""Sentences read aloud by espeak-ng: `speak` gives WAV bytes, `available` says whether it is there."""

from nahbar.platform.speech.espeak import LONGEST, SpeechFailed, available, can_speak, speak

__all__ = ["LONGEST", "SpeechFailed", "available", "can_speak", "speak"]
