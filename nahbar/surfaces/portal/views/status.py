"""After sending: where it stands, what can be changed, rights with their clocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
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
from nahbar.procedures.request_vorschuss import request_vorschuss
from nahbar.procedures.withdraw_antrag import withdraw_antrag
from nahbar.questionnaire import engine
from nahbar.surfaces.portal.access import is_draft, own, page_url, sent
from nahbar.surfaces.portal.paper_town import paper_town
from nahbar.surfaces.portal.shielded import shield
from nahbar.surfaces.portal.views.konto import konto_or
from nahbar.surfaces.portal.views.papers import pdf
from nahbar.surfaces.portal.views.questions import CHANGE, section_tasks
from nahbar.surfaces.ui.words import as_day, kurzdatum, uhrzeit

ONGOING = ("eingegangen", "vorgelegt")
NUMBERS = {2: "zwei", 3: "drei", 4: "vier", 5: "fünf", 6: "sechs", 7: "sieben", 8: "acht", 9: "neun", 10: "zehn"}


def expected_text(expected: tuple[date, date] | None) -> str:
    """`Entscheidung voraussichtlich 2.–9. Dezember.`, or a sentence without dates."""
    if expected is None:
        return "Wir melden uns, sobald wir entschieden haben oder noch etwas brauchen."
    first, last = expected
    if first == last:
        return f"Entscheidung voraussichtlich am {kurzdatum(first).rsplit(' ', 1)[0]}."
    if (first.year, first.month) == (last.year, last.month):
        return f"Entscheidung voraussichtlich {first.day}.–{kurzdatum(last).rsplit(' ', 1)[0]}."
    begin, end = kurzdatum(first).rsplit(" ", 1)[0], kurzdatum(last).rsplit(" ", 1)[0]
    return f"Entscheidung voraussichtlich {begin} bis {end}."


def headline(view: queries.StatusView) -> str:
    """One sentence: who is at work, who is waited for."""
    if view.state == "WITHDRAWN":
        return "Sie haben diesen Antrag zurückgenommen."
    if view.state == "COMPLETED":
        return "Wir haben über Ihren Antrag entschieden."
    if view.waiting_for == "buerger":
        count = len(view.missing)
        many = NUMBERS.get(count, str(count))
        return "Wir warten auf Sie: " + ("eine Unterlage fehlt." if count == 1 else f"{many} Unterlagen fehlen.")
    return f"Wir sind dran. {expected_text(view.expected)}"


def reason_text(view: queries.StatusView) -> str:
    """Why this range, or why none: always the office's own decisions of the last 90 days."""
    basis = view.basis
    if basis is None or view.waiting_for != "amt":
        return ""
    if not basis.enough:
        few = NUMBERS.get(basis.decided, str(basis.decided))
        so_far = f"erst {few} Anträge" if basis.decided > 1 else "erst einen Antrag" if basis.decided else "noch keinen"
        return (
            f"Einen Tag nennen wir nicht: In den letzten 90 Tagen haben wir {so_far} mit allen Unterlagen entschieden."
            " Das sagt zu wenig."
        )
    if basis.late:
        return "Ihr Antrag dauert länger als die meisten. Fragen Sie ruhig nach. Ihre Rechte stehen unten."
    if view.expected is None:
        return "Der Zeitraum steht fest, sobald alle Unterlagen da sind."
    return (
        f"So lange haben wir für die mittlere Hälfte der letzten {basis.decided} Anträge gebraucht"
        " (90 Tage, ab allen Unterlagen). Kommt ein Papier dazu, rechnen wir neu."
    )


def to_do(antrag: queries.Antrag, view: queries.StatusView, *, ongoing: bool, unread: int, until: date | None,
          objections: Sequence[Any], termine: Sequence[Any], trouble: bool) -> list[dict[str, Any]]:  # fmt: skip
    """What the person can do, in the order of her need: what ends first, then what brings money, then the rest."""
    rows: list[tuple[date, int, dict[str, Any]]] = []
    far = date.max

    def add(rank: int, title: str, view_name: str, *args: Any, why: str = "", due: date | None = None) -> None:
        url = reverse(f"portal:{view_name}", args=args)
        rows.append((due or far, rank, {"title": title, "url": url, "why": why, "due": due}))

    if antrag.notlage and ongoing:
        add(0, "Hilfe heute", "help_today", why="Kein Essen, kein Strom, Wohnung in Gefahr", due=clock.today())
    for row in objections:
        if row.form_fehlt and row.laufend and row.frist and row.frist >= clock.today():
            add(1, "Widerspruch: Die Form fehlt noch", "widerspruch", antrag.id, row.id, due=row.frist)
    if view.missing and ongoing:
        names = ", ".join(paper.titel for paper in view.missing)
        add(2, "Fehlende Unterlagen senden", "papers", antrag.id, why=names, due=until)
    change = open_change_of(antrag)
    if change is not None and change.stand == "unbestaetigt":
        add(3, "Neues Konto bestätigen", "konto", antrag.id, why="Bis dahin zahlen wir auf das alte.")
    elif change is not None:
        add(7, "Ihr neues Konto wartet noch", "konto", antrag.id, why="Waren Sie das nicht? Dann stoppen Sie es hier.")
    if antrag.korrektur is not None and ongoing:
        add(3, "Begonnene Änderung abschicken", "changes", antrag.id, why="Erst dann zählt sie.")
    if unread:
        add(4, "Neue Post lesen", "mailbox", antrag.id, why="1 Brief" if unread == 1 else f"{unread} Briefe")
    for termin in termine[:2]:
        when = f"{kurzdatum(termin.beginn)}, {uhrzeit(termin.beginn)}"
        add(5, f"Termin: {termin.angebot.titel}", "termin_seite", termin.id, why=when, due=as_day(termin.beginn))
    if trouble:
        add(6, "Ein Hinweis kam nicht an: Adresse prüfen", "notices", antrag.id)
    return [row for _due, _rank, row in sorted(rows, key=lambda item: item[:2])]


def steps(antrag: queries.Antrag, view: queries.StatusView) -> list[dict[str, Any]]:
    """The way of an application from the signal to the decision."""

    def moment(at: Any) -> str:
        return f"{kurzdatum(at)}, {uhrzeit(at)}"

    complete = view.complete_at is not None and not view.missing
    decided = antrag.entschieden_at is not None
    return [
        {"title": "Antrag gesichert", "state": "fertig", "when": moment(antrag.gesichert_at)},
        {"title": "Angaben angekommen", "state": "fertig", "when": moment(antrag.eingegangen_at)},
        {
            "title": "Unterlagen vollständig" if complete or decided else "Unterlagen",
            "state": "fertig" if complete or decided else "wartet",
            "when": moment(view.complete_at) if complete and view.complete_at else "",
            "text": "" if complete or decided else "Es fehlt: " + ", ".join(n.titel for n in view.missing),
        },
        {"title": "In Prüfung", "state": "fertig" if decided else "jetzt" if complete else "spaeter"},
        {
            "title": "Entschieden",
            "state": "fertig" if decided else "spaeter",
            "when": kurzdatum(antrag.entschieden_at) if antrag.entschieden_at else "",
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
        return render(request, "portal/withdrawn.html", {"antrag": antrag})
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
                "name": document.titel,
                "pages": document.seiten,
                "url": reverse("portal:document", args=[antrag.id, document.id]),
                "note": f"{kurzdatum(document.received_at)}, {uhrzeit(document.received_at)}"
                + (f". {papers[document.id]}" if document.id in papers else ""),
            }
            for document in listed
            if document.vorgang_id == antrag.vorgang_id and document.id not in in_mailbox
        ],
        "entries": entries,
        "result": next((one.text for one in entries if one.art == CLOSED and one.vorgang_id == antrag.vorgang_id), ""),
        "paper_town": paper_town(antrag),
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
