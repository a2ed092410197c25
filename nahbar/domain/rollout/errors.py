"""What the roll-out refuses, as sentences to act on."""

from __future__ import annotations

from collections.abc import Sequence


class RolloutError(Exception):
    """A step that cannot be taken in this way; the text says what to do."""


class GemeindeUnknown(RolloutError):
    """There is no such town at this Träger."""

    def __init__(self) -> None:
        super().__init__("Diese Gemeinde gibt es hier nicht. Bitte wählen Sie sie aus der Liste.")


class GateRed(RolloutError):
    """A mandatory gate is red: the town must not go live."""

    def __init__(self, town: str, sentences: Sequence[str]) -> None:
        super().__init__(
            f"{town} kann noch nicht in Betrieb gehen. " + " ".join(sentences) + " Tragen Sie das Ergebnis bei den"
            " Bedingungen ein, sobald es vorliegt, oder verschieben Sie den Termin."
        )


class GrundMissing(RolloutError):
    """Each step says why."""

    def __init__(self) -> None:
        super().__init__("Bitte schreiben Sie einen Grund dazu. Er steht später in der Geschichte der Gemeinde.")


class TerminWrong(RolloutError):
    """The planned day lies in the past."""

    def __init__(self) -> None:
        super().__init__(
            "Der Termin liegt in der Vergangenheit. Wählen Sie einen Tag ab heute, oder lassen Sie ihn leer."
        )


class SameState(RolloutError):
    """Nothing would change."""

    def __init__(self, stand: str) -> None:
        super().__init__(f"Die Gemeinde ist schon im Stand „{stand}“. Wählen Sie einen anderen Stand oder Termin.")


class FeatureUnknown(RolloutError):
    """No feature or gate of this name is registered."""

    def __init__(self) -> None:
        super().__init__("Das lässt sich hier nicht einstellen. Bitte laden Sie die Seite neu und wählen Sie erneut.")


class LetterheadWrong(RolloutError):
    """A letterhead lacks something that the window or the letter needs."""


class MeasurementWrong(RolloutError):
    """A measured value is no number, or cannot be right."""

    def __init__(self, unit: str) -> None:
        super().__init__(f"Bitte geben Sie den gemessenen Wert als ganze Zahl in {unit} an, zum Beispiel 1500.")


class VersionUnknown(RolloutError):
    """There is no such version of the letterhead."""

    def __init__(self) -> None:
        super().__init__("Diese Fassung des Briefkopfs gibt es nicht. Bitte wählen Sie eine aus der Liste.")


class NotAllowed(RolloutError):
    """The role does not reach here."""

    def __init__(self) -> None:
        super().__init__("Das stellt der Betrieb ein. Die Teamleitung ändert hier die Öffnungszeiten.")
