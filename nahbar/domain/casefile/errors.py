"""What can go wrong with files and tasks, as sentences to act on."""

from __future__ import annotations


class AkteUnknown(LookupError):
    """There is no such file, or it is not for whoever asks; the sentence is the same."""

    def __init__(self) -> None:
        super().__init__("Diese Akte gibt es hier nicht.")


class TaskTaken(Exception):
    """Somebody else has the task."""

    def __init__(self, owner: str) -> None:
        super().__init__(f"{owner} bearbeitet das schon. Sprechen Sie sich ab, oder bitten Sie die Teamleitung.")


class TaskNotYours(Exception):
    """The task belongs to another pool."""

    def __init__(self) -> None:
        super().__init__("Diese Aufgabe gehört in einen anderen Bereich.")


class TaskDone(Exception):
    """The task is finished already."""

    def __init__(self) -> None:
        super().__init__("Diese Aufgabe ist schon erledigt.")


class ReasonMissing(ValueError):
    """The file was to be opened without saying why."""

    def __init__(self) -> None:
        super().__init__("Sagen Sie kurz, warum Sie die Akte öffnen. Die betroffene Person kann es lesen.")


class PurposeLocked(Exception):
    """The room is kept for information and counselling (A07)."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"Hier geht das nicht: „{place}“ ist ein Raum nur für Information und Beratung. Meldeversäumnisse und"
            " Leistungsminderungen werden dort nicht festgehalten, vorbereitet, entschieden oder gedruckt. Was hier"
            " besprochen wird, hat keine Folgen für das Geld."
        )


class NotThisFile(Exception):
    """Two documents that lie in different files were to be linked or put together."""

    def __init__(self) -> None:
        super().__init__("Die beiden Dokumente liegen in verschiedenen Akten. Hängen Sie eines zuerst um.")


class NothingToDo(ValueError):
    """An action on a document that changes nothing; the sentence says what is missing."""


class UndoTooLate(Exception):
    """Something done later builds on it, or it is undone already."""

    def __init__(self) -> None:
        super().__init__(
            "Das lässt sich so nicht mehr zurücknehmen: Danach ist am Dokument noch etwas geschehen."
            " Nehmen Sie zuerst das Spätere zurück."
        )


class Dissolved(Exception):
    """The pages of this document lie in another one now."""

    def __init__(self) -> None:
        super().__init__("Dieses Dokument ist in einem anderen aufgegangen. Arbeiten Sie dort weiter.")


class DayGone(ValueError):
    """A resubmission for a day that is over, or none."""

    def __init__(self) -> None:
        super().__init__("Wählen Sie einen Tag ab heute.")


class TeamTooSmall(ValueError):
    """A protected file needs two who can work with it (U33)."""

    def __init__(self) -> None:
        super().__init__(
            "Nennen Sie mindestens zwei Personen, die Akten bearbeiten: Eine bereitet vor, die andere gibt frei."
        )


class OwnMatter(Exception):
    """Somebody's own matter, or that of a relative, is not theirs to work on (§ 16 SGB X)."""

    def __init__(self) -> None:
        super().__init__(
            "Das geht nicht in eigener Sache. Wer selbst betroffen oder angehörig ist, gehört nicht ins Team"
            " (§ 16 SGB X)."
        )


class NothingToProtect(LookupError):
    """There is no such file to protect, or it is protected already."""

    def __init__(self) -> None:
        super().__init__("Unter diesem Aktenzeichen gibt es keine Akte, die Sie schützen können.")


class WhyMissing(ValueError):
    """A document was to leave its file without a reason."""

    def __init__(self) -> None:
        super().__init__("Sagen Sie kurz, warum das Dokument nicht in diese Akte gehört.")


class NoteMissing(ValueError):
    """A question about an access was decided without saying how; the sentence says what is missing (U32)."""
