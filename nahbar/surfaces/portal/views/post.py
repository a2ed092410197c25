"""The mailbox, the Bescheid in plain words, and who opened the file."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.applications import trennung
from nahbar.domain.applications.queries import Antrag
from nahbar.domain.applications.schutz import is_protected
from nahbar.domain.applications.trennung import shared_letters
from nahbar.domain.casefile.queries import accesses
from nahbar.domain.decisions import queries as decisions
from nahbar.domain.decisions.vertretung_frist import period_start
from nahbar.domain.mailroom import queries as mailroom
from nahbar.domain.mailroom.actions import mark_read
from nahbar.domain.rollout.queries import feature_live
from nahbar.law.holidays import last_bank_day_before
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.platform.letters.cover import without_window
from nahbar.platform.vault.actions import read_file
from nahbar.surfaces.portal.access import sent
from nahbar.surfaces.portal.views.papers import pdf

BESCHEIDE = ("bescheid", "ablehnung")


@allow(Role.CITIZEN)
@require_GET
def mailbox(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """All letters of the own file."""
    antrag, akte = sent(request, antrag_id)
    letters = [b for b in mailroom.briefe(akte, for_citizen=True) if b.vorgang_id == antrag.vorgang_id]
    context = {"antrag": antrag, "letters": letters, "bescheide": BESCHEIDE, "shared": shared_letters(antrag)}
    return render(request, "portal/mailbox.html", context)


@allow(Role.CITIZEN)
@require_GET
def shared_letter(request: ActorRequest, antrag_id: UUID, letter_id: UUID) -> HttpResponse:
    """A letter of the joint file from before the separation, without the address of the other one (U10)."""
    antrag, _akte = sent(request, antrag_id)
    brief = trennung.shared_letter(antrag, letter_id)
    if brief is None:
        raise Http404
    return pdf(without_window(read_file(brief.dokument.ansicht)), "Brief.pdf")


def _check(request: ActorRequest, antrag_id: UUID, letter_id: UUID) -> Antrag:
    """Raise Http404 unless this letter was sent in the matter of the own application."""
    antrag, akte = sent(request, antrag_id)
    letters = mailroom.briefe(akte, for_citizen=True)
    if not any(b.id == letter_id and b.vorgang_id == antrag.vorgang_id for b in letters):
        raise Http404
    return antrag


@allow(Role.CITIZEN)
@require_POST
def open_letter(request: ActorRequest, antrag_id: UUID, letter_id: UUID) -> HttpResponseBase:
    """Opens a letter: the moment of the first time is kept."""
    _check(request, antrag_id, letter_id)
    mark_read(acting=request.actor, brief=mailroom.brief_by_id(letter_id))
    return redirect("portal:letter", antrag_id, letter_id)


@allow(Role.CITIZEN)
@require_GET
def letter(request: ActorRequest, antrag_id: UUID, letter_id: UUID) -> HttpResponse:
    """The letter as PDF."""
    antrag = _check(request, antrag_id, letter_id)
    data = read_file(mailroom.brief_by_id(letter_id).dokument.ansicht)
    if getattr(request, "acting_for", "") and is_protected(antrag):
        data = without_window(data)  # letters from before the protection had the address (U11)
    return pdf(data, "Brief.pdf")


@allow(Role.CITIZEN)
@require_GET
def bescheid(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """The decision in plain words: total, period, when the money comes, months, each person, the way to say no."""
    antrag, _ = sent(request, antrag_id)
    decision = decisions.final_decision(antrag)
    if decision is None or decision.brief is None or decision.brief.stand != "versandt":
        raise Http404
    began = period_start(decision)
    totals = decisions.month_totals(decision)
    lines = decisions.lines(decision)
    first = lines[0].monat if lines else None
    today = clock.today()
    following = [month for month in totals if month > today]
    context = {
        "antrag": antrag,
        "decision": decision,
        "granted": decision.art == "bewilligung",
        "months": sorted(totals.items()),
        # p2 before p10
        "persons": sorted(
            (line for line in lines if line.monat == first), key=lambda line: (len(line.person_ref), line.person_ref)
        ),
        "next_pay": last_bank_day_before(following[0]) if following else None,
        "next_month": following[0] if following else None,
        "letter": decision.brief,
        "deadline": began.widerspruch_bis if began else decision.brief.widerspruch_bis,
        "began": began,
    }
    return render(request, "portal/bescheid.html", context)


@allow(Role.CITIZEN)
@require_GET
def file_accesses(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Who opened the file: day, role and unit, reason; names only where the town decided so."""
    antrag, akte = sent(request, antrag_id)
    names = feature_live(akte.gemeinde, "namen_bei_zugriffen")
    return render(request, "portal/accesses.html", {"antrag": antrag, "accesses": accesses(akte), "names": names})
