"""Rows in bulk: collected in memory, written table by table."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from nahbar.domain.applications.models import Antrag, Antwortstand, Nachweis, Zugang
from nahbar.domain.casefile.models import Akte, Aufgabe, Dokument, Eintrag, Seite, Teilakte, Vorgang
from nahbar.domain.decisions.models import Entscheidung, Leistungszeile
from nahbar.domain.payments.models import Zahllauf, Zahlungsauftrag
from nahbar.domain.people.models import Bankverbindung, Person
from nahbar.platform.tenancy.models import TenantModel

T = TypeVar("T", bound=TenantModel)

ORDER: tuple[type[TenantModel], ...] = (
    Person, Bankverbindung, Akte, Teilakte, Vorgang, Antrag, Antwortstand, Zugang, Nachweis, Dokument, Seite,
    Entscheidung, Leistungszeile, Zahllauf, Zahlungsauftrag, Eintrag, Aufgabe,
)  # fmt: skip
"""What is referred to comes first."""


class Rows:
    """Collects unsaved rows of one Träger."""

    def __init__(self, traeger_id: UUID) -> None:
        self.traeger_id = traeger_id
        self.by_table: dict[type[TenantModel], list[TenantModel]] = {table: [] for table in ORDER}

    def add(self, row: T) -> T:
        """Keep a row for `write`."""
        row.traeger_id = self.traeger_id
        self.by_table[type(row)].append(row)
        return row

    def write(self) -> dict[str, int]:
        """Write everything; table name → number of rows."""
        counts = {}
        for table in ORDER:
            rows = self.by_table[table]
            table.objects.bulk_create(rows, batch_size=500)
            counts[table.__name__] = len(rows)
        return counts
