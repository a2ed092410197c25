"""Codes that can be read aloud, and the one clock (U41)."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.platform import clock
from nahbar.platform.ids import ALPHABET, new_code, normal_code, uuid7


def test_code_is_found_however_it_is_typed() -> None:
    code = new_code()
    assert normal_code(code) == code
    assert normal_code(f" {code.lower().replace('-', ' ')} ") == code


@given(st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(place: int, char: str) -> None:
    plain = new_code().replace("-", "")
    wrong = plain[:place] + char + plain[place + 1 :]
    assert (normal_code(wrong) is None) == (wrong != plain)


@given(st.integers(0, 6))
def test_swapped_neighbours_are_always_found(place: int) -> None:
    plain = new_code().replace("-", "")
    wrong = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    assert (normal_code(wrong) is None) == (wrong != plain)


def test_uuid7_is_ordered_in_time() -> None:
    ids = [uuid7() for _ in range(50)]
    assert all(value.version == 7 for value in ids)
    assert all(a.int >> 80 <= b.int >> 80 for a, b in itertools.pairwise(ids))


def test_u41_day_of_the_law_is_berlin(now: Any) -> None:
    now.set("2026-03-29T00:30")
    assert clock.today().isoformat() == "2026-03-29"
    assert clock.now().isoformat().startswith("2026-03-28T23:30")


def test_nonsense_clock_is_refused(now: Any) -> None:
    now.set("morgen")
    with pytest.raises(clock.WrongClock):
        clock.now()
