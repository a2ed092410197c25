"""»Niemand darf wissen, wo ich wohne« (U11): no proof, no reason asked; hidden at once."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nahbar.domain.applications.schutz import is_protected
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.platform.accounts.session import end_sessions
from nahbar.procedures.protect_address import ask_for_protection
from nahbar.surfaces.portal.access import sent
from nahbar.surfaces.portal.views.start import ONCE
from nahbar.surfaces.ui.fields import Choice, Field, FormPage

PARTS = ("bei", "strasse", "ort")


def _page(typed: dict[str, str], error: str) -> FormPage:
    other = (
        Field("bei", _("Bei wem?"), value=typed["bei"], required=False,
              hint=_("Zum Beispiel Frauenhaus, Beratungsstelle, Anwältin")),
        Field("strasse", _("Straße und Hausnummer oder Postfach"), value=typed["strasse"], required=False),
        Field("ort", _("Postleitzahl und Ort"), value=typed["ort"], required=False, error=error),
    )  # fmt: skip
    options = (
        Choice("meine", _("An meine Anschrift"), _("Sie steht nur im Fenster des Umschlags.")),
        Choice("andere", _("An eine andere Anschrift"), "", other),
    )
    fields = (
        Field("code", _("Kennt jemand Ihren Code oder Ihre PIN?"), "choice", value=typed["code"],
              options=(Choice("neu", _("Ja, oder ich weiß es nicht"),
                              _("Sie bekommen gleich einen neuen Code. Der alte geht dann nicht mehr.")),
                       Choice("alt", _("Nein, nur ich kenne beides")))),
        Field("briefe", _("Wohin sollen Briefe gehen?"), "choice", value=typed["briefe"], options=options),
    )  # fmt: skip
    return FormPage(title=_("Meine Anschrift schützen"), fields=fields, primary=_("Jetzt schützen"), later="")


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def protect(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Say what it does, then do it; the new code is shown once."""
    antrag, _akte = sent(request, antrag_id)
    typed = {key: request.POST.get(key, "")[:80].strip() for key in (*PARTS, "code", "briefe")}
    typed["code"], typed["briefe"] = typed["code"] or "neu", typed["briefe"] or "meine"
    error = ""
    if request.method == "POST":
        other = [typed[part] for part in PARTS] if typed["briefe"] == "andere" else []
        if other and not (typed["strasse"] and typed["ort"]):
            error = _("Tragen Sie Straße oder Postfach und den Ort ein.")
        else:
            secured = ask_for_protection(
                acting=request.actor, antrag=antrag, zustellung=other, neuer_code=typed["code"] != "alt"
            )
            if secured is not None:
                end_sessions(account_ids=(), antrag_ids=[secured.antrag.id], but=request.session.session_key)
                request.session[ONCE] = {
                    "antrag": str(secured.antrag.id), "code": secured.code, "pin": secured.pin, "schutz": True,
                }  # fmt: skip
            return redirect(f"{reverse('portal:adressschutz', args=[antrag.id])}?da=1")
    once = request.session.get(ONCE) or {}
    context = {
        "antrag": antrag, "page": _page(typed, error), "hidden": is_protected(antrag), "done": "da" in request.GET,
        "fresh": once if once.get("schutz") and "da" in request.GET else None,
    }  # fmt: skip
    return render(request, "portal/adressschutz.html", context, status=422 if error else 200)
