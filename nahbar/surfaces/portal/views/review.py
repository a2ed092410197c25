"""Estimate, review, sending, receipt."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.benefits import registry
from nahbar.domain.applications import queries
from nahbar.domain.applications.errors import FormClosed, Incomplete, NotChangeable
from nahbar.domain.applications.estimate import Line, PersonEstimate, estimate_of
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.applications.schutz import for_eyes
from nahbar.domain.applications.vertretung_policies import ABSENDEN
from nahbar.domain.casefile.queries import dokument_by_id
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.submit_antrag import submit_antrag
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Questionnaire
from nahbar.surfaces.portal.access import answers_of, follow_up_home, is_draft, own, page_url
from nahbar.surfaces.portal.paper_town import paper_town
from nahbar.surfaces.portal.reading import value_words, wholly_in_reader_words
from nahbar.surfaces.portal.shielded import shield
from nahbar.surfaces.portal.views.konto import konto_or
from nahbar.surfaces.portal.views.papers import file_rows, pdf
from nahbar.surfaces.portal.views.questions import REVIEW
from nahbar.surfaces.ui.law_words import law_words
from nahbar.surfaces.ui.reading import base_language
from nahbar.surfaces.ui.stored_words import marked

CONFIRM, ALSO = "richtig", "dazu"
MANY = 4
"""From here on each person's account is folded: nobody scrolls past ten children to find one."""


def _label(line: Line, person: PersonEstimate, first: str) -> str:
    """The applicant is addressed, the others are named; in the language of the page."""
    if line.key == "anspruch" and person.id != first:
        return gettext("Das bekommt %(name)s") % {"name": person.name}
    return gettext(line.label)


@allow(Role.CITIZEN)
@require_GET
def estimate(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """What the rules that will decide give for the answers so far."""
    antrag = own(request, antrag_id)
    found = estimate_of(antrag, answers_of(antrag), law_words())
    first = found.persons[0].id if found.persons else ""
    persons = [
        {
            "name": person.name,
            "in_bg": person.in_bg,
            "anspruch": person.anspruch,
            "lines": [
                {
                    "label": _label(line, person, first),
                    "cents": -line.cents if line.key.startswith("einkommen") else line.cents,
                    "total": line.key == "anspruch",
                    "reasons": line.reasons,
                    "words": line.words,
                    "change": page_url(antrag.id, line.page, REVIEW) if line.page and is_draft(antrag) else "",
                }
                for line in person.lines
            ],
        }
        for person in found.persons
    ]
    context = {
        "antrag": antrag,
        "estimate": found,
        "bars": [(person.name, person.bedarf) for person in found.persons if person.in_bg],
        "claims": [(person.name, person.anspruch) for person in found.persons if person.in_bg],
        "folded": len(persons) > MANY,
        "persons": persons,
        "go_on": page_url(antrag.id, found.missing_page) if found.missing_page else "",
        "translated": True,
    }
    return render(request, "portal/estimate.html", context)


def declaration(antrag: queries.Antrag, way: str, words: Questionnaire | None = None) -> list[dict[str, Any]]:
    """The whole declaration in sections, each answer with its way to change it; in German, or in these words."""
    questionnaire = words or queries.questionnaire_of(antrag)
    sections = engine.summary(questionnaire, for_eyes(antrag, answers_of(antrag)))
    return [
        {
            "title": section.title,
            "rows": [
                {
                    "key": row.label,
                    "value": value_words(row.value_text) if words else row.value_text,
                    "unknown": row.unknown,
                    "change_url": page_url(antrag.id, row.page_ref, way) if way else "",
                }
                for row in section.rows
            ],
        }
        for section in sections
    ]


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def review(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """The declaration on one page; sending it twice gives the same receipt."""
    antrag = own(request, antrag_id)
    if not is_draft(antrag):
        return redirect("portal:receipt", antrag.id)
    if antrag.art == "aenderung":
        return redirect(follow_up_home(antrag))
    errors: list[tuple[str, str]] = []
    short = registry.get(antrag.leistung).short
    confirm = short.confirm if short is not None else ""
    if request.method == "POST":
        if not request.POST.get(CONFIRM):
            errors.append(("f-richtig", gettext("Bestätigen Sie, dass Ihre Angaben stimmen.")))
        if confirm and not request.POST.get(ALSO):
            errors.append(("f-dazu", marked(f"Bestätigen Sie auch: {confirm}")))
        if not errors:
            try:
                submit_antrag(acting=request.actor, antrag=antrag)
            except (FormClosed, Incomplete, NotChangeable) as refused:
                errors = [("fehlt", str(refused))]
            else:
                sent_now = queries.antrag_by_id(antrag.id)
                return redirect(konto_or(sent_now, reverse("portal:receipt", args=[antrag.id])))
    questionnaire = queries.questionnaire_of(antrag)
    gap = engine.first_open_page(questionnaire, antrag.antworten)
    words = wholly_in_reader_words(questionnaire, answers_of(antrag))
    context = {
        "antrag": antrag,
        "errors": errors,
        "sections": declaration(antrag, REVIEW, words),
        "declared_in": base_language() if words else "de",
        "translated": True,
        "confirm": confirm,
        "gap": page_url(antrag.id, gap, REVIEW) if gap else "",
        "may_send": can_change_answers(request.actor, antrag, ABSENDEN),
        "papers": [paper for paper in queries.nachweise(antrag) if paper.stand != "entfaellt"],
        "missing": queries.missing(antrag),
        "paper_town": paper_town(antrag),
    }
    return render(request, "portal/review.html", context)


@allow(Role.CITIZEN)
@require_GET
def receipt(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """It has arrived: number, time, every file with picture and checksum, what is open, what happens now."""
    antrag = own(request, antrag_id)
    if antrag.eingangsbestaetigung is None or antrag.eingegangen_at is None:
        return redirect("portal:tasks", antrag.id)
    sent = [u for u in queries.uploads(antrag) if u.angenommen and u.at <= antrag.eingegangen_at]
    rows = [
        row | {"paper": upload.nachweis.titel if upload.nachweis else "", "pruefwert": upload.sha256[:16]}
        for row, upload in zip(file_rows(antrag, sent), sent, strict=True)
    ]
    context = {"antrag": antrag, "files": rows, "missing": queries.missing(antrag), "translated": True}
    return render(request, "portal/receipt.html", context)


@allow(Role.CITIZEN)
@require_GET
def receipt_pdf(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """The Eingangsbestätigung as PDF."""
    antrag = own(request, antrag_id)
    if antrag.eingangsbestaetigung is None:
        raise Http404
    dokument = dokument_by_id(antrag.eingangsbestaetigung.id)
    shield(request, antrag)
    return pdf(read_file(dokument.ansicht), f"Eingangsbestaetigung-{antrag.nummer}.pdf")
