"""What is refused around keeping and deleting, as sentences a person can act on."""

from __future__ import annotations

from nahbar.domain.decisions.errors import DecisionError, NoDecision


class VorschlagUnknown(NoDecision):
    """There is nothing of this id that may go."""

    def __init__(self) -> None:
        Exception.__init__(self, "Das steht nicht mehr auf der Liste. Vielleicht ist es schon gelöscht.")


class SamePerson(DecisionError):
    """Two persons are needed."""

    def __init__(self) -> None:
        super().__init__("Das haben Sie selbst beantragt. Bestätigen muss eine andere Person.")


class Held(DecisionError):
    """Something stops the deletion."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("Das darf jetzt nicht gelöscht werden: " + " ".join(reasons))


class ArchiveFirst(DecisionError):
    """The archive was not asked, or has not answered."""

    def __init__(self) -> None:
        super().__init__("Zuerst dem Archiv anbieten und die Antwort eintragen.")


class WrongStep(DecisionError):
    """The row is at another step now."""

    def __init__(self, stand: str) -> None:
        super().__init__(f"Der Stand ist jetzt: {stand}. Laden Sie die Seite neu.")


class RuleIncomplete(DecisionError):
    """A rule needs a class, years and a source."""

    def __init__(self) -> None:
        super().__init__("Wählen Sie die Klasse, 0 bis 99 Jahre, und schreiben Sie, wer das wo festgelegt hat.")
