"""Fill the demo: two Träger, their staff, the stock, and the cases that visitors look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nahbar.config.demo.fates import take_over
from nahbar.config.demo.moments import clock_at
from nahbar.config.demo.papers import cover_sheet
from nahbar.config.demo.rows import Rows
from nahbar.config.demo.showcase import show
from nahbar.config.demo.stock import Office, write_stock
from nahbar.config.demo.stock_work import Cover
from nahbar.config.demo.town import NEIGHBOURS, STAFF, TOWNS, create_staff, create_traeger
from nahbar.config.demo.where import Access
from nahbar.domain.applications.models import Antrag
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.audit import actions as audit
from nahbar.platform.intake import Accepted, accept
from nahbar.platform.tenancy.models import Gemeinde, Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.vault.actions import store_file

SIZE = 300
SEED = 20261123


@dataclass(frozen=True)
class Seeded:
    """What was made: rows of the stock by table, and the way into each case that visitors look at."""

    rows: dict[str, int]
    accesses: tuple[Access, ...]


def seed(size: int = SIZE, seed: int = SEED) -> Seeded | None:
    """Make the demo's data as of today; None, and nothing done, where Kreis Musterland has cases.

    All or nothing: one transaction for each Träger, the neighbour first.
    """
    today = clock.today()
    with clock_at(take_over(today)):
        neighbour = _traeger("nebenstadt")
        with traeger_scope(neighbour.id):
            if not Account.objects.exists():
                create_staff(NEIGHBOURS)
        musterland = _traeger("musterland")
    with traeger_scope(musterland.id):
        if Antrag.objects.exists():
            return None
        with clock_at(take_over(today)):
            rows = _stock(musterland, size, seed, today)
        accesses = show(today)
    return Seeded(rows, accesses)


def _traeger(key: str) -> Traeger:
    return Traeger.objects.filter(kuerzel=key).first() or create_traeger(key)


def _cover(musterland: Traeger) -> Cover:
    found = accept("Deckblatt.pdf", cover_sheet(musterland, clock.today()))
    assert isinstance(found, Accepted)
    return Cover(store_file(found.view_pdf, "application/pdf"), store_file(found.previews[0], "image/jpeg"))


def _stock(musterland: Traeger, size: int, seed: int, today: date) -> dict[str, int]:
    known = {account.login: account for account in Account.objects.all()}
    staff = known if set(known) >= {line[0] for line in STAFF} else create_staff()
    rows = Rows(musterland.id)
    cover = _cover(musterland)
    order = [name for name, _, _ in TOWNS["musterland"]]
    towns = sorted(Gemeinde.objects.all(), key=lambda town: order.index(town.name))
    write_stock(rows, Office(staff, tuple(towns), cover, today), size, seed)
    counts = rows.write()
    audit.record(
        "stock_taken_over", acting=MACHINE, object_type="traeger", object_id=musterland.id, details={"faelle": size}
    )
    return counts
