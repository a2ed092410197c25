"""Full text over pages: found as people type it; nothing of another Träger or of a protected file (F02, F03)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from nahbar.domain.casefile import actions, aktenschutz, seitentext
from nahbar.domain.casefile.seitentext import Filters, PageText, search_pages
from nahbar.domain.casefile.seitentext_models import Lesestand, Seitentext, Wort
from nahbar.domain.people.actions import create_person
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.vault.actions import store_file
from nahbar.platform.zone import BERLIN

NOBODY: frozenset[Any] = frozenset()


def file_of(surname: str = "Weber") -> Any:
    person = create_person(acting=MACHINE, vorname="Jonas", nachname=surname, geburtsdatum=date(1970, 5, 1))
    return actions.open_akte(acting=MACHINE, person=person, gemeinde=None)


def paper(akte: Any, *texts: str, day: str = "2026-11-20", **more: Any) -> Any:
    """A document that was read: one page for each text."""
    vorgang = actions.open_vorgang(acting=MACHINE, akte=akte, art="erstantrag", titel="Erstantrag")
    stored = store_file(f"{texts}{more}{day}".encode(), "application/pdf")
    values = {"titel": "Brief", "art": "schreiben", "richtung": "eingang", "kanal": "scan"} | more
    dokument = actions.add_dokument(
        acting=MACHINE, akte=akte, vorgang=vorgang, original=stored, ansicht=stored, seiten=len(texts),
        received_at=datetime.fromisoformat(day).replace(tzinfo=BERLIN), **values,
    )  # fmt: skip
    row = seitentext.claim(dokument.id)
    assert row is not None
    pages = [PageText(text) for text in texts]
    seitentext.keep_pages(acting=MACHINE, row=row, dokument=dokument, datei=stored, pages=pages)
    return dokument


def found(text: str, filters: Filters | None = None, hidden: Any = NOBODY) -> list[tuple[str, int]]:
    return [(hit.dokument.titel, hit.nr) for hit in search_pages(text, hidden=hidden, filters=filters).hits]


@pytest.mark.parametrize(
    ("typed", "nr"),
    [
        ("Bescheid", 1), ("bewilligungsbescheid", 1), ("BEWILLIGUNGSBESCHEIDE", 1), ("Bewiligungsbescheid", 1),
        ("Müller", 2), ("Mueller", 2), ("muller", 2), ("Strasse", 2), ("Straße", 2), ("Oeztuerk", 2), ("Öztürk", 2),
        ("Mietvertrag", 2), ("Mietvertag", 2), ("2026000417", 1), ("2026-000417", 1), ("DE12 3456 7890", 2),
        ("Müller Miete", 2), ('"Müller zahlt"', 2), ("der Bescheid", 1),
    ],
)  # fmt: skip
def test_a_page_is_found_as_people_type_it_F02(traeger: Any, typed: str, nr: int) -> None:
    """Umlauts in three spellings, parts of compounds, other endings, typing errors, numbers, words in a row."""
    paper(
        file_of(), "Der Bewilligungsbescheid 2026-000417 vom März.",
        "Herr Müller zahlt Frau Öztürk für die Straße laut Mietverträgen Miete auf DE12 3456 7890.",
    )  # fmt: skip
    assert found(typed) == [("Brief", nr)]


@pytest.mark.parametrize(
    "typed", ["", "   ", "%", "_", "'", "\\", "!", "a&b|c", "Hund", '"zahlt Müller"', "x" * 300, "\0"]
)
def test_what_stands_nowhere_is_not_found_and_nothing_breaks_F02(traeger: Any, typed: str) -> None:
    paper(file_of(), "Herr Müller zahlt.")
    assert found(typed) == []


def test_filters_narrow_F02(traeger: Any) -> None:
    one, other = file_of(), file_of("Kern")
    paper(one, "Miete", titel="A", art="mietvertrag", day="2026-01-10", absender="Stadtwerke Musterstadt")
    paper(one, "Miete", titel="B", kanal="portal", day="2026-06-10")
    paper(other, "Miete", titel="C", richtung="ausgang", day="2026-06-30")
    assert [title for title, _ in found("Miete")] == ["C", "B", "A"]
    for filters, titles in [
        (Filters(art="mietvertrag"), ["A"]), (Filters(kanal="portal"), ["B"]), (Filters(richtung="ausgang"), ["C"]),
        (Filters(akte=one.id), ["B", "A"]), (Filters(absender="stadtwerk"), ["A"]),
        (Filters(von=date(2026, 6, 10)), ["C", "B"]), (Filters(bis=date(2026, 6, 10)), ["B", "A"]),
        (Filters(von=date(2026, 6, 10), bis=date(2026, 6, 10)), ["B"]),
        (Filters(ohne_arten=("mietvertrag",)), ["C", "B"]),
        (Filters(akte=other.id, kanal="portal"), []),
    ]:  # fmt: skip
        assert [title for title, _ in found("Miete", filters)] == titles, filters


def test_pages_of_results_follow_each_other_without_gap_or_double(traeger: Any) -> None:
    akte = file_of()
    for number in range(7):
        paper(akte, "Miete", "Miete", titel=str(number), day=f"20{20 + number}-03-0{number + 1}")
    seen: list[tuple[str, int]] = []
    further, rounds = "", 0
    while True:
        result = search_pages("Miete", hidden=NOBODY, further=further, limit=4)
        seen += [(hit.dokument.titel, hit.nr) for hit in result.hits]
        further, rounds = result.further, rounds + 1
        if not further:
            break
    assert rounds == 4
    assert len(set(seen)) == len(seen) == 14
    assert [title for title, _ in seen] == sorted((title for title, _ in seen), reverse=True)
    assert search_pages("Miete", hidden=NOBODY, further="nonsense", limit=4).hits


def test_a_snippet_is_marked_where_the_word_stands(traeger: Any) -> None:
    paper(file_of(), "Vorne " * 60 + "steht der Aufhebungsbescheid allein " + "hinten " * 60)
    (hit,) = search_pages("Bescheid", hidden=NOBODY).hits
    assert [piece.text for piece in hit.snippet if piece.marked] == ["Aufhebungsbescheid"]
    assert hit.snippet[0].text == "… "
    assert sum(len(piece.text) for piece in hit.snippet) < 400


def test_nothing_of_another_traeger_not_even_by_raw_call_F03(traeger: Any, other_traeger: Any) -> None:
    """Not by word, part, typing error, number, or by calling the functions with the other one's own words."""
    paper(file_of(), "Geheimwort Zypressenallee")
    transaction.set_rollback(False)
    front = seitentext.front(traeger.id)
    with connection.cursor() as cursor:  # leave this Träger, as another request does
        cursor.execute("select set_config('app.traeger', %s, true)", [str(other_traeger.id)])
        for call, values in (
            ("select * from nahbar_worte('zypressenallee', false, 50)", []),
            ("select * from nahbar_worte('zypresenalle', true, 50)", []),
            ("select * from nahbar_seiten(%s, '2000-01-01', '2030-01-01', %s, '{}', 50)",
             [f"'{front}zypressenallee'", str(seitentext._NO_ID)]),
            ("select id from casefile_seitentext", []), ("select id from casefile_wort", []),
            ("select id from casefile_lesestand", []),
        ):  # fmt: skip
            cursor.execute(call, values)
            assert cursor.fetchall() == [], call
        cursor.execute("select set_config('app.traeger', '', true)")
        cursor.execute("select * from nahbar_worte('zypressenallee', false, 50)")
        assert cursor.fetchall() == []
        cursor.execute("select set_config('app.traeger', %s, true)", [str(traeger.id)])
        cursor.execute("select * from nahbar_worte('zypressenallee', false, 50)")
        assert cursor.fetchall() == [("zypressenallee",)]


def test_search_itself_in_the_scope_of_another_traeger_finds_nothing_F03(now: Any, other_traeger: Any) -> None:
    from nahbar.config.demo.town import create_traeger

    one = create_traeger("musterland")
    with traeger_scope(one.id):
        paper(file_of(), "Zypressenallee")
        assert found("Zypressenallee") == [("Brief", 1)]
    with traeger_scope(other_traeger.id):
        assert search_pages("Zypressenallee", hidden=NOBODY) == seitentext.Found((), ("zypressenallee",), (), "")
        assert search_pages("Zypresenalle", hidden=NOBODY).near == ()


def test_the_role_of_the_functions_cannot_sign_in_and_sees_two_tables_F03(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'nahbar_suche'"
        )
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute(
            "select table_name, privilege_type from information_schema.role_table_grants"
            " where grantee = 'nahbar_suche' order by 1"
        )
        assert set(cursor.fetchall()) <= {("casefile_seitentext", "SELECT"), ("casefile_wort", "SELECT")}
        cursor.execute(
            "select proname, prosecdef, pg_get_userbyid(proowner), array_to_string(proconfig, ' '),"
            " has_function_privilege('public', oid, 'execute') from pg_proc where proname like 'nahbar_seiten%%'"
            " or proname = 'nahbar_worte'"
        )
        rows = cursor.fetchall()
        assert len(rows) == 3
        for name, definer, owner, settings, public in rows:
            assert (definer, owner, public) == (True, "nahbar_suche", False), name
            assert "search_path=pg_catalog" in settings
        cursor.execute("select has_schema_privilege('nahbar_suche', 'public', 'create')")
        assert cursor.fetchone() == (False,)


def test_a_protected_file_is_not_found_nor_guessed_U33(
    traeger: Any, staff: dict[str, Any], actor: Callable[[str], Actor]
) -> None:
    """No hit, no snippet, no word in place of another, no further page; the team finds it."""
    akte, plain = file_of("Geheim"), file_of("Offen")
    paper(akte, *(["Zypressenallee Miete"] * 30), titel="geschützt")
    paper(plain, "Miete", titel="offen", day="2026-01-01")
    team = [staff["wolter"].id, staff["oeztuerk"].id]
    aktenschutz.protect_akte(acting=actor("wolter"), akte=akte, grund="eigen", team=team, betroffen=staff["berg"])
    hidden, known = aktenschutz.hidden_akten(actor("berg")), aktenschutz.hidden_akten(actor("oeztuerk"))
    for typed in ("Zypressenallee", "Zypresenallee", "Zypressen"):
        result = search_pages(typed, hidden=hidden)
        assert (result.hits, result.near, result.further) == ((), (), "")
        assert len(search_pages(typed, hidden=known).hits) == 20
    result = search_pages("Miete", hidden=hidden)
    assert [(hit.dokument.titel, hit.nr) for hit in result.hits] == [("offen", 1)]
    assert result.further == ""
    assert search_pages("Miete", hidden=hidden, filters=Filters(akte=akte.id)).hits == ()


def test_a_document_that_moves_takes_its_pages_along_at_once(traeger: Any) -> None:
    one, other = file_of(), file_of("Kern")
    dokument = paper(one, "Miete")
    there = actions.open_vorgang(acting=MACHINE, akte=other, art="erstantrag", titel="Erstantrag")
    actions.move_dokument(acting=MACHINE, dokument=dokument, vorgang=there)
    assert found("Miete", Filters(akte=one.id)) == []
    assert found("Miete", Filters(akte=other.id)) == [("Brief", 1)]
    assert set(Seitentext.objects.values_list("akte_id", flat=True)) == {other.id}
    assert Lesestand.objects.get(dokument=dokument).stand == "wartet"


def test_reading_twice_leaves_what_reading_once_leaves(traeger: Any) -> None:
    dokument = paper(file_of(), "Miete", "Heizung")
    before = sorted(Seitentext.objects.values_list("nr", "text")), sorted(Wort.objects.values_list("wort", flat=True))
    Lesestand.objects.update(stand="wartet")
    row = seitentext.claim(dokument.id)
    assert row is not None
    assert seitentext.read_already(row, dokument.ansicht)
    seitentext.keep_pages(
        acting=MACHINE, row=row, dokument=dokument, datei=dokument.ansicht, pages=seitentext.kept_pages(dokument)
    )
    after = sorted(Seitentext.objects.values_list("nr", "text")), sorted(Wort.objects.values_list("wort", flat=True))
    assert before == after
    assert seitentext.claim(dokument.id) is None
