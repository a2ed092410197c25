"""A paper for the council: written, set as accessible PDF from figures that may be published, settled (P01–P06)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from nahbar.domain.planning import actions, queries
from nahbar.domain.planning.bild import INDIKATOREN, VERBORGEN, Bild, bild, komma, tausend
from nahbar.domain.planning.disclosure import WHOLE
from nahbar.domain.planning.errors import NotAllowed
from nahbar.domain.planning.karte import COLOURS, Ort
from nahbar.domain.planning.lage import Lage, lage
from nahbar.domain.planning.models import Kennzahl, Vorlage
from nahbar.domain.planning.policies import can_plan
from nahbar.domain.planning.timetable import HALVES
from nahbar.domain.planning.vorlage import KOSTEN, METHODE, TEXTE, schutz, texte
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.letters import blocks, words
from nahbar.platform.letters.render import render

HISTORY = (("Tag", 1), ("Schritt", 2), ("Gremium", 2), ("Ergebnis", 1))
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")


def write_vorlage(*, acting: Actor, vorlage: Vorlage | None = None, **values: Any) -> Vorlage:
    """Write a paper down or change it. Raises NotAllowed, BadInput, NotReady."""
    _require(acting)
    return actions.save_vorlage(acting=acting, vorlage=vorlage, **values)


@transaction.atomic
def set_vorlage(*, acting: Actor, vorlage: Vorlage) -> Vorlage:
    """Set the PDF from the paper and the figures of today; keeps it. Raises NotAllowed, NoAreas, LetterFailed."""
    _require(acting)
    return actions.keep_pdf(acting=acting, vorlage=vorlage, pdf=render("vorlage", vorlage_data(vorlage)))


@transaction.atomic
def close_vorlage(*, acting: Actor, vorlage: Vorlage) -> Vorlage:
    """The resolution is to be regarded as settled ("als erledigt betrachten"). Raises NotAllowed, NotReady."""
    _require(acting)
    return actions.close_vorlage(acting=acting, vorlage=vorlage, am=clock.today())


def _require(acting: Actor) -> None:
    if not can_plan(acting):
        raise NotAllowed()


def vorlage_data(vorlage: Vorlage) -> dict[str, Any]:
    """The data of the template `vorlage`: published figures only, whoever asks."""
    now = lage()
    plan = vorlage.vorschlag.ergebnis if vorlage.vorschlag is not None else {}
    rooms = plan.get("orte", [])
    picture = bild(now, "anteil", [Ort(str(o["nr"]), o["name"], o["lon"], o["lat"]) for o in rooms] + _houses())
    written, today = texte(vorlage.texte), clock.today()
    return {
        "titel": vorlage.titel,
        "datum": [today.year, today.month, today.day],
        "traeger": vorlage.traeger.name,
        "am": words.day(today),
        "drucksache": vorlage.drucksache,
        "gremium": vorlage.gremium,
        "frist": words.day(vorlage.frist),
        "verantwortlich": vorlage.verantwortlich,
        "verlauf": blocks.table(
            [blocks.column(name, width=width) for name, width in HISTORY],
            [[words.numeric_day(_day(day)), step, body, result] for day, step, body, result in vorlage.verlauf],
        ),
        "vorne": [{"titel": TEXTE[k].titel, "text": written[k]} for k in ("beschluss", "bericht")],
        "hinten": [{"titel": TEXTE[k].titel, "text": written[k]} for k in ("raeume", "demografie")],
        "karte": picture.svg,
        "karte_titel": picture.titel,
        "karte_text": picture.beschreibung,
        "legende": [{"farbe": COLOURS[s.nr], "text": s.text, "anzahl": s.anzahl} for s in picture.stufen],
        "ohne": picture.ohne,
        "schwerpunkt": any(row.gi and row.gi.hot for row in now.zeilen),
        "tabelle": _table(now, picture),
        "plan": _plan(plan),
        "plan_worte": _plan_words(plan),
        "methode": list(METHODE),
        "schutz": schutz(now.mindestzahl),
        "quellen": [
            f"{q.name}, Stand {words.numeric_day(q.stand)}, {q.lizenz}. {q.hinweis}".strip() for q in queries.quellen()
        ],
        "kosten": blocks.table(
            [blocks.column("Kosten"), blocks.column("Betrag", number=True)],
            [
                [name, words.amount(int(vorlage.kosten[key])) if key in vorlage.kosten else "noch offen"]
                for key, name in KOSTEN.items()
            ],
        ),
        "entscheidungen": list(vorlage.entscheidungen),
    }  # fmt: skip


def _day(text: str) -> Any:
    return type(clock.today()).fromisoformat(text)


def _houses() -> list[Ort]:
    return [Ort("J", h.name, h.lon, h.lat) for h in queries.haeuser()]


def _table(now: Lage, picture: Bild) -> dict[str, Any]:
    columns = [
        blocks.column("Planungsraum", width=2),
        blocks.column("Gebiet"),
        *(blocks.column(name, number=True) for name in ("Zahl", "Anteil", "Kinder", "Bedarf")),
    ]
    rows = []
    for row in now.zeilen:
        everybody = row.wert(now.jahr, Kennzahl.Gruppe.ALLE)
        children = row.wert(now.jahr, Kennzahl.Gruppe.KINDER)
        rows.append(
            [
                row.raum.name,
                row.raum.gebiet,
                VERBORGEN if everybody.zaehler is None else tausend(everybody.zaehler),
                VERBORGEN if everybody.anteil is None else f"{komma(everybody.anteil)} %",
                VERBORGEN if children.anteil is None else f"{komma(children.anteil)} %",
                VERBORGEN if row.bedarf is None else str(round(row.bedarf.index)),
            ]
        )
    whole = now.summen.get(WHOLE)
    total = ["Zusammen", "", VERBORGEN if whole is None else tausend(whole), "", "", ""]
    return blocks.table(columns, rows, total=total, title=f"{INDIKATOREN['anteil']} und mehr, {now.jahr}")


def _plan(plan: dict[str, Any]) -> dict[str, Any] | None:
    if not plan.get("orte"):
        return None
    columns = [
        blocks.column("Nr.", width=0), blocks.column("Ort", width=2), blocks.column("Zeiten", width=3),
        blocks.column("Stunden", number=True), blocks.column("offen", number=True),
    ]  # fmt: skip
    rows = [
        [
            str(o["nr"]), o["name"],
            ", ".join(f"{DAYS[day]} {HALVES[half][0]} bis {HALVES[half][1]} Uhr" for day, half in o["zeiten"]),
            str(o["stunden"]), komma(o["offen"]),
        ]
        for o in plan["orte"]
    ]  # fmt: skip
    return blocks.table(columns, rows, title="Wochenplan (Stunden in der Woche)")


def _plan_words(plan: dict[str, Any]) -> list[str]:
    if not plan.get("orte"):
        return []
    before = plan["minuten_heute"]
    start = "" if before is None else f"heute {komma(before)} Minuten, "
    proof = (
        "Die Auswahl ist nachweislich die beste unter diesen Bedingungen."
        if plan["luecke"] < 1e-6
        else f"Eine bessere Auswahl könnte höchstens {komma(100 * plan['luecke'], 2)} % Weg sparen."
    )
    return [
        f"Der Weg zur nächsten Beratung zu Fuß: {start}mit dem Vorschlag {komma(plan['minuten'])} Minuten im Mittel.",
        f"Gewünscht werden nach dem Modell {komma(plan['stunden_gewuenscht'])} Stunden Beratung in der Woche. Der"
        f" Vorschlag enthält {plan['stunden']} Stunden. {komma(plan['stunden_offen'])} Stunden bleiben offen.",
        f"{proof} Berechnet mit {plan['loeser']}.",
    ]
