"""The own-case shield: which file a page belongs to, and naming or ending the team of a protected file (U33)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from nahbar.domain.applications.briefcode_models import Briefcode
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.vertretung_models import Vertretung, Zustimmung
from nahbar.domain.appointments.models import Termin
from nahbar.domain.casefile import aktenschutz
from nahbar.domain.casefile.aktenschutz_models import Aktenschutz
from nahbar.domain.casefile.errors import NothingToProtect
from nahbar.domain.casefile.models import Akte, Auffaelligkeit, Aufgabe, Dokument, Handgriff, Notiz, Wiedervorlage
from nahbar.domain.conversations.models import Gespraech
from nahbar.domain.decisions.models import Entscheidung, Loeschvorschlag, Meldeversaeumnis
from nahbar.domain.decisions.rechte_models import Datenschutzantrag
from nahbar.domain.decisions.widerspruch_models import Widerspruch
from nahbar.domain.mailroom.incoming import Scandokument
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.people.models import Kontowechsel
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role


def _by(model: Any, path: str = "akte_id") -> Callable[[UUID], UUID | None]:
    def read(row_id: UUID) -> UUID | None:
        found: UUID | None = model.objects.filter(id=row_id).values_list(path, flat=True).first()
        return found

    return read


AKTE_OF: Mapping[str, Callable[[UUID], UUID | None]] = {
    "akte_id": lambda akte_id: akte_id,
    "antrag_id": _by(Antrag),
    "aufgabe_id": _by(Aufgabe),
    "brief_id": _by(Brief),
    "briefcode_id": _by(Briefcode, "antrag__akte_id"),
    "change_id": _by(Kontowechsel, "person__akten__id"),
    "dokument_id": _by(Dokument),
    "entscheidung_id": _by(Entscheidung),
    "frage_id": _by(Auffaelligkeit),
    "gespraech_id": _by(Gespraech),
    "handgriff_id": _by(Handgriff, "dokument__akte_id"),
    "loeschung_id": _by(Loeschvorschlag),
    "meldung_id": _by(Meldeversaeumnis),
    "notiz_id": _by(Notiz),
    "row_id": _by(Datenschutzantrag),
    "scan_id": _by(Scandokument, "dokument__akte_id"),
    "termin_id": _by(Termin),
    "vertretung_id": _by(Vertretung, "antrag__akte_id"),
    "widerspruch_id": _by(Widerspruch),
    "wiedervorlage_id": _by(Wiedervorlage),
    "zustimmung_id": _by(Zustimmung, "antrag__akte_id"),
}
"""Whose file an address of the workplace names, by the name of its parameter; a test keeps this complete."""
PAPER = frozenset({"brief_id", "scan_id"})
"""What the post room opens, folds and hands on, whosever it is."""


def refuse_protected(actor: Actor, named: Mapping[str, object]) -> None:
    """Raise AkteUnknown where an address names something of a file that is protected from whoever asks."""
    if not aktenschutz.hidden_akten(actor):
        return
    for name, value in named.items():
        if name in PAPER and actor.has(Role.POSTROOM):
            continue
        if name in AKTE_OF and isinstance(value, UUID):
            aktenschutz.must_know(actor, AKTE_OF[name](value))


@transaction.atomic
def protect_case(
    *, acting: Actor, aktenzeichen: str, grund: str, team: Iterable[UUID], betroffen: UUID | None
) -> Aktenschutz:
    """Protect the file of this number. Raises NothingToProtect, TeamTooSmall, OwnMatter."""
    akte: Akte | None = Akte.objects.filter(aktenzeichen=aktenzeichen.strip()).first()
    if akte is None or akte.id in aktenschutz.hidden_akten(acting) or grund not in Aktenschutz.Grund.values:
        raise NothingToProtect
    colleague: Account | None = next((one for one in aktenschutz.colleagues() if one.id == betroffen), None)
    return aktenschutz.protect_akte(acting=acting, akte=akte, grund=grund, team=team, betroffen=colleague)


def change_team(*, acting: Actor, schutz: Aktenschutz, team: Iterable[UUID]) -> Aktenschutz:
    """Name another team. Raises TeamTooSmall, OwnMatter."""
    return aktenschutz.protect_akte(
        acting=acting, akte=schutz.akte, grund=schutz.grund, team=team, betroffen=schutz.betroffen
    )
