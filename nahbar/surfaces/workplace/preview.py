"""The page of a document beside the facts: which one is shown, and how to turn it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from nahbar.domain.applications.queries import nachweise
from nahbar.domain.casefile.file_queries import desk_documents, shown_now, way


@dataclass(frozen=True)
class Shown:
    """One page of one document, with the ways to the next and the previous page (over the borders of documents)."""

    title: str
    nr: int
    of: int
    image_url: str
    pdf_url: str
    back_url: str
    next_url: str
    viewer_url: str = ""
    """Empty where there is no file yet (post room)."""


@dataclass(frozen=True)
class Listed:
    """A document in the list beside the page."""

    id: UUID
    title: str
    received_at: Any
    direction: str
    channel: str
    pages: int
    url: str
    pdf_url: str
    current: bool


def _address(dok: UUID, seite: int) -> str:
    return "?" + urlencode({"dok": str(dok), "seite": seite}) + "#seite"


def listed(akte: Any, data: QueryDict) -> tuple[list[Listed], Shown | None]:
    """The documents of a file, newest first, and the page that the address asks for (default: newest arrival)."""
    docs = desk_documents(akte)
    views = shown_now(docs)
    for one in docs:
        one.seiten = views[one.id].seiten
    wanted = next((d for d in docs if str(d.id) == data.get("dok")), None)
    current = wanted or next((d for d in docs if d.richtung == "eingang"), docs[0] if docs else None)
    rows = [
        Listed(
            d.id, d.titel, d.received_at, d.get_richtung_display(), way(d.kanal), d.seiten, _address(d.id, 1),
            reverse("workplace:document", args=[d.id]), current is not None and d.id == current.id,
        )
        for d in docs
    ]  # fmt: skip
    return rows, _shown(docs, current, data.get("seite", "1")) if current else None


def _shown(docs: Sequence[Any], current: Any, seite: str) -> Shown:
    pages = [(d.id, nr) for d in docs for nr in range(1, max(1, d.seiten) + 1)]
    nr = min(max(1, int(seite)), max(1, current.seiten)) if seite.isdecimal() else 1
    at = pages.index((current.id, nr))
    return Shown(
        title=current.titel,
        nr=nr,
        of=max(1, current.seiten),
        image_url=reverse("workplace:document_page", args=[current.id, nr]),
        pdf_url=reverse("workplace:document", args=[current.id]),
        viewer_url=reverse("workplace:viewer", args=[current.id]) + (f"?seite={nr}" if nr > 1 else ""),
        back_url=_address(*pages[at - 1]) if at > 0 else "",
        next_url=_address(*pages[at + 1]) if at + 1 < len(pages) else "",
    )


@dataclass(frozen=True)
class Paper:
    """One needed paper with the documents that came for it."""

    row: Any
    urls: tuple[tuple[str, str], ...]
    """Name and address of each accepted file, as page beside the facts."""
    refused: tuple[str, ...]
    """Reasons of refused files."""
    asks: bool
    """Something came and waits for a look."""


def papers(antrag: Any) -> list[Paper]:
    """The papers of an application for the desk."""
    found = []
    for row in nachweise(antrag):
        uploads = list(row.uploads.all())
        urls = tuple((u.dateiname, _address(u.dokument_id, 1)) for u in uploads if u.angenommen and u.dokument_id)
        refused = tuple(u.grund for u in uploads if not u.angenommen)
        found.append(Paper(row, urls, refused, row.stand == "gesendet"))
    return found
