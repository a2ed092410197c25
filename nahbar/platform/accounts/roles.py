"""Who acts: kinds of actors, roles, and the Actor that every write names."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """A role in the office or before it; the value is what the database keeps."""

    CITIZEN = "citizen"
    REPRESENTATIVE = "representative"
    FRONTDESK = "frontdesk"
    POSTROOM = "postroom"
    LEISTUNG = "leistung"
    FALLMANAGEMENT = "fallmanagement"
    TEAMLEAD = "teamlead"
    CASHIER = "cashier"
    PLANNER = "planner"
    OPERATOR = "operator"
    MACHINE = "machine"


LABELS = {
    Role.CITIZEN: "Bürgerin oder Bürger",
    Role.REPRESENTATIVE: "Vertretung",
    Role.FRONTDESK: "Empfang",
    Role.POSTROOM: "Poststelle",
    Role.LEISTUNG: "Leistungssachbearbeitung",
    Role.FALLMANAGEMENT: "Fallmanagement",
    Role.TEAMLEAD: "Teamleitung",
    Role.CASHIER: "Kasse",
    Role.PLANNER: "Sozialplanung",
    Role.OPERATOR: "Betrieb",
    Role.MACHINE: "Programm",
}

STAFF = frozenset(
    {
        Role.FRONTDESK, Role.POSTROOM, Role.LEISTUNG, Role.FALLMANAGEMENT, Role.TEAMLEAD, Role.CASHIER, Role.PLANNER,
        Role.OPERATOR,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Arbeitsort:
    """The place at which somebody of the office works right now: chosen for the session, or fixed for the device."""

    id: UUID
    name: str
    nur_beratung: bool = False
    """A partner room for information and counselling alone: its purpose lock holds for whatever is done there (A07)."""
    fest: bool = False
    """Fixed for this device: the person cannot change it."""


@dataclass(frozen=True)
class Befugnis:
    """What somebody may do today for another person with one application."""

    antrag_id: UUID
    vertretung_id: UUID
    art: str
    fuer: str
    """The person's name, for the reader's eyes alone."""
    darf: frozenset[str]


@dataclass(frozen=True)
class Actor:
    """Whoever acts in this request or job. Anonymous visitors have no role at all: default deny."""

    kind: str
    """`anonymous`, `citizen`, `representative`, `staff`, `machine`."""
    id: str
    roles: frozenset[Role] = frozenset()
    name: str = ""
    """Shown to the actor alone; never written to audit or logs."""
    account_id: UUID | None = None
    antrag_ids: frozenset[UUID] = field(default_factory=frozenset)
    """The applications that a citizen has opened with code and PIN, or that belong to the account."""
    arbeitsort: Arbeitsort | None = None
    """Where a member of staff works; None: at the desk of the office."""
    befugnisse: tuple[Befugnis, ...] = ()
    """For whom a representative or helper acts: read anew at each request, so that an end is an end."""

    @property
    def role_label(self) -> str:
        """The role in plain words, as the audit trail and citizens read it."""
        if Role.REPRESENTATIVE in self.roles:
            return LABELS[Role.REPRESENTATIVE]
        return ", ".join(LABELS[role] for role in sorted(self.roles)) or "Besuch ohne Anmeldung"

    @property
    def is_staff(self) -> bool:
        """True for everybody who works in the office."""
        return bool(self.roles & STAFF)

    def has(self, *roles: Role) -> bool:
        """True if the actor has one of these roles."""
        return bool(self.roles & set(roles))


ANONYMOUS = Actor(kind="anonymous", id="-")
MACHINE = Actor(kind="machine", id="nahbar", roles=frozenset({Role.MACHINE}), name="Nahbar")
