"""What the office hour refuses, as sentences a person can act on."""

from __future__ import annotations


class TerminError(Exception):
    """An appointment cannot be made or changed in this way; the text says what to do instead."""


class TerminUnknown(LookupError):
    """There is no such appointment, place or offer, or it is not for whoever asks; the sentence is the same."""

    def __init__(self) -> None:
        super().__init__("Diesen Termin gibt es hier nicht. Prüfen Sie den Code, oder rufen Sie uns an.")


class SlotTaken(TerminError):
    """Somebody else was quicker."""

    def __init__(self) -> None:
        super().__init__("Diese Zeit hat gerade jemand anderes gewählt. Wählen Sie eine der nächsten freien Zeiten.")


class NoSlot(TerminError):
    """At this moment the offer takes place nowhere: closed, over, or too soon."""

    def __init__(self) -> None:
        super().__init__("Zu dieser Zeit ist nichts frei. Wählen Sie eine der Zeiten, die auf der Seite stehen.")


class OpenOffer(TerminError):
    """An open consultation hour needs no appointment."""

    def __init__(self) -> None:
        super().__init__("Für die offene Sprechstunde brauchen Sie keinen Termin. Kommen Sie zu den Zeiten vorbei.")


class NameMissing(TerminError):
    """Nobody could be called."""

    def __init__(self) -> None:
        super().__init__("Sagen Sie uns einen Namen, mit dem wir Sie aufrufen. Er muss nicht Ihr voller Name sein.")


class TooMany(TerminError):
    """Somebody holds as many appointments as one needs."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"Sie haben schon {most} Termine. Sagen Sie einen ab, den Sie nicht brauchen, oder rufen Sie uns an."
        )


class LockedRoom(TerminError):
    """A Meldetermin in a room that is locked to counselling (A07, A08)."""

    def __init__(self, ort: str) -> None:
        super().__init__(
            f"„{ort}“ ist nur für Information und Beratung da. Ein Termin mit Rechtsfolgen ist hier nicht möglich:"
            " Laden Sie in das Haus des Amtes ein, oder vereinbaren Sie eine Beratung ohne Rechtsfolgen."
        )


class NotOpen(TerminError):
    """The appointment is cancelled, kept or missed already."""

    def __init__(self, stand: str) -> None:
        super().__init__(f"Dieser Termin ist schon {stand}. Er lässt sich nicht mehr ändern.")


class NotYet(TerminError):
    """Kept or missed was to be noted before the beginning."""

    def __init__(self) -> None:
        super().__init__("Der Termin hat noch nicht begonnen. Vorher ist er weder wahrgenommen noch versäumt.")


class Begun(TerminError):
    """The appointment has begun: it cannot be moved any more."""

    def __init__(self) -> None:
        super().__init__("Der Termin hat schon begonnen. Sagen Sie ihn mit einem Grund ab, und buchen Sie einen neuen.")


class NotAllowed(TerminError):
    """The role of whoever acts may not do this."""

    def __init__(self) -> None:
        super().__init__("Das gehört nicht zu Ihren Aufgaben. Bitten Sie die zuständige Stelle.")


class Unusable(TerminError):
    """A place, offer or opening cannot be kept as it was typed."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
