"""Post in: batches with their sums, one letter large with the field to assign it, the next one after it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.applications.queries import search
from nahbar.domain.casefile.actions import log_access
from nahbar.domain.casefile.aktenschutz import hidden_akten
from nahbar.domain.casefile.queries import WorkFilters, akte_by_id, aufgabe_by_id, work_list
from nahbar.domain.mailroom import scan_queries
from nahbar.domain.mailroom.policies import can_sort
from nahbar.platform import ports
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.accounts.roles import Role
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.assign_scan import assign_scan
from nahbar.procedures.close_scan_matter import MATTERS, close_scan_matter
from nahbar.procedures.reassign_scan import reassign_scan
from nahbar.procedures.reject_scan import reject_scan
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show
from nahbar.surfaces.workplace.preview import Shown

SORTERS = (Role.POSTROOM, Role.TEAMLEAD)
LEAST, MOST = 3, 12
"""Signs from which on files are looked for, and files that are shown."""
CHECKING = "Zuordnung eines Schriftstücks prüfen"


def tabs(current: str) -> list[dict[str, Any]]:
    """The two parts of the post room's way in."""
    return [
        {"title": "Eingang", "url": reverse("workplace:scans"), "current": current == "eingang"},
        {"title": "Originale", "url": reverse("workplace:originals"), "current": current == "originale"},
    ]


@allow(*nav.POST)
@require_GET
def overview(request: ActorRequest) -> HttpResponse:
    """Counters, what waits for a person, batches, refused deliveries."""
    return _overview(request)


def _overview(request: ActorRequest, *, status: int = 200, **values: Any) -> HttpResponse:
    waiting = scan_queries.queue()
    matters = [task for kind in MATTERS for task in work_list(request.actor, filters=WorkFilters(art=kind))]
    return show(
        request, "scans", "poststelle", status=status, matters=matters,
        tabs=tabs("eingang"), sums=scan_queries.all_sums(), waiting=waiting, reading=scan_queries.being_read(),
        batches=scan_queries.batches(), refused=ports.get("scan_inbox").refused(request.traeger.kuerzel)[:5],
        sorts=can_sort(request.actor), **values,
    )  # fmt: skip


@allow(Role.TEAMLEAD)
@require_POST
def close(request: ActorRequest, aufgabe_id: UUID) -> HttpResponse:
    """What became of a breach, or of a paper that is missing."""
    ergebnis = request.POST.get("ergebnis", "")
    task = aufgabe_by_id(aufgabe_id)
    refusal = attempt(lambda: close_scan_matter(acting=request.actor, aufgabe=task, ergebnis=ergebnis))
    if refusal:
        return _overview(request, status=422, refusal=refusal)
    return done("scans", "scan_geklaert")


@allow(*nav.POST)
@require_GET
def batch(request: ActorRequest, stapel_id: UUID) -> HttpResponse:
    """One batch: its sums and each of its letters."""
    stapel = scan_queries.stapel_by_id(stapel_id)
    return show(
        request, "scan_batch", "poststelle",
        stapel=stapel, sums=scan_queries.sums_of(stapel), letters=scan_queries.letters_of(stapel),
        sorts=can_sort(request.actor),
    )  # fmt: skip


def _opened(request: ActorRequest, scan_id: UUID) -> Any:
    """The letter; once it lies in a file, looking at it is noted there like any opening of the file."""
    scan = scan_queries.scan_by_id(scan_id)
    if scan.dokument is not None:
        log_access(acting=request.actor, akte=scan.dokument.akte, zweck=CHECKING)
    return scan


@allow(*SORTERS)
@require_GET
def scan(request: ActorRequest, scan_id: UUID) -> HttpResponse:
    """One letter large, its proposal, the field to find its file."""
    return _page(request, _opened(request, scan_id))


def _page(request: ActorRequest, scan: Any, *, status: int = 200, **values: Any) -> HttpResponse:
    q = request.GET.get("q", "").strip()[:80]
    following = scan_queries.next_open(scan)
    return show(
        request, "scan", "poststelle", status=status,
        scan=scan, shown=_shown(scan, request.GET.get("seite", "1")), q=q, short=0 < len(q) < LEAST,
        hits=search(q, hidden=hidden_akten(request.actor))[:MOST] if len(q) >= LEAST else [], least=LEAST,
        text="\n\n".join(page.text for page in scan_queries.pages_of(scan) if page.text),
        days=next((row.days for row in scan_queries.queue() if row.scan.id == scan.id), None),
        left=len(scan_queries.queue()), next=following, **values,
    )  # fmt: skip


def _shown(scan: Any, asked: str) -> Shown | None:
    if scan.ansicht is None:
        return None
    nr = min(max(1, int(asked)), scan.seiten) if asked.isdecimal() else 1
    return Shown(
        title=f"Schreiben {scan.kennung}",
        nr=nr,
        of=scan.seiten,
        image_url=reverse("workplace:scan_page", args=[scan.id, nr]),
        pdf_url=reverse("workplace:scan_pdf", args=[scan.id]),
        back_url=_turned(nr - 1) if nr > 1 else "",
        next_url=_turned(nr + 1) if nr < scan.seiten else "",
    )


def _turned(nr: int) -> str:
    return "?" + urlencode({"seite": nr}) + "#seite"


@allow(*SORTERS)
@require_GET
def scan_page(request: ActorRequest, scan_id: UUID, nr: int) -> HttpResponse:
    """The picture of one page."""
    scan = _opened(request, scan_id)
    page = scan_queries.page_of(scan, nr)
    if page.bild is None:
        raise Http404
    return HttpResponse(read_file(page.bild), content_type=page.bild.media_type)


@allow(*SORTERS)
@require_GET
def scan_pdf(request: ActorRequest, scan_id: UUID) -> HttpResponse:
    """The view copy of the whole letter."""
    scan = _opened(request, scan_id)
    if scan.ansicht is None:
        raise Http404
    answer = HttpResponse(read_file(scan.ansicht), content_type=scan.ansicht.media_type)
    answer["Content-Disposition"] = f'inline; filename="schreiben-{scan.id}.pdf"'
    return answer


def _onward(scan: Any, ok: str) -> HttpResponse:
    """To the next letter that waits, else back to the counters."""
    following = scan_queries.next_open(scan)
    return done("scan", ok, following.id) if following is not None else done("scans", ok)


def _chosen(request: ActorRequest) -> Any:
    """The file that was chosen; raises AkteUnknown."""
    try:
        return akte_by_id(UUID(request.POST.get("akte", "")))
    except ValueError:
        return None


@allow(*SORTERS)
@require_POST
def assign(request: ActorRequest, scan_id: UUID) -> HttpResponse:
    """Confirm the proposal, or put the letter into the file that was found."""
    scan = scan_queries.scan_by_id(scan_id)
    akte = _chosen(request)
    if akte is None:
        return _page(request, scan, status=422, refusal="Wählen Sie zuerst eine Akte aus.")
    refusal = attempt(lambda: assign_scan(acting=request.actor, scan=scan, akte=akte))
    if refusal:
        return _page(request, scan, status=422, refusal=refusal)
    return _onward(scan, "scan_zugeordnet")


@allow(*SORTERS)
@require_POST
def reject(request: ActorRequest, scan_id: UUID) -> HttpResponse:
    """The letter belongs into no file."""
    scan = scan_queries.scan_by_id(scan_id)
    grund = request.POST.get("grund", "")
    refusal = attempt(lambda: reject_scan(acting=request.actor, scan=scan, grund=grund))
    if refusal:
        return _page(request, scan, status=422, refusal=refusal, rejecting=True)
    return _onward(scan, "scan_abgelehnt")


@allow(*SORTERS)
@require_POST
def reassign(request: ActorRequest, scan_id: UUID) -> HttpResponse:
    """The letter lay in the wrong file."""
    scan = scan_queries.scan_by_id(scan_id)
    akte, grund = _chosen(request), request.POST.get("grund", "")
    if akte is None:
        return _page(request, scan, status=422, refusal="Wählen Sie zuerst die richtige Akte aus.")
    refusal = attempt(lambda: reassign_scan(acting=request.actor, scan=scan, akte=akte, grund=grund))
    if refusal:
        return _page(request, scan, status=422, refusal=refusal)
    return done("scan", "scan_umgehaengt", scan.id)
