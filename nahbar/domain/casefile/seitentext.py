"""Texts of pages: kept page by page, found by words, parts of words and words with typing errors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.db.models import F, Func, Value

from nahbar.domain.casefile.models import Dokument
from nahbar.domain.casefile.seitentext_models import Lesestand, Seitentext, Wort
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.fulltext import Wanted, folded, found_in, is_near, tokens, wanted
from nahbar.platform.ids import uuid7
from nahbar.platform.tenancy.scope import current_traeger_id
from nahbar.platform.vault.models import StoredFile
from nahbar.platform.zone import BERLIN

PAGE = 20
"""Hits on one page of results."""
_FORMS = 120
"""Words that one typed word may stand for."""
_TRIES = 3
_AROUND = 90
"""Letters before and after the first mark of a snippet."""
_FIRST = datetime(2005, 1, 1, tzinfo=UTC)
_NO_ID = UUID(int=2**128 - 1)


@dataclass(frozen=True)
class PageText:
    """What was read on one page; `boxes`: four whole numbers a word, or nothing."""

    text: str
    boxes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Filters:
    """What narrows a search; empty values do not."""

    akte: UUID | None = None
    art: str = ""
    richtung: str = ""
    kanal: str = ""
    absender: str = ""
    von: date | None = None
    bis: date | None = None
    ohne_arten: tuple[str, ...] = ()
    """Kinds that are not shown where whoever asks works right now (A07)."""


@dataclass(frozen=True)
class Piece:
    """A piece of a snippet; marked where it is what was looked for."""

    text: str
    marked: bool


@dataclass(frozen=True)
class PageHit:
    """One page that was found."""

    seite: UUID
    dokument: Dokument
    nr: int
    snippet: tuple[Piece, ...]


@dataclass(frozen=True)
class Found:
    """Hits, newest arrival first, and where to go on."""

    hits: tuple[PageHit, ...] = ()
    words: tuple[str, ...] = ()
    """The folded words that count as found, for marks."""
    near: tuple[tuple[str, str], ...] = ()
    """Typed word and the word that was looked for in its place."""
    further: str = ""
    """Where the next page of results begins; empty: that was all."""


def _mark(letter: str, value: str) -> str:
    return f"#{letter}:{value}"


def quarter(moment: datetime) -> int:
    """The number of the quarter of a year, as the search function counts them."""
    moment = moment.astimezone(UTC)
    return moment.year * 4 + (moment.month + 2) // 3


def front(traeger_id: UUID) -> str:
    """Four letters before each word: the lists of the index are the Träger's own."""
    return str(traeger_id)[-4:]


def marks(dokument: Dokument) -> set[str]:
    """What a page is filtered by."""
    found = {
        _mark("q", str(quarter(dokument.received_at))), _mark("a", dokument.art), _mark("k", dokument.kanal),
        _mark("r", dokument.richtung),
    }  # fmt: skip
    return found | {_mark("s", word) for word in tokens(dokument.absender)}


class _AsVector(Func):
    function = "array_to_tsvector"
    output_field = models.Field()


def _vector(words: Iterable[str]) -> _AsVector:
    start = front(current_traeger_id())
    return _AsVector(Value([start + word for word in sorted(words)], output_field=ArrayField(models.TextField())))


# writing


def waiting(limit: int, before: datetime) -> Sequence[UUID]:
    """Documents that wait to be read since before this moment, oldest first."""
    rows = Lesestand.objects.filter(stand=Lesestand.Stand.WARTET, seit__lte=before).order_by("seit")
    return list(rows.values_list("dokument_id", flat=True)[:limit])


def claim(dokument_id: UUID) -> Lesestand | None:
    """The row of a document that waits, locked for this transaction; None: somebody else has it, or it is done."""
    row: Lesestand | None = (
        Lesestand.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(dokument_id=dokument_id, stand=Lesestand.Stand.WARTET)
        .first()
    )
    return row


def read_already(row: Lesestand, datei: StoredFile) -> bool:
    """True if the pages of this file are kept: then only what they are filtered by is new."""
    return row.datei_id == datei.id and Seitentext.objects.filter(dokument_id=row.dokument_id).exists()


@transaction.atomic
def keep_pages(
    *, acting: Actor, row: Lesestand, dokument: Dokument, datei: StoredFile, pages: Sequence[PageText]
) -> None:
    """Keep what was read instead of what was kept before: done twice it is as done once."""
    Seitentext.objects.filter(dokument=dokument).delete()
    if dokument.aufgeloest_at is None:
        kept = [tokens(page.text) for page in pages]
        extra = marks(dokument)
        Seitentext.objects.bulk_create(
            Seitentext(
                dokument=dokument, akte_id=dokument.akte_id, nr=nr, eingang=dokument.received_at,
                text=page.text, lage=list(page.boxes), worte=_vector(words | extra), traeger_id=current_traeger_id(),
            )
            for nr, (page, words) in enumerate(zip(pages, kept, strict=True), start=1)
        )  # fmt: skip
        _learn(set().union(*kept))
    row.stand, row.datei, row.seit = Lesestand.Stand.GELESEN, datei, clock.now()
    row.save(update_fields=["stand", "datei", "seit"])
    audit.record(
        "pages_read", acting=acting, object_type="dokument", object_id=dokument.id, details={"seiten": len(pages)}
    )


def kept_pages(dokument: Dokument) -> Sequence[PageText]:
    """What was read of a document."""
    return [PageText(row.text, tuple(row.lage)) for row in Seitentext.objects.filter(dokument=dokument).order_by("nr")]


def note_unreadable(*, acting: Actor, row: Lesestand) -> None:
    """One try more; after the third the document is left alone until its file changes."""
    row.versuche += 1
    row.seit = clock.now()
    if row.versuche >= _TRIES:
        row.stand = Lesestand.Stand.UNLESBAR
        audit.record("pages_unreadable", acting=acting, object_type="dokument", object_id=row.dokument_id)
    row.save(update_fields=["versuche", "seit", "stand"])


def is_word(word: str) -> bool:
    """Words that are looked up by parts and with typing errors: letters only, no numbers, no initials."""
    return len(word) > 2 and word.isalpha()


def _learn(words: Collection[str]) -> None:
    """Sorted, so that two that learn the same words at once wait for each other and never for ever."""
    fresh = sorted(word for word in words if is_word(word))
    known = set(Wort.objects.filter(wort__in=fresh).values_list("wort", flat=True))
    traeger_id = current_traeger_id()
    Wort.objects.bulk_create(
        [Wort(id=uuid7(), traeger_id=traeger_id, wort=word) for word in fresh if word not in known],
        ignore_conflicts=True,
    )


# finding


def _known_words(part: str, near: bool, limit: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select * from nahbar_worte(%s, %s, %s)", [part.replace("%", ""), near, limit])
        return [row[0] for row in cursor.fetchall()]


_ENDINGS = ("en", "er", "es", "em", "e", "s", "n")


def _stem(word: str) -> str:
    """The word without its ending, as far as letters tell."""
    return next((word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 5), word)


def _forms(word: str) -> list[str]:
    """The word, its other endings and the compounds it is part of."""
    if not is_word(word) or len(word) < 4:
        return [word]
    stem = _stem(word)
    found = _known_words(stem if len(stem) >= 5 else word, False, _FORMS)
    ours = [one for one in found if word in one or (one.startswith(stem) and len(one) - len(stem) <= 3)]
    return [word, *(one for one in ours if one != word)]


def _near(word: str) -> list[str]:
    """Words that stand somewhere and differ by a typing error or two."""
    if not is_word(word):
        return []
    known = _known_words(word, True, 40)
    return [one for one in known if one != word and (is_near(word, one) or is_near(_stem(word), _stem(one)))][:6]


def _quoted(word: str, prefix: str) -> str:
    return "'" + (prefix + word).replace("\\", "\\\\").replace("'", "''") + "'"


def _question(groups: Sequence[Sequence[str]], filters: Filters) -> str:
    """The tsquery: one of each group, all marks, none of the kinds that are not shown."""
    start = front(current_traeger_id())
    parts = ["(" + "|".join(_quoted(word, start) for word in group) + ")" for group in groups]
    wished = (("a", filters.art), ("k", filters.kanal), ("r", filters.richtung))
    parts += [_quoted(_mark(letter, value), start) for letter, value in wished if value]
    parts += [_quoted(_mark("s", word), start) + ":*" for word in sorted(tokens(filters.absender))]
    parts += ["!" + _quoted(_mark("a", art), start) for art in filters.ohne_arten]
    return "&".join(parts)


def _cursor(further: str) -> tuple[datetime, UUID] | None:
    moment, _, seite = further.partition("~")
    try:
        return datetime.fromisoformat(moment), UUID(seite)
    except ValueError:
        return None


def _ids(
    question: str, filters: Filters, start: tuple[datetime, UUID], hidden: Collection[UUID], limit: int
) -> list[tuple[UUID, datetime]]:
    since = datetime.combine(filters.von, time(), tzinfo=BERLIN) if filters.von else _FIRST
    if filters.akte is not None:
        call = "select seite, am from nahbar_seiten_der_akte(%s, %s, %s, %s, %s, %s)"
        values: list[Any] = [question, filters.akte, since, *start, limit]
    else:
        call = "select seite, am from nahbar_seiten(%s, %s, %s, %s, %s, %s)"
        values = [question, since, *start, sorted(hidden), limit]
    with connection.cursor() as cursor:
        cursor.execute(call, values)
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _rows(ids: Sequence[UUID], hidden: Collection[UUID]) -> list[Seitentext]:
    """The pages under the row locks, joined with what the person may see: the function's word alone counts nothing."""
    rows = Seitentext.objects.filter(id__in=ids, dokument__aufgeloest_at=None, akte_id=F("dokument__akte_id"))
    rows = rows.exclude(akte_id__in=hidden).select_related("dokument__akte__person").defer("worte", "lage")
    return sorted(rows, key=lambda row: (row.eingang, row.id), reverse=True)


def _has_rows(text: str, looked_for: Wanted) -> bool:
    """Quoted words stand one after the other."""
    if not looked_for.rows:
        return True
    line = " " + " ".join(folded(text)) + " "
    return all(" " + " ".join(row) + " " in line for row in looked_for.rows)


def snippet(text: str, words: Collection[str]) -> tuple[Piece, ...]:
    """A part of the text around the first mark, with all marks in it; the beginning where nothing is marked."""
    places = list(found_in(text, frozenset(words)))
    middle = places[0][0] if places else 0
    start, end = max(0, middle - _AROUND), min(len(text), middle + 2 * _AROUND)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    blank = text.find(" ", end)
    end = blank if blank != -1 and blank - end < 30 else end
    return pieces(text, [place for place in places if place[0] >= start and place[1] <= end], start, end)


def pieces(text: str, places: Sequence[tuple[int, int]], start: int, end: int) -> tuple[Piece, ...]:
    """The text between start and end, cut at the marks."""
    made, at = [], start
    for left, right in places:
        made += [Piece(text[at:left], False), Piece(text[left:right], True)]
        at = right
    made.append(Piece(text[at:end], False))
    if start > 0:
        made.insert(0, Piece("… ", False))
    if end < len(text):
        made.append(Piece(" …", False))
    return tuple(piece for piece in made if piece.text)


def search_pages(
    text: str, *, hidden: Collection[UUID], filters: Filters | None = None, further: str = "", limit: int = PAGE
) -> Found:
    """Pages on which all the words stand, also with another ending or in a compound; where few do, with typing errors.

    `hidden` are files that do not exist for whoever asks (U33): they never count, nor does a page of another Träger.
    """
    looked_for, narrowed = wanted(text), filters or Filters()
    if not looked_for or (narrowed.akte is not None and narrowed.akte in hidden):
        return Found()
    end = datetime.combine(narrowed.bis or clock.today(), time(), tzinfo=BERLIN) + timedelta(days=1)
    start = _cursor(further) or (end, _NO_ID)
    groups = [_forms(word) for word in looked_for.words]
    found = _found(looked_for, groups, narrowed, start, hidden, limit)
    if len(found.hits) >= min(3, limit) or further:
        return found
    near = {word: _near(word) for word in looked_for.words}
    if not any(near.values()):
        return found
    wider = [
        list(dict.fromkeys([*group, *(form for one in near[word] for form in [one, *_forms(one)[:20]])]))
        for word, group in zip(looked_for.words, groups, strict=True)
    ]
    again = _found(looked_for, wider, narrowed, start, hidden, limit)
    if len(again.hits) <= len(found.hits):
        return found
    used = tuple((word, ones[0]) for word, ones in near.items() if ones and _stands(ones[0], again))
    return replace(again, near=used)


def _stands(word: str, found: Found) -> bool:
    """A word is named only if it stands on a page that is shown: else it would tell of pages that are not."""
    return any(piece.marked and word in tokens(piece.text) for hit in found.hits for piece in hit.snippet)


def _found(
    looked_for: Wanted, groups: Sequence[Sequence[str]], filters: Filters, start: tuple[datetime, UUID],
    hidden: Collection[UUID], limit: int,
) -> Found:  # fmt: skip
    wished = limit + 1 if not looked_for.rows else limit * 10
    ids = _ids(_question(groups, filters), filters, start, hidden, wished)
    rows = [row for row in _rows([one for one, _ in ids], hidden) if _has_rows(row.text, looked_for)]
    words = frozenset(word for group in groups for word in group)
    hits = tuple(PageHit(row.id, row.dokument, row.nr, snippet(row.text, words)) for row in rows[:limit])
    further = ""
    if len(rows) > limit:
        further = f"{rows[limit - 1].eingang.isoformat()}~{rows[limit - 1].id}"
    elif len(ids) >= wished:
        further = f"{ids[-1][1].isoformat()}~{ids[-1][0]}"
    return Found(hits, tuple(sorted(words)), (), further)


@dataclass(frozen=True)
class MarkedPage:
    """One page with what was looked for: places for the picture, and the text cut at the marks."""

    boxes: tuple[tuple[int, int, int, int], ...]
    pieces: tuple[Piece, ...]
    count: int


def marked_page(dokument: Dokument, nr: int, words: Collection[str]) -> MarkedPage | None:
    """The marks on one page; None: this page was not read (yet)."""
    row: Seitentext | None = Seitentext.objects.filter(dokument=dokument, nr=nr).first()
    if row is None:
        return None
    known = frozenset(words)
    boxes: list[tuple[int, int, int, int]] = []
    if row.lage:
        for number, word in enumerate(row.text.split(" ")):
            box = row.lage[4 * number : 4 * number + 4]
            if len(box) == 4 and any(True for _ in found_in(word, known)):
                boxes.append((box[0], box[1], box[2], box[3]))
    places = list(found_in(row.text, known))
    return MarkedPage(tuple(boxes), pieces(row.text, places, 0, len(row.text)), len(places))


def arten(akte_id: UUID | None = None) -> list[str]:
    """Kinds of documents to filter by, of one file."""
    rows = Dokument.objects.filter(akte_id=akte_id) if akte_id else Dokument.objects.none()
    return sorted(set(rows.values_list("art", flat=True)))
