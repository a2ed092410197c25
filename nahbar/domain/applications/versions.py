"""Which version of the questions an application has: a draft goes along with the newest, a sent one keeps its own."""

from __future__ import annotations

from nahbar.benefits import registry
from nahbar.domain.applications.models import Antrag
from nahbar.platform.zone import BERLIN
from nahbar.questionnaire.migrate import carry_over, news
from nahbar.questionnaire.model import KEY_DATE, Questionnaire


def questionnaire_of(antrag: Antrag) -> Questionnaire:
    """The questions of this application in the version it is pinned to; raises LookupError for one that is gone."""
    for questionnaire in _versions(antrag):
        if questionnaire.version == antrag.fragebogen_version:
            return questionnaire
    newest = registry.get(antrag.leistung).questionnaire
    if not newest.pages:  # the files of an office's form cannot be read at present: there is nothing to show
        return newest
    raise LookupError(f"{antrag.leistung}: version {antrag.fragebogen_version} of the questions is not on the shelf")


def brought_up_to_date(antrag: Antrag) -> Antrag:
    """The same row in memory: a draft of an earlier version with its answers carried over, and what is new in a word.

    Nothing is written: the next answer that is kept writes both, or nothing changes. A sent application stays as it is.
    """
    if antrag.stand == Antrag.Stand.GESICHERT:
        versions = _versions(antrag)
        if antrag.fragebogen_version < versions[-1].version:
            antrag.antworten = carry_over(versions, antrag.antworten, antrag.fragebogen_version)
            if antrag.antworten:
                antrag.fragebogen_neu = news(versions, antrag.fragebogen_version)
            antrag.fragebogen_version = versions[-1].version
        antrag.antworten.setdefault(KEY_DATE, antrag.gesichert_at.astimezone(BERLIN).date().isoformat())
    return antrag


def _versions(antrag: Antrag) -> tuple[Questionnaire, ...]:
    benefit = registry.get(antrag.leistung)
    return (*benefit.earlier_questionnaires, benefit.questionnaire)
