"""What can go wrong with persons, as sentences to act on."""

from __future__ import annotations

from datetime import datetime

from nahbar.platform.zone import BERLIN


class PersonUnknown(LookupError):
    """There is no such person."""

    def __init__(self) -> None:
        super().__init__("Diese Person ist hier nicht bekannt.")


class WrongIban(ValueError):
    """The IBAN's check digits do not fit."""

    def __init__(self) -> None:
        super().__init__("Diese IBAN stimmt nicht. Vergleichen Sie sie Ziffer für Ziffer mit Ihrer Bankkarte.")


class OutsideSepa(ValueError):
    """A right IBAN of a country to which no SEPA credit transfer goes."""

    def __init__(self) -> None:
        super().__init__(
            "In dieses Land können wir nicht überweisen. Nehmen Sie ein Konto im Euro-Zahlungsraum (SEPA), "
            "oder sprechen Sie mit uns: Geld geht auch ohne Konto."
        )


class KontoError(Exception):
    """A change of the account cannot go on this way; the text says what to do."""


class KontoUnknown(KontoError):
    """There is no such change."""

    def __init__(self) -> None:
        super().__init__("Diese Änderung des Kontos gibt es nicht. Bitte öffnen Sie sie aus der Aufgabe.")


class KontoOver(KontoError):
    """It is in another state by now."""

    def __init__(self, stand: str) -> None:
        super().__init__(f"Diese Änderung des Kontos ist schon weiter: {stand}. Laden Sie die Seite neu.")


class KontoHeld(KontoError):
    """The day on which the person can stop it is not over."""

    def __init__(self, frei_ab: datetime) -> None:
        when = frei_ab.astimezone(BERLIN)
        super().__init__(
            f"Diese Änderung wartet bis {when:%d.%m.%Y, %H:%M} Uhr, damit die Person sie stoppen kann. "
            "Ist das alte Konto schon aufgelöst, nennen Sie den Grund; eine zweite Person gibt frei."
        )


class KontoReasonNeeded(KontoError):
    """Without a reason nobody can follow it later."""

    def __init__(self) -> None:
        super().__init__("Nennen Sie den Grund in einem Satz.")


class KontoSecondPerson(KontoError):
    """Four eyes."""

    def __init__(self) -> None:
        super().__init__("Sie haben das selbst eingetragen oder vorgeschlagen. Eine zweite Person gibt frei.")


class KontoSame(KontoError):
    """It is the account of today."""

    def __init__(self) -> None:
        super().__init__("Auf dieses Konto zahlen wir schon. Es gibt nichts zu ändern.")


class KontoRole(KontoError):
    """The role does not include this step."""

    def __init__(self) -> None:
        super().__init__("Diesen Schritt macht die Leistungssachbearbeitung.")


class KontoStoppedBefore(KontoError):
    """Somebody stopped a change lately."""

    def __init__(self) -> None:
        super().__init__(
            "Vor Kurzem wurde eine Änderung Ihres Kontos gestoppt. Zu Ihrem Schutz ändern wir es jetzt nur mit Ihnen "
            "persönlich: im Amt mit Ausweis, oder mit einem unterschriebenen Brief."
        )


class StepUpRefused(KontoError):
    """The second proof did not fit."""

    def __init__(self, wait_seconds: int = 0) -> None:
        super().__init__("Das hat nicht gepasst. Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Weg.")
        self.wait_seconds = wait_seconds


class NothingProtected(LookupError):
    """No protection of this address is in force."""

    def __init__(self) -> None:
        super().__init__("Diese Anschrift ist nicht geschützt.")


class ProtectedReasonMissing(ValueError):
    """Looking at or showing a protected address needs a reason."""

    def __init__(self) -> None:
        super().__init__("Schreiben Sie in einem Satz, wozu. Die Person kann ihn lesen. Lassen Sie die Anschrift weg.")


class SamePersonLifts(PermissionError):
    """Two people lift a protection."""

    def __init__(self) -> None:
        super().__init__("Den Schutz heben zwei Personen auf. Eine schlägt es vor, eine andere stimmt zu.")
