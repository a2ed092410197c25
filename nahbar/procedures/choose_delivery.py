"""How letters come: consent to the portal for each person alone, taken back at any time (§ 37 Abs. 2a SGB X, U43)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications.errors import AntragUnknown, NotSubmitted
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import is_own_antrag
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions import rechte
from nahbar.domain.decisions.rechte_models import Zustellwahl
from nahbar.domain.decisions.rechte_queries import under_way
from nahbar.domain.mailroom import actions as mailroom
from nahbar.domain.mailroom.models import Brief
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.vault.actions import read_file

AGAIN = " (noch einmal auf Papier)"


@transaction.atomic
def choose_delivery(*, acting: Actor, antrag: Antrag, elektronisch: bool) -> Zustellwahl:
    """Consent, or take the consent back; uploads, messages and status stay as they are on either way.

    Taken back it holds for the future. A letter that is under way, notified but not yet made known and not opened, goes
    out once more on paper: no period then ends before the one of the paper (U43). Raises AntragUnknown, NotSubmitted.
    """
    if not is_own_antrag(acting, antrag):
        raise AntragUnknown
    if antrag.akte is None or antrag.vorgang is None or antrag.person is None:
        raise NotSubmitted
    moving = [] if elektronisch else list(under_way(antrag))
    made = rechte.choose_delivery(acting=acting, antrag=antrag, elektronisch=elektronisch)
    way = "im Postfach des Portals" if elektronisch else "mit der Post"
    casefile.add_eintrag(
        acting=acting, akte=antrag.akte, vorgang=antrag.vorgang, art="zustellung_gewaehlt",
        text=f"Briefe kommen ab jetzt {way}.",
    )  # fmt: skip
    for brief in moving:
        _on_paper(acting, brief)
    return made


def _on_paper(acting: Actor, brief: Brief) -> Brief:
    again = mailroom.create_brief(
        acting=acting, akte=brief.akte, vorgang=brief.vorgang, person=brief.person, art=brief.art,
        betreff=f"{brief.betreff}{AGAIN}"[:200], pdf=read_file(brief.dokument.original), weg=Brief.Weg.POST,
    )  # fmt: skip
    if brief.stand == Brief.Stand.BEREIT:
        mailroom.stop_brief(acting=acting, brief=brief, grund="Einwilligung widerrufen, geht auf Papier hinaus")
    casefile.add_eintrag(
        acting=acting, akte=brief.akte, vorgang=brief.vorgang, art="brief_noch_einmal",
        text=f"{brief.betreff} war noch unterwegs und geht noch einmal auf Papier hinaus."
        " Die Frist zählt ab dem Papier.",
    )  # fmt: skip
    return again
