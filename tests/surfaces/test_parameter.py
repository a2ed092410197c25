"""Parameter sets in the browser of the office: load, refuse with lines, review, replay, put into force (D03)."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nahbar.domain.decisions.parameter_queries import lauf_by_id, set_view, sets
from tests.procedures.desk import Who, released, submitted
from tests.procedures.test_parameter_sets import file_2027, worked

Clients = Callable[[str | None], Client]
LIST = "workplace:parameter"


def text(answer: Any) -> str:
    return unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def upload(client: Client, content: bytes | str, name: str = "Werte 2027") -> Any:
    raw = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("2027.yaml", raw)
    return client.post(reverse("workplace:parameter_laden"), {"name": name, "datei": file}, follow=True)


def test_from_upload_to_force_with_two_persons(client_for: Clients, actor: Who) -> None:
    """J12 by form: the Betrieb sees no file number, the team lead does; buttons say what they do."""
    final = released(actor, submitted())
    operator, lead = client_for("betrieb"), client_for("wolter")
    empty = text(operator.get(reverse(LIST)))
    assert "Noch kein Satz geladen" in empty and "1 laufender Fall hat Monate" in empty
    assert final.akte.aktenzeichen not in empty
    listed = text(lead.get(reverse(LIST)))
    assert final.akte.aktenzeichen in listed and "Satz laden" not in listed
    shown = text(upload(operator, file_2027()))
    assert "Es gilt noch nichts davon" in shown and "573,00 €" in shown and "Prüfung bestätigen" not in shown
    [row] = sets()
    page = reverse("workplace:parameter_satz", args=[row.id])

    def post(client: Client, step: str, **values: str) -> Any:
        return client.post(reverse(f"workplace:parameter_{step}", args=[row.id]), values, follow=True)

    digest = lead.get(page).context["digest"]
    refused = post(lead, "pruefen", stand=digest, vermerk="")
    assert refused.status_code == 422 and "womit Sie die Werte verglichen haben" in text(refused)
    assert post(operator, "pruefen", stand=digest, vermerk="selbst verglichen").status_code == 422
    assert "Geprüft." in text(post(lead, "pruefen", stand=digest, vermerk="mit dem BGBl. verglichen"))
    assert "sobald eine Nachrechnung" in text(operator.get(page))
    assert post(operator, "in_kraft", ab="2026-11-23").status_code == 422
    assert post(lead, "nachrechnen", monat="2027-01").status_code == 403
    assert post(operator, "nachrechnen", monat="irgendwann").status_code == 422
    running = text(post(operator, "nachrechnen", monat="2027-01"))
    assert "Nachrechnung läuft" in running and "0 von 1" in running
    view = set_view(sets()[0])
    assert view.laeuft is not None
    worked(lauf_by_id(view.laeuft.id))
    result = text(operator.get(page))
    assert "1.003,00 €" in result and "angepasst ohne Antrag" in result and final.akte.aktenzeichen not in result
    assert final.akte.aktenzeichen in text(lead.get(page))
    assert post(operator, "in_kraft", ab="morgen").status_code == 422
    assert "In Kraft gesetzt." in text(post(operator, "in_kraft", ab="2026-11-23"))
    assert "ab 23. November 2026" in text(operator.get(reverse(LIST)))


def test_a_refused_file_names_its_lines_and_stays_in_the_form(client_for: Clients) -> None:
    operator = client_for("betrieb")
    wrong = 'regelbedarfsstufe_1:\n  werte:\n    - {ab: 2027-01-01, wert: 573, quelle: "meine Quelle"}\n'
    answer = upload(operator, wrong)
    assert answer.status_code == 422 and "Zeile 3, regelbedarfsstufe_1: »wert« ist kein Text" in text(answer)
    assert "meine Quelle" in text(answer) and 'value="Werte 2027"' in text(answer)
    pasted = {"name": "Werte 2027", "inhalt": wrong.replace("573", '"573.00"')}
    assert "573,00 €" in text(operator.post(reverse("workplace:parameter_laden"), pasted, follow=True))
    for content, words in ((b"\xff\xfe", "UTF-8"), (b"  ", "Wählen Sie eine Datei"), (b"x" * 1_000_001, "1 MB")):
        refused = upload(operator, content)
        assert refused.status_code == 422 and words in text(refused)
    assert len(sets()) == 1


def test_files_to_download_and_a_set_laid_aside(client_for: Clients) -> None:
    operator = client_for("betrieb")
    template = operator.get(reverse("workplace:parameter_vorlage"))
    assert "attachment" in template["Content-Disposition"]
    refused = upload(operator, template.content)
    assert refused.status_code == 422 and "Die Quelle ist leer" in text(refused)
    upload(operator, file_2027())
    [row] = sets()
    assert operator.get(reverse("workplace:parameter_datei", args=[row.id])).content.decode() == file_2027()
    step = reverse("workplace:parameter_verwerfen", args=[row.id])
    assert operator.post(step, {"grund": ""}).status_code == 422
    assert "Verworfen" in text(operator.post(step, {"grund": "falsche Datei"}, follow=True))
    assert "Prüfung bestätigen" not in text(operator.get(reverse("workplace:parameter_satz", args=[row.id])))
