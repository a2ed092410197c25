"""What can go wrong in conversations, as sentences to act on."""

from __future__ import annotations


class GespraechUnknown(LookupError):
    """There is no such thread, request or meeting, or it is not for whoever asks; the sentence is the same."""

    def __init__(self) -> None:
        super().__init__("Dieses Gespräch gibt es hier nicht.")


class MessageEmpty(ValueError):
    """Nothing was written and nothing chosen."""

    def __init__(self) -> None:
        super().__init__("Schreiben Sie etwas, oder wählen Sie ein Foto aus.")


class MessageTooLong(ValueError):
    """More than a message holds."""

    def __init__(self, length: int, most: int) -> None:
        super().__init__(
            f"Ihre Nachricht hat {length} Zeichen, Platz ist für {most}. Teilen Sie sie in zwei Nachrichten auf."
        )


class TooManyMessages(Exception):
    """Somebody sends faster than anybody reads."""

    def __init__(self, phone: str) -> None:
        super().__init__(
            "Das waren viele Nachrichten in kurzer Zeit. Ihr Text steht noch unten. Senden Sie ihn in einer Stunde, "
            f"oder rufen Sie uns an: {phone}."
        )


class DayPassed(ValueError):
    """A paper was asked for by a day that is over."""

    def __init__(self) -> None:
        super().__init__("Wählen Sie einen Tag, der noch kommt, oder lassen Sie das Datum weg.")


class NotYourConversation(Exception):
    """The role does not answer messages."""

    def __init__(self) -> None:
        super().__init__("Nachrichten beantworten Leistungssachbearbeitung, Fallmanagement und Teamleitung.")


class MeetingClosed(Exception):
    """Too early, too late, or over; the sentence says when it opens."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


class NotAdmitted(Exception):
    """Nothing flows before staff let somebody in."""

    def __init__(self) -> None:
        super().__init__("Sie sind noch nicht eingelassen.")


class SignalRefused(ValueError):
    """No line that two browsers exchange."""

    def __init__(self) -> None:
        super().__init__("Diese Verbindung ließ sich nicht aufbauen. Laden Sie die Seite neu.")
