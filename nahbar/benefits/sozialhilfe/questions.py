"""Questionnaires of the SGB XII: each benefit lists its pages, many of them from the shelf that they share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from nahbar.questionnaire.load import DefinitionError, from_mapping
from nahbar.questionnaire.model import Questionnaire

_SHARED = Path(__file__).with_name("pages.yaml")


def load_with_shared(path: Path) -> Questionnaire:
    """The questionnaire of this YAML file; `use: name` stands for the shared page of this key, changed by its fields.

    Raises DefinitionError, also for a shared page that does not exist.
    """
    own = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    shared = yaml.load(_SHARED.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    pages = {page["key"]: page for page in shared["pages"]}
    own["groups"] = shared["groups"]
    own["pages"] = [_page(entry, pages, f"pages[{n}]") for n, entry in enumerate(own["pages"])]
    return from_mapping(own)


def _page(entry: dict[str, Any], pages: dict[str, dict[str, Any]], where: str) -> dict[str, Any]:
    if "use" not in entry:
        return entry
    if entry["use"] not in pages:
        raise DefinitionError(f"{where}.use: there is no shared page {entry['use']}")
    return pages[entry["use"]] | {key: value for key, value in entry.items() if key != "use"}
