"""Slow, heavy and many senders do not stop the others."""

from __future__ import annotations

import io
import threading
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import load_handler
from django.http import HttpRequest
from django.test import Client

from nahbar.config import doorkeeper
from nahbar.config.doorkeeper import Doorkeeper
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.procedures.secure_antrag import secure_antrag


class Site:
    """An application that answers when it is told to."""

    def __init__(self) -> None:
        self.go, self.inside = threading.Event(), threading.Semaphore(0)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.inside.release()
        if environ.get("CONTENT_LENGTH"):
            self.go.wait(10)
        start_response("200 OK", [])
        return [b"ok"]


def ask(site: Doorkeeper, size: str = "", address: str = "203.0.113.7") -> tuple[str, bytes]:
    """Status line and body."""
    said: list[str] = []
    body = site(
        {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": size, "REMOTE_ADDR": address, "wsgi.input": io.BytesIO()},
        lambda status, headers: said.append(status),
    )
    return said[0], b"".join(body)


def test_slow_senders_of_one_network_leave_threads_for_the_others() -> None:
    """The ninth form of one network is told to come back; another network and every page go on."""
    inner = Site()
    site = Doorkeeper(inner)
    waiting = [threading.Thread(target=ask, args=(site, "1000")) for _ in range(doorkeeper.FORMS_AT_ONCE)]
    for thread in waiting:
        thread.start()
    for _ in waiting:
        assert inner.inside.acquire(timeout=10)
    status, body = ask(site, "1000")
    assert status.startswith("503") and "in einer Minute noch einmal" in body.decode()
    assert ask(site, "")[0].startswith("200")
    inner.go.set()
    assert ask(site, "1000", "198.51.100.9")[0].startswith("200")
    for thread in waiting:
        thread.join()
    assert ask(site, "1000")[0].startswith("200"), "places are given back"


def test_memory_for_uploads_is_bounded_over_all_networks() -> None:
    """What does not fit into memory is refused before a byte of it is read."""
    inner = Site()
    site = Doorkeeper(inner)
    size = doorkeeper.BYTES_AT_ONCE // 4
    waiting = [threading.Thread(target=ask, args=(site, str(size), f"203.0.113.{n}")) for n in range(4)]
    for thread in waiting:
        thread.start()
    for _ in waiting:
        assert inner.inside.acquire(timeout=10)
    assert ask(site, "1000", "198.51.100.9")[0].startswith("503")
    inner.go.set()
    for thread in waiting:
        thread.join()
    assert ask(site, "1000")[0].startswith("200")


def test_a_form_that_is_too_large_says_what_to_do() -> None:
    """Also a length that is no number."""
    site = Doorkeeper(Site())
    for size in (str(settings.FORM_MAX_BYTES + 1), "viel"):
        status, body = ask(site, size)
        assert status.startswith("413") and "nacheinander" in body.decode()


def test_no_upload_is_ever_written_to_disk_in_plain(settings: Any) -> None:
    """Whatever size the form has, Django's handler keeps the files in memory."""
    assert len(settings.FILE_UPLOAD_HANDLERS) == 1
    handler: Any = load_handler(settings.FILE_UPLOAD_HANDLERS[0], HttpRequest())
    handler.handle_raw_input(None, {}, settings.FORM_MAX_BYTES, b"", None)
    assert handler.activated


def test_files_beyond_the_limit_are_not_dropped_in_silence(traeger: Any) -> None:
    """Twenty-one files at once: nothing is kept, and the page says so."""
    visitor, secured = Client(), secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld")
    visitor.post("/weiter", {"code": secured.code, "pin": secured.pin})
    files = [SimpleUploadedFile(f"{n}.jpg", b"x", "image/jpeg") for n in range(21)]
    answer = visitor.post(f"/antrag/{secured.antrag.id}/unterlagen/sonstiges", {"dateien": files})
    assert answer.status_code == 200 and "höchstens 20 Dateien" in answer.content.decode()
