"""What the lobby refuses, as sentences a person can act on."""

from __future__ import annotations


class LobbyError(Exception):
    """Something cannot be done at this terminal now; the text says what to do instead."""


class TerminalUnknown(LobbyError):
    """There is no such terminal, or its secret is wrong."""

    def __init__(self) -> None:
        super().__init__("Dieses Terminal gibt es nicht. Öffnen Sie es aus der Liste der Terminals.")


class SetupRefused(LobbyError):
    """The code does not make a browser a terminal's (any more)."""

    def __init__(self) -> None:
        super().__init__(
            "Dieser Einrichtungscode gilt nicht. Erzeugen Sie unter Terminals einen neuen. Er gilt 30 Minuten."
        )


class NameTaken(LobbyError):
    """Another terminal has this name, or none was given."""

    def __init__(self) -> None:
        super().__init__("Geben Sie dem Terminal einen Namen, den noch keines hat, und sagen Sie, wo es steht.")


class SessionOver(LobbyError):
    """The visit has ended; what was not sent is deleted."""

    def __init__(self) -> None:
        super().__init__("Dieser Besuch ist beendet. Was nicht gesendet war, ist gelöscht. Beginnen Sie neu.")


class NotThatWay(LobbyError):
    """The step does not fit to where the visit stands."""

    def __init__(self) -> None:
        super().__init__("Das geht an dieser Stelle nicht. Machen Sie mit dem weiter, was der Bildschirm zeigt.")


class NoPages(LobbyError):
    """Nothing was read yet."""

    def __init__(self) -> None:
        super().__init__("Es ist noch keine Seite da. Legen Sie die Blätter ein und tippen Sie auf „Blätter lesen“.")


class TooManyPages(LobbyError):
    """More pages than one visit may hold."""

    def __init__(self, most: int) -> None:
        super().__init__(f"Mehr als {most} Seiten passen nicht in eine Sendung. Senden Sie diese zuerst.")


class JobUnknown(LobbyError):
    """The order is not this terminal's, or is over."""

    def __init__(self) -> None:
        super().__init__("Diesen Auftrag gibt es nicht oder er ist beendet.")


class PageUnreadable(LobbyError):
    """What the scanner gave is no picture that can be kept."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class CallOver(LobbyError):
    """The call for help is over."""

    def __init__(self) -> None:
        super().__init__("Dieser Hilferuf ist schon beendet. Laden Sie die Tafel neu.")
