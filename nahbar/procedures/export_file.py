"""Give a file out: as one PDF to print, or as an archive with a list; always with a purpose, on record."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile import file_queries as files
from nahbar.domain.casefile.aktenschutz import must_know
from nahbar.domain.casefile.errors import ReasonMissing
from nahbar.domain.casefile.models import Akte, Dokument
from nahbar.domain.casefile.purpose import refuse_paper_in_locked_room
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.letters.cover import without_window
from nahbar.platform.letters.dossier import Cover, Sheet, bind
from nahbar.platform.letters.words import moment, numeric_day
from nahbar.platform.vault.actions import read_file
from nahbar.platform.zone import BERLIN

ENDINGS = {
    "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/tiff": "tif", "image/heic": "heic",
    "image/webp": "webp", "image/gif": "gif", "image/bmp": "bmp",
}  # fmt: skip
MANIFEST = "inhalt.json"
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Export:
    """What was made: a name for the file, and its content."""

    name: str
    media_type: str
    data: bytes


def _begin(acting: Actor, akte: Akte, zweck: str, form: str, parts: list[files.Part]) -> str:
    """Refuse what may not be; put the purpose on record, where the person reads it."""
    must_know(acting, akte.id)
    purpose = zweck.strip()[:160]
    if not purpose:
        raise ReasonMissing
    for dokument in _documents(parts):
        refuse_paper_in_locked_room(acting, dokument.art)
    casefile.log_access(acting=acting, akte=akte, zweck=f"Akte ausgegeben ({form}): {purpose}")
    audit.record(
        "akte_exported", acting=acting, object_type="akte", object_id=akte.id,
        details={"form": form, "zweck": purpose, "dokumente": sum(part.count for part in parts)},
    )  # fmt: skip
    return purpose


def chosen_parts(akte: Akte, plans: Collection[str]) -> list[files.Part]:
    """The parts of the file that are wanted; none named means all."""
    return [part for part in files.structure(akte) if not plans or part.plan in plans]


def _documents(parts: list[files.Part]) -> Iterator[Dokument]:
    for part in parts:
        for matter in part.matters:
            yield from reversed(matter.documents)


@transaction.atomic
def export_pdf(*, acting: Actor, akte: Akte, zweck: str, plans: Collection[str] = ()) -> Export:
    """Cover, contents with page numbers, every document as it is shown at the desk, numbered through.

    A protected address is on no page of it (U11). Raises ReasonMissing, PurposeLocked, AkteUnknown.
    """
    parts = chosen_parts(akte, plans)
    purpose = _begin(acting, akte, zweck, "PDF", parts)
    views = files.shown_now(_documents(parts))
    bound = []
    for part in parts:
        sheets = []
        for dokument in _documents([part]):
            view = views[dokument.id]
            about = f"{numeric_day(dokument.received_at.astimezone(BERLIN).date())}, {files.way(dokument.kanal)}"
            about += f", {dokument.absender}" if dokument.absender else ""
            sheets.append(Sheet(dokument.titel, about, view.seiten, _shown(akte, dokument, read_file(view.datei))))
        bound.append((part.title, sheets))
    lines = [
        (numeric_day(line.at.astimezone(BERLIN).date()), line.text, line.who)
        for line in reversed(files.whole_timeline(akte)) if line.kind != "dokument"
    ]  # fmt: skip
    now = clock.now()
    cover = Cover(
        titel=f"Akte {akte.aktenzeichen}", traeger=akte.traeger.name, datum=now.astimezone(BERLIN).date(),
        kopf=[
            ("Person", str(akte.person)),
            ("Umfang", ", ".join(part.title for part in parts) or "leer"),
            ("Ausgegeben", f"{moment(now)} von {acting.name or acting.role_label}"),
            ("Zweck", purpose),
        ],
        hinweise=[
            "Dieser Ausdruck ist eine Kopie. Verbindlich ist die elektronische Akte.",
            "Geben Sie ihn nur denen, die ihn für den genannten Zweck brauchen, und vernichten Sie ihn danach.",
        ],
        fusszeile=f"Akte {akte.aktenzeichen}, ausgegeben {numeric_day(now.astimezone(BERLIN).date())}",
        verlauf=lines if not plans else (),
    )  # fmt: skip
    return Export(f"Akte-{akte.aktenzeichen}.pdf", "application/pdf", bind(cover, bound))


def _shown(akte: Akte, dokument: Dokument, data: bytes) -> bytes:
    """A letter of the office loses its window while the address is protected, also one from before (U11)."""
    hidden = akte.person.anschrift_geheim and dokument.richtung == Dokument.Richtung.AUSGANG
    return without_window(data) if hidden else data


@transaction.atomic
def export_zip(*, acting: Actor, akte: Akte, zweck: str, plans: Collection[str] = ()) -> Export:
    """Every document as it came and as it is shown, a list of what is in it, and sums for `sha256sum -c`.

    The whole is held in memory. Raises ReasonMissing, PurposeLocked, AkteUnknown.
    """
    parts = chosen_parts(akte, plans)
    purpose = _begin(acting, akte, zweck, "ZIP", parts)
    views = files.shown_now(_documents(parts))
    now = clock.now()
    out, sums, listed = io.BytesIO(), [], []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(path: str, data: bytes) -> dict[str, Any]:
            stamp = zipfile.ZipInfo(path, now.astimezone(BERLIN).timetuple()[:6])
            stamp.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(stamp, data)
            digest = sha256(data).hexdigest()
            sums.append(f"{digest}  {path}")
            return {"datei": path, "sha256": digest, "bytes": len(data)}

        number = 0
        for order, part in enumerate(parts, start=1):
            for dokument in _documents([part]):
                number += 1
                day = dokument.received_at.astimezone(BERLIN)
                stem = f"{order:02d}-{_plain(part.title)}/{number:04d}_{day:%Y-%m-%d}_{_plain(dokument.titel)}"
                view = views[dokument.id]
                entry = {
                    "titel": dokument.titel, "art": dokument.art, "richtung": dokument.richtung, "weg": dokument.kanal,
                    "absender": dokument.absender, "datum": dokument.datum.isoformat() if dokument.datum else None,
                    "eingang": day.isoformat(timespec="seconds"), "seiten": view.seiten, "teilakte": part.title,
                    "vorgang": dokument.vorgang.titel, "id": str(dokument.id),
                    "ansicht": add(f"{stem}.pdf", _shown(akte, dokument, read_file(view.datei))),
                }  # fmt: skip
                if dokument.richtung == Dokument.Richtung.EINGANG and dokument.original_id != view.datei.id:
                    ending = ENDINGS.get(dokument.original.media_type, "bin")
                    entry["original"] = add(f"{stem}.original.{ending}", read_file(dokument.original))
                listed.append(entry)
        about = {
            "akte": akte.aktenzeichen, "traeger": akte.traeger.name, "ausgegeben": now.astimezone(BERLIN).isoformat(),
            "von": acting.name or acting.role_label, "zweck": purpose, "teile": [part.title for part in parts],
            "dokumente": listed,
            "verlauf": [] if plans else [
                {"am": line.at.astimezone(BERLIN).isoformat(timespec="seconds"), "was": line.text, "wer": line.who}
                for line in reversed(files.whole_timeline(akte)) if line.kind != "dokument"
            ],
        }  # fmt: skip
        add(MANIFEST, json.dumps(about, ensure_ascii=False, indent=2).encode())
        archive.writestr(SUMS, "\n".join(sums) + "\n")
    return Export(f"Akte-{akte.aktenzeichen}.zip", "application/zip", out.getvalue())


def _plain(text: str) -> str:
    """A name that every file system takes: letters, digits and dashes."""
    text = text.replace("ß", "ss")
    for umlaut, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")):
        text = text.replace(umlaut, plain)
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_only).strip("-")[:60] or "ohne-Namen"
