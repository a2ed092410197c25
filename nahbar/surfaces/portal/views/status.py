"""After sending: where it stands, what can be changed, rights with their clocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.applications import queries
from nahbar.domain.applications.actions import drop_korrektur
from nahbar.domain.applications.errors import Incomplete, NotChangeable
from nahbar.domain.applications.schutz import shown_value
from nahbar.domain.appointments.queries import termine_for_akte
from nahbar.domain.casefile import queries as casefile
from nahbar.domain.casefile.errors import AkteUnknown
from nahbar.domain.conversations.queries import unread_for_citizen
from nahbar.domain.decisions.queries import final_decision
from nahbar.domain.decisions.widerspruch_queries import widersprueche_of
from nahbar.domain.mailroom.queries import briefe
from nahbar.domain.mailroom.scan_queries import papers_of
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.amend_antrag import amend_antrag
from nahbar.procedures.ask_zustimmung import is_minor
from nahbar.procedures.change_konto import open_change_of
from nahbar.procedures.choose_notices import chosen_ways
from nahbar.procedures.close_form import CLOSED
from nahbar.procedures.hand_over_antrag import open_questions
from nahbar.procedures.request_vorschuss import request_vorschuss
from nahbar.procedures.withdraw_antrag import withdraw_antrag
from nahbar.questionnaire import engine
from nahbar.surfaces.portal.access import is_draft, own, page_url, sent
from nahbar.surfaces.portal.paper_town import paper_town
from nahbar.surfaces.portal.shielded import shield
from nahbar.surfaces.portal.views.konto import konto_or
from nahbar.surfaces.portal.views.papers import pdf
from nahbar.surfaces.portal.views.questions import CHANGE, section_tasks
from nahbar.surfaces.ui.days import day_words, moment_words
from nahbar.surfaces.ui.reading import base_language
from nahbar.surfaces.ui.stored_words import comma, said
from nahbar.surfaces.ui.words import as_day

ONGOING = ("eingegangen", "vorgelegt")
NUMBERS = {2: "zwei", 3: "drei", 4: "vier", 5: "fünf", 6: "sechs", 7: "sieben", 8: "acht", 9: "neun", 10: "zehn"}


def expected_text(expected: tuple[date, date] | None) -> str:
    """`Entscheidung voraussichtlich 2.–9. Dezember.`, or a sentence without dates."""
    if expected is None:
        return gettext("Wir melden uns, sobald wir entschieden haben oder noch etwas brauchen.")
    first, last = expected
    begin, end = day_words(first, year=False), day_words(last, year=False)
    if first == last:
        return gettext("Entscheidung voraussichtlich am %(day)s.") % {"day": end}
    if (first.year, first.month) == (last.year, last.month) and base_language() == "de":
        return f"Entscheidung voraussichtlich {first.day}.–{end}."
    return gettext("Entscheidung voraussichtlich %(first)s bis %(last)s.") % {"first": begin, "last": end}


def headline(view: queries.StatusView) -> str:
    """One sentence: who is at work, who is waited for."""
    if view.state == "WITHDRAWN":
        return gettext("Sie haben diesen Antrag zurückgenommen.")
    if view.state == "COMPLETED":
        return gettext("Wir haben über Ihren Antrag entschieden.")
    if view.waiting_for == "buerger":
        count = len(view.missing)
        sentence = ngettext(
            "Wir warten auf Sie: eine Unterlage fehlt.", "Wir warten auf Sie: %(n)s Unterlagen fehlen.", count
        )
        return sentence % {"n": _number(count)}
    at_work = gettext("Wir sind dran.")
    return f"{at_work} {expected_text(view.expected)}"


def _number(count: int) -> str:
    return NUMBERS.get(count, str(count)) if base_language() == "de" else str(count)


def reason_text(view: queries.StatusView) -> str:
    """Why this range, or why none: always the office's own decisions of the last 90 days."""
    basis = view.basis
    if basis is None or view.waiting_for != "amt":
        return ""
    if not basis.enough:
        too_few = gettext("Das sagt zu wenig.")
        return f"{_so_far(basis.decided)} {too_few}"
    if basis.late:
        return gettext("Ihr Antrag dauert länger als die meisten. Fragen Sie ruhig nach. Ihre Rechte stehen unten.")
    if view.expected is None:
        return gettext("Der Zeitraum steht fest, sobald alle Unterlagen da sind.")
    return gettext(
        "So lange haben wir für die mittlere Hälfte der letzten %(n)s Anträge gebraucht (90 Tage, ab allen Unterlagen)."
        " Kommt ein Papier dazu, rechnen wir neu."
    ) % {"n": basis.decided}


def _so_far(decided: int) -> str:
    if not decided:
        return gettext(
            "Einen Tag nennen wir nicht: In den letzten 90 Tagen haben wir noch keinen Antrag mit allen Unterlagen"
            " entschieden."
        )
    sentence = ngettext(
        "Einen Tag nennen wir nicht: In den letzten 90 Tagen haben wir erst einen Antrag mit allen Unterlagen"
        " entschieden.",
        "Einen Tag nennen wir nicht: In den letzten 90 Tagen haben wir erst %(n)s Anträge mit allen Unterlagen"
        " entschieden.",
        decided,
    )
    return sentence % {"n": _number(decided)}


def to_do(antrag: queries.Antrag, view: queries.StatusView, *, ongoing: bool, unread: int, until: date | None,
          objections: Sequence[Any], termine: Sequence[Any], trouble: bool) -> list[dict[str, Any]]:  # fmt: skip
    """What the person can do, in the order of her need: what ends first, then what brings money, then the rest."""
    rows: list[tuple[date, int, dict[str, Any]]] = []
    far = date.max

    def add(rank: int, title: str, view_name: str, *args: Any, why: str = "", due: date | None = None) -> None:
        url = reverse(f"portal:{view_name}", args=args)
        rows.append((due or far, rank, {"title": title, "url": url, "why": why, "due": due}))

    if antrag.notlage and ongoing:
        need = gettext("Kein Essen, kein Strom, Wohnung in Gefahr")
        add(0, gettext("Hilfe heute"), "help_today", why=need, due=clock.today())
    for row in objections:
        if row.form_fehlt and row.laufend and row.frist and row.frist >= clock.today():
            title = gettext("Widerspruch: Ihre Unterschrift fehlt noch")
            add(1, title, "widerspruch", antrag.id, row.id, due=row.frist)
    if view.missing and ongoing:
        names = comma().join(said(paper.titel) for paper in view.missing)
        add(2, gettext("Fehlende Unterlagen senden"), "papers", antrag.id, why=names, due=until)
    change = open_change_of(antrag)
    if change is not None and change.stand == "unbestaetigt":
        add(3, gettext("Neues Konto bestätigen"), "konto", antrag.id, why=gettext("Bis dahin zahlen wir auf das alte."))
    elif change is not None:
        asked = gettext("Waren Sie das nicht? Dann stoppen Sie es hier.")
        add(7, gettext("Ihr neues Konto wartet noch"), "konto", antrag.id, why=asked)
    if ongoing and antrag.korrektur is None and open_questions(antrag):
        other = gettext("Die andere Stelle muss sie wissen.")
        add(3, gettext("Noch offene Fragen beantworten"), "changes", antrag.id, why=other)
    if antrag.korrektur is not None and ongoing:
        add(3, gettext("Begonnene Änderung abschicken"), "changes", antrag.id, why=gettext("Erst dann zählt sie."))
    if unread:
        letters = ngettext("%(n)s Brief", "%(n)s Briefe", unread) % {"n": unread}
        add(4, gettext("Neue Post lesen"), "mailbox", antrag.id, why=letters)
    for termin in termine[:2]:
        title = gettext("Termin: %(title)s") % {"title": said(termin.angebot.titel)}
        when = moment_words(termin.beginn)
        add(5, title, "termin_seite", termin.id, why=when, due=as_day(termin.beginn))
    if trouble:
        add(6, gettext("Ein Hinweis kam nicht an: Adresse prüfen"), "notices", antrag.id)
    return [row for _due, _rank, row in sorted(rows, key=lambda item: item[:2])]


def steps(antrag: queries.Antrag, view: queries.StatusView) -> list[dict[str, Any]]:
    """The way of an application from the signal to the decision."""

    complete = view.complete_at is not None and not view.missing
    decided = antrag.entschieden_at is not None
    papers = comma().join(said(paper.titel) for paper in view.missing)
    arrived = moment_words(antrag.eingegangen_at) if antrag.eingegangen_at else ""
    return [
        {"title": gettext("Antrag gesichert"), "state": "fertig", "when": moment_words(antrag.gesichert_at)},
        {"title": gettext("Angaben angekommen"), "state": "fertig", "when": arrived},
        {
            "title": gettext("Unterlagen vollständig") if complete or decided else gettext("Unterlagen"),
            "state": "fertig" if complete or decided else "wartet",
            "when": moment_words(view.complete_at) if complete and view.complete_at else "",
            "text": "" if complete or decided else gettext("Es fehlt: %(papers)s") % {"papers": papers},
        },
        {"title": gettext("In Prüfung"), "state": "fertig" if decided else "jetzt" if complete else "spaeter"},
        {
            "title": gettext("Entschieden"),
            "state": "fertig" if decided else "spaeter",
            "when": day_words(antrag.entschieden_at) if antrag.entschieden_at else "",
        },
    ]


@allow(Role.CITIZEN)
@require_GET
def status(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """One sentence on top, the way so far, rights, documents, what can be done."""
    antrag = own(request, antrag_id)
    if antrag.eingegangen_at is None or antrag.akte is None:
        if is_draft(antrag):
            return redirect("portal:tasks", antrag.id)
        return render(request, "portal/withdrawn.html", {"antrag": antrag, "translated": True})
    view = queries.status_of(antrag)
    letters = briefe(antrag.akte, for_citizen=True)
    listed = casefile.documents(antrag.akte, for_citizen=True)
    papers = papers_of([document.id for document in listed])
    in_mailbox = {letter.dokument_id for letter in letters}
    ongoing = antrag.stand in ONGOING
    until = min((n.angefordert_bis for n in view.missing if n.angefordert_bis), default=None)
    unread = sum(letter.gelesen_at is None for letter in letters)
    trouble = chosen_ways(request.actor, antrag).dead
    objections = widersprueche_of(antrag)
    coming = [t for t in termine_for_akte(antrag.akte.id) if t.stand == "gebucht" and t.ende > clock.now()]
    entries = casefile.timeline(antrag.akte, for_citizen=True)
    ends = [b.widerspruch_bis for b in letters if b.widerspruch_bis and b.vorgang_id == antrag.vorgang_id]
    context = {
        "antrag": antrag,
        "view": view,
        "headline": headline(view),
        "reason": reason_text(view),
        "to_do": to_do(
            antrag, view, ongoing=ongoing, unread=unread, until=until, objections=objections, termine=coming,
            trouble=bool(trouble),
        ),
        "objections": objections,
        "objection_until": next((day for day in ends if day >= clock.today()), None),
        "steps": steps(antrag, view),
        "ongoing": ongoing,
        "until": until,
        "vorschuss_now": view.vorschuss_verlangt is not None and view.vorschuss_ab is not None
        and view.vorschuss_ab <= clock.today(),
        "letters": letters,
        "new_messages": unread_for_citizen(antrag.akte),
        "notice_trouble": trouble,
        "unread": unread,
        "decided": final_decision(antrag) is not None and any(b.art in ("bescheid", "ablehnung") for b in letters),
        "documents": [
            {
                "name": said(document.titel),
                "pages": document.seiten,
                "url": reverse("portal:document", args=[antrag.id, document.id]),
                "note": moment_words(document.received_at)
                + (f". {said(papers[document.id])}" if document.id in papers else ""),
            }
            for document in listed
            if document.vorgang_id == antrag.vorgang_id and document.id not in in_mailbox
        ],
        "entries": entries,
        "result": next((one.text for one in entries if one.art == CLOSED and one.vorgang_id == antrag.vorgang_id), ""),
        "paper_town": paper_town(antrag),
        "translated": True,
        "notes": [r for r in ("vorschuss", "geaendert") if r in request.GET],
    }
    return render(request, "portal/status.html", context)


@allow(Role.CITIZEN)
@require_GET
def document(request: ActorRequest, antrag_id: UUID, document_id: UUID) -> HttpResponseBase:
    """One document of the own file; letters are opened in the mailbox, where the first time is kept."""
    antrag, akte = sent(request, antrag_id)
    try:
        found = casefile.dokument_by_id(document_id)
    except AkteUnknown:
        raise Http404 from None
    if found.vorgang_id != antrag.vorgang_id or not found.fuer_buerger:
        raise Http404
    if any(letter.dokument_id == found.id for letter in briefe(akte, for_citizen=False)):
        return redirect("portal:mailbox", antrag.id)
    shield(request, antrag)
    return pdf(read_file(found.ansicht), "Dokument.pdf")


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def changes(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Corrections: choose a part, see every change side by side, then send or drop them."""
    antrag = own(request, antrag_id)
    if antrag.stand not in ONGOING:
        return redirect("portal:status", antrag.id)
    questionnaire = queries.questionnaire_of(antrag)
    errors: list[tuple[str, str]] = []
    if request.method == "POST" and "verwerfen" in request.POST:
        drop_korrektur(acting=request.actor, antrag=antrag)
        return redirect("portal:status", antrag.id)
    if request.method == "POST" and antrag.korrektur is not None:
        reason = " ".join(request.POST.get("anlass", "").split())[:150] or "Berichtigung im Portal"
        try:
            amend_antrag(acting=request.actor, antrag=antrag, answers=antrag.korrektur, anlass=reason)
        except (Incomplete, NotChangeable) as refused:
            errors = [("aenderungen", str(refused))]
        else:
            done = f"{reverse('portal:status', args=[antrag.id])}?geaendert=1"
            return redirect(konto_or(antrag, done))
    new = antrag.korrektur if antrag.korrektur is not None else antrag.antworten
    gap = engine.first_open_page(questionnaire, new)
    context = {
        "antrag": antrag,
        "errors": errors,
        "changed": differences(antrag),
        "gap": page_url(antrag.id, gap, CHANGE) if gap else "",
        "sections": [
            row | {"url": f"{row['url']}?weg={CHANGE}"} for row in section_tasks(questionnaire, new, antrag.id)
        ],
    }
    return render(request, "portal/changes.html", context)


def differences(antrag: queries.Antrag) -> list[dict[str, str]]:
    """What a correction changes: question, answer before, answer now."""
    if antrag.korrektur is None:
        return []
    questionnaire = queries.questionnaire_of(antrag)

    def rows(answers: dict[str, Any]) -> dict[tuple[str, str, str], tuple[str, str, str]]:
        return {
            (row.page_ref.page, row.page_ref.item, row.key): (section.title, row.label, row.value_text)
            for section in engine.summary(questionnaire, answers)
            for row in section.rows
        }

    old, new = rows(antrag.antworten), rows(antrag.korrektur)
    found = []
    for key in [*new, *(k for k in old if k not in new)]:
        before, after = old.get(key), new.get(key)
        if before and after and before[2] == after[2]:
            continue
        title, label, _ = after or before or ("", "", "")
        found.append(
            {
                "title": title,
                "label": label,
                "before": shown_value(antrag, key[2], before[2]) if before else "nicht gefragt",
                "after": shown_value(antrag, key[2], after[2]) if after else "entfällt",
            }
        )
    return found


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def withdraw(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Takes the application back, after saying what that means."""
    antrag = own(request, antrag_id)
    if request.method == "POST":
        try:
            after = withdraw_antrag(acting=request.actor, antrag=antrag)
        except NotChangeable:
            return redirect("portal:status", antrag.id)
        if after.stand == "zurueckgenommen":
            return redirect("portal:status", antrag.id)
    context = {
        "antrag": antrag,
        "draft": is_draft(antrag),
        "needs_parents": is_minor(antrag, clock.today()),
        "waits": request.method == "POST",
    }
    return render(request, "portal/withdraw.html", context)


@allow(Role.CITIZEN)
@require_POST
def vorschuss(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Asks for an advance."""
    antrag = own(request, antrag_id)
    if antrag.stand in ONGOING:
        request_vorschuss(acting=request.actor, antrag=antrag)
    return redirect(f"{reverse('portal:status', args=[antrag.id])}?vorschuss=1")
