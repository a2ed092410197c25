from __future__ import annotations

import pytest

from nahbar.questionnaire.engine import (
    Answers,
    GroupFull,
    PageRef,
    UnknownPage,
    add_item,
    apply,
    effective,
    find_page,
    first_open_page,
    form_fields,
    next_page,
    open_unknowns,
    page_title,
    parse_page,
    previous_page,
    progress,
    reachable_pages,
    remove_item,
    summary,
)
from tests.questionnaire.invented import garden

Q = garden()


def answer(answers: Answers, ref: PageRef, **raw: str | list[str]) -> Answers:
    fields = {name: text if isinstance(text, list) else [text] for name, text in raw.items()}
    result = parse_page(Q, answers, ref, fields)
    assert result.errors == []
    return apply(Q, answers, ref, result.values)


def with_apple(ernte: str = "120") -> Answers:
    answers = answer({}, PageRef("name"), name="Ida")
    answers = answer(answers, PageRef("tag"), seit_tag="1", seit_monat="3", seit_jahr="2021")
    answers = answer(answers, PageRef("telefon"), telefon="")
    answers = answer(answers, PageRef("alle"), baeume_weiter="ja")
    answers = answer(answers, PageRef("baum", "b2"), art="apfel", name="Gerda")
    return answer(answers, PageRef("ernte", "b2"), ernte=ernte)


def test_the_way_is_a_function_of_the_answers() -> None:
    assert [r.page for r in reachable_pages(Q, {})] == ["name", "tag", "telefon", "alle", "werkzeug"]
    assert [r.page for r in reachable_pages(Q, with_apple())] == [
        "name", "tag", "telefon", "baum", "ernte", "alle", "presse", "werkzeug",
    ]  # fmt: skip
    assert "presse" not in [r.page for r in reachable_pages(Q, with_apple("100"))]


def test_yes_on_the_overview_leads_to_the_new_item_and_back_to_the_overview() -> None:
    answers = with_apple()
    assert next_page(Q, answers, PageRef("ernte", "b2")) == PageRef("alle")
    answers = answer(answers, PageRef("alle"), baeume_weiter="ja")
    assert next_page(Q, answers, PageRef("alle")) == PageRef("baum", "b3")
    answers = answer(answers, PageRef("baum", "b3"), art="linde")
    assert next_page(Q, answers, PageRef("baum", "b3")) == PageRef("alle")
    answers = answer(answers, PageRef("alle"), baeume_weiter="nein")
    assert next_page(Q, answers, PageRef("alle")) == PageRef("presse")
    assert page_title(Q, answers, PageRef("alle")) == "Steht dort noch ein Baum?"
    assert page_title(Q, {}, PageRef("alle")) == "Steht dort ein Baum?"


def test_a_changed_item_leads_back_to_the_list() -> None:
    """After «Ändern» on one tree the list comes next, not the tree's other answers again."""
    answers = answer(with_apple(), PageRef("alle"), baeume_weiter="nein")
    assert next_page(Q, answer(answers, PageRef("baum", "b2"), art="apfel"), PageRef("baum", "b2")) == PageRef("alle")


def test_first_open_page_resumes_exactly_there() -> None:
    """U45: the draft goes on at the question that is open."""
    assert first_open_page(Q, {}) == PageRef("name")
    answers = with_apple()
    assert first_open_page(Q, answers) == PageRef("alle")
    answers = answer(answers, PageRef("alle"), baeume_weiter="ja")
    assert first_open_page(Q, answers) == PageRef("baum", "b3")


def test_a_finished_declaration_has_no_open_page() -> None:
    answers = answer(with_apple(), PageRef("alle"), baeume_weiter="nein")
    answers = answer(answers, PageRef("presse"), presse="nein")
    answers = answer(answers, PageRef("werkzeug"), werkzeug=["schere", "spaten"])
    assert answers["werkzeug"] == ["spaten", "schere"]
    assert first_open_page(Q, answers) is None
    assert next_page(Q, answers, PageRef("werkzeug")) is None


def test_previous_page_mirrors_next_page() -> None:
    answers = with_apple()
    refs = reachable_pages(Q, answers)
    assert previous_page(Q, answers, refs[0]) is None
    assert [previous_page(Q, answers, ref) for ref in refs[1:]] == refs[:-1]


def test_a_page_that_fell_off_the_way_still_knows_its_neighbours() -> None:
    assert next_page(Q, {}, PageRef("presse")) == PageRef("werkzeug")
    assert previous_page(Q, {}, PageRef("presse")) == PageRef("alle")


def test_answers_off_the_way_are_kept_but_do_not_count() -> None:
    answers = answer(with_apple(), PageRef("alle"), baeume_weiter="nein")
    answers = answer(answers, PageRef("presse"), presse="ja")
    answers = answer(answers, PageRef("saft"), iban="DE89 3704 0044 0532 0130 00")
    less = answer(answers, PageRef("ernte", "b2"), ernte="5")
    assert less["presse"] is True and less["iban"] == "DE89370400440532013000"
    assert "presse" not in effective(Q, less) and "iban" not in effective(Q, less)
    assert "saft" not in [r.page for r in reachable_pages(Q, less)]
    again = answer(less, PageRef("ernte", "b2"), ernte="500")
    assert effective(Q, again)["iban"] == "DE89370400440532013000"


def test_apply_leaves_the_old_answers_alone() -> None:
    before = with_apple()
    answer(before, PageRef("ernte", "b2"), ernte="7")
    add_item(Q, before, "baeume")
    remove_item(before, "baeume", "b2")
    assert before == with_apple()


def test_ids_are_never_used_again() -> None:
    answers, first = add_item(Q, {}, "baeume")
    answers, second = add_item(Q, answers, "baeume")
    answers, third = add_item(Q, remove_item(answers, "baeume", second), "baeume")
    assert (first, second, third) == ("b2", "b3", "b4")


def test_a_full_group_says_so() -> None:
    answers: Answers = {}
    for _ in range(3):
        answers, _id = add_item(Q, answers, "baeume")
    with pytest.raises(GroupFull, match="höchstens 3"):
        add_item(Q, answers, "baeume")


def test_progress_counts_within_the_section() -> None:
    place = progress(Q, with_apple(), PageRef("ernte", "b2"))
    assert (place.section, place.number, place.total) == ("Bäume", 2, 3)
    assert (place.section_number, place.section_total) == (2, 3)
    with pytest.raises(UnknownPage):
        progress(Q, {}, PageRef("saft"))


def test_addresses_from_outside_are_tried() -> None:
    assert find_page(Q, with_apple(), "ernte", "b2") == PageRef("ernte", "b2")
    for page, item in (("ernte", "b9"), ("ernte", ""), ("saft", ""), ("nirgends", "")):
        with pytest.raises(UnknownPage):
            find_page(Q, with_apple(), page, item)


def test_unknown_is_an_answer_and_stays_open() -> None:
    answers = apply(Q, with_apple(), PageRef("ernte", "b2"), {"_weiss_nicht": ["ernte"]})
    assert answers["_weiss_nicht"] == ["baeume.b2.ernte"] and "ernte" not in answers["baeume"][0]
    assert first_open_page(Q, answers) == PageRef("alle")
    (open_one,) = open_unknowns(Q, answers)
    assert (open_one.path, open_one.page_ref) == ("baeume.b2.ernte", PageRef("ernte", "b2"))
    assert "Gerda" in open_one.label
    assert open_unknowns(Q, answer(answers, PageRef("ernte", "b2"), ernte="3")) == []
    assert "_weiss_nicht" not in remove_item(answers, "baeume", "b2")


def test_summary_is_german_and_points_to_the_page() -> None:
    answers = answer(with_apple("1.420,5"), PageRef("alle"), baeume_weiter="nein")
    sections = summary(Q, answers)
    rows = {(s.title, r.label): (r.value_text, r.page_ref) for s in sections for r in s.rows}
    assert rows["Sie", "Seit wann?"] == ("1. März 2021", PageRef("tag"))
    assert rows["Sie", "Ihre Nummer"][0] == "keine Angabe"
    assert rows["apfel Gerda", "Wie viel erntet man bei Gerda?"] == ("1.420,50 €", PageRef("ernte", "b2"))
    assert rows["apfel Gerda", "Welcher Baum?"][0] == "Apfel"
    assert rows["Bäume", "Bäume"] == ("apfel Gerda", PageRef("alle"))
    assert [s.section for s in summary(Q, {})] == ["Sie", "Bäume", "Technik"]
    assert summary(Q, {})[1].rows[0].value_text == "Nein"


def test_form_fields_give_back_what_parse_page_reads() -> None:
    answers = with_apple("1.420,5")
    for ref in reachable_pages(Q, answers):
        if ref.page not in ("alle", "presse", "werkzeug"):
            result = parse_page(Q, answers, ref, form_fields(Q, answers, ref))
            assert apply(Q, answers, ref, result.values) == answers
    assert form_fields(Q, answers, PageRef("ernte", "b2")) == {"ernte": ["1420,50"]}
