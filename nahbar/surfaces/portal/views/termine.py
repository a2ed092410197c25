"""One's appointment: find it by its code, see when and where, move it, cancel it, put it into a calendar."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.domain.appointments import queries
from nahbar.domain.appointments.access import CodeRefused, open_by_code
from nahbar.domain.appointments.errors import TerminError, TerminUnknown
from nahbar.domain.appointments.ics import calendar_of
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.platform.tenancy.scope import savepoint
from nahbar.procedures.book_termin import is_own_akte
from nahbar.procedures.cancel_termin import cancel_termin
from nahbar.procedures.move_termin import move_termin
from nahbar.surfaces.portal.views.entry import wait_words
from nahbar.surfaces.portal.views.termin_buchen import (
    free_days,
    held,
    hold,
    key_of,
    moment_of,
    own_akte,
    wanted_day,
)
from nahbar.surfaces.ui.fields import Field, FormPage

NOTES = {"neu": "Ihr Termin ist gebucht", "verschoben": "Ihr Termin ist verschoben"}


def _own(request: ActorRequest, termin_id: UUID) -> tuple[queries.Termin, bool] | None:
    """The appointment, and whether this is the person it is for; None for everybody without code or file."""
    try:
        termin = queries.termin_by_id(termin_id)
    except TerminUnknown:
        return None
    mine = termin.akte is not None and is_own_akte(request.actor, termin.akte)
    return (termin, mine) if mine or termin.id in held(request) else None


@public
@require_http_methods(["GET", "POST"])
def enter(request: ActorRequest) -> HttpResponseBase:
    """Opens an appointment by its code; or the way to a new one."""
    code, error, note = request.GET.get("code", "")[:20], "", ""
    if request.method == "POST":
        code = request.POST.get("code", "")[:20]
        try:
            termin = open_by_code(acting=request.actor, code=code)
        except CodeRefused as refused:
            error, note = str(refused), wait_words(refused.wait_seconds)
        else:
            hold(request, termin.id)
            return redirect("portal:termin_seite", termin.id)
    field = Field(
        "code", _("Code Ihres Termins"), "code", value=code, width=12, hint=_("Zum Beispiel 7F3K-92QX"), error=error
    )
    page = FormPage(title=_("Termin"), fields=(field,), primary=_("Termin öffnen"), later="")
    return render(request, "portal/termin.html", {"page": page, "note": note, "termine": _upcoming(request)})


def _upcoming(request: ActorRequest) -> list[queries.Termin]:
    """What is still to come of the own file and of what this browser holds."""
    akte = own_akte(request)
    rows = [*(queries.termine_for_akte(akte.id) if akte else []), *queries.termine_by_ids(held(request))]
    known = {row.id: row for row in rows if row.stand == "gebucht" and row.ende > clock.now()}
    return sorted(known.values(), key=lambda row: row.beginn)


@public
@require_GET
def termin(request: ActorRequest, termin_id: UUID) -> HttpResponseBase:
    """When, where, how to get in, what to bring; for the person herself also what it is about and with whom."""
    found = _own(request, termin_id)
    if found is None:
        return redirect("portal:termin")
    row, mine = found
    note = next((_(text) for key, text in NOTES.items() if key in request.GET), "")
    context = {
        "termin": row, "mine": mine, "note": note, "with": queries.mit_wem(row) if mine else [],
        "changeable": row.stand == "gebucht" and row.beginn > clock.now(),
        "begun": row.beginn <= clock.now(),
    }  # fmt: skip
    return render(request, "portal/termin_seite.html", context)


@public
@require_http_methods(["GET", "POST"])
def move(request: ActorRequest, termin_id: UUID) -> HttpResponseBase:
    """Another time of the same offer; the old one stays until the new one is certain."""
    found = _own(request, termin_id)
    if found is None:
        return redirect("portal:termin")
    row, _mine = found
    note = ""
    if request.method == "POST":
        beginn = moment_of(request.POST.get("zeit", ""))
        if beginn is None:
            note = _("Wählen Sie eine Zeit.")
        else:
            try:
                with savepoint():
                    move_termin(acting=request.actor, termin=row, beginn=beginn, code=row.code)
            except TerminError as refused:
                note = f"{refused} {_('Ihr bisheriger Termin bleibt.')}"
            else:
                return redirect(f"{reverse('portal:termin_seite', args=[row.id])}?verschoben=1")
    days, later = free_days(row.angebot, wanted_day(request), row.sprache)
    rows = [(tag.day, [(slot.beginn, key_of(slot.beginn)) for slot in tag.slots]) for tag in days]
    context = {"termin": row, "days": rows, "later": later, "note": note, "errors": [("", note)] if note else []}
    return render(request, "portal/termin_verschieben.html", context, status=409 if note else 200)


@public
@require_http_methods(["GET", "POST"])
def cancel(request: ActorRequest, termin_id: UUID) -> HttpResponseBase:
    """Says that one does not come, with a reason if one likes; after the beginning the reason is kept all the same."""
    found = _own(request, termin_id)
    if found is None:
        return redirect("portal:termin")
    row, _mine = found
    note = ""
    if request.method == "POST":
        try:
            with savepoint():
                cancel_termin(
                    acting=request.actor, termin=row, grund=request.POST.get("grund", ""), code=row.code,
                    seite="buerger",
                )  # fmt: skip
        except TerminError as refused:
            note = str(refused)
        else:
            return redirect("portal:termin_seite", row.id)
    begun = row.beginn <= clock.now()
    field = Field(
        "grund", _("Warum können Sie nicht kommen?"), "textarea", value=request.POST.get("grund", ""), required=False,
        hint=_("Zum Beispiel: Kind krank, Probetag, Zug fiel aus."), rows=3,
    )  # fmt: skip
    title = _("Warum konnten Sie nicht kommen?") if begun else _("Termin absagen?")
    page = FormPage(title=title, fields=(field,), primary=_("Grund senden") if begun else _("Termin absagen"), later="")
    context = {"page": page, "termin": row, "begun": begun, "note": note}
    return render(request, "portal/termin_absagen.html", context, status=409 if note else 200)


@public
@require_GET
def calendar(request: ActorRequest, termin_id: UUID) -> HttpResponseBase:
    """The appointment as a calendar file."""
    found = _own(request, termin_id)
    if found is None:
        return redirect("portal:termin")
    row, _mine = found
    address = f"{settings.PUBLIC_URL.rstrip('/')}{reverse('portal:termin')}?code={row.code}"
    answer = HttpResponse(calendar_of(row, address), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="termin.ics"'
    return answer
