"""Planning from delivery to paper: import twice, the area with two persons, proposal, places with their lock, PDF."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

pytestmark = pytest.mark.django_db
GEO = Path(os.environ.get("NAHBAR_TEST_GEO", Path(__file__).resolve().parents[3] / "shared/data/geo"))


@pytest.fixture
def county(traeger: Any, actor: Callable[[str], Any]) -> Any:
    """The invented county of the demo, with its proposal and its paper."""
    from nahbar.config.demo.counter import Counter
    from nahbar.config.demo.doors import planning
    from nahbar.platform import clock

    planning.fill(Counter({"plan": actor("plan")}, clock.today()))
    return planning


def tables() -> dict[str, list[Any]]:
    from nahbar.domain.planning.models import Kennzahl, Planungsraum, Raumkandidat

    return {
        "areas": sorted(Planungsraum.objects.values_list("id", "schluessel", "einwohner")),
        "figures": sorted(Kennzahl.objects.values_list("raum_id", "jahr", "gruppe", "zaehler", "nenner")),
        "rooms": sorted(Raumkandidat.objects.values_list("id", "name")),
    }


def test_the_same_delivery_twice_gives_the_same_tables(county: Any) -> None:
    from nahbar.platform.accounts.roles import MACHINE
    from nahbar.procedures.import_areas import import_areas

    before = tables()
    assert len(before["areas"]) == 17 and len(before["figures"]) == 17 * 4 * 3
    import_areas(acting=MACHINE, lieferung=county.delivery())
    assert tables() == before


def test_a_strange_key_and_impossible_figures_are_refused(county: Any, actor: Callable[[str], Any]) -> None:
    """Old and new keys are never merged."""
    from nahbar.domain.planning.areas import Zahl
    from nahbar.domain.planning.errors import BadDelivery, NotAllowed
    from nahbar.platform.accounts.roles import MACHINE
    from nahbar.procedures.import_areas import import_areas

    good = county.delivery()
    for figure, sentence in (
        (Zahl("999", 2025, "alle", 1, 9), "nicht umgeschlüsselt"),
        (Zahl("055501", 2030, "alle", 10, 9), "kann nicht sein"),
        (Zahl("055501", 2030, "greise", 1, 9), "Die Gruppe heißt"),
    ):
        with pytest.raises(BadDelivery, match=sentence):
            import_areas(acting=MACHINE, lieferung=replace(good, zahlen=(*good.zahlen, figure)))
    with pytest.raises(NotAllowed):
        import_areas(acting=actor("berg"), lieferung=good)


def near_tiny(text: str, name: str) -> list[str]:
    """Digits that stand in the same row, title or line as the name of the tiny area."""
    row = rf"<tr[^>]*>(?:(?!</tr>)[\s\S])*{name}[\s\S]*?</tr>"
    found = re.findall(rf"{row}|<title>{name}[^<]*</title>|^[^<\n]*;{name};.*$", text, re.M)
    assert found, "the area is not there at all"
    words = [re.sub(r"(data-raum|href)=\"[^\"]*\"|0555\d\d;|;20\d\d;", "", one) for one in found]
    return [one for one in words if re.search(r"\d", re.sub(r"<[^>]*>", " ", one))]


def test_p07_area_with_two_persons_shows_no_number_anywhere(
    county: Any, client_for: Callable[[str | None], Any], actor: Callable[[str], Any]
) -> None:
    """Page, table, map titles, SVG, CSV, its own page, internal view, PDF."""
    from nahbar.domain.planning import queries
    from nahbar.platform.vault.actions import read_file
    from nahbar.procedures.write_vorlage import set_vorlage

    plan, name = client_for("plan"), county.TINY
    tiny = next(room for room in queries.raeume(queries.schluesselwerk()) if room.name == name)
    asked = [
        f"{kind}?kennzahl={indicator}&gruppe={group}&jahr={year}{view}"
        for kind, view in (("", ""), ("", "&sicht=intern"), ("/tabelle.csv", ""), ("/karte.svg", ""))
        for indicator in ("anteil", "zahl", "bedarf", "veraenderung")
        for group in ("alle", "kinder", "jugend")
        for year in (2022, 2025)
    ]
    for address in asked:
        answer = plan.get(f"/arbeit/planung{address}")
        assert answer.status_code == 200
        assert near_tiny(answer.content.decode(), name) == [], address
    own = plan.get(f"/arbeit/planung/raum/{tiny.id}").content.decode()
    main = own[own.index("<h1") : own.index("Warum hier ein Ort")]
    assert "keine Angabe" in main
    plain = re.sub(r"<[^>]*>", " ", main.replace(tiny.schluessel, "").replace("Musterland 2022", ""))
    assert re.findall(r"\d+", plain) == []
    paper = set_vorlage(acting=actor("plan"), vorlage=queries.vorlagen()[0])
    with pikepdf.open(io.BytesIO(read_file(paper.pdf))) as pdf:
        assert pdf.Root.MarkInfo.Marked and "/StructTreeRoot" in pdf.Root
    from nahbar.procedures.write_vorlage import vorlage_data

    data = vorlage_data(paper)
    row = next(cells for cells in data["tabelle"]["zeilen"] if cells[0] == name)
    assert row[2:] == ["keine Angabe"] * 4
    assert near_tiny(data["karte"], name) == []


def test_internal_view_is_for_planning_alone(county: Any, client_for: Callable[[str | None], Any]) -> None:
    for login, inside in (("plan", True), ("wolter", False)):
        page = client_for(login).get("/arbeit/planung?sicht=intern").content.decode()
        assert ("verlässt das Haus nicht" in page) is inside
        assert ("Summen der Gebiete" in page) is not inside
    inside = client_for("plan").get("/arbeit/planung?sicht=intern").content.decode()
    outside = client_for("plan").get("/arbeit/planung").content.decode()
    assert inside.count("keine Angabe") < outside.count("keine Angabe")


def test_p09_rising_children_and_hot_spots_are_named(county: Any, client_for: Callable[[str | None], Any]) -> None:
    page = client_for("plan").get("/arbeit/planung").content.decode()
    assert "In Südring ist der Anteil drei Jahre" in page
    assert "Schwerpunkt: Südring, Ziegelei" in page


def test_p08_proposal_keeps_wishes_and_tells_what_stays_open(county: Any) -> None:
    from nahbar.domain.planning import queries

    row = queries.vorschlaege()[0]
    result = row.ergebnis
    assert len(result["orte"]) == 4 and result["vorrang_nah"] == result["vorrang"] > 0
    assert {"jugend", "familie"} <= {o["art"] for o in result["orte"]}
    assert row.luecke is not None and row.luecke < 1e-6 and row.loeser.startswith("HiGHS")
    assert result["stunden"] <= 24 and result["stunden_offen"] > 0
    assert result["minuten"] < result["minuten_heute"]
    assert all(o["ohne_ihn_minuten"] >= result["minuten"] for o in result["orte"])
    json.dumps(result)


def test_a_large_choice_is_a_job(county: Any, actor: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    from nahbar.domain.planning import queries
    from nahbar.domain.planning.plan import Wunsch
    from nahbar.procedures import propose_presence

    monkeypatch.setattr(propose_presence, "AT_ONCE", 0)
    row = propose_presence.propose_presence(acting=actor("plan"), wunsch=Wunsch(raeume=2, halbtage=4))
    assert row.stand == "rechnet"
    propose_presence.calculate(vorschlag_id=str(row.id))
    done = queries.vorschlag_by_id(row.id)
    assert done.stand == "fertig"
    propose_presence.calculate(vorschlag_id=str(row.id))
    assert queries.vorschlag_by_id(row.id).ergebnis == done.ergebnis


def test_a07_adopted_rooms_are_locked_and_open_as_planned(county: Any, actor: Callable[[str], Any]) -> None:
    from nahbar.domain.appointments.models import Oeffnung, Ort
    from nahbar.domain.planning import queries
    from nahbar.domain.planning.errors import NotAllowed, NotReady
    from nahbar.procedures.adopt_proposal import adopt_proposal

    row = queries.vorschlaege()[0]
    with pytest.raises(NotAllowed):
        adopt_proposal(acting=actor("berg"), vorschlag=row)
    made = adopt_proposal(acting=actor("plan"), vorschlag=row)
    assert len(made) == 4
    for place, one in zip(made, row.ergebnis["orte"], strict=True):
        stored = Ort.objects.get(id=place.id)
        assert stored.nur_beratung and stored.art == "partnerraum" and stored.name == one["name"]
        hours = Oeffnung.objects.filter(angebot__ort=stored).values_list("weekday", "von__hour")
        assert sorted(hours) == sorted((d, {"vm": 9, "nm": 14}[h]) for d, h in one["zeiten"])
    with pytest.raises(NotReady):
        adopt_proposal(acting=actor("plan"), vorschlag=row)


def test_p02_paper_is_written_set_and_settled(county: Any, client_for: Callable[[str | None], Any]) -> None:
    from nahbar.domain.planning import queries

    plan, row = client_for("plan"), queries.vorlagen()[0]
    address = f"/arbeit/planung/vorlage/{row.id}"
    form = {
        "titel": row.titel, "drucksache": "7/1", "gremium": "Kreistag", "frist": "2027-03-31", "verantwortlich": "Ç",
        "text_bericht": "Neuer Bericht.", "kosten_gesamt": "130.000", "verlauf_tag": ["2026-05-21"],
        "verlauf_schritt": ["Antrag"], "verlauf_gremium": ["Kreistag"], "verlauf_ergebnis": ["überwiesen"],
        "entscheidungen": "Kenntnis nehmen.", "vorschlag": str(row.vorschlag_id),
    }  # fmt: skip
    wrong = plan.post(address, form | {"kosten_gesamt": "viel"})
    assert wrong.status_code == 422 and "Neuer Bericht." in wrong.content.decode()
    assert plan.post(address, form).status_code == 302
    assert plan.post(f"{address}/erledigt").status_code == 422
    assert plan.post(f"{address}/erstellen").status_code == 302
    answer = plan.get(f"{address}.pdf")
    assert answer.headers["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert plan.post(f"{address}/erledigt").status_code == 302
    kept = queries.vorlage_by_id(row.id)
    assert kept.stand == "erledigt" and kept.kosten == {"gesamt": 13000000}
    assert plan.post(address, form).status_code == 422


def test_rules_raise_the_minimum_and_weights_count(county: Any, client_for: Callable[[str | None], Any]) -> None:
    plan = client_for("plan")
    weights = {f"gewicht_{name}": "1" for name in ("anteil", "zahl", "kinder", "jugend", "entwicklung")}
    assert plan.post("/arbeit/planung/regeln", weights | {"mindestzahl": "2"}).status_code == 422
    assert plan.post("/arbeit/planung/regeln", dict.fromkeys(weights, "0") | {"mindestzahl": "3"}).status_code == 422
    before = plan.get("/arbeit/planung?gruppe=jugend").content.decode().count("keine Angabe")
    assert plan.post("/arbeit/planung/regeln", weights | {"mindestzahl": "10"}).status_code == 302
    assert plan.get("/arbeit/planung?gruppe=jugend").content.decode().count("keine Angabe") > before


def test_without_areas_the_page_says_what_to_do(client_for: Callable[[str | None], Any]) -> None:
    page = client_for("plan").get("/arbeit/planung")
    assert page.status_code == 200 and "planung-import" in page.content.decode()
    assert client_for("plan").get("/arbeit/planung/vorschlag").status_code == 200


def test_plain_format_reads_what_the_manual_says(tmp_path: Path, traeger: Any) -> None:
    from nahbar.connectors.open_data import plain
    from nahbar.domain.planning.errors import BadDelivery
    from nahbar.platform.accounts.roles import MACHINE
    from nahbar.procedures.import_areas import import_areas

    with pytest.raises(BadDelivery, match="quelle.json"):
        plain.read(tmp_path)
    square = [[[13.0, 52.0], [13.01, 52.0], [13.01, 52.01], [13.0, 52.01], [13.0, 52.0]]]
    feature = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": square},
               "properties": {"schluessel": "1", "name": "Eins", "gebiet": "Mitte", "einwohner": 900}}  # fmt: skip
    head = {"name": "Amt", "lizenz": "CC BY 4.0", "stand": "2025-12-31", "schluesselwerk": "X 2025"}
    (tmp_path / "quelle.json").write_text(json.dumps(head), encoding="utf-8")
    (tmp_path / "raeume.geojson").write_text(json.dumps({"features": [feature]}), encoding="utf-8")
    figures = "schluessel;jahr;gruppe;zaehler;nenner\n1;2025;alle;90;900\n"
    (tmp_path / "kennzahlen.csv").write_text(figures, encoding="utf-8")
    (tmp_path / "orte.csv").write_text("name;art;lon;lat\nHaus;familie;13,005;52,005\n", encoding="utf-8")
    counts = import_areas(acting=MACHINE, lieferung=plain.read(tmp_path))
    assert counts == {"raeume": 1, "kennzahlen": 1, "orte": 1}


@pytest.mark.skipif(not (GEO / "berlin_plr_2021.csv").exists(), reason="no open data of Berlin here (NAHBAR_TEST_GEO)")
def test_berlin_reader_knows_the_traps(traeger: Any) -> None:
    """53 areas of Charlottenburg-Wilmersdorf; invalid ones without figures; -9999 is nothing; old keys are refused."""
    from nahbar.connectors.open_data import berlin
    from nahbar.domain.planning.errors import BadDelivery
    from nahbar.platform.accounts.roles import MACHINE
    from nahbar.procedures.import_areas import import_areas

    whole, west = berlin.read(GEO), berlin.read(GEO, "04")
    assert len(whole.raeume) == 542 and len(west.raeume) == 53 and len(west.ausgelassen) == 1
    assert len(whole.ausgelassen) == 6 and min(z.zaehler for z in whole.zahlen) >= 0
    counts = import_areas(acting=MACHINE, lieferung=west)
    assert counts["raeume"] == 53 and counts["orte"] > 10
    with pytest.raises(BadDelivery, match="nicht umgerechnet"):
        berlin._monitored(GEO / "mss/raw2021/mss_2021_k_08_14_15_old_plr.csv", {r.schluessel for r in whole.raeume})
