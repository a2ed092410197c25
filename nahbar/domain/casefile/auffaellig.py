"""Rules that ask about an access, and what a person decides about it (U32)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from nahbar.domain.casefile.aktenschutz import hidden_akten
from nahbar.domain.casefile.aktenschutz_models import Aktenschutz
from nahbar.domain.casefile.auffaellig_models import Auffaelligkeit
from nahbar.domain.casefile.errors import AkteUnknown, NoteMissing, OwnMatter
from nahbar.domain.casefile.models import Akte, Zugriff
from nahbar.domain.people.models import Person
from nahbar.domain.people.names import search_key
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.zone import BERLIN

Regel, Stand = Auffaelligkeit.Regel, Auffaelligkeit.Stand
HOUR = timedelta(hours=1)
MOST_FILES = 15
"""Files opened with a typed reason in an hour; a search shows up to 20 at once, so it has a limit of its own."""
MOST_SHOWN = 100
HOURS = range(6, 20)
"""Local hours of a working day in which offices work, with flexitime."""
QUIET = timedelta(days=30)
"""The same about the same file is not asked twice in this time."""
LEAST_NOTE = 10
_TITLES = frozenset({"frau", "herr", "dr", "prof"})


def note_unusual(*, acting: Actor, zugriff: Zugriff, akte: Akte) -> Sequence[Auffaelligkeit]:
    """Ask every rule about an access that has just been noted; what one finds waits for a team lead."""
    account: Account | None = Account.objects.filter(id=acting.account_id, kind=Account.Kind.STAFF).first()
    if account is None:
        return []
    found = []
    for regel, text in _findings(account, zugriff, akte):
        same = Auffaelligkeit.objects.filter(account=account, regel=regel)
        if regel == Regel.VIELE:
            same = same.filter(at__gt=zugriff.at - HOUR)
        else:
            same = same.filter(akte=akte, at__gt=zugriff.at - QUIET)
        if not same.exists():
            row: Auffaelligkeit = Auffaelligkeit.objects.create(
                zugriff=zugriff, akte=akte, account=account, regel=regel, text=text, at=zugriff.at
            )
            audit.record(
                "access_unusual", acting=acting, object_type="akte", object_id=akte.id, details={"regel": str(regel)}
            )
            found.append(row)
    return found


def _findings(account: Account, zugriff: Zugriff, akte: Akte) -> Sequence[tuple[str, str]]:
    person, found = akte.person, list[tuple[str, str]]()
    surname = search_key(person.nachname)
    if surname and surname in _names(account):
        found.append((Regel.NAME, f"{account.name} hat eine Akte mit dem eigenen Nachnamen geöffnet."))
    if _lives_with(account, person):
        found.append((Regel.ANSCHRIFT, f"{account.name} hat eine Akte unter der Anschrift der eigenen Sache geöffnet."))
    if _of_colleague(account, akte):
        found.append((Regel.KOLLEGE, f"{account.name} hat eine Akte geöffnet, die jemanden aus dem Haus betrifft."))
    if zugriff.anlass in (Zugriff.Anlass.GRUND, Zugriff.Anlass.SUCHE):
        found += _by_time(account, zugriff)
    return found


def _names(account: Account) -> set[str]:
    """The surname of an account: everything behind title and first name, each part of a double name too."""
    words = [word for word in search_key(account.name).split() if word not in _TITLES]
    return {words[-1], *(search_key(part) for part in account.name.split()[-1].split("-"))} if words else set()


def _lives_with(account: Account, person: Person) -> bool:
    """The same address as a file that is, or was, protected because of this colleague."""
    if not (person.strasse and person.plz):
        return False
    own = Aktenschutz.objects.filter(betroffen=account).values("akte__person_id")
    there = Person.objects.filter(id__in=own, plz=person.plz, hausnummer__iexact=person.hausnummer)
    return bool(there.filter(strasse__iexact=person.strasse).exists())


def _of_colleague(account: Account, akte: Akte) -> bool:
    """Protected now or earlier because of somebody who works here; its team opens it as its work."""
    rows = Aktenschutz.objects.filter(akte=akte, betroffen__isnull=False).exclude(betroffen=account)
    return bool(rows.exclude(Q(team__account=account), beendet_at=None).exists())


def _by_time(account: Account, zugriff: Zugriff) -> Sequence[tuple[str, str]]:
    found = list[tuple[str, str]]()
    local = zugriff.at.astimezone(BERLIN)
    if zugriff.anlass == Zugriff.Anlass.GRUND and (local.hour not in HOURS or local.weekday() > 4):
        found.append((Regel.UHRZEIT, f"{account.name} hat eine fremde Akte um {local:%H.%M} Uhr geöffnet."))
    most = MOST_SHOWN if zugriff.anlass == Zugriff.Anlass.SUCHE else MOST_FILES
    latest = Zugriff.objects.filter(account=account, anlass=zugriff.anlass, at__gt=zugriff.at - HOUR)
    count = latest.values("akte_id").distinct().count()
    if count > most:
        found.append((Regel.VIELE, f"{account.name} hat in einer Stunde {count} fremde Akten gesehen."))
    return found


def questions(actor: Actor, *, open_: bool) -> Sequence[Auffaelligkeit]:
    """What waits for a decision, or the last hundred decided; nothing about oneself or in a file one may not know."""
    rows = Auffaelligkeit.objects.select_related("akte__person", "account", "zugriff", "entschieden_by")
    rows = rows.exclude(account_id=actor.account_id).exclude(akte_id__in=hidden_akten(actor))
    return list(rows.filter(stand=Stand.OFFEN) if open_ else rows.exclude(stand=Stand.OFFEN)[:100])


def question_by_id(row_id: UUID, actor: Actor) -> Auffaelligkeit:
    """One of them; raises AkteUnknown, also for what is about whoever asks."""
    rows = Auffaelligkeit.objects.select_related("akte__person", "account", "zugriff")
    row: Auffaelligkeit | None = rows.filter(id=row_id).exclude(akte_id__in=hidden_akten(actor)).first()
    if row is None or row.account_id == actor.account_id:
        raise AkteUnknown
    return row


@transaction.atomic
def decide(*, acting: Actor, row: Auffaelligkeit, stand: str, anmerkung: str) -> Auffaelligkeit:
    """In order, a talk, or a report; what was decided can be decided anew, the trail keeps both.

    Raises OwnMatter, NoteMissing (a talk or a report without a word about it).
    """
    current: Auffaelligkeit = Auffaelligkeit.objects.select_for_update(of=("self",)).get(id=row.id)
    if acting.account_id is None or current.account_id == acting.account_id:
        raise OwnMatter
    note = " ".join(anmerkung.split())[:300]
    if stand not in (Stand.ORDNUNG, Stand.GESPRAECH, Stand.MELDUNG):
        raise NoteMissing("Wählen Sie, was daraus folgt.")
    if stand != Stand.ORDNUNG and len(note) < LEAST_NOTE:
        raise NoteMissing("Schreiben Sie in einem Satz, was besprochen oder gemeldet wurde.")
    current.stand, current.anmerkung = stand, note
    current.entschieden_at, current.entschieden_by_id = clock.now(), acting.account_id
    current.save(update_fields=["stand", "anmerkung", "entschieden_at", "entschieden_by"])
    audit.record(
        "access_judged", acting=acting, object_type="akte", object_id=current.akte_id, details={"stand": stand}
    )
    return current
