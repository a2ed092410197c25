"""Short forms beside an application or on their own: Bildung und Teilhabe, and the forms of an office."""

from __future__ import annotations

from nahbar.benefits import registry
from nahbar.benefits.base import Benefit
from nahbar.domain.applications.errors import FormClosed
from nahbar.domain.applications.folge import COUNTS, LIVELIHOOD, last_declared, line_of
from nahbar.domain.applications.models import Antrag
from nahbar.platform import clock
from nahbar.questionnaire.model import Answers


def may_ask(antrag: Antrag) -> bool:
    """Whether something of this line has arrived: what is beside needs something to stand beside."""
    return any(one.stand in COUNTS and one.art in LIVELIHOOD for one in line_of(antrag))


def may_stand_beside(benefit: Benefit, antrag: Antrag) -> bool:
    """Whether this short form may be asked for beside what has arrived in this line."""
    source, short = last_declared(antrag), benefit.short
    return source is not None and short is not None and registry.get(source.leistung).norm in short.beside


def asked_for(antrag: Antrag, art: str = Antrag.Art.BILDUNG) -> list[Antrag]:
    """The short forms of this kind in this line, newest first; withdrawn ones are left out."""
    rows = [one for one in line_of(antrag) if one.art == art and one.stand != Antrag.Stand.ZURUECKGENOMMEN]
    return sorted(rows, key=lambda one: one.gesichert_at, reverse=True)


def draft_for(antrag: Antrag, benefit: Benefit, kind: str = "") -> Antrag | None:
    """The request that was begun (for this child) and not sent yet."""
    drafts = (one for one in line_of(antrag) if one.kurz and one.stand == Antrag.Stand.GESICHERT)
    found = (one for one in drafts if one.leistung == benefit.key and (one.aenderung or {}).get("kind", "") == kind)
    return next(found, None)


def known_about(antrag: Antrag, benefit: Benefit) -> Answers:
    """What the last declaration of this line has said about the person, as answers of the form."""
    source = last_declared(antrag)
    keys = benefit.short.person if benefit.short is not None else ()
    return {} if source is None else {key: source.antworten[key] for key in keys if key in source.antworten}


def must_be_readable(antrag: Antrag) -> None:
    """Raises FormClosed while the files of an office's form cannot be read: its questions are not known then."""
    if not registry.get(antrag.leistung).questionnaire.pages:
        raise FormClosed


def subject_of(antrag: Antrag) -> str:
    """What an application is called in a task and in the file: `Antrag`, `Weiterbewilligung`, `Sozialpass`."""
    if antrag.art == Antrag.Art.FORMULAR:
        return registry.get(antrag.leistung).public_name(clock.today())
    return "Antrag" if antrag.stamm_id is None else str(antrag.get_art_display())
