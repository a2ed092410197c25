"""Files: judged at once, kept once, and documents of the file once the application was sent."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageDraw

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.errors import AntragUnknown, UploadKept
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile import queries as casefile
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.procedures.add_upload import add_upload
from nahbar.procedures.secure_antrag import secure_antrag
from nahbar.procedures.submit_antrag import submit_antrag
from tests.benefits import aylin
from tests.procedures.desk import citizen

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def picture(word: str = "Mietvertrag") -> bytes:
    image = Image.new("RGB", (900, 1200), "white")
    draw = ImageDraw.Draw(image)
    for line in range(30):
        draw.text((50, 30 + 38 * line), f"{word} Zeile {line}: 620,00 Euro", fill="black", font_size=26)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue()


@pytest.fixture
def antrag(traeger: Any) -> Antrag:
    secured = secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld").antrag
    who = citizen(secured)
    held = applications.store_answers(acting=who, antrag=applications.lock(secured), antworten=aylin.answers())
    applications.sync_nachweise(acting=who, antrag=held)
    return held


def send(antrag: Antrag, name: str, data: bytes, key: str = "mietvertrag") -> Any:
    return add_upload(acting=citizen(antrag), antrag=antrag, nachweis_key=key, filename=name, data=data)


def test_an_accepted_file_has_view_previews_and_checksum_U2(antrag: Antrag) -> None:
    upload = send(antrag, "vertrag 📄.jpg", picture())
    assert upload.angenommen and upload.seiten == 1 and len(upload.vorschau) == 1
    assert "📄" in upload.dateiname
    assert queries.nachweis_by_key(antrag, "mietvertrag").stand == "gesendet"
    assert queries.preview(upload, 1).media_type == "image/jpeg"
    with pytest.raises(AntragUnknown):
        queries.preview(upload, 2)


@pytest.mark.parametrize(
    ("name", "data"), [("leer.pdf", b""), ("virus.txt", EICAR), ("alles.zip", b"PK\x03\x04" + b"0" * 300)]
)
def test_a_refused_file_is_noted_with_reason_and_time_U3(antrag: Antrag, name: str, data: bytes) -> None:
    send(antrag, "gut.jpg", picture())
    refused = send(antrag, name, data)
    assert not refused.angenommen and refused.grund and refused.at is not None
    assert refused.original is None
    assert [u.angenommen for u in queries.uploads(antrag)] == [True, False]
    sent = submit_antrag(acting=citizen(antrag), antrag=antrag)
    assert sent.akte is not None
    texts = [e.text for e in casefile.timeline(sent.akte, for_citizen=True) if e.art == "datei_abgewiesen"]
    assert len(texts) == 1 and refused.grund[:60] in texts[0]


def test_the_same_file_twice_is_kept_once_U22(antrag: Antrag) -> None:
    assert send(antrag, "a.jpg", picture()).id == send(antrag, "b.jpg", picture()).id
    assert len(queries.uploads(antrag)) == 1


def test_after_submission_a_file_is_a_document_at_once_and_one_task(antrag: Antrag) -> None:
    send(antrag, "a.jpg", picture())
    sent = submit_antrag(acting=citizen(antrag), antrag=antrag)
    assert sent.akte is not None
    for word in ("Konto eins", "Konto zwei"):
        send(sent, f"{word}.jpg", picture(word), "kontoauszuege")
    assert sorted(d.art for d in casefile.documents(sent.akte)) == [
        "eingangsbestaetigung",
        "kontoauszuege",
        "kontoauszuege",
        "mietvertrag",
    ]
    assert sorted(t.art for t in casefile.open_aufgaben(sent.akte)) == ["antrag_pruefen", "unterlage_pruefen"]


def test_a_file_is_removed_before_submission_only(antrag: Antrag) -> None:
    first = send(antrag, "a.jpg", picture())
    applications.remove_upload(acting=citizen(antrag), upload=first)
    assert queries.nachweis_by_key(antrag, "mietvertrag").stand == "fehlt"
    send(antrag, "a.jpg", picture())
    sent = submit_antrag(acting=citizen(antrag), antrag=antrag)
    with pytest.raises(UploadKept):
        applications.remove_upload(acting=citizen(antrag), upload=queries.uploads(sent)[0])


def test_completeness_is_the_first_moment_without_missing_papers(antrag: Antrag, now: Any) -> None:
    sent = submit_antrag(acting=citizen(antrag), antrag=antrag)
    assert sent.vollstaendig_at is None
    for nachweis in queries.missing(sent):
        send(sent, f"{nachweis.key}.jpg", picture(nachweis.key), nachweis.key)
    complete = queries.antrag_by_id(sent.id)
    assert complete.vollstaendig_at is not None
    now.set("2026-12-01T08:00")
    send(complete, "mehr.jpg", picture("mehr"), "sonstiges")
    assert queries.antrag_by_id(sent.id).vollstaendig_at == complete.vollstaendig_at
