"""A whole form of an office from a folder: begun without a login, sent with papers and receipt, ended at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nahbar.benefits import registry
from nahbar.config.benefits import BENEFITS
from nahbar.config.local_forms import register_forms
from nahbar.domain.applications import queries
from nahbar.domain.applications.folge import line_of
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile.queries import open_aufgaben
from nahbar.domain.decisions.errors import DecisionError
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.close_form import close_form
from tests.benefits import aylin
from tests.surfaces.sent import sent_browser
from tests.surfaces.workplace_cases import open_akte

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "nahbar/config/demo/questions"
ABOUT = {
    "name": {"vorname": "Elif", "nachname": "Öztürk", "geburtsdatum__tag": "3", "geburtsdatum__monat": "4",
             "geburtsdatum__jahr": "1988"},
    "anschrift": {"strasse": "Ringweg", "hausnummer": "2", "plz": "46414", "ort": "Rhede"},
    "telefon": {"telefon": ""},
}  # fmt: skip
FIRE = {
    "brand": {"brand_tag__unbekannt": "1", "feuerwehr_da": "ja"},
    "fehlt": {"fehlt": ["kleidung", "anderes"]},
    "fehlt_anderes": {"fehlt_anderes": "Ein Kinderbett"},
}


def documented(folder: Path) -> Path:
    """The files of the example in docs/questions.md, as somebody would copy them."""
    text = (ROOT / "docs/questions.md").read_text(encoding="utf-8")
    for name, body in re.findall(r"```yaml\n# (brandhilfe/\w+\.yaml)\n(.*?)```", text, re.DOTALL):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(body, encoding="utf-8")
    return folder


@pytest.fixture
def shelf() -> Iterator[Callable[[Path], None]]:
    """Puts the forms of a folder on the shelf for this test, and takes them off again."""
    ours = {benefit.key for benefit in BENEFITS}
    before = {benefit.key for benefit in registry.all_benefits()}
    yield lambda folder: register_forms(folder, ours)
    for benefit in registry.all_benefits():
        if benefit.key not in before:
            registry.unregister(benefit.key)
    for name in registry.wrong_forms():
        registry.unregister(name)


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


def only(client: Client) -> Antrag:
    return queries.antrag_by_id(client.session["antraege"][0])


def answered(browser: Client, draft: Antrag, given: dict[str, dict[str, Any]]) -> list[str]:
    """Walk from question to question as the links lead; the keys of the pages that were asked."""
    asked = []
    for _ in range(20):
        target = browser.get(f"/antrag/{draft.id}/").context["go_on"]
        if target.endswith("/pruefen"):
            return asked
        asked.append(target.split("/")[4].split("?")[0])
        answer = browser.post(target, given[asked[-1]])
        assert answer.status_code == 302, (asked[-1], text(answer))
    raise AssertionError(asked)


def test_the_documented_example_can_be_walked_from_the_list_to_the_receipt(
    traeger: Any, tmp_path: Path, shelf: Callable[[Path], None], actor: Callable[[str], Actor],
    client_for: Callable[[str], Client],
) -> None:  # fmt: skip
    """Acceptance: no code, no login; a Vorgang of its own, a task for the team, answers at the desk, an end."""
    shelf(documented(tmp_path))
    assert registry.wrong_forms() == {}
    browser = Client()
    assert "/formulare/brandhilfe" in text(browser.get("/formulare"))
    assert "/formulare" in text(browser.get("/"))
    page = text(browser.get("/formulare/brandhilfe"))
    assert "Einsatzbericht der Feuerwehr" in page and "Richtlinie Brandhilfe Nr. 2" in page
    where = browser.post("/formulare/brandhilfe").headers["Location"]
    draft = only(browser)
    assert where == f"/antrag/{draft.id}/gesichert" and draft.stamm_id is None and draft.art == "formular"
    assert "PIN" in text(browser.get(where)) and browser.post("/formulare/brandhilfe").headers["Location"] == where
    assert browser.post(where).headers["Location"] == f"/antrag/{draft.id}/"
    tasks = text(browser.get(f"/antrag/{draft.id}/"))
    assert ">Hilfe nach einem Wohnungsbrand</h1>" in tasks and "voraussichtlich bekommen" not in tasks

    assert answered(browser, draft, ABOUT | FIRE) == ["name", "anschrift", "telefon", *FIRE]
    base = f"/antrag/{draft.id}"
    papers = {paper.key: paper.pflicht for paper in queries.nachweise(draft)}
    assert papers == {"feuerwehr": True, "fotos": False}
    half = browser.post(f"{base}/pruefen", {"richtig": "1"})
    assert half.status_code == 200 and "Bestätigen Sie auch: Keine Versicherung" in text(half)
    sent = browser.post(f"{base}/pruefen", {"richtig": "1", "dazu": "1"})
    assert sent.headers["Location"] == f"{base}/bestaetigung"
    antrag = queries.antrag_by_id(draft.id)
    assert antrag.akte is not None and antrag.vorgang is not None and antrag.eingangsbestaetigung is not None
    assert (antrag.vorgang.art, antrag.vorgang.titel) == (
        "formular", f"Hilfe nach einem Wohnungsbrand {antrag.nummer}",
    )  # fmt: skip
    assert str(antrag.person) == "Elif Öztürk" and antrag.person is not None and antrag.person.ort == "Rhede"
    assert antrag.nummer in text(browser.get(f"{base}/bestaetigung"))
    assert browser.get(f"{base}/bestaetigung.pdf").headers["Content-Type"] == "application/pdf"
    export = browser.get(f"{base}/angaben.json").json()
    assert {row["schluessel"] for row in export["angaben"]} >= {"fehlt", "brand_tag", "vorname"}
    status = text(browser.get(f"{base}/status"))
    assert "Wir warten auf Sie: eine Unterlage fehlt." in status
    assert "Vorschuss" not in status and "Für Kinder" not in status

    task = next(t for t in open_aufgaben(antrag.akte) if t.vorgang_id == antrag.vorgang_id)
    assert (task.art, task.pool, task.titel) == ("antrag_pruefen", "leistung", "Hilfe nach einem Wohnungsbrand prüfen")
    clerk = client_for("berg")
    open_akte(clerk, antrag)
    desk = text(clerk.get(reverse("workplace:decide", args=[antrag.id])))
    assert "Ein Kinderbett" in desk and "Das weiß ich nicht" in desk and "5 Jahre nach dem Ende" in desk
    assert "Jetzt berechnen" not in desk and "Ablehnen" not in desk
    finish = reverse("workplace:finish_form", args=[antrag.id])
    assert clerk.post(finish, {"ergebnis": " "}).status_code == 422
    assert clerk.post(finish, {"ergebnis": "Sie bekommen 500 Euro für Möbel."}).status_code == 302
    assert "500 Euro für Möbel" in text(browser.get(f"{base}/status"))
    assert open_aufgaben(antrag.akte) == []
    with pytest.raises(DecisionError):
        close_form(acting=actor("berg"), antrag=antrag, ergebnis="Noch einmal")


def test_code_and_pin_lead_back_into_a_form_that_was_begun(traeger: Any, shelf: Callable[[Path], None]) -> None:
    """U1: nothing but code and PIN is needed to go on somewhere else."""
    shelf(DEMO)
    browser = Client()
    page = browser.get(browser.post("/formulare/sozialpass").headers["Location"])
    draft = only(browser)
    browser.post(browser.get(f"/antrag/{draft.id}/").context["go_on"], ABOUT["name"])
    code, pin = page.context["code"], page.context["pin"]
    elsewhere = Client()
    back = elsewhere.post("/weiter", {"code": code, "pin": pin})
    assert back.headers["Location"] == f"/antrag/{draft.id}/"
    assert "/frage/anschrift" in elsewhere.get(f"/antrag/{draft.id}/").context["go_on"]
    page_again = text(elsewhere.get("/formulare/sozialpass"))
    assert "Weitermachen" in page_again and "Jetzt beginnen" not in page_again
    other = elsewhere.post("/antrag/sichern").headers["Location"]
    assert str(draft.id) not in other, "a form that was just begun is no application for money to live on"


def test_beside_an_application_nobody_is_asked_who_she_is(
    traeger: Any, shelf: Callable[[Path], None]
) -> None:
    shelf(DEMO)
    browser, root = sent_browser(aylin.answers())
    assert "Name und Anschrift kennen wir schon" in text(browser.get("/formulare/sozialpass"))
    first = browser.post("/formulare/sozialpass", {"antrag": str(root.id)}).headers["Location"]
    second = browser.post("/formulare/sozialpass", {"antrag": str(root.id)}).headers["Location"]
    assert first == second and first.endswith("/frage/sozialpass_grund"), "two clicks begin one"
    draft = next(one for one in line_of(root) if one.leistung == "sozialpass")
    assert draft.stamm_id == root.id and draft.antworten["nachname"] == aylin.answers()["nachname"]
    given = {
        "sozialpass_grund": {"sozialpass_grund__unbekannt": "1"},
        "mitnutzer_name": {"mitnutzer_name": "Lara Demir", "mitnutzer_geboren__unbekannt": "1"},
        "sozialpass_abholen": {"sozialpass_abholen": "post"},
    }
    asked = []
    more = iter(("ja", "nein"))
    for _ in range(10):
        target = browser.get(f"/antrag/{draft.id}/").context["go_on"]
        if target.endswith("/pruefen"):
            break
        asked.append(target.split("/")[4].split("?")[0])
        values = {"mitnutzer_weiter": next(more)} if asked[-1] == "mitnutzer_weitere" else given[asked[-1]]
        assert browser.post(target, values).status_code == 302, asked
    assert asked == [
        "sozialpass_grund", "mitnutzer_weitere", "mitnutzer_name", "mitnutzer_weitere", "sozialpass_abholen",
    ]  # fmt: skip
    browser.post(f"/antrag/{draft.id}/pruefen", {"richtig": "1", "dazu": "1"})
    sent = queries.antrag_by_id(draft.id)
    assert sent.akte_id == root.akte_id and sent.vorgang_id != root.vorgang_id and sent.person_id == root.person_id
    assert sent.vorgang is not None and sent.vorgang.titel.startswith("Sozialpass ")
    withdrawn = text(browser.get(f"/antrag/{draft.id}/zuruecknehmen"))
    assert "Es zählt dann der neue Tag" in withdrawn and "Krankenversicherung" not in withdrawn
    browser.post(f"/antrag/{draft.id}/zuruecknehmen")
    assert queries.antrag_by_id(draft.id).stand == "zurueckgenommen"


def test_a_form_only_beside_an_application_leads_strangers_to_the_way_in(
    traeger: Any, tmp_path: Path, shelf: Callable[[Path], None]
) -> None:
    folder = documented(tmp_path)
    form = folder / "brandhilfe/form.yaml"
    form.write_text(form.read_text(encoding="utf-8").replace("alone: true", "alone: false"), encoding="utf-8")
    shelf(folder)
    stranger = Client()
    page = text(stranger.get("/formulare/brandhilfe"))
    assert "Sichern Sie ihn zuerst" in page and "Jetzt beginnen" not in page
    assert stranger.post("/formulare/brandhilfe").headers["Location"] == "/formulare/brandhilfe"
    _, root = sent_browser(aylin.answers())
    assert stranger.post("/formulare/brandhilfe", {"antrag": str(root.id)}).status_code == 404, "not her application"
    assert stranger.post("/formulare/brandhilfe", {"antrag": "x"}).status_code == 404


def test_another_office_of_the_installation_does_not_offer_it(
    traeger: Any, tmp_path: Path, shelf: Callable[[Path], None]
) -> None:
    folder = documented(tmp_path)
    form = folder / "brandhilfe/form.yaml"
    form.write_text(form.read_text(encoding="utf-8").replace("[musterland]", "[nebenstadt]"), encoding="utf-8")
    shelf(folder)
    assert "brandhilfe" not in text(Client().get("/formulare"))
    assert Client().get("/formulare/brandhilfe").status_code == 404
    assert Client().post("/formulare/brandhilfe").status_code == 404


def test_a_wrong_form_closes_itself_and_not_the_office(
    traeger: Any, tmp_path: Path, shelf: Callable[[Path], None], client_for: Callable[[str], Client],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    """Named at the start and on the page of the operator; people read that it is closed; what was sent stays."""
    folder = documented(tmp_path)
    shelf(folder)
    browser = Client()
    browser.post("/formulare/brandhilfe")
    sent = only(browser)
    answered(browser, sent, ABOUT | FIRE)
    browser.post(f"/antrag/{sent.id}/pruefen", {"richtig": "1", "dazu": "1"})
    drafting = Client()
    drafting.post("/formulare/brandhilfe")
    draft = only(drafting)
    answered(drafting, draft, ABOUT | FIRE)
    sent = queries.antrag_by_id(sent.id)
    kept = dict(sent.antworten)

    registry.unregister("brandhilfe")
    questions = folder / "brandhilfe/questions.yaml"
    questions.write_text(questions.read_text(encoding="utf-8").replace("kind: bool", "kind: knopf"), encoding="utf-8")
    shelf(folder)
    wrong = registry.wrong_forms()["brandhilfe"]
    assert "questions.yaml, Zeile" in wrong and "knopf" in wrong
    assert "knopf" in caplog.text, "named at the start"
    assert "zurzeit geschlossen" in text(browser.get("/formulare"))
    page = text(Client().get("/formulare/brandhilfe"))
    assert "Wir richten es gerade neu ein." in page and "Jetzt beginnen" not in page
    assert Client().post("/formulare/brandhilfe").status_code == 200, "nothing is begun"
    tasks = text(drafting.get(f"/antrag/{draft.id}/"))
    assert "Was Sie gesagt haben, ist gespeichert" in tasks
    drafting.post(f"/antrag/{draft.id}/pruefen", {"richtig": "1", "dazu": "1"})
    assert queries.antrag_by_id(draft.id).stand == "gesichert"
    assert browser.get(f"/antrag/{sent.id}/status").status_code == 200
    assert queries.antrag_by_id(sent.id).antworten == kept
    clerk = client_for("berg")
    open_akte(clerk, sent)
    assert "lassen sich gerade nicht lesen" in text(clerk.get(reverse("workplace:decide", args=[sent.id])))
    operator = text(client_for("betrieb").get(reverse("workplace:operation")))
    assert "knopf" in operator and "Alles andere läuft" in operator
    assert browser.get("/antrag/sichern").status_code == 200
