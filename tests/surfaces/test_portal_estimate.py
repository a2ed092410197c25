"""The estimate explains itself: each amount opens its norms, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from nahbar.law.catalogue import GERMAN
from nahbar.surfaces.ui.law_words import law_words
from tests.surfaces.test_portal_application import answer_all
from tests.surfaces.test_portal_application import citizen as citizen  # the fixture

ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.fixture(autouse=True)
def german_again() -> Iterator[None]:
    """A request leaves its language behind; the next test begins in German."""
    with translation.override("de"):
        yield


@pytest.fixture
def address(citizen: Client) -> Iterator[str]:
    yield f"/antrag/{answer_all(citizen).id}/schaetzung"


def test_each_amount_opens_its_reasons_with_their_norms_J1(citizen: Client, address: str) -> None:
    page = citizen.get(address)
    text = page.content.decode()
    assert "Der Mehrbedarf für Alleinerziehende beträgt 202,68\xa0€." in text and "SGB II § 21 Abs. 3" in text
    reasons = [reason for person in page.context["persons"] for line in person["lines"] for reason in line["reasons"]]
    assert {reason.language for reason in reasons} == {"de"}
    assert all(reason.norm and reason.leicht for reason in reasons)


def test_an_arabic_page_explains_in_arabic_J1(citizen: Client, address: str) -> None:
    """Sentences, labels and shell in Arabic; amounts with western digits, isolated; norms and names as they are."""
    citizen.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    page = citizen.get(address)
    text = page.content.decode()
    main = text.partition("<main")[2].partition("</main>")[0]
    assert main.startswith(' id="inhalt" tabindex="-1" lang="ar"')
    reasons = [reason for person in page.context["persons"] for line in person["lines"] for reason in line["reasons"]]
    assert {reason.language for reason in reasons} == {"ar"} and all(ARABIC.search(reason.text) for reason in reasons)
    assert "\u2066202,68\xa0€\u2069" in main and "1.373,68\xa0€" in main and "SGB II § 21 Abs. 3" in main
    assert all(ARABIC.search(line["label"]) for person in page.context["persons"] for line in person["lines"])
    assert "Entwurf der Übersetzung" not in main and "مسودة ترجمة" in text, "marked as draft"
    assert not re.search(r"\b(beträgt|Warum|bekommen|Rechnung)\b", main)


def test_a_language_without_catalogue_of_the_law_stays_german() -> None:
    assert law_words() is GERMAN
    with translation.override("uk"):
        words = law_words()
        assert words.language == "uk" and words.template("Der Bedarf beträgt {ergebnis}.") is None
