"""What steps, inputs and parameters are called where people read them (`begriffe.yaml` and the parameter files)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nahbar.law.parameter import Parameter, statutory

_FILE = Path(__file__).with_name("begriffe.yaml")


@cache
def _begriffe() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded


@cache
def _parameters() -> Mapping[str, Parameter]:
    return {parameter.name: parameter for parameter in statutory()}


def step_label(name: str) -> str:
    """What a step is called."""
    return str(_begriffe()["schritte"].get(name) or _plain(name))


def input_label(name: str) -> str:
    """What an input is called."""
    return str(_begriffe()["eingaben"].get(name) or _plain(name))


def parameter_label(name: str) -> str:
    """What a parameter is called: as a short word, or as its file says."""
    known = _parameters().get(name)
    return str(_begriffe()["eingaben"].get(name) or (known.label if known else _plain(name)))


def parameter_unit(name: str) -> str:
    """`euro`, `anteil`, `anzahl` or `text`; empty for a parameter that the files do not know (any more)."""
    known = _parameters().get(name)
    return known.einheit if known else ""


def is_number(name: str) -> bool:
    """Whether whole numbers under this name are no cents."""
    return name in _begriffe()["zahlen"]


def german(norm: str) -> str:
    """`SGB II § 21 Abs. 3` as a letter writes it: `§ 21 Abs. 3 SGB II`."""
    code, sign, rest = norm.partition(" § ")
    return f"§ {rest} {code}" if sign else norm


def _plain(name: str) -> str:
    return name.replace("_", " ").capitalize()
