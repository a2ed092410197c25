"""The work list as a page shows it: filters from the address, sorting, the next sensible step of each task."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from nahbar.domain.applications.queries import missing_counts
from nahbar.domain.casefile.queries import WorkFilters, WorkItem, work_list
from nahbar.platform.accounts.roles import LABELS, Actor, Role
from nahbar.surfaces.workplace import nav

WHO = (("", "Meine und offene"), ("ich", "Nur meine"), ("frei", "Noch ohne Person"))
KINDS = {
    "antrag_pruefen": "Antrag prüfen",
    "aenderung_pruefen": "Änderung prüfen",
    "aenderung_melden": "Änderung",
    "fall_uebergeben": "Fall übergeben",
    "konto_pruefen": "Neues Konto prüfen",
    "konto_gestoppt": "Konto: Das war ich nicht",
    "weiter_brief": "An Weiterbewilligung erinnern",
    "unterlage_pruefen": "Unterlage prüfen",
    "frist_unterlagen": "Frist für Unterlagen",
    "freigabe": "Freigabe",
    "vorschuss_pruefen": "Vorschuss prüfen",
    "widerspruch_pruefen": "Widerspruch prüfen",
    "ruecknahme_pruefen": "Rücknahme prüfen",
    "anpassung_neue_werte": "Neue Beträge",
    "nachricht_beantworten": "Nachricht beantworten",
    "brief_versenden": "Brief verschicken",
    "brief_angehalten": "Angehaltener Brief",
    "zugang_verloren": "Code oder PIN verloren",
    "papier_weiterleiten": "Auf Papier weiterleiten",
    "besuch_da": "Besuch ist da",
    "datenschutz_pruefen": "Datenschutz prüfen",
    "original_fehlt": "Original fehlt",
    "datenschutz_antrag": "Datenschutz beantworten",
    "wiedervorlage": "Wiedervorlage",
    "wiedereinsetzung_pruefen": "Wiedereinsetzung prüfen",
    "widerspruch_entscheiden": "Über Widerspruch entscheiden",
}
POOLS = {role.value: label for role, label in LABELS.items()} | {Role.LEISTUNG.value: "Leistung"}
"""The desks, short enough for a column."""
AT_THE_DESK = {
    "antrag_pruefen", "aenderung_pruefen", "aenderung_melden", "fall_uebergeben", "unterlage_pruefen",
    "frist_unterlagen", "anpassung_neue_werte",
}  # fmt: skip
"""Tasks that are worked on beside the documents of the application."""
URGENCY = (("0", "Notlage"), ("1", "dringend"), ("2", "normal"))
SORTS = {
    "dringlichkeit": lambda row: (row.item.dringlichkeit, row.item.frist, row.item.entstanden_at),
    "name": lambda row: (row.item.name.casefold(), row.item.frist),
    "anliegen": lambda row: (row.kind, row.item.frist),
    "vollstaendig": lambda row: (row.missing is None, row.missing or 0, row.item.frist),
    "alter": lambda row: (row.item.entstanden_at, row.item.id),
    "frist": lambda row: (row.item.frist, row.item.dringlichkeit),
    "wer": lambda row: (row.item.owner == "", row.item.owner.casefold(), row.item.frist),
}


@dataclass(frozen=True)
class Row:
    """One task with what a caseworker wants to know before opening it."""

    item: WorkItem
    kind: str
    missing: int | None
    """Missing required papers; None where the matter is no application."""
    next_label: str
    next_url: str
    mine: bool

    @property
    def takes(self) -> bool:
        """True if nobody has it and the next step opens its file: then it is taken first, and that is the reason."""
        return bool(self.next_url) and self.item.owner_id is None and self.item.art in AT_THE_DESK

    @property
    def pool(self) -> str:
        """The role whose work it is, in plain words."""
        return POOLS.get(self.item.pool, self.item.pool)


@dataclass(frozen=True)
class Query:
    """What was asked of the list; the address is the saved filter."""

    who: str = ""
    kind: str = ""
    urgency: str = ""
    text: str = ""
    postponed: bool = False
    sort: str = "dringlichkeit"

    @classmethod
    def read(cls, data: QueryDict) -> Query:
        """From the address; what it does not know, it ignores."""
        sort = data.get("sort", "dringlichkeit")
        return cls(
            who=data.get("wer", "") if data.get("wer") in dict(WHO) else "",
            kind=data.get("art", "") if data.get("art") in KINDS else "",
            urgency=data.get("dringlichkeit", "") if data.get("dringlichkeit") in dict(URGENCY) else "",
            text=data.get("text", "").strip()[:80],
            postponed=data.get("zurueckgestellt") == "1",
            sort=sort if sort.removeprefix("-") in SORTS else "dringlichkeit",
        )

    def address(self, **changes: str) -> str:
        """The address of this list, with some values changed."""
        values = {
            "wer": self.who, "art": self.kind, "dringlichkeit": self.urgency, "text": self.text,
            "zurueckgestellt": "1" if self.postponed else "", "sort": self.sort, **changes,
        }  # fmt: skip
        return "?" + urlencode({key: value for key, value in values.items() if value})

    @property
    def filtered(self) -> bool:
        """True if something is left out."""
        return bool(self.who or self.kind or self.urgency or self.text)

    @property
    def heads(self) -> list[dict[str, str]]:
        """Columns with the link that sorts by them."""
        titles = {
            "dringlichkeit": "Dringlichkeit", "name": "Name", "anliegen": "Anliegen", "vollstaendig": "Vollständig",
            "alter": "Alter", "frist": "Frist", "wer": "Bei wem",
        }  # fmt: skip
        heads = []
        for key, title in titles.items():
            now = {key: "ascending", f"-{key}": "descending"}.get(self.sort, "")
            heads.append(
                {"title": title, "now": now, "url": self.address(sort=f"-{key}" if now == "ascending" else key)}
            )
        return heads


def rows(actor: Actor, query: Query) -> list[Row]:
    """The tasks that fit, in the order that was asked for."""
    filters = WorkFilters(owner=query.who, art=query.kind, text=query.text, postponed=query.postponed)
    items = [i for i in work_list(actor, filters=filters) if query.urgency in ("", str(i.dringlichkeit))]
    open_papers = missing_counts(item.vorgang_id for item in items)
    found = [_row(actor, item, open_papers.get(item.vorgang_id)) for item in items]
    key = query.sort.removeprefix("-")
    return sorted(found, key=SORTS[key], reverse=query.sort.startswith("-"))


def _row(actor: Actor, item: WorkItem, missing: int | None) -> Row:
    label, url = _next_step(actor, item)
    mine = item.owner_id is not None and item.owner_id == actor.account_id
    return Row(item, KINDS.get(item.art, item.titel), missing, label, url, mine)


STEPS = {
    "freigabe": ("Freigabe ansehen", nav.DECIDE),
    "antrag_pruefen": ("Prüfen und entscheiden", nav.DECIDE),
    "aenderung_pruefen": ("Änderung prüfen", nav.DECIDE),
    "unterlage_pruefen": ("Unterlage prüfen", nav.DECIDE),
    "frist_unterlagen": ("Unterlagen ansehen", nav.DECIDE),
    "anpassung_neue_werte": ("Neu berechnen", nav.DECIDE),
    "nachricht_beantworten": ("Lesen und antworten", nav.GESPRAECHE),
    "zugang_verloren": ("Zum Empfang", nav.FRONTDESK),
    "brief_versenden": ("Zum Postausgang", nav.POST),
    "besuch_da": ("Zum Warteraum", nav.WAITING),
    "papier_weiterleiten": ("Ausdrucken und weiterleiten", nav.POST),
    "datenschutz_pruefen": ("Meldung prüfen", nav.POST),
    "original_fehlt": ("Klären", nav.POST),
}


def _next_step(actor: Actor, item: WorkItem) -> tuple[str, str]:
    label, roles = STEPS.get(item.art, ("Akte öffnen", nav.FILES))
    if item.pool == Role.CASHIER.value and actor.has(*nav.CASH):
        label, roles = "Zur Kasse", nav.CASH
    return (label, reverse("workplace:task", args=[item.id])) if actor.has(*roles) else ("", "")


def as_csv(found: Sequence[Row]) -> bytes:
    """The list for a spreadsheet: UTF-8 with mark, semicolons; cells that look like a formula are defused."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            "Dringlichkeit",
            "Aktenzeichen",
            "Name",
            "Anliegen",
            "Fehlende Unterlagen",
            "Alter in Tagen",
            "Frist",
            "Bereich",
            "Bei wem",
        ]
    )
    for row in found:
        item = row.item
        cells = [
            item.dringlichkeit_text, item.aktenzeichen, item.name, item.titel,
            "" if row.missing is None else row.missing, item.alter_tage, item.frist.strftime("%d.%m.%Y"), row.pool,
            item.owner,
        ]  # fmt: skip
        writer.writerow([f"'{c}" if str(c)[:1] in "=+-@\t\r" and str(c)[:1] else c for c in cells])
    return out.getvalue().encode("utf-8-sig")
