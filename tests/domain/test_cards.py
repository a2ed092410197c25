"""The customer card (C23): a code that changes, counts once, and dies at once when the card is blocked."""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import segno

from nahbar.domain.people import actions, cards_actions, cards_queries
from nahbar.domain.people.cards import Kartencode, Kundenkarte
from nahbar.domain.people.cards_codes import changing_code, is_card, printed_code, read_changing, read_printed, step_now
from nahbar.domain.people.cards_errors import ReasonUnknown
from nahbar.platform.accounts.roles import MACHINE, Actor

TERMINAL = Actor(kind="machine", id="terminal")


def person(**changes: Any) -> Any:
    values = {"vorname": "Ayşe", "nachname": "Demir", "geburtsdatum": date(1990, 5, 1), **changes}
    return actions.create_person(acting=MACHINE, **values)


@pytest.fixture
def karte(traeger: Any) -> Kundenkarte:
    return cards_actions.issue(acting=MACHINE, person=person())


def look(text: str, stelle: str = "empfang", year: int | None = None) -> cards_actions.Look:
    return cards_actions.look(acting=TERMINAL, text=text, stelle=stelle, geburtsjahr=year)


def test_the_code_is_small_and_tells_nothing(karte: Kundenkarte) -> None:
    """QR version 3 (29 × 29), 80-bit MAC; no name, no benefit, no state (stigma)."""
    code = cards_queries.code_now(karte)
    assert len(code) == 42 and re.fullmatch(r"K1:[A-Z2-7]{39}", code)
    assert segno.make(code, error="m", micro=False).version == 3
    raw = base64.b32decode(code[3:] + "=")
    assert len(raw) == 24 and raw[:10] == base64.b32decode(karte.kennung)
    assert len({one.kennung for one in Kundenkarte.objects.all()}) == 1
    assert set(cards_queries.REASONS) <= {"verloren", "gestohlen", "fremd", "unerwuenscht"}


@pytest.mark.parametrize(("steps", "problem"), [(-2, "abgelaufen"), (-1, ""), (0, ""), (1, ""), (2, "abgelaufen")])
def test_a_code_counts_one_step_before_and_after(karte: Kundenkarte, steps: int, problem: str) -> None:
    """A picture of the screen is worth nothing after a minute."""
    found = look(changing_code(karte.kennung, step_now() + steps))
    assert found.problem == problem
    assert (found.karte == karte) is (not problem)


def test_a_code_counts_once_at_a_place(karte: Kundenkarte) -> None:
    """Replay is refused where it was shown, whoever shows it again."""
    code = cards_queries.code_now(karte)
    assert look(code).karte == karte
    assert look(code).problem == "benutzt" and look(code).karte is None
    assert look(code, "terminal-2").karte == karte


def test_forged_and_foreign_codes_are_unknown(karte: Kundenkarte, other_traeger: Any) -> None:
    """One wrong character, another card's MAC, another Träger: all the same answer."""
    from nahbar.platform.tenancy.scope import current_traeger_id

    code = cards_queries.code_now(karte)
    flipped = code[:20] + ("A" if code[20] != "A" else "B") + code[21:]
    other = cards_actions.issue(acting=MACHINE, person=person(vorname="B"))
    mixed = code[:19] + cards_queries.code_now(other)[19:]
    for wrong in (flipped, mixed, "K1:" + "A" * 39, "K1:", "", "K0:AAAA-AAAA"):
        assert look(wrong, year=1990).problem in {"unbekannt", "jahr_falsch"}, wrong
    assert read_changing(code) is not None
    assert str(current_traeger_id()) not in code
    assert look(code.lower().replace(":", "ö")).karte == karte, "a scanner on the wrong keyboard layout"


def test_the_printed_card_needs_the_birth_year_and_guessing_gets_slow(karte: Kundenkarte) -> None:
    """A static number identifies for check-in only; nobody learns which numbers exist."""
    printed = printed_code(karte.nummer)
    assert look(printed).problem == "jahr_fehlt" and look("K0:" + "2" * 8).problem in {"jahr_fehlt", "unbekannt"}
    assert look(f"K {karte.nummer.lower()}", year=1990).karte == karte
    for _ in range(5):
        assert look(printed, year=1991).problem == "jahr_falsch"
    assert look(printed, year=1990).problem == "warten"


def test_a_blocked_card_is_refused_everywhere_at_once(karte: Kundenkarte) -> None:
    """Ugly case: stolen. Both codes die; the reason is one of the list; a second time changes nothing."""
    with pytest.raises(ReasonUnknown):
        cards_actions.block(acting=MACHINE, karte=karte, grund="weil")
    code = cards_queries.code_now(karte)
    blocked = cards_actions.block(acting=MACHINE, karte=karte, grund="gestohlen")
    again = cards_actions.block(acting=MACHINE, karte=karte, grund="verloren")
    assert (again.blocked_at, again.grund) == (blocked.blocked_at, "gestohlen")
    assert look(code).problem == "gesperrt" and look(printed_code(karte.nummer), year=1990).problem == "gesperrt"
    new = cards_actions.issue(acting=MACHINE, person=karte.person)
    assert new.id != karte.id and look(cards_queries.code_now(new)).karte == new
    assert look(code).problem == "gesperrt", "the new card does not revive the old one"


def test_used_codes_are_forgotten_and_refusals_are_kept(karte: Kundenkarte, now: Any) -> None:
    """No trail of where somebody was: rows go after ten minutes; the audit names the card, never the person."""
    from nahbar.platform.audit.models import AuditEntry
    from nahbar.platform.tenancy.scope import flush

    look(cards_queries.code_now(karte))
    now.set("2026-11-23T22:10")
    look(cards_queries.code_now(karte))
    assert Kartencode.objects.count() == 1
    cards_actions.block(acting=MACHINE, karte=karte, grund="gestohlen")
    look(cards_queries.code_now(karte), "terminal-7")
    flush()
    last = AuditEntry.objects.filter(action="card_refused").last()
    assert last is not None and "gesperrt" in last.details and "terminal-7" in last.details
    assert "Demir" not in last.details


def test_what_is_a_card_and_what_is_a_code_of_an_appointment() -> None:
    assert is_card("K1:" + "A" * 39) and is_card("K0:7F3K-92QX") and is_card("k 7f3k 92qx")
    assert not is_card("7F3K-92QX") and not is_card("K7F3-92QX") and not is_card("")
    assert read_printed("K7F3-92QX") is None


@pytest.mark.django_db(transaction=True)
def test_the_same_code_at_the_same_moment_counts_once(now: Any) -> None:
    """Eight readers at once: the database lets one through."""
    from django.db import connection

    from nahbar.config.demo.town import create_traeger
    from nahbar.platform.tenancy.scope import traeger_scope

    one = create_traeger("musterland")
    with traeger_scope(one.id):
        karte = cards_actions.issue(acting=MACHINE, person=person())
        code = cards_queries.code_now(karte)
    results: list[str] = []
    gate = threading.Barrier(8)

    def show() -> None:
        try:
            gate.wait()
            with traeger_scope(one.id):
                results.append(look(code).problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=show) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["", *["benutzt"] * 7]


Who = Callable[[str], Any]


def test_citizens_have_their_own_card_and_no_other(actor: Who) -> None:
    """C23: issued by the citizen or the counter; somebody else's is refused; a town may have none."""
    from nahbar.domain.people.cards_errors import NoCardHere, NoCards, NotYours
    from nahbar.procedures.block_card import block_card
    from nahbar.procedures.change_gemeinde import switch_feature
    from nahbar.procedures.issue_card import issue_card
    from tests.procedures import desk

    mine, other = desk.submitted(), desk.submitted()
    own = desk.citizen(mine)
    first = issue_card(acting=own, akte=mine.akte)
    assert issue_card(acting=actor("empfang"), akte=mine.akte) == first
    for wrong in (desk.citizen(other), actor("post"), actor("plan")):
        with pytest.raises(NotYours):
            issue_card(acting=wrong, akte=mine.akte)
        with pytest.raises(NotYours):
            block_card(acting=wrong, akte=mine.akte, grund="verloren")
    new = block_card(acting=actor("empfang"), akte=mine.akte, grund="gestohlen", neu=True)
    assert new is not None and new.id != first.id
    assert block_card(acting=own, akte=mine.akte, grund="verloren") is None
    with pytest.raises(NoCardHere):
        block_card(acting=own, akte=mine.akte, grund="verloren")
    switch_feature(acting=actor("betrieb"), gemeinde=mine.akte.gemeinde, key="karte", an=False)
    with pytest.raises(NoCards):
        issue_card(acting=own, akte=mine.akte)
