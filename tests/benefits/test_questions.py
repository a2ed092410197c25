from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.benefits.base import FactsRefused
from nahbar.benefits.grundsicherungsgeld.calculation import calculate
from nahbar.benefits.grundsicherungsgeld.checks import checks
from nahbar.benefits.grundsicherungsgeld.evidence import evidence
from nahbar.benefits.grundsicherungsgeld.facts import facts_from_answers
from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE as Q
from nahbar.questionnaire.engine import (
    Answers,
    PageRef,
    apply,
    check,
    first_open_page,
    form_fields,
    next_page,
    parse_page,
    previous_page,
    progress,
    reachable_pages,
    summary,
    visible_questions,
)
from nahbar.questionnaire.model import KEY_DATE, Question
from tests.benefits import aylin, timo

TODAY = date(2026, 11, 23)


def test_every_page_is_reachable_and_every_question_has_its_paragraph() -> None:
    assert check(Q) == []


def test_aylin_answers_about_25_pages_and_none_is_left() -> None:
    """J1.2: about 25 questions, for two children a few more; the Anlagen that are not due stay out of sight."""
    refs = reachable_pages(Q, aylin.answers() | {KEY_DATE: TODAY.isoformat()})
    assert 22 <= len(refs) <= 32 and len({ref.page for ref in refs}) <= 29
    assert len(reachable_pages(Q, timo.answers() | {KEY_DATE: TODAY.isoformat()})) <= 25
    assert first_open_page(Q, aylin.answers()) is None and first_open_page(Q, timo.answers()) is None
    assert len(refs) == len(set(refs))


def test_aylins_answers_survive_being_typed_again() -> None:
    """What is stored is what the forms give: nothing is asked a second time in another shape."""
    answers = aylin.answers()
    for ref in reachable_pages(Q, answers):
        if Q.page(ref.page).overview:
            continue
        result = parse_page(Q, answers, ref, form_fields(Q, answers, ref), today=TODAY)
        assert result.errors == []
        assert apply(Q, answers, ref, result.values) == answers


def test_aylin_walks_from_the_first_page_to_the_last() -> None:
    final = aylin.answers()
    answers: Answers = {}
    ref = next_page(Q, answers, None)
    visited: list[PageRef] = []
    children = iter(("ja", "ja", "nein"))
    while ref is not None:
        visited.append(ref)
        if Q.page(ref.page).overview:
            fields = {"personen_weiter": [next(children)]}
        else:
            fields = form_fields(Q, final, ref)
        result = parse_page(Q, answers, ref, fields, today=TODAY)
        assert result.errors == [], ref
        answers = apply(Q, answers, ref, result.values)
        assert progress(Q, answers, ref).number >= 1
        ref = next_page(Q, answers, ref)
    assert answers == final
    assert visited.count(PageRef("personen")) == 3 and len(visited) == len(reachable_pages(Q, final)) + 2


def test_the_review_shows_each_answer_once() -> None:
    """J1.5: the whole declaration on one page."""
    rows = [(s.item, r.key, r.page_ref) for s in summary(Q, aylin.answers()) for r in s.rows]
    assert len(rows) == len(set(rows))
    texts = {r.label: r.value_text for s in summary(Q, aylin.answers()) if not s.item for r in s.rows}
    assert texts["Grundmiete"] == "620,00 €" and texts["Geburtsdatum"] == "14. Mai 1995"
    assert texts["IBAN"] == "DE02 1203 0000 0000 2020 51" and texts["Straße"] == "Südstraße"
    titles = [s.title for s in summary(Q, aylin.answers())]
    assert "Mert Demir" in titles and "Lara Demir" in titles


def test_only_one_partner_is_offered() -> None:
    answers = aylin.answers()
    answers["personen"][0]["rolle"] = "partner"
    first, second = (
        {o.key for q in visible_questions(Q, answers, PageRef("person_rolle", i)) for o in q.options}
        for i in ("p2", "p3")
    )
    assert "partner" in first and "partner" not in second


def test_a_homeless_person_gives_no_address_and_no_rent() -> None:
    """U12: no address, no costs of a dwelling, letters are fetched or read in the portal."""
    answers = timo.answers(wohnsituation="ohne")
    pages = {ref.page for ref in reachable_pages(Q, answers)}
    assert "aufenthaltsort" in pages and not pages & {"anschrift", "wohnform", "miete", "warmwasser"}
    (question,) = visible_questions(Q, answers, PageRef("bescheid_weg"))
    assert [o.key for o in question.options] == ["abholen", "portal"]
    assert first_open_page(
        Q, timo.answers(wohnsituation="ohne", aufenthaltsort="Borken", wohnhaft_bei=None)
    ) == PageRef("bescheid_weg")


def test_without_account_no_account_number() -> None:
    """U13: no account is an answer, not a dead end."""
    assert "bank" not in {ref.page for ref in reachable_pages(Q, timo.answers(konto=False))}


def texts() -> Iterator[tuple[str, str]]:
    for page in Q.pages:
        yield page.key, page.title
        yield page.key, page.intro
        for question in page.questions:
            for text in (question.label, question.why, question.hint, question.help, question.error):
                yield f"{page.key}.{question.key}", text
            for option in question.options:
                yield f"{page.key}.{question.key}.{option.key}", option.label
                yield f"{page.key}.{question.key}.{option.key}", option.hint


def test_no_text_names_the_benefit_and_none_shouts() -> None:
    """C27: the benefit's name is dated configuration; titles never carry it."""
    for where, text in texts():
        assert not re.search(r"grundsicherung|bürgergeld|sgb|hartz|!", text, re.IGNORECASE), where


def test_reasons_are_one_short_sentence() -> None:
    for page in Q.pages:
        for question in page.questions:
            where = f"{page.key}.{question.key}"
            assert len(question.why.split()) <= 14 and question.why.endswith("."), where
            assert question.why.rstrip(".").count(".") <= 1, where
            assert re.match(r"SGB (I|II|V|X) § \d+", question.norm), where


def test_words_are_short() -> None:
    """Plain German: sentences of at most 16 words, no word longer than 22 letters, few long words."""
    words: list[str] = []
    for where, text in texts():
        for sentence in re.split(r"[.?:]\s", text):
            assert len(sentence.split()) <= 16, (where, sentence)
        words += re.findall(r"[^\W\d_]+", text)
    long_ones = [word for word in words if len(word) > 13]
    assert max(map(len, words)) <= 23, max(words, key=len)
    assert len(long_ones) / len(words) < 0.04


def test_pages_ask_for_few_things() -> None:
    for page in Q.pages:
        assert len(page.questions) <= 4, page.key
        assert page.title.endswith("?"), page.key


def value_of(question: Question) -> st.SearchStrategy[dict[str, list[str]]]:
    key = question.key
    options = [o.key for o in question.options]
    known: st.SearchStrategy[dict[str, list[str]]]
    match question.kind:
        case "bool":
            known = st.sampled_from(["ja", "nein"]).map(lambda v: {key: [v]})
        case "choice":
            known = st.sampled_from(options).map(lambda v: {key: [v]})
        case "choices":
            known = st.sampled_from([[o] for o in options] + [[o for o in options if o != "keine"]]).map(
                lambda v: {key: v}
            )
        case "amount":
            known = st.sampled_from(["0", "1.420,5", "95"]).map(lambda v: {key: [v]})
        case "integer":
            known = st.just({key: ["19"]})
        case "date":
            days = ["24.12.2026"] if question.max != "heute" else ["1.3.2011", "14.5.1995", "2.2.1950"]
            known = st.sampled_from(days).map(lambda v: {key: [v]})
        case "rvnr":
            known = st.just({key: ["65 140595 D 005"]})
        case "iban":
            known = st.just({key: [aylin.IBAN]})
        case "plz":
            known = st.just({key: ["46414"]})
        case "phone":
            known = st.just({key: ["02872 12345"]})
        case _:
            known = st.sampled_from(["Ǧäḥız", "Anna"]).map(lambda v: {key: [v]})
    if question.unknown_allowed:
        return st.one_of(known, st.just({f"{key}_unbekannt": ["ja"]}))
    return known


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_walk_ends_and_shows_no_page_twice(data: st.DataObject) -> None:
    """Whatever is answered: the way ends, no page comes twice, facts, papers and checks can be made."""
    answers: Answers = {KEY_DATE: TODAY.isoformat()}
    visited: list[PageRef] = []
    added = {group.key: 0 for group in Q.groups}
    ref = next_page(Q, answers, None)
    while ref is not None:
        visited.append(ref)
        assert len(visited) < 200
        if group := Q.page(ref.page).overview:
            more = added[group] < 3 and data.draw(st.booleans())
            added[group] += more
            fields = {f"{group}_weiter": ["ja" if more else "nein"]}
        else:
            fields = {}
            for question in visible_questions(Q, answers, ref):
                fields |= data.draw(value_of(question))
        result = parse_page(Q, answers, ref, fields, today=TODAY)
        assert result.errors == [], (ref, result.errors)
        answers = apply(Q, answers, ref, result.values)
        ref = next_page(Q, answers, ref)
    once = [r for r in visited if not Q.page(r.page).overview]
    assert len(once) == len(set(once))
    people = added["personen"]
    assert visited.count(PageRef("personen")) == people + 1
    assert first_open_page(Q, answers) is None
    refs = reachable_pages(Q, answers)
    assert [previous_page(Q, answers, r) for r in refs] == [None, *refs[:-1]]
    case: dict[str, Any] = facts_from_answers(answers, aylin.MONTH)
    assert case["personen"][0]["id"] == "p1" and len(case["personen"]) == people + 1
    assert json.loads(json.dumps(answers)) == answers
    months = []
    with contextlib.suppress(FactsRefused):  # refused with a path is an answer, anything else is not
        months.append(calculate(case, aylin.MONTH))
    assert checks(answers, case, months) and evidence(answers, aylin.MONTH)
