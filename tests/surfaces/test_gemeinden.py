"""Towns in the browser of the office and of citizens: set-up, refusal by a gate, letterhead, towns on paper."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.procedures import desk

Clients = Callable[[str | None], Client]
HEAD = {
    "logo_text": "Stadt Gescher", "absender": "Jobcenter Gescher", "strasse": "Marktplatz 2", "plz": "48712",
    "ort": "Gescher", "telefon": "02542 555-0", "oeffnungszeiten": "Montag bis Freitag 8 bis 12 Uhr",
}  # fmt: skip


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def gescher(traeger: Any) -> Any:
    """A town that trains its people and is not live yet."""
    from nahbar.domain.rollout.models import Einfuehrung
    from nahbar.platform.tenancy.models import Gemeinde

    town = Gemeinde.objects.create(name="Gescher", ags="05554016", plz=["48712"])
    Einfuehrung.objects.create(gemeinde=town, stand="schulung")
    return town


def test_the_operator_moves_a_town_and_a_red_gate_stops_it(client_for: Clients, gescher: Any) -> None:
    """O01–O03 by form: refused with the sentence, postponed with «unbekannt», the list shows it."""
    operator = client_for("betrieb")
    step = reverse("workplace:gemeinde_step", args=[gescher.id])
    refused = operator.post(step, {"nach": "live", "grund": "Wir sind so weit"})
    assert refused.status_code == 422 and "Gescher kann noch nicht in Betrieb gehen" in text(refused)
    assert 'value="Wir sind so weit"' in text(refused)
    gate = reverse("workplace:gemeinde_gate", args=[gescher.id])
    assert operator.post(gate, {"bedingung": "bandbreite", "gemessen": "schnell"}).status_code == 422
    assert operator.post(gate, {"bedingung": "bandbreite", "gemessen": "320", "pflicht": "ja"}).status_code == 302
    assert "gemessen 320 kbit/s" in text(operator.post(step, {"nach": "live", "grund": "noch einmal"}))
    assert operator.post(step, {"nach": "verschoben", "grund": "Leitung"}).status_code == 422
    done = operator.post(step, {"nach": "verschoben", "unbekannt": "ja", "grund": "Leitung"}, follow=True)
    assert "Die anderen Gemeinden bleiben" in text(done) and "noch nicht benannt" in text(done)
    listed = text(operator.get(reverse("workplace:gemeinden")))
    assert "5 von 6 Gemeinden" in listed and "verschoben" in listed
    assert operator.post(step, {"nach": "anders", "grund": "x"}).status_code == 422


def test_letterhead_is_previewed_saved_and_taken_back(client_for: Clients, gescher: Any) -> None:
    """O05: preview keeps nothing; each version can come back; the team lead reaches the hours only."""
    from nahbar.domain.rollout.queries import letterheads

    operator, page = client_for("betrieb"), reverse("workplace:briefkopf", args=[gescher.id])
    shown = operator.post(page, {**HEAD, "tat": "vorschau"})
    assert "noch nicht gespeichert" in text(shown) and not letterheads(gescher)
    assert operator.post(page, {**HEAD, "tat": "pdf"}).content.startswith(b"%PDF") and not letterheads(gescher)
    assert operator.post(page, {**HEAD, "telefon": "", "tat": "speichern"}).status_code == 422
    for phone in ("02542 555-0", "02542 555-9"):
        assert operator.post(page, {**HEAD, "telefon": phone, "tat": "speichern"}).status_code == 302
    lead = client_for("wolter")
    hours = {**HEAD, "telefon": "02542 555-9", "oeffnungszeiten": "nur dienstags", "tat": "speichern"}
    assert lead.post(page, hours).status_code == 302
    assert lead.post(page, {**hours, "telefon": "1"}).status_code == 422
    assert "readonly" in text(lead.get(page))
    back = reverse("workplace:briefkopf_restore", args=[gescher.id])
    assert operator.post(back, {"version": "1"}, follow=True).status_code == 200
    assert operator.post(back, {"version": "99"}).status_code == 422
    now = letterheads(gescher)[0]
    assert (now.version, now.telefon, now.aus_version) == (4, "02542 555-0", 1)
    sample = operator.get(reverse("workplace:briefkopf_sample", args=[gescher.id, 1]))
    assert sample.content.startswith(b"%PDF")
    assert operator.get(reverse("workplace:briefkopf_sample", args=[gescher.id, 99])).status_code == 404


def test_features_are_switched_by_form(client_for: Clients, gescher: Any) -> None:
    from nahbar.domain.rollout.queries import features

    address = reverse("workplace:gemeinde_feature", args=[gescher.id])
    assert client_for("betrieb").post(address, {"merkmal": "video", "an": "nein"}).status_code == 302
    assert {feature.key for feature, on in features(gescher) if not on} == {"video", "namen_bei_zugriffen"}
    assert client_for("betrieb").post(address, {"merkmal": "brieftaube", "an": "ja"}).status_code == 422


def test_citizens_find_their_town(client_for: Clients, gescher: Any) -> None:
    """Ugly case: the town is not live; the page says what goes all the same, with telephone and hours."""
    visitor, address = client_for(None), reverse("portal:town")
    page = text(visitor.get(address))
    assert "Gescher" in page and "noch auf Papier" in page and "Rhede" in page
    paper = text(visitor.get(address, {"plz": "48712"}))
    assert "Ihre Stadt arbeitet noch auf Papier" in paper and "steht noch nicht fest" in paper
    assert "Antrag jetzt sichern" in paper and "02861 555-0" in paper
    assert "Hier geht das online" in text(visitor.get(address, {"ort": "05554052"}))
    assert "kennen wir nicht" in text(visitor.get(address, {"plz": "99999"}))
    gescher.plz = ["48712", "46414"]
    gescher.save()
    both = text(visitor.get(address, {"plz": "46414"}))
    assert "Diese Postleitzahl haben mehrere Orte" in both


def test_an_application_of_a_paper_town_counts_and_is_forwarded(
    client_for: Clients, gescher: Any, tmp_path: Path
) -> None:
    """Ugly case: taken all the same; the person is told, the post room prints and forwards once."""
    from nahbar.domain.casefile.models import Aufgabe
    from nahbar.domain.rollout.actions import save_letterhead
    from nahbar.platform.accounts.roles import MACHINE
    from nahbar.platform.accounts.session import ANTRAEGE
    from nahbar.platform.vault.actions import read_file
    from tests.benefits import timo

    save_letterhead(acting=MACHINE, gemeinde=gescher, values=HEAD)
    antrag = desk.submitted(timo.answers() | {"plz": "48712", "ort": "Gescher"})
    assert antrag.stand == "eingegangen" and antrag.akte.gemeinde == gescher
    citizen = client_for(None)
    session = citizen.session
    session[ANTRAEGE] = [str(antrag.id)]
    session.save()
    citizen.cookies["sitzung"] = session.session_key
    status = text(citizen.get(reverse("portal:status", args=[antrag.id])))
    assert "Gescher arbeitet noch auf Papier" in status and "02542 555-0" in status
    (tmp_path / "b.pdf").write_bytes(read_file(antrag.eingangsbestaetigung.ansicht))
    printed = subprocess.run(["pdftotext", str(tmp_path / "b.pdf"), "-"], check=True, capture_output=True, text=True)
    assert "Stadt Gescher" in printed.stdout and "Jobcenter Gescher" in printed.stdout

    task = Aufgabe.objects.get(art="papier_weiterleiten")
    assert task.titel == "Ausdrucken und weiterleiten an Jobcenter Gescher, Marktplatz 2, 48712 Gescher"
    post = client_for("post")
    led = post.get(reverse("workplace:task", args=[task.id]))
    assert led.url == reverse("workplace:forward", args=[task.id])
    assert "Eingangsbestätigung" in text(post.get(led.url))
    receipt = antrag.eingangsbestaetigung
    opened = post.get(reverse("workplace:forward_document", args=[task.id, receipt.id]))
    assert opened.content.startswith(b"%PDF")
    assert post.get(reverse("workplace:forward_document", args=[task.id, antrag.id])).status_code == 404
    assert "weitergeleitet" in text(post.post(led.url, follow=True))
    assert post.get(led.url).status_code == 404, "what is done is gone"
    assert "zur Post gegeben" in text(citizen.get(reverse("portal:status", args=[antrag.id])))


def test_a_live_town_needs_no_paper(traeger: Any) -> None:
    from nahbar.domain.casefile.models import Aufgabe

    desk.submitted()
    assert not Aufgabe.objects.filter(art="papier_weiterleiten").exists()
