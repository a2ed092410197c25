"""What batches for the print provider refuse, as sentences a person can act on."""

from __future__ import annotations

from nahbar.domain.mailroom.errors import MailroomError


class NothingChosen(MailroomError):
    """A batch without letters."""

    def __init__(self) -> None:
        super().__init__("Wählen Sie mindestens einen Brief aus, der bereitliegt.")


class AtProvider(MailroomError):
    """The letter is in a batch: by hand it would be sent twice."""

    def __init__(self, betreff: str, nummer: str) -> None:
        super().__init__(
            f"Der Brief „{betreff}“ liegt im Druckstapel {nummer}. Den Tag der Aufgabe meldet der Druckdienstleister. "
            "Wollen Sie ihn selbst verschicken, nehmen Sie ihn zuerst aus dem Stapel."
        )


class BatchGone(MailroomError):
    """The batch was handed over or discarded already."""

    def __init__(self, stand: str) -> None:
        super().__init__(f"Der Druckstapel ist schon {stand}. Bitte laden Sie die Seite neu.")


class BatchUnknown(MailroomError):
    """There is no such batch at this Träger."""

    def __init__(self) -> None:
        super().__init__("Diesen Druckstapel gibt es nicht. Bitte öffnen Sie ihn aus der Liste.")


class BatchEmpty(MailroomError):
    """Every letter was taken out."""

    def __init__(self) -> None:
        super().__init__("In diesem Stapel liegt kein Brief mehr. Lösen Sie ihn auf und bereiten Sie einen neuen vor.")


class BackAlready(MailroomError):
    """The letter was asked back before."""

    def __init__(self) -> None:
        super().__init__("Der Rückruf ist schon angefragt. Die Antwort des Druckdienstleisters erscheint hier.")


class LineRefused(MailroomError):
    """A line of a receipt that cannot be right; nothing of it is booked."""
