"""After securing: two or three plain questions choose the benefit; a wrong door is changed, the day stays (C21)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nahbar.benefits import registry
from nahbar.benefits.base import Benefit
from nahbar.benefits.choice import Able, Situation
from nahbar.domain.applications import queries
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.choose_leistung import choose_leistung
from nahbar.questionnaire.fields import Unusable, read_date
from nahbar.surfaces.portal.access import is_draft, own
from nahbar.surfaces.ui.fields import Choice, Field, choices, errors_of

OLDEST = 120


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def leistung(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """Age, ability to work, and who lives there: the benefit that fits, or the one that somebody names."""
    antrag = own(request, antrag_id)
    offered = {b.key: b for b in registry.offered_by(antrag.traeger.art)}
    if not is_draft(antrag) or len(offered) < 2 or antrag.stamm_id is not None:
        return redirect("portal:tasks", antrag.id)
    named, fields = request.POST.get("leistung", ""), _fields(_before(antrag), {})
    if request.method == "POST" and named in offered:
        choose_leistung(acting=request.actor, antrag=antrag, leistung=named)
        return redirect("portal:tasks", antrag.id)
    elsewhere = False
    if request.method == "POST":
        errors: dict[str, str] = {}
        situation = _situation(request.POST, errors)
        fields = _fields(request.POST, errors)
        if situation is not None:
            month = clock.today().replace(day=1)
            fitting = registry.suited(antrag.traeger.art, situation, month)
            if fitting is not None:
                choose_leistung(
                    acting=request.actor, antrag=antrag, leistung=fitting.key, situation=situation, month=month
                )
                return redirect("portal:tasks", antrag.id)
            elsewhere = True
    context = {
        "antrag": antrag,
        "fields": fields,
        "errors": errors_of(fields),
        "named": [_named(offered)],
        "elsewhere": elsewhere,
        "translated": True,
    }
    return render(request, "portal/leistung.html", context)


def _named(offered: Mapping[str, Benefit]) -> Field:
    names = [(key, one.public_name(clock.today())) for key, one in offered.items()]
    return Field("leistung", _("Was möchten Sie beantragen?"), "choice", options=choices(names))


def _before(antrag: queries.Antrag) -> dict[str, str]:
    """What the draft knows already, as it would be typed."""
    try:
        born = date.fromisoformat(str(antrag.antworten.get("geburtsdatum", "")))
    except ValueError:
        return {}
    return {"geburtsdatum__tag": str(born.day), "geburtsdatum__monat": str(born.month),
            "geburtsdatum__jahr": str(born.year)}  # fmt: skip


def _fields(typed: Mapping[str, str], errors: Mapping[str, str]) -> list[Field]:
    day = tuple(typed.get(f"geburtsdatum__{part}", "") for part in ("tag", "monat", "jahr"))
    together = _("Wohnt Ihr Partner oder Ihre Partnerin bei Ihnen und kann arbeiten?")
    partner = Field("partner", together, "bool", value=typed.get("partner", ""), error=errors.get("partner", ""))
    able = (
        Choice("ja", _("Ja")),
        Choice("nein", _("Nein, zurzeit nicht, für länger als sechs Monate"), reveals=(partner,)),
        Choice("dauerhaft_nein", _("Nein, auf Dauer nicht. Das ist festgestellt.")),
        Choice("unbekannt", _("Das weiß ich nicht")),
    )
    about = _("Es geht nur um Ihre Gesundheit, nicht um Kinder oder eine freie Stelle. Im Rentenalter zählt es nicht.")
    return [
        Field("geburtsdatum", _("Wann sind Sie geboren?"), "date", values=day, error=errors.get("geburtsdatum", ""),
              hint=_("Tag, Monat und Jahr, zum Beispiel 14 5 1995")),
        Field("arbeit", _("Können Sie mindestens drei Stunden am Tag arbeiten?"), "choice", options=able,
              hint=about, value=typed.get("arbeit", ""),
              error=errors.get("arbeit", "")),
    ]  # fmt: skip


def _situation(typed: Mapping[str, str], errors: dict[str, str]) -> Situation | None:
    """What was typed; None with a sentence for each field that cannot be used."""
    today = clock.today()
    parts = [typed.get(f"geburtsdatum__{part}", "").strip() for part in ("tag", "monat", "jahr")]
    born: date | None = None
    try:
        born = date.fromisoformat(read_date(*parts))
    except Unusable as unusable:
        errors["geburtsdatum"] = str(unusable)
    if born is not None and not (today.year - OLDEST < born.year and born <= today):
        errors["geburtsdatum"] = _("Prüfen Sie das Jahr der Geburt.")
    able, partner = typed.get("arbeit", ""), typed.get("partner", "")
    old = born is not None and "geburtsdatum" not in errors and Situation(born, "ja").altersgrenze(today)
    if not old:
        if able not in ("ja", "nein", "dauerhaft_nein", "unbekannt"):
            errors["arbeit"] = _("Wählen Sie eine Antwort. »Das weiß ich nicht« geht auch.")
        elif able == "nein" and partner not in ("ja", "nein"):
            errors["partner"] = _("Wählen Sie Ja oder Nein.")
    if errors or born is None:
        return None
    return Situation(born, cast(Able, "ja" if old and not able else able), partner == "ja")
