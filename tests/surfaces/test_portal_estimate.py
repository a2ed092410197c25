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
from tests.surfaces.test_portal_application import answer_all, antrag_of
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
    assert "Sie erziehen die Kinder allein. Der Mehr·bedarf ist 202,68\xa0Euro." in text
    assert text.count("Mehr·bedarf ist Geld für besondere Aus·gaben.") == 1, "hard words are explained where they stand"


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
    assert "Verbindlich ist" not in main and "مسودة لم تُراجع بعد" in text, "marked as draft"
    assert not re.search(r"\b(beträgt|Warum|bekommen|Rechnung|Leichter)\b", main)


def test_a_language_without_catalogue_of_the_law_stays_german() -> None:
    assert law_words() is GERMAN
    with translation.override("uk"):
        words = law_words()
        assert words.language == "uk" and words.template("Der Bedarf beträgt {ergebnis}.") is None


def test_what_if_she_works_for_603_J5(citizen: Client, address: str) -> None:
    """J5.1: in »Was wäre, wenn« she enters 603: 394.10 less, 979.58 together, 208.90 more than without work."""
    assert 'was-waere-wenn">Was wäre, wenn Sie arbeiten?</a>' in citizen.get(address).content.decode()
    place = address.replace("schaetzung", "was-waere-wenn")
    assert "Das würde sich ändern" not in citizen.get(place).content.decode()
    page = citizen.post(place, {"brutto": "603", "netto": ""})
    text = page.content.decode()
    assert page.context["found"].change.cents == -39_410 and page.context["found"].keeps == 20_890
    assert "Ab 1. Dezember 2026 sind es 394,10\xa0€ weniger, weil mehr Einkommen zählt." in text
    assert "979,58\xa0€" in text and "<bdi>208,90\xa0€</bdi> mehr als jetzt" in text
    assert citizen.get(address).context["estimate"].total == 137_368, "nothing is stored"


def test_what_if_in_arabic_J5(citizen: Client, address: str) -> None:
    citizen.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    place = address.replace("schaetzung", "was-waere-wenn")
    text = citizen.post(place, {"brutto": "603"}).content.decode().partition("<main")[2].partition("</main>")[0]
    assert "\u2066394,10\xa0€\u2069" in text and "208,90\xa0€" in text
    assert not re.search(r"\b(weniger|Zusammen|statt|Anteil|Nettolohn)\b", text)


@pytest.mark.parametrize("typed", [{}, {"brutto": "viel"}, {"brutto": "-5"}, {"brutto": "603", "netto": "x"}])
def test_what_if_says_what_is_wrong_with_an_amount(citizen: Client, address: str, typed: dict[str, str]) -> None:
    page = citizen.post(address.replace("schaetzung", "was-waere-wenn"), typed)
    assert page.status_code == 200 and page.context["errors"] and page.context["found"] is None


def test_what_if_without_answers_asks_for_them(citizen: Client) -> None:
    page = citizen.post(f"/antrag/{antrag_of(citizen).id}/was-waere-wenn", {"brutto": "603"})
    assert "Beantworten Sie zuerst die Fragen zu Ihrem Antrag." in page.content.decode()
