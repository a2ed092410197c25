"""What the decisions room refuses, as sentences a person can act on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


class DecisionError(Exception):
    """A decision cannot go this way; the text says what to do instead."""


class NotSubmitted(DecisionError):
    """The application is not there yet, or not any more."""

    def __init__(self) -> None:
        super().__init__(
            "Über diesen Antrag kann nicht entschieden werden: Er ist nicht eingegangen oder zurückgenommen."
        )


class AlreadyDecided(DecisionError):
    """There is a Bescheid on this application."""

    def __init__(self) -> None:
        super().__init__("Über diesen Antrag ist schon entschieden. Eine Änderung braucht einen eigenen Bescheid.")


class NotByMonth(DecisionError):
    """The benefit is not calculated by the month, and there is no Bescheid of its own for it yet."""

    def __init__(self) -> None:
        super().__init__("Diese Leistung wird einzeln geprüft. Einen Bescheid schreibt Nahbar dafür noch nicht.")


class NoDecision(DecisionError):
    """There is no such decision at this Träger."""

    def __init__(self) -> None:
        super().__init__("Diese Entscheidung gibt es nicht. Bitte öffnen Sie sie aus der Arbeitsliste.")


class NotADraft(DecisionError):
    """The decision was presented, released or discarded: its content stands."""

    def __init__(self, stand: str) -> None:
        super().__init__(
            f"Die Entscheidung ist „{stand}“ und lässt sich so nicht ändern. "
            "Liegt sie zur Freigabe vor, geben Sie sie zuerst mit einem Grund zurück."
        )


class NotPresented(DecisionError):
    """Only what was presented can be released or returned."""

    def __init__(self, stand: str) -> None:
        super().__init__(
            f"Die Entscheidung ist „{stand}“ und liegt nicht zur Freigabe vor. Bitte laden Sie die Liste neu."
        )


class ChangedSinceSeen(DecisionError):
    """What would be released is not what the second person looked at."""

    def __init__(self) -> None:
        super().__init__(
            "Die Entscheidung hat sich geändert, seit Sie diese Seite geöffnet haben. "
            "Hier steht sie, wie sie jetzt ist: Bitte sehen Sie sie noch einmal an."
        )


class OwnWork(DecisionError):
    """Four eyes: whoever presented or last changed a decision does not release it."""

    def __init__(self) -> None:
        super().__init__(
            "Sie haben diese Entscheidung selbst vorgelegt oder zuletzt bearbeitet. "
            "Bitte lassen Sie sie von einer zweiten Person freigeben."
        )


class RoleMissing(DecisionError):
    """The role does not include this step."""

    def __init__(self) -> None:
        super().__init__("Diesen Schritt macht die Leistungssachbearbeitung. Bitte wenden Sie sich an die Teamleitung.")


class StaleFacts(DecisionError):
    """The answers are newer than the calculation (U21)."""

    def __init__(self) -> None:
        super().__init__(
            "Die Angaben im Antrag haben sich nach dieser Berechnung geändert. "
            "Bitte berechnen Sie neu und prüfen Sie die Unterschiede, bevor Sie weitergehen."
        )


class StaleValues(DecisionError):
    """Months were computed with values of an earlier one, and by now their own are known."""

    def __init__(self) -> None:
        super().__init__(
            "Seit dieser Berechnung sind für spätere Monate neue Werte in Kraft. Bitte berechnen Sie neu; liegt die"
            " Entscheidung zur Freigabe vor, geben Sie sie dafür zurück."
        )


class StopsOpen(DecisionError):
    """Red lines of the check list; `texts` are their sentences."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__("So kann nicht bewilligt werden. Bitte klären Sie zuerst: " + " ".join(texts))
        self.texts = tuple(texts)


class NothingToGrant(DecisionError):
    """No month has an amount."""

    def __init__(self) -> None:
        super().__init__("In keinem Monat besteht ein Anspruch. Bitte lehnen Sie den Antrag mit Begründung ab.")


class FactsUnusable(DecisionError):
    """The answers do not make a case that can be calculated; `errors` holds path, code and sentence of each."""

    def __init__(self, errors: Sequence[Mapping[str, str]]) -> None:
        super().__init__("Mit diesen Angaben kann nicht gerechnet werden: " + " ".join(e["text"] for e in errors))
        self.errors = [dict(e) for e in errors]


class CorrectionRefused(DecisionError):
    """A correction without reason, at an unknown place, or with a value that makes no sense."""


class ReasonMissing(DecisionError):
    """A return or a refusal needs a reason that the other person can read."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Bitte begründen Sie {what}. Die andere Person muss verstehen, was zu tun ist.")


class UnknownReason(DecisionError):
    """The benefit knows no such reason to refuse."""

    def __init__(self) -> None:
        super().__init__("Bitte wählen Sie mindestens einen der angebotenen Ablehnungsgründe.")


class CooperationNotAsked(DecisionError):
    """§ 66 Abs. 3 SGB I: no refusal for lack of cooperation without written notice and an expired period."""

    def __init__(self) -> None:
        super().__init__(
            "Wegen fehlender Mitwirkung kann erst abgelehnt werden, wenn die Unterlagen mit Frist und Hinweis auf die "
            "Folgen schriftlich angefordert wurden, der Brief verschickt ist und die Frist abgelaufen ist "
            "(§ 66 Abs. 3 SGB I). Bitte fordern Sie die Unterlagen zuerst an."
        )


@dataclass(frozen=True)
class ConflictField:
    """One fact in a conflict: what I wanted to save, and what stands there now."""

    pfad: str
    label: str
    mine: Any
    """My value; None where only the other person changed this fact."""
    theirs: Any
    grund: str = ""
    """The other person's reason."""
    both: bool = False
    """True if both changed it."""


class EditConflict(DecisionError):
    """Somebody saved in between; nothing was overwritten (U21). `fields`: mine and theirs; `version`: the new one."""

    def __init__(self, fields: Sequence[ConflictField], version: int) -> None:
        super().__init__(
            "In der Zwischenzeit hat jemand anderes gespeichert. Ihre Eingaben sind noch da: "
            "Bitte vergleichen Sie die Felder und speichern Sie dann noch einmal."
        )
        self.fields = tuple(fields)
        self.version = version


class NoMeldetermin(DecisionError):
    """Nothing was missed that could be recorded."""

    def __init__(self) -> None:
        super().__init__(
            "Das ist kein versäumter Meldetermin. Festgehalten wird nur, wer mit Belehrung eingeladen war und nicht"
            " kam. Vermerken Sie zuerst am Termin, dass niemand gekommen ist."
        )


class SaidInTime(DecisionError):
    """The person said before the beginning that she could not come (J4)."""

    def __init__(self, day: str) -> None:
        super().__init__(
            f"Der Termin am {day} wurde vor seinem Beginn abgesagt. Ein Meldeversäumnis gibt es nicht. Vereinbaren Sie"
            " einen neuen Termin."
        )


class NotInvitedInWriting(DecisionError):
    """Without instruction there is no Meldeversäumnis (§ 32 Abs. 1 SGB II)."""

    def __init__(self) -> None:
        super().__init__(
            "Nennen Sie, wie die Person über die Rechtsfolgen belehrt wurde, zum Beispiel „Einladung vom 27. November"
            " 2026“. Ohne Belehrung gibt es kein Meldeversäumnis (§ 32 Abs. 1 SGB II)."
        )


class MeldungOver(DecisionError):
    """It was decided already."""

    def __init__(self) -> None:
        super().__init__("Darüber ist schon entschieden. Der Vorgang steht in der Akte.")


class ReasonNeeded(DecisionError):
    """A decision or note without words."""

    def __init__(self) -> None:
        super().__init__("Schreiben Sie in einem Satz, worauf sich das stützt. Die betroffene Person kann es lesen.")


class FirstHasNoConsequence(DecisionError):
    """`erstes` was chosen for a repeated one."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Das ist nicht das erste Meldeversäumnis, sondern das {number}. Wählen Sie einen anderen Ausgang, oder"
            " berichtigen Sie zuerst das frühere."
        )


class HearingFirst(DecisionError):
    """A repeated one is not decided before the person was heard (§ 24 SGB X)."""

    def __init__(self) -> None:
        super().__init__(
            "Zuerst wird die Person angehört (§ 24 SGB X). Schicken Sie die Anhörung, dann entscheiden Sie."
        )


class MeldungUnknown(NoDecision):
    """There is no such record at this Träger."""

    def __init__(self) -> None:
        Exception.__init__(
            self, "Diesen Vorgang gibt es nicht. Öffnen Sie ihn aus der Liste der versäumten Termine."
        )


class WiderspruchUnknown(NoDecision):
    """There is no such objection at this Träger, or it is somebody else's."""

    def __init__(self) -> None:
        Exception.__init__(self, "Diesen Widerspruch gibt es nicht. Öffnen Sie ihn aus der Liste der Widersprüche.")


class NothingToAttack(DecisionError):
    """No released decision with a letter: there is nothing to object to yet."""

    def __init__(self) -> None:
        super().__init__("Zu diesem Antrag gibt es noch keinen Bescheid.")


class WiderspruchOver(DecisionError):
    """It has ended already."""

    def __init__(self, stand: str) -> None:
        super().__init__(f"Dieser Widerspruch ist „{stand}“. Daran lässt sich nichts mehr ändern.")


class FormThereAlready(DecisionError):
    """The form was noted before; its first moment stays."""

    def __init__(self, how: str) -> None:
        super().__init__(f"Die Form ist schon da: {how}.")


class FormNotForDesk(DecisionError):
    """Staff note what they saw: a signature on paper."""

    def __init__(self) -> None:
        super().__init__(
            "Wählen Sie, was Sie gesehen haben: die Unterschrift auf der Niederschrift oder auf dem Brief."
        )


class SignatureNotSeen(DecisionError):
    """A Niederschrift without signature is none."""

    def __init__(self) -> None:
        super().__init__("Bestätigen Sie, dass die Person vor Ihnen unterschrieben hat. Erst dann ist die Form da.")


class ArrivalWrong(DecisionError):
    """The day of arrival of a letter lies in the future, or before the decision was made."""

    def __init__(self) -> None:
        super().__init__("Der Tag des Eingangs liegt in der Zukunft oder vor dem Bescheid. Bitte prüfen Sie ihn.")


class FormFirst(DecisionError):
    """Help is possible on a request for review too; an objection without form is none."""

    def __init__(self) -> None:
        super().__init__(
            "Die Unterschrift fehlt noch. Holen Sie sie nach, oder behandeln Sie die Erklärung als Überprüfungsantrag"
            " (§ 44 SGB X)."
        )


class NoChange(DecisionError):
    """The new calculation gives the same amounts: there is nothing to help with."""

    def __init__(self) -> None:
        super().__init__(
            "Mit diesen Angaben kommt in jedem Monat dasselbe heraus. Ändern Sie eine Angabe, oder helfen Sie nicht ab."
        )


class WorseThanBefore(DecisionError):
    """An objection must not end worse for the person who raised it."""

    def __init__(self, month: str) -> None:
        super().__init__(
            f"Im Monat {month} käme weniger heraus als im angegriffenen Bescheid. Im Widerspruchsverfahren darf es"
            " nicht schlechter werden. Eine Rücknahme braucht ein eigenes Verfahren (§§ 24, 45, 48 SGB X)."
        )


class CostsMissing(DecisionError):
    """Whoever helps also decides on costs (§ 63 SGB X)."""

    def __init__(self) -> None:
        super().__init__("Entscheiden Sie auch über die Kosten (§ 63 SGB X).")


class ErasureBlocked(DecisionError):
    """Something that is under way needs the data."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Löschen geht jetzt nicht: {why} Wählen Sie die Einschränkung und nennen Sie den Grund.")


class NoGrantToChange(DecisionError):
    """A change was told where nothing is granted for that time."""

    def __init__(self) -> None:
        super().__init__("Für diese Zeit ist nichts bewilligt. Eine Änderung braucht einen Bescheid, den sie ändert.")


class NothingLeftToChange(DecisionError):
    """All months that the change touches have begun or are paid: only hearing and repayment are left."""

    def __init__(self) -> None:
        super().__init__(
            "Alle Monate dieses Bescheids haben begonnen oder sind bezahlt. Für die Vergangenheit prüfen Sie die "
            "Erstattung: erst anhören (§ 24 SGB X), dann entscheiden."
        )


class PaidMeanwhile(DecisionError):
    """A month of a change that takes something away went out while the draft waited."""

    def __init__(self) -> None:
        super().__init__(
            "Für einen Monat dieser Änderung ist das Geld inzwischen unterwegs. Bitte geben Sie den Entwurf zurück und "
            "berechnen Sie neu: Dieser Monat gehört dann zur Prüfung der Erstattung."
        )


class AmountMoves(DecisionError):
    """A change that moves money from now on was to end without a Bescheid."""

    def __init__(self) -> None:
        super().__init__("Mit dieser Änderung ändert sich der Betrag. Übernehmen Sie sie: Das braucht einen Bescheid.")


class NothingToCheck(DecisionError):
    """Nothing was paid too much."""

    def __init__(self) -> None:
        super().__init__("Für vergangene Monate ist nichts zu viel gezahlt.")


class TooEarly(DecisionError):
    """The period still runs for long."""

    def __init__(self, first: date) -> None:
        super().__init__(
            f"Sie können ab dem {first.day}.{first.month}.{first.year} weiter beantragen. Bis dahin gilt Ihr Bescheid."
        )


class NothingToSeparate(DecisionError):
    """No separation was told, or the file knows no partner."""

    def __init__(self) -> None:
        super().__init__("Es gibt nichts zu trennen: Gemeldet ist keine Trennung, oder die Akte nennt keinen Partner.")
