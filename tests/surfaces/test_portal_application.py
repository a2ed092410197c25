"""The citizen's way through the portal without a browser: securing, questions, papers, sending, status."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.test import Client
from PIL import Image, ImageDraw

from nahbar.domain.applications import queries
from nahbar.domain.casefile import queries as casefile
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import PageRef, Question

PEOPLE = [
    {
        "vorname": "Mert",
        "nachname": "Demir",
        "geburtsdatum": "2021-03-10",
        "kindergeld": "259",
        "unterhaltsvorschuss": "227",
    },
    {
        "vorname": "Lara",
        "nachname": "Demir",
        "geburtsdatum": "2017-02-10",
        "kindergeld": "259",
        "unterhaltsvorschuss": "299",
    },
]
ANSWERS: dict[str, Any] = {
    "vorname": "Aylin",
    "nachname": "Demir",
    "geburtsdatum": "1995-05-14",
    "wohnsituation": "wohnung",
    "strasse": "Südstraße",
    "hausnummer": "4",
    "plz": "46414",
    "ort": "Rhede",
    "notlage": ["keine"],
    "staatsangehoerigkeit": "deutsch",
    "familienstand": "getrennt",
    "arbeitsfaehig": "ja",
    "kv_art": "gesetzlich",
    "rolle": "kind",
    "unterhalt": "0",
    "anderes_geld": "nein",
    "schwanger": "nein",
    "mehrbedarf": ["keine"],
    "wohnform": "miete",
    "grundmiete": "620",
    "nebenkosten": "140",
    "heizkosten": "95",
    "warmwasser": "zentral",
    "einkommen_arten": ["keine"],
    "kind_woanders": "nein",
    "rv_nummer": "13 140595 D 514",
    "bisher": ["familie"],
    "vermoegen": "3400",
    "auto": "nein",
    "konto": "ja",
    "flaeche_qm": "80",
    "eingezogen": "2021-03-01",
    "iban": "DE02120300000000202051",
    "bescheid_weg": "post",
}


@pytest.fixture
def citizen(traeger: Any) -> Client:
    """A browser in which an application was secured."""
    client = Client()
    client.post("/antrag/sichern")
    return client


def antrag_of(client: Client) -> Any:
    """The application that this browser holds."""
    return queries.antrag_by_id(client.session["antraege"][0])


def typed(question: Question, answers: dict[str, Any]) -> dict[str, Any]:
    """What a person types for this question."""
    value = answers.get(question.key)
    if value is None:
        if not question.required:
            return {}
        if question.options:
            keys = [o.key for o in question.options]
            value = next((k for k in ("keine", "nein", "keiner") if k in keys), keys[-1])
            value = [value] if question.kind == "choices" else value
        elif question.kind == "bool":
            value = "nein"
        elif question.unknown_allowed:
            return {f"{question.key}_unbekannt": "ja"}
        else:
            raise AssertionError(f"{question.key}: no answer prepared")
    if question.kind == "date":
        year, month, day = value.split("-")
        return {f"{question.key}__tag": day, f"{question.key}__monat": month, f"{question.key}__jahr": year}
    return {question.key: value}


def answer_all(
    client: Client, answers: dict[str, Any] | None = None, people: list[dict[str, Any]] | None = None
) -> Any:
    """Walk through all questions as a person does, following the redirects; gives the application."""
    given, family = answers or ANSWERS, PEOPLE if people is None else people
    url = client.get(f"/antrag/{antrag_of(client).id}/").context["go_on"]
    for _ in range(120):
        if "/frage/" not in url:
            return antrag_of(client)
        assert client.get(url).status_code == 200, url
        antrag = antrag_of(client)
        questionnaire = queries.questionnaire_of(antrag)
        parts = url.split("?")[0].split("/")[4:]
        ref = PageRef(*parts)
        page = questionnaire.page(ref.page)
        data: dict[str, Any] = {}
        if page.overview:
            data[f"{page.overview}_weiter"] = (
                "ja" if len(antrag.antworten.get(page.overview, [])) < len(family) else "nein"
            )
        else:
            own = family[[p["id"] for p in antrag.antworten["personen"]].index(ref.item)] if ref.item else {}
            for question in engine.visible_questions(questionnaire, antrag.antworten, ref):
                data |= typed(question, {**given, **own})
        answer = client.post(url, data)
        assert answer.status_code == 302, (url, data, answer.context["page"].error_list)
        url = answer.headers["Location"]
    raise AssertionError("no end")


def photo(text: str = "Mietvertrag") -> io.BytesIO:
    """A sharp picture of a page with writing."""
    image = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(image)
    for line in range(40):
        draw.text(
            (80, 60 + 40 * line),
            f"{text} Zeile {line} Kaltmiete 620,00 Euro Nebenkosten 140,00",
            fill="black",
            font_size=28,
        )
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90)
    file.seek(0)
    file.name = "vertrag 📄.jpg"
    return file


def test_secured_in_one_click_with_code_and_pin_shown_once_J1(traeger: Any) -> None:
    client = Client()
    answer = client.post("/antrag/sichern", follow=True)
    text = answer.content.decode()
    assert "Ihr Antrag gilt ab 1.\xa0November 2026." in text
    pin = client.session["pin_einmal"]["pin"]
    assert client.session["pin_einmal"]["code"] in answer.context["code"]
    assert pin == answer.context["pin"]
    client.post(answer.request["PATH_INFO"])
    assert client.get(answer.request["PATH_INFO"]).context["pin"] == ""


def test_clicking_again_makes_no_second_application(citizen: Client) -> None:
    first = antrag_of(citizen).id
    answer = citizen.post("/antrag/sichern")
    assert answer.headers["Location"] == f"/antrag/{first}/gesichert"
    citizen.post(f"/antrag/{first}/gesichert")
    assert str(first) not in citizen.post("/antrag/sichern").headers["Location"], "later a new one can be made"


def test_whole_application_from_secure_to_receipt_J1(citizen: Client) -> None:
    antrag = answer_all(citizen)
    base = f"/antrag/{antrag.id}"
    estimate = citizen.get(f"{base}/schaetzung")
    assert estimate.context["estimate"].total == 137368
    assert "1.373,68\xa0€" in estimate.content.decode()
    sent = citizen.post(f"{base}/unterlagen/mietvertrag", {"dateien": [photo()]}, follow=True)
    assert "Angekommen" in sent.content.decode()
    assert citizen.get(f"{base}/pruefen").context["gap"] == ""
    assert citizen.post(f"{base}/pruefen").context["errors"]
    first = citizen.post(f"{base}/pruefen", {"richtig": "1"})
    assert first.headers["Location"] == f"{base}/bestaetigung"
    second = citizen.post(f"{base}/pruefen", {"richtig": "1"})
    assert second.headers["Location"] == f"{base}/bestaetigung"
    receipt = citizen.get(f"{base}/bestaetigung")
    assert antrag.nummer in receipt.content.decode()
    pdf = citizen.get(f"{base}/bestaetigung.pdf")
    assert pdf.content.startswith(b"%PDF") and pdf.headers["Cache-Control"] == "no-store"
    sent_antrag = queries.antrag_by_id(antrag.id)
    tasks = casefile.open_aufgaben(sent_antrag.akte)
    assert [task.art for task in tasks] == ["antrag_pruefen"]
    assert {d.art for d in casefile.documents(sent_antrag.akte)} == {"mietvertrag", "eingangsbestaetigung"}
    status = citizen.get(f"{base}/status")
    assert "24.\xa0Dezember 2026" in status.content.decode()
    assert "Wir warten auf Sie" in status.content.decode()


def test_what_is_seldom_right_is_asked_back_once_and_taken_when_confirmed(citizen: Client) -> None:
    """Acceptance 6: 1.400 Euro of side costs beside 620 Euro of rent were taken without a word."""
    antrag = answer_all(citizen)
    url = f"/antrag/{antrag.id}/frage/miete"
    page = citizen.post(url, {"grundmiete": "620", "nebenkosten": "1.400", "heizkosten": "95"})
    assert page.status_code == 200 and "Stimmt das?" in page.content.decode()
    assert antrag_of(citizen).antworten["nebenkosten"] == "140.00"
    said = page.context["confirmations"]
    again = {"grundmiete": "620", "nebenkosten": "1400", "heizkosten": "95", "bestaetigt": said}
    assert said == ["nebenkosten=1400.00"]
    assert citizen.post(url, again | {"nebenkosten": "14000"}).status_code == 200
    assert citizen.post(url, again).status_code == 302
    assert antrag_of(citizen).antworten["nebenkosten"] == "1400.00"
    left = citizen.post(url, {"grundmiete": "620", "nebenkosten": "2.400", "heizkosten": "95", "spaeter": "1"})
    assert left.status_code == 302 and antrag_of(citizen).antworten["nebenkosten"] == "2400.00"


def test_every_page_of_the_citizen_opens_and_has_one_title(citizen: Client) -> None:
    public = [
        "/",
        "/hilfe-heute",
        "/antrag/sichern",
        "/weiter",
        "/anmelden",
        "/zugang-verloren",
        "/zugang-verloren/danke",
    ]
    public += ["/datenschutz", "/impressum", "/barrierefreiheit", "/leichte-sprache", "/gebaerdensprache", "/mein"]
    antrag = antrag_of(citizen)
    base = f"/antrag/{antrag.id}"
    draft = ["/", "/gesichert", "/konto", "/spaeter", "/schaetzung", "/unterlagen", "/pruefen", "/zuruecknehmen"]
    pages = public + [base + path for path in draft]
    for url in pages:
        answer = citizen.get(url, follow=True)
        text = answer.content.decode()
        assert answer.status_code == 200, url
        assert text.count("<h1") == 1, url
        # said only where the person can say that it does not fit; never in the tab or as heading
        text = re.sub(r"<strong[^>]*>Grundsicherungsgeld</strong>(?=\. <a [^>]*>Passt das nicht\?)", "", text)
        assert "rundsicherungsgeld" not in text and "Bürgergeld" not in text, url
    answer_all(citizen)
    citizen.post(f"{base}/pruefen", {"richtig": "1"})
    for path in [
        "/bestaetigung",
        "/status",
        "/aendern",
        "/unterlagen",
        "/unterlagen/sonstiges",
        "/post",
        "/einsicht",
        "/schaetzung",
    ]:
        answer = citizen.get(base + path)
        assert answer.status_code == 200, path
        assert answer.content.decode().count("<h1") == 1, path


def without_ids(text: str) -> str:
    """A page without what differs at every call: ids in addresses, the token against forged forms."""
    return re.sub(r'[0-9a-f]{8}-[0-9a-f-]{27}|name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_foreign_application_is_as_unknown_as_none(citizen: Client) -> None:
    mine = antrag_of(citizen).id
    other = Client()
    other.post("/antrag/sichern")
    nowhere = "018f0000-0000-7000-8000-000000000000"
    for path in [
        "/",
        "/schaetzung",
        "/unterlagen",
        "/pruefen",
        "/bestaetigung",
        "/bestaetigung.pdf",
        "/status",
        "/post",
        "/einsicht",
    ]:
        foreign, unknown = other.get(f"/antrag/{mine}{path}"), other.get(f"/antrag/{nowhere}{path}")
        assert foreign.status_code == unknown.status_code == 404, path
        assert without_ids(foreign.content.decode()) == without_ids(unknown.content.decode()), path
    assert other.post(f"/antrag/{mine}/frage/name", {"vorname": "X"}).status_code == 404
    assert Client().get(f"/antrag/{mine}/").status_code == 302


def test_later_on_another_device_with_code_and_pin_J1(citizen: Client) -> None:
    once = citizen.session["pin_einmal"]
    antrag = antrag_of(citizen)
    page = f"/antrag/{antrag.id}/frage/name"
    answer = citizen.post(page, {"vorname": "Aylin", "nachname": "", "spaeter": "1"}, follow=True)
    assert once["code"] in answer.context["code"] and once["pin"] not in answer.content.decode()
    other = Client()
    answer = other.post("/weiter", {"code": once["code"].lower().replace("-", " "), "pin": once["pin"]})
    assert answer.headers["Location"] == f"/antrag/{antrag.id}/"
    assert "Aylin" in other.get(page).content.decode()


def test_wrong_pin_says_the_same_as_unknown_code_and_date_can_always_be_secured_U1(citizen: Client) -> None:
    code = citizen.session["pin_einmal"]["code"]
    other = Client()
    texts = []
    for tried in (code, "2222-222B"):
        for _ in range(6):
            answer = other.post("/weiter", {"code": tried, "pin": "000000"})
        texts.append((answer.context["page"].errors, bool(answer.context["note"])))
    assert texts[0] == texts[1] and texts[0][1]
    assert "antraege" not in other.session
    assert other.post("/antrag/sichern").status_code == 302


def test_refused_file_names_its_reason_and_the_others_are_kept_U3(citizen: Client) -> None:
    antrag = answer_all(citizen)
    empty = io.BytesIO(b"")
    empty.name = "leer.pdf"
    archive = io.BytesIO(b"PK\x03\x04" + b"0" * 500)
    archive.name = "alles.zip"
    page = f"/antrag/{antrag.id}/unterlagen/mietvertrag"
    answer = citizen.post(page, {"dateien": [photo(), archive]}, follow=True)
    assert [u.dateiname for u in answer.context["refused"]] == ["alles.zip"]
    assert answer.context["refused"][0].grund
    assert len(answer.context["clear"]) + len(answer.context["unclear"]) == 1
    assert {u.angenommen for u in queries.uploads(antrag)} == {True, False}
    again = citizen.post(page, {"dateien": [photo()]}, follow=True)
    assert again.status_code == 200
    assert sum(u.angenommen for u in queries.uploads(antrag)) == 1


def test_a_correction_is_listed_before_it_is_sent_and_makes_the_old_state_stale(citizen: Client) -> None:
    antrag = answer_all(citizen)
    base = f"/antrag/{antrag.id}"
    citizen.post(f"{base}/pruefen", {"richtig": "1"})
    answer = citizen.post(f"{base}/frage/miete", {"grundmiete": "640", "nebenkosten": "140", "heizkosten": "95"})
    assert answer.headers["Location"] == f"{base}/aendern"
    assert queries.antrag_by_id(antrag.id).antworten["grundmiete"] == "620.00"
    shown = citizen.get(f"{base}/aendern")
    assert [row["after"] for row in shown.context["changed"]] == ["640,00 €"]
    citizen.post(f"{base}/aendern", {"anlass": "Tippfehler"})
    changed = queries.antrag_by_id(antrag.id)
    assert changed.antworten["grundmiete"] == "640.00"
    assert changed.antworten_nr == 2 and changed.korrektur is None
    assert {t.art for t in casefile.open_aufgaben(changed.akte)} == {"antrag_pruefen", "aenderung_pruefen"}
    assert [s.nr for s in queries.answer_states(changed)] == [1, 2]


def test_account_without_email_opens_the_application_from_elsewhere(citizen: Client) -> None:
    antrag = antrag_of(citizen)
    answer = citizen.post(f"/antrag/{antrag.id}/konto", {"login": "Drei-Birnen", "passwort": "gelbe Birnen am Baum"})
    assert answer.status_code == 302
    other = Client()
    assert other.post("/anmelden", {"login": "drei-birnen", "passwort": "falsch"}).status_code == 200
    assert other.post("/anmelden", {"login": "drei-birnen", "passwort": "gelbe Birnen am Baum"}).status_code == 302
    assert other.get("/mein").headers["Location"] == f"/antrag/{antrag.id}/"
    assert other.get(f"/antrag/{antrag.id}/").status_code == 200


def test_withdrawn_application_stays_readable(citizen: Client) -> None:
    antrag = answer_all(citizen)
    citizen.post(f"/antrag/{antrag.id}/pruefen", {"richtig": "1"})
    citizen.post(f"/antrag/{antrag.id}/zuruecknehmen")
    page = citizen.get(f"/antrag/{antrag.id}/status")
    assert "zurückgenommen" in page.content.decode()
    sent = queries.antrag_by_id(antrag.id)
    assert [t.art for t in casefile.open_aufgaben(sent.akte)] == ["ruecknahme_pruefen"]


def test_staff_cannot_act_in_the_citizens_place_in_the_portal(citizen: Client, client_for: Any) -> None:
    antrag = antrag_of(citizen)
    assert client_for("berg").get(f"/antrag/{antrag.id}/").status_code == 403


def test_an_office_without_a_benefit_here_says_so_and_gives_its_phone(
    other_traeger: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None of its benefits is on the shelf: nothing is secured for the wrong office."""
    monkeypatch.setattr("nahbar.benefits.registry.offered_by", lambda kind: ())
    client = Client(SERVER_NAME="nebenstadt.localhost")
    for answer in (client.get("/antrag/sichern"), client.post("/antrag/sichern")):
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "nimmt hier noch keine Anträge an" in text and "0331 555-0" in text
        assert "<form" not in text.split("<main")[1].split("</main")[0]
    assert "antraege" not in client.session
