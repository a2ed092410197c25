"""The benefits check without account: eight questions, what is likely and how much, and the way to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nahbar.benefits import registry
from nahbar.benefits.base import Benefit, FactsRefused
from nahbar.benefits.benefits_check import check, name_of_sgb2, values_of
from nahbar.benefits.benefits_check_results import LIKELY, UNLIKELY, Result
from nahbar.domain.applications.estimate import Reason, reasons
from nahbar.law.explain import walk
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.surfaces.portal.leistungscheck_form import PEOPLE, Typed, answers_of, money_groups, people_fields, people_of
from nahbar.surfaces.ui.fields import Field, errors_of
from nahbar.surfaces.ui.law_words import law_words

WHY = (
    "altersgrenze_erreicht", "regelbedarf_", "regelbedarfsstufe", "mehrbedarf_", "unterkunft_und_heizung",
    "erwerbseinkommen", "sonstiges_einkommen", "versicherungen", "einkommen", "vermoegen_ueber", "wohngeld_miete",
    "wohngeld_hoechstbetrag", "wohngeld_freibetrag", "wohngeld_gesamteinkommen", "wohngeld_nach_formel",
    "wohngeld_ab", "kinderzuschlag", "gesamtkinderzuschlag", "gesamtbedarf_der_eltern", "minderung_durch", "luecke",
    "summe", "sofortzuschlag",
)  # fmt: skip
"""Beginnings of the norms whose sentences answer »Warum?«; the whole account comes with the application."""


@public
@require_http_methods(["GET", "POST"])
def benefits_check(request: ActorRequest) -> HttpResponse:
    """First page, second page, result; the answers travel in the form, nothing is stored and no address holds them."""
    raw = {name: str(value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    typed = Typed(raw, clock.today())
    step = request.POST.get("schritt", "")
    people = people_of(typed) if step in ("geld", "ergebnis", "zurueck") else None
    if people is None:
        if step not in ("geld", "ergebnis"):
            typed.errors.clear()  # only looked at, or come back to change something
        kept = _hidden(typed, [name for name in raw if name not in (*PEOPLE, "schritt")])
        fields = people_fields(typed)
        context = {"fields": fields, "kept": kept, "errors": errors_of(fields)}
        return render(request, "portal/leistungscheck.html", context)
    answers = answers_of(typed) if step == "ergebnis" else None
    refused: list[tuple[str, str]] = []
    if answers is not None:
        try:
            results = check(answers, typed.today)
        except FactsRefused as wrong:
            refused = [("leistungscheck", text) for text in dict.fromkeys(str(e["text"]) for e in wrong.errors)]
        else:
            return render(request, "portal/leistungscheck_ergebnis.html", _result_page(request, typed, results))
    if step != "ergebnis":
        typed.errors.clear()
    groups = [{"title": title, "hint": hint, "fields": fields} for title, hint, fields in money_groups(typed, people)]
    shown = [field for group in groups for field in group["fields"]]
    errors = [*refused, *errors_of(field for field in shown if isinstance(field, Field))]
    context = {"groups": groups, "kept": _hidden(typed, PEOPLE), "errors": errors}
    return render(request, "portal/leistungscheck_geld.html", context)


def _hidden(typed: Typed, names: Any) -> list[Field]:
    return [Field(name, "", "hidden", value=typed.raw[name]) for name in names if typed.raw.get(name)]


def _result_page(request: ActorRequest, typed: Typed, results: tuple[Result, ...]) -> dict[str, Any]:
    offered = registry.offered_by(request.traeger.art) if request.traeger else ()
    here = {benefit.rules: benefit for benefit in offered if benefit.rules}
    rows = [_row(one, here) for one in results]
    return {
        "found": [row for row in rows if row["stand"] != UNLIKELY],
        "sure": any(row["stand"] == LIKELY for row in rows),
        "others": [row for row in rows if row["stand"] == UNLIKELY],
        "kept": _hidden(typed, [name for name in typed.raw if name != "schritt"]),
        "month": typed.today,
        "values_of": values_of(typed.today.replace(day=1)),
    }


def _row(one: Result, here: Mapping[str, Benefit]) -> dict[str, Any]:
    name, office = _names()[one.leistung]
    return {
        "key": one.leistung,
        "name": name,
        "office": office,
        "stand": one.stand,
        "low": one.mindestens,
        "high": one.hoechstens,
        "why": one.warum,
        "norm": one.norm,
        "depends": one.haengt_ab,
        "reasons": _reasons(one),
        "apply_here": here.get(one.leistung),
    }


def _names() -> dict[str, tuple[str, str]]:
    """Name and office of each benefit."""
    social = _("Sozialamt Ihrer Stadt, Ihrer Gemeinde oder Ihres Kreises")
    return {
        "sgb2": (name_of_sgb2(clock.today()), _("Jobcenter")),
        "sgb12-4": (_("Grundsicherung im Alter und bei Erwerbsminderung"), social),
        "sgb12-3": (_("Hilfe zum Lebensunterhalt"), social),
        "wohngeld": (_("Wohngeld"), _("Wohngeldstelle Ihrer Stadt, Ihrer Gemeinde oder Ihres Kreises")),
        "kinderzuschlag": (_("Kinderzuschlag"), _("Familienkasse der Bundesagentur für Arbeit")),
    }


def _reasons(one: Result) -> list[Reason]:
    """Each sentence once, in the order of the calculation."""
    found = reasons(walk(one.schritte), WHY, law_words())
    return list({reason.text: reason for reason in found}.values())
