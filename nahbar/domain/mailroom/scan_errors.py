"""What the way in refuses, as sentences a person can act on."""

from __future__ import annotations


class ScanError(Exception):
    """A batch, a scanned letter or its paper cannot be handled in this way."""


class BatchRefused(ScanError):
    """The batch is not what was agreed; the provider reads the sentence in its receipt and delivers anew."""


class ScanUnknown(ScanError):
    """There is no such batch, letter or original at this Träger."""

    def __init__(self) -> None:
        super().__init__("Dieses Schriftstück gibt es hier nicht. Bitte öffnen Sie es aus der Liste der Poststelle.")


class NotOpen(ScanError):
    """Somebody else has dealt with the letter."""

    def __init__(self, stand: str) -> None:
        super().__init__(f"Das Schriftstück ist schon „{stand}“. Bitte laden Sie die Liste neu.")


class NotRead(ScanError):
    """The letter is still being read."""

    def __init__(self) -> None:
        super().__init__("Das Schriftstück wird noch gelesen. Bitte warten Sie einen Augenblick.")


class NotAssigned(ScanError):
    """Only what lies in a file can be moved to another one."""

    def __init__(self) -> None:
        super().__init__("Das Schriftstück liegt noch in keiner Akte. Bitte ordnen Sie es zuerst zu.")


class SameAkte(ScanError):
    """Moving to where it lies."""

    def __init__(self) -> None:
        super().__init__("Das Schriftstück liegt schon in dieser Akte. Bitte wählen Sie eine andere.")


class NoVorgang(ScanError):
    """A file without any matter."""

    def __init__(self) -> None:
        super().__init__("In dieser Akte gibt es noch keinen Vorgang. Bitte legen Sie zuerst einen Antrag an.")


class WhyMissing(ScanError):
    """A hold, a rejection or a move without saying why."""

    def __init__(self) -> None:
        super().__init__("Bitte geben Sie den Grund an. Wer später nachsieht, liest ihn.")


class PaperGone(ScanError):
    """The paper is destroyed or back with its owner."""

    def __init__(self, ort: str) -> None:
        super().__init__(f"Das Original ist schon {ort}. Daran lässt sich nichts mehr ändern.")


class HeldAlready(ScanError):
    """A second hold on the same paper."""

    def __init__(self, grund: str) -> None:
        super().__init__(f"Die Vernichtung ist schon angehalten. Grund: {grund}")


class NotHeld(ScanError):
    """Releasing what is not held."""

    def __init__(self) -> None:
        super().__init__("Die Vernichtung ist nicht angehalten. Bitte laden Sie die Liste neu.")


class NothingToSee(ScanError):
    """None of the pictures can be opened."""

    def __init__(self) -> None:
        super().__init__(
            "Die Bilder lassen sich nicht öffnen. Lehnen Sie das Schriftstück ab und lassen Sie es noch einmal scannen."
        )
