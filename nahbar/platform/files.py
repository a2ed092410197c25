"""Laying a file into a folder that others read: whole or not at all, also after a power cut."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO

from nahbar.platform import failpoints


def lay_down(target: Path, content: bytes, *, step: str = "") -> None:
    """Write beside as `.part`, force to disk, rename, force the folder; readable for the owner only.

    An older file of this name is replaced. `step` names the failpoints `<step>.after_part` and `<step>.after_rename`.
    """

    def write(out: IO[bytes]) -> None:
        out.write(content)

    lay_down_by(target, write, step=step)


def lay_down_by(target: Path, write: Callable[[IO[bytes]], object], *, step: str = "", once: bool = False) -> None:
    """Like `lay_down` for what is too large to be held in memory: `write` gets the open file.

    `once`: a file of this name with the same content is left as it is.
    """
    folder = target.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / f"{target.name}.part"
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            write(out)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if once and target.exists() and filecmp.cmp(part, target, shallow=False):
        part.unlink()
        return
    if step:
        failpoints.hit(f"{step}.after_part")
    part.replace(target)
    directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
    if step:
        failpoints.hit(f"{step}.after_rename")
