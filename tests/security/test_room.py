"""An anonymous visitor cannot fill the disk, and a full disk does not hinder securing a day."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

import pytest
from django.test import Client

from nahbar.domain.applications import room
from nahbar.domain.applications.actions import remove_upload
from nahbar.domain.applications.models import Antrag, Upload
from nahbar.platform.accounts.roles import ANONYMOUS, Actor, Role
from nahbar.platform.tenancy.scope import flush
from nahbar.platform.vault.models import StoredFile
from nahbar.procedures.add_upload import add_upload
from nahbar.procedures.secure_antrag import secure_antrag
from tests.platform.intake_samples import jpeg, sheet

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def antrag(traeger: Any) -> Antrag:
    """A day that was secured."""
    return secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld").antrag


def picture(number: int) -> bytes:
    """A sheet of paper; another number, another content."""
    return jpeg(sheet(600, 800, lines=10 + number))


def send(antrag: Antrag, data: bytes) -> Upload:
    """One file to the paper without a name of its own."""
    acting = Actor(
        kind="citizen", id=str(antrag.id), roles=frozenset({Role.CITIZEN}), antrag_ids=frozenset({antrag.id})
    )
    upload = add_upload(acting=acting, antrag=antrag, nachweis_key="sonstiges", filename="a.jpg", data=data)
    flush()
    return upload


def test_taking_files_back_makes_no_room_for_new_ones(antrag: Antrag, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit counts what was sent: send, remove, send does not go round it; the refusal is noted with its time."""
    monkeypatch.setattr(room, "MOST_FILES", 3)
    for shade in range(3):
        upload = send(antrag, picture(shade))
        assert upload.angenommen, upload.grund
        remove_upload(acting=ANONYMOUS, upload=upload)
    kept = StoredFile.objects.count()
    refused = send(antrag, picture(9))
    assert not refused.angenommen and "ist notiert und zählt" in refused.grund
    assert StoredFile.objects.count() == kept


def test_the_bytes_of_one_application_are_limited(antrag: Antrag, monkeypatch: pytest.MonkeyPatch) -> None:
    """Original, view and pictures count together."""
    first = send(antrag, picture(1))
    assert first.angenommen
    monkeypatch.setattr(room, "MOST_BYTES", len(picture(2)) + 1000)
    assert not send(antrag, picture(2)).angenommen


def test_a_full_disk_refuses_files_but_never_a_day(antrag: Antrag, monkeypatch: pytest.MonkeyPatch) -> None:
    """U1, F: what is left of the disk belongs to the database."""
    monkeypatch.setattr(room.shutil, "disk_usage", lambda path: Usage(10, 9, room.RESERVE - 1))
    refused = send(antrag, picture(1))
    assert not refused.angenommen and "keine Dateien speichern" in refused.grund
    assert Client().post("/antrag/sichern", {"ort": ""}).status_code == 302
