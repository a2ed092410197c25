"""What can go wrong when somebody acts for somebody else, as sentences to act on."""

from __future__ import annotations


class VertretungUnknown(LookupError):
    """There is no such mandate, or it is not for whoever asks; the sentence is the same."""

    def __init__(self) -> None:
        super().__init__("Diese Vertretung gibt es hier nicht.")


class VertretungDecided(Exception):
    """The request was released, refused or ended before."""

    def __init__(self) -> None:
        super().__init__("Über diese Vertretung ist schon entschieden. Laden Sie die Seite neu.")


class PersonMissing(Exception):
    """A release needs the person it is for."""

    def __init__(self) -> None:
        super().__init__("Wählen Sie aus, für wen die Vertretung gilt.")


class ScopeMissing(Exception):
    """A release needs a scope that carries something."""

    def __init__(self) -> None:
        super().__init__(
            "Mit diesen Aufgabenkreisen darf die Person hier nicht handeln. Lehnen Sie mit diesem Grund ab, oder"
            " berichtigen Sie die Aufgabenkreise nach dem Ausweis."
        )


class ProofMissing(Exception):
    """A Betreuung or Vollmacht is released on its proof (§ 13 Abs. 1 S. 3 SGB X)."""

    def __init__(self) -> None:
        super().__init__("Der Nachweis fehlt oder ist nicht angesehen. Setzen Sie beide Haken, wenn alles stimmt.")


class ReasonNeeded(Exception):
    """A refusal names its reason."""

    def __init__(self) -> None:
        super().__init__("Schreiben Sie den Grund dazu. Die Person liest ihn.")


class CodeUnusable(Exception):
    """The code opens nothing: wrong, too old, or used; the same sentence whatever it was."""

    def __init__(self, wait_seconds: int = 0) -> None:
        super().__init__("Dieser Code gilt nicht oder nicht mehr. Lassen Sie sich einen neuen zeigen.")
        self.wait_seconds = wait_seconds


class NotAllowedHere(Exception):
    """The mandate does not give this right."""

    def __init__(self) -> None:
        super().__init__("Das dürfen Sie für diese Person nicht tun. Was Sie dürfen, steht bei Ihrer Vertretung.")
