"""The file: tasks are made once and never without a home, accesses are readable, search finds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from nahbar.domain.casefile import actions, queries
from nahbar.domain.casefile.errors import ReasonMissing, TaskNotYours, TaskTaken
from nahbar.domain.people.actions import create_person
from nahbar.platform.accounts.roles import MACHINE, Actor


@pytest.fixture
def akte(traeger: Any) -> Any:
    person = create_person(acting=MACHINE, vorname="Jörg", nachname="Groß", geburtsdatum=date(1970, 5, 1))
    return actions.open_akte(acting=MACHINE, person=person, gemeinde=None)


@pytest.fixture
def vorgang(akte: Any) -> Any:
    return actions.open_vorgang(acting=MACHINE, akte=akte, art="erstantrag", titel="Erstantrag")


def task(vorgang: Any, **more: Any) -> Any:
    values = {"art": "antrag_pruefen", "titel": "Prüfen", "frist": date(2026, 12, 1), "pool": "leistung"} | more
    return actions.add_aufgabe(acting=MACHINE, akte=vorgang.akte, vorgang=vorgang, **values)


def test_numbers_of_files_follow_each_other(akte: Any) -> None:
    person = create_person(acting=MACHINE, vorname="A", nachname="B")
    second = actions.open_akte(acting=MACHINE, person=person, gemeinde=None)
    assert (akte.aktenzeichen, second.aktenzeichen) == ("2026-000001", "2026-000002")


def test_the_same_work_is_one_task_with_the_earlier_day_and_the_higher_urgency_J3(vorgang: Any) -> None:
    first = task(vorgang)
    second = task(vorgang, frist=date(2026, 11, 25), dringlichkeit=0)
    third = task(vorgang, frist=date(2027, 1, 1))
    assert first.id == second.id == third.id
    assert (third.frist, third.dringlichkeit) == (date(2026, 11, 25), 0)
    assert actions.finish_aufgaben(acting=MACHINE, vorgang=vorgang, art="antrag_pruefen") == 1
    assert task(vorgang).id != first.id


def test_work_list_shows_own_pool_most_urgent_first(vorgang: Any, actor: Callable[[str], Actor]) -> None:
    task(vorgang)
    task(vorgang, art="vorschuss_pruefen", titel="Vorschuss", dringlichkeit=1)
    task(vorgang, art="brief_versenden", titel="Brief", pool="postroom")
    assert [i.art for i in queries.work_list(actor("berg"))] == ["vorschuss_pruefen", "antrag_pruefen"]
    assert [i.art for i in queries.work_list(actor("post"))] == ["brief_versenden"]
    assert len(queries.work_list(actor("wolter"))) == 3
    found = queries.work_list(actor("wolter"), filters=queries.WorkFilters(text="gross", pool="leistung"))
    assert [i.name for i in found] == ["Jörg Groß", "Jörg Groß"]


def test_a_task_is_taken_by_one_and_only_from_the_own_pool(vorgang: Any, actor: Callable[[str], Actor]) -> None:
    one = task(vorgang)
    actions.take_aufgabe(acting=actor("berg"), aufgabe=one)
    with pytest.raises(TaskTaken, match="Frau Berg"):
        actions.take_aufgabe(acting=actor("maier"), aufgabe=one)
    with pytest.raises(TaskNotYours):
        actions.take_aufgabe(acting=actor("post"), aufgabe=one)
    assert actions.take_aufgabe(acting=actor("wolter"), aufgabe=one).owner_id == actor("wolter").account_id


def test_postponed_tasks_come_back_on_their_day(vorgang: Any, actor: Callable[[str], Actor], now: Any) -> None:
    actions.postpone_aufgabe(acting=actor("berg"), aufgabe=task(vorgang), until=date(2026, 11, 30))
    assert queries.work_list(actor("berg")) == []
    assert len(queries.work_list(actor("berg"), filters=queries.WorkFilters(postponed=True))) == 1
    now.set("2026-11-30T08:00")
    assert len(queries.work_list(actor("berg"))) == 1


def test_whoever_opens_a_file_says_why_and_it_is_listed_U32(akte: Any, actor: Callable[[str], Actor]) -> None:
    with pytest.raises(ReasonMissing):
        actions.log_access(acting=actor("berg"), akte=akte, zweck="  ")
    for _ in range(2):
        actions.log_access(acting=actor("berg"), akte=akte, zweck="Antrag prüfen")
    assert [(z.rolle, z.zweck) for z in queries.accesses(akte)] == [("Leistungssachbearbeitung", "Antrag prüfen")]


def test_citizens_do_not_see_internal_lines(akte: Any) -> None:
    actions.add_eintrag(acting=MACHINE, akte=akte, vorgang=None, art="a", text="offen")
    actions.add_eintrag(acting=MACHINE, akte=akte, vorgang=None, art="b", text="intern", fuer_buerger=False)
    assert [e.text for e in queries.timeline(akte, for_citizen=True)] == ["offen"]
    assert len(queries.timeline(akte, for_citizen=False)) == 2


@pytest.mark.parametrize("text", ["gross joerg", "1.5.1970", "2026-1", "2026-000001"])
def test_files_are_found_by_name_birth_date_and_number(akte: Any, text: str) -> None:
    assert [hit.akte_id for hit in queries.search_akten(text)] == [akte.id]
    assert queries.search_akten("niemand") == []


def test_files_of_another_traeger_do_not_exist(akte: Any, other_traeger: Any) -> None:
    assert not queries.Akte.objects.filter(traeger_id=other_traeger.id).exists()
    assert queries.Akte.objects.count() == 1
