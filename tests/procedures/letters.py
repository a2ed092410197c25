"""A letter with its own code, as tests read it: from the paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from nahbar.domain.applications import queries as applications
from nahbar.domain.applications.models import Antrag
from nahbar.domain.mailroom.models import Brief
from nahbar.procedures.request_evidence import request_evidence
from tests.procedures.desk import Who, submitted, text_of

CODE = re.compile(r"\b[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}\b")


def code_on(brief: Brief, folder: Path) -> str:
    """The code that is printed on it."""
    found = CODE.search(text_of(brief, folder).split("Code dieses Briefs:")[1])
    assert found
    return found.group()


def asked(
    actor: Who, folder: Path, antrag: Antrag | None = None, keys: Sequence[str] = ()
) -> tuple[Antrag, Brief, str]:
    """An application that arrived, the letter that asks for its first missing paper (or `keys`), and its code."""
    antrag = antrag or submitted()
    chosen = keys or [applications.missing(antrag)[0].key]
    brief = request_evidence(acting=actor("berg"), antrag=antrag, keys=chosen)
    return antrag, brief, code_on(brief, folder)
