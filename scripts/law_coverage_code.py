"""What the code of the law tells about itself: which function calls which, what it reads, which tests use it."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from nahbar import law
from nahbar.law.citation import Citation
from nahbar.law.norm import NORMS, NormInfo

LAW = "nahbar.law"
_LOOKUPS = ("parameter", "wert", "text")


@dataclass(frozen=True)
class Gesetz:
    """A law with its own heading on the page; regulations of one law stand together."""

    title: str
    names: tuple[str, ...]


GESETZE = (
    Gesetz("SGB II", ("SGB II",)),
    Gesetz("Grundsicherungsgeld-Verordnung, until June 2026 Bürgergeld-Verordnung", ("GrusiGV", "Bürgergeld-V")),
    Gesetz("SGB XII", ("SGB XII",)),
    Gesetz("WoGG", ("WoGG", "EStG")),
    Gesetz("BKGG", ("BKGG",)),
    Gesetz("SGB I", ("SGB I",)),
    Gesetz("SGB X", ("SGB X",)),
    Gesetz("BGB", ("BGB",)),
    Gesetz("SGG", ("SGG",)),
)


def place(citation: Citation) -> str:
    """The citation as it stands in the table; the name of the law only where a heading holds several."""
    alone = any(group.names == (citation.gesetz,) for group in GESETZE)
    return str(citation).removeprefix(f"{citation.gesetz} ") if alone else str(citation)


class Code:
    """All norms of the law with the functions behind them."""

    def __init__(self) -> None:
        self._modules = [
            importlib.import_module(found.name)
            for found in pkgutil.walk_packages(law.__path__, f"{LAW}.")
            if not found.name.startswith(f"{LAW}.batch")
        ]
        self.norms = {key: info for key, info in NORMS.items() if info.module.startswith(f"{LAW}.")}
        self._functions: dict[str, FunctionType] = {}
        for module in self._modules:
            for value in vars(module).values():
                for function in _wordings(value):
                    self._functions[function.norm_info.key] = _raw(function)

    def parameters(self, info: NormInfo) -> set[str]:
        """The parameters that the norm reads by name, itself or through helpers that are no norms."""
        function = self._functions.get(info.key)
        return _read(function) if function is not None else set()

    def reached(self, start: object) -> frozenset[str]:
        """The norms that may be called from here, the start among them."""
        found: set[str] = set()
        seen: set[int] = set()
        ahead = list(_functions_in(start))
        while ahead:
            function = ahead.pop()
            info = getattr(function, "norm_info", None)
            if info is not None:
                found.add(info.key)
            raw = _raw(function)
            if id(raw) not in seen:
                seen.add(id(raw))
                ahead += _called(raw)
        return frozenset(found)


class Tests:
    """Which norms a test file uses by name, and which it reaches through another function of the law."""

    def __init__(self, folder: Path, code: Code) -> None:
        self.direct: dict[str, set[str]] = {}
        self.through: dict[str, set[str]] = {}
        reached = cache(lambda module, name: code.reached(getattr(importlib.import_module(module), name, None)))
        for path in sorted(folder.rglob("test_*.py")):
            name = str(path.relative_to(folder).with_suffix(""))
            for module, attribute in _used(ast.parse(path.read_text(encoding="utf-8"))):
                value = getattr(importlib.import_module(module), attribute, None)
                for function in _wordings(value):
                    self.direct.setdefault(function.norm_info.key, set()).add(name)
                for key in reached(module, attribute):
                    self.through.setdefault(key, set()).add(name)


def _used(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Names of the law that a file imports, or takes from an imported module, as (module, name)."""
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {a.asname: a.name for a in node.names if a.asname and a.name.startswith(f"{LAW}.")}
        elif isinstance(node, ast.ImportFrom) and _is_law(node.module or ""):
            for alias in node.names:
                if isinstance(getattr(importlib.import_module(str(node.module)), alias.name, None), ModuleType):
                    modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                else:
                    yield str(node.module), alias.name
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield modules[node.value.id], node.attr


def _is_law(module: str) -> bool:
    return module == LAW or module.startswith(f"{LAW}.") and not module.startswith(f"{LAW}.batch")


def _wordings(value: object) -> tuple[Any, ...]:
    """The norm itself, or all wordings that were joined under one name."""
    joined = getattr(value, "wordings", None)
    if isinstance(joined, tuple):
        return joined
    return (value,) if hasattr(value, "norm_info") and callable(value) else ()


def _functions_in(value: object) -> Iterator[Callable[..., Any]]:
    """Functions of the law behind a global name: a function, joined wordings, or a table that holds some."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple | list):
        for item in value:
            yield from _functions_in(item)
    elif wordings := _wordings(value):
        yield from wordings
    elif isinstance(value, FunctionType) and value.__module__.startswith(f"{LAW}."):
        yield value


def _raw(function: Any) -> FunctionType:
    found = inspect.unwrap(function)
    assert isinstance(found, FunctionType)
    return found


@cache
def _called(raw: FunctionType) -> tuple[Callable[..., Any], ...]:
    names = _names(raw.__code__)
    values = [raw.__globals__[name] for name in names if name in raw.__globals__]
    found = [function for value in values for function in _functions_in(value)]
    for module in (value for value in values if isinstance(value, ModuleType) and value.__name__.startswith(f"{LAW}.")):
        found += [function for name in names for function in _functions_in(getattr(module, name, None))]
    return tuple(found)


@cache
def _read(raw: FunctionType) -> frozenset[str]:
    found, seen, ahead = set(), {raw}, [raw]
    while ahead:
        current = ahead.pop()
        found |= _literals(current)
        for function in _called(current):
            if not hasattr(function, "norm_info") and _raw(function) not in seen:
                seen.add(_raw(function))
                ahead.append(_raw(function))
    return frozenset(found)


def _literals(raw: FunctionType) -> set[str]:
    tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(raw)))
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _LOOKUPS
        and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }  # fmt: skip


def _names(code: CodeType) -> frozenset[str]:
    inner = [_names(constant) for constant in code.co_consts if isinstance(constant, CodeType)]
    return frozenset(code.co_names).union(*inner)
