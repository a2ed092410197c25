"""Parameter sets: read, refused with line and reason, laid over the statutory values, and what they change (D03)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nahbar.law.explain import UsedParameter
from nahbar.law.parameter import Entry, Parameter, ParameterError, Parameters, UnknownParameter, statutory, value_of
from nahbar.law.parameter_set import (
    SatzUnbrauchbar,
    changes,
    check,
    fingerprint,
    merged,
    read_set,
    still_unknown,
    template,
)

TODAY = date(2026, 11, 23)
D = date


def parameter(name: str, einheit: str, *entries: tuple[date, date | None, str]) -> Parameter:
    used = [UsedParameter(name, text, "Gesetz") for _, _, text in entries]
    values = [
        Entry(ab, bis, value_of(einheit, text), text, "Gesetz", u)
        for (ab, bis, text), u in zip(entries, used, strict=True)
    ]
    return Parameter(name, name.title(), einheit, "SGB II § 20", tuple(values))


BASE = Parameters(
    [
        parameter(
            "satz", "euro", (D(2025, 1, 1), D(2025, 12, 31), "560.00"), (D(2026, 1, 1), D(2026, 12, 31), "563.00")
        ),
        parameter("offen", "euro", (D(2025, 1, 1), None, "25.00")),
        parameter("stand", "text", (D(2026, 1, 1), None, "2026-07-01")),
        parameter("anteil", "anteil", (D(2025, 1, 1), D(2026, 12, 31), "0.36")),
    ]
)


def line(name: str, ab: str, wert: str, bis: str = "", **more: str) -> str:
    rest = "".join(f', {key}: "{value}"' for key, value in ({"quelle": "BGBl."} | more).items())
    return f'{name}:\n  werte:\n    - {{ab: {ab}{f", bis: {bis}" if bis else ""}, wert: "{wert}"{rest}}}\n'


def refusals(text: str, today: date = TODAY) -> list[tuple[int, str]]:
    try:
        satz = read_set(text)
    except SatzUnbrauchbar as unusable:
        return [(m.zeile, m.text) for m in unusable.maengel]
    return [(m.zeile, m.text) for m in check(satz, BASE, today)]


def test_new_values_from_a_day_on_and_nothing_before_or_after() -> None:
    """2027 becomes known, 2026 stays, 2028 is unknown as before; what the set leaves out is named."""
    satz = read_set(line("satz", "2027-01-01", "570.00", "2027-12-31"))
    assert check(satz, BASE, TODAY) == ()
    after = merged(BASE, satz)
    days = (D(2025, 6, 1), D(2026, 12, 31), D(2027, 1, 1), D(2027, 12, 31))
    assert [after.at("satz", day).value for day in days] == [56000, 56300, 57000, 57000]
    with pytest.raises(UnknownParameter):
        after.at("satz", D(2028, 1, 1))
    with pytest.raises(UnknownParameter):
        BASE.at("satz", D(2027, 1, 1))
    [change] = changes(satz, BASE)
    assert (change.alt, change.bekannt, change.neu, change.ab, change.quelle) == (
        "563.00", False, "570.00", D(2027, 1, 1), "BGBl.",
    )  # fmt: skip
    assert change.holds_in(D(2027, 1, 1)) and not change.holds_in(D(2026, 12, 1)) and not change.holds_in(D(2028, 1, 1))
    assert still_unknown(after, D(2027, 1, 1)) == ("Anteil",)
    assert after.at("satz", D(2027, 1, 1)).used == UsedParameter("satz", "570.00", "BGBl.")


def test_a_value_without_an_end_changes_in_the_future() -> None:
    """A law change: 25 becomes 30 from 2027; what counts after a temporary value is not guessed."""
    after = merged(BASE, read_set(line("offen", "2027-01-01", "30.00")))
    assert [after.at("offen", d).value for d in (D(2026, 12, 31), D(2027, 1, 1), D(2040, 1, 1))] == [2500, 3000, 3000]
    limited = merged(BASE, read_set(line("offen", "2027-01-01", "30.00", "2027-12-31")))
    with pytest.raises(UnknownParameter):
        limited.at("offen", D(2028, 1, 1))
    assert limited.last_known_day() == D(2026, 12, 31) and after.last_known_day() == D(2026, 12, 31)


@pytest.mark.parametrize("ab", ["2026-05-01", "2026-11-01", "2026-11-30"])
def test_a_month_that_has_begun_changes_as_a_correction_only(ab: str) -> None:
    [(row, text)] = refusals(line("satz", ab, "570.00", "2026-12-31"))
    assert row == 3 and "schon bekannt" in text and "berichtigung" in text and "563.00" in text
    marked = read_set(line("satz", ab, "570.00", "2026-12-31", berichtigung="Druckfehler im BGBl."))
    assert check(marked, BASE, TODAY) == ()
    assert changes(marked, BASE)[0].berichtigung == "Druckfehler im BGBl."
    assert merged(BASE, marked).at("satz", D(2026, 12, 1)).value == 57000


def test_the_next_month_may_change() -> None:
    assert refusals(line("satz", "2026-12-01", "570.00", "2026-12-31")) == []
    assert refusals(line("satz", "2026-12-01", "570.00", "2026-12-31"), D(2026, 12, 1)) != []


def test_a_correction_of_the_past_leaves_what_came_after() -> None:
    """Also of a value without an end; a span over two values gives two changes."""
    satz = read_set(line("offen", "2026-01-01", "24.00", "2026-03-31", berichtigung="Zahlendreher"))
    after = merged(BASE, satz)
    assert [after.at("offen", D(2026, month, 1)).value for month in (1, 3, 4)] == [2400, 2400, 2500]
    assert after.at("offen", D(2025, 12, 31)).value == 2500
    both = read_set(line("satz", "2025-07-01", "565.00", "2027-03-31", berichtigung="Urteil"))
    assert [(c.ab, c.bis, c.alt, c.bekannt) for c in changes(both, BASE)] == [
        (D(2025, 7, 1), D(2025, 12, 31), "560.00", True),
        (D(2026, 1, 1), D(2026, 12, 31), "563.00", True),
        (D(2027, 1, 1), D(2027, 3, 31), "563.00", False),
    ]


def test_restating_what_is_known_is_no_change() -> None:
    satz = read_set(line("satz", "2026-01-01", "563.00", "2026-12-31") + line("offen", "2027-01-01", "30.00"))
    assert check(satz, BASE, TODAY) == ()
    assert [c.name for c in changes(satz, BASE)] == ["offen"]
    [(row, text)] = refusals(line("satz", "2026-01-01", "563.00", "2026-12-31"))
    assert row == 0 and "ändert nichts" in text


def test_the_same_amount_for_a_new_year_is_a_change() -> None:
    """A value that goes on is known only once somebody said so."""
    [change] = changes(read_set(line("satz", "2027-01-01", "563.00")), BASE)
    assert change.gleich and not change.bekannt


@pytest.mark.parametrize(
    ("text", "row", "words"),
    [
        (line("regelbedarf", "2027-01-01", "1.00"), 1, "kennt das Programm nicht"),
        (line("satz", "2027-02-01", "570.00"), 3, "01.01.2027 bis 31.01.2027"),
        (line("satz", "2027-01-01", "570,00"), 3, "kein Wert in euro"),
        (line("satz", "2027-01-01", "570.005"), 3, "kein Wert in euro"),
        (line("satz", "2027-01-01", "-570.00"), 3, "kein Wert in euro"),
        (line("anteil", "2027-01-01", "36 %"), 3, "0.36"),
        (line("stand", "2027-01-01", "Januar"), 3, "kein Tag"),
        ('satz:\n  werte:\n    - {ab: 2027-01-01, wert: "570.00"}\n', 3, "keine Quelle"),
        ('satz:\n  werte:\n    - {ab: 2027-01-01, wert: "570.00", quelle: " "}\n', 3, "Quelle ist leer"),
        ("satz:\n  werte:\n    - {ab: 2027-01-01, wert: 570.00, quelle: BGBl.}\n", 3, "Anführungszeichen"),
        ('satz:\n  werte:\n    - {ab: 2027-13-01, wert: "570.00", quelle: BGBl.}\n', 3, "kein Tag"),
        ('satz:\n  werte:\n    - {ab: 2027-01-01, bis: 2026-01-01, wert: "1.00", quelle: x}\n', 3, "vor »ab«"),
        ('satz:\n  werte:\n    - {ab: 2027-01-01, wert: "1.00", quelle: x, gilt: ja}\n', 3, "kennt das Format nicht"),
        ("satz:\n  werte: []\n", 2, "keine Liste"),
        ("satz:\n  name: Satz\n", 1, "fehlen die Werte"),
        ("satz: 570\n", 1, "fehlen die Angaben"),
        (line("satz", "2027-01-01", "1.00") + line("satz", "2028-01-01", "1.00"), 4, "doppelt"),
        ("satz:\n  einheit: anteil\n" + line("satz", "2027-01-01", "1.00")[6:], 1, "bleibt so"),
        ("- a\n- b\n", 1, "Namen von Werten"),
        ("satz: [1\n", 2, "nicht lesbar"),
        ("", 0, "leer"),
        ("x" * 300_001, 0, "zu groß"),
    ],
)
def test_refused_with_line_and_reason(text: str, row: int, words: str) -> None:
    found = refusals(text)
    assert [(r, words in t) for r, t in found] == [(row, True)], found


def test_overlap_inside_the_file_names_the_second_line() -> None:
    text = (
        'satz:\n  werte:\n    - {ab: 2027-01-01, bis: 2027-06-30, wert: "570.00", quelle: x}\n'
        '    - {ab: 2027-06-30, wert: "580.00", quelle: x}\n'
    )
    assert [(r, "zwei Werte" in t) for r, t in refusals(text)] == [(4, True)]


def test_all_refusals_at_once() -> None:
    text = line("satz", "2027-02-01", "570.00") + line("fremd", "2027-01-01", "1.00")
    assert [row for row, _ in refusals(text)] == [3, 4]


def test_a_file_cannot_blow_up() -> None:
    """Anchors and deep nesting are not expanded."""
    assert refusals("[" * 5000)
    bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"
    assert {text for _, text in refusals(bomb)} == {"Unter dem Namen fehlen die Angaben (mindestens »werte«)."}


def test_merging_refuses_what_was_not_checked() -> None:
    for text in (line("fremd", "2027-01-01", "1.00"), line("satz", "2027-02-01", "1.00")):
        with pytest.raises(ParameterError):
            merged(BASE, read_set(text))


def test_the_last_set_lies_on_top_and_the_fingerprint_tells_them_apart() -> None:
    one, two = read_set(line("satz", "2027-01-01", "570.00")), read_set(line("satz", "2027-01-01", "571.00"))
    assert merged(BASE, one, two).at("satz", D(2027, 1, 1)).value == 57100
    assert merged(BASE, two, one).at("satz", D(2027, 1, 1)).value == 57000
    prints = {fingerprint(p) for p in (BASE, merged(BASE, one), merged(BASE, two), merged(BASE, two, one))}
    assert len(prints) == 3 and fingerprint(merged(BASE, one, two)) == fingerprint(merged(BASE, two))
    assert fingerprint(BASE) == fingerprint(Parameters(reversed(list(BASE))))


def test_the_template_names_what_ends_and_is_refused_until_sources_are_there() -> None:
    text = template(BASE)
    found = refusals(text)
    assert len(found) == 2 and all("Quelle ist leer" in words for _, words in found)
    satz = read_set(text.replace('quelle: ""', 'quelle: "BGBl."'))
    assert check(satz, BASE, TODAY) == ()
    after = merged(BASE, satz)
    assert after.last_known_day() == D(2027, 12, 31) and after.at("satz", D(2027, 5, 1)).value == 56300
    later = [parameter("a", "euro", (D(2026, 1, 1), D(2026, 12, 31), "1.00")),
             parameter("b", "euro", (D(2026, 8, 1), D(2027, 7, 31), "2.00")),
             parameter("c", "euro", (D(2027, 1, 1), D(2027, 12, 31), "3.00"))]  # fmt: skip
    lines = template(Parameters(later))
    assert "ab: 2027-08-01, bis: 2028-07-31" in lines and "\nc:" not in lines
    assert refusals(template(Parameters([parameter("offen", "euro", (D(2025, 1, 1), None, "1.00"))])))[0][0] == 0


def test_every_statutory_file_is_readable_as_a_set_that_changes_nothing() -> None:
    """The schema of a set is the schema of the files in the house: read here, each value is known already."""
    from pathlib import Path

    import nahbar.law.parameter as module

    files = sorted(Path(module.__file__).with_name("parameters").glob("*.yaml"))
    assert len(files) >= 6
    for path in files:
        satz: Any = read_set(path.read_text(encoding="utf-8"))
        assert changes(satz, statutory()) == (), path.name
        assert fingerprint(merged(statutory(), satz)) == fingerprint(statutory()), path.name
