"""Reading aloud (K10): a playable WAV from the real espeak-ng, and a sentence when it cannot be."""

from __future__ import annotations

import io
import subprocess
import wave
from pathlib import Path
from typing import Any

import pytest

from nahbar.platform import speech
from nahbar.platform.speech import espeak, kept


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    espeak._kept.cache_clear()


def seconds(sound: bytes) -> float:
    with wave.open(io.BytesIO(sound)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22050)
        assert file.getnframes() * 2 == len(sound) - 44, "the stated length is the true one"
        return file.getnframes() / file.getframerate()


def test_a_sentence_is_read_aloud() -> None:
    """K10: longer text, longer sound; other languages have other voices."""
    assert speech.available()
    short = speech.speak("Guten Tag.")
    long = speech.speak("Guten Tag. Legen Sie Ihre Blätter mit der Schrift nach oben in den Einzug.")
    assert 0.3 < seconds(short) < 3 < seconds(long) < 12
    assert speech.speak("Merhaba", "tr") != speech.speak("Merhaba", "de-DE")


def test_the_text_never_becomes_a_command(tmp_path: Path) -> None:
    """Shell signs, options, phoneme brackets and control characters are only text."""
    trap = tmp_path / "trap"
    for text in (f"$(touch {trap}) `touch {trap}`; touch {trap}", f"-w{trap}", f"--path={trap}", "a\x00b [[ka:]]\x1b"):
        seconds(speech.speak(text))
    assert not trap.exists()


def test_the_same_sentence_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Any] = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: calls.append(a) or run(*a, **k))
    assert speech.speak("Einmal.") == speech.speak(" Einmal. ")
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [(" \n", "de", "kein Text"), ("a " * 2500, "de", "höchstens 4000"), ("Hallo", "xx", "keine Vorlesestimme")],
)
def test_what_cannot_be_read_says_why(text: str, language: str, reason: str) -> None:
    with pytest.raises(speech.SpeechFailed, match=reason):
        speech.speak(text, language)


def test_a_missing_or_slow_program_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """K01: without espeak-ng the terminal goes on, silently; nothing that failed is kept."""
    monkeypatch.setattr(espeak, "PROGRAM", "espeak-ng-which-is-not-here")
    assert not speech.available()
    with pytest.raises(speech.SpeechFailed, match="Debian-Paket espeak-ng"):
        speech.speak("Guten Tag.")
    monkeypatch.undo()
    monkeypatch.setattr(espeak, "_SECONDS", 0.0001)
    with pytest.raises(speech.SpeechFailed, match="zu lange"):
        speech.speak("Guten Tag.")
    monkeypatch.undo()
    assert seconds(speech.speak("Guten Tag.")) > 0


def test_what_nobody_hears_any_more_goes_and_what_is_heard_stays(
    tmp_path: Path, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ninety days unheard, or beyond the room for all: the longest unheard first."""
    now.set("2026-08-01T09:00")
    old, heard = (speech.kept_mp3(text, "de", tmp_path) for text in ("Guten Morgen.", "Guten Tag."))
    now.set("2026-11-01T09:00")
    fresh = speech.kept_mp3("Guten Abend.", "de", tmp_path)
    assert speech.kept_mp3("Guten Tag.", "de", tmp_path) == heard
    assert speech.prune(tmp_path) == 1
    assert (old.exists(), heard.exists(), fresh.exists()) == (False, True, True)

    now.set("2026-11-02T09:00")
    speech.kept_mp3("Guten Abend.", "de", tmp_path)
    monkeypatch.setattr(kept, "MOST_BYTES", fresh.stat().st_size)
    assert speech.prune(tmp_path) == 1
    assert (heard.exists(), fresh.exists()) == (False, True)
    assert speech.prune(tmp_path) == 0
    assert speech.prune(tmp_path / "nothing-was-read-yet") == 0
