"""What is refused around parameter sets, as sentences a person can act on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nahbar.domain.decisions.errors import DecisionError, NoDecision
from nahbar.law.parameter_file import Mangel
from nahbar.platform.letters.words import month as month_text


class SatzUnknown(NoDecision):
    """There is no such parameter set at this Träger."""

    def __init__(self) -> None:
        Exception.__init__(self, "Diesen Parametersatz gibt es nicht. Öffnen Sie ihn aus der Liste.")


class FileRefused(DecisionError):
    """The uploaded file cannot be taken; `maengel` names lines and reasons."""

    def __init__(self, maengel: Sequence[Mangel]) -> None:
        super().__init__("Die Datei ist so nicht übernommen. " + " ".join(str(mangel) for mangel in maengel))
        self.maengel = tuple(maengel)


class NameMissing(DecisionError):
    """A set needs a name."""

    def __init__(self) -> None:
        super().__init__("Geben Sie dem Satz einen Namen, zum Beispiel „Werte 2027“.")


class LoadedAlready(DecisionError):
    """The same file is there."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Genau diese Datei ist schon geladen: „{name}“. Öffnen Sie sie aus der Liste.")


class NotYours(DecisionError):
    """Another role does this."""

    def __init__(self, who: str) -> None:
        super().__init__(f"Das macht hier: {who}. Bitte geben Sie es dorthin weiter.")


class OwnSet(DecisionError):
    """Whoever loaded it does not review it."""

    def __init__(self) -> None:
        super().__init__("Sie haben diesen Satz selbst geladen. Prüfen muss ihn eine zweite Person.")


class WrongStand(DecisionError):
    """This step does not fit to how far the set is."""

    def __init__(self, stand: str, needed: str) -> None:
        super().__init__(f"Der Satz ist „{stand}“. {needed}")


class ChangedSinceReview(DecisionError):
    """The content is not what the second person read."""

    def __init__(self) -> None:
        super().__init__(
            "Der Inhalt ist nicht mehr der, den die zweite Person geprüft hat. Verwerfen Sie diesen Satz und laden Sie"
            " die richtige Datei neu."
        )


class FitsNoMore(DecisionError):
    """Since it was loaded another set came into force, or the programme learnt values of its own."""

    def __init__(self, maengel: Sequence[Mangel]) -> None:
        super().__init__(
            "Der Satz passt nicht mehr zu dem, was jetzt gilt. " + " ".join(str(mangel) for mangel in maengel)
        )


class NothingInMonth(DecisionError):
    """The set changes nothing in the month of the replay."""

    def __init__(self, month: date) -> None:
        super().__init__(
            f"Im {month_text(month)} ändert dieser Satz keinen Wert. Wählen Sie einen Monat, in dem er etwas ändert."
        )


class ReplayRuns(DecisionError):
    """One replay at a time."""

    def __init__(self) -> None:
        super().__init__("Für diesen Satz läuft schon eine Nachrechnung. Warten Sie, bis sie fertig ist.")


class ReplayMissing(DecisionError):
    """Without a finished replay of exactly this content nothing comes into force."""

    def __init__(self) -> None:
        super().__init__(
            "Zuerst wird der Bestand nachgerechnet: Es fehlt eine fertige Nachrechnung mit genau diesem Inhalt und dem,"
            " was jetzt gilt. Starten Sie sie auf dieser Seite."
        )


class DayWrong(DecisionError):
    """From which day on the programme calculates with it."""

    def __init__(self) -> None:
        super().__init__("Wählen Sie einen Tag, ab dem Nahbar mit dem Satz rechnet: heute oder später.")


class WhyMissing(DecisionError):
    """A step without the sentence that belongs to it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Schreiben Sie in einem Satz, {what}.")
