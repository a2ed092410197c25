"""What goes wrong behind a button is a sentence on the same page, and nothing has happened."""

from __future__ import annotations

from typing import Any

import pytest

from nahbar.platform.letters.render import LetterFailed
from nahbar.surfaces.workplace.page import attempt, typed_ids


def test_a_letter_that_cannot_be_set_is_a_sentence(traeger: Any) -> None:
    def fails() -> None:
        raise LetterFailed("typst says: file not found")

    assert attempt(fails).startswith("Der Brief ließ sich nicht setzen, es ist nichts geschehen.")


@pytest.mark.parametrize("text", ["x" * 36, "", "01900000-0000-7000-8000-00000000000g"])
def test_what_is_no_id_is_left_out(text: str) -> None:
    known = "01900000-0000-7000-8000-000000000000"
    assert [str(value) for value in typed_ids([text, known])] == [known]
