"""Walk-ins (A04): numbers without gaps, nobody called twice, no names; check-in with card or code (C23, K11)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from nahbar.domain.appointments import tickets_actions as tickets
from nahbar.domain.appointments import tickets_queries as queries
from nahbar.domain.appointments.errors import NotAllowed
from nahbar.domain.appointments.models import Ort
from nahbar.domain.appointments.tickets import Wartenummer
from nahbar.domain.appointments.tickets_errors import DeskMissing, StillCalled, TicketMoved, TicketUnknown
from nahbar.platform.accounts.roles import ANONYMOUS, MACHINE
from nahbar.procedures.call_next import call_again, call_next, move_ticket
from nahbar.procedures.draw_ticket import draw_ticket

Who = Callable[[str], Any]


def house(name: str = "Jobcenter") -> Ort:
    made: Ort = Ort.objects.create(name=name, strasse="Marktplatz 1", plz="46325", ort="Musterstadt")
    return made


def draw(ort: Ort, **more: Any) -> Wartenummer:
    return tickets.draw(acting=MACHINE, ort=ort, schluessel=more.pop("key", None) or uuid4(), **more)


def test_numbers_start_each_day_and_each_house_and_one_press_is_one_number(traeger: Any, now: Any) -> None:
    one, two = house(), house("Rhede")
    key = uuid4()
    assert [str(draw(one, key=key)), str(draw(one, key=key)), str(draw(one)), str(draw(two))] == [
        "W001", "W001", "W002", "W001",
    ]  # fmt: skip
    old = draw(one)
    now.set("2026-11-24T08:00")
    assert str(draw(one)) == "W001" and len(queries.waiting(one)) == 1
    with pytest.raises(TicketUnknown):
        queries.ticket_by_id(old.id)


def test_need_comes_first_then_the_order_of_arrival(actor: Who) -> None:
    ort = house()
    for priority in (3, 3, 1, 2):
        draw_ticket(acting=actor("empfang"), ort=ort, schluessel=uuid4(), vorrang=priority)
    called = [call_next(acting=actor("maier"), ort=ort, platz=f"Platz {n}") for n in range(5)]
    assert [str(one) if one else None for one in called] == ["W003", "W004", "W001", "W002", None]
    with pytest.raises(NotAllowed):
        draw_ticket(acting=ANONYMOUS, ort=ort, schluessel=uuid4(), vorrang=1)
    with pytest.raises(NotAllowed):
        call_next(acting=actor("post"), ort=ort, platz="Platz 1")


def test_the_way_of_a_number(actor: Who) -> None:
    """Called, not come, waits again, called again, there, finished by the next call."""
    ort, who = house(), actor("empfang")
    first, second = draw(ort), draw(ort)
    with pytest.raises(DeskMissing):
        call_next(acting=who, ort=ort, platz="  ")
    called = call_next(acting=who, ort=ort, platz="Schalter 1")
    assert called == first and [str(one) for one in queries.on_display(ort)] == ["W001"]
    with pytest.raises(StillCalled, match="W001"):
        call_next(acting=who, ort=ort, platz="Schalter 1")
    assert call_again(acting=who, nummer=first, platz="Schalter 1").aufrufe == 2
    move_ticket(acting=who, nummer=first, stand="weg")
    assert queries.on_display(ort) == [] and [str(one) for one in queries.gone(ort)] == ["W001"]
    move_ticket(acting=who, nummer=first, stand="wartend")
    assert queries.ahead_of(second) == 1
    again = call_next(acting=who, ort=ort, platz="Schalter 1")
    assert again == first
    move_ticket(acting=who, nummer=first, stand="da")
    assert queries.on_display(ort) == []
    with pytest.raises(TicketMoved):
        move_ticket(acting=who, nummer=first, stand="weg")
    assert call_next(acting=who, ort=ort, platz="Schalter 1") == second
    first.refresh_from_db()
    assert first.stand == "fertig" and first.fertig_at is not None


@pytest.mark.django_db(transaction=True)
def test_six_desks_and_thirty_people_at_once(now: Any) -> None:
    """Gapless and distinct although each press is sent twice; nobody is called twice (figures in contact-facts)."""
    from django.db import connection

    from nahbar.config.demo.town import create_staff, create_traeger
    from nahbar.platform.accounts.session import actor_of_account
    from nahbar.platform.tenancy.scope import traeger_scope

    one = create_traeger("musterland")
    with traeger_scope(one.id):
        acting = actor_of_account(create_staff()["empfang"])
        ort = house()
    drawn: list[int] = []
    called: list[str] = []
    failed: list[BaseException] = []

    def run(work: Callable[[int], None], number: int) -> threading.Thread:
        def body() -> None:
            try:
                work(number)
            except BaseException as wrong:  # a thread's failure must fail the test
                failed.append(wrong)
            finally:
                connection.close()

        thread = threading.Thread(target=body)
        thread.start()
        return thread

    def press(_number: int) -> None:
        for _ in range(5):
            key = uuid4()
            for _twice in range(2):
                with traeger_scope(one.id):
                    found = tickets.draw(acting=acting, ort=ort, schluessel=key)
            drawn.append(found.nr)

    def serve(number: int) -> None:
        while True:
            with traeger_scope(one.id):
                found = tickets.call_next(acting=acting, ort=ort, platz=f"Schalter {number}")
                if found is None:
                    return
                tickets.move(acting=acting, nummer=found, stand="da")
                called.append(str(found))

    for thread in [run(press, n) for n in range(6)]:
        thread.join()
    for thread in [run(serve, n) for n in range(6)]:
        thread.join()
    assert not failed
    assert sorted(drawn) == list(range(1, 31))
    assert len(called) == len(set(called)) == 30


def test_presence_is_what_a_colleague_said(actor: Who, staff: Any) -> None:
    """A04: whoever asks at the counter is told who works on the file, where, and whether she is in."""
    from nahbar.domain.casefile.models import Aufgabe
    from nahbar.procedures.set_presence import set_presence
    from tests.procedures import desk

    akte = desk.submitted().akte
    assert [(one.name, one.why) for one in queries.responsible(akte)] == [("Frau Wolter", "Teamleitung")]
    Aufgabe.objects.filter(akte=akte).update(owner=staff["berg"])
    found = queries.responsible(akte)
    assert [(one.name, one.zimmer, one.da) for one in found] == [("Frau Berg", "2.01", None)]
    set_presence(acting=actor("berg"), da=True, platz="Zimmer 2.05")
    assert [(one.da, one.platz) for one in queries.responsible(akte)] == [(True, "Zimmer 2.05")]
    set_presence(acting=actor("berg"), da=False, platz="zu Hause")
    assert [(one.da, one.platz) for one in queries.responsible(akte)] == [(False, "")]
