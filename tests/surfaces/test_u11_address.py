"""U11: violence, the address must be secret: on no page, copy, list, log or file but on her own paper."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test import Client

from nahbar.connectors.print_provider.folders import FolderExchange
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.queries import antrag_by_id, search
from nahbar.domain.casefile.queries import accesses, akte_by_id, open_aufgaben, timeline
from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.people.errors import NothingProtected, ProtectedReasonMissing, SamePersonLifts
from nahbar.domain.people.models import Adressschutz, Person
from nahbar.domain.people.schutz import protection_of
from nahbar.platform import ports
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.accounts.session import ACCOUNT, ANTRAEGE, TRAEGER
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.privacy import own_data
from nahbar.procedures.protect_address import (
    ask_for_protection,
    check_protection,
    lift_protection,
    propose_lifting,
    reveal_address,
    set_protection,
)
from nahbar.procedures.replace_access import replace_access, report_lost_access
from nahbar.procedures.send_print_batch import prepare_print_batch, send_print_batch, write_print_batch
from tests.benefits import timo
from tests.procedures import acting, desk
from tests.surfaces.leaks import hunt, routes, words_of
from tests.surfaces.test_vertretung import client_of

Who = Callable[[str], Actor]
SECRET = {"strasse": "Zufluchtsgasse", "hausnummer": "77z", "plz": "98764", "ort": "Schutzhausen",
          "telefon": "0151 98798798"}  # fmt: skip
BORN = date(1985, 3, 2)
WORDS = ("Zufluchtsgasse", "98764", "Schutzhausen", "98798798")
PASSED = {"code": "neu", "briefe": "meine"}


@pytest.fixture
def hers(traeger: Any) -> Antrag:
    """Elfriede Schulte lives at an address that her husband must not learn."""
    names = {"vorname": "Elfriede", "nachname": "Schulte", "geburtsdatum": BORN.isoformat()}
    return desk.submitted(timo.answers() | names | SECRET)


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[FolderExchange]:
    before = ports.get("print_provider")
    exchange = FolderExchange(tmp_path / "aus", tmp_path / "ein")
    ports.register("print_provider", exchange)
    yield exchange
    ports.register("print_provider", before)


def protected(antrag: Antrag, **more: Any) -> Antrag:
    ask_for_protection(acting=desk.citizen(antrag), antrag=antrag, neuer_code=False, **more)
    return antrag_by_id(antrag.id)


def everything_written(tables: tuple[str, ...]) -> str:
    """Every row of these tables as text, as raw SQL sees them."""
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select row_to_json(t)::text from {table} t")
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def test_u11_set_at_once_by_the_person_without_proof(hers: Antrag) -> None:
    """U11: one form, no reason; old code and other browsers are out at once, the office has a task."""
    opened = {ANTRAEGE: [str(hers.id)], TRAEGER: str(hers.traeger_id)}
    mine, his = client_of(**opened), client_of(**opened)
    base = f"/antrag/{hers.id}"
    assert his.get(f"{base}/status").status_code == 200
    assert "Anschrift schützen" in mine.get(f"{base}/status").content.decode()
    answer = mine.post(f"{base}/adressschutz", PASSED, follow=True).content.decode()
    assert "Ihre Anschrift ist geschützt" in answer and "Ihr neuer Code" in answer
    assert his.get(f"{base}/status").status_code != 200
    assert not [s for s in Session.objects.all() if s.session_key == his.cookies["sitzung"].value]
    assert mine.get(f"{base}/status").status_code == 200
    person = Person.objects.get(id=hers.person_id)
    assert person.anschrift_geheim and person.anschrift == ["Elfriede Schulte", "Anschrift geschützt"]
    assert person.anschrift_im_fenster == ["Elfriede Schulte", "Zufluchtsgasse 77z", "98764 Schutzhausen"]
    assert hers.akte is not None
    assert "adressschutz_pruefen" in {t.art for t in open_aufgaben(hers.akte)}
    row = protection_of(person.id)
    assert row is not None and row.geprueft_at is None and row.gesetzt_von


def test_u11_the_leak_hunter_finds_it_before_and_nothing_after(
    hers: Antrag, actor: Who, tmp_path: Path, now: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """U11: her husband is her Betreuer by court, may lead the whole procedure and gets the letters."""
    husband = acting.register(login="mann", name="Bernd Schulte", organisation="")
    acting.released(actor("berg"), acting.asked(husband, kennung=hers.nummer, geburtsdatum=BORN))
    his = client_of(**{ACCOUNT: str(husband.account_id)})
    starts = ["/mein", *routes("antrag/<uuid:antrag_id>", hers.id)]
    leaks, read = hunt(his, starts, WORDS, tmp_path)
    assert leaks, "the hunter must see the address while it is not protected"
    caplog.set_level(logging.DEBUG)
    protected(hers)
    now.set("2026-11-26T10:00")
    decision = desk.released(actor, antrag_by_id(hers.id))
    for brief in Brief.objects.filter(akte_id=hers.akte_id):
        replace_access(acting=actor("empfang"), antrag=antrag_by_id(hers.id), way="brief")
        Brief.objects.filter(id=brief.id).update(stand="versandt", aufgegeben_am=date(2026, 11, 26))
    assert decision.brief is not None
    leaks, after = hunt(his, starts, WORDS, tmp_path)
    assert leaks == {}
    assert any(one.endswith("/status") for one in after) and any("/post" in one for one in after)
    assert len(after) > 20
    hers_client = client_of(**{ANTRAEGE: [str(hers.id)]})
    # her own browser may be read over her shoulder: only papers from before the protection show the address
    mine, _read = hunt(hers_client, starts, WORDS, tmp_path)
    assert all("/dokument/" in one or one.endswith("bestaetigung.pdf") for one in mine), mine
    assert not any(word.casefold() in caplog.text.casefold() for word in WORDS)


def test_u11_new_papers_copies_and_exports_without_the_address(hers: Antrag, actor: Who, tmp_path: Path) -> None:
    """U11: copies of new letters, the copy of all data, what else the house writes down."""
    antrag = protected(hers)
    before = set(Brief.objects.values_list("id", flat=True))
    replace_access(acting=actor("empfang"), antrag=antrag, way="brief")
    decision = desk.released(actor, antrag)
    new = list(Brief.objects.exclude(id__in=before))
    assert len(new) >= 2 and decision.brief is not None
    for brief in new:
        printed = words_of(read_file(brief.dokument.original), "pdf", tmp_path)
        copy = words_of(read_file(brief.dokument.ansicht), "pdf", tmp_path)
        assert "Zufluchtsgasse" in printed.replace("\x00", ""), brief.art
        assert not [word for word in WORDS if word in copy], brief.art
        assert "Elfriede" in copy  # the rest of the letter is there
    assert not [word for word in WORDS if word in str(own_data(antrag_by_id(antrag.id)))]
    written = everything_written(
        ("audit_auditentry", "casefile_eintrag", "casefile_aufgabe", "casefile_zugriff", "people_adressschutz",
         "mailroom_brief", "payments_zahlungsauftrag", "decisions_entscheidung", "procrastinate_jobs")
    )  # fmt: skip
    assert not [word for word in WORDS if word in written]


def test_u11_a_letter_to_another_address(hers: Antrag, actor: Who, tmp_path: Path) -> None:
    """U11: letters go c/o; then her address is on no paper at all."""
    antrag = protected(hers, zustellung=["Frauenberatung", "Postfach 12", "46325 Borken"])
    replace_access(acting=actor("empfang"), antrag=antrag, way="brief")
    brief = Brief.objects.get(akte_id=antrag.akte_id, art="zugangscode")
    printed = words_of(read_file(brief.dokument.original), "pdf", tmp_path)
    assert "Postfach 12" in printed and not [word for word in WORDS if word in printed]


def test_u11_the_print_provider_learns_nothing_but_the_envelope(
    hers: Antrag, actor: Who, tmp_path: Path, folders: FolderExchange
) -> None:
    """U11: neutral references and file names; not even the town pays, and no other file of the batch names her."""
    antrag = protected(hers)
    replace_access(acting=actor("empfang"), antrag=antrag, way="brief")
    brief = Brief.objects.get(akte_id=antrag.akte_id, art="zugangscode")
    stapel = prepare_print_batch(acting=actor("post"), brief_ids=[brief.id])
    send_print_batch(acting=actor("post"), stapel=stapel)
    write_print_batch(stapel=str(stapel.id))
    files = [path for path in folders.outbox.rglob("*") if path.is_file()]
    assert files
    order = brief.druckauftraege.get()
    assert order.kostenstelle == antrag.traeger.kuerzel[:20]
    for path in files:
        assert not [w for w in (*WORDS, "Schulte") if w.casefold() in path.name.casefold()]
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                assert not [w for w in (*WORDS, "Schulte") if w.casefold() in name.casefold()]
                if not name.endswith(".pdf"):
                    text = archive.read(name).decode("utf-8", "replace")
                    assert not [w for w in (*WORDS, "Schulte") if w in text], name


def test_u11_the_workplace_masks_and_shows_with_a_reason(
    hers: Antrag, actor: Who, client_for: Callable[[str | None], Client], tmp_path: Path
) -> None:
    """U11: search, lists and file are masked for all; one click with a reason that she can read."""
    protected(hers)
    assert hers.akte is not None
    assert [hit.ort for hit in search("Schulte")] == [""]
    berg = client_for("berg")
    here = f"/arbeit/akte/{hers.akte_id}"
    berg.post(f"{here}/oeffnen", {"zweck": "Vorsprache im Haus"})
    for login in ("berg", "empfang", "post", "kasse"):
        client = berg if login == "berg" else client_for(login)
        starts = ["/arbeit/", "/arbeit/suche?q=Schulte", f"{here}/", f"{here}/verlauf/", "/arbeit/post",
                  "/arbeit/kasse", f"/arbeit/empfang/akte/{hers.akte_id}", f"{here}/adressschutz"]  # fmt: skip
        for start in starts:
            answer = client.get(start)
            text = answer.content.decode()
            assert not [word for word in WORDS if word in text], (login, start)
    assert "Wozu" in berg.post(f"{here}/adressschutz/anschrift", {"zweck": "x"}).content.decode()
    shown = berg.post(f"{here}/adressschutz/anschrift", {"zweck": "Miete an die Vermieterin prüfen"}).content.decode()
    assert "Zufluchtsgasse 77z" in shown
    assert any("Miete an die Vermieterin" in z.zweck for z in accesses(hers.akte))
    assert client_for("post").post(f"{here}/adressschutz/anschrift", {"zweck": "Ich bin neugierig"}).status_code == 403


def test_u11_lifting_needs_two_people(hers: Antrag, actor: Who) -> None:
    """U11: one proposes, another agrees; the database refuses the same hand twice."""
    antrag = protected(hers)
    akte = akte_by_id(antrag.akte_id)  # type: ignore[arg-type]  # it was sent
    with pytest.raises(SamePersonLifts):
        lift_protection(acting=actor("berg"), akte=akte)
    with pytest.raises(ProtectedReasonMissing):
        propose_lifting(acting=actor("berg"), akte=akte, grund="kurz")
    row = propose_lifting(
        acting=actor("berg"), akte=akte, grund="Sie möchte es so, wohnt nicht mehr in der Zufluchtsgasse 77z."
    )
    assert "Zufluchtsgasse" not in row.aufhebung_grund and "Sie möchte es so" in row.aufhebung_grund
    with pytest.raises(SamePersonLifts):
        lift_protection(acting=actor("berg"), akte=akte)
    assert Person.objects.get(id=akte.person_id).anschrift_geheim
    check_protection(acting=actor("oeztuerk"), akte=akte)  # looked at again: the proposal is off the table
    with pytest.raises(SamePersonLifts):
        lift_protection(acting=actor("oeztuerk"), akte=akte)
    propose_lifting(acting=actor("berg"), akte=akte, grund="Sie hat es am Telefon verlangt.")
    lift_protection(acting=actor("oeztuerk"), akte=akte)
    assert Person.objects.get(id=akte.person_id).anschrift[1] == "Zufluchtsgasse 77z"
    assert "adressschutz_ende" in {e.art for e in timeline(akte, for_citizen=True)}
    with pytest.raises(NothingProtected):
        check_protection(acting=actor("berg"), akte=akte)
    set_protection(acting=actor("berg"), akte=akte_by_id(akte.id), grund="Drohung am Telefon")
    again = Adressschutz.objects.get(beendet_at=None)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "update people_adressschutz set beendet_at = now(), aufhebung_by_id = %s, beendet_by_id = %s where id = %s",
            [actor("berg").account_id, actor("berg").account_id, again.id],
        )


def test_u11_nobody_who_acts_for_her_can_set_or_read_it(hers: Antrag, actor: Who) -> None:
    husband = acting.register(login="mann", name="Bernd Schulte", organisation="")
    acting.released(actor("berg"), acting.asked(husband, kennung=hers.nummer, geburtsdatum=BORN))
    his = client_of(**{ACCOUNT: str(husband.account_id)})
    assert his.get(f"/antrag/{hers.id}/adressschutz").status_code == 404
    assert his.post(f"/antrag/{hers.id}/adressschutz", PASSED).status_code == 404
    with pytest.raises(RoleMissing):
        reveal_address(acting=actor("empfang"), akte=akte_by_id(hers.akte_id), zweck="Ich möchte es wissen")  # type: ignore[arg-type]


def test_u11_the_question_page_is_empty_and_a_new_address_replaces_the_old(hers: Antrag) -> None:
    """U11: her own form shows nothing; what is typed counts, what is not typed stays."""
    protected(hers)
    mine = client_of(**{ANTRAEGE: [str(hers.id)]})
    page = mine.get(f"/antrag/{hers.id}/frage/anschrift").content.decode()
    assert not [word for word in WORDS if word in page] and "geschützt" not in page.split("<form")[-1]
    new = {"strasse": "Andere Gasse", "hausnummer": "1", "plz": "98763", "ort": "Neuhausen"}
    mine.post(f"/antrag/{hers.id}/frage/anschrift?weg=aendern", new)
    shown = mine.get(f"/antrag/{hers.id}/aendern").content.decode()
    assert "Andere Gasse" not in shown and "geschützt" in shown


def test_u11_a_lost_code_cannot_be_fished_for(hers: Antrag) -> None:
    """U11: who knows name, birthday and place makes no letter and no task; she comes to the office."""
    protected(hers)
    before = Brief.objects.count()
    report_lost_access(acting=desk.citizen(hers), name="Elfriede Schulte", geburtsdatum=BORN, ort="Schutzhausen")
    report_lost_access(acting=desk.citizen(hers), name="Elfriede Schulte", geburtsdatum=BORN, ort="")
    assert Brief.objects.count() == before
    assert "zugang_verloren" not in everything_written(("casefile_aufgabe", "procrastinate_jobs"))
