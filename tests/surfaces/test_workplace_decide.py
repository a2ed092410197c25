"""From the task to the released Bescheid (J8), with two people at one draft (U21)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.surfaces.workplace_cases import open_akte, submitted

Clients = Callable[[str], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


def at_desk(client_for: Clients, login: str, antrag: Any) -> Client:
    client = client_for(login)
    open_akte(client, antrag)
    return client


def draft(client: Client, antrag: Any) -> Any:
    from nahbar.domain.decisions.queries import open_decision

    assert client.post(reverse("workplace:propose", args=[antrag.id])).status_code == 302
    return open_decision(antrag)


def accept_all(client: Client, antrag: Any) -> None:
    from nahbar.domain.applications.queries import nachweise

    for paper in nachweise(antrag):
        client.post(reverse("workplace:judge", args=[antrag.id]), {"nachweis": paper.key, "tat": "anerkennen"})


def present(client: Client, antrag: Any) -> Any:
    current = draft(client, antrag)
    answer = client.post(reverse("workplace:present", args=[antrag.id]), {"version": current.version})
    assert answer.status_code == 302, text(answer)
    return current


def save(client: Client, antrag: Any, version: int, path: str, old: str, new: str, grund: str) -> Any:
    values = {"version": version, f"alt:{path}": old, f"wert:{path}": new, f"grund:{path}": grund}
    return client.post(reverse("workplace:save_draft", args=[antrag.id]), values)


def test_j8_1_the_desk_shows_facts_months_norms_and_the_check_list(client_for: Clients) -> None:
    antrag = submitted()
    client = at_desk(client_for, "berg", antrag)
    page = reverse("workplace:decide", args=[antrag.id])
    assert "Jetzt berechnen" in text(client.get(page))
    draft(client, antrag)
    shown = text(client.get(page))
    for words in (
        "993,00",
        "Heizkosten",
        "60,00",
        "Antrag, Stand 1",
        "SGB II § 20",
        "BGBl",
        "Prüfliste",
        "Zur Freigabe vorlegen",
    ):
        assert words in shown, words
    assert 'data-colour="yellow"' in shown and "Mietvertrag" in shown


def test_a_get_does_not_calculate(client_for: Clients) -> None:
    from nahbar.domain.decisions.queries import open_decision

    antrag = submitted()
    client = at_desk(client_for, "berg", antrag)
    client.get(reverse("workplace:decide", args=[antrag.id]))
    assert open_decision(antrag) is None


def test_a_correction_needs_a_reason_and_keeps_what_was_typed(client_for: Clients) -> None:
    antrag = submitted()
    client = at_desk(client_for, "berg", antrag)
    current = draft(client, antrag)
    refused = save(client, antrag, current.version, "wohnung.heizkosten", "60,00", "72,50", "")
    assert refused.status_code == 422 and 'value="72,50"' in text(refused) and "Das ging nicht" in text(refused)
    wrong = save(client, antrag, current.version, "wohnung.heizkosten", "60,00", "viel", "Abrechnung")
    assert wrong.status_code == 422 and 'value="viel"' in text(wrong) and "Betrag in Euro" in text(wrong)
    done = save(client, antrag, current.version, "wohnung.heizkosten", "60,00", "72,50", "Abrechnung vom Oktober")
    assert done.status_code == 302
    shown = text(client.get(reverse("workplace:decide", args=[antrag.id])))
    assert "1.005,50" in shown and "Korrektur" in shown and "Abrechnung vom Oktober" in shown


def test_u21_the_second_saver_sees_mine_and_theirs_and_loses_nothing(client_for: Clients) -> None:
    from nahbar.domain.decisions.queries import decision_view, open_decision

    antrag = submitted()
    one, two = at_desk(client_for, "berg", antrag), at_desk(client_for, "maier", antrag)
    current = draft(one, antrag)
    assert save(one, antrag, current.version, "wohnung.heizkosten", "60,00", "70,00", "Abrechnung").status_code == 302
    late = save(two, antrag, current.version, "wohnung.heizkosten", "60,00", "65,00", "Telefonat")
    page = text(late)
    assert late.status_code == 409
    for words in ("70,00", "65,00", "Abrechnung", "Telefonat", "beide geändert"):
        assert words in page, words
    newer = open_decision(antrag)
    assert newer is not None
    values = {
        "version": newer.version, "feld": "wohnung.heizkosten", "wahl:wohnung.heizkosten": "mine",
        "mine:wohnung.heizkosten": "65,00", "grund:wohnung.heizkosten": "Telefonat",
    }  # fmt: skip
    assert two.post(reverse("workplace:resolve", args=[antrag.id]), values).status_code == 302
    facts = {row.pfad: row for row in decision_view(newer).facts}
    assert facts["wohnung.heizkosten"].text.startswith("65,00")
    kept = {**values, "wahl:wohnung.heizkosten": "theirs"}
    assert "ok=andere_behalten" in two.post(reverse("workplace:resolve", args=[antrag.id]), kept)["Location"]


def test_u21_presenting_an_older_version_is_a_conflict(client_for: Clients) -> None:
    antrag = submitted()
    one, two = at_desk(client_for, "berg", antrag), at_desk(client_for, "maier", antrag)
    current = draft(one, antrag)
    save(two, antrag, current.version, "wohnung.heizkosten", "60,00", "70,00", "Abrechnung")
    answer = one.post(reverse("workplace:present", args=[antrag.id]), {"version": current.version})
    assert answer.status_code == 409 and "Abrechnung" in text(answer)


def test_j8_2_own_work_cannot_be_released_and_a_second_person_can(client_for: Clients) -> None:
    antrag = submitted()
    one, two = at_desk(client_for, "berg", antrag), client_for("maier")
    accept_all(one, antrag)
    current = present(one, antrag)
    release = reverse("workplace:release", args=[current.id])
    own = text(one.get(release))
    assert "zweiten Person freigeben" in own and "release_now" not in own and ">Freigeben<" not in own
    forced = one.post(reverse("workplace:release_now", args=[current.id]))
    assert forced.status_code == 422 and "zweiten Person freigeben" in text(forced)
    assert "Timo Krüger" in text(two.get(reverse("workplace:releases")))
    page = text(two.get(release))
    assert "993,00" in page and ">Freigeben<" in page
    done = two.post(reverse("workplace:release_now", args=[current.id]), {"version": current.version}, follow=True)
    assert "Der Bescheid ist erstellt" in text(done)


def test_returning_needs_a_reason_that_the_first_person_reads(client_for: Clients) -> None:
    antrag = submitted()
    one, two = at_desk(client_for, "berg", antrag), client_for("maier")
    current = present(one, antrag)
    back = reverse("workplace:give_back", args=[current.id])
    none = two.post(back, {"grund": " "})
    assert none.status_code == 422 and "Bitte begründen Sie" in text(none)
    assert two.post(back, {"grund": "Die Miete passt nicht zum Vertrag."}).status_code == 302
    assert "Die Miete passt nicht zum Vertrag." in text(one.get(reverse("workplace:decide", args=[antrag.id])))


def test_the_letter_opens_as_a_pdf_before_it_leaves(client_for: Clients) -> None:
    antrag = submitted()
    client = at_desk(client_for, "berg", antrag)
    answer = client.get(reverse("workplace:letter", args=[draft(client, antrag).id]))
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")


def test_papers_are_judged_and_all_that_is_missing_goes_into_one_letter(client_for: Clients) -> None:
    from nahbar.domain.applications.queries import missing, nachweis_by_key
    from nahbar.domain.mailroom.queries import outgoing

    antrag = submitted()
    client = at_desk(client_for, "berg", antrag)
    judge = reverse("workplace:judge", args=[antrag.id])
    silent = client.post(judge, {"nachweis": "mietvertrag", "tat": "nochmal", "bemerkung": ""})
    assert silent.status_code == 422 and "Das ging nicht" in text(silent)
    client.post(judge, {"nachweis": "mietvertrag", "tat": "nochmal", "bemerkung": "Die zweite Seite fehlt."})
    assert nachweis_by_key(antrag, "mietvertrag").bemerkung == "Die zweite Seite fehlt."
    client.post(judge, {"nachweis": "ausweis", "tat": "anerkennen"})
    keys = [paper.key for paper in missing(antrag)]
    assert "mietvertrag" in keys and "ausweis" not in keys
    ask = reverse("workplace:request_papers", args=[antrag.id])
    short = client.post(ask, {"unterlage": keys, "frist": "2026-11-24"})
    assert short.status_code == 422 and "Frist ist zu kurz" in text(short) and 'value="2026-11-24"' in text(short)
    assert client.post(ask, {"unterlage": keys, "frist": ""}).status_code == 302
    assert [brief.art for brief in outgoing("bereit")] == ["nachforderung"]


def test_refusing_shows_the_reasons_and_keeps_the_text(client_for: Clients) -> None:
    antrag = submitted()
    client = at_desk(client_for, "berg", antrag)
    page = reverse("workplace:refuse", args=[antrag.id])
    assert "Einkommen deckt den Bedarf" in text(client.get(page))
    none = client.post(page, {"begruendung": "Das Vermögen reicht aus."})
    assert none.status_code == 422 and "Das Vermögen reicht aus." in text(none)
    done = client.post(page, {"grund": "nicht_hilfebeduerftig", "begruendung": "Das Vermögen reicht aus."})
    assert done.status_code == 302
    assert "Ablehnung" in text(client_for("maier").get(reverse("workplace:releases")))


def test_u32_a_file_that_is_no_own_task_asks_for_a_reason_and_logs_it(client_for: Clients, actor: Any) -> None:
    from nahbar.domain.casefile import actions
    from nahbar.domain.casefile.queries import accesses, akte_by_id, work_list

    antrag = submitted()
    akte = akte_by_id(antrag.akte_id)
    client = client_for("berg")
    page = reverse("workplace:decide", args=[antrag.id])
    asked = text(client.get(page))
    assert "Warum öffnen Sie diese Akte?" in asked and "Heizkosten" not in asked
    opening = reverse("workplace:akte_open", args=[akte.id])
    assert client.post(opening, {"zweck": ""}).status_code == 422 and accesses(akte) == []
    assert client.post(opening, {"zweck": "anderes", "anderes": "Rückruf", "weiter": page})["Location"] == page
    assert [one.zweck for one in accesses(akte)] == ["Rückruf"]
    own = client_for("maier")
    actions.take_aufgabe(acting=actor("maier"), aufgabe=_task(work_list(actor("maier"))[0].id))
    assert own.get(page).status_code == 200
    assert "Bearbeitung" in accesses(akte)[0].zweck or "Bearbeitung" in accesses(akte)[1].zweck


def _task(task_id: Any) -> Any:
    from nahbar.domain.casefile.queries import aufgabe_by_id

    return aufgabe_by_id(task_id)


def test_documents_and_their_pages_need_an_open_file(client_for: Clients) -> None:
    from nahbar.domain.casefile.queries import akte_by_id, documents

    antrag = submitted()
    receipt = documents(akte_by_id(antrag.akte_id))[0]
    client = client_for("berg")
    pdf = reverse("workplace:document", args=[receipt.id])
    assert client.get(pdf).status_code == 404
    open_akte(client, antrag)
    assert client.get(pdf).content.startswith(b"%PDF")


@pytest.mark.parametrize("part", ["", "dokumente/", "entscheidung/", "post/", "zahlungen/", "verlauf/", "zugriffe/"])
def test_every_part_of_the_file_opens(client_for: Clients, part: str) -> None:
    antrag = submitted()
    client = at_desk(client_for, "berg", antrag)
    page = text(client.get(reverse("workplace:akte", args=[antrag.akte_id]) + part))
    assert "Timo Krüger" in page and 'aria-current="page"' in page


def test_search_finds_without_umlauts_by_birthday_number_and_code(client_for: Clients) -> None:
    from nahbar.domain.applications.queries import current_code

    antrag = submitted()
    client = client_for("berg")
    for q in ("krueger", "Kruger timo", "3.6.1982", antrag.akte.aktenzeichen, antrag.nummer, current_code(antrag)):
        assert "Timo Krüger" in text(client.get(reverse("workplace:search"), {"q": q})), q
    assert "Nichts gefunden" in text(client.get(reverse("workplace:search"), {"q": "Niemand"}))
