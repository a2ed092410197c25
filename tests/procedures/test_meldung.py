"""Missed Meldetermine, and the purpose lock of a room for counselling (A07, A08, J4, J11)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Arbeitsort
from nahbar.platform.zone import BERLIN
from tests.procedures import desk

Who = Callable[[str], Actor]
TOLD = "Einladung vom 27. November 2026 mit Belehrung"
WEDNESDAY = datetime(2026, 12, 9, 10, 0, tzinfo=BERLIN)


def place(zweck: str = "", name: str = "Jobcenter") -> Any:
    from nahbar.domain.appointments.models import Ort

    made, _ = Ort.objects.get_or_create(
        name=name, defaults={"strasse": "Marktplatz 1", "plz": "46325", "ort": "Musterstadt", "zweckbindung": zweck}
    )
    return made


def missed(antrag: Any, *, beginn: datetime = WEDNESDAY, ort: Any = None, **values: Any) -> Any:
    """A Meldetermin of this applicant to which nobody came."""
    from nahbar.domain.appointments.models import Angebot, Termin
    from nahbar.platform.ids import new_code

    where = ort or place()
    angebot, _ = Angebot.objects.get_or_create(ort=where, titel="Gespräch", traeger_id=where.traeger_id)
    given = {"stand": "versaeumt", "meldetermin": True, "zweckbindung": where.zweckbindung} | values
    return Termin.objects.create(
        code=new_code(), angebot=angebot, ort=where, akte=antrag.akte, person=antrag.person, beginn=beginn,
        ende=beginn + timedelta(minutes=30), created_at=clock.now(), **given,
    )  # fmt: skip


def in_room(actor: Actor, zweck: bool = True) -> Actor:
    """The same person, at work in a partner room."""
    ort = place("beratung", "Gemeindehaus")
    return replace(actor, arbeitsort=Arbeitsort(ort.id, ort.name, nur_beratung=zweck))


def record(acting: Actor, termin: Any) -> Any:
    from nahbar.procedures.record_meldeversaeumnis import record_meldeversaeumnis

    return record_meldeversaeumnis(acting=acting, termin=termin, belehrung=TOLD)


@pytest.fixture
def antrag(traeger: Any, now: Any) -> Any:
    now.set("2026-12-10T09:00")
    return desk.submitted()


def test_recorded_heard_and_decided_without_consequence(antrag: Any, actor: Who, tmp_path: Path) -> None:
    """The first one has no consequence (§ 32 Abs. 1 SGB II: repeated); the letter says so and asks for the reason."""
    from nahbar.domain.casefile.models import Aufgabe, Eintrag
    from nahbar.procedures.decide_meldeversaeumnis import decide_meldeversaeumnis, note_aeusserung
    from nahbar.procedures.hear_meldeversaeumnis import hear_meldeversaeumnis

    row = record(actor("fall"), missed(antrag, grund="Kind krank"))
    assert row.nummer == 1 and row.letzter_tag == date(2027, 6, 9)
    assert record(actor("fall"), row.termin).id == row.id, "a second time gives the same record"
    heard = hear_meldeversaeumnis(acting=actor("fall"), meldung=row)
    assert heard.anhoerung_bis == date(2026, 12, 28)
    text = desk.text_of(heard.anhoerung, tmp_path)
    for part in ("Mittwoch, 9. Dezember 2026", "erster versäumter", "keine Folgen für Ihr Geld", "Kind krank", TOLD):
        assert part in text, part
    assert hear_meldeversaeumnis(acting=actor("fall"), meldung=heard).anhoerung_id == heard.anhoerung_id
    note_aeusserung(acting=actor("fall"), meldung=row, text="Das Kind hatte Fieber.")
    over = decide_meldeversaeumnis(
        acting=actor("fall"), meldung=row, ausgang="erstes", begruendung="Erstes Meldeversäumnis, Grund genannt."
    )
    assert over.stand == "entschieden" and over.aeusserung == "Das Kind hatte Fieber."
    assert not Aufgabe.objects.filter(art="meldeversaeumnis_entscheiden", erledigt_at=None).exists()
    assert Eintrag.objects.filter(akte=antrag.akte, art="meldeversaeumnis_entschieden").count() == 1


def test_a_repeated_one_needs_the_hearing_and_is_not_called_the_first(antrag: Any, actor: Who) -> None:
    from nahbar.domain.decisions.errors import FirstHasNoConsequence, HearingFirst
    from nahbar.procedures.decide_meldeversaeumnis import decide_meldeversaeumnis

    record(actor("fall"), missed(antrag, beginn=WEDNESDAY - timedelta(days=7)))
    second = record(actor("fall"), missed(antrag))
    assert second.nummer == 2
    for ausgang, refusal in (("erstes", FirstHasNoConsequence), ("haerte", HearingFirst)):
        with pytest.raises(refusal):
            decide_meldeversaeumnis(acting=actor("fall"), meldung=second, ausgang=ausgang, begruendung="So ist es nun.")


def test_an_excused_one_does_not_count(antrag: Any, actor: Who) -> None:
    from nahbar.procedures.decide_meldeversaeumnis import decide_meldeversaeumnis

    first = record(actor("fall"), missed(antrag, beginn=WEDNESDAY - timedelta(days=7)))
    decide_meldeversaeumnis(
        acting=actor("fall"), meldung=first, ausgang="wichtiger_grund", begruendung="Krank, Bescheinigung liegt vor."
    )
    assert record(actor("fall"), missed(antrag)).nummer == 1


def test_j4_said_before_the_beginning_is_never_a_meldeversaeumnis(antrag: Any, actor: Who) -> None:
    from nahbar.domain.decisions.errors import NoMeldetermin, SaidInTime

    with pytest.raises(SaidInTime):
        record(actor("fall"), missed(antrag, stand="abgesagt", abgesagt_at=clock.now(), vor_beginn=True))
    with pytest.raises(NoMeldetermin):
        record(actor("fall"), missed(antrag, beginn=WEDNESDAY + timedelta(hours=2), meldetermin=False))


def test_without_instruction_there_is_none(antrag: Any, actor: Who) -> None:
    from nahbar.domain.decisions.errors import NotInvitedInWriting
    from nahbar.procedures.record_meldeversaeumnis import record_meldeversaeumnis

    with pytest.raises(NotInvitedInWriting):
        record_meldeversaeumnis(acting=actor("fall"), termin=missed(antrag), belehrung=" ")


def test_a07_nothing_of_it_happens_in_a_room_for_counselling(antrag: Any, actor: Who) -> None:
    """Started, prepared, answered, decided, printed: refused with the name of the room, and nothing is written."""
    from nahbar.domain.casefile.errors import PurposeLocked
    from nahbar.domain.casefile.models import Eintrag
    from nahbar.domain.decisions import meldung as room
    from nahbar.domain.decisions.models import Meldeversaeumnis
    from nahbar.domain.mailroom import actions as mailroom
    from nahbar.domain.mailroom.models import Brief
    from nahbar.procedures.decide_meldeversaeumnis import decide_meldeversaeumnis, note_aeusserung
    from nahbar.procedures.hear_meldeversaeumnis import hear_meldeversaeumnis
    from nahbar.procedures.record_posting import record_posting

    row = record(actor("fall"), missed(antrag))
    ready = record(actor("fall"), missed(antrag, beginn=WEDNESDAY - timedelta(days=7)))
    ready = hear_meldeversaeumnis(acting=actor("fall"), meldung=ready)
    before = (Meldeversaeumnis.objects.count(), Brief.objects.count(), Eintrag.objects.count())
    here, post = in_room(actor("fall")), in_room(actor("post"))
    other = missed(antrag, beginn=WEDNESDAY - timedelta(days=14))
    attempts: list[Callable[[], object]] = [
        lambda: record(here, other),
        lambda: hear_meldeversaeumnis(acting=here, meldung=row),
        lambda: room.hear(acting=here, meldung=row, brief=ready.anhoerung, until=date(2026, 12, 28)),
        lambda: note_aeusserung(acting=here, meldung=row, text="So war es."),
        lambda: decide_meldeversaeumnis(acting=here, meldung=row, ausgang="erstes", begruendung="Es ist das erste."),
        lambda: mailroom.create_brief(
            acting=here, akte=antrag.akte, vorgang=antrag.vorgang, person=antrag.person,
            art="anhoerung_meldeversaeumnis", betreff="x", pdf=b"", weg="post",
        ),
        lambda: record_posting(acting=post, brief=ready.anhoerung, posted_on=clock.today()),
    ]  # fmt: skip
    for attempt in attempts:
        with pytest.raises(PurposeLocked, match="Gemeindehaus"):
            attempt()
    assert (Meldeversaeumnis.objects.count(), Brief.objects.count(), Eintrag.objects.count()) == before
    assert decide_meldeversaeumnis(
        acting=in_room(actor("fall"), zweck=False), meldung=row, ausgang="haerte", begruendung="Im Haus geht es weiter."
    ), "a partner room without a lock is an ordinary place"


def test_a07_whoever_forgets_to_say_where_she_is_is_still_in_the_room(antrag: Any, actor: Who, now: Any) -> None:
    """While an appointment of the file runs in a locked room, nothing starts from any desk; afterwards it may."""
    from nahbar.domain.casefile.errors import PurposeLocked

    gone = missed(antrag)
    talk = datetime(2026, 12, 14, 9, 0, tzinfo=BERLIN)
    missed(antrag, beginn=talk, ort=place("beratung", "Gemeindehaus"), meldetermin=False, stand="gebucht")
    now.set("2026-12-14T09:20")
    with pytest.raises(PurposeLocked):
        record(actor("fall"), gone)
    now.set("2026-12-14T09:50")
    assert record(actor("fall"), gone).nummer == 1


def test_a08_an_appointment_of_a_locked_room_is_never_a_meldetermin(antrag: Any, actor: Who) -> None:
    """Neither the database takes one, nor is what happened there ever recorded."""
    from django.db import IntegrityError, transaction

    from nahbar.domain.casefile.errors import PurposeLocked

    locked = place("beratung", "Gemeindehaus")
    with pytest.raises(IntegrityError), transaction.atomic():
        missed(antrag, ort=locked)
    with pytest.raises(PurposeLocked):
        record(actor("fall"), missed(antrag, ort=locked, meldetermin=False))


def test_every_action_of_the_module_carries_the_lock() -> None:
    """A step that somebody adds later is locked too, or this fails."""
    from nahbar.domain.decisions import meldung

    steps = [
        value for name, value in vars(meldung).items()
        if callable(value) and getattr(value, "__module__", "") == meldung.__name__ and not name.startswith("_")
        and name not in {"never_in_locked_room", "refuse_during_counselling"}
    ]  # fmt: skip
    assert len(steps) == 4
    assert [step.__name__ for step in steps if not getattr(step, "never_in_locked_room", False)] == []
