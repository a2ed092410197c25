"""Write law functions anew as one module that Numba can compile: the same source, its names resolved.

What changes on the way: decorators and annotations go; `recht.parameter("name")` becomes a field of a record; members
of an enum and fixed days become whole numbers; the functions of the calendar become their twins; `with silent():`
becomes its body, because a column leaves no trace. Everything else stands as it was written.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import IntEnum
from types import FunctionType
from typing import Any

from nahbar.law import calendar, explain
from nahbar.law.batch import days
from nahbar.law.norm import NormInfo, Stichtag

LAW = "nahbar.law."
INNER = '@njit(error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True, _nrt=False)'
"""Only compiled functions call these. No check for a division by zero, which the norms themselves exclude; no counting
of references, which the driver holds: it took more time than the law."""
_WITHIN = INNER.removesuffix(")") + ", forceinline=True)"
"""For a function that one place calls: written into its caller, so that nothing is handed over."""
_LOOKUPS = ("parameter", "wert")


class NotTranscribable(Exception):
    """A law function uses what the batch does not know; the message names function and line."""


class Transcript:
    """A growing module: its functions in the order in which they are needed, and the parameters they read."""

    def __init__(self) -> None:
        self.parameters: set[str] = set()
        self._reads: dict[str, set[str]] = {}
        self._calls: dict[str, set[str]] = {}
        self._choices: dict[str, list[tuple[NormInfo, str]]] = {}
        self._written: dict[tuple[int, ...], str] = {}
        self._names: set[str] = set()
        self._records: dict[str, tuple[str, ...]] = {}
        self._functions: list[str] = []

    def add(self, function: Callable[..., Any], bound: tuple[tuple[str, Callable[..., Any]], ...] = ()) -> str:
        """Transcribe this function and all that it calls; gives its name in the module. Raises NotTranscribable.

        `bound` are parameters that hold a law function: compiled code keeps no pointers to functions on disk, so the
        function is written once for each of them.
        """
        key = (id(function), *(id(given) for _, given in bound))
        known = self._written.get(key)
        if known is not None:
            return known
        joined = getattr(function, "wordings", None)
        raw = inspect.unwrap(function)
        if raw.__module__ == calendar.__name__:
            raw = getattr(days, raw.__name__)
        name = self._name(raw, joined)
        self._written[key] = name
        if joined is not None:
            self._functions.append(self._choice(name, joined))
        elif getattr(function, "scalar_only", False):
            self._functions.append(_never(name, raw))
        else:
            self._functions.append(self._function(name, raw, dict(bound)))
        return name

    def module(self, driver: str) -> str:
        """The text of the module; `driver` is written at its end."""
        records = [f"{name} = namedtuple({name!r}, {fields!r})" for name, fields in self._records.items()]
        head = ["from collections import namedtuple", "from numba import njit", "import numpy as np"]
        return _called_once_within("\n".join([*head, "", *records, "", *self._functions, driver]))

    def reads(self, name: str, month: date, begins: tuple[date, date]) -> set[str]:
        """The parameters that this function may read in the month, for periods that begin between these days."""
        found: set[str] = set()
        seen, ahead = {name}, [name]
        while ahead:
            current = ahead.pop()
            found |= self._reads.get(current, set())
            following = self._calls.get(current, set()) | {
                called for info, called in self._choices.get(current, ()) if _holds(info, month, begins)
            }
            ahead += following - seen
            seen |= following
        return found

    def _name(self, raw: Callable[..., Any], joined: object) -> str:
        module = raw.__module__.removeprefix(LAW).replace(".", "_")
        name = f"{module}__{raw.__name__}" + ("__fassungen" if joined else "")
        while name in self._names:
            name += "_"
        self._names.add(name)
        return name

    def _choice(self, name: str, functions: Iterable[Callable[..., Any]]) -> str:
        functions = tuple(functions)
        infos: tuple[NormInfo, ...] = tuple(function.norm_info for function in functions)  # type: ignore[attr-defined]
        self._choices[name] = [(info, self.add(function)) for info, function in zip(infos, functions, strict=True)]
        arguments = ", ".join(inspect.signature(functions[0]).parameters)
        recht = next(iter(inspect.signature(functions[0]).parameters))
        lines = [INNER, f"def {name}({arguments}):"]
        for info, function in zip(infos[:-1], functions[:-1], strict=True):
            if info.bis is None:
                raise NotTranscribable(f"{info.key}: a wording without an end is followed by another")
            lines.append(f"    if {recht}.{info.stichtag.value} <= {number(info.bis)}:")
            lines.append(f"        return {self.add(function)}({arguments})")
        lines.append(f"    return {self.add(functions[-1])}({arguments})")
        return "\n".join(lines) + "\n\n"

    def _function(self, name: str, raw: Callable[..., Any], bound: Mapping[str, Callable[..., Any]]) -> str:
        tree = ast.parse(textwrap.dedent(inspect.getsource(raw)))
        definition = tree.body[0]
        if not isinstance(raw, FunctionType) or not isinstance(definition, ast.FunctionDef):
            raise NotTranscribable(f"{raw.__module__}.{raw.__name__} is no plain function")
        definition.name, definition.decorator_list, definition.returns = name, [], None
        definition.args.args = [argument for argument in definition.args.args if argument.arg not in bound]
        for argument in (*definition.args.posonlyargs, *definition.args.args, *definition.args.kwonlyargs):
            argument.annotation = None
        if ast.get_docstring(definition) is not None:
            definition.body = definition.body[1:]
        local = {a.arg for a in definition.args.args} | {
            node.id for node in ast.walk(definition) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        changed = _Names(self, name, raw, local, bound).visit(definition)
        ast.fix_missing_locations(changed)
        return f"{INNER}\n{ast.unparse(changed)}\n\n"

    def parameter(self, reader: str, name: str) -> str:
        """The field of a parameter in the record of values, which is its name."""
        self._reads.setdefault(reader, set()).add(name)
        self.parameters.add(name)
        return name

    def called(self, caller: str, function: Callable[..., Any], *bound: tuple[str, Callable[..., Any]]) -> str:
        """The name of a function that another one needs."""
        name = self.add(function, bound)
        self._calls.setdefault(caller, set()).add(name)
        return name

    def record(self, kind: type) -> str:
        """A named tuple that the functions build."""
        self._records[kind.__name__] = tuple(kind._fields)  # type: ignore[attr-defined]  # NamedTuple
        return kind.__name__


class _Names(ast.NodeTransformer):
    """Resolves the global names of one function."""

    def __init__(
        self,
        transcript: Transcript,
        name: str,
        raw: FunctionType,
        local: set[str],
        bound: Mapping[str, Callable[..., Any]],
    ) -> None:
        self._transcript, self._name, self._raw, self._local = transcript, name, raw, local
        self._globals = {**raw.__globals__, **bound}

    def visit_Call(self, node: ast.Call) -> ast.expr:
        target = node.func
        if isinstance(target, ast.Attribute) and target.attr in _LOOKUPS:
            name = node.args[0]
            if not isinstance(name, ast.Constant) or not isinstance(name.value, str):
                raise self._refused(node, "a parameter needs its name as a literal")
            values = ast.Attribute(self.visit(target.value), "werte", ast.Load())
            return ast.Attribute(values, self._transcript.parameter(self._name, name.value), ast.Load())
        return self._visited(self._with_functions_bound(node))

    def _with_functions_bound(self, node: ast.Call) -> ast.Call:
        """A call that hands over law functions becomes a call of a version of the callee that holds them."""
        if not isinstance(node.func, ast.Name) or not self._is_law(node.func):
            return node
        callee = self._globals[node.func.id]
        names = list(inspect.signature(callee).parameters)
        bound = tuple(
            (name, self._globals[argument.id])
            for name, argument in zip(names, node.args, strict=False)
            if isinstance(argument, ast.Name) and self._is_law(argument)
        )
        if not bound:
            return node
        taken = {name for name, _ in bound}
        left = [argument for name, argument in zip(names, node.args, strict=False) if name not in taken]
        name = self._transcript.called(self._name, callee, *bound)
        self._local.add(name)
        return ast.Call(ast.Name(name, ast.Load()), left, node.keywords)

    def _is_law(self, node: ast.Name) -> bool:
        value = None if node.id in self._local else self._globals.get(node.id)
        return callable(value) and not isinstance(value, type) and str(value.__module__).startswith(LAW)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if isinstance(node.value, ast.Name) and node.value.id not in self._local:
            owner = self._globals.get(node.value.id)
            if isinstance(owner, type) and issubclass(owner, IntEnum):
                return ast.Constant(int(owner[node.attr]))
        return self._visited(node)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self._local or node.id not in self._globals:
            return node
        value = self._globals[node.id]
        if isinstance(value, bool) or not isinstance(value, int | date | tuple | type) and not callable(value):
            raise self._refused(node, f"{node.id} is not known to the batch")
        if isinstance(value, int | date | tuple):
            return ast.parse(repr(_literal(value)), mode="eval").body
        if isinstance(value, type) and hasattr(value, "_fields"):
            return ast.Name(self._transcript.record(value), ast.Load())
        if not str(getattr(value, "__module__", "")).startswith(LAW):
            raise self._refused(node, f"{node.id} is no law")
        return ast.Name(self._transcript.called(self._name, value), ast.Load())

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        if node.value is None:
            return ast.Pass()
        return ast.Assign([self.visit(node.target)], self.visit(node.value))

    def visit_With(self, node: ast.With) -> list[ast.stmt]:
        for item in node.items:
            call = item.context_expr
            name = call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""
            if self._globals.get(name) is not explain.silent:
                raise self._refused(node, "a context that the batch does not know")
        return [self.visit(statement) for statement in node.body]

    def _visited(self, node: ast.expr) -> ast.expr:
        visited = self.generic_visit(node)
        assert isinstance(visited, ast.expr)
        return visited

    def _refused(self, node: ast.AST, why: str) -> NotTranscribable:
        line = self._raw.__code__.co_firstlineno + getattr(node, "lineno", 1) - 1
        return NotTranscribable(f"{self._raw.__module__}.{self._raw.__name__}, line {line}: {why}")


def number(day: date) -> int:
    """A day as the columns hold it: 2026-11-23 is 20261123."""
    return day.year * 10000 + day.month * 100 + day.day


def day_of(number: int) -> date:
    """The day of a number like 20261123."""
    return date(number // 10000, number // 100 % 100, number % 100)


def _holds(info: NormInfo, month: date, begins: tuple[date, date]) -> bool:
    first, last = (month, month) if info.stichtag is Stichtag.MONAT else begins
    return (info.ab is None or info.ab <= last) and (info.bis is None or first <= info.bis)


def _literal(value: int | date | tuple[Any, ...]) -> Any:
    if isinstance(value, tuple):
        return tuple(_literal(item) for item in value)
    return number(value) if isinstance(value, date) else int(value)


def _called_once_within(module: str) -> str:
    """The module with every function that has a single place of call marked to be compiled into that place."""
    uses = Counter(re.findall(r"\w+", module))
    head = re.compile(re.escape(INNER) + r"\n(def (\w+)\()")
    return head.sub(lambda m: f"{_WITHIN if uses[m[2]] == 2 else INNER}\n{m[1]}", module)  # 2: its `def` and the call


def _never(name: str, raw: Callable[..., Any]) -> str:
    """A function of single cases: the columns hold none that would call it."""
    arguments = ", ".join(inspect.signature(raw).parameters)
    result = "pass" if inspect.signature(raw).return_annotation == "None" else "return 0"
    return f"{INNER}\ndef {name}({arguments}):\n    {result}\n\n"
