"""What cards refuse, as sentences to act on."""

from __future__ import annotations


class CardError(Exception):
    """Something with a card does not go in this way; the text says what does."""


class NoCards(CardError):
    """The town has no cards yet."""

    def __init__(self) -> None:
        super().__init__(
            "Die Kundenkarte gibt es in dieser Gemeinde noch nicht. Nehmen Sie den Code aus Ihrem Brief, oder melden"
            " Sie sich am Empfang."
        )


class NoCardHere(CardError):
    """There is no valid card to do this with."""

    def __init__(self) -> None:
        super().__init__("Zu dieser Person gibt es keine gültige Karte. Stellen Sie eine neue aus.")


class ReasonUnknown(CardError):
    """A card is blocked with a reason of the list."""

    def __init__(self) -> None:
        super().__init__("Wählen Sie bitte aus, warum die Karte gesperrt wird.")


class NotYours(CardError):
    """Somebody else's card."""

    def __init__(self) -> None:
        super().__init__("Diese Karte gehört nicht zu Ihrem Antrag. Bitte öffnen Sie Ihren eigenen Antrag.")
