"""Questions of this office: `<benefit>.yaml` in the folder that NAHBAR_QUESTIONS_DIR names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from nahbar.benefits.base import Benefit
from nahbar.questionnaire.load import DefinitionError
from nahbar.questionnaire.overlay import with_overlay


def with_local_questions(benefit: Benefit, folder: Path | None, known: Collection[str] = ()) -> Benefit:
    """The benefit with the changes of this office; a wrong file stops the start and names file and line.

    With `known` (keys of benefits) a file that belongs to none of them is refused too.
    """
    if folder is None:
        return benefit
    for path in sorted(folder.glob("*.yaml")):
        if known and path.stem not in known:
            raise DefinitionError(f"{path}: no benefit of this name; there are {', '.join(sorted(known))}")
    path = folder / f"{benefit.key}.yaml"
    return replace(benefit, questionnaire=with_overlay(benefit.questionnaire, path)) if path.exists() else benefit
