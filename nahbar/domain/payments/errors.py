"""What the payments room refuses, as sentences a person can act on."""

from __future__ import annotations

from collections.abc import Sequence


class PaymentError(Exception):
    """A payment cannot go this way; the text says what to do instead."""


class RunUnknown(PaymentError):
    """There is no such run at this Träger."""

    def __init__(self) -> None:
        super().__init__("Diesen Zahllauf gibt es nicht. Bitte öffnen Sie ihn aus der Liste.")


class RoleMissing(PaymentError):
    """The role does not include this step."""

    def __init__(self, who: str) -> None:
        super().__init__(f"Diesen Schritt macht {who}.")


class OwnRun(PaymentError):
    """Four eyes: whoever prepared a run does not release it."""

    def __init__(self) -> None:
        super().__init__(
            "Sie haben diesen Zahllauf selbst vorbereitet. Bitte lassen Sie ihn von einer zweiten Person freigeben."
        )


class NothingDue(PaymentError):
    """No order is due."""

    def __init__(self) -> None:
        super().__init__("Für diesen Tag ist keine Zahlung fällig, die nicht schon in einem Zahllauf steht.")


class WrongDay(PaymentError):
    """Money cannot be executed on this day, or the monthly run belongs to another one."""


class TotalsDiffer(PaymentError):
    """The file is not the list that was prepared."""

    def __init__(self) -> None:
        super().__init__(
            "Anzahl oder Summe der Zahldatei stimmen nicht mit der Liste überein. "
            "Bitte lösen Sie den Zahllauf auf und bereiten Sie ihn neu vor."
        )


class FileRefused(PaymentError):
    """The file would not pass the bank's check."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("Die Zahldatei kann so nicht zur Bank: " + "; ".join(problems))
        self.problems = tuple(problems)


class AlreadyReleased(PaymentError):
    """A released run stands."""

    def __init__(self) -> None:
        super().__init__("Dieser Zahllauf ist freigegeben und lässt sich nicht mehr auflösen.")
