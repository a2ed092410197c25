"""Files in pieces (tus 1.0.0): told twice is once, every offset is checked, nothing foreign is known (C09, U45)."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import pytest
from django.test import Client

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.sendungen import Sendung
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.platform.tenancy.scope import flush
from nahbar.platform.vault.actions import read_file
from nahbar.platform.vault.models import StoredFile
from nahbar.procedures.secure_antrag import secure_antrag
from nahbar.procedures.send_in_pieces import MOST_BYTES, forget_round
from tests.benefits import aylin
from tests.procedures.desk import citizen
from tests.procedures.test_upload import EICAR, picture

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = "application/offset+octet-stream"


class Sender:
    """A browser that sends files in pieces."""

    def __init__(self, *, csrf: bool = False) -> None:
        secured = secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld")
        self.antrag = secured.antrag
        who = citizen(self.antrag)
        applications.store_answers(acting=who, antrag=applications.lock(self.antrag), antworten=aylin.answers())
        applications.sync_nachweise(acting=who, antrag=applications.lock(self.antrag))
        self.client = Client(enforce_csrf_checks=csrf)
        session = self.client.session
        session["antraege"] = [str(self.antrag.id)]
        session.save()
        self.client.cookies["sitzung"] = session.session_key

    def begin(self, data: bytes, *, key: str = "mietvertrag", first: bytes | None = None, **said: str) -> Any:
        """Announce a file; `said` replaces what is said about it."""
        size = said.pop("size", str(len(data)))
        words = {
            "filename": "vertrag 📄.jpg",
            "schluessel": "k" * 16,
            "sha256": hashlib.sha256(data).hexdigest(),
            **said,
        }
        told = ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in words.items())
        return self.client.post(
            f"/antrag/{self.antrag.id}/unterlagen/{key}/senden",
            first or b"",
            content_type=PIECE if first is not None else "application/octet-stream",
            headers={**TUS, "Upload-Length": size, "Upload-Metadata": told},
        )

    def patch(self, place: str, offset: int, data: bytes, **more: Any) -> Any:
        return self.client.patch(place, data, content_type=PIECE, headers={**TUS, "Upload-Offset": str(offset)}, **more)

    def uploads(self) -> list[queries.Upload]:
        return queries.uploads(self.antrag)


@pytest.fixture
def sender(traeger: Any) -> Sender:
    return Sender()


def test_what_the_server_can_is_said_to_whoever_asks(sender: Sender) -> None:
    answer = sender.client.options(f"/antrag/{sender.antrag.id}/unterlagen/mietvertrag/senden")
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0" and answer["Tus-Max-Size"] == str(MOST_BYTES)
    assert set(answer["Tus-Extension"].split(",")) == {"creation", "creation-with-upload", "expiration", "termination"}


def test_a_file_in_three_pieces_is_one_upload_with_its_receipt_c09(sender: Sender) -> None:
    data = picture()
    third = len(data) // 3
    place = sender.begin(data)["Location"]
    for start in range(0, len(data), third):
        answer = sender.patch(place, start, data[start : start + third])
        assert answer.status_code == 204, answer.content
    assert answer["Upload-Offset"] == str(len(data))
    (upload,) = sender.uploads()
    assert upload.angenommen and upload.sha256 == hashlib.sha256(data).hexdigest()
    assert upload.original is not None and read_file(upload.original) == data
    receipt = sender.client.get(place).json()
    assert receipt["stand"] == "angenommen" and receipt["sha256"] == upload.sha256
    for part in ("vertrag 📄.jpg", "1 Seite", f"{upload.sha256[:4]} {upload.sha256[4:8]}", "Angekommen am"):
        assert part in receipt["html"], part
    assert "Schon in Ihrer Akte" not in receipt["html"]


def test_u45_every_message_may_be_told_twice_and_nothing_is_doubled(sender: Sender) -> None:
    data = picture()
    half = len(data) // 2
    first = sender.begin(data, first=data[:half])
    assert first.status_code == 201 and first["Upload-Offset"] == str(half)
    again = sender.begin(data, first=data[:half])  # the answer was lost
    assert again["Location"] == first["Location"] and again["Upload-Offset"] == str(half)
    place = first["Location"]
    assert sender.patch(place, half, data[half:]).status_code == 204
    late = sender.patch(place, half, data[half:])
    assert late.status_code == 409 and late["Upload-Offset"] == str(len(data))
    head = sender.client.head(place, headers=TUS)
    assert head["Upload-Offset"] == head["Upload-Length"] == str(len(data)) and head["Cache-Control"] == "no-store"
    assert sender.begin(data)["Location"] == place
    assert len(sender.uploads()) == 1


def test_the_same_photo_chosen_again_goes_on_where_it_stopped(sender: Sender) -> None:
    """Another key, as after a restart of the phone: the content tells."""
    data = picture()
    place = sender.begin(data, first=data[:1000])["Location"]
    other = sender.begin(data, schluessel="anderes-telefon")
    assert other["Location"] == place and other["Upload-Offset"] == "1000"


def test_what_lies_there_already_needs_no_byte(sender: Sender) -> None:
    """U22, C09: the receipt says since when."""
    data = picture()
    sender.begin(data, first=data)
    answer = sender.begin(data, schluessel="noch-einmal")
    assert answer.status_code == 201 and answer.json()["stand"] == "angenommen"
    assert "Schon in Ihrer Akte" in answer.json()["html"]
    elsewhere = sender.begin(data, key="kontoauszuege", schluessel="zu-anderem", first=data).json()
    assert elsewhere["stand"] == "angenommen" and "liegt auch bei »" in elsewhere["html"]
    assert len(sender.uploads()) == 2


def test_a_piece_that_does_not_fit_is_refused_409(sender: Sender) -> None:
    data = picture()
    place = sender.begin(data)["Location"]
    assert sender.patch(place, 5, data[5:50]).status_code == 409
    assert sender.patch(place, 0, data + b"zu viel").status_code == 409
    assert sender.client.head(place, headers=TUS)["Upload-Offset"] == "0"


def test_too_large_is_refused_before_the_first_byte_413(sender: Sender) -> None:
    """U3: named at once, and the date of the attempt is kept; asked twice it is noted once."""
    for _ in range(2):
        answer = sender.begin(b"", size=str(MOST_BYTES + 1), sha256="")
        assert answer.status_code == 413
        assert "höchstens 30 MB" in answer.json()["html"] and "notiert und zählt" in answer.json()["html"]
    (refused,) = sender.uploads()
    assert not refused.angenommen and refused.at is not None
    place = sender.begin(bytes(3_000_000), schluessel="grosses-stueck")["Location"]
    assert sender.patch(place, 0, bytes(3_000_000)).status_code == 413


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [("a.zip", b"PK\x03\x04" + b"0" * 300, "Archiv"), ("virus.txt", EICAR, "Schadsoftware"), ("leer.pdf", b"", "leer")],
)
def test_u3_a_refused_file_says_why_and_the_rest_goes_on(sender: Sender, name: str, data: bytes, part: str) -> None:
    answer = sender.begin(data, filename=name, first=data)
    assert answer.json()["stand"] == "abgewiesen" and part in answer.json()["html"]
    good = picture()
    assert sender.begin(good, schluessel="das-naechste", first=good).json()["stand"] == "angenommen"
    assert sorted(u.angenommen for u in sender.uploads()) == [False, True]


def test_a_refused_file_can_be_tried_anew(sender: Sender) -> None:
    """Another key is another attempt: perhaps the check for viruses was out of reach before."""
    for key in ("erster-versuch", "zweiter-versuch"):
        sender.begin(EICAR, schluessel=key, first=EICAR)
    assert len(sender.uploads()) == 2


def test_damage_on_the_way_is_noticed_460(sender: Sender) -> None:
    data = picture()
    place = sender.begin(data)["Location"]
    assert sender.patch(place, 0, data[:-1] + b"?").status_code == 460
    assert sender.client.head(place, headers=TUS).status_code == 404
    assert sender.uploads() == [] and StoredFile.objects.count() == 0
    anew = sender.begin(data, first=data)
    assert anew.json()["stand"] == "angenommen"


def test_pieces_expire_410_and_are_deleted(sender: Sender, now: Any, django_capture_on_commit_callbacks: Any) -> None:
    """Nobody came back within three days: neither row nor bytes stay; the file can be sent from its beginning."""
    data = picture()
    place = sender.begin(data, first=data[:100])["Location"]
    assert sender.client.head(place, headers=TUS)["Upload-Expires"].endswith("GMT")
    now.set("2026-11-26T21:41")
    assert sender.patch(place, 100, data[100:]).status_code == 410
    flush()
    forget_round(sender.antrag.traeger_id)
    assert Sendung.objects.count() == 0 and StoredFile.objects.count() == 0
    assert sender.client.head(place, headers=TUS).status_code == 404
    assert sender.begin(data, first=data).json()["stand"] == "angenommen"


def test_taking_it_back_leaves_nothing(sender: Sender) -> None:
    data = picture()
    place = sender.begin(data, first=data[:100])["Location"]
    assert sender.client.delete(place, headers=TUS).status_code == 204
    assert sender.patch(place, 100, data[100:]).status_code == 404
    assert StoredFile.objects.count() == 0
    whole = sender.begin(data, first=data)["Location"]
    sender.client.delete(whole, headers=TUS)
    assert len(sender.uploads()) == 1, "what has arrived is not taken back this way"


def test_a_foreign_session_knows_nothing_404(sender: Sender) -> None:
    data = picture()
    place = sender.begin(data, first=data[:100])["Location"]
    other = Sender()
    for answer in (
        other.patch(place, 100, data[100:]),
        other.client.get(place),
        other.client.head(place, headers=TUS),
        other.client.delete(place, headers=TUS),
        other.patch(place.replace(str(sender.antrag.id), str(other.antrag.id)), 100, data[100:]),
    ):
        assert answer.status_code == 404
    assert Client().get(place).status_code == 302
    assert sender.client.head(place, headers=TUS)["Upload-Offset"] == "100"


def test_another_site_cannot_send_in_my_name(traeger: Any) -> None:
    sender = Sender(csrf=True)
    assert sender.begin(picture()).status_code == 403


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"size": "-1"}, 400),
        ({"size": "viel"}, 400),
        ({"sha256": "abc"}, 400),
        ({"schluessel": "kurz"}, 400),
        ({"filename": "a\x00b"}, 400),
        ({"key": "gibt-es-nicht"}, 404),
    ],
)
def test_nonsense_is_refused(sender: Sender, change: dict[str, str], status: int) -> None:
    assert sender.begin(picture(), **change).status_code == status
    assert sender.uploads() == []


def test_the_protocol_is_named_and_its_version_held(sender: Sender) -> None:
    data = picture()
    place = sender.begin(data)["Location"]
    assert sender.client.head(place).status_code == 412
    first = {**TUS, "Upload-Offset": "0"}
    assert sender.client.patch(place, data, content_type="image/jpeg", headers=first).status_code == 415
    assert sender.client.post(place, headers=TUS).status_code == 405
    old = {**first, "X-HTTP-Method-Override": "PATCH"}
    assert sender.client.post(place, data, content_type=PIECE, headers=old).status_code == 204
    assert len(sender.uploads()) == 1


def test_pieces_lie_encrypted(sender: Sender, settings: Any) -> None:
    data = picture()
    sender.begin(data, first=data[:5000])
    files = [path for path in settings.VAULT_ROOT.rglob("*") if path.is_file()]
    assert files and not any(data[100:140] in path.read_bytes() for path in files)


def test_without_javascript_the_form_says_what_was_there_already(sender: Sender) -> None:
    """C09: the same in one go; what was accepted stays when others are refused (U3)."""
    page = f"/antrag/{sender.antrag.id}/unterlagen/mietvertrag"
    for expected in ("Angekommen", "Schon in Ihrer Akte"):
        files = [_file("vertrag.jpg", picture()), _file("alles.zip", b"PK\x03\x04" + b"0" * 300)]
        answer = sender.client.post(page, {"dateien": files}, follow=True)
        text = answer.content.decode()
        assert expected in text and "Archiv" in text and "Prüfzahl" in text
    assert [u.angenommen for u in sender.uploads()].count(True) == 1


def _file(name: str, data: bytes) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, data)
