"""The work list (screen 10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.surfaces.workplace_cases import submitted

START = "/arbeit/"
Clients = Callable[[str], Client]


def page(client: Client, query: str = "") -> str:
    answer = client.get(START + query)
    assert answer.status_code == 200
    return answer.content.decode()


def tasks(login: str, staff: dict[str, Any]) -> list[Any]:
    from nahbar.domain.casefile.queries import work_list
    from nahbar.platform.accounts.session import actor_of_account

    return work_list(actor_of_account(staff[login]))


def test_a_new_application_stands_in_the_list_with_its_next_step(client_for: Clients) -> None:
    submitted()
    text = page(client_for("berg"))
    for word in ("Timo Krüger", "1 Aufgabe", "Prüfen und entscheiden", "noch 7 Tage", "fehlen"):
        assert word in text, word


def test_an_empty_list_says_what_will_appear(client_for: Clients) -> None:
    assert "Der Eingang ist leer" in page(client_for("berg"))


def test_filters_live_in_the_address_and_sorting_keeps_them(client_for: Clients) -> None:
    submitted()
    submitted(vorname="Jürgen", nachname="Größl", notlage=["essen"])
    client = client_for("berg")
    assert "Größl" in page(client, "?text=groessl") and "Krüger" not in page(client, "?text=groessl")
    assert "Krüger" not in page(client, "?dringlichkeit=0") and "Notlage" in page(client, "?dringlichkeit=0")
    assert "Dazu gibt es gerade keine Aufgabe" in page(client, "?wer=ich")
    text = page(client, "?dringlichkeit=2&sort=name")
    assert "?dringlichkeit=2&amp;sort=-name" in text
    both = page(client, "?sort=name")
    assert both.index("Größl") < both.index("Krüger")
    down = page(client, "?sort=-name")
    assert down.index("Krüger") < down.index("Größl")


def test_taking_giving_back_and_putting_off_a_task(client_for: Clients, staff: dict[str, Any]) -> None:
    submitted()
    client = client_for("berg")
    task = tasks("berg", staff)[0]
    change = reverse("workplace:change_task", args=[task.id])
    assert "ok=uebernommen" in client.post(change, {"tat": "nehmen", "zurueck": "/arbeit/?wer=frei"})["Location"]
    assert tasks("berg", staff)[0].owner == "Frau Berg"
    refused = client_for("maier").post(change, {"tat": "nehmen"})
    assert refused.status_code == 422 and "Frau Berg bearbeitet das schon" in refused.content.decode()
    client.post(change, {"tat": "zurueckgeben"})
    assert tasks("berg", staff)[0].owner == ""
    missing = client.post(change, {"tat": "spaeter", "bis": ""})
    assert missing.status_code == 422 and "Wählen Sie einen Tag" in missing.content.decode()
    client.post(change, {"tat": "spaeter", "bis": "2026-12-01"})
    assert tasks("berg", staff) == []
    assert "zurückgestellt bis 1." in page(client, "?zurueckgestellt=1")


def test_several_tasks_are_taken_at_once(client_for: Clients, staff: dict[str, Any]) -> None:
    submitted()
    submitted(vorname="Anna", nachname="Zeller")
    client = client_for("berg")
    both = [str(task.id) for task in tasks("berg", staff)]
    assert client.post(reverse("workplace:take_many"), {"aufgabe": both}).status_code == 302
    assert {task.owner for task in tasks("berg", staff)} == {"Frau Berg"}
    none = client.post(reverse("workplace:take_many"), {})
    assert none.status_code == 422 and "mindestens eine Aufgabe" in none.content.decode()


def test_the_list_as_a_table_defuses_formulas(client_for: Clients) -> None:
    submitted(vorname="=1+1", nachname="Zeller")
    answer = client_for("berg").get(START + "?format=csv")
    text = answer.content.decode("utf-8-sig")
    assert answer["Content-Type"].startswith("text/csv")
    assert text.splitlines()[0].startswith("Dringlichkeit;Aktenzeichen;Name")
    assert "'=1+1 Zeller" in text


@pytest.mark.parametrize(
    ("login", "seen"),
    [
        (
            "berg",
            {
                "Eingang", "Freigaben", "Gespräche", "Termine", "Posteingang", "Postausgang", "Empfang", "Warteraum",
                "Terminals", "Wissen", "Datenschutz", "Hinweise", "Vertretungen", "Widersprüche", "Aussonderung",
            },
        ),  # fmt: skip
        ("post", {"Eingang", "Posteingang", "Postausgang"}),
        ("kasse", {"Eingang", "Kasse"}),
        ("empfang", {"Eingang", "Termine", "Empfang", "Warteraum", "Terminals", "Widersprüche"}),
        ("betrieb", {"Terminals", "Orte", "Gemeinden", "Parameter", "Betrieb"}),
        ("plan", {"Besuche", "Planung"}),
    ],
)
def test_the_rail_shows_what_the_role_may_do(client_for: Clients, login: str, seen: set[str]) -> None:
    answer = client_for(login).get(START, follow=True)
    rail = {entry["title"] for entry in answer.context["nav"]}
    assert rail == seen


def test_roles_see_only_tasks_of_their_desk(client_for: Clients) -> None:
    submitted()
    assert "Krüger" not in page(client_for("post")) and "Krüger" not in page(client_for("kasse"))


def test_taking_and_opening_a_task_needs_no_second_reason(client_for: Clients, staff: dict[str, Any]) -> None:
    """U32: the own task is the reason, and it stands in the list of accesses."""
    from nahbar.domain.casefile.queries import accesses, akte_by_id

    antrag = submitted()
    client = client_for("berg")
    assert "Übernehmen und öffnen" in page(client)
    task = tasks("berg", staff)[0]
    target = reverse("workplace:task", args=[task.id])
    change = reverse("workplace:change_task", args=[task.id])
    answer = client.post(change, {"tat": "nehmen", "zurueck": target}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("workplace:decide", args=[antrag.id])
    assert "Jetzt berechnen" in answer.content.decode()
    assert [one.zweck for one in accesses(akte_by_id(antrag.akte_id))] == ["Bearbeitung: Antrag prüfen"]


def test_a_task_leads_to_the_page_of_its_kind(client_for: Clients, actor: Any, staff: dict[str, Any]) -> None:
    from nahbar.procedures.present_for_release import present_for_release
    from nahbar.procedures.propose_decision import propose_decision

    antrag = submitted()
    draft = propose_decision(acting=actor("berg"), antrag=antrag)
    present_for_release(acting=actor("berg"), entscheidung=draft, version=draft.version)
    task = next(one for one in tasks("maier", staff) if one.art == "freigabe")
    answer = client_for("maier").get(reverse("workplace:task", args=[task.id]))
    assert answer["Location"] == reverse("workplace:release", args=[draft.id])
