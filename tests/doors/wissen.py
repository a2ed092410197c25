"""Pages of knowledge: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

DECIDERS = frozenset({"leistung", "fallmanagement", "teamlead"})
ROWS: list[tuple[str | frozenset[str], str]] = [
    ("public", "portal: articles article"),
    (
        DECIDERS,
        "workplace: wissen wissen_neu wissen_beitrag wissen_aendern wissen_frei wissen_ende wissen_anmerken "
        "wissen_antworten",
    ),
]
NO_PAGES: frozenset[str] = frozenset(
    {"workplace:wissen_frei", "workplace:wissen_ende", "workplace:wissen_anmerken", "workplace:wissen_antworten"}
)
FILL = """
import django; django.setup()
from nahbar.config.demo.counter import Counter
from nahbar.config.demo.doors import knowledge
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
with traeger_scope(Traeger.objects.get(kuerzel="musterland").id):
    staff = {a.login: actor_of_account(a) for a in Account.objects.all()}
    knowledge.fill(Counter(staff=staff, today=clock.today()))
"""
"""Python that fills the town with the articles and rules of the demo."""


def places(there: Any) -> list[Any]:
    """The lists, the form, an article and a rule; a town without any gets those of the demo."""
    from tests.journeys.places import Place

    look = "select slug, id, art from knowledge_beitrag order by slug"
    if not there.town.sql(look):
        there.town.python(FILL)
    found = there.town.sql(look)
    slug = next(row[0] for row in found if row[2] == "artikel")
    rule = next(row[1] for row in found if row[0] == "nachzahlung-fuer-heizung")
    return [
        Place("portal:articles", "/hilfe"),
        Place("portal:article", f"/hilfe/{slug}"),
        Place("workplace:wissen", "/arbeit/wissen", "berg"),
        Place("workplace:wissen_neu", "/arbeit/wissen/neu/regel", "berg"),
        Place("workplace:wissen_beitrag", f"/arbeit/wissen/{rule}", "berg"),
        Place("workplace:wissen_aendern", f"/arbeit/wissen/{rule}/aendern", "berg"),
    ]
