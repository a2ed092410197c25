"""What ways for notices refuse, as sentences a person can act on."""

from __future__ import annotations


class NoticeError(Exception):
    """A way for notices cannot be set up in this manner; the text says what to do instead."""


class AddressWrong(NoticeError):
    """This is no e-mail address."""

    def __init__(self) -> None:
        super().__init__("Tragen Sie Ihre E-Mail-Adresse vollständig ein, zum Beispiel name@beispiel.de.")


class ConsentMissing(NoticeError):
    """Nothing is switched on without consent."""

    def __init__(self) -> None:
        super().__init__("Setzen Sie das Häkchen bei der Einwilligung. Ohne Einwilligung schicken wir nichts.")


class WayNotOffered(NoticeError):
    """The office has not set up this channel."""

    def __init__(self) -> None:
        super().__init__("Dieser Weg ist hier nicht eingerichtet. Neuigkeiten stehen immer im Portal.")


class ConfirmationOver(NoticeError):
    """The link of a confirmation is unknown, used or too old."""

    def __init__(self) -> None:
        super().__init__(
            "Dieser Link gilt nicht mehr. Melden Sie sich im Portal an und tragen Sie Ihre E-Mail-Adresse noch einmal"
            " ein."
        )


class BrowserWrong(NoticeError):
    """The subscription of a browser is incomplete, or leads to where no push service answers."""

    def __init__(self) -> None:
        super().__init__(
            "Ihr Browser hat keine gültige Anmeldung geschickt. Laden Sie die Seite neu und versuchen Sie es noch"
            " einmal."
        )


class TooOften(NoticeError):
    """Confirmations go to one person's addresses a few times a day only."""

    def __init__(self) -> None:
        super().__init__(
            "Wir haben heute schon mehrere Bestätigungen verschickt. Sehen Sie auch im Spam-Ordner nach, oder versuchen"
            " Sie es morgen wieder."
        )
