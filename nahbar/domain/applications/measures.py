"""How many use which way, and where they stop (B06): counts of what lies there anyway, without persons.

Nobody is followed: no cookie, no log of pages. An application that was begun and left says itself which question was
the next one. Small numbers are hidden, because in a small town ten people know each other.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.queries import questionnaire_of
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.questionnaire import engine

SPAN = timedelta(days=90)
LEFT_AFTER = timedelta(days=7)
"""Who began less than a week ago is still at it."""
SMALLEST = 10
END = "Prüfen und abschicken"
OTHERS = "Andere Stellen"


@dataclass(frozen=True)
class Way:
    """One channel: applications begun and sent; None: fewer than ten."""

    kanal: str
    begonnen: int | None
    abgeschickt: int | None


@dataclass(frozen=True)
class Step:
    """A section or question at which applications were left; None: fewer than ten."""

    titel: str
    anzahl: int | None


@dataclass(frozen=True)
class Usage:
    """What the page shows; `liegen` are the drafts that were left, `stellen` where."""

    tage: int
    wege: tuple[Way, ...]
    liegen: int | None
    stellen: tuple[Step, ...]


def can_see_usage(actor: Actor) -> bool:
    """The team lead."""
    return actor.has(Role.TEAMLEAD)


def shown(number: int) -> int | None:
    """A number that may be seen; 0 says nothing about anybody."""
    return number if number == 0 or number >= SMALLEST else None


def usage() -> Usage:
    """Counts of the last 90 days."""
    now = clock.now()
    rows = Antrag.objects.filter(art=Antrag.Art.ERSTANTRAG, gesichert_at__gte=now - SPAN)
    sent = Count("id", filter=Q(eingegangen_at__isnull=False))
    ways = rows.order_by().values("kanal").annotate(begun=Count("id"), sent=sent).order_by("-begun", "kanal")
    left = rows.filter(stand=Antrag.Stand.GESICHERT, gesichert_at__lt=now - LEFT_AFTER)
    places: Counter[str] = Counter(_stop(antrag) for antrag in left.iterator(chunk_size=200))
    return Usage(
        tage=SPAN.days,
        wege=tuple(Way(row["kanal"], shown(row["begun"]), shown(row["sent"])) for row in ways),
        liegen=shown(sum(places.values())),
        stellen=grouped(places),
    )


def grouped(places: Counter[str]) -> tuple[Step, ...]:
    """Steps with ten and more; the others together, with as many as it takes that nobody can subtract a small one."""
    large = [(title, number) for title, number in places.most_common() if number >= SMALLEST]
    small = [number for number in places.values() if number < SMALLEST]
    while small and large and sum(small) < SMALLEST:
        small.append(large.pop()[1])
    found = [Step(title, number) for title, number in large]
    return (*found, Step(OTHERS, shown(sum(small)))) if small else tuple(found)


def _stop(antrag: Antrag) -> str:
    """The section and page that would have come next, in the questionnaire's own words."""
    if not antrag.antworten:
        return "Vor der ersten Frage"
    questionnaire = questionnaire_of(antrag)
    ref = engine.first_open_page(questionnaire, antrag.antworten)
    if ref is None:
        return END
    page = questionnaire.page(ref.page)
    # of a page about another person the title would be her name
    return page.section if page.group else f"{page.section}: {page.title}"
