"""What a second person releases is what that person looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from nahbar.domain.decisions.models import Entscheidung
from tests.surfaces.test_workplace_decide import accept_all, at_desk, draft, present, save, submitted, text

Clients = Callable[[str], Any]


def test_an_old_form_does_not_release_what_was_changed_meanwhile(client_for: Clients) -> None:
    """J8: returned, corrected and presented again after the page was opened: the second person looks once more."""
    antrag = submitted()
    one, two, three = (at_desk(client_for, login, antrag) for login in ("berg", "maier", "wolter"))
    accept_all(one, antrag)
    seen = present(one, antrag).version
    current = draft_or_presented(antrag)
    three.post(reverse("workplace:give_back", args=[current.id]), {"grund": "Heizkosten prüfen"})
    save(one, antrag, draft(one, antrag).version, "wohnung.heizkosten", "60,00", "90,00", "Abrechnung")
    again = draft_or_presented(antrag)
    one.post(reverse("workplace:present", args=[antrag.id]), {"version": again.version})
    answer = two.post(reverse("workplace:release_now", args=[current.id]), {"version": seen})
    assert answer.status_code == 422 and "noch einmal an" in text(answer)
    assert draft_or_presented(antrag).stand == "vorgelegt"


@pytest.mark.parametrize("fields", [{}, {"version": "²"}, {"version": "-1"}])
def test_a_form_that_does_not_say_what_was_seen_releases_nothing(client_for: Clients, fields: dict[str, str]) -> None:
    """A hand-made request without the version is refused."""
    antrag = submitted()
    one, two = at_desk(client_for, "berg", antrag), client_for("maier")
    accept_all(one, antrag)
    current = present(one, antrag)
    assert two.post(reverse("workplace:release_now", args=[current.id]), fields).status_code == 422


def draft_or_presented(antrag: Any) -> Entscheidung:
    """The decision as the table has it."""
    row: Entscheidung = Entscheidung.objects.get(antrag=antrag)
    return row
