"""What the gallery shows: invented people, every state once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator

from nahbar.surfaces.ui.fields import Choice, Field, FormPage, choices
from nahbar.surfaces.ui.tables import Cell, Column, Table
from nahbar.surfaces.ui.templatetags import ui

WATER = choices(
    [
        ("zentral", "Durch die Heizung im Haus"),
        ("dezentral", "Durch ein Gerät in der Wohnung (Boiler, Durchlauferhitzer)"),
    ]
)
BEDARF = [("Samira Beispiel", 103_450), ("Jonas Beispiel", 69_020), ("Mina Beispiel", 55_300)]
PICTURES = (
    ("person", "Person"), ("family", "Familie"), ("child", "Kind"), ("flat", "Wohnung"), ("money", "Geld"),
    ("work", "Arbeit"), ("bank", "Bank"), ("health", "Gesundheit"), ("papers", "Papiere"), ("photo", "Foto"),
    ("phone", "Telefon"), ("letter", "Brief"), ("calendar", "Kalender"), ("clock", "Uhr"),
    ("signature", "Unterschrift"), ("school", "Lernen"), ("help", "Hilfe"), ("stop", "Halt"),
)  # fmt: skip
"""Names of the drawings in static/ui/pictures.svg, in the order of `questionnaire.model.PICTURES`, with a word each."""
LONG_NAME = "Maximiliane-Theodora Freifrau von und zu Hohenberg-Schlüsselfeld"


def form(errors: bool) -> FormPage:
    """One field of each kind; with `errors` some of them need another look."""
    return FormPage(
        title="Wie wohnen Sie?",
        section="Wohnen",
        number=3,
        of=6,
        fields=(
            Field("miete", "Grundmiete (Kaltmiete) im Monat", "amount", hint="Ohne Nebenkosten und ohne Heizung",
                  value="vierhundert" if errors else "420,50",
                  unknown=False,
                  error="Tragen Sie die Miete als Zahl ein, zum Beispiel 420,50" if errors else "",
                  why="Wir zahlen Ihre Miete mit. Dafür müssen wir wissen, wie hoch sie ist.",
                  norm="§ 22 Abs. 1 SGB II",
                  help="Die Grundmiete heißt auch Kaltmiete. Sie steht in Ihrem Mietvertrag."),
            Field("wasser", "Wie wird bei Ihnen das Wasser warm?", "choice", options=WATER, unknown=True,
                  error="Wählen Sie aus, wie das Wasser warm wird" if errors else ""),
            Field("seit", "Seit wann wohnen Sie hier?", "date", hint="Zum Beispiel 1 3 2021",
                  values=("1", "3", "2021")),
            Field("kinder", "Wohnen Kinder bei Ihnen?", "bool", value="ja"),
            Field("arbeit", "Arbeiten Sie?", "choice", value="ja", options=(
                Choice("ja", "Ja", reveals=(Field("lohn", "Lohn im Monat, ausgezahlt", "amount"),)),
                Choice("nein", "Nein", hint="Auch wenn Sie krankgeschrieben sind"))),
            Field("geld", "Welches Geld bekommen Sie?", "choices", values=("kindergeld",), required=False,
                  options=choices(
                [("kindergeld", "Kindergeld"), ("unterhalt", "Unterhalt"), ("rente", "Rente")])),
            Field("name", "Vorname", "name", value=LONG_NAME, autocomplete="given-name"),
            Field("telefon", "Telefon", "phone", required=False, width=20),
            Field("iban", "IBAN", "iban", hint="22 Zeichen, beginnt mit DE"),
            Field("land", "Land", "select", options=choices([("de", "Deutschland"), ("sy", "Syrien")])),
            Field("sonst", "Was sollen wir noch wissen?", "textarea", required=False),
            Field("vertrag", "Mietvertrag", "file", hint="Sie können das auch später machen.",
                  required=False, multiple=True),
        ),
    )  # fmt: skip


def portal(errors: bool) -> dict[str, Any]:
    """Context of the gallery in the portal's frame."""
    today = date(2026, 11, 23)
    return {
        "page": form(errors),
        "rows": [
            {"key": "Name", "value": LONG_NAME, "change_url": "#name"},
            {"key": "Grundmiete", "value": "420,50\u00a0€ im Monat",
             "note": "steht im Mietvertrag", "change_url": "#miete"},
            {"key": "Heizkosten", "unknown": True, "change_url": "#heizung"},
        ],
        "tasks": [
            {"title": "Name und Adresse", "url": "#1", "state": "fertig"},
            {"title": "Wer wohnt mit Ihnen zusammen?", "url": "#2", "state": "angefangen", "hint": "2 von 3 Personen"},
            {"title": "Einkommen", "url": "#3", "state": "offen"},
            {"title": "Prüfen und absenden", "state": "gesperrt"},
        ],
        "papers": [
            {"title": "Mietvertrag", "why": "Damit wir Ihre Miete zahlen können.", "state": "fehlt", "url": "#foto",
             "deadline": date(2026, 12, 14)},
            {"title": "Kontoauszug Oktober", "why": "Damit wir sehen, welches Geld ankommt.",
             "state": "unscharf", "url": "#foto"},
            {"title": "Kontoauszug November", "state": "gesendet", "note": "Wir sehen ihn uns bis Freitag an."},
            {"title": "Ausweis", "state": "lesbar"},
            {"title": "Geburtsurkunde Mina", "state": "anerkannt", "note": "War schon in Ihrer Akte."},
        ],
        "steps": [
            {"title": "Antrag gesichert", "state": "fertig", "when": "Sonntag, 22. November 2026, 21.47 Uhr"},
            {"title": "Wir prüfen Ihren Antrag", "state": "jetzt", "when": "seit Montag, 23. November 2026"},
            {"title": "Wir warten auf Sie: eine Unterlage fehlt", "state": "wartet", "url": "#papier",
             "link": "Mietvertrag senden"},
            {"title": "Entscheidung", "state": "spaeter", "when": "voraussichtlich 2. bis 9. Dezember"},
        ],
        "files": [
            {"name": "Mietvertrag.pdf", "size": 1_900_000, "pages": 4, "url": "#datei"},
            {"name": "Foto vom Kontoauszug mit einem sehr langen Namen vom 22.11.2026.jpg", "size": 320_000, "pages": 1,
             "remove_url": "#weg"},
        ],
        "bedarf": BEDARF,
        "pictures": PICTURES,
        "months": [
            (date(2026, 11, 1), 137_368), (date(2026, 12, 1), 81_240),
            *((date(2027, m, 1), 137_368) for m in range(1, 5)),
        ],
        "deadline": today,
        "pages": Paginator(range(240), 10).page(7),
        "tabs": [{"title": "Überblick", "url": "#u", "current": True},
                 {"title": "Dokumente", "url": "#d", "count": 12}],
    }  # fmt: skip


def workplace(sort: str) -> dict[str, Any]:
    """Context of the gallery in the workplace's frame."""
    rows = [
        (Cell("Beispiel, Samira", "#akte", "3 Personen"), Cell("Erstantrag"), Cell(ui.badge("vollständig", "success")),
         Cell("noch 6 Tage"), Cell("1.373,68\u00a0€")),
        (Cell(f"{LONG_NAME}", "#akte"), Cell("Veränderung"), Cell(ui.badge("2 fehlen", "warning")), Cell("heute"),
         Cell("563,00\u00a0€")),
        (Cell("Çelik, Ayşe", "#akte", "1 Person"), Cell("Weiterbewilligung"), Cell(ui.badge("neu", "info")),
         Cell("noch 21 Tage"),
         Cell("941,20\u00a0€")),
    ]  # fmt: skip
    columns = (
        Column("Name", "name"), Column("Anliegen"), Column("Stand", "stand"), Column("Frist", "frist"),
        Column("Betrag", "betrag", True),
    )  # fmt: skip
    return {
        "search_url": "#suche",
        "nav": [
            {"title": "Eingang", "url": "#eingang", "icon": "checklist", "count": 7, "current": True},
            {"title": "Fälle", "url": "#faelle", "icon": "draft"},
            {"title": "Post", "url": "#post", "icon": "mail", "count": 3},
        ],
        "table": Table("Eingang", columns, rows, total=128, noun=("Vorgang", "Vorgänge"), sort=sort),
        "tabs": [{"title": "Entscheiden", "url": "#e", "current": True}, {"title": "Verlauf", "url": "#v", "count": 9}],
        "pages": Paginator(range(128), 3).page(1),
        "rows": [{"key": "Grundmiete", "value": "420,50\u00a0€"}, {"key": "Warmwasser", "value": "dezentral"}],
    }
