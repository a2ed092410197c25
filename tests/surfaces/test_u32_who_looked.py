"""U32: somebody looks at a neighbour's file: a reason, a question to a person, and the citizen reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from nahbar.domain.casefile import actions, aktenschutz, auffaellig
from nahbar.domain.casefile.errors import AkteUnknown, NoteMissing, OwnMatter
from nahbar.domain.casefile.models import Akte, Auffaelligkeit, Zugriff
from nahbar.domain.people.models import Person
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.accounts.session import ANTRAEGE
from nahbar.procedures.change_gemeinde import switch_feature
from tests.conftest import Clock
from tests.domain.test_seitentext import file_of
from tests.procedures import desk

WHY = "Anruf der antragstellenden Person"
DAY = "2026-11-24T10:00"
"""A Tuesday, in the morning."""


def look(client: Any, akte: Akte, why: str = WHY) -> None:
    assert client.post(f"/arbeit/akte/{akte.id}/oeffnen", {"zweck": "anderes", "anderes": why}).status_code == 302


def asked() -> list[tuple[str, str]]:
    rows = Auffaelligkeit.objects.order_by("id").select_related("account")
    return [(row.account.name, row.regel) for row in rows]


def test_a_file_without_a_task_needs_a_reason_and_an_ordinary_one_asks_nothing_U32(
    traeger: Any, now: Clock, client_for: Callable[[str | None], Any]
) -> None:
    now.set(DAY)
    akte = file_of("Weber")
    client = client_for("berg")
    page = client.get(f"/arbeit/akte/{akte.id}/")
    assert "Warum öffnen Sie diese Akte?" in page.content.decode()
    assert client.post(f"/arbeit/akte/{akte.id}/oeffnen", {"zweck": ""}).status_code == 422
    assert Zugriff.objects.count() == 0
    look(client, akte)
    assert Zugriff.objects.get().anlass == "grund"
    assert asked() == []


def test_the_same_surname_is_asked_about_once_U32(
    traeger: Any, now: Clock, client_for: Callable[[str | None], Any]
) -> None:
    now.set(DAY)
    akte, double = file_of("Berg"), file_of("Berger")
    client = client_for("berg")
    for why in (WHY, "Ein zweiter Grund am selben Tag"):
        look(client, akte, why)
    look(client, double)
    assert asked() == [("Frau Berg", "name")]


def test_the_address_of_the_own_matter_and_the_file_of_a_colleague_U32(
    traeger: Any, now: Clock, staff: dict[str, Any], actor: Callable[[str], Actor],
    client_for: Callable[[str | None], Any],
) -> None:  # fmt: skip
    now.set(DAY)
    own, neighbour, far = file_of("Anders"), file_of("Nachbar"), file_of("Fern")
    for akte, number in ((own, "7"), (neighbour, "7"), (far, "9")):
        Person.objects.filter(id=akte.person_id).update(strasse="Lindenweg", hausnummer=number, plz="46325")
    team = [staff["wolter"].id, staff["oeztuerk"].id]
    row = aktenschutz.protect_akte(acting=actor("wolter"), akte=own, grund="eigen", team=team, betroffen=staff["berg"])
    for akte in (neighbour, far):
        look(client_for("berg"), akte)
    assert asked() == [("Frau Berg", "anschrift")]
    look(client_for("oeztuerk"), own)  # the team works
    assert len(asked()) == 1
    aktenschutz.end_protection(acting=actor("wolter"), schutz=row)
    look(client_for("maier"), own)
    assert asked()[1:] == [("Herr Maier", "kollege")]


def test_many_files_in_an_hour_and_odd_hours_U32(
    traeger: Any, now: Clock, client_for: Callable[[str | None], Any]
) -> None:
    """The sixteenth in an hour is asked about once; at night the first one."""
    now.set(DAY)
    client = client_for("berg")
    files = [file_of(f"Fremd{number}") for number in range(18)]
    for number, akte in enumerate(files, start=1):
        look(client, akte)
        assert asked() == ([("Frau Berg", "viele")] if number > auffaellig.MOST_FILES else [])
    for moment in ("2026-11-24T22:30", "2026-11-28T10:00"):
        now.set(moment)
        look(client_for("oeztuerk"), file_of("Nacht"))
    assert asked()[1:] == [("Frau Öztürk", "uhrzeit")] * 2


def test_an_own_task_and_an_own_appointment_ask_nothing_at_night_U32(
    traeger: Any, now: Clock, staff: dict[str, Any], client_for: Callable[[str | None], Any]
) -> None:
    now.set("2026-11-24T22:30")
    akte = file_of("Weber")
    vorgang = actions.open_vorgang(acting=MACHINE, akte=akte, art="erstantrag", titel="Erstantrag")
    actions.add_aufgabe(
        acting=MACHINE, akte=akte, vorgang=vorgang, art="antrag_pruefen", titel="Prüfen",
        frist=akte.created_at.date(), pool="leistung", owner=staff["berg"],
    )  # fmt: skip
    assert client_for("berg").get(f"/arbeit/akte/{akte.id}/").status_code == 200
    assert Zugriff.objects.get().anlass == "aufgabe"
    assert asked() == []


def test_the_team_lead_decides_with_a_trace_nobody_about_oneself_U32(
    traeger: Any, now: Clock, actor: Callable[[str], Actor], client_for: Callable[[str | None], Any]
) -> None:
    now.set(DAY)
    look(client_for("berg"), file_of("Berg"))
    look(client_for("wolter"), file_of("Wolter"))
    lead = client_for("wolter")
    page = lead.get("/arbeit/auffaellig").content.decode()
    assert "Frau Berg hat eine Akte mit dem eigenen Nachnamen geöffnet." in page
    assert WHY in page
    assert "Frau Wolter hat" not in page
    row, own = Auffaelligkeit.objects.get(account__login="berg"), Auffaelligkeit.objects.get(account__login="wolter")
    refused = lead.post(f"/arbeit/auffaellig/{row.id}", {"stand": "gespraech", "anmerkung": "ok"})
    assert refused.status_code == 422
    assert "Schreiben Sie in einem Satz" in refused.content.decode()
    sent = {"stand": "gespraech", "anmerkung": "Die Person ist nicht verwandt, der Anruf ist notiert."}
    assert lead.post(f"/arbeit/auffaellig/{row.id}", sent).status_code == 302
    page = lead.get("/arbeit/auffaellig").content.decode()
    assert "Gespräch geführt" in page
    assert "nicht verwandt" in page
    assert "von Frau Wolter" in page
    assert lead.post(f"/arbeit/auffaellig/{own.id}", sent).status_code == 404
    with pytest.raises(AkteUnknown):
        auffaellig.question_by_id(own.id, actor("wolter"))
    with pytest.raises(OwnMatter):
        auffaellig.decide(acting=actor("wolter"), row=own, stand="ordnung", anmerkung="")
    with pytest.raises(NoteMissing):
        auffaellig.decide(acting=actor("wolter"), row=row, stand="vergessen", anmerkung="")
    assert client_for("berg").get("/arbeit/auffaellig").status_code == 403


def test_a_question_about_a_protected_file_is_for_its_team_U32_U33(
    traeger: Any, now: Clock, staff: dict[str, Any], actor: Callable[[str], Actor],
    client_for: Callable[[str | None], Any],
) -> None:  # fmt: skip
    now.set(DAY)
    akte = file_of("Berg")
    look(client_for("berg"), akte)
    team = [staff["maier"].id, staff["oeztuerk"].id]
    aktenschutz.protect_akte(acting=actor("wolter"), akte=akte, grund="angehoerig", team=team)
    assert akte.aktenzeichen not in client_for("wolter").get("/arbeit/auffaellig").content.decode()
    row = Auffaelligkeit.objects.get()
    assert client_for("wolter").post(f"/arbeit/auffaellig/{row.id}", {"stand": "ordnung"}).status_code == 404


def test_the_person_reads_role_and_unit_and_a_name_only_where_the_town_decided_so_U32(
    traeger: Any, now: Clock, staff: dict[str, Any], actor: Callable[[str], Actor],
    client_for: Callable[[str | None], Any],
) -> None:  # fmt: skip
    now.set(DAY)
    antrag = desk.submitted()
    look(client_for("berg"), antrag.akte)
    citizen = Client()
    session = citizen.session
    session[ANTRAEGE] = [str(antrag.id)]
    session.save()
    citizen.cookies["sitzung"] = session.session_key
    page = citizen.get(f"/antrag/{antrag.id}/einsicht").content.decode()
    assert "Leistungssachbearbeitung</strong>, Jobcenter Kreis Musterland" in page
    assert WHY in page
    assert "Frau Berg" not in page
    switch_feature(acting=actor("betrieb"), gemeinde=antrag.akte.gemeinde, key="namen_bei_zugriffen", an=True)
    assert "Frau Berg, Leistungssachbearbeitung" in citizen.get(f"/antrag/{antrag.id}/einsicht").content.decode()
