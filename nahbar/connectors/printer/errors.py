"""Why nothing is printed: each with a sentence for the person who waits for the paper."""

from __future__ import annotations


class PrintFault(RuntimeError):
    """Nothing can be printed; `detail` says more, for the log."""

    sentence = "Das Drucken hat nicht geklappt. Ihre Unterlagen sind trotzdem angekommen."

    def __init__(self, detail: str = "") -> None:
        super().__init__(self.sentence)
        self.detail = detail


class PrintFailed(PrintFault):
    """The printer refuses the job or answers something that is no IPP."""


class PrinterMissing(PrintFault):
    """Nothing answers at the printer's address."""

    sentence = "Der Drucker antwortet nicht. Bitte sagen Sie am Empfang Bescheid."
