"""Reading requests about data, choices of delivery, outages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions.aufbewahrung_plan import END
from nahbar.domain.decisions.aufbewahrung_queries import events, why_kept
from nahbar.domain.decisions.errors import WiderspruchUnknown
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.decisions.rechte_models import Datenschutzantrag, Stoerung, Zustellwahl
from nahbar.domain.decisions.vertretung_frist import period_start
from nahbar.domain.decisions.widerspruch_queries import open_objections
from nahbar.domain.mailroom.deadlines import APPEALABLE
from nahbar.domain.mailroom.models import Brief
from nahbar.platform import clock
from nahbar.platform.zone import BERLIN

__all__ = ["Datenschutzantrag", "Stoerung", "Zustellwahl"]

WITH = ("antrag__person", "akte__person", "vorgang", "quittung", "brief", "beantwortet_by")


def requests_of(antrag: Antrag) -> Sequence[Datenschutzantrag]:
    """The requests of this application, newest first."""
    return list(Datenschutzantrag.objects.filter(antrag=antrag).select_related(*WITH).order_by("-eingang_at"))


def request_by_id(row_id: UUID) -> Datenschutzantrag:
    """The request of this id; raises WiderspruchUnknown."""
    found: Datenschutzantrag | None = Datenschutzantrag.objects.select_related(*WITH).filter(id=row_id).first()
    if found is None:
        raise WiderspruchUnknown()
    return found


def requests(*, offen: bool) -> Sequence[Datenschutzantrag]:
    """The open ones by the end of their month, or the last hundred that were answered."""
    found = Datenschutzantrag.objects.select_related(*WITH)
    if offen:
        return list(found.filter(ausgang="").order_by("frist"))
    return list(found.exclude(ausgang="").order_by("-eingang_at")[:100])


def why_not_erased(antrag: Antrag) -> str:
    """What stands against erasing now; empty if nothing does (Art. 17 Abs. 3 Buchst. b and e DSGVO).

    An objection that is under way needs the data for the person's own claim (§ 84 Abs. 3 SGB X: restricting takes the
    place of erasing), and so does an application that is not decided. A period of keeping that runs does the same
    (§ 84 Abs. 4 SGB X), and benefits that run need the data.
    """
    if antrag.akte_id is not None and open_objections(antrag.akte_id):
        return (
            "Ihr Widerspruch läuft. Dafür braucht man die Daten, auch zu Ihrem Schutz"
            " (Art. 17 Abs. 3 Buchst. e DSGVO, § 84 Abs. 3 SGB X)."
        )
    if antrag.stand in (Antrag.Stand.EINGEGANGEN, Antrag.Stand.VORGELEGT):
        return (
            "Über Ihren Antrag ist noch nicht entschieden. Dafür braucht man die Daten"
            " (Art. 17 Abs. 3 Buchst. b DSGVO)."
        )
    return why_kept(antrag.akte) if antrag.akte is not None else ""


def still_paid(antrag: Antrag) -> bool:
    """Benefits run: the data are needed, so that nothing is restricted; what was asked is refused with the reason."""
    return (
        antrag.akte is not None
        and not open_objections(antrag.akte.id)
        and (end := events(antrag.akte)[END]) is not None
        and end >= clock.today()
    )


def is_restricted(akte_id: UUID) -> bool:
    """True while data of this file are only kept (Art. 18 DSGVO)."""
    return bool(Datenschutzantrag.objects.filter(akte_id=akte_id, eingeschraenkt_at__isnull=False).exists())


def choices_of(antrag: Antrag) -> Sequence[Zustellwahl]:
    """Every choice, newest first."""
    return list(Zustellwahl.objects.filter(antrag=antrag).order_by("-at"))


def under_way(antrag: Antrag) -> Sequence[Brief]:
    """Electronic letters that are not made known yet and were not opened: consent taken back, they go out on paper.

    From the notification to the fourth day after it (§ 37 Abs. 2a S. 4 SGB X).
    """
    mine = Brief.objects.filter(vorgang=antrag.vorgang_id, weg=Brief.Weg.PORTAL, gelesen_at=None)
    sent = mine.filter(stand=Brief.Stand.VERSANDT, bekanntgabe_am__gt=clock.today())
    return [*mine.filter(stand=Brief.Stand.BEREIT), *sent]


def last_day(entscheidung: Entscheidung) -> date | None:
    """The last day for an objection: the latest of all letters by which the same decision was made known.

    A Bescheid that was sent again on paper counts from the paper; the person loses nothing by it.
    """
    brief = entscheidung.brief
    if brief is None:
        return None
    same = Brief.objects.filter(
        vorgang=brief.vorgang_id, art__in=APPEALABLE, dokument__original__sha256=brief.dokument.original.sha256,
        zurueck_am=None,
    )  # fmt: skip
    rows = list(same)
    if any(row.stand == Brief.Stand.BEREIT and row.id != brief.id for row in rows):
        return None  # the paper is still in the house: no period ends before it
    begin = period_start(entscheidung)
    if begin is not None and len(rows) <= 1:
        return begin.widerspruch_bis  # two got it: the first receipt begins the period
    return max((row.widerspruch_bis for row in rows if row.widerspruch_bis), default=brief.widerspruch_bis)


def outages(since: datetime | None = None) -> Sequence[Stoerung]:
    """The outages, newest first."""
    found = Stoerung.objects.all()
    return list(found.filter(von__gte=since) if since else found)


def outage_on(day: date) -> Stoerung | None:
    """An outage that touched this local day."""
    begin = datetime.combine(day, datetime.min.time(), tzinfo=BERLIN)
    end = begin + timedelta(days=1)
    rows = Stoerung.objects.filter(von__lt=end).order_by("-von")
    return next((row for row in rows if row.bis is None or row.bis > begin), None)
