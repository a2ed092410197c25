"""J11, A07: the purpose lock, tried through every address of the workplace, on the session and on the device."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nahbar.platform.accounts.session import ARBEITSORT
from nahbar.surfaces.workplace.routes import minderung as routes
from tests.procedures import desk
from tests.procedures.test_meldung import WEDNESDAY, missed, place, record


@pytest.fixture
def antrag(traeger: Any, now: Any) -> Any:
    now.set("2026-12-10T09:00")
    return desk.submitted()


def go_to(client: Client, ort: Any) -> None:
    """Say where one works today, through the page."""
    assert client.post("/arbeit/arbeitsort", {"ort": str(ort.id)}).status_code == 302


def test_j11_no_address_starts_prepares_decides_or_prints(
    antrag: Any, actor: Callable[[str], Any], client_for: Callable[[str], Client]
) -> None:
    from nahbar.domain.casefile.models import Eintrag
    from nahbar.domain.mailroom.models import Brief
    from nahbar.procedures.hear_meldeversaeumnis import hear_meldeversaeumnis

    heard = hear_meldeversaeumnis(acting=actor("fall"), meldung=record(actor("fall"), missed(antrag)))
    fresh = missed(antrag, beginn=WEDNESDAY - timedelta(days=7))
    client = client_for("fall")
    go_to(client, place("beratung", "Gemeindehaus"))
    before = (Eintrag.objects.count(), Brief.objects.count())
    tried = 0
    for route in routes.ROUTES:
        if not str(route.name).startswith("meldung"):
            continue
        kwargs = {key: fresh.id if key == "termin_id" else heard.id for key in route.pattern.converters}
        for call in (client.get, client.post):
            answer = call(
                reverse(f"workplace:{route.name}", kwargs=kwargs),
                {"belehrung": "Einladung vom 27.11.", "ausgang": "haerte", "begruendung": "Das wäre eine Härte."},
            )
            assert answer.status_code in {405, 409}, (route.name, answer.status_code)
            if answer.status_code == 409:
                assert "Gemeindehaus" in answer.content.decode() and b"%PDF" not in answer.content
                tried += 1
    assert tried >= 7
    assert (Eintrag.objects.count(), Brief.objects.count()) == before
    client.post("/arbeit/arbeitsort", {"ort": ""})
    assert client.get(reverse("workplace:meldung_brief", args=[heard.id])).content.startswith(b"%PDF")


def test_the_letter_is_not_printed_from_the_file_or_the_post_room_either(
    antrag: Any, actor: Callable[[str], Any], client_for: Callable[[str], Client]
) -> None:
    from nahbar.procedures.hear_meldeversaeumnis import hear_meldeversaeumnis

    heard = hear_meldeversaeumnis(acting=actor("fall"), meldung=record(actor("fall"), missed(antrag)))
    dokument, brief = heard.anhoerung.dokument_id, heard.anhoerung_id
    worker, post = client_for("wolter"), client_for("post")
    worker.post(f"/arbeit/akte/{antrag.akte_id}/oeffnen", {"zweck": "Prüfung einer Zahlung oder eines Schreibens"})
    assert worker.get(f"/arbeit/dokument/{dokument}.pdf").content.startswith(b"%PDF")
    locked = place("beratung", "Gemeindehaus")
    for client, path in (
        (worker, f"/arbeit/dokument/{dokument}.pdf"), (worker, f"/arbeit/dokument/{dokument}/seite/1"),
        (post, f"/arbeit/post/{brief}.pdf"),
    ):  # fmt: skip
        go_to(client, locked)
        answer = client.get(path)
        assert answer.status_code in {404, 409} and b"%PDF" not in answer.content, path
    own = antrag.eingangsbestaetigung_id
    assert worker.get(f"/arbeit/dokument/{own}.pdf").content.startswith(b"%PDF"), "what is no reduction stays open"


def test_a_device_fixed_in_the_room_locks_whoever_signs_in(
    antrag: Any, actor: Callable[[str], Any], client_for: Callable[[str], Client]
) -> None:
    """The session's choice does not undo it; a cookie that somebody made up is nothing."""
    locked, office = place("beratung", "Gemeindehaus"), place()
    lead, fall = client_for("wolter"), client_for("fall")
    assert fall.post("/arbeit/arbeitsort/geraet", {"ort": str(locked.id)}).status_code == 403
    lead.post("/arbeit/arbeitsort/geraet", {"ort": str(locked.id)})
    fall.cookies["geraet_ort"] = lead.cookies["geraet_ort"].value
    fall.post("/arbeit/arbeitsort", {"ort": str(office.id)})
    assert fall.get("/arbeit/versaeumt").status_code == 409
    fall.cookies["geraet_ort"] = str(locked.id)
    assert fall.get("/arbeit/versaeumt").status_code == 200


def test_a_lock_that_is_put_on_later_holds_at_once(
    antrag: Any, client_for: Callable[[str], Client]
) -> None:
    """The place is read anew with each page, not remembered by the session."""
    room = place(name="Familienzentrum")
    client = client_for("fall")
    go_to(client, room)
    assert client.get("/arbeit/versaeumt").status_code == 200
    room.zweckbindung = "beratung"
    room.save()
    assert client.session[ARBEITSORT] == str(room.id)
    assert client.get("/arbeit/versaeumt").status_code == 409


def test_the_way_through_the_pages(antrag: Any, client_for: Callable[[str], Client]) -> None:
    """Recorded, heard and decided by hand; what was typed survives a refusal."""
    from nahbar.domain.decisions.models import Meldeversaeumnis

    termin, client = missed(antrag), client_for("fall")
    assert "Festhalten" in client.get("/arbeit/versaeumt").content.decode()
    assert client.post(f"/arbeit/versaeumt/termin/{termin.id}", {"belehrung": " "}).status_code == 422
    client.post(f"/arbeit/versaeumt/termin/{termin.id}", {"belehrung": "Einladung vom 27. November 2026"})
    row = Meldeversaeumnis.objects.get()
    client.post(f"/arbeit/versaeumt/{row.id}/anhoeren")
    client.post(f"/arbeit/versaeumt/{row.id}/aeusserung", {"aeusserung": "Ich war beim Arzt."})
    nothing = client.post(f"/arbeit/versaeumt/{row.id}/entscheiden", {"begruendung": "Bescheinigung liegt vor"})
    assert nothing.status_code == 422 and "Bescheinigung liegt vor" in nothing.content.decode()
    client.post(
        f"/arbeit/versaeumt/{row.id}/entscheiden",
        {"ausgang": "wichtiger_grund", "begruendung": "Bescheinigung liegt vor."},
    )
    row.refresh_from_db()
    assert row.stand == "entschieden" and row.anhoerung is not None
    told = client.get(f"/arbeit/versaeumt/{row.id}?ok=meldung_entschieden").content.decode()
    assert "Am Geld ändert sich nichts" in told
    assert client.get("/arbeit/versaeumt/01900000-0000-7000-8000-000000000000").status_code == 404
