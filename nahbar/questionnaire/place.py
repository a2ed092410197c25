"""Where in a file something stands: mistakes are named with file, line and place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from nahbar.questionnaire.load import LOADER, DefinitionError, read_yaml

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


def read_located(path: Path) -> Any:
    """The values of a YAML file; raises DefinitionError with the line of what is no YAML."""
    try:
        return read_yaml(path)
    except UnicodeDecodeError as error:
        raise DefinitionError(f"{path}, Zeile 1: kein Text in UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DefinitionError(f"{path}, Zeile {mark.line + 1 if mark else 1}: kein lesbares YAML") from error


def located(path: Path, error: DefinitionError) -> DefinitionError:
    """The same mistake (`place: text`) with the file and the line of its place before it."""
    place, _, text = str(error).partition(": ")
    return DefinitionError(f"{path}, Zeile {line_of(path, place)}: {place}: {text}")


def line_of(path: Path, place: str) -> int:
    """The line of this place (`pages[0].questions[1].kind`), or of the nearest thing around it."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    line = 1
    rest = place
    while isinstance(node, (yaml.MappingNode, yaml.SequenceNode)) and rest:
        found = _inside(node, rest)
        if found is None:
            break
        node, line, rest = found
    return line


def _inside(node: yaml.MappingNode | yaml.SequenceNode, rest: str) -> tuple[yaml.Node, int, str] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = str(key.value)
            if rest == name or rest.startswith((f"{name}.", f"{name}[")):
                return value, key.start_mark.line + 1, rest[len(name) :].lstrip(".")
        return None
    step = _STEP.match(rest)
    if step is None or step[1] is None or int(step[1]) >= len(node.value):
        return None
    inner = node.value[int(step[1])]
    return inner, inner.start_mark.line + 1, rest[step.end() :].lstrip(".")
