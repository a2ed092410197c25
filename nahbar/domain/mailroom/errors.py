"""What the mailroom refuses, as sentences a person can act on."""

from __future__ import annotations


class MailroomError(Exception):
    """A letter cannot be handled in this way; the text says what to do instead."""


class SchriftformNeedsPost(MailroomError):
    """Written form is demanded, but the letter was to go to the portal (§ 36a Abs. 2a SGB I)."""

    def __init__(self) -> None:
        super().__init__(
            "Für dieses Schreiben verlangt das Gesetz die Schriftform. Bitte verschicken Sie es mit der Post: "
            "Ein elektronisches Siegel ist nicht eingerichtet (§ 36a Abs. 2a SGB I)."
        )


class NotReady(MailroomError):
    """The letter has left already, or was stopped."""

    def __init__(self, stand: str) -> None:
        super().__init__(
            f"Der Brief ist „{stand}“ und lässt sich nicht mehr ändern. Bitte laden Sie die Liste neu; "
            "ein neuer Inhalt braucht einen neuen Brief."
        )


class WrongWay(MailroomError):
    """Posting a letter of the portal, or putting a paper letter into the portal."""

    def __init__(self, weg: str) -> None:
        super().__init__(f"Dieser Brief geht {weg}. Bitte erfassen Sie den Versand auf diesem Weg.")


class WrongPostingDay(MailroomError):
    """The day of posting lies in the future or before the letter was made."""

    def __init__(self, posted: str, earliest: str, latest: str) -> None:
        super().__init__(
            f"Der Tag der Aufgabe zur Post ({posted}) kann nicht stimmen. "
            f"Möglich ist ein Tag vom {earliest} bis zum {latest}."
        )


class ReasonMissing(MailroomError):
    """A letter is stopped with a reason only."""

    def __init__(self) -> None:
        super().__init__("Bitte geben Sie an, warum der Brief angehalten wird. Die Sachbearbeitung liest diesen Grund.")
