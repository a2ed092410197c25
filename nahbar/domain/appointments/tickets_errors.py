"""What the queue refuses, as sentences to act on."""

from __future__ import annotations


class TicketError(Exception):
    """A step with a waiting number that cannot be taken."""


class TicketUnknown(TicketError):
    """There is no such number, or it is from another day."""

    def __init__(self) -> None:
        super().__init__("Diese Wartenummer gibt es heute nicht. Bitte laden Sie die Liste neu.")


class TicketMoved(TicketError):
    """The number is somewhere else by now."""

    def __init__(self, nummer: str, stand: str) -> None:
        super().__init__(f"Die Nummer {nummer} ist inzwischen „{stand}“. Bitte laden Sie die Liste neu.")


class StillCalled(TicketError):
    """The desk has called somebody who has not come yet."""

    def __init__(self, nummer: str) -> None:
        super().__init__(
            f"Sie haben {nummer} aufgerufen. Sagen Sie zuerst, ob die Person da ist oder nicht gekommen ist."
        )


class DeskMissing(TicketError):
    """The display must say where to go."""

    def __init__(self) -> None:
        super().__init__("Geben Sie Ihren Platz an, zum Beispiel „Schalter 2“. Er steht auf der Anzeige.")


class NoPlace(TicketError):
    """No place is set up where people could wait."""

    def __init__(self) -> None:
        super().__init__("Für dieses Haus ist noch kein Ort eingerichtet. Legen Sie ihn bei den Terminen an.")
