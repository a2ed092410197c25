"""A login of one's own: made once; whoever has code and PIN cannot take the application away from it."""

from __future__ import annotations

from typing import Any

import pytest

from nahbar.domain.applications.queries import antrag_by_id
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.procedures.open_account import LoginUnusable, open_account
from nahbar.procedures.secure_antrag import secure_antrag
from tests.procedures import desk


def test_an_application_has_one_account(traeger: Any) -> None:
    antrag = secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld").antrag
    who = desk.citizen(antrag)
    first = open_account(acting=who, antrag=antrag, login="drei-birnen", password="gelbe birnen im korb")
    with pytest.raises(LoginUnusable, match="schon ein Konto"):
        open_account(acting=who, antrag=antrag, login="anderer-name", password="blaue birnen im korb")
    assert antrag_by_id(antrag.id).account_id == first.id
