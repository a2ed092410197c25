"""The code of a letter (C03): guessed slowly, ended at once, and worth nothing beside the papers it asks for."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nahbar.config.demo.town import create_traeger
from nahbar.domain.applications import briefcodes
from nahbar.domain.applications import queries as applications
from nahbar.domain.applications.models import Antrag, Briefcode, Upload, Zugang
from nahbar.domain.applications.policies import can_change_answers, can_view_antrag, is_own_antrag, speaks_for
from nahbar.domain.applications.vertretung_policies import UNTERLAGEN
from nahbar.domain.casefile.models import Aufgabe, Dokument
from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom.models import Brief
from nahbar.platform.accounts import throttle
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.audit.models import AuditEntry
from nahbar.platform.ids import new_code
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.accept_evidence import accept_evidence
from nahbar.procedures.add_upload import add_upload
from nahbar.procedures.dispatch_letter import stop_letter
from nahbar.procedures.open_letter import block_letter_code, holder
from nahbar.procedures.protect_address import set_protection
from nahbar.procedures.withdraw_antrag import withdraw_antrag
from nahbar.surfaces.portal import letter_session
from tests.benefits import aylin
from tests.procedures.desk import Who, citizen, submitted
from tests.procedures.letters import asked
from tests.procedures.test_upload import picture

REFUSED = "Mit diesem Code geht es hier nicht weiter."
INSIDE = ("/brief/offen", "/brief/unterlage/1", "/brief/quittung")
TUS = {"Tus-Resumable": "1.0.0"}


def opened(code: str) -> Client:
    """A browser that typed the code."""
    client = Client()
    answer = client.post("/brief", {"code": code})
    assert (answer.status_code, answer.get("Location")) == (302, "/brief/offen"), answer.content.decode()
    return client


def send(client: Client, nr: int = 1, word: str = "Abrechnung") -> Any:
    """One photo for a paper of the letter."""
    photo = SimpleUploadedFile("blatt.jpg", picture(word), "image/jpeg")
    return client.post(f"/brief/unterlage/{nr}", {"dateien": photo}, follow=True)


def announce(client: Client, path: str, data: bytes, **said: str) -> Any:
    """Begin to send a file in pieces."""
    words = {"filename": "a.jpg", "schluessel": "k" * 16, "sha256": hashlib.sha256(data).hexdigest(), **said}
    told = ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in words.items())
    headers = {**TUS, "Upload-Length": str(len(data)), "Upload-Metadata": told}
    return client.post(path, b"", content_type="application/octet-stream", headers=headers)


@pytest.fixture
def letter(actor: Who, tmp_path: Path) -> tuple[Antrag, Brief, str]:
    return asked(actor, tmp_path)


def test_the_code_is_kept_nowhere_and_is_none_of_the_application(letter: tuple[Antrag, Brief, str]) -> None:
    antrag, brief, code = letter
    row = Briefcode.objects.get()
    assert (row.brief_id, row.antrag_id, row.gueltig_bis) == (brief.id, antrag.id, date(2027, 1, 8))
    assert code not in str(row.__dict__) and code.replace("-", "") not in str(row.__dict__)
    assert not Zugang.objects.filter(code=code).exists()
    assert code not in str(list(AuditEntry.objects.values_list("details", flat=True)))
    assert Client().post("/weiter", {"code": code, "pin": "123456"}).status_code == 200, "no way into the application"


def test_a_get_is_no_use_and_writes_nothing(letter: tuple[Antrag, Brief, str]) -> None:
    """A preview of the address by a mail program or a scanner counts as nothing, even with the code in it."""
    code = letter[2]
    before = AuditEntry.objects.count()
    for path in (f"/brief?code={code}", "/brief", *INSIDE, "/brief/unterlage/1/senden"):
        Client().get(path)
    row = Briefcode.objects.get()
    assert (row.oeffnungen, row.zuerst_at, AuditEntry.objects.count()) == (0, None, before)
    main = Client().get(f"/brief?code={code}").content.decode().partition("<main")[2].partition("</main")[0]
    assert code not in main
    opened(code)
    row.refresh_from_db()
    assert row.oeffnungen == 1 and row.zuerst_at is not None


def ends(actor: Who, now: Any, antrag: Antrag, brief: Brief) -> dict[str, Callable[[], Any]]:
    """Everything that ends a code."""
    row, leader = Briefcode.objects.get(), actor("berg")
    paper = applications.nachweis_by_key(antrag, row.nachweise[0])
    return {
        "gesperrt": lambda: block_letter_code(acting=leader, briefcode=row),
        "abgelaufen": lambda: now.set("2027-01-09T00:10"),
        "Brief angehalten": lambda: stop_letter(acting=actor("post"), brief=brief, grund="Falsche Anschrift"),
        "Brief kam zurück": lambda: Brief.objects.filter(id=brief.id).update(zurueck_am=date(2026, 12, 1)),
        "Anschrift geschützt": lambda: set_protection(acting=leader, akte=antrag.akte, grund="Gewalt in der Familie"),
        "alles erledigt": lambda: accept_evidence(acting=leader, nachweis=paper, stand="anerkannt"),
        "Vorgang abgeschlossen": lambda: withdraw_antrag(acting=citizen(antrag), antrag=antrag),
    }


@pytest.mark.parametrize(
    "why",
    [
        "gesperrt", "abgelaufen", "Brief angehalten", "Brief kam zurück", "Anschrift geschützt", "alles erledigt",
        "Vorgang abgeschlossen",
    ],
)  # fmt: skip
def test_u11_u24_what_ends_a_code_ends_it_for_an_open_page_too(
    why: str, letter: tuple[Antrag, Brief, str], actor: Who, now: Any
) -> None:
    """The answer is that of a code that never was; a page that is open takes nothing any more."""
    antrag, brief, code = letter
    client = opened(code)
    assert client.get("/brief/offen").status_code == 200
    ends(actor, now, antrag, brief)[why]()
    assert briefcodes.ended_by(briefcodes.briefcode_by_id(Briefcode.objects.get().id)) == why  # type: ignore[arg-type]
    for path in INSIDE:
        assert client.get(path).headers["Location"] == "/brief", path
    assert send(client).redirect_chain[0][0] == "/brief" and not Upload.objects.exists()
    assert announce(client, "/brief/unterlage/1/senden", b"x" * 90).status_code == 403
    other = new_code()
    pages = [Client().post("/brief", {"code": one}).content.decode() for one in (code, other)]
    assert all(REFUSED in page for page in pages)
    assert _bare(pages[0], code) == _bare(pages[1], other), "nothing tells that there was such a code"


def _bare(page: str, code: str = "") -> str:
    """The page without what differs at every request: the typed code, the tokens of its forms."""
    page = page.replace(code, "") if code else page
    return re.sub(r'value="?[0-9A-Za-z-]{9,64}"?|value=""|value(?=>)', "", page)


def test_a_letter_that_is_written_after_the_protection_has_a_good_code(actor: Who, tmp_path: Path) -> None:
    """U11: what goes to the address she named since may be answered."""
    antrag = submitted()
    assert antrag.akte is not None
    set_protection(acting=actor("berg"), akte=antrag.akte, grund="Gewalt in der Familie")
    antrag.refresh_from_db()
    assert opened(asked(actor, tmp_path, antrag)[2]).get("/brief/offen").status_code == 200


def test_guessing_gets_slow_for_a_network_and_tells_nothing(
    letter: tuple[Antrag, Brief, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many codes from one place: after a few dozen a right one is refused as well, until the wait is over."""
    monkeypatch.setattr(throttle, "FREE_OF_NETWORK", 6)
    for _ in range(8):
        page = Client(REMOTE_ADDR="203.0.113.7").post("/brief", {"code": new_code()}).content.decode()
        assert REFUSED in page
    assert "Warten Sie" in page
    assert Client(REMOTE_ADDR="203.0.113.7").post("/brief", {"code": letter[2]}).status_code == 200
    assert Client(REMOTE_ADDR="198.51.100.9").post("/brief", {"code": letter[2]}).status_code == 302


def test_a_typing_error_is_told_and_costs_no_try(letter: tuple[Antrag, Brief, str]) -> None:
    """The check character is public: whoever mistypes learns it at once, and nobody learns anything else."""
    code = letter[2]
    typo = code[:-1] + ("2" if code[-1] != "2" else "3")
    for _ in range(throttle.FREE_TRIES + 3):
        assert "Tippfehler" in Client().post("/brief", {"code": typo}).content.decode()
    assert opened(code.lower().replace("-", " ")).get("/brief/offen").status_code == 200


def test_another_traeger_knows_nothing_of_the_code(other_traeger: Any) -> None:
    """Neither by what is typed nor by what a browser remembers."""
    with traeger_scope(create_traeger("musterland").id):
        printed = briefcodes.new_briefcode(
            acting=MACHINE, antrag=submitted(), zweck=Briefcode.Zweck.UNTERLAGEN, frist=date(2026, 12, 11)
        )
        assert briefcodes.briefcode_of(printed.code) == printed.row
    with traeger_scope(other_traeger.id):
        assert briefcodes.briefcode_of(printed.code) is None
        assert briefcodes.briefcode_by_id(printed.row.id) is None


def test_only_the_papers_of_this_letter_and_no_page_of_the_application(
    letter: tuple[Antrag, Brief, str], actor: Who, tmp_path: Path
) -> None:
    """Not a paper of another letter, not the status, the answers, the post, the messages, the file itself."""
    antrag, _brief, code = letter
    other = next(one for one in applications.missing(antrag) if one.key != Briefcode.objects.get().nachweise[0])
    asked(actor, tmp_path, antrag, [other.key])
    client = opened(code)
    page = client.get("/brief/offen").content.decode()
    assert other.titel not in page
    for path in ("/brief/unterlage/2", "/brief/unterlage/0"):
        assert client.get(path).status_code == 404 and send(client, 2).status_code == 404
    assert announce(client, "/brief/unterlage/2/senden", b"x" * 90).status_code == 404
    sent = add_upload(
        acting=citizen(antrag), antrag=antrag, nachweis_key=other.key, filename="a.jpg", data=picture("Miete")
    )
    base = f"/antrag/{antrag.id}"
    inner = (
        "/", "/status", "/unterlagen", f"/unterlagen/{other.key}", "/post", "/nachrichten", "/aendern", "/bestaetigung",
        "/einsicht", "/bescheid", "/konto", f"/datei/{sent.id}", f"/datei/{sent.id}/seite/1",
        f"/dokument/{sent.dokument_id}", "/frage/wohnen",
    )  # fmt: skip
    for path in inner:
        answer = client.get(base + path)
        assert answer.status_code in (302, 404), path
        assert answer.status_code == 404 or answer["Location"].startswith("/weiter?"), path
    assert client.get("/mein").status_code == 302 and "Location" in client.get("/mein")
    assert client.post(f"{base}/zuruecknehmen").status_code == 302
    antrag.refresh_from_db()
    assert antrag.stand == "eingegangen"


def test_whoever_holds_the_letter_reads_and_changes_nothing_by_policy(letter: tuple[Antrag, Brief, str]) -> None:
    antrag, who = letter[0], holder(Briefcode.objects.get())
    assert can_change_answers(who, antrag, UNTERLAGEN)
    refused = (can_view_antrag(who, antrag), is_own_antrag(who, antrag), speaks_for(who, antrag))
    assert not any((*refused, can_change_answers(who, antrag)))


def test_a_file_under_way_to_another_paper_is_unknown(letter: tuple[Antrag, Brief, str]) -> None:
    antrag, _brief, code = letter
    own = Client()
    session = own.session
    session["antraege"] = [str(antrag.id)]
    session.save()
    own.cookies["sitzung"] = session.session_key
    key = next(one.key for one in applications.missing(antrag) if one.key != Briefcode.objects.get().nachweise[0])
    place = announce(own, f"/antrag/{antrag.id}/unterlagen/{key}/senden", b"x" * 900)["Location"]
    number = place.rstrip("/").rpartition("/")[2]
    client = opened(code)
    for answer in (
        client.head(f"/brief/sendung/{number}", headers=TUS),
        client.get(f"/brief/sendung/{number}", headers=TUS),
        client.delete(f"/brief/sendung/{number}", headers=TUS),
    ):
        assert answer.status_code == 404
    assert own.head(place, headers=TUS).status_code == 200


def test_no_name_no_address_no_amount_on_any_page(actor: Who, tmp_path: Path) -> None:
    """Aylin's letter asks for papers about her children: the pages say neither who she is nor who they are."""
    antrag = submitted(aylin.answers())
    papers = [one.key for one in applications.missing(antrag)]
    _antrag, _brief, code = asked(actor, tmp_path, antrag, papers)
    client = opened(code)
    assert antrag.person is not None and antrag.akte is not None
    person = antrag.person
    names = {person.vorname, person.nachname, "Mert", "Lara", person.strasse, antrag.nummer, antrag.akte.aktenzeichen}
    pages = [client.get("/brief/offen"), *(client.get(f"/brief/unterlage/{nr + 1}") for nr in range(len(papers)))]
    send(client)
    for page in [*pages, client.get("/brief/unterlage/1"), client.get("/brief/quittung")]:
        assert page.status_code == 200
        text = page.content.decode()
        main = text[text.index("<main") : text.index("</main")]
        assert not [name for name in names if name and name in main]
        assert "€" not in main and code not in main and str(antrag.id) not in main


def test_what_was_sent_is_one_document_one_task_and_told_twice_is_once(letter: tuple[Antrag, Brief, str]) -> None:
    """J3: the same file and the same task as from the portal; replayed, nothing is doubled."""
    antrag, _brief, code = letter
    client = opened(code)
    page = send(client).content.decode()
    assert "blatt.jpg" in page and "Prüfzahl" in page and "/datei/" not in page
    send(client)
    send(opened(code))
    key = Briefcode.objects.get().nachweise[0]
    assert applications.nachweis_by_key(antrag, key).stand == "gesendet"
    assert Upload.objects.filter(nachweis__key=key).count() == 1
    assert Dokument.objects.filter(kanal="briefcode").count() == 1
    assert Aufgabe.objects.filter(art="unterlage_pruefen", erledigt_at=None).count() == 1
    assert not Aufgabe.objects.filter(art="frist_unterlagen", erledigt_at=None).exists()
    receipt = client.get("/brief/quittung").content.decode()
    assert "blatt.jpg" in receipt and "B-" in receipt
    assert opened(code).get("/brief/quittung").status_code == 302, "another visit sees nothing of this one"
    client.post("/brief/schliessen")
    assert client.get("/brief/offen").headers["Location"] == "/brief"


def test_in_pieces_it_is_the_same_and_its_receipt_shows_no_link(letter: tuple[Antrag, Brief, str]) -> None:
    """U45."""
    client, data = opened(letter[2]), picture("Stück")
    begun = announce(client, "/brief/unterlage/1/senden", data)
    assert begun.status_code == 201
    place, middle = begun["Location"], len(data) // 2
    assert announce(client, "/brief/unterlage/1/senden", data)["Location"] == place
    for start, part in ((0, data[:middle]), (middle, data[middle:])):
        answer = client.patch(
            place, part, content_type="application/offset+octet-stream", headers={**TUS, "Upload-Offset": str(start)}
        )
        assert answer.status_code == 204
    said = client.get(place, headers=TUS).json()
    assert said["stand"] == "angenommen" and "href" not in said["html"] and "<img" not in said["html"]
    assert Dokument.objects.filter(kanal="briefcode").count() == 1
    assert "a.jpg" in client.get("/brief/quittung").content.decode()
    held = announce(client, "/brief/unterlage/1/senden", b"y" * 90, schluessel="s" * 16, schwaerzen="ja")
    assert held.status_code == 404


def test_half_an_hour_without_a_page_closes_the_letter(
    letter: tuple[Antrag, Brief, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = opened(letter[2])
    monkeypatch.setattr(letter_session, "MINUTES", -1)
    assert client.get("/brief/offen").headers["Location"] == "/brief"


def test_only_the_office_blocks_a_code(letter: tuple[Antrag, Brief, str], actor: Who) -> None:
    with pytest.raises(RoleMissing):
        block_letter_code(acting=actor("kasse"), briefcode=Briefcode.objects.get())
    with pytest.raises(RoleMissing):
        block_letter_code(acting=citizen(letter[0]), briefcode=Briefcode.objects.get())


def test_the_desk_sees_when_a_code_was_used_and_blocks_it(
    letter: tuple[Antrag, Brief, str], client_for: Callable[[str | None], Any]
) -> None:
    """J3: the hotline finds the case by the code; the list says what it was used for; one click ends it."""
    antrag, brief, code = letter
    desk = client_for("empfang")
    assert antrag.akte is not None
    found = desk.get("/arbeit/empfang", {"wer": code.lower()}, follow=True)
    hit = desk.get("/arbeit/suche", {"q": code}, follow=True) if "Kowalczyk" not in str(found.content) else found
    assert hit.status_code in (200, 404)
    page = desk.get(f"/arbeit/empfang/akte/{antrag.akte.id}").content.decode()
    assert "noch nicht benutzt" in page and brief.betreff in page and code not in page
    client = opened(code)
    assert "zuerst benutzt" in desk.get(f"/arbeit/empfang/akte/{antrag.akte.id}").content.decode()
    row = Briefcode.objects.get()
    address = f"/arbeit/akte/{antrag.akte.id}/briefcode/{row.id}"
    assert client_for("kasse").post(address).status_code == 403
    assert desk.post(f"/arbeit/akte/{row.id}/briefcode/{row.id}").status_code == 404
    after = desk.post(address, follow=True).content.decode()
    assert "Der Code ist gesperrt." in after and "gilt nicht mehr: gesperrt" in after
    assert client.get("/brief/offen").headers["Location"] == "/brief"
