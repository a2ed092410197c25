"""The task list and the questions: one thing a page, saved at each step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.domain.applications import queries
from nahbar.domain.applications.aenderung import answers_before, gaps
from nahbar.domain.applications.schutz import for_form
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.choose_leistung import TOLD
from nahbar.procedures.save_answers import remove_person, save_answers
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Answers, PageRef, Questionnaire
from nahbar.surfaces.portal.access import answers_of, follow_up_home, is_draft, own, page_url
from nahbar.surfaces.portal.benefit_line import benefit_line
from nahbar.surfaces.portal.forms import posted, question_page
from nahbar.surfaces.portal.listening import sound_url
from nahbar.surfaces.portal.reading import in_reader_words, reading
from nahbar.surfaces.portal.views.clips import shown_at
from nahbar.surfaces.portal.views.start import portal_address, qr_of, resume_link
from nahbar.surfaces.portal.views.wissen import help_at

REVIEW = "pruefen"
CHANGE = "aendern"


def section_tasks(questionnaire: Questionnaire, answers: Answers, antrag_id: UUID) -> list[dict[str, Any]]:
    """One row of the task list for each section: state, and the first page that lacks an answer."""
    rows: list[dict[str, Any]] = []
    pages: dict[str, list[PageRef]] = {}
    for ref in engine.reachable_pages(questionnaire, answers):
        pages.setdefault(questionnaire.page(ref.page).section, []).append(ref)
    for section, refs in pages.items():
        done = [engine.is_complete(questionnaire, answers, ref) for ref in refs]
        target = refs[done.index(False)] if False in done else refs[0]
        state = "fertig" if all(done) else "angefangen" if any(done) else "offen"
        rows.append({"title": section, "state": state, "url": page_url(antrag_id, target)})
    return rows


@allow(Role.CITIZEN)
@require_GET
def tasks(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """What is done, what is to do, in any order; a sent application has its status instead."""
    antrag = own(request, antrag_id)
    if not is_draft(antrag):
        return redirect("portal:status", antrag.id)
    if home := follow_up_home(antrag):
        return redirect(home)
    questionnaire, answers = queries.questionnaire_of(antrag), antrag.antworten
    complete = engine.first_open_page(questionnaire, answers) is None
    papers = [p for p in queries.nachweise(antrag) if p.pflicht and p.stand != "entfaellt"]
    here = sum(p.stand in ("gesendet", "anerkannt") for p in papers)
    args = [antrag.id]
    came = gettext("%(n)s von %(of)s da. Fehlende können Sie später schicken.")
    sections = section_tasks(in_reader_words(request, questionnaire), answers, antrag.id)
    more = [
        {
            "title": gettext("Unterlagen"),
            "state": "fertig" if papers and here == len(papers) else "angefangen" if here else "offen",
            "hint": came % {"n": here, "of": len(papers)} if papers else "",
            "url": reverse("portal:papers", args=args),
        },
        {
            "title": gettext("Prüfen und abschicken"),
            "state": "offen" if complete else "gesperrt",
            "missing": [] if complete else [row for row in sections if row["state"] != "fertig"],
            "url": reverse("portal:review", args=args),
        },
    ]
    following = engine.first_open_page(questionnaire, answers)
    context = {
        "antrag": antrag,
        "benefit": benefit_line(antrag),
        "sections": sections,
        "more": more,
        "complete": complete,
        "translated": True,
        "unreadable": not questionnaire.pages,
        "started": any(not key.startswith("_") for key in antrag.antworten),
        "go_on": page_url(antrag.id, following) if following else reverse("portal:review", args=args),
    }
    return render(request, "portal/tasks.html", context)


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def question(request: ActorRequest, antrag_id: UUID, page: str, item: str = "") -> HttpResponseBase:
    """Asks one thing, keeps the answer, goes on."""
    antrag = own(request, antrag_id)
    questionnaire, answers = queries.questionnaire_of(antrag), answers_of(antrag)
    try:
        ref = engine.find_page(questionnaire, answers, page, item)
    except (engine.UnknownPage, KeyError):
        raise Http404 from None
    way = request.POST.get("weg") or request.GET.get("weg") or ""
    if request.method == "POST":
        return _keep(request, antrag, ref, way)
    return _show(request, antrag, ref, way, for_form(antrag, engine.form_fields(questionnaire, answers, ref)), [])


def _keep(request: ActorRequest, antrag: queries.Antrag, ref: PageRef, way: str) -> HttpResponseBase:
    questionnaire, answers = queries.questionnaire_of(antrag), answers_of(antrag)
    later = "spaeter" in request.POST
    words = reading(request, questionnaire, ref.page)
    parsed = engine.parse_page(words.questionnaire, answers, ref, posted(request.POST), today=clock.today())
    if parsed.errors and not later:
        return _show(request, antrag, ref, way, parsed.raw, words.errors(parsed.errors, ref.page))
    doubts = [] if later else engine.doubts(questionnaire, answers, ref, parsed.values)
    if engine.unconfirmed(doubts, parsed.values, request.POST.getlist(engine.CONFIRMED)):
        asked = [(doubt, engine.confirmation(doubt.field, parsed.values)) for doubt in doubts]
        return _show(request, antrag, ref, way, parsed.raw, [], asked)
    values = _usable(parsed) if later else parsed.values
    if values:
        try:
            antrag = save_answers(acting=request.actor, antrag=antrag, ref=ref, values=values)
        except engine.GroupFull as full:
            error = engine.FieldError(f"{questionnaire.page(ref.page).overview}_weiter", str(full))
            return _show(request, antrag, ref, way, parsed.raw, [error])
    if later:
        return redirect("portal:later", antrag.id)
    return redirect(_next_url(antrag, ref, way))


def _usable(parsed: engine.ParseResult) -> dict[str, Any]:
    """Leaving early keeps what was said; an empty field is no answer then."""
    return {key: value for key, value in parsed.values.items() if value is not None}


def _next_url(antrag: queries.Antrag, ref: PageRef, way: str) -> str:
    questionnaire, answers = queries.questionnaire_of(antrag), answers_of(antrag)
    if home := follow_up_home(antrag):
        lacking = gaps(questionnaire, answers_before(antrag), answers)
        return page_url(antrag.id, lacking[0]) if lacking else home
    if not is_draft(antrag):
        way = CHANGE
    if way in (REVIEW, CHANGE):
        gap = engine.first_open_page(questionnaire, answers)
        if gap is not None:
            return page_url(antrag.id, gap, way)
        return reverse("portal:review" if way == REVIEW else "portal:changes", args=[antrag.id])
    following = engine.next_page(questionnaire, answers, ref)
    while following is not None and _told_before(questionnaire, answers, following):
        following = engine.next_page(questionnaire, answers, following)
    if following is None:
        return reverse("portal:tasks", args=[antrag.id])
    return page_url(antrag.id, following)


def _told_before(questionnaire: Questionnaire, answers: Answers, ref: PageRef) -> bool:
    """Whether all of this page was said when the benefit was chosen: it is not asked a second time on the way."""
    page = questionnaire.page(ref.page)
    told = answers.get(TOLD, ())
    return bool(page.questions) and not page.group and all(one.key in told for one in page.questions) and (
        engine.is_complete(questionnaire, answers, ref)
    )  # fmt: skip


def _show(
    request: ActorRequest,
    antrag: queries.Antrag,
    ref: PageRef,
    way: str,
    raw: dict[str, list[str]],
    errors: list[engine.FieldError],
    doubts: Sequence[tuple[engine.FieldError, str]] = (),
) -> HttpResponse:
    questionnaire, answers = queries.questionnaire_of(antrag), answers_of(antrag)
    words = reading(request, questionnaire, ref.page)
    with words.speaking():
        shown = question_page(words.questionnaire, answers, ref, raw, errors)
    before = engine.previous_page(questionnaire, answers, ref)
    back = {
        REVIEW: reverse("portal:review", args=[antrag.id]),
        CHANGE: reverse("portal:changes", args=[antrag.id]),
    }.get(way) or follow_up_home(antrag)
    back = back or (page_url(antrag.id, before) if before else reverse("portal:tasks", args=[antrag.id]))
    context = {
        "antrag": antrag,
        "page": shown,
        "doubts": words.errors([doubt for doubt, _ in doubts], ref.page),
        "confirmations": [value for _, value in doubts],
        "alone": len(shown.fields) == 1 and shown.fields[0].heading,
        "back": back,
        "way": way,
        "correcting": not is_draft(antrag),
        "helps": help_at(f"frage:{ref.page}"),
        "clips": shown_at(f"frage:{ref.page}"),
        "translated": words.translated,
        "reading": words,
        "sound": sound_url(words.questionnaire, ref.page, words.language, words.person),
        "items": _items(questionnaire, answers, ref, antrag.id, way),
    }
    return render(request, "portal/question.html", context)


def _items(
    questionnaire: Questionnaire, answers: Answers, ref: PageRef, antrag_id: UUID, way: str
) -> list[dict[str, str]]:
    group = questionnaire.page(ref.page).overview
    if not group:
        return []
    rows = []
    refs = engine.reachable_pages(questionnaire, answers)
    for item, name in engine.item_titles(questionnaire, answers, group):
        first = next((r for r in refs if r.item == item), None)
        change = page_url(antrag_id, first, way) if first else ""
        rows.append(
            {"name": name, "change": change, "remove": reverse("portal:remove_item", args=[antrag_id, ref.page, item])}
        )
    return rows


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def remove_item(request: ActorRequest, antrag_id: UUID, page: str, item: str) -> HttpResponseBase:
    """Takes a person out of the application, after asking once."""
    antrag = own(request, antrag_id)
    questionnaire, answers = queries.questionnaire_of(antrag), answers_of(antrag)
    try:
        ref = engine.find_page(questionnaire, answers, page)
        group = questionnaire.page(page).overview
        name = dict(engine.item_titles(questionnaire, answers, group))[item]
    except (engine.UnknownPage, KeyError):
        raise Http404 from None
    if request.method == "POST":
        remove_person(acting=request.actor, antrag=antrag, group=group, item=item)
        return redirect(page_url(antrag.id, ref))
    return render(
        request,
        "portal/remove_item.html",
        {"antrag": antrag, "name": name, "back": page_url(antrag.id, ref), "translated": True},
    )


@allow(Role.CITIZEN)
@require_GET
def later(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Everything is kept: the code, and how to come back."""
    antrag = own(request, antrag_id)
    code = queries.current_code(antrag)
    context = {
        "antrag": antrag,
        "code": code,
        "address": portal_address(),
        "qr": qr_of(resume_link(code)),
    }
    return render(request, "portal/later.html", context)
