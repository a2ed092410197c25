"""Letters from templates: Typst, one file that is PDF/UA-1 and PDF/A-3a at once, same data same bytes.

Typst keeps a pool of threads. After a compile in the parent a forked child waits for threads that it does not have,
for ever. So `render` refuses to work in a child of a process that has compiled already; start workers by spawn, or
compile only in them.
"""

from __future__ import annotations

import json
import mimetypes
import os
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from nahbar.platform.letters.coverage import showable_data

ROOT = Path(__file__).resolve().parents[2]
"""Templates import each other by paths from the package `nahbar`, e.g. `/platform/letters/templates/base.typ`."""
HERE = Path(__file__).resolve().parent

_lock = threading.Lock()
_compiler: tuple[int, typst.Compiler] | None = None


class LetterFailed(RuntimeError):
    """A template and its data do not make a letter; the message is the typesetter's."""


class CompiledBeforeFork(RuntimeError):
    """This process was forked from one that had set letters: setting one here would hang."""


def template_path(template: Path | str) -> Path:
    """The file of a template: a name means one of the house's own (`receipt`), a Path any other file."""
    if isinstance(template, Path):
        return template
    return HERE / "templates" / f"{template.removesuffix('.typ')}.typ"


def render(template: Path | str, data: Mapping[str, Any], *, attachments: Mapping[str, bytes] | None = None) -> bytes:
    """Set one letter; `data` as made by the `as_data` of the model, attachments by file name.

    Safe in threads (one letter at a time per process; the typesetter uses all cores by itself). The date of the file is
    `data["datum"]`, so that the same data always gives the same bytes. Raises LetterFailed, CompiledBeforeFork.
    """
    year, month, day = data["datum"]
    whole = {**showable_data(dict(data)), "anlagen": _attached(attachments or {})}
    inputs = {"data": json.dumps(whole, ensure_ascii=False, sort_keys=True)}
    source = template_path(template).read_bytes()
    with _lock:
        try:
            pdf = _typesetter().compile(
                input=source,
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=["ua-1", "a-3a"],
                timestamp=datetime(year, month, day, 12, tzinfo=UTC),
            )
        except typst.TypstError as wrong:
            raise LetterFailed(f"{template_path(template).name}: {wrong.message} {' '.join(wrong.hints)}") from wrong
    if not isinstance(pdf, bytes):
        raise LetterFailed(f"{template_path(template).name}: no file came out")
    return pdf


def _typesetter() -> typst.Compiler:
    """The one compiler of this process, with the house's own fonts and no others."""
    global _compiler
    if _compiler is None:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])
        _compiler = (os.getpid(), typst.Compiler(root=str(ROOT), font_paths=fonts))
    owner, compiler = _compiler
    if owner != os.getpid():
        raise CompiledBeforeFork(f"process {owner} has set letters before it forked; start workers by spawn")
    return compiler


def _attached(attachments: Mapping[str, bytes]) -> list[dict[str, str]]:
    # Typst takes text only: each byte travels as the character of its number
    return [
        {
            "name": name,
            "inhalt": content.decode("latin-1"),
            "typ": mimetypes.guess_type(name)[0] or "application/octet-stream",
            "beschreibung": f"Anlage {name}",
        }
        for name, content in sorted(attachments.items())
    ]
