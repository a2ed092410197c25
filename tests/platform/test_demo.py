"""The demo town: invented cases that hold what real ones must hold."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from nahbar.config import commands
from nahbar.config.demo.fates import Kind, fates
from nahbar.config.demo.moments import working_day_after
from nahbar.config.env import WrongEnvironment
from nahbar.law.holidays import is_working_day

SIZE = 20
TODAY = date(2026, 11, 23)


def test_three_hundred_cases_give_enough_decisions_for_the_expected_days() -> None:
    """At least sixty decisions of the last ninety days, each four to twelve working days after completeness."""
    found = fates(random.Random(1), 300, TODAY)
    assert len(found) == 300
    assert found == sorted(found, key=lambda fate: fate.secured)
    recent = [f for f in found if f.decided and f.decided.date() > TODAY - timedelta(days=90)]
    assert len(recent) >= 60
    for fate in recent:
        assert fate.complete is not None and fate.decided is not None and fate.received is not None
        assert is_working_day(fate.decided.date(), "NW")
        days = [n for n in range(1, 14) if working_day_after(fate.complete.date(), n) == fate.decided.date()]
        assert days and 4 <= days[0] <= 12
        assert fate.secured < fate.received < fate.complete < fate.decided
    assert {fate.kind for fate in found} == set(Kind)


def test_the_same_seed_gives_the_same_town(staff: dict[str, Any], traeger: Any) -> None:
    """Names, days and amounts depend on seed and day alone; every special household finds its place."""
    from nahbar.config.demo.rows import Rows
    from nahbar.config.demo.special import SPECIAL
    from nahbar.config.demo.stock import Office, write_stock
    from nahbar.config.demo.stock_work import Cover
    from nahbar.domain.decisions.models import Leistungszeile
    from nahbar.domain.people.models import Person
    from nahbar.platform.tenancy.models import Gemeinde
    from nahbar.platform.vault.models import StoredFile

    office = Office(staff, tuple(Gemeinde.objects.order_by("name")), Cover(StoredFile(), StoredFile()), TODAY)

    def once(seed: int) -> tuple[list[str], list[tuple[str, date, int]]]:
        rows = Rows(traeger.id)
        write_stock(rows, office, 40, seed)
        people = [str(p) for p in rows.by_table[Person]]
        lines: Any = rows.by_table[Leistungszeile]
        return people, [(line.name, line.monat, line.anspruch) for line in lines]

    first = once(7)
    assert first == once(7)
    assert first != once(8)
    assert {f"{a['vorname']} {a['nachname']}" for a in SPECIAL} <= set(first[0])


def test_seed_once_and_twice(db: None, now: Any, tmp_path: Path) -> None:
    """Claims add up to the decisions, paid is what has begun, two persons stand behind each; again changes nothing."""
    from django.db.models import F, Sum

    from nahbar.config.demo.seed import seed
    from nahbar.config.demo.tries import ENDING
    from nahbar.config.demo.where import keep_accesses, where_lines
    from nahbar.domain.applications.actions import antrag_for_access
    from nahbar.domain.applications.models import Antrag, Vertretung
    from nahbar.domain.casefile.models import Aufgabe, Eintrag
    from nahbar.domain.decisions.models import Entscheidung, Leistungszeile
    from nahbar.domain.decisions.widerspruch_models import Widerspruch
    from nahbar.domain.payments import queries as payments
    from nahbar.domain.payments.models import Zahllauf, Zahlungsauftrag
    from nahbar.platform.accounts.models import Account
    from nahbar.platform.audit import actions as audit
    from nahbar.platform.audit.models import AuditEntry
    from nahbar.platform.tenancy.models import Traeger
    from nahbar.platform.tenancy.scope import traeger_scope

    before = {name: os.environ.get(name) for name in ("NAHBAR_NOW", "NAHBAR_NOW_SINCE")}
    seeded = seed(SIZE)
    assert seeded is not None
    assert {name: os.environ.get(name) for name in before} == before
    assert seeded.rows["Antrag"] == SIZE
    musterland = Traeger.objects.get(kuerzel="musterland")

    def state() -> list[int]:
        with traeger_scope(musterland.id):
            tables = (Antrag, Eintrag, Aufgabe, Leistungszeile, Zahlungsauftrag, AuditEntry, Account)
            return [table.objects.count() for table in tables]

    counts = state()
    assert seed(SIZE) is None
    assert state() == counts

    with traeger_scope(musterland.id):
        assert audit.verify_chain() is None
        assert AuditEntry.objects.filter(action="stock_taken_over").count() == 1
        released = Entscheidung.objects.filter(stand="freigegeben", art="bewilligung")
        assert released.count() > SIZE // 2
        for row in released:
            assert len({row.vorgelegt_by_id, row.freigegeben_by_id}) == 2
            lines = Leistungszeile.objects.filter(entscheidung=row).values("monat")
            sums = {r["monat"]: r["c"] for r in lines.annotate(c=Sum(F("anspruch") + F("sofortzuschlag")))}
            frozen = {date.fromisoformat(m["monat"]): m["summe"] + m["sofortzuschlag"] for m in row.monate}
            assert sums == {month: cents for month, cents in frozen.items() if month in sums}
            assert not any(cents for month, cents in frozen.items() if month not in sums)
            paid = {o.monat: o.betrag for o in payments.orders_of(row) if o.monat <= TODAY}
            assert paid == {month: cents for month, cents in sums.items() if month <= TODAY and cents}
        runs = payments.runs()
        assert all(payments.run_view(run).totals_agree for run in runs)
        assert [run.stand for run in runs].count(Zahllauf.Stand.ENTWURF) == 1
        assert sorted(Vertretung.objects.values_list("stand", flat=True)) == ["beantragt", "freigegeben"]
        assert Widerspruch.objects.count() == 1
        ending = [access for access in seeded.accesses if access.key == ENDING]
        assert len(ending) == 1 and "weiter beantragen" in ending[0].story
        stands = set(Antrag.objects.values_list("stand", flat=True))
        assert stands == {stand.value for stand in Antrag.Stand}
        for access in seeded.accesses:
            assert antrag_for_access(access.code, access.pin).leistung == "grundsicherungsgeld"

    keep_accesses(tmp_path, seeded.accesses)
    text = "\n".join(where_lines(tmp_path, "http://localhost:8123"))
    for expected in ("http://localhost:8123/arbeit/", "oeztuerk", "http://nebenstadt.localhost:8123/arbeit/", "Krüger"):
        assert expected in text
    assert all(access.code in text and access.pin in text for access in seeded.accesses)
    with traeger_scope(Traeger.objects.get(kuerzel="nebenstadt").id):
        assert Antrag.objects.count() == 0
        assert Account.objects.count() == 2


@pytest.mark.parametrize("command", [commands.demo_seed, commands.demo_where])
def test_the_demo_is_refused_in_production(command: Callable[[list[str]], int], settings: Any) -> None:
    settings.MODE = "production"
    with pytest.raises(WrongEnvironment, match="nur in der Vorführung"):
        command([])
