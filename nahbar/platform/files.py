"""Laying a file into a folder that others read: whole or not at all, also after a power cut."""

from __future__ import annotations

import os
from pathlib import Path

from nahbar.platform import failpoints


def lay_down(target: Path, content: bytes, *, step: str = "") -> None:
    """Write beside as `.part`, force to disk, rename, force the folder; readable for the owner only.

    An older file of this name is replaced. `step` names the failpoints `<step>.after_part` and `<step>.after_rename`.
    """
    folder = target.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / f"{target.name}.part"
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
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
