"""Letters: stopped with a reason, posted on a possible day, served by the rules of the Land."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pikepdf
import pytest

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe, Dokument, Eintrag
from nahbar.domain.mailroom import actions, queries
from nahbar.domain.mailroom.deadlines import service
from nahbar.domain.mailroom.errors import NotReady, ReasonMissing, SchriftformNeedsPost, WrongPostingDay, WrongWay
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.people.actions import create_person
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.dispatch_letter import dispatch_letter, stop_letter

Who = Callable[[str], Actor]
Make = Callable[..., Brief]


def one_page() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


@pytest.fixture
def make(actor: Who) -> Make:
    """`make(art="bescheid", weg="post")` is a letter in a new file."""

    def letter(art: str = "bescheid", weg: str = "post", schriftform: bool = False) -> Brief:
        berg = actor("berg")
        person = create_person(acting=berg, vorname="Timo", nachname="Krüger", strasse="Weg", plz="46325", ort="Velen")
        akte = casefile.open_akte(acting=berg, person=person, gemeinde=None)
        vorgang = casefile.open_vorgang(acting=berg, akte=akte, art="erstantrag", titel="Antrag")
        return actions.create_brief(
            acting=berg, akte=akte, vorgang=vorgang, person=person, art=art, betreff="Bescheid vom 23.11.",
            pdf=one_page(), weg=weg, schriftform=schriftform,
        )  # fmt: skip

    return letter


def open_tasks() -> set[str]:
    return set(Aufgabe.objects.filter(erledigt_at=None).values_list("art", flat=True))


@pytest.mark.parametrize(
    ("posted", "bekanntgabe", "end"),
    [
        (date(2026, 11, 26), date(2026, 11, 30), date(2026, 12, 30)),
        (date(2026, 11, 27), date(2026, 12, 1), date(2027, 1, 4)),
        (date(2026, 12, 2), date(2026, 12, 6), date(2027, 1, 6)),
    ],
)
def test_widerspruch_of_the_worked_cases(traeger: Any, posted: date, bekanntgabe: date, end: date) -> None:
    """J8, J9: the fiction day may be a Sunday; the end of the period moves with holidays."""
    for art in ("bescheid", "ablehnung"):
        found = service(art, posted, electronic=False)
        assert (found.bekanntgabe, found.widerspruch_bis) == (bekanntgabe, end)
    assert service("nachforderung", posted, electronic=False).widerspruch_bis is None


def test_the_holidays_of_the_seat_count(traeger: Any) -> None:
    """In Sachsen-Anhalt the 6th of January is a holiday: the period ends on the 7th."""
    type(traeger).objects.filter(id=traeger.id).update(land="ST")
    assert service("bescheid", date(2026, 12, 2), electronic=False).widerspruch_bis == date(2027, 1, 7)


def test_written_form_never_goes_to_the_portal(make: Make) -> None:
    with pytest.raises(SchriftformNeedsPost, match="Siegel"):
        make(weg="portal", schriftform=True)
    assert Brief.objects.count() == 0
    assert make(schriftform=True).stand == Brief.Stand.BEREIT


def test_stopped_with_a_reason_and_a_task(make: Make, actor: Who) -> None:
    brief = make()
    assert open_tasks() == {"brief_versenden"}
    with pytest.raises(ReasonMissing):
        stop_letter(acting=actor("post"), brief=brief, grund=" ")
    stopped = stop_letter(acting=actor("post"), brief=brief, grund="Falsche Anlage")
    assert (stopped.stand, stopped.stopp_grund) == (Brief.Stand.GESTOPPT, "Falsche Anlage")
    assert open_tasks() == {"brief_angehalten"}
    assert Eintrag.objects.filter(art="bescheid_angehalten", text__contains="Zahlungen dazu laufen weiter").exists()
    assert not Dokument.objects.get(id=brief.dokument_id).fuer_buerger
    with pytest.raises(NotReady, match="angehalten"):
        actions.record_posting(acting=actor("post"), brief=brief, posted_on=date(2026, 11, 23))
    assert queries.outgoing("bereit") == [] and [b.id for b in queries.outgoing("gestoppt")] == [brief.id]


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 24)])
def test_impossible_days_of_posting(make: Make, actor: Who, day: date) -> None:
    brief = make()
    with pytest.raises(WrongPostingDay, match=r"vom 23.11.2026 bis zum 23.11.2026"):
        actions.record_posting(acting=actor("post"), brief=brief, posted_on=day)


def test_posted_once_and_visible_then(make: Make, actor: Who) -> None:
    brief = make()
    assert queries.briefe(brief.akte, for_citizen=True) == []
    sent = actions.record_posting(acting=actor("post"), brief=brief, posted_on=date(2026, 11, 23))
    assert sent.bekanntgabe_am == date(2026, 11, 27) and open_tasks() == set()
    assert Dokument.objects.get(id=brief.dokument_id).fuer_buerger
    with pytest.raises(NotReady, match="versandt"):
        actions.record_posting(acting=actor("post"), brief=brief, posted_on=date(2026, 11, 23))
    assert [b.id for b in queries.briefe(brief.akte, for_citizen=True)] == [brief.id]


def test_each_letter_on_its_own_way(make: Make, actor: Who, now: Any) -> None:
    portal = make(weg="portal")
    with pytest.raises(WrongWay, match="Postfach"):
        actions.record_posting(acting=actor("post"), brief=portal, posted_on=date(2026, 11, 23))
    with pytest.raises(WrongWay, match="mit der Post"):
        dispatch_letter(acting=actor("berg"), brief=make())
    sent = dispatch_letter(acting=actor("berg"), brief=portal)
    assert (sent.aufgegeben_am, sent.bekanntgabe_am) == (date(2026, 11, 23), date(2026, 11, 27))
    read = actions.mark_read(acting=actor("berg"), brief=sent)
    now.set("2026-11-25T10:00")
    assert read.gelesen_at is not None
    assert actions.mark_read(acting=actor("berg"), brief=sent).gelesen_at == read.gelesen_at
