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
