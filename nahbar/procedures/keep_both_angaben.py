"""Two people speak for one applicant: what differs is kept from both, and somebody of the office compares (U17)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction

from nahbar.domain.applications import queries
from nahbar.domain.applications import vertretung_actions as mandates
from nahbar.domain.applications.models import Angabe, Antrag, Upload, Vertreter
from nahbar.domain.applications.policies import is_own_antrag
from nahbar.domain.applications.schutz import HIDDEN, is_protected
from nahbar.domain.applications.vertretung_errors import NotAllowedHere, ReasonNeeded
from nahbar.domain.applications.vertretung_queries import contradictions, vertreter_of
from nahbar.domain.casefile import actions as casefile
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Questionnaire

CHECK_WITHIN = timedelta(days=3)
ANSWERS, PAPERS = "angaben_widersprechen", "unterlagen_vergleichen"
LONGEST = 160


def _statements(
    questionnaire: Questionnaire, answers: Mapping[str, Any], *, hide: bool = False
) -> dict[str, tuple[Any, str, str, str]]:
    """Path → value, page, question, and the value as people read it; what is open or unknown is no statement."""
    found: dict[str, tuple[Any, str, str, str]] = {}
    for section in engine.summary(questionnaire, dict(answers)):
        for row in section.rows:
            if row.unknown or (hide and row.key in HIDDEN):
                continue
            ref = row.page_ref
            group = questionnaire.page(ref.page).group
            path = f"{group}.{ref.item}.{row.key}" if group else row.key
            scope: Mapping[str, Any] = answers
            if group:
                scope = next((item for item in answers.get(group) or () if item["id"] == ref.item), {})
            if scope.get(row.key) is not None:
                found[path[:LONGEST]] = (scope[row.key], ref.page, row.label, row.value_text)
    return found


@transaction.atomic
def keep_both(*, acting: Actor, antrag: Antrag, before: Mapping[str, Any], after: Mapping[str, Any]) -> int:
    """Keep what each side said where an answer changed hands; gives how many answers were noted.

    A representative's answers are always noted as the representative's. The person's own are noted as soon as a
    representative said something to the same question: before, there is only one side. What a report of a change or
    a continuation was prefilled with is no word against it. Staff change nothing here.
    """
    vertreter = vertreter_of(acting.account_id) if acting.befugnisse else None
    if vertreter is None and not is_own_antrag(acting, antrag):
        return 0
    questionnaire = queries.questionnaire_of(antrag)
    hide = is_protected(antrag)  # nothing of a protected address is kept apart, where others compare
    old, new = _statements(questionnaire, before, hide=hide), _statements(questionnaire, after, hide=hide)
    noted = {row.pfad for row in Angabe.objects.filter(antrag=antrag)}
    count = 0
    for path, (value, page, question, text) in new.items():
        changed = path not in old or old[path][0] != value
        if not changed or (vertreter is None and path not in noted):
            continue
        if vertreter is not None and path in old and path not in noted and antrag.stamm_id is None:
            _note(acting, antrag, path, None, old[path])
        _note(acting, antrag, path, vertreter, (value, page, question, text))
        count += 1
    return count


def _note(
    acting: Actor, antrag: Antrag, path: str, who: Vertreter | None, statement: tuple[Any, str, str, str]
) -> None:
    value, page, question, text = statement
    mandates.note_angabe(
        acting=acting, antrag=antrag, pfad=path, seite=page, frage=question, vertreter=who, wert=value, text=text
    )


@transaction.atomic
def tell_contradictions(*, acting: Actor, antrag: Antrag) -> int:
    """Put the questions with two answers on the work list, once the application is in the office."""
    found = contradictions(antrag)
    if not found or antrag.akte is None or antrag.vorgang is None:
        return 0
    casefile.add_eintrag(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art=ANSWERS,
        text="Zwei Angaben zu derselben Frage, beide sind gespeichert: " + "; ".join(one["frage"] for one in found),
    )
    casefile.add_aufgabe(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art=ANSWERS,
        titel=f"Angaben widersprechen sich: {found[0]['frage']}" + (f" und {len(found) - 1} mehr" * (len(found) > 1)),
        frist=clock.today() + CHECK_WITHIN,
        pool=Role.LEISTUNG.value,
    )
    return len(found)


@transaction.atomic
def note_paper(*, acting: Actor, antrag: Antrag, upload: Upload) -> None:
    """Note who sent a file; where both sides sent papers to the same point, somebody compares them."""
    vertreter = vertreter_of(acting.account_id) if acting.befugnisse else None
    if vertreter is not None:
        mandates.note_sender(acting=acting, upload=upload, vertreter=vertreter)
    if antrag.akte is not None:
        compare_papers(acting=acting, antrag=antrag)


@transaction.atomic
def compare_papers(*, acting: Actor, antrag: Antrag) -> int:
    """Make a task where papers to one point came from two sides; nothing replaces anything. Gives how many points."""
    sides: dict[str, set[str]] = {}
    rows = Upload.objects.filter(antrag=antrag, angenommen=True, nachweis__isnull=False)
    for upload in rows.select_related("nachweis", "einsendung"):
        sent_by = getattr(upload, "einsendung", None)
        assert upload.nachweis is not None
        sides.setdefault(upload.nachweis.titel, set()).add(str(sent_by.vertreter_id) if sent_by else mandates.PERSON)
    both = [titel for titel, who in sides.items() if len(who) > 1]
    if not both or antrag.akte is None or antrag.vorgang is None:
        return 0
    casefile.add_aufgabe(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art=PAPERS,
        titel=f"Unterlagen von zwei Seiten vergleichen: {', '.join(both)}",
        frist=clock.today() + CHECK_WITHIN,
        pool=Role.LEISTUNG.value,
    )
    return len(both)


@transaction.atomic
def settle(*, acting: Actor, antrag: Antrag, pfad: str, grund: str) -> int:
    """Somebody of the office has compared: both answers stay, the reason is in the file; the task ends with the last.

    Which answer counts is said where facts are corrected. Raises ReasonNeeded, NotAllowedHere.
    """
    if not acting.has(Role.LEISTUNG, Role.TEAMLEAD):
        raise NotAllowedHere
    if not grund.strip():
        raise ReasonNeeded
    asked = next((one["frage"] for one in contradictions(antrag) if one["pfad"] == pfad), "")
    count = mandates.settle_angaben(acting=acting, antrag=antrag, pfad=pfad)
    if count and antrag.akte is not None and antrag.vorgang is not None:
        casefile.add_eintrag(
            acting=acting,
            akte=antrag.akte,
            vorgang=antrag.vorgang,
            art="angabe_geklaert",
            text=f"Geklärt, was gilt: {asked} {grund.strip()}",
        )
        if not contradictions(antrag):
            casefile.finish_aufgaben(acting=acting, vorgang=antrag.vorgang, art=ANSWERS)
    return count
