"""What planning refuses, as sentences a person can act on."""

from __future__ import annotations


class PlanningError(Exception):
    """Something cannot be planned in this way; the text says what to do instead."""


class NotAllowed(PlanningError):
    """Somebody else plans."""

    def __init__(self) -> None:
        super().__init__("Das macht die Sozialplanung oder die Teamleitung. Bitte wenden Sie sich dorthin.")


class RaumUnknown(PlanningError):
    """There is no such area at this Träger."""

    def __init__(self) -> None:
        super().__init__("Diesen Planungsraum gibt es nicht. Bitte öffnen Sie ihn aus der Karte.")


class VorschlagUnknown(PlanningError):
    """There is no such proposal at this Träger."""

    def __init__(self) -> None:
        super().__init__("Diesen Vorschlag gibt es nicht. Bitte öffnen Sie ihn aus der Liste.")


class VorlageUnknown(PlanningError):
    """There is no such paper at this Träger."""

    def __init__(self) -> None:
        super().__init__("Diese Vorlage gibt es nicht. Bitte öffnen Sie sie aus der Liste.")


class BadDelivery(PlanningError):
    """Files of areas or figures cannot be taken; the sentence names file, row and what is wrong."""


class NoAreas(PlanningError):
    """Nothing was imported yet."""

    def __init__(self) -> None:
        super().__init__("Es sind noch keine Planungsräume eingelesen. Der Betrieb macht das mit „planung-import“.")


class NoPlan(PlanningError):
    """No choice of rooms fulfils what was asked for."""


class NotReady(PlanningError):
    """The proposal is still being calculated, or was taken over."""


class BadInput(PlanningError):
    """A figure or text that was typed cannot be used."""
