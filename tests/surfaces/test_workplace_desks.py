"""Post room, Kasse, front desk, operation; and who may open what."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.surfaces.test_workplace_decide import accept_all, open_akte, present, text
from tests.surfaces.workplace_cases import submitted

Clients = Callable[[str], Client]


def granted(client_for: Clients, **changes: Any) -> Any:
    """A released grant with its letter and its orders."""
    antrag = submitted(**changes)
    one = client_for("berg")
    open_akte(one, antrag)
    accept_all(one, antrag)
    current = present(one, antrag)
    answer = client_for("maier").post(reverse("workplace:release_now", args=[current.id]), {"version": current.version})
    assert answer.status_code == 302, text(answer)
    return antrag


def letters(stand: str) -> Any:
    from nahbar.domain.mailroom.queries import outgoing

    return outgoing(stand)


def test_j8_3_the_day_of_posting_makes_bekanntgabe_and_widerspruch(client_for: Clients, now: Any) -> None:
    granted(client_for)
    now.set("2026-11-26T10:00")
    post = client_for("post")
    page = text(post.get(reverse("workplace:post")))
    assert "Bewilligungsbescheid" in page and 'value="2026-11-26"' in page
    brief = letters("bereit")[0]
    assert post.get(reverse("workplace:post_letter", args=[brief.id])).content.startswith(b"%PDF")
    posted = reverse("workplace:posted")
    future = post.post(posted, {"brief": str(brief.id), "am": "2026-12-24"})
    assert future.status_code == 422 and "2026-12-24" in text(future) and "checked" in text(future)
    assert post.post(posted, {"am": "2026-11-26"}).status_code == 422
    done = text(post.post(posted, {"brief": str(brief.id), "am": "2026-11-26"}, follow=True))
    assert "Montag, 30." in done and "Mittwoch, 30." in done and "Alles ist verschickt" in done


def test_several_letters_go_out_with_one_day_and_one_wrong_stops_all(client_for: Clients) -> None:
    """What was refused leaves no trace, in the audit trail neither."""
    from nahbar.platform.audit.models import AuditEntry
    from nahbar.platform.tenancy.scope import flush

    granted(client_for)
    granted(client_for, vorname="Anna", nachname="Zeller")
    ids = [str(brief.id) for brief in letters("bereit")]
    nothing = "01900000-0000-7000-8000-000000000000"
    wrong = client_for("post").post(reverse("workplace:posted"), {"brief": [*ids, nothing], "am": "2026-11-23"})
    flush()
    assert wrong.status_code == 422 and len(letters("bereit")) == 2
    assert not AuditEntry.objects.filter(action="brief_sent").exists()
    client_for("post").post(reverse("workplace:posted"), {"brief": ids, "am": "2026-11-23"})
    assert letters("bereit") == [] and len(letters("versandt")) == 2


def test_a_letter_is_stopped_with_a_reason(client_for: Clients) -> None:
    granted(client_for)
    post, brief = client_for("post"), letters("bereit")[0]
    stop = reverse("workplace:stop_letter", args=[brief.id])
    assert post.post(stop, {"grund": ""}).status_code == 422
    assert "Anlage fehlt" in text(post.post(stop, {"grund": "Anlage fehlt"}, follow=True))


def test_j8_4_run_prepared_by_one_released_by_another_with_its_file(client_for: Clients) -> None:
    granted(client_for)
    one, two = client_for("kasse"), client_for("kasse2")
    page = text(one.get(reverse("workplace:cash")))
    assert "993,00" in page and 'value="2026-11-30"' in page, "der letzte Bankarbeitstag ist vorgeschlagen"
    prepare = reverse("workplace:prepare_run")
    sunday = one.post(prepare, {"art": "monatlich", "am": "2026-11-29"})
    assert sunday.status_code == 422 and 'value="2026-11-29"' in text(sunday)
    run = one.post(prepare, {"art": "monatlich", "am": "2026-11-30"})["Location"].partition("?")[0]
    own = text(one.get(run))
    assert "selbst vorbereitet" in own and ">Freigeben<" not in own and "993,00" in own
    assert one.post(f"{run}/freigeben").status_code == 422
    done = text(two.post(f"{run}/freigeben", follow=True))
    name = re.search(r"NB-20261130-M\d+\.xml", done)
    assert name is not None and "stimmen überein" in done
    xml = two.get(f"{run}/{name[0]}")
    assert b"pain.001.001.09" in xml.content and "attachment" in xml["Content-Disposition"]
    assert two.get(f"{run}/anderes.xml").status_code == 404


def test_those_without_account_stand_in_a_table_of_their_own(client_for: Clients) -> None:
    granted(client_for, konto=False, iban=None)
    one, two = client_for("kasse"), client_for("kasse2")
    made = one.post(reverse("workplace:prepare_run"), {"art": "sofort", "am": "2026-11-24"})
    run = made["Location"].partition("?")[0]
    assert "Ohne Konto (§ 47 SGB I)" in text(one.get(run))
    done = text(two.post(f"{run}/freigeben", follow=True))
    name = re.search(r"NB-[\w-]+\.csv", done)
    assert name is not None and b"993" in two.get(f"{run}/{name[0]}").content


def test_a_run_that_was_not_released_is_taken_apart(client_for: Clients) -> None:
    granted(client_for)
    one = client_for("kasse")
    made = one.post(reverse("workplace:prepare_run"), {"art": "sofort", "am": "2026-11-24"})
    run = made["Location"].partition("?")[0]
    assert "wieder frei" in text(one.post(f"{run}/aufloesen", follow=True))


def test_u1_a_new_code_needs_a_look_at_the_card_and_is_shown_once(client_for: Clients) -> None:
    from nahbar.domain.applications.access import antrag_for_access
    from nahbar.domain.casefile.queries import accesses, akte_by_id

    antrag = submitted()
    desk = client_for("empfang")
    page = text(desk.get(reverse("workplace:desk", args=[antrag.akte_id])))
    assert "Es fehlt noch" in page and "Heizkosten" not in page and "993" not in page
    assert accesses(akte_by_id(antrag.akte_id))[0].zweck == "Auskunft am Empfang"
    access = reverse("workplace:new_access", args=[antrag.id])
    blind = desk.post(access, {"weg": "schalter"})
    assert blind.status_code == 422 and "Ausweis" in text(blind)
    shown = desk.post(access, {"weg": "schalter", "ausweis": "ja"})
    secured = shown.context["secured"]
    assert antrag_for_access(secured.code, secured.pin).id == antrag.id
    assert desk.get(access).status_code == 405, "nicht noch einmal zu lesen"
    assert desk.post(access, {"weg": "brief"}).status_code == 302
    assert [brief.art for brief in letters("bereit")] == ["zugangscode"]


def test_an_application_at_the_desk_counts_from_today(client_for: Clients) -> None:
    desk = client_for("empfang")
    assert "Grundsicherungsgeld" in text(desk.get(reverse("workplace:frontdesk")))
    take = reverse("workplace:take_antrag")
    assert desk.post(take, {"leistung": "unbekannt"}).status_code == 422
    shown = desk.post(take, {"leistung": "grundsicherungsgeld", "notlage": "ja"})
    antrag = shown.context["antrag"]
    assert (antrag.kanal, antrag.notlage, str(antrag.wirkt_ab)) == ("schalter", True, "2026-11-01")
    assert shown.context["secured"].pin in text(shown).replace("</span><span>", "")


def test_operation_verifies_the_trail_and_shows_no_case(client_for: Clients) -> None:
    submitted()
    operator = client_for("betrieb")
    assert operator.get("/arbeit/")["Location"] == reverse("workplace:operation")
    page = text(operator.get(reverse("workplace:operation")))
    assert "Wartende Hintergrundaufträge" in page and "Krüger" not in page and "unversehrt" not in page
    assert "Die Kette ist unversehrt" in text(operator.post(reverse("workplace:verify")))


ONLY = {
    "workplace:releases": {"berg", "wolter"},
    "workplace:post": {"berg", "wolter", "post"},
    "workplace:cash": {"kasse", "kasse2"},
    "workplace:frontdesk": {"berg", "wolter", "empfang"},
    "workplace:operation": {"betrieb"},
    "workplace:search": {"berg", "wolter", "empfang"},
}


@pytest.mark.parametrize("view", ONLY)
def test_pages_are_for_their_roles_only(client_for: Clients, view: str) -> None:
    everybody = ["berg", "wolter", "empfang", "post", "kasse", "kasse2", "fall", "plan", "betrieb"]
    opened = {login for login in everybody if client_for(login).get(reverse(view)).status_code == 200}
    assert opened == ONLY[view]


def test_refused_staff_stay_in_their_frame(client_for: Clients) -> None:
    refused = client_for("kasse").get(reverse("workplace:releases"))
    assert refused.status_code == 403
    assert "gehört nicht zu Ihrer Aufgabe" in text(refused) and "angemeldet als Kasse" in text(refused)


def test_case_pages_are_closed_to_operation_post_cash_and_planning(client_for: Clients) -> None:
    antrag = submitted()
    pages = [reverse("workplace:akte", args=[antrag.akte_id]), reverse("workplace:decide", args=[antrag.id])]
    for login in ("betrieb", "post", "kasse", "plan", "empfang", "fall"):
        assert [client_for(login).get(page).status_code for page in pages] == [403, 403], login


def test_what_does_not_exist_is_not_found(client_for: Clients) -> None:
    nothing = "01900000-0000-7000-8000-000000000000"
    berg, kasse = client_for("berg"), client_for("kasse")
    for view in ("akte", "decide", "release", "post_letter", "document", "letter", "task"):
        assert berg.get(reverse(f"workplace:{view}", args=[nothing])).status_code == 404, view
    assert kasse.get(reverse("workplace:run", args=[nothing])).status_code == 404
    assert berg.post(reverse("workplace:change_task", args=[nothing]), {"tat": "nehmen"}).status_code == 422
