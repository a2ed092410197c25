"""Reading articles and rules: what is valid today, where it is shown, what else there was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nahbar.domain.knowledge.blocks import Block, blocks
from nahbar.domain.knowledge.errors import BeitragUnknown
from nahbar.domain.knowledge.models import Anmerkung, Beitrag, Fassung

__all__ = [
    "Anmerkung",
    "Beitrag",
    "BeitragView",
    "Fassung",
    "Shown",
    "article",
    "articles",
    "articles_at",
    "beitrag_by_id",
    "rules_at",
    "search",
]

Art = Beitrag.Art
QUESTION, PAPER, FIELD = "frage:", "unterlage:", "feld:"


@dataclass(frozen=True)
class Shown:
    """A version that is valid, as citizens and desks see it."""

    beitrag_id: UUID
    slug: str
    fassung: Fassung
    blocks: list[Block]


@dataclass(frozen=True)
class BeitragView:
    """One article or rule with all its versions, newest first; `valid` and `draft` may be None."""

    beitrag: Beitrag
    fassungen: list[Fassung]
    valid: Fassung | None
    draft: Fassung | None
    anmerkungen: list[Anmerkung]
    today: date

    @property
    def titel(self) -> str:
        """The valid title, or the newest one."""
        return (self.valid or self.fassungen[0]).titel

    @property
    def open_remarks(self) -> int:
        """Remarks that nobody has answered."""
        return sum(remark.folge == Anmerkung.Folge.OFFEN for remark in self.anmerkungen)

    @property
    def stand(self) -> str:
        """`gilt`, `kuenftig`, `entwurf` or `beendet`."""
        if self.valid is not None:
            return "gilt"
        free = [one for one in self.fassungen if one.stand == Fassung.Stand.FREI]
        if any(one.gueltig_ab > self.today for one in free):
            return "kuenftig"
        return "beendet" if free or self.draft is None else "entwurf"


def valid_on(fassungen: Iterable[Fassung], day: date) -> Fassung | None:
    """The version that holds on a day: the newest released one that has begun, if it has not ended.

    A version that ended does not bring an older one back.
    """
    begun = [one for one in fassungen if one.stand == Fassung.Stand.FREI and one.gueltig_ab <= day]
    newest = max(begun, key=lambda one: one.nr, default=None)
    return newest if newest is not None and newest.covers(day) else None


def _all(art: str | None = None) -> Sequence[Beitrag]:
    found = Beitrag.objects.prefetch_related("fassungen__verfasst_von", "fassungen__frei_von")
    return list(found.filter(art=art) if art else found)


def _shown(beitrag: Beitrag, day: date) -> Shown | None:
    valid = valid_on(beitrag.fassungen.all(), day)
    return Shown(beitrag.id, beitrag.slug, valid, blocks(valid.text)) if valid else None


def _at(art: str, places: Iterable[str], day: date) -> list[Shown]:
    wanted = set(places)
    listed = [found for one in _all(art) if (found := _shown(one, day)) and wanted & set(found.fassung.orte)]
    return sorted(listed, key=lambda shown: shown.fassung.titel.casefold())


def articles_at(place: str, day: date) -> list[Shown]:
    """Valid articles of one place (`frage:miete`, `unterlage:kontoauszuege`), by title."""
    return _at(Art.ARTIKEL, [place], day)


def articles(day: date) -> list[Shown]:
    """All valid articles, by title."""
    listed = [found for one in _all(Art.ARTIKEL) if (found := _shown(one, day))]
    return sorted(listed, key=lambda shown: shown.fassung.titel.casefold())


def rules_at(fields: Iterable[str], day: date) -> dict[str, list[Shown]]:
    """Valid rules by field (`heizkosten`), for these fields; fields without a rule are left out."""
    wanted = list(dict.fromkeys(fields))
    listed = _at(Art.REGEL, [FIELD + field for field in wanted], day)
    by_field = {field: [rule for rule in listed if FIELD + field in rule.fassung.orte] for field in wanted}
    return {field: rules for field, rules in by_field.items() if rules}


def article(slug: str, day: date) -> Shown:
    """A valid article by its address; drafts, ended ones and rules raise BeitragUnknown."""
    beitrag = Beitrag.objects.prefetch_related("fassungen__verfasst_von").filter(art=Art.ARTIKEL, slug=slug).first()
    found = _shown(beitrag, day) if beitrag else None
    if found is None:
        raise BeitragUnknown
    return found


def beitrag_by_id(beitrag_id: UUID) -> Beitrag:
    """The article or rule of this id; raises BeitragUnknown."""
    found: Beitrag | None = Beitrag.objects.filter(id=beitrag_id).first()
    if found is None:
        raise BeitragUnknown
    return found


def view(beitrag: Beitrag, day: date) -> BeitragView:
    """Everything about one article or rule."""
    fassungen = list(beitrag.fassungen.all())
    draft = next((one for one in fassungen if one.stand == Fassung.Stand.ENTWURF), None)
    return BeitragView(beitrag, fassungen, valid_on(fassungen, day), draft, list(beitrag.anmerkungen.all()), day)


def search(words: str, day: date, art: str = "") -> list[BeitragView]:
    """Articles and rules whose title, text or § holds each of the words; all of them without words. By title."""
    wanted = words.casefold().split()[:10]
    rows = Beitrag.objects.prefetch_related(
        "fassungen__verfasst_von", "fassungen__frei_von", "anmerkungen__von", "anmerkungen__antwort_von"
    )
    views = [view(one, day) for one in (rows.filter(art=art) if art in Art.values else rows)]
    return sorted((one for one in views if _holds(one, wanted)), key=lambda one: one.titel.casefold())


def _holds(one: BeitragView, wanted: list[str]) -> bool:
    current = [version for version in (one.valid, one.draft) if version] or one.fassungen[:1]
    text = " ".join(f"{version.titel} {version.text} {version.norm}" for version in current).casefold()
    return all(word in text for word in wanted)
