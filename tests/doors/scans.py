"""Pages of scan batches and the ledger: who may see them, and what they look like."""

from __future__ import annotations

import json
from typing import Any

LETTERS = frozenset({"postroom", "leistung", "teamlead"})
SORTERS = frozenset({"postroom", "teamlead"})
ROWS: list[tuple[str | frozenset[str], str]] = [
    (LETTERS, "workplace: scans scan_batch originals original_change"),
    (frozenset({"teamlead"}), "workplace: scan_close"),
    (SORTERS, "workplace: scan scan_pdf scan_page scan_assign scan_reject scan_reassign"),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "workplace:scan_pdf", "workplace:scan_page", "workplace:scan_assign", "workplace:scan_reject",
        "workplace:scan_reassign", "workplace:original_change", "workplace:scan_close",
    }
)  # fmt: skip

DELIVER = """
import django, json; django.setup()
from nahbar.config.demo.doors.mailroom import sample_letters
from nahbar.domain.casefile.models import Akte
from nahbar.domain.mailroom.incoming import Scandokument, Scanstapel
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
with traeger_scope(Traeger.objects.get(kuerzel="musterland").id):
    akte = Akte.objects.order_by("created_at").select_related("person").first()
    sample_letters(akte)
    one = {stand: str(Scandokument.objects.filter(stand=stand).first().id) for stand in ("offen", "zugeordnet")}
    print(json.dumps(one | {"stapel": str(Scanstapel.objects.first().id), "name": akte.person.nachname}))
"""


def places(there: Any) -> list[Any]:
    """Counters, a batch, a letter that waits, one with hits, one that was assigned, the ledger."""
    from tests.journeys.places import Place

    made = json.loads(there.town.python(DELIVER).splitlines()[-1])
    letter, filed = (f"/arbeit/poststelle/schriftstueck/{made[key]}" for key in ("offen", "zugeordnet"))
    return [
        Place("workplace:scans", "/arbeit/poststelle/", "post"),
        Place("workplace:scan_batch", f"/arbeit/poststelle/stapel/{made['stapel']}", "post"),
        Place("workplace:scan", letter, "post"),
        Place("workplace:scan", f"{letter}?q={made['name']}", "post", label="workplace-scan-treffer"),
        Place("workplace:scan", f"{letter}?q=Xyxyxy", "post", label="workplace-scan-nichts"),
        Place("workplace:scan", f"{filed}?q={made['name']}", "post", label="workplace-scan-zugeordnet"),
        Place("workplace:originals", "/arbeit/poststelle/originale", "post", open_details=True),
        Place("workplace:originals", "/arbeit/poststelle/originale?welche=fort", "post",
              label="workplace-originals-leer"),
    ]  # fmt: skip
