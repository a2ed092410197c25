"""Papers for the council: written on the page, set as accessible PDF, settled."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.planning import queries
from nahbar.domain.planning.policies import PLAN
from nahbar.domain.planning.vorlage import ENTSCHEIDUNGEN, KOSTEN, SCHRITTE, TEXTE, texte
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.write_vorlage import close_vorlage, set_vorlage, write_vorlage
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, typed_day, typed_ids

HEAD = ("titel", "drucksache", "gremium", "verantwortlich")
STEP = ("tag", "schritt", "gremium", "ergebnis")
EMPTY_STEPS = 2


@allow(*PLAN)
@require_http_methods(["GET", "POST"])
def papers(request: ActorRequest) -> HttpResponse:
    """All papers with their deadlines, and a new one."""
    refusal = ""
    if request.method == "POST":
        values: dict[str, Any] = {name: request.POST.get(name, "").strip()[:160] for name in HEAD}
        made: list[Any] = []
        refusal = attempt(
            lambda: made.append(
                write_vorlage(
                    acting=request.actor, frist=typed_day(request.POST.get("frist", "")),
                    vorschlag=queries.letzter_vorschlag(), entscheidungen=list(ENTSCHEIDUNGEN), **values,
                )
            )
        )  # fmt: skip
        if made and not refusal:
            return done("planung_vorlage", "", made[0].id)
    return show(
        request, "planung_vorlagen", "planung", status=422 if refusal else 200, refusal=refusal,
        rows=queries.vorlagen(), typed=request.POST if refusal else {}, today=clock.today(),
    )  # fmt: skip


@allow(*PLAN)
@require_http_methods(["GET", "POST"])
def paper(request: ActorRequest, vorlage_id: UUID) -> HttpResponse:
    """One paper with all its fields."""
    refusal = ""
    if request.method == "POST":
        values, refusal = _typed(request)
        row = queries.vorlage_by_id(vorlage_id)
        refusal = refusal or attempt(lambda: write_vorlage(acting=request.actor, vorlage=row, **values))
        if not refusal:
            return done("planung_vorlage", "vorlage_gespeichert", vorlage_id)
    return _page(request, vorlage_id, refusal)


def _page(request: ActorRequest, vorlage_id: UUID, refusal: str = "") -> HttpResponse:
    row = queries.vorlage_by_id(vorlage_id)
    posted = request.POST if refusal and "titel" in request.POST else None
    written = texte(row.texte)
    steps = [dict(zip(STEP, values, strict=True)) for values in row.verlauf]
    if posted:
        columns = [posted.getlist(f"verlauf_{name}") for name in STEP]
        steps = [dict(zip(STEP, values, strict=True)) for values in zip(*columns, strict=False)]
    else:
        steps += [dict.fromkeys(STEP, "")] * EMPTY_STEPS
    return show(
        request, "planung_vorlage", "planung", status=422 if refusal else 200, refusal=refusal, row=row,
        typed=posted or row, frist=posted.get("frist", "") if posted else row.frist.isoformat(), steps=steps,
        bloecke=[
            (k, b.titel, b.hilfe, posted.get(f"text_{k}", "") if posted else written[k]) for k, b in TEXTE.items()
        ],
        kosten=[
            (k, t, posted.get(f"kosten_{k}", "") if posted else _euros(row.kosten.get(k))) for k, t in KOSTEN.items()
        ],
        entscheidungen=posted.get("entscheidungen", "") if posted else "\n".join(row.entscheidungen),
        vorschlaege=[v for v in queries.vorschlaege() if "orte" in v.ergebnis], schritte=SCHRITTE,
        settled=row.stand == row.Stand.ERLEDIGT, written=row.stand == row.Stand.ERSTELLT,
    )  # fmt: skip


def _euros(cents: int | None) -> str:
    return "" if cents is None else f"{cents // 100},{cents % 100:02d}"


def _typed(request: ActorRequest) -> tuple[dict[str, Any], str]:
    posted = request.POST
    costs: dict[str, int] = {}
    for key, title in KOSTEN.items():
        text = posted.get(f"kosten_{key}", "").strip().replace(".", "").replace("€", "").strip()
        if not text:
            continue
        whole, _, rest = text.partition(",")
        if not whole.isdecimal() or len(whole) > 10 or (rest and not (rest.isdecimal() and len(rest) == 2)):
            return {}, f"{title}: Tragen Sie einen Betrag ein, zum Beispiel 130.000 oder 420,50."
        costs[key] = int(whole) * 100 + int(rest or 0)
    steps = []
    columns = [posted.getlist(f"verlauf_{name}") for name in STEP]
    for day, step, body, result in zip(*columns, strict=False):
        if not any((day.strip(), step.strip(), body.strip(), result.strip())):
            continue
        when = typed_day(day)
        if when is None:
            return {}, "Tragen Sie zu jedem Schritt im Verlauf einen Tag ein, zum Beispiel 18.11.2026."
        steps.append([when.isoformat(), step.strip()[:80], body.strip()[:160], result.strip()[:160]])
    decisions = posted.get("entscheidungen", "").splitlines()
    chosen = typed_ids([posted.get("vorschlag", "")])
    proposal = next((v for v in queries.vorschlaege() if v.id in chosen), None)
    return {
        **{name: posted.get(name, "").strip()[:160] for name in HEAD},
        "frist": typed_day(posted.get("frist", "")),
        "texte": {key: posted.get(f"text_{key}", "").strip()[:6000] for key in TEXTE},
        "kosten": costs,
        "verlauf": sorted(steps),
        "entscheidungen": [line.strip()[:400] for line in decisions if line.strip()],
        "vorschlag": proposal,
    }, ""


@allow(*PLAN)
@require_POST
def write(request: ActorRequest, vorlage_id: UUID) -> HttpResponse:
    """Set the PDF."""
    row = queries.vorlage_by_id(vorlage_id)
    refusal = attempt(lambda: set_vorlage(acting=request.actor, vorlage=row))
    return _page(request, vorlage_id, refusal) if refusal else done("planung_vorlage", "vorlage_erstellt", vorlage_id)


@allow(*PLAN)
@require_POST
def close(request: ActorRequest, vorlage_id: UUID) -> HttpResponse:
    """Regard the resolution as settled."""
    row = queries.vorlage_by_id(vorlage_id)
    refusal = attempt(lambda: close_vorlage(acting=request.actor, vorlage=row))
    return _page(request, vorlage_id, refusal) if refusal else done("planung_vorlage", "vorlage_erledigt", vorlage_id)


@allow(*PLAN)
@require_GET
def document(request: ActorRequest, vorlage_id: UUID) -> HttpResponse:
    """The PDF as it was set last."""
    row = queries.vorlage_by_id(vorlage_id)
    if row.pdf is None:
        raise Http404("Das PDF ist noch nicht erstellt.")
    answer = HttpResponse(read_file(row.pdf), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="vorlage-{row.erstellt_at:%Y-%m-%d}.pdf"'
    return answer
