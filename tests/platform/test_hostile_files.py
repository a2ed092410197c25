"""Hostile files: none crashes or hangs a worker, none reaches a viewer unstripped, each is answered with a reason."""

from __future__ import annotations

import io
import os
import signal
import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from nahbar.platform.intake import Accepted, Limits, Refused, accept_apart, apart
from nahbar.platform.intake.mail import attachments
from nahbar.platform.intake.names import MAX_NAME
from tests.platform import hostile
from tests.platform import intake_samples as samples

SHORT = Limits(render_seconds=1.5)
"""A test has no twenty seconds for a page that never ends."""
ACTIVE = (
    b"/JavaScript", b"/Launch", b"/OpenAction", b"/EmbeddedFile", b"/XFA", b"/RichMedia", b"/SubmitForm", b"/URI",
    b"app.alert", b"cmd.exe", hostile.BAD,
)  # fmt: skip


@pytest.mark.parametrize("case", hostile.CASES, ids=lambda case: case.key)
def test_hostile_file_is_answered_and_nothing_bad_is_shown(case: hostile.Case) -> None:
    """Acceptance 6: a reason in German, or a view copy in which nothing is active."""
    data = case.make()
    found = accept_apart(case.name, data, SHORT)
    if isinstance(found, Refused):
        assert found.code in case.answers
        assert found.reason.endswith(".") and found.what_to_do.endswith(".") and "{" not in found.sentence
        return
    assert hostile.OPEN in case.answers
    assert data and (found.view_pdf != data)
    laid_open = samples.laid_open(found.view_pdf)
    assert [word for word in ACTIVE if word in laid_open] == []
    for picture in found.previews:
        assert len(picture) <= SHORT.preview_bytes and not Image.open(io.BytesIO(picture)).getexif()


@pytest.mark.parametrize("name", hostile.NAMES, ids=range(len(hostile.NAMES)))
def test_hostile_name_becomes_one_that_people_can_read(name: str) -> None:
    """U2: emoji survive; paths, turned writing, line breaks and NUL do not."""
    kept = accept_apart(name, b"").clean_name
    assert 0 < len(kept) <= MAX_NAME and kept == kept.strip()
    assert not set("/\\<>:\"|?*\0\r\n") & set(kept) and not kept.startswith(".")
    assert all(unicodedata.category(char) not in ("Cc", "Cf") or char == "\u200d" for char in kept)
    assert ("🏠📄👨‍👩‍👧" in name) == ("🏠📄👨‍👩‍👧" in kept)


def test_files_in_nested_mails_come_out_and_are_judged_alone() -> None:
    """What lies 50 e-mails deep is refused by its own name; 400 deep nothing is found, and nothing falls over."""
    (found,) = attachments(hostile.nested_mail(50))
    judged = accept_apart(found.filename, found.data)
    assert isinstance(judged, Refused) and judged.code == "archiv" and "ZIP" in judged.reason
    assert len(attachments(hostile.nested_mail(400))) <= 1


def test_a_file_that_breaks_its_process_is_refused_and_the_next_one_is_taken() -> None:
    """The limits are those of the kernel: memory here, time below."""
    photo = samples.jpeg(samples.sheet(2000, 3000, 5))
    broken = accept_apart("a.jpg", photo, memory=1_000_000)
    assert isinstance(broken, Refused) and broken.code in ("zu_aufwendig", "beschaedigt")
    assert isinstance(accept_apart("a.jpg", photo), Accepted)


def test_a_large_picture_within_too_little_memory_is_named_so() -> None:
    out = io.BytesIO()
    Image.new("RGB", (6000, 6000), "white").save(out, "PNG")
    found = accept_apart("a.png", out.getvalue(), memory=330_000_000)
    assert isinstance(found, Refused) and found.code == "zu_aufwendig"
    assert isinstance(accept_apart("a.png", out.getvalue()), Accepted)


def test_a_file_that_never_ends_is_ended_with_all_its_processes() -> None:
    endless = hostile.changed_pdf(hostile.stuffed_page)
    found = accept_apart("a.pdf", endless, Limits(render_seconds=60), seconds=0.5)
    assert isinstance(found, Refused) and found.code == "zu_aufwendig"
    assert isinstance(accept_apart("b.pdf", samples.pdf()), Accepted)


def test_an_opener_that_died_in_between_is_replaced() -> None:
    assert isinstance(accept_apart("b.pdf", samples.pdf()), Accepted)
    for opener in apart._idle:
        os.kill(opener.pid, signal.SIGKILL)
        opener.wait()  # as when the machine runs out of memory
    assert isinstance(accept_apart("b.pdf", samples.pdf()), Accepted)


def test_the_process_that_opens_files_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAHBAR_VAULT_KEY", "geheim")
    apart._end_all()
    assert isinstance(accept_apart("b.pdf", samples.pdf()), Accepted)
    (opener,) = apart._idle
    assert b"geheim" not in Path(f"/proc/{opener.pid}/environ").read_bytes()
