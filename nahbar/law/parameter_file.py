"""Reading an uploaded parameter set: the schema of `nahbar/law/parameters/*.yaml`, each refusal with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_CHARACTERS = 300_000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STRING = "tag:yaml.org,2002:str"
_DESCRIBES = frozenset({"name", "einheit", "norm"})
_ENTRY = frozenset({"ab", "bis", "wert", "quelle", "hinweis", "berichtigung"})


@dataclass(frozen=True)
class Mangel:
    """What makes a file unusable: line (from 1; 0: the file as a whole), name of the parameter, a German sentence."""

    zeile: int
    name: str
    text: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (f"Zeile {self.zeile}" if self.zeile else "", self.name) if part)
        return f"{where}: {self.text}" if where else self.text


class SatzUnbrauchbar(Exception):
    """The file cannot be taken; `maengel` says where and why, all of it at once."""

    def __init__(self, maengel: Sequence[Mangel]) -> None:
        super().__init__(" ".join(str(mangel) for mangel in maengel))
        self.maengel = tuple(maengel)


@dataclass(frozen=True)
class Angabe:
    """One dated value as it stands in the file."""

    zeile: int
    ab: date
    bis: date | None
    wert: str
    quelle: str
    hinweis: str = ""
    berichtigung: str = ""
    """Why a value that was known already is changed afterwards; empty: it is not."""


@dataclass(frozen=True)
class Abschnitt:
    """One parameter of the file; what describes it (name, einheit, norm) may be left out."""

    zeile: int
    name: str
    beschreibung: dict[str, str]
    werte: tuple[Angabe, ...]


def read_file(text: str) -> tuple[Abschnitt, ...]:
    """The parameters of the file in its order; raises SatzUnbrauchbar naming each wrong line."""
    if len(text) > MAX_CHARACTERS:
        raise SatzUnbrauchbar([Mangel(0, "", f"Die Datei ist zu groß: höchstens {MAX_CHARACTERS // 1000} kB.")])
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise SatzUnbrauchbar([Mangel(line, "", "Hier ist die Datei nicht lesbar (YAML).")]) from None
    except RecursionError:
        raise SatzUnbrauchbar([Mangel(0, "", "Die Datei ist zu tief verschachtelt.")]) from None
    if root is None:
        raise SatzUnbrauchbar([Mangel(0, "", "Die Datei ist leer.")])
    if not isinstance(root, MappingNode):
        raise SatzUnbrauchbar([Mangel(1, "", "Erwartet werden Namen von Werten, jeder mit seinen Angaben darunter.")])
    reader = _Reader()
    found = [section for name, line, node in reader.pairs(root, "") for section in reader.section(name, line, node)]
    if reader.maengel:
        raise SatzUnbrauchbar(sorted(reader.maengel, key=lambda mangel: mangel.zeile))
    return tuple(found)


class _Reader:
    """Walks the nodes of the file and notes what is wrong with them."""

    def __init__(self) -> None:
        self.maengel: list[Mangel] = []

    def refuse(self, node: Node, name: str, text: str) -> None:
        self.maengel.append(Mangel(_line(node), name, text))

    def pairs(self, node: MappingNode, name: str) -> Iterator[tuple[str, int, Node]]:
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.refuse(key, name, "Hier wird ein Name erwartet.")
            elif key.value in seen:
                self.refuse(key, name or key.value, f"»{key.value}« steht doppelt da.")
            else:
                seen.add(key.value)
                yield key.value, _line(key), value

    def section(self, name: str, line: int, node: Node) -> Iterator[Abschnitt]:
        if not isinstance(node, MappingNode):
            self.refuse(node, name, "Unter dem Namen fehlen die Angaben (mindestens »werte«).")
            return
        described: dict[str, str] = {}
        values: list[Angabe] | None = None
        for key, _, value in self.pairs(node, name):
            if key == "werte" and isinstance(value, SequenceNode) and value.value:
                values = [entry for item in value.value for entry in self.entry(name, item)]
            elif key == "werte":
                self.refuse(value, name, "»werte« ist keine Liste von Werten.")
                values = []
            elif key in _DESCRIBES:
                described[key] = self.text(name, key, value)
            else:
                self.refuse(value, name, f"»{key}« kennt das Format nicht.")
        if values is None:
            self.maengel.append(Mangel(line, name, "Es fehlen die Werte (»werte«)."))
        yield Abschnitt(line, name, described, tuple(values or ()))

    def entry(self, name: str, node: Node) -> Iterator[Angabe]:
        if not isinstance(node, MappingNode):
            self.refuse(node, name, "Jeder Wert braucht »ab«, »wert« und »quelle«.")
            return
        before = len(self.maengel)
        texts: dict[str, str] = {}
        days: dict[str, date | None] = {}
        for key, _, value in self.pairs(node, name):
            if key in ("ab", "bis"):
                days[key] = self.day(name, key, value)
            elif key in _ENTRY:
                texts[key] = self.text(name, key, value)
            else:
                self.refuse(value, name, f"»{key}« kennt das Format nicht.")
        for key, missing in (("ab", "ab" not in days), ("wert", "wert" not in texts)):
            if missing:
                self.refuse(node, name, f"Es fehlt »{key}«.")
        if "quelle" not in texts:
            self.refuse(node, name, "Der Wert hat keine Quelle. Nennen Sie das Gesetz oder das BGBl. unter »quelle«.")
        ab, bis = days.get("ab"), days.get("bis")
        if ab is not None and bis is not None and bis < ab:
            self.refuse(node, name, "»bis« liegt vor »ab«.")
        if ab is not None and len(self.maengel) == before:
            yield Angabe(
                _line(node), ab, bis, texts["wert"], texts["quelle"], texts.get("hinweis", ""),
                texts.get("berichtigung", ""),
            )  # fmt: skip

    def text(self, name: str, key: str, node: Node) -> str:
        if not isinstance(node, ScalarNode) or node.tag != _STRING:
            quoted = ' Schreiben Sie ihn in Anführungszeichen, zum Beispiel "563.00".' if key == "wert" else ""
            self.refuse(node, name, f"»{key}« ist kein Text.{quoted}")
            return "-"
        if not node.value.strip():
            self.refuse(node, name, "Die Quelle ist leer." if key == "quelle" else f"»{key}« ist leer.")
            return "-"
        return str(node.value).strip()

    def day(self, name: str, key: str, node: Node) -> date | None:
        if isinstance(node, ScalarNode) and _DAY.fullmatch(node.value):
            try:
                return date.fromisoformat(node.value)
            except ValueError:
                pass
        self.refuse(node, name, f"»{key}« ist kein Tag. Erwartet wird zum Beispiel 2027-01-01.")
        return None


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
