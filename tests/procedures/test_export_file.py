"""A file is given out: paginated PDF, archive with sums; always with a purpose that the person reads (F03, U11)."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.urls import reverse

from nahbar.domain.casefile import file_queries, handling
from nahbar.domain.casefile.errors import ReasonMissing
from nahbar.domain.casefile.models import Dokument
from nahbar.domain.casefile.queries import accesses
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.export_file import export_pdf, export_zip
from tests.domain.test_file_hands import scanned
from tests.surfaces.workplace_cases import open_akte, submitted

Berg = Callable[[str], Actor]


@pytest.fixture
def antrag(traeger: Any, staff: Any) -> Any:
    return submitted()


def words(pdf: bytes, page: int, tmp_path: Path) -> str:
    (tmp_path / "a.pdf").write_bytes(pdf)
    call = ["pdftotext", "-f", str(page), "-l", str(page), "-layout", str(tmp_path / "a.pdf"), "-"]
    return " ".join(subprocess.run(call, check=True, capture_output=True, text=True).stdout.split())


def test_the_pdf_has_a_cover_contents_that_are_right_and_a_number_on_every_page(
    antrag: Any, actor: Berg, tmp_path: Path
) -> None:
    one = scanned(antrag.vorgang, 3, day=20)
    scanned(antrag.vorgang, 2, day=21, titel="Lohnabrechnung")
    handling.turn(acting=actor("berg"), dokument=one, pages=[1], degrees=90)
    made = export_pdf(acting=actor("berg"), akte=antrag.akte, zweck="Akteneinsicht (§ 25 SGB X)")
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        total = len(pdf.pages)
        with pdf.open_outline() as outline:
            named = {item.title for part in outline.root for item in part.children}
    assert {"Mietvertrag", "Lohnabrechnung"} <= named
    cover = words(made.data, 1, tmp_path)
    assert "Akteneinsicht" in cover and antrag.akte.aktenzeichen in cover
    for page in range(1, total + 1):
        assert f"Seite {page} von {total}" in words(made.data, page, tmp_path), page
    contents = " ".join(words(made.data, page, tmp_path) for page in range(2, 4))
    first = sum(v.seiten for d, v in file_queries.shown_now(file_queries.desk_documents(antrag.akte)).items())
    start = int(contents.split(" Mietvertrag")[0].rsplit(" ", 1)[-1])
    assert total - first < start <= total - 2  # the page that the contents name is the turned one
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert int(pdf.pages[start - 1].obj.get("/Rotate", 0)) == 90


def test_the_archive_lists_every_file_with_a_sum_that_holds(antrag: Any, actor: Berg, tmp_path: Path) -> None:
    one = scanned(antrag.vorgang, 2, titel="Ölrechnung / Heizung: Straße 5")
    made = export_zip(acting=actor("berg"), akte=antrag.akte, zweck="Sozialgericht")
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
        listed = json.loads(archive.read("inhalt.json"))
        names = set(archive.namelist())
    subprocess.run(["sha256sum", "-c", "SHA256SUMS", "--strict", "--quiet"], cwd=tmp_path, check=True)
    entry = next(e for e in listed["dokumente"] if e["id"] == str(one.id))
    assert entry["titel"] == "Ölrechnung / Heizung: Straße 5"
    assert "Oelrechnung-Heizung-Strasse-5" in entry["ansicht"]["datei"]
    kept = (tmp_path / entry["original"]["datei"]).read_bytes()
    assert kept == read_file(one.original) and hashlib.sha256(kept).hexdigest() == entry["original"]["sha256"]
    in_list = {e[k]["datei"] for e in listed["dokumente"] for k in ("ansicht", "original") if k in e}
    assert names == in_list | {"inhalt.json", "SHA256SUMS"} and listed["zweck"] == "Sozialgericht"


def test_without_a_purpose_nothing_leaves_and_with_one_the_person_reads_it(antrag: Any, actor: Berg) -> None:
    for call in (export_pdf, export_zip):
        with pytest.raises(ReasonMissing):
            call(acting=actor("berg"), akte=antrag.akte, zweck="  ")
    assert accesses(antrag.akte) == []
    export_zip(acting=actor("berg"), akte=antrag.akte, zweck="Sozialgericht")
    assert [row.zweck for row in accesses(antrag.akte)] == ["Akte ausgegeben (ZIP): Sozialgericht"]


def test_a_protected_address_is_on_no_page_that_leaves_U11(antrag: Any, actor: Berg, tmp_path: Path) -> None:
    """Also on letters from before the protection."""
    from nahbar.domain.mailroom.actions import create_brief
    from nahbar.platform.letters import render
    from nahbar.platform.letters.objection import PlainAnswer
    from nahbar.procedures.receipt import letter_to

    person = antrag.person
    pdf = render("antwort", PlainAnswer(letter_to(antrag), "Nachricht", [], "").as_data())
    create_brief(
        acting=actor("berg"), akte=antrag.akte, vorgang=antrag.vorgang, person=person, art="nachricht",
        betreff="Nachricht", pdf=pdf, weg="post",
    )  # fmt: skip
    letter = Dokument.objects.get(akte=antrag.akte, titel="Nachricht")
    assert person.strasse in words(read_file(letter.ansicht), 1, tmp_path)
    person.anschrift_geheim = True
    person.save()
    akte = type(antrag.akte).objects.select_related("person").get(id=antrag.akte_id)
    made = export_zip(acting=actor("berg"), akte=akte, zweck="Akteneinsicht")
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        name = next(n for n in archive.namelist() if n.endswith("Nachricht.pdf"))
        assert person.strasse not in words(archive.read(name), 1, tmp_path)


def test_the_page_asks_what_for_and_gives_the_file(antrag: Any, client_for: Callable[[str], Any]) -> None:
    client, address = client_for("berg"), reverse("workplace:akte_ausgabe", args=[antrag.akte_id])
    assert "Warum öffnen Sie" in client.get(address).content.decode()
    open_akte(client, antrag)
    assert "Akte ausgeben" in client.get(address).content.decode()
    assert client.post(address, {"form": "pdf"}).status_code == 422
    made = client.post(address, {"form": "zip", "zweck": "anderes", "anderes": "Prüfung"})
    assert made["Content-Disposition"].endswith('.zip"') and made.content[:2] == b"PK"
    plan = file_queries.structure(antrag.akte)[0].plan
    part = client.post(address, {"form": "pdf", "zweck": "Prüfung", "teil": [plan]})
    assert part.content.startswith(b"%PDF")
