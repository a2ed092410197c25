"""Why a scanner gives no page: each with a sentence for the person who stands in front of it."""

from __future__ import annotations


class ScanFault(RuntimeError):
    """No page can be had. `kind` is the short word of the terminal's contract."""

    kind = "fehler"
    sentence = "Das Scannen hat nicht geklappt. Bitte versuchen Sie es noch einmal."

    def __init__(self, detail: str = "") -> None:
        super().__init__(self.sentence)
        self.detail = detail


class ScanFailed(ScanFault):
    """The device answers something that is no scan; `detail` says what, for the log."""


class ScannerMissing(ScanFault):
    """Nothing answers at the scanner's address."""

    kind = "fehlt"
    sentence = "Der Scanner antwortet nicht. Bitte sagen Sie am Empfang Bescheid."


class ScannerBusy(ScanFault):
    """Somebody else's job is running."""

    kind = "belegt"
    sentence = "Der Scanner ist gerade belegt. Bitte warten Sie einen Moment."


class FeederEmpty(ScanFault):
    """No sheet lies in the feeder."""

    kind = "leer"
    sentence = "Es liegt kein Blatt im Einzug. Bitte legen Sie Ihre Blätter ein."


class PaperJam(ScanFault):
    """A sheet is stuck, or two were drawn in at once."""

    kind = "stau"
    sentence = "Ein Blatt klemmt. Bitte ziehen Sie es vorsichtig heraus und legen Sie es noch einmal ein."


class CoverOpen(ScanFault):
    """The cover of the feeder stands open."""

    kind = "deckel"
    sentence = "Der Deckel des Scanners ist offen. Bitte schließen Sie ihn."
