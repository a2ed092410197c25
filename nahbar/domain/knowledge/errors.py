"""What the room refuses, as sentences a person can act on."""

from __future__ import annotations


class KnowledgeError(Exception):
    """Base of all refusals of this room."""


class BeitragUnknown(KnowledgeError):
    """There is no such article or rule at this Träger."""

    def __init__(self) -> None:
        super().__init__("Diesen Beitrag gibt es nicht. Bitte suchen Sie ihn auf der Seite Wissen.")


class ContentMissing(KnowledgeError):
    """A version needs title, text and a place."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Es fehlt noch: {what}.")


class ValidityWrong(KnowledgeError):
    """The period ends before it begins."""

    def __init__(self) -> None:
        super().__init__("Der letzte Tag liegt vor dem ersten. Bitte prüfen Sie, von wann bis wann es gelten soll.")


class DraftExists(KnowledgeError):
    """Somebody else's draft is open."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} hat schon einen Entwurf dazu geschrieben. Geben Sie ihn frei, oder verwerfen Sie ihn."
        )


class NoDraft(KnowledgeError):
    """There is nothing to release or to discard (any more)."""

    def __init__(self) -> None:
        super().__init__("Hier liegt kein Entwurf mehr. Bitte laden Sie die Seite neu.")


class DraftChanged(KnowledgeError):
    """The draft is not the one that was read."""

    def __init__(self) -> None:
        super().__init__(
            "Der Entwurf wurde inzwischen geändert. Bitte lesen Sie ihn noch einmal, bevor Sie ihn freigeben."
        )


class OwnDraft(KnowledgeError):
    """The author may not release."""

    def __init__(self) -> None:
        super().__init__("Ihren eigenen Entwurf gibt eine andere Person frei.")


class NotAllowed(KnowledgeError):
    """The role does not go so far."""

    def __init__(self) -> None:
        super().__init__("Das gibt die Teamleitung frei. Sie können einen Entwurf schreiben oder etwas anmerken.")


class RemarkEmpty(KnowledgeError):
    """A remark or answer without words."""

    def __init__(self) -> None:
        super().__init__("Schreiben Sie, was Sie fragen oder sagen möchten, mit höchstens 1.000 Zeichen.")


class RemarkAnswered(KnowledgeError):
    """Somebody else was faster, or the remark is gone."""

    def __init__(self) -> None:
        super().__init__("Diese Anmerkung ist schon beantwortet. Bitte laden Sie die Seite neu.")
