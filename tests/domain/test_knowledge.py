"""Knowledge: two persons, versions that take each other's place, drafts nobody outside sees, answers that stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from nahbar.domain.knowledge import actions, queries
from nahbar.domain.knowledge.actions import Content
from nahbar.domain.knowledge.blocks import Block, blocks
from nahbar.domain.knowledge.errors import (
    BeitragUnknown,
    ContentMissing,
    DraftChanged,
    DraftExists,
    KnowledgeError,
    NoDraft,
    NotAllowed,
    OwnDraft,
    RemarkAnswered,
    RemarkEmpty,
    ValidityWrong,
)
from nahbar.domain.knowledge.models import Anmerkung, Beitrag, Fassung
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.write_knowledge import (
    answer_remark,
    discard_draft,
    end_knowledge,
    publish_knowledge,
    remark_on_knowledge,
    write_knowledge,
)

Who = Callable[[str], Actor]
TODAY = date(2026, 11, 23)
RULE = Content("Nachzahlung Heizung", "Im Monat der Fälligkeit.", "§ 22 SGB II", ("feld:heizkosten",))
ARTICLE = Content("Kontoauszüge", "Was zu sehen sein muss.", "", ("frage:konto",), "kontoauszuege")


def rule(actor: Who, content: Content = RULE) -> Beitrag:
    made = write_knowledge(acting=actor("berg"), art="regel", content=content)
    publish_knowledge(acting=actor("wolter"), beitrag=made, nr=1)
    return made


def shown(field: str = "heizkosten", day: date = TODAY) -> list[str]:
    return [one.fassung.titel for one in queries.rules_at([field, "brutto"], day).get(field, [])]


def test_a_rule_stands_beside_its_field_once_a_second_person_released_it(actor: Who) -> None:
    """D07, D08: with author, releasing person and day; not before, and not beside other fields."""
    made = write_knowledge(acting=actor("berg"), art="regel", content=RULE)
    assert shown() == []
    with pytest.raises(NotAllowed):
        publish_knowledge(acting=actor("oeztuerk"), beitrag=made, nr=1)
    publish_knowledge(acting=actor("wolter"), beitrag=made, nr=1)
    assert shown() == ["Nachzahlung Heizung"]
    assert shown("brutto") == []
    (found,) = queries.rules_at(["heizkosten"], TODAY)["heizkosten"]
    assert (found.fassung.autor, found.fassung.freigabe) == (actor("berg").name, actor("wolter").name)
    assert found.fassung.verfasst_at.date() == TODAY


def test_nobody_releases_their_own_draft(actor: Who) -> None:
    made = write_knowledge(acting=actor("wolter"), art="regel", content=RULE)
    with pytest.raises(OwnDraft, match="andere Person"):
        publish_knowledge(acting=actor("wolter"), beitrag=made, nr=1)
    assert shown() == []


def test_a_rule_whose_time_is_over_or_not_yet_come_is_not_valid(actor: Who) -> None:
    rule(actor, replace(RULE, gueltig_ab=date(2026, 12, 1), gueltig_bis=date(2026, 12, 31)))
    assert [shown(day=day) for day in (TODAY, date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1))] == [
        [], ["Nachzahlung Heizung"], ["Nachzahlung Heizung"], [],
    ]  # fmt: skip
    (view,) = queries.search("", TODAY)
    assert view.stand == "kuenftig"
    assert queries.search("", date(2027, 1, 1))[0].stand == "beendet"


def test_a_newer_version_takes_the_place_of_the_older_for_good(actor: Who) -> None:
    """Also after the newer one has ended, the older does not come back; the history keeps both."""
    made = rule(actor)
    newer = replace(RULE, titel="Nachzahlung ab Januar", gueltig_ab=date(2027, 1, 1), gueltig_bis=date(2027, 6, 30))
    write_knowledge(acting=actor("oeztuerk"), beitrag=made, content=newer)
    assert shown(day=date(2027, 2, 1)) == ["Nachzahlung Heizung"], "a draft changes nothing"
    publish_knowledge(acting=actor("wolter"), beitrag=made, nr=2)
    assert shown(day=date(2026, 12, 31)) == ["Nachzahlung Heizung"]
    assert shown(day=date(2027, 1, 1)) == ["Nachzahlung ab Januar"]
    assert shown(day=date(2027, 7, 1)) == []
    view = queries.view(made, TODAY)
    assert [(one.nr, one.titel) for one in view.fassungen] == [(2, "Nachzahlung ab Januar"), (1, "Nachzahlung Heizung")]


def test_a_rule_can_be_ended(actor: Who) -> None:
    made = rule(actor)
    with pytest.raises(NotAllowed):
        end_knowledge(acting=actor("berg"), beitrag=made, nr=1, bis=TODAY)
    with pytest.raises(ValidityWrong):
        end_knowledge(acting=actor("wolter"), beitrag=made, nr=1, bis=date(2026, 11, 1))
    end_knowledge(acting=actor("wolter"), beitrag=made, nr=1, bis=TODAY)
    assert (shown(), shown(day=date(2026, 11, 24))) == (["Nachzahlung Heizung"], [])
    with pytest.raises(BeitragUnknown):
        end_knowledge(acting=actor("wolter"), beitrag=made, nr=7, bis=TODAY)


def test_drafts_do_not_overwrite_each_other(actor: Who) -> None:
    """One's own draft is written anew; another's is not; what was read is what is released."""
    made = rule(actor)
    write_knowledge(acting=actor("berg"), beitrag=made, content=replace(RULE, titel="Erster Entwurf"))
    with pytest.raises(DraftExists, match=actor("berg").name):
        write_knowledge(acting=actor("oeztuerk"), beitrag=made, content=RULE)
    write_knowledge(acting=actor("berg"), beitrag=made, content=replace(RULE, titel="Zweiter Entwurf"))
    with pytest.raises(DraftChanged):
        publish_knowledge(acting=actor("wolter"), beitrag=made, nr=2)
    publish_knowledge(acting=actor("wolter"), beitrag=made, nr=3)
    assert shown() == ["Zweiter Entwurf"]
    with pytest.raises(NoDraft):
        publish_knowledge(acting=actor("wolter"), beitrag=made, nr=3)
    write_knowledge(acting=actor("berg"), beitrag=made, content=replace(RULE, titel="Dritter"))
    discard_draft(acting=actor("wolter"), beitrag=made, nr=4)
    assert [one.stand for one in Fassung.objects.filter(beitrag=made)] == ["verworfen", "frei", "verworfen", "frei"]


def test_an_article_in_draft_is_not_reachable(actor: Who) -> None:
    """C24: neither by its address nor at its question; a rule never is."""
    made = write_knowledge(acting=actor("berg"), art="artikel", content=ARTICLE)
    with pytest.raises(BeitragUnknown):
        queries.article("kontoauszuege", TODAY)
    assert queries.articles_at("frage:konto", TODAY) == []
    publish_knowledge(acting=actor("wolter"), beitrag=made, nr=1)
    assert queries.article("kontoauszuege", TODAY).fassung.video == "kontoauszuege"
    assert [one.slug for one in queries.articles_at("frage:konto", TODAY)] == ["kontoauszuege"]
    assert queries.articles_at("frage:miete", TODAY) == []
    rule(actor)
    with pytest.raises(BeitragUnknown):
        queries.article("nachzahlung-heizung", TODAY)


def test_a_remark_keeps_its_answer(actor: Who) -> None:
    """D12: who asked, who answered, whether something changes; answered once."""
    made = rule(actor)
    asked = remark_on_knowledge(acting=actor("oeztuerk"), beitrag=made, nr=1, text=" Gilt das auch für Öl? ")
    assert queries.view(made, TODAY).open_remarks == 1
    with pytest.raises(NotAllowed):
        answer_remark(acting=actor("berg"), anmerkung_id=asked.id, text="Ja.", changes=False)
    with pytest.raises(RemarkEmpty):
        answer_remark(acting=actor("wolter"), anmerkung_id=asked.id, text=" ", changes=False)
    answer_remark(acting=actor("wolter"), anmerkung_id=asked.id, text="Ja, kommt in die Regel.", changes=True)
    with pytest.raises(RemarkAnswered):
        answer_remark(acting=actor("wolter"), anmerkung_id=asked.id, text="Nein.", changes=False)
    (kept,) = queries.view(made, TODAY).anmerkungen
    assert (kept.text, kept.antwort, kept.folge) == (
        "Gilt das auch für Öl?", "Ja, kommt in die Regel.", Anmerkung.Folge.NEU,
    )  # fmt: skip
    assert (kept.autor, kept.antworter) == (actor("oeztuerk").name, actor("wolter").name)
    with pytest.raises(RemarkEmpty):
        remark_on_knowledge(acting=actor("berg"), beitrag=made, nr=1, text="x" * 1001)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"titel": " "}, ContentMissing),
        ({"text": ""}, ContentMissing),
        ({"orte": ()}, ContentMissing),
        ({"text": "x" * 8001}, ContentMissing),
        ({"gueltig_ab": TODAY, "gueltig_bis": date(2026, 11, 22)}, ValidityWrong),
    ],
)
def test_incomplete_versions_are_refused(actor: Who, change: dict[str, Any], error: type[KnowledgeError]) -> None:
    with pytest.raises(error):
        write_knowledge(acting=actor("berg"), art="regel", content=replace(RULE, **change))
    assert not Beitrag.objects.exists()


def test_others_neither_write_nor_ask(actor: Who) -> None:
    made = rule(actor)
    for login in ("empfang", "kasse"):
        with pytest.raises(NotAllowed):
            write_knowledge(acting=actor(login), art="regel", content=RULE)
        with pytest.raises(NotAllowed):
            remark_on_knowledge(acting=actor(login), beitrag=made, nr=1, text="?")


def test_search_finds_words_in_title_text_and_norm(actor: Who) -> None:
    """D07: without regard to case; the names of the addresses stay apart."""
    rule(actor)
    rule(actor, replace(RULE, titel="Größe der Wohnung", norm="§ 22 Abs. 1 SGB II"))
    again = actions.create(acting=actor("berg"), art="regel", content=RULE)
    assert again.slug == "nachzahlung-heizung-2"
    assert [one.titel for one in queries.search("FÄLLIGKEIT größe", TODAY)] == ["Größe der Wohnung"]
    assert [one.beitrag.slug for one in queries.search("größe", TODAY)] == ["groesse-der-wohnung"]
    assert len(queries.search("", TODAY)) == 3
    assert queries.search("", TODAY, art="artikel") == queries.search("Waschmaschine", TODAY) == []


def test_text_becomes_blocks() -> None:
    text = "## Kurz\nEin Satz\nüber zwei Zeilen.\n- eins\n- zwei\n\nEnde <b>nicht fett</b>."
    assert blocks(text) == [
        Block("h", "Kurz"),
        Block("p", "Ein Satz über zwei Zeilen."),
        Block("list", items=("eins", "zwei")),
        Block("p", "Ende <b>nicht fett</b>."),
    ]
    assert blocks("") == []
