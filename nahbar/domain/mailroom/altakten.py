"""Migration of the paper stock: the delivery note, the packages, and a report for each town (F05, J12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Count, Q

from nahbar.domain.casefile.models import Akte
from nahbar.domain.mailroom.altakten_models import Altakte, Altaktenpaket
from nahbar.domain.mailroom.incoming import Scandokument, Scanseite, Scanstapel
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.tenancy.models import Gemeinde

NO_TOWN = "ohne Gemeinde"


@dataclass(frozen=True)
class NoteLine:
    """One line of the delivery note."""

    aktenzeichen: str
    ags: str
    blaetter: int


@dataclass
class TownReport:
    """Count, completeness and quality of one town."""

    gemeinde: str
    akten: int = 0
    akten_da: int = 0
    blaetter: int = 0
    blaetter_da: int = 0
    gelesen: int = 0
    ohne_text: int = 0
    """Read, and no word on it: empty, or to be looked at."""
    zugeordnet: int = 0
    offen: int = 0
    """Letters that no file of this number takes: in the queue of the post room."""
    fehlt: list[str] = field(default_factory=list)
    """Numbers of files that did not come, or not with the sheets that were promised."""

    @property
    def vollstaendig(self) -> bool:
        return not self.fehlt


@transaction.atomic
def note_stock(*, acting: Actor, lines: Iterable[NoteLine]) -> int:
    """Keep the delivery note; read again it is corrected, not doubled."""
    towns: dict[str, Gemeinde] = {town.ags: town for town in Gemeinde.objects.all()}
    count = 0
    for line in lines:
        akte = Akte.objects.filter(aktenzeichen=line.aktenzeichen).first()
        Altakte.objects.update_or_create(
            aktenzeichen=line.aktenzeichen[:24],
            defaults={"gemeinde": towns.get(line.ags), "erwartet": line.blaetter, "akte": akte},
        )
        count += 1
    audit.record("stock_noted", acting=acting, object_type="altakten", object_id="-", details={"akten": count})
    return count


@transaction.atomic
def note_package(*, acting: Actor, datei: str, stapel: Scanstapel | None, grund: str = "") -> Altaktenpaket:
    """Keep what became of a package; a refused one may come again."""
    row, _ = Altaktenpaket.objects.update_or_create(
        datei=datei[:200], defaults={"stapel": stapel, "grund": grund[:400], "at": clock.now()}
    )
    audit.record(
        "stock_package", acting=acting, object_type="altaktenpaket", object_id=row.id,
        details={"uebernommen": stapel is not None},
    )  # fmt: skip
    one: Altaktenpaket = row
    return one


def is_stock(scan: Scandokument) -> bool:
    """Whether this letter came with the migration."""
    return bool(Altaktenpaket.objects.filter(stapel_id=scan.stapel_id).exists())


def refused_packages() -> Sequence[Altaktenpaket]:
    """Packages that could not be taken, with the reason."""
    return list(Altaktenpaket.objects.filter(stapel=None))


def report() -> Sequence[TownReport]:
    """Each town with what was promised and what came; files that were never promised stand at the end."""
    scans = Scandokument.objects.filter(stapel__altpaket__isnull=False)
    letters = {
        row["aktenzeichen"]: row
        for row in scans.values("aktenzeichen").annotate(
            da=Count("id"), zugeordnet=Count("id", filter=Q(stand=Scandokument.Stand.ZUGEORDNET)),
            offen=Count("id", filter=Q(stand=Scandokument.Stand.OFFEN)),
        )
    }  # fmt: skip
    pages = {
        row["scan__aktenzeichen"]: row
        for row in Scanseite.objects.filter(scan__stapel__altpaket__isnull=False)
        .values("scan__aktenzeichen")
        .annotate(
            da=Count("id"), gelesen=Count("id", filter=Q(gelesen_at__isnull=False)),
            leer=Count("id", filter=Q(gelesen_at__isnull=False, text="")),
        )
    }  # fmt: skip
    towns: dict[str, TownReport] = {}
    promised = {row.aktenzeichen: row for row in Altakte.objects.select_related("gemeinde")}
    for number in sorted(set(promised) | set(letters)):
        line, came, sheets = promised.get(number), letters.get(number), pages.get(number)
        name = line.gemeinde.name if line is not None and line.gemeinde is not None else NO_TOWN
        town = towns.setdefault(name, TownReport(name))
        wanted = line.erwartet if line is not None else 0
        got = sheets["da"] if sheets else 0
        town.akten, town.blaetter = town.akten + (line is not None), town.blaetter + wanted
        town.akten_da, town.blaetter_da = town.akten_da + (came is not None), town.blaetter_da + got
        if sheets:
            town.gelesen, town.ohne_text = town.gelesen + sheets["gelesen"], town.ohne_text + sheets["leer"]
        if came:
            town.zugeordnet, town.offen = town.zugeordnet + came["zugeordnet"], town.offen + came["offen"]
        if wanted != got:
            town.fehlt.append(f"{number}: {got} von {wanted} Blättern")
    return sorted(towns.values(), key=lambda town: (town.gemeinde == NO_TOWN, town.gemeinde))
