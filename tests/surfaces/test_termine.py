"""Pages of appointments: what a code shows, what stays typed, who sees the calendar; places set up in the browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nahbar.domain.appointments import queries
from nahbar.domain.appointments.models import Angebot, Ort, Schliesstag, Termin
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.accounts.session import ANTRAEGE
from nahbar.platform.zone import BERLIN
from nahbar.procedures.book_termin import book_termin
from nahbar.surfaces.workplace.views.orte import typed_time
from tests.domain.test_appointments import house, offer
from tests.procedures import desk

Clients = Callable[[str | None], Client]


def text(answer: Any) -> str:
    """The page without markup, blanks made single."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def beratung(actor: Callable[[str], Actor]) -> Angebot:
    return offer(actor("wolter"), house(actor("wolter"), hinweg="Haupteingang"))


def confirm(angebot: Angebot, zeit: str) -> str:
    return f"{reverse('portal:termin_bestaetigen', args=[angebot.id])}?zeit={zeit}"


def book(client: Client, angebot: Angebot, zeit: str = "20261125T0900Z", **more: str) -> Any:
    return client.post(confirm(angebot, zeit), {"zeit": zeit, "name": "Frau Ngô", **more})


def test_the_local_time_is_what_people_read(beratung: Angebot) -> None:
    """U41: 9.00 UTC in November is 10 o'clock here."""
    page = text(Client().get(confirm(beratung, "20261125T0900Z")))
    assert "Mittwoch, 25." in page and "10.00" in page
    answer = book(Client(), beratung)
    assert answer.status_code == 302 and Termin.objects.get().beginn == datetime(2026, 11, 25, 10, tzinfo=BERLIN)


def test_reading_writes_nothing(beratung: Angebot) -> None:
    """No session, no row, by looking at times; a wrong time in the address leads back to the times."""
    client = Client()
    for path in (reverse("portal:termin"), reverse("portal:termin_angebote"),
                 reverse("portal:termin_zeiten", args=[beratung.id]), confirm(beratung, "20261125T0900Z")):  # fmt: skip
        assert client.get(path).status_code == 200
    assert "sitzung" not in client.cookies and Termin.objects.count() == 0
    answer = client.get(confirm(beratung, "gestern"))
    assert answer.status_code == 302 and answer.url.endswith(str(beratung.id))
    assert client.get(reverse("portal:termin_zeiten", args=[beratung.id]) + "?ab=unsinn").status_code == 200


def test_the_second_one_keeps_what_was_typed(beratung: Angebot) -> None:
    """A calm sentence, four other times, and name, reason and need as they were."""
    book(Client(), beratung)
    second = Client()
    answer = book(second, beratung, name="Herr Özil", anlass="Kita", unterstuetzung="Rollstuhl")
    page = answer.content.decode()
    assert answer.status_code == 409 and "gerade jemand anderes" in page
    assert 'value="Herr Özil"' in page and 'value="Kita"' in page and 'value="Rollstuhl"' in page
    times = re.findall(r'name="zeit" value="(\d{8}T\d{4}Z)"', page)
    assert len(times) == 4 and "20261125T0900Z" not in times
    assert book(second, beratung, zeit=times[0]).status_code == 302
    assert Termin.objects.count() == 2


def test_a_code_shows_time_and_place_and_no_person(beratung: Angebot, actor: Callable[[str], Actor]) -> None:
    """Whoever finds a note with the code learns when and where, not who and what for."""
    antrag = desk.submitted()
    termin = book_termin(
        acting=actor("berg"), angebot=beratung, beginn=datetime(2026, 11, 25, 10, tzinfo=BERLIN), akte=antrag.akte,
        anlass="Schulden", sprache="", meldetermin=True,
    )  # fmt: skip
    stranger = Client()
    address = reverse("portal:termin_seite", args=[termin.id])
    for way in ("termin_seite", "termin_verschieben", "termin_absagen", "termin_kalender"):
        answer = stranger.get(reverse(f"portal:{way}", args=[termin.id]))
        assert answer.status_code == 302 and answer.url == reverse("portal:termin")
    assert stranger.get(reverse("portal:termin_seite", args=[antrag.id])).url == reverse("portal:termin")
    opened = stranger.post(reverse("portal:termin"), {"code": termin.code.replace("-", "").lower()})
    assert opened.url == address
    page = text(stranger.get(address))
    assert "10.00" in page and "Haupteingang" in page and "Marktplatz 1" in page
    for secret in ("Schulden", str(antrag.person), "Beraterin 0", "Beratung", "eingeladen"):
        assert secret not in page
    owner = Client()
    session = owner.session
    session[ANTRAEGE] = [str(antrag.id)]
    session.save()
    owner.cookies["sitzung"] = session.session_key
    page = text(owner.get(address))
    assert "Schulden" in page and "Beraterin 0" in page and "eingeladen" in page
    assert "Mittwoch, 25." in text(owner.get(reverse("portal:termin")))


def test_a_wrong_code_says_the_same_and_gets_slower(beratung: Angebot) -> None:
    client = Client()
    for _ in range(6):
        answer = client.post(reverse("portal:termin"), {"code": "2222-2222"})
    page = text(answer)
    assert answer.status_code == 200 and "Diesen Termin gibt es hier nicht" in page and "Warten Sie" in page


def test_closed_and_foreign_offers_do_not_exist(beratung: Angebot, actor: Callable[[str], Actor]) -> None:
    type(beratung).objects.filter(id=beratung.id).update(online_buchbar=False)
    assert Client().get(reverse("portal:termin_zeiten", args=[beratung.id])).status_code == 404
    assert book(Client(), beratung).status_code == 404
    assert "Zurzeit kann man hier keinen Termin buchen" in text(Client().get(reverse("portal:termin_angebote")))


def test_late_reason_in_the_portal(beratung: Angebot, now: Any) -> None:
    """J4 variant: at 10.20 the page asks what was, and keeps it."""
    client = Client()
    address = book(client, beratung).url.split("?")[0]
    now.set("2026-11-25T10:20")
    page = text(client.get(f"{address}/absagen"))
    assert "Warum konnten Sie nicht kommen?" in page and "hören wir Sie an" in page
    assert client.post(f"{address}/absagen", {"grund": "Kind krank"}).status_code == 302
    assert Termin.objects.get().stand == "versaeumt" and "Ihr Grund ist bei uns" in text(client.get(address))
    assert client.post(f"{address}/verschieben", {"zeit": "20261126T0900Z"}).status_code == 409


# --- workplace -------------------------------------------------------------------------------------------------------


def test_the_desk_books_moves_cancels_and_notes(beratung: Angebot, client_for: Clients, now: Any) -> None:
    """A01, A04: for a file, with a reason, and who came; missed only after the beginning."""
    berg, antrag = client_for("berg"), desk.submitted()
    assert antrag.person is not None and antrag.akte is not None
    new = reverse("workplace:termin_neu")
    query = {"angebot": str(beratung.id), "ab": "2026-11-25", "q": antrag.person.nachname}
    page = berg.get(new, query).content.decode()
    assert 'value="20261125T0900Z"' in page and antrag.akte.aktenzeichen in page and "meldetermin" in page
    assert "Wählen Sie ein Angebot" in text(berg.post(new, query))
    made = berg.post(new, {**query, "zeit": "20261125T0900Z", "akte": str(antrag.akte.id), "meldetermin": "ja"})
    termin = Termin.objects.get()
    assert made.status_code == 302 and termin.meldetermin and termin.akte == antrag.akte
    day = text(berg.get(reverse("workplace:termine"), {"tag": "2026-11-25"}))
    assert str(antrag.person) in day and "mit Rechtsfolgen" in day
    assert str(antrag.person) in text(berg.get(reverse("workplace:termine"), {"tag": "2026-11-27", "sicht": "woche"}))
    early = berg.post(reverse("workplace:termin_ergebnis", args=[termin.id]), {"kam": "nein"})
    assert early.status_code == 422 and "noch nicht begonnen" in text(early)
    moved = berg.post(reverse("workplace:termin_verschieben", args=[termin.id]), {"zeit": "20261126T0900Z"})
    assert moved.status_code == 302 and Termin.objects.get().sequence == 1
    now.set("2026-11-26T10:40")
    assert berg.post(reverse("workplace:termin_ergebnis", args=[termin.id]), {"kam": "ja"}).status_code == 302
    assert Termin.objects.get().stand == "wahrgenommen"
    refused = berg.post(reverse("workplace:termin_absagen", args=[termin.id]), {"grund": "x"})
    assert refused.status_code == 422 and "schon wahrgenommen" in text(refused)
    assert berg.get(reverse("workplace:termin", args=[antrag.id])).status_code == 404


def test_no_invitation_into_a_locked_room(client_for: Clients, actor: Callable[[str], Actor]) -> None:
    """A08: neither offered nor accepted, whatever is posted."""
    lead = actor("wolter")
    room = house(lead, "Gemeindehaus", art="partnerraum", eigentuemer="Pfarrei", zweckbindung="beratung")
    quiet = offer(lead, room, titel="Ruhig")
    fall = client_for("fall")
    values = {"angebot": str(quiet.id), "ab": "2026-11-25"}
    page = text(fall.get(reverse("workplace:termin_neu"), values))
    assert "Einladung mit Rechtsfolgen" not in page and "ohne Rechtsfolgen" in page
    answer = fall.post(
        reverse("workplace:termin_neu"), {**values, "zeit": "20261125T0900Z", "name": "X", "meldetermin": "ja"}
    )
    assert answer.status_code == 422 and "nur für Information und Beratung da" in text(answer)
    assert Termin.objects.count() == 0


def test_a_place_in_the_browser(client_for: Clients) -> None:
    """A06: made, changed, opened, closed; what was typed stays when it is refused."""
    lead = client_for("wolter")
    values = {"name": "Haus am Bach", "art": "amt", "traegerschaft": "kommunal", "strasse": "Bach 1", "plz": "4632",
              "ort": "Velen", "zweckbindung": ""}  # fmt: skip
    wrong = lead.post(reverse("workplace:ort_neu"), values)
    assert wrong.status_code == 422 and "Haus am Bach" in wrong.content.decode()
    assert lead.post(reverse("workplace:ort_neu"), {**values, "plz": "46342"}).status_code == 302
    ort = Ort.objects.get()
    words = {"titel": "Beratung", "art": "einzel", "dauer_min": "dreißig", "vorlauf_stunden": "2", "buchbar_tage": "30"}
    page = reverse("workplace:angebot_neu", args=[ort.id])
    assert lead.post(page, words).status_code == 422
    assert lead.post(page, {**words, "dauer_min": "30", "online": "ja"}).status_code == 302
    angebot = Angebot.objects.get()
    hours = reverse("workplace:angebot_zeiten", args=[angebot.id])
    assert lead.post(hours, {"weekday": "2", "von": "12:00", "bis": "9:00"}).status_code == 422
    assert lead.post(hours, {"weekday": "2", "von": "9", "bis": "12.30"}).status_code == 302
    helpers = reverse("workplace:angebot_einsatz", args=[angebot.id])
    assert lead.post(helpers, {"name": "", "art": "person"}).status_code == 422
    assert lead.post(helpers, {"name": "Herr Maier", "art": "person"}).status_code == 302
    one = queries.ressourcen(angebot)[0]
    assert one.account is not None and one.account.login == "maier"
    found = queries.free_slots(queries.angebot_by_id(angebot.id), date(2026, 11, 25), 1)
    assert [slot.zeit for slot in found] == ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "12:00"]
    closures = reverse("workplace:schliesstage")
    assert lead.post(closures, {"tag": "2026-11-25", "grund": " "}).status_code == 422
    assert lead.post(closures, {"tag": "2026-11-25", "grund": "Betriebsausflug"}).status_code == 302
    assert queries.free_slots(queries.angebot_by_id(angebot.id), date(2026, 11, 25), 1) == []
    assert "Geschlossen: Betriebsausflug" in text(lead.get(reverse("workplace:termine"), {"tag": "2026-11-25"}))
    assert lead.post(closures, {"weg": str(Schliesstag.objects.get().id)}).status_code == 302
    assert lead.post(helpers, {"weg": str(one.id)}).status_code == 302
    assert lead.post(hours, {"weg": str(queries.oeffnungen(angebot)[0].id)}).status_code == 302
    assert (
        lead.post(reverse("workplace:ort", args=[ort.id]), {**values, "plz": "46342", "ruht": "ja"}).status_code == 302
    )
    assert queries.orte() == []


def test_counting_visits(client_for: Clients, actor: Callable[[str], Actor]) -> None:
    """A09: a number by day and topic; the planner reads and writes it too."""
    lead = client_for("wolter")
    assert "Noch kein Ort" in text(lead.get(reverse("workplace:termine")))
    ort = house(actor("wolter"))
    page = reverse("workplace:angebot_neu", args=[ort.id])
    lead.post(page, {"titel": "Offen", "art": "offen", "dauer_min": "15", "vorlauf_stunden": "0", "buchbar_tage": "30"})
    plan = client_for("plan")
    besuche = reverse("workplace:besuche")
    values = {"angebot": str(Angebot.objects.get().id), "tag": "2026-11-17", "anzahl": "elf", "thema": "Kita"}
    wrong = plan.post(besuche, values)
    assert wrong.status_code == 422 and 'value="Kita"' in wrong.content.decode()
    assert plan.post(besuche, {**values, "anzahl": "11"}).status_code == 302
    assert "11 Besuche" in text(plan.get(besuche))


def test_times_as_people_type_them() -> None:
    assert [str(typed_time(one)) for one in ("9", "9.30", "09:00", "abc", "25:00")] == [
        "09:00:00", "09:30:00", "09:00:00", "None", "None"
    ]  # fmt: skip
