"""What can go wrong with applications, as sentences to act on."""

from __future__ import annotations


class AntragUnknown(LookupError):
    """There is no such application, or it is not for whoever asks; the sentence is the same."""

    def __init__(self) -> None:
        super().__init__("Diesen Antrag gibt es hier nicht.")


class AccessRefused(Exception):
    """Code and PIN do not open anything; the same sentence whatever it was (U1)."""

    def __init__(self, wait_seconds: int = 0) -> None:
        super().__init__("Code und PIN passen nicht zusammen. Prüfen Sie beides und versuchen Sie es noch einmal.")
        self.wait_seconds = wait_seconds


class NotToHandOver(Exception):
    """Only a first application that has arrived and waits for no release is handed over."""

    def __init__(self) -> None:
        super().__init__(
            "Abgeben lässt sich ein Erstantrag, der da ist und nicht zur Freigabe liegt. Holen Sie ihn zuerst zurück."
        )


class AlreadySubmitted(Exception):
    """The declaration was sent already: it is corrected, not answered again."""

    def __init__(self) -> None:
        super().__init__("Ihr Antrag ist schon bei uns. Über »Angaben ändern« können Sie ihn berichtigen.")


class NotSubmitted(Exception):
    """The declaration was not sent yet."""

    def __init__(self) -> None:
        super().__init__("Ihr Antrag ist noch nicht abgeschickt.")


class NotChangeable(Exception):
    """The application has an end: withdrawn, or decided."""

    def __init__(self) -> None:
        super().__init__("Dieser Antrag ist abgeschlossen. Rufen Sie uns an, wenn sich etwas geändert hat.")


class NothingChosen(Exception):
    """A change was told without saying what has changed."""

    def __init__(self) -> None:
        super().__init__("Wählen Sie aus, was sich geändert hat.")


class FormClosed(Exception):
    """A short form that nobody can begin at present, or whose questions cannot be read."""

    def __init__(self, why: str = "") -> None:
        super().__init__(f"Dieses Formular ist gerade geschlossen. {why}".strip())


class Incomplete(Exception):
    """Required questions are still open; `pages` are their references."""

    def __init__(self, pages: tuple[str, ...] = ()) -> None:
        super().__init__("Es fehlen noch Antworten. Die Liste zeigt, welche.")
        self.pages = pages


class UploadKept(Exception):
    """The file has become a document: it cannot be removed any more."""

    def __init__(self) -> None:
        super().__init__("Diese Datei liegt schon in Ihrer Akte. Rufen Sie uns an, wenn sie falsch ist.")
