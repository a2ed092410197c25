"""The receipt proves itself: a seal inside the file, and a page that compares it with ours (C09)."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nahbar.platform.vault.actions import read_file
from tests.procedures import desk


@pytest.fixture
def receipt(traeger: Any) -> tuple[Any, bytes]:
    antrag = desk.submitted()
    antrag.refresh_from_db()
    return antrag, read_file(antrag.eingangsbestaetigung.original)


def pdfsig(pdf: bytes, folder: Path) -> str:
    path = folder / "beleg.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False).stdout


def test_c09_a_reader_of_pdf_files_finds_the_seal_valid(receipt: tuple[Any, bytes], tmp_path: Path) -> None:
    _antrag, pdf = receipt
    found = pdfsig(pdf, tmp_path)
    assert "Signature is Valid" in found and "Total document signed" in found
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "beleg.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Diese Datei ist versiegelt" in text


def test_c09_one_changed_letter_breaks_it(receipt: tuple[Any, bytes], tmp_path: Path) -> None:
    _antrag, pdf = receipt
    spot = pdf.index(b"/Producer") if b"/Producer" in pdf else 20
    changed = pdf[:spot] + bytes([pdf[spot] ^ 1]) + pdf[spot + 1 :]
    assert "Signature is Valid" not in pdfsig(changed, tmp_path)


def test_c09_the_page_says_yes_to_number_and_file_together(receipt: tuple[Any, bytes]) -> None:
    antrag, pdf = receipt
    client = Client()
    sent = {"nummer": antrag.nummer.lower(), "datei": SimpleUploadedFile("b.pdf", pdf, "application/pdf")}
    assert "echt und unverändert" in client.post("/beleg", sent).content.decode()
    digest = hashlib.sha256(pdf).hexdigest()
    assert client.post("/beleg", {"nummer": antrag.nummer, "pruefwert": digest}).status_code == 200
    for wrong in (
        {"nummer": "A-2026-999999", "pruefwert": digest},
        {"nummer": antrag.nummer, "pruefwert": "0" * 64},
        {"nummer": antrag.nummer, "datei": SimpleUploadedFile("b.pdf", pdf + b" ", "application/pdf")},
        {},
    ):
        assert client.post("/beleg", wrong).status_code == 422
