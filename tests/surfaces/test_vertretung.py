"""Pages of acting for somebody else: nothing is learnt, nothing is seen without right, ends are ends (J6, U16, U17)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from nahbar.domain.applications.models import Antrag, Beratungscode, Vertretung
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.domain.applications.vertretung_queries import contradictions, empfaenger, open_consents
from nahbar.platform.accounts.session import ACCOUNT, ANTRAEGE
from nahbar.procedures.amend_antrag import amend_antrag
from tests.benefits import timo
from tests.platform.intake_samples import jpeg
from tests.procedures import acting, desk

Clients = Callable[[str | None], Any]


def client_of(**session_values: Any) -> Client:
    client = Client()
    session = client.session
    session.update(session_values)
    session.save()
    client.cookies["sitzung"] = session.session_key
    return client


@pytest.fixture
def hers(traeger: Any) -> Antrag:
    """Elfriede Schulte has applied."""
    names = {"vorname": "Elfriede", "nachname": "Schulte", "geburtsdatum": acting.BORN.isoformat()}
    return desk.submitted(timo.answers() | names)


def mandated(actor: Any, antrag: Antrag, **more: Any) -> tuple[Client, Vertretung]:
    vertreter = acting.register(more.pop("login", "lange"))
    row = acting.released(actor("berg"), acting.asked(vertreter, kennung=antrag.nummer, **more))
    return client_of(**{ACCOUNT: str(vertreter.account_id)}), row


ASKED = {
    "art": "betreuung", "vorname": "Elfriede", "nachname": "Schulte", "geburtsdatum__tag": "2",
    "geburtsdatum__monat": "3", "geburtsdatum__jahr": "1955", "aufgabenkreise": ["behoerden"],
}  # fmt: skip


def test_j6_register_ask_and_wait(traeger: Any, client_for: Clients) -> None:
    client = Client()
    page = client.get("/vertretung").content.decode()
    assert "Konto anlegen" in page
    wrong = client.post("/vertretung/konto", {"name": "Dr. Anton Lange"}).content.decode()
    assert "Tragen Sie die Straße ein." in wrong
    typed = {"name": "Dr. Anton Lange", "strasse": "Marktstraße", "hausnummer": "4", "plz": "48599", "ort": "Gronau",
             "login": "lange", "passwort": acting.PASSWORD}  # fmt: skip
    assert client.post("/vertretung/konto", typed).url == "/mein"
    assert "Noch niemand" in client.get("/mein").content.decode()
    empty = client.post("/vertretung/neu", ASKED).content.decode()
    assert "Fügen Sie ein Foto oder eine Datei" in empty
    file = SimpleUploadedFile("ausweis.jpg", jpeg(), "image/jpeg")
    answer = client.post("/vertretung/neu", {**ASKED, "nachweis": file}, follow=True).content.decode()
    assert "Ihre Anfrage ist angekommen" in answer and "Bis dahin sehen Sie hier nichts" in answer
    row = Vertretung.objects.get()
    assert (row.stand, row.aufgabenkreise, row.person_id) == ("beantragt", ["behoerden"], None)
    staff = client_for("berg")
    assert "Dr. Anton Lange" in staff.get("/arbeit/vertretungen").content.decode()
    assert staff.get(reverse("workplace:vertretung_nachweis", args=[row.id]))["Content-Type"] == "application/pdf"
    refused = staff.post(reverse("workplace:vertretung_frei", args=[row.id]), {"fuer": "neu"})
    assert refused.status_code == 422 and "Setzen Sie beide Haken" in refused.content.decode()
    checked = {"fuer": "neu", "aufgabenkreise": ["behoerden"], "von": "2026-11-23", "bis": "2027-03-31",
               "gesehen": "on", "verglichen": "on"}  # fmt: skip
    done = staff.post(reverse("workplace:vertretung_frei", args=[row.id]), checked, follow=True)
    assert "Freigegeben. Die Person darf ab jetzt handeln" in done.content.decode()
    assert "Elfriede Schulte" in client.get("/mein").content.decode()


def test_known_and_unknown_persons_look_the_same(traeger: Any, hers: Antrag) -> None:
    """§ 35 SGB I: nobody learns by asking whether somebody is known here."""
    pages = []
    for number, name in enumerate(("Schulte", "Niemand")):
        vertreter = acting.register(f"frau-{number}")
        client = client_of(**{ACCOUNT: str(vertreter.account_id)})
        file = SimpleUploadedFile("ausweis.jpg", jpeg(), "image/jpeg")
        answer = client.post("/vertretung/neu", {**ASKED, "nachname": name, "nachweis": file}, follow=True)
        pages.append(answer.content.decode().replace(name, "X").split("<main")[1].split("</main")[0])
    assert pages[0] == pages[1]


def test_j6_the_page_says_for_whom_he_acts(traeger: Any, actor: Any, hers: Antrag) -> None:
    client, _ = mandated(actor, hers)
    for part in ("status", "unterlagen", "aendern", "post", "schaetzung"):
        page = client.get(f"/antrag/{hers.id}/{part}").content.decode()
        assert "Sie handeln für <bdi>Elfriede Schulte</bdi>." in page, part
    hers_page = client_of(**{ANTRAEGE: [str(hers.id)]}).get(f"/antrag/{hers.id}/status").content.decode()
    assert "Sie handeln für" not in hers_page and "Wer darf für mich handeln?" in hers_page


def test_her_own_keys_stay_hers(traeger: Any, actor: Any, hers: Antrag) -> None:
    client, _ = mandated(actor, hers)
    for part in ("konto", "geraet", "karte", "hinweise", "vertretung", "vertretung/briefe"):
        assert client.get(f"/antrag/{hers.id}/{part}").status_code == 404, part


def test_without_release_after_the_end_and_for_others_it_does_not_exist(
    traeger: Any, actor: Any, hers: Antrag, now: Any
) -> None:
    waiting = acting.register("wartet")
    acting.asked(waiting, kennung=hers.nummer)
    unreleased = client_of(**{ACCOUNT: str(waiting.account_id)})
    client, row = mandated(actor, hers, bis=date(2026, 11, 30))
    paths = [f"/antrag/{hers.id}/{part}" for part in ("status", "unterlagen", "post", "bestaetigung", "zuruecknehmen")]
    assert [unreleased.get(path).status_code for path in paths] == [404] * len(paths)
    assert client.get(paths[0]).status_code == 200
    assert unreleased.get(f"/vertretung/{row.id}").status_code == 404
    now.set("2026-12-01T00:00")
    assert [client.get(path).status_code for path in paths] == [404] * len(paths)
    assert {client.post(path).status_code for path in paths} <= {404, 405}
    assert "Gilt von" in client.get(f"/vertretung/{row.id}").content.decode()


def test_j6_he_writes_a_message_for_her(traeger: Any, actor: Any, hers: Antrag) -> None:
    client, _ = mandated(actor, hers)
    here = f"/antrag/{hers.id}/nachrichten"
    assert client.get(here).status_code == 200
    assert client.post(here, {"text": "Wann kommt der Bescheid?"}).status_code in {200, 302}
    assert "Wann kommt der Bescheid?" in client.get(here).content.decode()


def test_u16_she_acts_he_is_asked(traeger: Any, actor: Any, hers: Antrag, client_for: Clients) -> None:
    client, row = mandated(actor, hers, einwilligungsvorbehalt=True)
    new = hers.antworten | {"telefon": "0170 5550199"}
    amend_antrag(acting=desk.citizen(hers), antrag=hers, answers=new, anlass="Neue Nummer")
    page = client.get(f"/vertretung/{row.id}").content.decode()
    assert "Ihre Zustimmung ist gefragt" in page
    (one,) = open_consents(hers)
    stranger = acting.register("fremd")
    other = client_of(**{ACCOUNT: str(stranger.account_id)})
    assert other.post(f"/vertretung/zustimmung/{one.id}", {"antwort": "ja"}).status_code == 404
    assert client.post(f"/vertretung/zustimmung/{one.id}", {"antwort": "ja"}).status_code == 302
    assert open_consents(hers) == []
    assert "zugestimmt" in client_of(**{ANTRAEGE: [str(hers.id)]}).get(f"/antrag/{hers.id}/vertretung").content.decode()


def test_u17_the_desk_sees_both_answers_and_settles(
    traeger: Any, actor: Any, hers: Antrag, client_for: Clients
) -> None:
    _, row = mandated(actor, hers)
    lange = acting.acting_as(row.vertreter)
    amend_antrag(acting=lange, antrag=hers, answers=hers.antworten | {"grundmiete": "455.00"}, anlass="Vertrag")
    staff = client_for("berg")
    assert hers.akte is not None
    staff.post(f"/arbeit/akte/{hers.akte.id}/oeffnen", {"zweck": "antrag"})
    staff.post(f"/arbeit/akte/{hers.akte.id}/oeffnen", {"zweck": "anderes", "anderes": "Prüfung"})
    page = staff.get(f"/arbeit/vertretungen/akte/{hers.akte.id}").content.decode()
    assert "Zwei verschiedene Angaben" in page and "455,00" in page
    geklaert = reverse("workplace:vertretung_geklaert", args=[hers.id])
    staff.post(geklaert, {"pfad": "grundmiete", "grund": " "})
    assert contradictions(hers)
    staff.post(geklaert, {"pfad": "grundmiete", "grund": "Mietvertrag vom 1.5.2024"})
    assert contradictions(antrag_by_id(hers.id)) == []
    assert "Dr. Anton Lange" in staff.get(f"/arbeit/akte/{hers.akte.id}/").content.decode()


def test_u36_the_office_notes_what_the_parents_said(traeger: Any, client_for: Clients) -> None:
    antrag = acting.born(desk.submitted(), "2009-11-24")
    her = client_of(**{ANTRAEGE: [str(antrag.id)]})
    her.post(f"/antrag/{antrag.id}/zuruecknehmen")
    (one,) = open_consents(antrag)
    staff = client_for("berg")
    assert "Eltern oder Vormund" in staff.get("/arbeit/vertretungen").content.decode()
    staff.post(reverse("workplace:vertretung_zustimmung", args=[one.id]), {"antwort": "ja"})
    assert antrag_by_id(antrag.id).stand == "zurueckgenommen"


def test_a_helper_reads_sends_papers_and_does_not_submit(traeger: Any, hers: Antrag) -> None:
    her = client_of(**{ANTRAEGE: [str(hers.id)]})
    her.post(f"/antrag/{hers.id}/vertretung/code", {"darf": ["unterlagen"]})
    page = her.get(f"/antrag/{hers.id}/vertretung").content.decode()
    code = Beratungscode.objects.get().code
    assert code in page or code.split("-")[0] in page
    helper = client_of(**{ACCOUNT: str(acting.register("caritas", "Jana Ott", "Caritas Ahaus").account_id)})
    assert "gilt nicht oder nicht mehr" in helper.post("/vertretung/code", {"code": "AAAA-AAAA"}).content.decode()
    assert helper.post("/vertretung/code", {"code": code}).status_code == 302
    here = f"/antrag/{hers.id}/"
    assert "Elfriede" in helper.get(f"/vertretung/lesen/{hers.id}").content.decode()
    assert helper.get(f"{here}unterlagen").status_code == 200
    for part in ("aendern", "post", "status", "zuruecknehmen", "nicht-einverstanden", "frage/name"):
        assert helper.get(f"{here}{part}").status_code == 404, part
    file = SimpleUploadedFile("vertrag.jpg", jpeg(), "image/jpeg")
    assert helper.post(f"{here}unterlagen/mietvertrag", {"dateien": file}).status_code == 302
    row = Vertretung.objects.get(art="beratung")
    assert "Jana Ott (Caritas Ahaus)" in her.get(f"{here}vertretung").content.decode()
    assert her.post(f"{here}vertretung/{row.id}/beenden").status_code == 302
    assert helper.get(f"{here}unterlagen").status_code == 404


def test_u12_letters_to_a_counselling_office_are_named_and_ended_by_the_citizen(traeger: Any, hers: Antrag) -> None:
    her, here = client_of(**{ANTRAEGE: [str(hers.id)]}), f"/antrag/{hers.id}/vertretung"
    assert "Tragen Sie den Ort ein." in her.post(f"{here}/briefe", {"name": "Frau Ebbing"}).content.decode()
    typed = {"name": "Frau Ebbing", "organisation": "Wohnungslosenhilfe Borken", "strasse": "Heidener Straße",
             "hausnummer": "7", "plz": "46325", "ort": "Borken"}  # fmt: skip
    assert her.post(f"{here}/briefe", typed).status_code == 302
    to = empfaenger(antrag_by_id(hers.id))
    assert to is not None and to.lines[0] == "Wohnungslosenhilfe Borken"
    assert her.post(f"{here}/{to.vertretung.id}/beenden").status_code == 302
    assert empfaenger(antrag_by_id(hers.id)) is None


def test_a_vollmacht_by_code_leads_the_procedure_and_gets_the_letters(traeger: Any, hers: Antrag) -> None:
    her = client_of(**{ANTRAEGE: [str(hers.id)]})
    her.post(f"/antrag/{hers.id}/vertretung/code", {"darf": ["alles"]})
    daughter = acting.register("tochter", "Ute Schulte", "")
    client = client_of(**{ACCOUNT: str(daughter.account_id)})
    client.post("/vertretung/code", {"code": Beratungscode.objects.get().code})
    assert client.get(f"/antrag/{hers.id}/post").status_code == 200
    to = empfaenger(antrag_by_id(hers.id))
    assert to is not None and to.name == "Ute Schulte" and to.vertretung.bis == date(2027, 11, 23)


def test_the_ending_of_a_mandate_by_staff_and_by_herself(
    traeger: Any, actor: Any, hers: Antrag, client_for: Clients
) -> None:
    client, row = mandated(actor, hers)
    her = client_of(**{ANTRAEGE: [str(hers.id)]})
    assert her.post(f"/antrag/{hers.id}/vertretung/{row.id}/beenden").status_code == 404  # a court's order
    client_for("berg").post(reverse("workplace:vertretung_ende", args=[row.id]), {"grund": "Beschluss"})
    assert client.get(f"/antrag/{hers.id}/status").status_code == 404


def test_raw_sql_sees_no_mandate_of_another_traeger(traeger: Any, actor: Any, hers: Antrag, other_traeger: Any) -> None:
    """Tenancy is the database's: a second office sees none of the tables' rows."""
    mandated(actor, hers)
    tables = ("vertreter", "vertretung", "beratungscode", "zustimmung", "angabe", "einsendung")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from applications_vertretung")
        assert cursor.fetchone() == (1,)
        cursor.execute("select set_config('app.traeger', %s, true)", [str(other_traeger.id)])
        for table in tables:
            cursor.execute(f"select count(*) from applications_{table}")
            assert cursor.fetchone() == (0,), table
        cursor.execute("select set_config('app.traeger', %s, true)", [str(traeger.id)])
