"""Not agreed: say so, see which form is missing and until when, and three ways to make up for it (J9)."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.appointments.errors import TerminError
from nahbar.domain.decisions import widerspruch_queries as queries
from nahbar.domain.decisions.errors import DecisionError, NothingToAttack, WiderspruchUnknown
from nahbar.domain.decisions.rechte_queries import last_day
from nahbar.domain.decisions.widerspruch_form import period
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.identity import may_sign_form
from nahbar.platform.accounts.roles import Role
from nahbar.platform.tenancy.scope import savepoint
from nahbar.procedures.note_form import letter_to_sign, prove_by_eid
from nahbar.procedures.raise_widerspruch import (
    attackable,
    book_niederschrift,
    next_niederschrift,
    raise_widerspruch,
    take_back_widerspruch,
    ways_open,
)
from nahbar.surfaces.portal.access import own, sent
from nahbar.surfaces.portal.views.papers import pdf
from nahbar.surfaces.portal.views.termin_buchen import key_of, moment_of
from nahbar.surfaces.ui.fields import Choice, Field, FormPage

WIDERSPRUCH, UEBERPRUEFUNG = "widerspruch", "ueberpruefung"


def _ways() -> dict[str, Choice]:
    """Each way with what it means in one sentence."""
    return {
        WIDERSPRUCH: Choice(
            WIDERSPRUCH,
            _("Widerspruch"),
            _("Wir prüfen den ganzen Bescheid noch einmal. Dafür brauchen wir Ihre Unterschrift und eine Frist läuft."),
        ),
        UEBERPRUEFUNG: Choice(
            UEBERPRUEFUNG,
            _("Überprüfungsantrag"),
            _("Wir prüfen, ob der Bescheid richtig war. Das geht auch später und ohne Unterschrift."),
        ),
    }


def _page(open_ways: tuple[str, ...], text: str = "", weg: str = "", error: str = "") -> FormPage:
    words = Field(
        "text", _("Was stimmt nicht?"), "textarea", required=False, value=text,
        hint=_("Zum Beispiel: Die Miete ist falsch. Sie müssen nichts begründen."),
    )  # fmt: skip
    options = tuple(_ways()[key] for key in open_ways)
    fields: tuple[Field, ...] = (words,)
    if len(options) > 1:
        fields = (
            words,
            Field("weg", _("Was möchten Sie?"), "choice", options=options, value=weg or open_ways[0], error=error),
        )
    return FormPage(title=_("Ich bin nicht einverstanden"), fields=fields, primary=_("Abschicken"), later="")


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def disagree(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """In one's own words; it counts from the moment it arrives."""
    antrag, _akte = sent(request, antrag_id)
    try:
        until = last_day(attackable(antrag))
        open_ways = ways_open(antrag)
    except NothingToAttack:
        raise Http404 from None
    weg = request.POST.get("weg", open_ways[0])
    if request.method == "POST" and weg in open_ways:
        row = raise_widerspruch(acting=request.actor, antrag=antrag, weg=weg, text=request.POST.get("text", "")[:4000])
        if row.form_fehlt and may_sign_form(request.session):
            prove_by_eid(acting=request.actor, widerspruch=row)  # the eID was shown just now: nothing is missing
        return redirect("portal:widerspruch", antrag.id, row.id)
    wrong = _("Wählen Sie einen der beiden Wege.") if request.method == "POST" else ""
    context = {
        "antrag": antrag,
        "page": _page(open_ways, request.POST.get("text", ""), weg, wrong),
        "deadline": until,
        "over": period(until, clock.now()).over,
        "only": open_ways[0] if len(open_ways) == 1 else "",
        "earlier": queries.widersprueche_of(antrag),
        "translated": True,
    }
    return render(request, "portal/disagree.html", context, status=422 if wrong else 200)


def _own(request: ActorRequest, antrag_id: UUID, widerspruch_id: UUID) -> queries.Widerspruch:
    try:
        return queries.widerspruch_of(own(request, antrag_id), widerspruch_id)
    except WiderspruchUnknown:
        raise Http404 from None


def _show(request: ActorRequest, row: queries.Widerspruch, note: str = "") -> HttpResponse:
    booked = row.termin if row.termin is not None and row.termin.stand == "gebucht" else None
    over = period(row.frist, clock.now()).over
    offer = None
    if row.form_fehlt and row.laufend and not over and booked is None:
        offer = next_niederschrift(row.frist)
    context = {
        "antrag": row.entscheidung.antrag,
        "row": row,
        "over": over,
        "booked": booked,
        "offer": offer,
        "offer_key": key_of(offer[1].beginn) if offer else "",
        "note": note,
        "eid_now": may_sign_form(request.session),
        "here": reverse("portal:widerspruch", args=[row.entscheidung.antrag_id, row.id]),
        "translated": True,
    }
    return render(request, "portal/widerspruch.html", context, status=409 if note else 200)


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def widerspruch(request: ActorRequest, antrag_id: UUID, widerspruch_id: UUID) -> HttpResponseBase:
    """What arrived when, what is missing until when, and what happens next; by POST the eID takes its place."""
    row = _own(request, antrag_id, widerspruch_id)
    if request.method == "POST":
        if row.form_fehlt and row.laufend and may_sign_form(request.session):
            prove_by_eid(acting=request.actor, widerspruch=row)
        return redirect("portal:widerspruch", antrag_id, widerspruch_id)
    return _show(request, row)


@allow(Role.CITIZEN)
@require_POST
def termin(request: ActorRequest, antrag_id: UUID, widerspruch_id: UUID) -> HttpResponseBase:
    """One click: the next free time for the Niederschrift; if somebody was quicker, the page offers another."""
    row = _own(request, antrag_id, widerspruch_id)
    offer = next_niederschrift(row.frist)
    wanted = moment_of(request.POST.get("zeit", ""))
    if offer is None or wanted is None or offer[1].beginn != wanted:
        return _show(request, row, _("Diese Zeit ist gerade vergeben worden. Unten steht die nächste."))
    try:
        with savepoint():
            book_niederschrift(acting=request.actor, widerspruch=row, angebot=offer[0], slot=offer[1])
    except (TerminError, DecisionError) as refused:
        return _show(request, row, str(refused))
    return redirect("portal:widerspruch", antrag_id, widerspruch_id)


@allow(Role.CITIZEN)
@require_GET
def schreiben(request: ActorRequest, antrag_id: UUID, widerspruch_id: UUID) -> HttpResponse:
    """The ready letter to print, sign and send."""
    row = _own(request, antrag_id, widerspruch_id)
    if not row.ist_widerspruch:
        raise Http404
    return pdf(letter_to_sign(row), "Widerspruch.pdf")


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def zurueck(request: ActorRequest, antrag_id: UUID, widerspruch_id: UUID) -> HttpResponseBase:
    """Takes it back, after saying what that means."""
    row = _own(request, antrag_id, widerspruch_id)
    page = reverse("portal:widerspruch", args=[antrag_id, widerspruch_id])
    if not row.laufend:
        return redirect(page)
    if request.method == "POST":
        take_back_widerspruch(acting=request.actor, widerspruch=row)
        return redirect(page)
    context = {"antrag": row.entscheidung.antrag, "row": row, "translated": True}
    return render(request, "portal/widerspruch_zurueck.html", context)
