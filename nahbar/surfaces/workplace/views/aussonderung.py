"""What may go: the list, the archive's answer, two persons, holds, periods and the protocol."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.casefile.aktenschutz import hidden_akten
from nahbar.domain.casefile.queries import akte_by_id
from nahbar.domain.decisions import aufbewahrung
from nahbar.domain.decisions import aufbewahrung_queries as queries
from nahbar.domain.decisions.aufbewahrung_plan import EVENTS, KLASSEN
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.erase_akte import confirm_and_erase
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import show, step

HERE = "aussonderung"


def _mine(request: ActorRequest) -> list[queries.Loeschvorschlag]:
    """Without files that are protected from whoever asks (U33)."""
    hidden = hidden_akten(request.actor)
    return [row for row in queries.vorschlaege() if row.akte_id not in hidden]


def _list(request: ActorRequest, refusal: str = "") -> HttpResponse:
    rows = [
        {
            "row": row, "titel": KLASSEN[row.klasse].title if row.klasse in KLASSEN else row.klasse,
            "sperren": queries.holds(row.akte, without="einschraenkung" if row.grund == "verlangen" else ""),
            "mine": row.beantragt_by_id == request.actor.account_id,
        }
        for row in _mine(request)
    ]  # fmt: skip
    return show(
        request, "aussonderung", HERE, status=422 if refusal else 200, rows=rows, refusal=refusal,
        protokoll=queries.protokoll()[:20],
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_GET
def due(request: ActorRequest) -> HttpResponse:
    """Everything whose period is over, and what went last."""
    return _list(request)


@allow(*nav.DECIDE)
@require_POST
def act(request: ActorRequest, loeschung_id: UUID) -> HttpResponseBase:
    """One step with one line: archive, ask, confirm, refuse."""
    who, what = request.actor, request.POST.get("tat", "")
    grund = request.POST.get("grund", "")
    steps: dict[str, Callable[[], object]] = {
        "angeboten": lambda: aufbewahrung.note_archive(acting=who, row=one(), archiv="angeboten"),
        "wertlos": lambda: aufbewahrung.note_archive(acting=who, row=one(), archiv="wertlos"),
        "uebernommen": lambda: aufbewahrung.note_archive(acting=who, row=one(), archiv="uebernommen"),
        "beantragen": lambda: aufbewahrung.ask_deletion(acting=who, row=one()),
        "bestaetigen": lambda: confirm_and_erase(acting=who, row=one()),
        "ablehnen": lambda: aufbewahrung.refuse_deletion(acting=who, row=one(), grund=grund),
    }

    def one() -> queries.Loeschvorschlag:
        return queries.vorschlag_by_id(loeschung_id)

    if what not in steps:
        return _list(request, "Wählen Sie, was geschehen soll.")
    return step(steps[what], lambda refusal: _list(request, refusal), "aussonderung", f"aussonderung_{what}")


@allow(*nav.DECIDE)
@require_GET
def offer(request: ActorRequest) -> HttpResponse:
    """The list for the archive: whole files that are to be offered, as a table (CSV, UTF-8)."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["Kennung", "Aktenzeichen", "Klasse", "Laufzeit von", "Laufzeit bis", "Löschbar ab", "Stand"])
    for row in _mine(request):
        if row.dokument_id is None and row.archiv in ("ausstehend", "angeboten"):
            known = queries.begins(row.akte, KLASSEN["leistungsakte"])
            writer.writerow([
                row.id, row.akte.aktenzeichen, KLASSEN[row.klasse].title, row.akte.created_at.date(), known,
                row.loeschbar_ab, row.get_archiv_display(),
            ])  # fmt: skip
    return _csv(text, f"anbieteliste-{clock.today()}.csv")


@allow(*nav.DECIDE)
@require_GET
def protocol(request: ActorRequest) -> HttpResponse:
    """The deletion protocol as a table: no name, no number of a file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["Gelöscht am", "Umfang", "Klasse", "Grund", "Archiv", "Beantragt von", "Bestätigt von", "Dateien",
                     "Zeilen", "Kennung"])  # fmt: skip
    for row in queries.protokoll():
        writer.writerow([
            row.geloescht_at.isoformat(timespec="seconds"), row.umfang, row.klasse, row.get_grund_display(),
            row.get_archiv_display(), row.beantragt_by.name, row.bestaetigt_by.name, row.dateien,
            sum(row.zeilen.values()), row.gegenstand,
        ])  # fmt: skip
    return _csv(text, f"loeschprotokoll-{clock.today()}.csv")


def _csv(text: io.StringIO, name: str) -> HttpResponse:
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _periods(request: ActorRequest, refusal: str = "") -> HttpResponse:
    rows = [
        {"one": one, "beginn": [EVENTS[key] for key in one.klasse.begins]} for one in queries.periods()
    ]
    return show(
        request, "fristen", HERE, status=422 if refusal else 200, rows=rows, waiting=queries.offene_regeln(),
        refusal=refusal, typed=request.POST, klassen=KLASSEN.values(), ich=request.actor.account_id,
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_GET
def periods(request: ActorRequest) -> HttpResponse:
    """How long each class is kept, why, and the office's own rules."""
    return _periods(request)


@allow(*nav.DECIDE)
@require_POST
def rule(request: ActorRequest) -> HttpResponseBase:
    """Propose another period."""
    years = request.POST.get("jahre", "")
    return step(
        lambda: aufbewahrung.propose_rule(
            acting=request.actor, klasse=request.POST.get("klasse", ""), quelle=request.POST.get("quelle", ""),
            jahre=int(years) if years.isdigit() and len(years) < 4 else -1,
        ),
        lambda refusal: _periods(request, refusal), "fristen", "frist_vorgeschlagen",
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_POST
def settle(request: ActorRequest, regel_id: UUID) -> HttpResponseBase:
    """Confirm or drop what somebody proposed."""
    yes = request.POST.get("tat") == "bestaetigen"
    found = next((row for row in queries.offene_regeln() if row.id == regel_id), None)
    if found is None:
        return _periods(request, "Diese Frist ist schon entschieden.")
    return step(
        lambda: aufbewahrung.settle_rule(acting=request.actor, rule=found, confirm=yes),
        lambda refusal: _periods(request, refusal), "fristen", "frist_gilt" if yes else "frist_verworfen",
    )  # fmt: skip


def _holds(request: ActorRequest, akte_id: UUID, refusal: str = "") -> HttpResponse:
    akte = akte_by_id(akte_id)
    return show(
        request, "sperren", HERE, status=422 if refusal else 200, akte=akte, refusal=refusal,
        frei_ab=queries.deletable_from(akte), beginn=queries.begins(akte, KLASSEN["leistungsakte"]),
        sperren=queries.sperren(akte), gruende=queries.holds(akte), arten=queries.Aufbewahrungssperre.Art.choices,
        typed=request.POST,
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_GET
def holds(request: ActorRequest, akte_id: UUID) -> HttpResponse:
    """Of one file: löschbar ab, and what stops it."""
    return _holds(request, akte_id)


@allow(*nav.DECIDE)
@require_POST
def hold(request: ActorRequest, akte_id: UUID) -> HttpResponseBase:
    """Set a hold, or lift one."""
    akte, grund = akte_by_id(akte_id), request.POST.get("grund", "")
    lifted = next((row for row in queries.sperren(akte) if str(row.id) == request.POST.get("sperre", "")), None)
    art = request.POST.get("art", "")
    if lifted is None and art not in queries.Aufbewahrungssperre.Art.values:
        return _holds(request, akte_id, "Wählen Sie, warum nichts gelöscht werden darf.")

    def do() -> object:
        if lifted is not None:
            return aufbewahrung.lift_hold(acting=request.actor, sperre=lifted, grund=grund)
        return aufbewahrung.hold_akte(acting=request.actor, akte=akte, art=art, grund=grund)

    ok = "sperre_weg" if lifted is not None else "sperre_da"
    return step(do, lambda refusal: _holds(request, akte_id, refusal), "sperren", ok, akte_id)
