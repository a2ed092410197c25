"""U2 and U3 through the portal: odd files are converted, unfit ones named, and the rest of the upload is kept (C08)."""

from __future__ import annotations

import io
import random
from email.message import EmailMessage
from typing import Any

import pikepdf
import pytest
from PIL import Image

from nahbar.domain.casefile import queries as casefile
from nahbar.platform.intake.mail import MOST_ATTACHMENTS, attachments
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.submit_antrag import submit_antrag
from tests.platform import intake_samples as samples
from tests.procedures.desk import citizen
from tests.procedures.test_upload import EICAR
from tests.surfaces.test_upload_protocol import Sender, _file


@pytest.fixture
def sender(traeger: Any) -> Sender:
    return Sender()


def heavy(heic: bytes, size: int) -> bytes:
    """The same photo with what phones put beside it (a box that decoders pass over), until it has `size` bytes."""
    room = size - len(heic) - 8
    return heic + (room + 8).to_bytes(4, "big") + b"free" + random.Random(2).randbytes(room)


def test_u2_twelve_megabytes_of_heic_rotated_with_place_and_emoji(sender: Sender) -> None:
    """Accepted in pieces, upright, PDF/A and JPEG without the place; the original stays to the byte until the end."""
    sheet = samples.sheet(1512, 2016).transpose(Image.Transpose.ROTATE_90)
    data = heavy(samples.heic(sheet, orientation=6), 12_000_000)
    name = "Mietvertrag 🏠👨‍👩‍👧 (zerknittert).heic"
    place = sender.begin(data, filename=name)["Location"]
    for start in range(0, len(data), 1_048_576):
        assert sender.patch(place, start, data[start : start + 1_048_576]).status_code == 204
    assert sender.client.get(place).json()["stand"] == "angenommen"
    (upload,) = sender.uploads()
    assert upload.dateiname == name
    assert upload.original is not None and upload.original.media_type == "image/heic"
    assert read_file(upload.original) == data
    view = sender.client.get(f"/antrag/{sender.antrag.id}/datei/{upload.id}").content
    with pikepdf.open(io.BytesIO(view)) as pdf:
        assert b"pdfaid:part>2<" in pdf.Root.Metadata.read_bytes()
    picture = sender.client.get(f"/antrag/{sender.antrag.id}/datei/{upload.id}/seite/1").content
    shown = Image.open(io.BytesIO(picture)).convert("RGB")
    assert shown.height > shown.width, "upright"
    assert shown.getpixel((shown.width // 5, shown.height * 13 // 200))[0] > 150  # type: ignore[index]
    for made in (view, picture):
        assert samples.GPS_PLACE.encode() not in made and b"Telefonmarke" not in made
    assert dict(Image.open(io.BytesIO(picture)).getexif()) == {}
    sent = submit_antrag(acting=citizen(sender.antrag), antrag=sender.antrag)
    assert sent.akte is not None
    (document,) = [d for d in casefile.documents(sent.akte) if d.art == "mietvertrag"]
    assert document.original is not None and read_file(document.original) == data


BAD: list[tuple[str, bytes, str]] = [
    ("geheim.pdf", b"", "Passwort"),
    ("leer.jpg", b"", "leer"),
    ("virus.pdf", EICAR, "Schadsoftware"),
    ("alles.zip", samples.zipped(a=b"x"), "Archiv (ZIP)"),
    ("brief.docx", samples.zipped(word__document_dot_xml=b"<w/>"), "Office-Dokument (Word)"),
    ("brief.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "Office-Dokument"),
]


def locked_pdf() -> bytes:
    return samples.pdf(1, encryption=pikepdf.Encryption(owner="o", user="geheim"))


def test_u3_each_unfit_file_is_named_at_once_and_the_rest_is_kept(sender: Sender) -> None:
    """§ 36a Abs. 3 SGB I; the date of each attempt counts in the timeline."""
    files = [_file(name, data or (locked_pdf() if name == "geheim.pdf" else b"")) for name, data, _ in BAD]
    files.insert(3, _file("gut.pdf", samples.pdf(2)))
    page = f"/antrag/{sender.antrag.id}/unterlagen/mietvertrag"
    text = sender.client.post(page, {"dateien": files}, follow=True).content.decode()
    for name, _, reason in BAD:
        assert name in text and reason in text, name
    assert "als PDF" in text, "Word has a way out"
    assert [u.dateiname for u in sender.uploads() if u.angenommen] == ["gut.pdf"]
    assert all(u.at is not None for u in sender.uploads())
    sent = submit_antrag(acting=citizen(sender.antrag), antrag=sender.antrag)
    assert sent.akte is not None
    noted = [e for e in casefile.timeline(sent.akte, for_citizen=True) if e.art == "datei_abgewiesen"]
    assert len(noted) == len(BAD)


@pytest.mark.parametrize(("name", "data", "reason"), BAD)
def test_u3_in_pieces_too(sender: Sender, name: str, data: bytes, reason: str) -> None:
    data = data or (locked_pdf() if name == "geheim.pdf" else b"")
    answer = sender.begin(data, filename=name, first=data).json()
    assert answer["stand"] == "abgewiesen" and reason in answer["html"] and "notiert und zählt" in answer["html"]


def mail() -> bytes:
    """An e-mail as programs save it: text, a logo, a photo in the text, a PDF, a Word file."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "vermieter@example.org", "a@example.org", "Mietvertrag"
    message.set_content("Guten Tag, anbei der Vertrag.")
    logo = samples.as_bytes(Image.new("RGB", (60, 20), "red"), "PNG")
    message.add_attachment(logo, maintype="image", subtype="png", disposition="inline", filename="logo.png")
    photo = samples.jpeg()
    message.add_attachment(photo, maintype="image", subtype="jpeg", disposition="inline", filename="Zähler 🔌.jpg")
    message.add_attachment(samples.pdf(3), maintype="application", subtype="pdf", filename="Vertrag.pdf")
    word = samples.zipped(word__document_dot_xml=b"<w/>")
    message.add_attachment(word, maintype="application", subtype="msword", filename="Anlage.docx")
    return bytes(message)


@pytest.mark.parametrize("pieces", [True, False], ids=["in pieces", "as a form"])
def test_c08_of_an_email_each_attachment_becomes_a_file(sender: Sender, pieces: bool) -> None:
    if pieces:
        data = mail()
        first = sender.begin(data, filename="Nachricht.eml", first=data)
        text = first.json()["html"]
        assert first.json()["stand"] == "angenommen"
        assert sender.client.get(first["Location"]).json()["html"] == text
    else:
        page = f"/antrag/{sender.antrag.id}/unterlagen/mietvertrag"
        text = sender.client.post(page, {"dateien": [_file("Nachricht.eml", mail())]}, follow=True).content.decode()
    assert [(u.dateiname, u.angenommen) for u in sender.uploads()] == [
        ("Zähler 🔌.jpg", True),
        ("Vertrag.pdf", True),
        ("Anlage.docx", False),
    ]
    for part in ("Zähler 🔌.jpg", "3 Seiten", "Anlage.docx", "Office-Dokument (Word)"):
        assert part in text, part


def test_an_email_to_be_blacked_out_is_not_handed_over_unseen(sender: Sender) -> None:
    data = mail()
    answer = sender.begin(data, filename="Nachricht.eml", first=data, schwaerzen="ja").json()
    assert answer["stand"] == "abgewiesen" and "E-Mail" in answer["html"]
    assert [u.angenommen for u in sender.uploads()] == [False]


def test_an_email_without_attachment_is_named(sender: Sender) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Frage"
    message.set_content("Guten Tag")
    answer = sender.begin(bytes(message), filename="Frage.eml", first=bytes(message)).json()
    assert answer["stand"] == "abgewiesen" and "E-Mail" in answer["html"]


@pytest.mark.parametrize(
    "data", [b"", b"From: ", samples.pdf(), b"\xff" * 900, b"From: a\nMIME-Version: 1\n" + b"\xff" * 99]
)
def test_what_is_no_email_has_no_attachments(data: bytes) -> None:
    assert attachments(data) == []


def test_attachments_without_end_are_refused_not_taken_in_part(sender: Sender) -> None:
    message = EmailMessage()
    message["From"] = "a@example.org"
    for number in range(MOST_ATTACHMENTS + 1):
        message.add_attachment(b"x", maintype="application", subtype="pdf", filename=f"{number}.pdf")
    data = bytes(message)
    assert "keine Anhänge nehmen" in sender.begin(data, filename="Viele.eml", first=data).json()["html"]
    assert len(sender.uploads()) == 1


def test_c08_a_fax_with_three_pages_is_one_document(sender: Sender) -> None:
    pages = [samples.sheet(850, 1100, lines=n).convert("1") for n in (10, 20, 30)]
    data = samples.as_bytes(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    answer = sender.begin(data, filename="Fax.tif", first=data).json()
    assert answer["stand"] == "angenommen" and "3 Seiten" in answer["html"]
