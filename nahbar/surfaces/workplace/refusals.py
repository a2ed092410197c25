"""The refusals of rooms and procedures: exceptions whose text is a sentence to act on."""

from __future__ import annotations

from types import ModuleType

from nahbar.domain.applications import errors as applications
from nahbar.domain.applications import vertretung_errors as vertretungen
from nahbar.domain.appointments import errors as appointments
from nahbar.domain.appointments import tickets_errors as tickets
from nahbar.domain.casefile import errors as casefile
from nahbar.domain.conversations import errors as conversations
from nahbar.domain.decisions import aufbewahrung_errors as aufbewahrung
from nahbar.domain.decisions import errors as decisions
from nahbar.domain.knowledge import errors as knowledge
from nahbar.domain.lobby import errors as lobby
from nahbar.domain.mailroom import errors as mailroom
from nahbar.domain.mailroom import queries as letters
from nahbar.domain.mailroom import scan_errors as scans
from nahbar.domain.payments import errors as payments
from nahbar.domain.people import cards_errors as cards
from nahbar.domain.people import errors as people
from nahbar.domain.planning import errors as planning
from nahbar.domain.rollout import errors as rollout
from nahbar.platform import ports


def declared(*modules: ModuleType) -> tuple[type[Exception], ...]:
    """Every exception that these modules declare."""
    return tuple(
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Exception) and value.__module__ == module.__name__
    )


REFUSALS = declared(
    people, knowledge, cards, rollout, tickets, casefile, appointments, mailroom, letters, scans,
    conversations, applications, vertretungen, lobby, aufbewahrung, decisions, payments, planning, ports,
)  # fmt: skip
