"""Readers of the environment: a wrong value stops the start; every value may come from NAME_FILE instead."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


class WrongEnvironment(SystemExit):
    """A variable of the environment makes no sense; says which one and what is expected."""


def env_str(name: str, default: str = "") -> str:
    """The text of NAME, or of the file that NAME_FILE names, or the default."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        if name in os.environ:
            raise WrongEnvironment(f"{name} und {name}_FILE sind beide gesetzt: bitte nur eines von beiden.")
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise WrongEnvironment(f"{name}_FILE: {file} ist nicht lesbar ({error.strerror}).") from None
    return os.environ.get(name, default)


def env_bool(name: str, default: bool = False) -> bool:
    """`1/true/ja` or `0/false/nein`; anything else stops the start."""
    text = env_str(name, "").lower()
    if text == "":
        return default
    if text in {"1", "true", "ja", "yes", "on"}:
        return True
    if text in {"0", "false", "nein", "no", "off"}:
        return False
    raise WrongEnvironment(f"{name}={text!r}: erwartet wird true oder false.")


def env_int(name: str, default: int) -> int:
    """A whole number; anything else stops the start."""
    text = env_str(name, "")
    if text == "":
        return default
    try:
        return int(text)
    except ValueError:
        raise WrongEnvironment(f"{name}={text!r}: erwartet wird eine ganze Zahl.") from None


def env_json_list(name: str) -> list[dict[str, Any]]:
    """A JSON list of objects; anything else stops the start."""
    try:
        value = json.loads(env_str(name, "[]"))
    except ValueError:
        value = None
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise WrongEnvironment(f"{name}: erwartet wird eine JSON-Liste von Objekten.")
    return value


def env_choice(name: str, choices: tuple[str, ...], default: str) -> str:
    """One of the choices; anything else stops the start."""
    text = env_str(name, default)
    if text not in choices:
        raise WrongEnvironment(f"{name}={text!r}: erwartet wird eines von {', '.join(choices)}.")
    return text
