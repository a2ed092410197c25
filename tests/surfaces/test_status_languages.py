"""The status page in the portal's languages: six states, clocks and rights, timeline, plurals, days set apart (B05)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.status import Basis, StatusView
from nahbar.procedures.accept_evidence import accept_evidence
from nahbar.procedures.request_evidence import request_evidence
from nahbar.surfaces.portal.views.status import expected_text, headline, reason_text
from nahbar.surfaces.ui.stored_words import apart
from tests.benefits import aylin
from tests.procedures.desk import Who, citizen
from tests.surfaces.sent import sent_browser
from tests.surfaces.spoken import LANGUAGES, page_in, texts, wrong_in
from tests.surfaces.test_portal_application import antrag_of, photo

SAME = frozenset(("Post", "Termin"))
"""Words that are alike in German and in one of the languages."""


def view(missing: int = 0, *, waiting: str = "amt", **more: Any) -> StatusView:
    """A status as the page gets it."""
    values: dict[str, Any] = {"state": "RECEIVED", "expected": None, "complete_at": None, "vorschuss_ab": None}
    return StatusView(**{**values, "waiting_for": waiting, "missing": (None,) * missing, **more})


def every_sentence() -> list[str]:
    """What the top of the page can say."""
    december = (date(2026, 12, 2), date(2026, 12, 9))
    views = [
        view(state="WITHDRAWN"), view(state="COMPLETED"), view(1, waiting="buerger"), view(2, waiting="buerger"),
        view(5, waiting="buerger"), view(expected=december), view(expected=(december[0], december[0])), view(),
        view(basis=Basis(0, False)), view(basis=Basis(1, False)), view(basis=Basis(3, False)),
        view(basis=Basis(40, True)), view(basis=Basis(40, False)), view(expected=december, basis=Basis(40, False)),
    ]  # fmt: skip
    return [text for one in views for text in (headline(one), reason_text(one)) if text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_state_has_its_sentence(language: str) -> None:
    german = every_sentence()
    with translation.override(language):
        said = every_sentence()
    assert len(said) == len(german) > 18
    assert set(said) & set(german) == set()


def test_numbers_have_the_form_of_their_language() -> None:
    """One, two, few, many: Arabic has six forms, Polish, Russian and Ukrainian three; German says the number."""
    assert headline(view(2, waiting="buerger")) == "Wir warten auf Sie: zwei Unterlagen fehlen."
    with translation.override("ar"):
        forms = {headline(view(n, waiting="buerger")) for n in (1, 2, 3, 11, 100)}
        assert len(forms) == 5 and "ورقتان" in headline(view(2, waiting="buerger"))
    with translation.override("ru"):
        one, few, many = (reason_text(view(basis=Basis(n, False))) for n in (1, 3, 5))
        assert "1 заявление" in one and "3 заявления" in few and "5 заявлений" in many


def test_days_are_set_apart_where_words_go_from_right_to_left() -> None:
    first, last = date(2026, 11, 30), date(2026, 12, 9)
    assert expected_text((last, last)) == "Entscheidung voraussichtlich am 9.\u00a0Dezember."
    with translation.override("fa"):
        assert f"{apart('30 نوامبر')} تا {apart('9 دسامبر')}" in expected_text((first, last))


def test_the_whole_page_leaves_nothing_german(traeger: Any, actor: Who) -> None:
    """Sent with papers missing, one asked for again, an advance asked for; then taken back."""
    client, antrag = sent_browser(aylin.answers())
    base, desk = f"/antrag/{antrag.id}/", actor("berg")
    client.post(f"{base}unterlagen/mietvertrag", {"dateien": [photo()]})
    request_evidence(acting=desk, antrag=queries.antrag_by_id(antrag.id), keys=["kontoauszuege"])
    accept_evidence(acting=desk, nachweis=queries.nachweis_by_key(antrag, "mietvertrag"), stand="anerkannt")
    client.post(f"{base}vorschuss")
    wrong = [text for language in LANGUAGES for text in wrong_in(client, language, f"{base}status", SAME)]
    assert wrong == []
    assert len(texts(page_in(client, "de", f"{base}status"))) > 50
    client.post(f"{base}zuruecknehmen")
    wrong = [text for language in LANGUAGES for text in wrong_in(client, language, f"{base}status", SAME)]
    assert wrong == []


def test_the_declaration_is_read_in_the_language_or_in_german_as_a_whole(traeger: Any) -> None:
    """Questions, answers, days and papers before sending; what stays German is not mixed in but marked as a block."""
    client = Client()
    client.post("/antrag/sichern")
    antrag = antrag_of(client)
    who = citizen(antrag)
    applications.store_answers(acting=who, antrag=applications.lock(antrag), antworten=aylin.answers())
    applications.sync_nachweise(acting=who, antrag=queries.antrag_by_id(antrag.id))
    names = {"IBAN", ": IBAN", "Aylin", "Demir", "Aylin Demir", "Südstraße", "Rhede", "Mert", "Lara", "Mert Demir"}
    names |= {"Lara Demir", "Mert, Lara", "Mert Demir, Lara Demir"}
    path = f"/antrag/{antrag.id}/pruefen"
    same = SAME | names
    assert [text for language in LANGUAGES for text in wrong_in(client, language, path, frozenset(same))] == []
    assert "14 مايو 1995" in page_in(client, "ar", path)
    client.post(path, {"richtig": "1"})
    path = f"/antrag/{antrag.id}/bestaetigung"
    assert [text for language in LANGUAGES for text in wrong_in(client, language, path, frozenset(same))] == []
