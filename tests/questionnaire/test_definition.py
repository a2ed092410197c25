from __future__ import annotations

import copy
from typing import Any

import pytest

from nahbar.questionnaire.conditions import holds
from nahbar.questionnaire.engine import DefinitionError, check, fingerprint, from_mapping
from tests.questionnaire.invented import DEFINITION, garden


def changed(path: list[str | int], value: Any) -> dict[str, Any]:
    data = copy.deepcopy(DEFINITION)
    target: Any = data
    for part in path[:-1]:
        target = target[part]
    if value is None:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["version"], 0, "version"),
        (["pages", 0, "questions", 0, "norm"], None, r"pages\[0\].questions\[0\].norm: is missing"),
        (["pages", 0, "questions", 0, "kind"], "farbe", r"pages\[0\].questions\[0\].kind: unknown kind farbe"),
        (["pages", 3, "group"], "hunde", r"pages\[3\].group: unknown group hunde"),
        (["pages", 6, "when"], {"gleich": ["a", 1]}, r"pages\[6\].when.gleich: unknown operator"),
        (["pages", 6, "when"], {"and": [{"eq": ["a"]}]}, r"pages\[6\].when.and\[0\].eq"),
        (["pages", 8, "questions", 0, "options"], None, r"pages\[8\].questions\[0\].options"),
        (["pages", 0, "farbe"], "rot", r"pages\[0\].farbe: unknown field"),
        (["pages", 5, "overview"], None, r"pages\[5\].questions"),
        (["pages", 0, "questions", 0, "key"], "_name", "reserved"),
        (["groups", 0, "item_title"], None, r"groups\[0\].item_title"),
    ],
)
def test_mistakes_in_a_definition_name_their_place(path: list[str | int], value: Any, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        from_mapping(changed(path, value))


def test_the_invented_questionnaire_passes_its_checks() -> None:
    assert check(garden()) == []


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["pages", 6, "when"], {"eq": ["gibtsnicht", 1]}, "there is no question gibtsnicht"),
        (["pages", 0, "when"], {"eq": ["presse", True]}, "presse is asked later"),
        (["pages", 7, "when"], {"eq": ["iban", "x"]}, "asked on the same page"),
        (["pages", 7, "questions", 0, "key"], "presse", "is asked on presse and on saft"),
        (["pages", 7, "key"], "presse", "page presse: the key is used twice"),
        (["pages", 8, "questions", 0, "options", 1, "label"], "Spaten", "two options have the same label"),
        (["pages", 6, "questions", 0, "error"], "", "missing answer"),
        (["pages", 7, "when"], {"and": [{"eq": ["presse", True]}, {"eq": ["presse", False]}]}, "iban: no answers lead"),
        (["pages", 4, "when"], {"eq": ["item.art", "birne"]}, "baeume.ernte: no answers lead here"),
        (["pages", 1, "questions", 0, "label"], "Wie heißen Sie?", "a fact is asked twice"),
    ],
)
def test_checks_find_what_a_reader_overlooks(path: list[str | int], value: Any, said: str) -> None:
    assert said in "\n".join(check(from_mapping(changed(path, value))))


def test_the_overview_stands_behind_the_pages_of_its_group() -> None:
    data = copy.deepcopy(DEFINITION)
    data["pages"].insert(0, data["pages"].pop(5))
    assert any("before the overview" in line for line in check(from_mapping(data)))


def test_the_fingerprint_changes_with_every_word() -> None:
    other = from_mapping(changed(["pages", 0, "title"], "Wie heißen Sie denn?"))
    assert fingerprint(garden()) == fingerprint(garden())
    assert fingerprint(garden()) != fingerprint(other)


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (None, True),
        ({"eq": ["art", "a"]}, True),
        ({"in": ["art", ["b", "a"]]}, True),
        ({"in": ["art", ["b"]]}, False),
        ({"has": ["liste", "x"]}, True),
        ({"has": ["art", "a"]}, False),
        ({"gt": ["geld", 10]}, True),
        ({"lt": ["geld", 10]}, False),
        ({"gt": ["art", 10]}, False),
        ({"gt": ["fehlt", -1]}, False),
        ({"answered": "art"}, True),
        ({"not": {"answered": "fehlt"}}, True),
        ({"unknown": "heizung"}, True),
        ({"unknown": "art"}, False),
        ({"and": [{"eq": ["art", "a"]}, {"eq": ["art", "b"]}]}, False),
        ({"or": [{"eq": ["art", "a"]}, {"eq": ["art", "b"]}]}, True),
        ({"count": {"group": "leute", "min": 2}}, True),
        ({"count": {"group": "leute", "where": {"eq": ["item.rolle", "kind"]}, "min": 1}}, True),
        ({"count": {"group": "leute", "where": {"eq": ["item.rolle", "kind"]}, "min": 2}}, False),
        ({"count": {"group": "leute", "where": {"eq": ["item.rolle", "kind"]}, "max": 0}}, False),
        ({"count": {"group": "leute", "where": {"unknown": "item.geld"}, "min": 1}}, True),
        ({"eq": ["item.x", 1]}, False),
    ],
)
def test_conditions(tree: Any, expected: bool) -> None:
    answers = {
        "art": "a", "geld": "10.50", "liste": ["x"], "_weiss_nicht": ["heizung", "leute.l2.geld"],
        "leute": [{"id": "l2", "rolle": "kind"}, {"id": "l3", "rolle": "tante"}],
    }  # fmt: skip
    assert holds(tree, answers) is expected
