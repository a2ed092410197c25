"""The ways through the portal and the workplace that several journeys share."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Answers, PageRef, Questionnaire
from tests.benefits import aylin
from tests.journeys.client import Browser

ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


def ref_of(path: str) -> PageRef | None:
    """The question that an address asks; None for other pages."""
    found = re.search(r"/frage/([\w-]+)(?:/([\w-]+))?/?$", path)
    return PageRef(found.group(1), found.group(2) or "") if found else None


def fields_of(
    path: str, answers: Answers, *, more_people: bool, questionnaire: Questionnaire = QUESTIONNAIRE
) -> dict[str, list[str]]:
    """What to type on this page: the same texts that the portal would show for these answers."""
    ref = ref_of(path)
    assert ref is not None, path
    page = questionnaire.page(ref.page)
    if page.overview:
        return {f"{page.overview}_weiter": ["ja" if more_people else "nein"]}
    return engine.form_fields(questionnaire, answers, ref)


def secure(browser: Browser) -> tuple[str, str, str]:
    """Secure an application; its address (ending in a slash), code and PIN."""
    browser.get("/antrag/sichern")
    answer = browser.post("/antrag/sichern", {"ort": "05554052"})
    assert answer.status == 200, answer.text[:500]
    found = re.search(rf"/antrag/{ID}/", answer.path)
    assert found, answer.path
    code, pin = code_and_pin(re.sub(r"<title>.*?</title>|<[^>]+>", " ", answer.text, flags=re.S))
    return found.group(0), code, pin


def code_and_pin(text: str) -> tuple[str, str]:
    """Code and PIN on a page that shows both; the PIN is spelled out in words before its digits."""
    code = re.search(r"\b([2-9A-HJ-NP-TV-Z]{4})\s*[-–‑]\s*([2-9A-HJ-NP-TV-Z]{4})\b", text)
    pin = re.search(r"PIN\D{0,200}?(\d{3})\s*(\d{3})\b", text)
    assert code and pin, text
    return "-".join(code.groups()), "".join(pin.groups())


def fill_questionnaire(browser: Browser, antrag: str, answers: Answers | None = None) -> list[str]:
    """Answer every question; the addresses that were asked."""
    answers = answers or aylin.answers()
    people = len(answers.get("personen", []))
    first = engine.next_page(QUESTIONNAIRE, {}, None)
    assert first is not None
    answer = browser.get(f"{antrag}frage/{first.page}")
    asked = []
    for _ in range(120):
        if ref_of(answer.path) is None:
            return asked
        assert answer.status == 200, (answer.path, answer.status)
        if answer.path in asked:
            ref = ref_of(answer.path)
            assert ref is not None and QUESTIONNAIRE.page(ref.page).overview, f"asked twice: {answer.path}"
        asked.append(answer.path)
        added = len({ref.item for path in asked if (ref := ref_of(path)) and ref.item})
        fields = fields_of(answer.path, answers, more_people=added < people)
        answer = browser.post(answer.path, dict(fields))
    raise AssertionError("the questionnaire does not end")


def type_answers(
    page: Any,
    answers: Answers,
    *,
    look: Any = None,
    stop_at: str = "",
    questionnaire: Questionnaire = QUESTIONNAIRE,
) -> list[str]:
    """Answer question after question in a real browser, until one that is called `stop_at` or the last."""
    people = len(answers.get("personen", []))
    asked: list[str] = []
    for _ in range(120):
        path = urlsplit(page.url).path
        ref = ref_of(path)
        if ref is None or (stop_at and ref.page == stop_at):
            return asked
        if look:
            look(page)
        asked.append(path)
        added = len({r.item for p in asked if (r := ref_of(p)) and r.item})
        for name, values in fields_of(path, answers, more_people=added < people, questionnaire=questionnaire).items():
            name = re.sub(r"_(tag|monat|jahr)$", r"__\1", name)
            for value in values:
                box = page.locator(f'main [name="{name}"]')
                kind = box.first.get_attribute("type")
                if kind in {"radio", "checkbox"}:
                    page.locator(f'main [name="{name}"][value="{value}"]').check()
                elif box.first.evaluate("e => e.tagName") == "SELECT":
                    box.first.select_option(value)
                else:
                    box.first.fill(value)
        page.get_by_role("button", name="Speichern und weiter").click()
        # with JavaScript the answer is sent first, and the page goes on when it has arrived
        page.wait_for_url(lambda url, here=path: urlsplit(url).path != here)
        page.wait_for_load_state("load")
        assert page.locator(".nb-error-summary, [data-error-summary]").count() == 0, page.inner_text("main")[:600]
    raise AssertionError("the questionnaire does not end")
