"""What the demo shows of post in: a batch of this morning, papers of September, letters in the provider's post box."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from PIL import Image

from nahbar.config.demo.counter import Counter
from nahbar.connectors.scan_provider.scan_shop import NAME, POST
from nahbar.connectors.scan_provider.sheets import drawn
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.queries import current_code
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte
from nahbar.domain.mailroom import batches
from nahbar.domain.mailroom.batches import PageRead
from nahbar.domain.mailroom.incoming import Scandokument, Scanstapel
from nahbar.domain.mailroom.scan_queries import letters_of, original_of, pages_of
from nahbar.domain.mailroom.scan_shapes import BatchIn, LetterIn, PageIn
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.letters.words import numeric_day
from nahbar.platform.reading import Page, Words, page_pdf
from nahbar.platform.vault.actions import store_file
from nahbar.procedures.assign_scan import CHECK_TASK, assign_read_scan, assign_scan
from nahbar.procedures.hold_original import hold_original
from nahbar.procedures.record_destruction import record_destruction
from nahbar.procedures.reject_scan import reject_scan
from nahbar.procedures.take_scan_batch import take_scan_batch

DPI = 80
"""Enough to look at: the demo must be ready quickly."""
ARCHIVE = "BESTAND-2026-0009"
OFFICE = ("Jobcenter Kreis Musterland", "Marktplatz 1", "46325 Musterstadt", "")
CLOSING = ("", "Mit freundlichen Grüßen")


@dataclass(frozen=True)
class Letter:
    """An invented letter of one page; `code` as it was printed on our letter."""

    lines: tuple[str, ...]
    code: str = ""


def fill(counter: Counter) -> None:
    """All of it, as far as the office has cases."""
    waiting = list(
        Antrag.objects.filter(stand=Antrag.Stand.EINGEGANGEN, vollstaendig_at=None, zugaenge__pin_hash="!")
        .select_related("akte__person", "person")
        .order_by("nummer")[:5]
    )
    if len(waiting) == 5:
        _september(counter)
        _this_morning(counter, waiting)
    lay_post(counter.today)


def _this_morning(counter: Counter, waiting: Sequence[Antrag]) -> None:
    known, coded, nameless, born, _ = waiting
    assert nameless.akte is not None and born.person is not None
    letters = (
        Letter((*OFFICE, *_reference(known), "", "anbei die Kontoauszüge. Kontostand 211,40 €.", *_bye(known))),
        Letter((*OFFICE, "hier kommt der Mietvertrag.", *_bye(coded)), f"{settings.PUBLIC_URL}/weiter?code="
               f"{current_code(coded)}"),
        Letter((*OFFICE, f"Zu {nameless.akte.aktenzeichen}:", "", "Ich habe eine neue Telefonnummer.", *CLOSING)),
        Letter((*OFFICE, f"{born.person}, geboren am {_birthday(born)}", "", "Mein Vermieter hat die Miete erhöht.")),
        Letter((*OFFICE, "Sehr geehrte Damen und Herren,", "", "anbei was Sie haben wollten.", *CLOSING)),
        Letter(("Büromöbel zu halben Preisen", "", "Nur in dieser Woche!")),
    )  # fmt: skip
    arrived = counter.ago(0, 6, 40)
    stapel = _take(f"KL-{counter.today.isoformat()}-0000", arrived, counter.today, letters)
    advertising = letters_of(stapel)[-1]
    if advertising.stand == Scandokument.Stand.OFFEN:
        reject_scan(acting=counter.staff["post"], scan=advertising, grund="Werbung")


def _september(counter: Counter) -> None:
    """Papers of the old files, scanned eight weeks ago: one destroyed, one held, two due this week."""
    scanned = counter.today - timedelta(weeks=8)
    closed = Antrag.objects.filter(stand=Antrag.Stand.ENTSCHIEDEN, zugaenge__pin_hash="!").order_by("nummer")
    akten = [antrag.akte for antrag in closed.select_related("akte__person")[:4]]
    letters = [Letter(("Aus der Papierakte", "", f"{akte.person}, {akte.aktenzeichen}")) for akte in akten if akte]
    arrived = counter.ago(57, 9, 0)
    stapel = _take(ARCHIVE, arrived, scanned, letters, match=False)
    for scan, akte in zip(letters_of(stapel), akten, strict=True):
        assert akte is not None
        dokument = assign_scan(acting=counter.staff["post"], scan=scan, akte=akte)
        casefile.finish_aufgaben(acting=counter.staff["maier"], vorgang=dokument.vorgang, art=CHECK_TASK)
    papers = [original_of(ARCHIVE, f"{nr:04d}") for nr in range(1, len(letters) + 1)]
    if len(papers) == 4 and papers[0] is not None and papers[1] is not None:
        record_destruction(acting=MACHINE, original=papers[0], am=counter.today, protokoll="VP-2026-000")
        hold_original(acting=counter.staff["berg"], original=papers[1], grund="Widerspruch: Unterschrift ist strittig")


def _take(
    number: str, arrived: datetime, scanned: date, letters: Sequence[Letter], *, match: bool = True
) -> Scanstapel:
    """A batch that was taken and read; the words are known, so nothing needs to be recognised."""
    pages = [drawn(letter.lines, letter.code, DPI) for letter in letters]
    pictures = {f"{nr:04d}.png": _png(page) for nr, page in enumerate(pages, start=1)}
    described = tuple(
        LetterIn(name[:4], (PageIn(name, hashlib.sha256(data).hexdigest()),), "M. Kaya", "P. Lorenz", "Scanstraße 2")
        for name, data in pictures.items()
    )
    batch = BatchIn(number, NAME, arrived, scanned, described)
    stapel = take_scan_batch(acting=MACHINE, batch=batch, fetch=lambda page: pictures[page.file]).stapel
    for scan, page, letter in zip(letters_of(stapel), pages, letters, strict=True):
        text = "\n".join(line for line in letter.lines if line)
        read = PageRead(
            text,
            [letter.code] if letter.code else [],
            store_file(_jpeg(page), "image/jpeg"),
            store_file(page_pdf(Page(page, DPI, 0.0), Words(text, (), b"")), "application/pdf"),
        )
        (seite,) = pages_of(scan)
        batches.note_page(acting=MACHINE, seite=seite, read=read)
        batches.finish_reading(acting=MACHINE, scan=scan, ansicht=read.blatt)
        if match:
            assign_read_scan(scan=str(scan.id))
    return stapel


def _png(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _jpeg(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "JPEG", quality=70)
    return out.getvalue()


def _reference(antrag: Antrag) -> tuple[str, ...]:
    assert antrag.akte is not None
    return (f"Aktenzeichen {antrag.akte.aktenzeichen}",)


def _birthday(antrag: Antrag) -> str:
    assert antrag.person is not None
    return numeric_day(antrag.person.geburtsdatum) if antrag.person.geburtsdatum else "unbekannt"


def _bye(antrag: Antrag) -> tuple[str, ...]:
    return (*CLOSING, str(antrag.person))


def lay_post(today: date) -> None:
    """What lies in the post box of the stand-in provider, and which papers are on its shelf."""
    folder = settings.HOME / "outside" / "scan_provider"
    folder.mkdir(parents=True, exist_ok=True)
    sacks: list[list[dict[str, object]]] = []
    open_cases = Antrag.objects.filter(stand=Antrag.Stand.EINGEGANGEN, akte__isnull=False).select_related(
        "akte__person", "person"
    )
    asked = list(open_cases.filter(nachweise__angefordert_bis__isnull=False).distinct().order_by("-nummer")[:3])
    others = list(open_cases.exclude(id__in=[one.id for one in asked]).order_by("-nummer")[:9])
    for nr in range(3):
        sack: list[dict[str, object]] = []
        if nr < len(asked):
            sack.append(_reply(asked[nr]))
        sack += [_written(antrag) for antrag in others[nr * 3 : nr * 3 + 2]]
        sacks.append(sack)
    shelf = [
        {"stapel": row.stapel.nummer, "schreiben": row.kennung, "gescannt": row.papier.gescannt_am.isoformat()}
        for row in Scandokument.objects.select_related("stapel", "papier").exclude(papier__ort="vernichtet")
    ]
    content = {"post": [sack for sack in sacks if sack], "lager": shelf, "stand": today.isoformat()}
    (folder / POST).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _reply(antrag: Antrag) -> dict[str, object]:
    """The person sends our letter back with what was asked for: the code is on it."""
    first = [*OFFICE, "Antwort auf Ihr Schreiben", "", "Anbei die Kontoauszüge der letzten drei Monate.", *_bye(antrag)]
    second = ["Sparkasse Musterland", "Kontoauszug", "", "Miete −430,00 €", "Kontostand 187,22 €"]
    return {"seiten": [first, second], "code": f"{settings.PUBLIC_URL}/weiter?code={current_code(antrag)}"}


def _written(antrag: Antrag) -> dict[str, object]:
    """A letter with the number of the file typed on it."""
    lines = [*OFFICE, *_reference(antrag), "", "Sehr geehrte Damen und Herren,", "",
             "ich schicke Ihnen noch eine Bescheinigung zu meiner Akte.", *_bye(antrag)]  # fmt: skip
    return {"zeilen": lines}


def sample_letters(akte: Akte) -> Scanstapel:
    """A batch for an office with one case: a letter that is certain, one that nobody knows, one proposal."""
    letters = (
        Letter((*OFFICE, f"Aktenzeichen {akte.aktenzeichen}", str(akte.person), "", "anbei der Mietvertrag")),
        Letter((*OFFICE, "anbei was Sie haben wollten", *CLOSING)),
        Letter((*OFFICE, f"Zu {akte.aktenzeichen}", "", "Ich habe eine neue Telefonnummer.")),
    )
    return _take("KL-2026-11-23-0099", clock.now() - timedelta(days=2), clock.today() - timedelta(days=1), letters)
