"""Names in the folder that office and provider share, and the one way to lay a file there."""

from __future__ import annotations

import os
from pathlib import Path

IN, OUT, HELD_BACK = "eingang", "quittung", "quarantaene"
HOLDS = "sperrliste.xml"
RECORD = "vernichtung-"


def put(path: Path, content: bytes) -> None:
    """Write beside, force to disk, rename: nobody ever sees half a file."""
    part = path.with_name(f"{path.name}.part")
    with open(part, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
