"""`nahbar calculate`: the public case format at the command line."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import Any

import pytest

from nahbar.config import cli
from nahbar.surfaces.api import calculate

SINGLE: dict[str, Any] = {
    "id": "single",
    "wohnung": {"anerkannt": "430.00"},
    "personen": [{"id": "p1", "rolle": "antragsteller", "geburtsdatum": "1982-05-01"}],
}
FAMILY: dict[str, Any] = {
    "id": "familie",
    "wohnung": {"bruttokaltmiete": 600, "heizkosten": 80.5},
    "personen": [
        {"id": "p1", "rolle": "antragsteller", "geburtsdatum": "1985-05-01"},
        {"id": "p2", "rolle": "partner", "geburtsdatum": "1984-05-01"},
        {"id": "p3", "rolle": "kind", "geburtsdatum": "2018-05-01", "kindergeld": "259.00"},
    ],
}


def run(content: object, *arguments: str, month: str = "2026-11") -> tuple[int, Any]:
    out = io.StringIO()
    text = content if isinstance(content, str) else json.dumps(content)
    status = calculate.main(["--month", month, *arguments], io.StringIO(text), out)
    return status, json.loads(out.getvalue()) if out.getvalue() else None


def refused(case: dict[str, Any], **options: Any) -> list[tuple[str, str]]:
    status, results = run([case], **options)
    assert status == calculate.SOME_REFUSED
    for error in results[0]["error"]:
        assert error["text"][0].isupper() and error["text"].endswith((".", '."'))
    return [(error["pfad"], error["code"]) for error in results[0]["error"]]


def with_person(index: int = 0, **fields: Any) -> dict[str, Any]:
    persons = [dict(person) for person in FAMILY["personen"]]
    persons[index] |= fields
    return FAMILY | {"personen": persons}


def test_results_stand_in_input_order_with_decimal_strings() -> None:
    status, results = run([FAMILY, SINGLE])
    assert status == calculate.OK
    assert [result["id"] for result in results] == ["familie", "single"]
    assert results[1]["summe"] == "993.00" and results[1]["monat"] == "2026-11"
    assert list(results[1]) == [
        "id",
        "monat",
        "leistung",
        "rechtsstand",
        "summe",
        "sofortzuschlag",
        "personen",
        "hinweise",
    ]
    assert [hinweis["norm"] for hinweis in results[0]["hinweise"]] == ["SGB II § 22 Abs. 1"]


def test_explain_adds_the_applied_norms() -> None:
    _, results = run([SINGLE], "--explain")
    steps = {step["name"]: step for step in results[0]["schritte"]}
    (inner,) = steps["regelbedarf"]["kinder"]
    assert inner["norm"] == "SGB II § 20 Abs. 2 S. 1" and inner["ergebnis"] == 56300 and inner["einheit"] == "cent"
    assert inner["parameter"][0]["wert"] == "563.00" and "RBSFV 2026" in inner["parameter"][0]["quelle"]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (with_person(0, lohn="1"), ("personen[0].lohn", "unbekanntes_feld")),
        (SINGLE | {"wohnug": {}}, ("wohnug", "unbekanntes_feld")),
        (with_person(1, alg1="-1.00"), ("personen[1].alg1", "negativ")),
        (with_person(1, alg1="1.005"), ("personen[1].alg1", "zu_genau")),
        (with_person(1, alg1=1.005), ("personen[1].alg1", "zu_genau")),
        (with_person(1, alg1=True), ("personen[1].alg1", "kein_betrag")),
        (with_person(1, alg1="zwölf"), ("personen[1].alg1", "kein_betrag")),
        (with_person(1, alg1="1e3"), ("personen[1].alg1", "kein_betrag")),
        (with_person(1, alg1="١٢"), ("personen[1].alg1", "kein_betrag")),
        (with_person(1, alg1=float("nan")), ("personen[1].alg1", "kein_betrag")),
        (with_person(1, alg1=float("inf")), ("personen[1].alg1", "kein_betrag")),
        (with_person(1, alg1=1e30), ("personen[1].alg1", "zu_gross")),
        (with_person(1, alg1=None), ("personen[1].alg1", "leer")),
        (with_person(1, alg1=[]), ("personen[1].alg1", "kein_betrag")),
        (with_person(1, geburtsdatum="2026-02-30"), ("personen[1].geburtsdatum", "kein_datum")),
        (with_person(1, geburtsdatum="30.11.1984"), ("personen[1].geburtsdatum", "kein_datum")),
        (with_person(1, geburtsdatum=19841130), ("personen[1].geburtsdatum", "kein_datum")),
        (with_person(1, schwanger_et="9999-12-31"), ("personen[1].schwanger_et", "zu_spaet")),
        (with_person(1, geburtsdatum="1899-12-31"), ("personen[1].geburtsdatum", "zu_frueh")),
        (with_person(2, geburtsdatum="2026-12-01"), ("personen[2].geburtsdatum", "in_der_zukunft")),
        (with_person(2, geburtsdatum="1970-12-01"), ("personen[2].geburtsdatum", "widerspruch")),
        (with_person(1, rolle="nachbar"), ("personen[1].rolle", "unbekannter_wert")),
        (with_person(1, rolle="antragsteller"), ("personen[1].rolle", "doppelt")),
        (with_person(0, rolle="haushaltsmitglied"), ("personen", "fehlt")),
        (with_person(1, id="p1"), ("personen[1].id", "doppelt")),
        (with_person(1, id=7), ("personen[1].id", "keine_kennung")),
        (with_person(2, elternteile=["p9"]), ("personen[2].elternteile[0]", "unbekannte_person")),
        (with_person(2, elternteile=["p3"]), ("personen[2].elternteile[0]", "widerspruch")),
        (with_person(2, elternteile=[]), ("personen[2].elternteile", "widerspruch")),
        (with_person(2, kindergeld_empfaenger="p9"), ("personen[2].kindergeld_empfaenger", "unbekannte_person")),
        (with_person(2, erwerbsfaehig=True), ("personen[2].erwerbsfaehig", "widerspruch")),
        (with_person(1, brutto="500.00"), ("personen[1].netto", "fehlt")),
        (with_person(1, netto="500.00"), ("personen[1].brutto", "fehlt")),
        (with_person(1, brutto="500.00", netto="600.00"), ("personen[1].netto", "widerspruch")),
        (with_person(1, merkzeichen_g="ja"), ("personen[1].merkzeichen_g", "kein_wahrheitswert")),
        (with_person(1, absetzungen=[{"art": "x"}]), ("personen[1].absetzungen[0].art", "unbekannter_wert")),
        (with_person(1, absetzungen={}), ("personen[1].absetzungen", "keine_liste")),
        (with_person(1, von="2026-10-31"), ("personen[1].von", "ausserhalb_des_monats")),
        (SINGLE | {"von": "2026-11-20", "bis": "2026-11-10"}, ("bis", "widerspruch")),
        (SINGLE | {"wohnung": {"anerkannt": "1", "heizkosten": "0"}}, ("wohnung.heizkosten", "widerspruch")),
        (SINGLE | {"wohnung": {"anerkannt": "1", "bruttokaltmiete": "1"}}, ("wohnung.bruttokaltmiete", "widerspruch")),
        (SINGLE | {"wohnung": []}, ("wohnung", "kein_objekt")),
        (SINGLE | {"format": 2}, ("format", "format")),
        (SINGLE | {"format": True}, ("format", "format")),
        (SINGLE | {"ort": "123"}, ("ort", "kein_gemeindeschluessel")),
        (SINGLE | {"personen": []}, ("personen", "fehlt")),
        (SINGLE | {"leistungsbeginn": "2026-12-01"}, ("leistungsbeginn", "widerspruch")),
        (SINGLE | {"bewilligungszeitraum_beginn": "2026-12-01"}, ("bewilligungszeitraum_beginn", "widerspruch")),
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_refused_with_its_path(case: dict[str, Any], expected: tuple[str, str]) -> None:
    assert expected in refused(case)


@pytest.mark.parametrize(
    ("case", "path"),
    [
        (
            with_person(0, nachzahlung={"art": "lohn", "betrag": "500", "zufluss": "2026-11-02"}),
            "personen[0].nachzahlung.art",
        ),
    ],
)
def test_a_fact_that_is_not_covered_is_refused_by_name(case: dict[str, Any], path: str) -> None:
    assert refused(case) == [(path, "nicht_abgedeckt")]


@pytest.mark.parametrize(
    ("person", "grund", "ereignis", "field"),
    [
        (0, "nicht_erreichbar", "2026-06-30", "ereignis"),
        (0, "arbeitsverweigerung", "2026-04-10", "ereignis"),
        (0, "meldeversaeumnis", "2026-12-01", "ereignis"),
        (2, "meldeversaeumnis", "2026-10-01", "grund"),
    ],
)
def test_a_reduction_that_cannot_be_is_refused(person: int, grund: str, ereignis: str, field: str) -> None:
    """Before its law stood, after the month, for a child."""
    case = with_person(person, minderungen=[{"grund": grund, "ereignis": ereignis, "monat_nr": 1}])
    assert refused(case) == [(f"personen[{person}].minderungen[0].{field}", "widerspruch")]


@pytest.mark.parametrize(
    ("facts", "grund", "is_refused"),
    [
        ({"rolle": "haushaltsmitglied"}, "pflichtverletzung", True),
        ({"rolle": "haushaltsmitglied"}, "nicht_erreichbar", True),
        ({"erwerbsfaehig": False}, "arbeitsverweigerung", True),
        ({"erwerbsfaehig": False}, "nicht_erreichbar", True),
        ({"erwerbsfaehig": False}, "meldeversaeumnis", False),
        ({"erwerbsfaehig": True}, "nicht_erreichbar", False),
    ],
)
def test_a_reduction_needs_a_person_it_can_meet(facts: dict[str, Any], grund: str, is_refused: bool) -> None:
    """§§ 7b Abs. 4, 31a Abs. 7: only who is able to work; nobody who only shares the dwelling gets a benefit here."""
    case = with_person(1, **facts, minderungen=[{"grund": grund, "ereignis": "2026-08-01", "monat_nr": 1}])
    if is_refused:
        assert refused(case) == [("personen[1].minderungen[0].grund", "widerspruch")]
    else:
        assert run([case])[0] == calculate.OK


@pytest.mark.parametrize(
    ("person", "benefit", "field"),
    [
        ({}, "sgb12-4", "erwerbsgemindert_dauerhaft"),
        ({"erwerbsfaehig": True}, "sgb12-3", "erwerbsfaehig"),
        ({"erwerbsfaehig": False}, "sgb2", "erwerbsfaehig"),
        ({"werkstatt_entgelt": "20.00"}, "sgb2", "werkstatt_entgelt"),
        ({"erwerbsgemindert_dauerhaft": True}, "sgb2", "erwerbsgemindert_dauerhaft"),
        ({"altersgrenze_erreicht": True}, "sgb2", "altersgrenze_erreicht"),
        ({"geburtsdatum": "1950-01-01"}, "sgb2", "geburtsdatum"),
    ],
)
def test_a_law_that_does_not_fit_the_person_is_refused(person: dict[str, Any], benefit: str, field: str) -> None:
    """`--benefit` asks for a law; who does not meet its conditions is told by which fact."""
    case = SINGLE | {"personen": [SINGLE["personen"][0] | person]}
    status, results = run([case], "--benefit", benefit)
    assert status == 1
    assert [(e["pfad"], e["code"]) for e in results[0]["error"]] == [(f"personen[0].{field}", "nicht_abgedeckt")]
    assert run([SINGLE], "--benefit", "sgb2")[0] == calculate.OK


def test_one_refused_case_leaves_the_others_complete() -> None:
    status, results = run([SINGLE | {"id": "schlecht", "personen": 5}, SINGLE, 7, {}])
    assert status == calculate.SOME_REFUSED
    assert [result["id"] for result in results] == ["schlecht", "single", None, None]
    assert results[1]["summe"] == "993.00"
    assert {"pfad": "id", "code": "fehlt", "text": "Diese Angabe fehlt."} in results[3]["error"]


def test_deeply_nested_input_is_refused_like_any_other() -> None:
    status, results = run('[{"id": ' + "[" * 400 + "]" * 400 + "}]")
    assert status == 1 and {"pfad": "id", "code": "keine_kennung"}.items() <= results[0]["error"][0].items()


@pytest.mark.parametrize("digits", [50, 99, 100, 5000])
def test_a_number_too_long_for_the_machine_is_refused_in_its_case_alone(digits: int) -> None:
    """Python refuses to read whole numbers of more than 4,300 digits; that must not cost the other cases."""
    text = json.dumps([SINGLE | {"id": "lang", "wohnung": {"anerkannt": 4711}}, SINGLE]).replace("4711", "9" * digits)
    status, results = run(text)
    assert status == calculate.SOME_REFUSED and results[1]["summe"] == "993.00"
    assert [(e["pfad"], e["code"]) for e in results[0]["error"]] == [("wohnung.anerkannt", "zu_gross")]


def test_doubled_ids_and_doubled_fields_are_refused() -> None:
    status, results = run([SINGLE, SINGLE])
    assert status == 1 and [result["error"][0]["code"] for result in results] == ["doppelt", "doppelt"]
    text = json.dumps([SINGLE]).replace('"rolle"', '"id": "p2", "rolle"', 1)
    status, results = run(text)
    assert results[0]["error"][0]["pfad"] == "personen[0].id (doppelt)"


@pytest.mark.parametrize("text", ["", "{}", "[", '{"id": 1}', "null", "[" * 100_000])
def test_unusable_input_gives_status_2(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(text) == (calculate.UNUSABLE, None)
    assert capsys.readouterr().err.startswith("nahbar calculate: ")


@pytest.mark.parametrize("month", ["2027-01", "2022-12", "9999-12", "1900-01"])
def test_a_month_without_parameters_is_refused_and_the_parameter_named(month: str) -> None:
    status, results = run([SINGLE], month=month)
    (error,) = results[0]["error"]
    assert status == 1 and error["code"] == "parameter_unbekannt" and error["parameter"] == "regelbedarfsstufe_1"
    assert "Regelbedarfsstufe 1" in error["text"]


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "November", "0000-01", "٢٠٢٦-11"])
def test_a_month_that_is_none_ends_with_status_2(month: str) -> None:
    with pytest.raises(SystemExit) as stop:
        run([SINGLE], month=month)
    assert stop.value.code == 2


def test_the_schema_comes_from_the_same_types() -> None:
    out = io.StringIO()
    assert calculate.main(["--schema"], io.StringIO(), out) == 0
    schema = json.loads(out.getvalue())
    person = schema["$defs"]["Person"]
    assert schema["type"] == "array" and person["additionalProperties"] is False
    assert person["properties"]["rolle"]["enum"] == ["antragsteller", "partner", "kind", "haushaltsmitglied"]
    assert person["required"] == ["id", "rolle", "geburtsdatum"]


def test_the_command_needs_neither_django_nor_a_database() -> None:
    code = (
        "import sys; from nahbar.config.cli import main; status = main(['calculate', '--month', '2026-11']);"
        "sys.exit(9 if any(m == 'django' or m.startswith('django.') for m in sys.modules) else status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps([SINGLE]).encode(), capture_output=True, check=False,
        env={"LANG": "C", "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["summe"] == "993.00"


def test_an_unknown_subcommand_shows_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["zaubern"]) == 2
    assert "calculate" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            SINGLE | {"personen": [SINGLE["personen"][0] | {"geburtsdatum": "x"}]},
            ["personen[0].geburtsdatum kein_datum"],
        ),
        (SINGLE | {"personen": []}, ["personen fehlt"]),
        (SINGLE | {"personen": ["p1"]}, ["personen[0] kein_objekt"]),
        (SINGLE | {"personen": [None]}, ["personen[0] leer"]),
        (
            with_person(1, brutto="500.00") | {"ort": "1"},
            ["ort kein_gemeindeschluessel", "personen[1].netto fehlt"],
        ),
        (with_person(1, netto="500.00", alg1=None), ["personen[1].alg1 leer", "personen[1].brutto fehlt"]),
        (
            with_person(1, netto=None, lohn=1, brutto="1.00"),
            ["personen[1].lohn unbekanntes_feld", "personen[1].netto leer"],
        ),
        (
            with_person(1, id="p1", brutto="1.00", werkstatt_entgelt="1.00"),
            ["personen[1].id doppelt", "personen[1].netto fehlt"],
        ),
        (
            with_person(1, id="p1", lohn=1) | {"wohnung": {"anerkannt": "x", "heizkosten": "1.00"}},
            ["personen[1].id doppelt", "personen[1].lohn unbekanntes_feld", "wohnung.anerkannt kein_betrag",
             "wohnung.heizkosten widerspruch"],
        ),
    ],
)  # fmt: skip
def test_all_errors_of_a_case_are_told_at_once_and_none_that_only_follows(
    case: dict[str, Any], expected: list[str]
) -> None:
    assert sorted(f"{path} {code}" for path, code in refused(case)) == expected
