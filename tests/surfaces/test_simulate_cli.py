"""`nahbar simulate`: table, JSON, CSV and picture; parameter sets, draws, small groups, and refusals (D03, J12)."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from nahbar.config import cli
from nahbar.law.batch import parts
from nahbar.law.batch.simulate import ALL, MEASURES, TYPE, Group, Tally
from nahbar.surfaces.api import simulate, simulate_stock
from nahbar.surfaces.api.simulate_plot import svg
from nahbar.surfaces.api.simulate_report import Report, as_csv, as_json, as_table, euro, visible

SET = 'regelbedarfsstufe_1:\n  werte:\n    - {ab: 2026-11-01, bis: 2026-12-31, wert: "573.00", quelle: "erfunden"}\n'
DRAWN = ["--probe", "5", "--von", "2026-06", "--bis", "2026-07"]
SINGLE: dict[str, Any] = {
    "id": "a",
    "ort": "05315000",
    "wohnung": {"anerkannt": "400.00"},
    "personen": [{"id": "p", "rolle": "antragsteller", "geburtsdatum": "1990-05-01"}],
}


def run(*arguments: object) -> tuple[int, str]:
    out = io.StringIO()
    return simulate.main([str(one) for one in arguments], out), out.getvalue()


def write(path: Path, content: object) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def with_person(**fields: Any) -> dict[str, Any]:
    return SINGLE | {"personen": [SINGLE["personen"][0] | fields]}


def test_cases_with_a_parameter_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two singles get ten euro more each; reductions are counted, and a case that is refused is named."""
    reduced = with_person(minderungen=[{"grund": "meldeversaeumnis", "ereignis": "2026-10-05", "monat_nr": 1}])
    cases = write(tmp_path / "faelle.json", [SINGLE, SINGLE, reduced, with_person(geburtsdatum="1950-01-01")])
    satz = write(tmp_path / "satz.yaml", SET)
    status, text = run(cases, "--von", "2026-11", "--parameter", satz, "--mindestens", 1, "--als", "json")
    assert status == simulate.SOME_REFUSED
    assert "Fall 4: personen[0].geburtsdatum: Die Altersgrenze ist erreicht." in capsys.readouterr().err
    told = json.loads(text)
    assert told["nicht_gerechnet"] == {"einzelfall": 1, "abgelehnt": 1}
    assert told["nachher"] == {"monat": "2026-11", "parameter": "satz.yaml"}
    assert told["gruppen"][0] == {
        "merkmal": "Alle", "gruppe": "Alle", "haushalte": 2, "gewinner": 2, "verlierer": 0, "gleich": 0, "beginnt": 0,
        "endet": 0, "vorher": "1926.00", "nachher": "1946.00", "vorher_unterkunft": "800.00",
        "nachher_unterkunft": "800.00", "mehr": "20.00", "weniger": "0.00", "p10": 10, "median": 10, "p90": 10,
    }  # fmt: skip
    assert [group["gruppe"] for group in told["gruppen"] if group["merkmal"] == "Gemeinde"] == ["05315000"]


def test_a_table_for_people(tmp_path: Path) -> None:
    cases = write(tmp_path / "faelle.json", [SINGLE])
    satz = write(tmp_path / "satz.yaml", SET)
    status, text = run(cases, "--von", "2026-11", "--parameter", satz, "--mindestens", 1)
    assert status == 0
    assert "963,00" in text and "973,00" in text and "+10,00" in text and "+10 (+10 … +10)" in text
    assert "vorher 11/2026, nachher 11/2026 mit satz.yaml" in text and "Karenzzeit" not in text
    assert max(map(len, text.splitlines())) < 140


def test_a_draw_through_parquet_with_a_picture(tmp_path: Path) -> None:
    """Written as Parquet and read again it is the same stock; the picture says its figures as text."""
    stock, picture = tmp_path / "bestand", tmp_path / "bild.svg"
    status, text = run("--probe", 300, "--saat", 4, "--von", "2026-06", "--schreiben", stock)
    assert status == 0 and text == f"300 Haushalte stehen jetzt in {stock}.\n"
    states = ("--von", "2026-06", "--bis", "2026-07", "--als", "csv")
    drawn = run("--probe", 300, "--saat", 4, *states)
    assert run(stock, *states, "--bild", picture) == drawn
    rows = list(csv.DictReader(io.StringIO(drawn[1]), delimiter=";"))
    assert rows[0]["haushalte"] == "300" and int(rows[0]["verlierer"]) > 0
    assert int(rows[0]["gewinner"]) + int(rows[0]["verlierer"]) + int(rows[0]["gleich"]) == 300
    root = ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    name = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img" and root.get("aria-labelledby") == "titel beschreibung"
    assert root.findtext(f"{name}title") == "Leistungen nach dem SGB II: vorher 06/2026, nachher 07/2026"
    told = root.findtext(f"{name}desc") or ""
    assert f"von 300 bekommen {rows[0]['gewinner']} mehr und {rows[0]['verlierer']} weniger." in told


def group(many: int, change: int = -500) -> Group:
    """Households that all lose this much."""
    found = Group(changes=Counter({change // 100: many}))
    for measure, value in {"haushalte": 1, "verlierer": 1, "vorher": 1000, "nachher": 1000 + change}.items():
        found.sums[MEASURES.index(measure)] = value * many
    return found


def hidden(least: int, **sizes: int) -> list[str]:
    groups = {(TYPE, name): group(many) for name, many in sizes.items()}
    groups[ALL, ALL] = group(sum(sizes.values()))
    return [row.name for row in visible(Tally(groups), least) if row.group is None]


def test_small_groups_are_hidden_and_do_not_follow_from_the_rest() -> None:
    """One hidden group alone would follow from the total; so would two that are together too small."""
    assert hidden(10, a=10, b=100) == []
    assert hidden(10, a=9, b=100, c=200) == ["a", "b"]
    assert hidden(10, a=1, b=2, c=300, d=400) == ["a", "b", "c"]
    assert hidden(10, a=6, b=7, c=300) == ["a", "b"]
    assert hidden(10, a=4, b=5) == ["Alle", "a", "b"]
    assert hidden(1, a=1, b=1) == []


def report(**sizes: int) -> Report:
    groups = {(TYPE, name): group(many) for name, many in sizes.items()}
    return Report(
        simulate._month("2026-06"), simulate._month("2026-07"), "", visible(Tally(groups), 10), 10, 1_234, 0
    )


def test_what_is_hidden_stands_nowhere() -> None:
    told = report(einer=7, viele=33, mehr=5_000)
    for form in (as_table, as_json, as_csv, svg):
        text = form(told)
        assert "33" not in text and "5000" in text.replace(".", ""), form.__name__
    assert "verborgen" in svg(told) and '"verborgen": true' in as_json(told)
    assert "1.234 Haushalte mit Nachzahlung oder Minderung" in as_table(told)
    assert "−5 (−5 … −5)" in as_table(told) and "−25.000,00" in as_table(told)


def test_quantiles_of_few_changed_households_are_hidden() -> None:
    one = group(50)
    one.changes = Counter({-5: 3})
    june, july = simulate._month("2026-06"), simulate._month("2026-07")
    told = Report(june, july, "", visible(Tally({(ALL, ALL): one}), 10), 10, 0, 0)
    assert "median" not in as_json(told) and "50" in as_json(told)
    assert "weniger als 10 Haushalte dahinterstehen" in as_table(told)
    shown = Report(june, july, "", visible(Tally({(ALL, ALL): one}), 3), 3, 0, 0)
    assert '"median": -5' in as_json(shown) and "dahinterstehen" not in as_table(shown)


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "0,00"), (5, "+0,05"), (-5, "−0,05"), (123_456_789, "+1.234.567,89"), (-100, "−1,00")]
)
def test_amounts_as_people_read_them(cents: int, text: str) -> None:
    assert euro(cents, sign=True) == text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--probe", "5", "--von", "2026-11"], "Es gibt nichts zu vergleichen"),
        (["--probe", "5", "--von", "2026-11", "--bis", "2027-01"], "ist für 01/2027 nicht bekannt"),
        (["FALSCH", "--von", "2026-06", "--bis", "2026-07"], "lässt sich nicht als Text"),
        (["--probe", "5", "--von", "2026-11", "--parameter", "FALSCH"], "FALSCH lässt sich nicht als Text"),
        (["/", "--von", "2026-06", "--bis", "2026-07"], "liegt keine Tabelle households.parquet"),
        ([*DRAWN, "--dask", "tcp://127.0.0.1:9"], "antwortet kein Dask-Verbund"),
        ([*DRAWN, "--dask", "hier"], "antwortet kein Dask-Verbund"),
    ],
)
def test_refused_with_a_sentence(
    arguments: list[str], words: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(parts, "PATIENCE", 1)
    assert run(*arguments) == (simulate.UNUSABLE, "")
    assert words in capsys.readouterr().err


def test_a_set_that_does_not_fit_names_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    satz = write(tmp_path / "satz.yaml", SET.replace("573.00", "573,00"))
    assert run("--probe", 5, "--von", "2026-11", "--parameter", satz)[0] == simulate.UNUSABLE
    told = capsys.readouterr().err
    assert "Zeile 3, regelbedarfsstufe_1: »573,00« ist kein Wert in euro." in told
    broken = write(tmp_path / "liste.json", "{}")
    assert run(broken, "--von", "2026-11", "--parameter", write(satz, SET))[0] == simulate.UNUSABLE
    assert "keine Liste von Fällen" in capsys.readouterr().err


def test_without_pyarrow_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(f"No module named {name}", name="pyarrow")

    monkeypatch.setattr(simulate_stock, "import_module", missing)
    assert run("/", "--von", "2026-06", "--bis", "2026-07")[0] == simulate.UNUSABLE
    assert "fehlt das Paket pyarrow. So kommt es dazu: pip install -r requirements/batch.txt" in capsys.readouterr().err


def test_it_is_a_command_that_wants_one_stock(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["x.json", "--probe", "5"], ["--probe", "0"]):
        with pytest.raises(SystemExit) as end:
            cli.main(["simulate", "--von", "2026-11", *arguments])
        assert end.value.code == 2
    assert "entweder einen Bestand" in capsys.readouterr().err


def test_largest_amounts_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What does not fit the columns is told, not cut off."""
    cases = write(tmp_path / "faelle.json", [SINGLE, with_person(vermoegen="1000000.01")])
    status, text = run(cases, "--von", "2026-06", "--bis", "2026-07", "--als", "json", "--mindestens", "1")
    assert status == simulate.SOME_REFUSED and json.loads(text)["gruppen"][0]["haushalte"] == 1
    assert "Fall 2: Ein Betrag ist größer als 1000000 Euro." in capsys.readouterr().err


def test_an_empty_list_is_an_empty_table(tmp_path: Path) -> None:
    cases = write(tmp_path / "faelle.json", [])
    status, text = run(cases, "--von", "2026-06", "--bis", "2026-07", "--als", "json")
    assert status == 0 and json.loads(text)["gruppen"] == []
