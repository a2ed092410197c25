"""The lobby: what the demo shows of it, words of the steps, one open visit a terminal, no reading across Träger."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from nahbar.config.demo.counter import Counter
from nahbar.config.demo.doors import lobby as door
from nahbar.config.demo.secret import TERMINAL_TOKEN
from nahbar.domain.applications.queries import search
from nahbar.domain.lobby import actions, queries
from nahbar.domain.lobby.errors import NameTaken, TerminalUnknown
from nahbar.domain.lobby.models import Terminal, Terminalsitzung
from nahbar.domain.lobby.steps import TROUBLE, step_of
from nahbar.platform import clock
from nahbar.platform.accounts.roles import ANONYMOUS, MACHINE
from nahbar.platform.tenancy.scope import traeger_scope
from tests.procedures.desk import Who

LOGINS = ("betrieb", "berg", "oeztuerk")


def terminal(name: str = "Eingang") -> Terminal:
    return actions.create_terminal(acting=MACHINE, name=name, ort="Flur").terminal


def test_the_demo_has_two_terminals_and_a_letter_to_bring(actor: Who) -> None:
    counter = Counter({login: actor(login) for login in LOGINS}, clock.today())
    door.fill(counter)
    assert queries.terminal_of_token(TERMINAL_TOKEN).name == "Terminal Eingang"
    assert [tile.state for tile in queries.board()] == ["offline", "offline"]
    assert [t.zweckbindung for t in queries.terminals()] == [False, True]
    (access,) = counter.accesses
    (hit,) = search(access.code)
    assert hit.name == "Piotr Kowalczyk" and hit.geburtsdatum is not None and hit.geburtsdatum.year == 1968
    assert "1968" in access.story


def test_an_empty_office_is_no_reason_to_fail(traeger: Any) -> None:
    door.fill(Counter({}, clock.today()))
    assert queries.board() == [] and queries.figures().visits == 0


def test_a_terminal_has_one_visit_at_a_time(traeger: Any) -> None:
    one = terminal()
    actions.begin(acting=ANONYMOUS, terminal=one)
    with pytest.raises(IntegrityError), transaction.atomic():
        now = clock.now()
        Terminalsitzung.objects.create(terminal=one, begonnen_at=now, beruehrt_at=now)
    with pytest.raises(NameTaken):
        terminal("eingang")


def test_every_step_has_words_and_every_trouble_says_what_to_do(traeger: Any) -> None:
    """K10: each screen can be read aloud; K01: each fault has a way on."""
    visit = actions.begin(acting=ANONYMOUS, terminal=terminal())
    for step in Terminalsitzung.Schritt.values:
        visit.schritt = step
        words = step_of(visit)
        assert words.title and words.text.endswith(".") and words.nr <= queries.STEPS
    assert all(any(word in text for word in ("Legen", "Drücken", "Holen")) for text in TROUBLE.values())


def test_how_pages_look_is_one_sentence() -> None:
    assert queries.looks([[], [], [], []]) == "4 Seiten, gut lesbar."
    assert queries.looks([[]]) == "1 Seite, gut lesbar."
    assert queries.looks([[], ["unscharf"], ["leer"]]) == "3 Seiten. Seite 2 ist unscharf, Seite 3 ist leer."


def test_another_traeger_knows_no_terminal_of_this_one(traeger: Any, other_traeger: Any) -> None:
    secret = actions.create_terminal(acting=MACHINE, name="Eingang", ort="Flur").token
    assert queries.terminal_of_token(secret).name == "Eingang"
    with pytest.raises(TerminalUnknown):
        queries.terminal_of_token("")
    with pytest.raises(TerminalUnknown):
        queries.terminal_of_token(secret[:-1])
    assert traeger.id != other_traeger.id
    with pytest.raises(Exception, match="one Träger"), traeger_scope(other_traeger.id):
        queries.terminal_of_token(secret)


def test_seconds_of_a_terminal_stay_within_reason(traeger: Any) -> None:
    """K06: set per terminal, never so short that nobody can read, nor so long that the next one sees everything."""
    one = actions.change_terminal(acting=MACHINE, terminal=terminal(), leerlauf=1, nachfrist=9999, aktiv=False)
    assert (one.leerlauf_sekunden, one.nachfrist_sekunden) == (20, 120)
    assert queries.board()[0].state == "aus" and queries.active_terminal(one.id) is None
