"""Every text that a citizen reads, by kind: questions, pages, messages, letters, explanations, Leichte Sprache."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "nahbar"
FEWEST = 4
"""Words: shorter strings of the code are labels, not sentences."""

CODE: dict[str, tuple[str, ...]] = {
    "meldungen": (
        "surfaces/portal/**/*.py", "questionnaire/*.py", "platform/intake/**/*.py", "domain/applications/errors.py",
        "domain/appointments/errors.py", "domain/conversations/errors.py", "platform/speech/*.py",
    ),
    "briefe": (
        "platform/letters/*.py", "benefits/plain_letter.py", "benefits/*/letters/*.py", "domain/decisions/letters*.py",
    ),
    "erklaerungen": ("law/sentences*.py",),
    "leichte_sprache": ("law/leicht*.py",),
}  # fmt: skip
"""Kind → Python files whose sentences people read."""
LEICHT_PAGES = frozenset(("leichte_sprache.html",))
QUESTION_FIELDS = ("title", "intro", "add_question", "add_more_question", "label", "hint", "help", "why", "error")

_TRANSLATED = re.compile(r"""\{%\s*translate\s+(?:"([^"]*)"|'([^']*)')[^%]*%\}""")
_ARGUMENT = re.compile(r"""\{%\s*(?:alert|confirmation|details|empty|button|badge|why|help_box)\s+"([^"]+)"[^%]*%\}""")
_BETWEEN = re.compile(r"\{%\s*(?:end)?blocktranslate\b[^%]*%\}")
_COMMENT = re.compile(r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|bdi|strong|em|abbr|time|i|small)\b[^>]*>")
_FORMAT = re.compile(r"%\(\w+\)s|%[sd]|\{[^{}]*\}")
_TYPST = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")


@dataclass(frozen=True)
class Text:
    """One text: its kind, where it stands, the words."""

    kind: str
    place: str
    words: str


def all_texts() -> list[Text]:
    """Everything, each text once in each kind."""
    seen: set[tuple[str, str]] = set()
    found = []
    for text in (*questions(), *leicht_questions(), *pages(), *code(), *letter_templates()):
        if (text.kind, text.words) not in seen and re.search(r"[^\W\d_]{2}", text.words):
            seen.add((text.kind, text.words))
            found.append(text)
    return found


def questions() -> Iterator[Text]:
    """Titles, questions, hints, reasons, errors and options of every questionnaire, in its newest version."""
    newest = {path.parent: path for path in sorted(HOUSE.glob("benefits/*/versions/v*.yaml"), key=_version)}
    for path in sorted((*HOUSE.glob("benefits/*/*.yaml"), *newest.values())):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield from _walk(str(path.relative_to(HOUSE / "benefits")), data)


def _version(path: Path) -> int:
    return int(path.stem[1:])


def _walk(place: str, data: Any) -> Iterator[Text]:
    if isinstance(data, dict):
        here = f"{place}.{data['key']}" if isinstance(data.get("key"), str) else place
        for name, value in data.items():
            if name in QUESTION_FIELDS and isinstance(value, str):
                yield Text("fragen", f"{here}.{name}", _plain(value))
            else:
                yield from _walk(here, value)
    elif isinstance(data, list):
        for value in data:
            yield from _walk(place, value)


def leicht_questions() -> Iterator[Text]:
    """The questions in Leichte Sprache."""
    for path in sorted(HOUSE.glob("benefits/*/translations/*leicht.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for key, entry in data["texts"].items():
            yield Text("leichte_sprache", f"{path.parent.parent.name}/{path.name}: {key}", _plain(entry["text"]))


def pages() -> Iterator[Text]:
    """What stands in the templates of the portal and of its frame, paragraph by paragraph."""
    frame = HOUSE / "surfaces/ui/templates/ui"
    files = [
        *sorted((HOUSE / "surfaces/portal/templates").rglob("*.html")),
        *(p for p in sorted(frame.rglob("*.html")) if not re.search("workplace|gallery|_attrs|shortcuts", p.name)),
    ]
    for path in files:
        kind = "leichte_sprache" if path.name in LEICHT_PAGES else "seiten"
        for words in paragraphs(path.read_text(encoding="utf-8")):
            yield Text(kind, str(path.relative_to(HOUSE / "surfaces")), words)


def paragraphs(source: str) -> Iterator[str]:
    """The German of a template; a value in the text counts as one short word."""
    text = _COMMENT.sub(" ", source)
    text = _TRANSLATED.sub(lambda found: found[1] or found[2], text)
    text = _ARGUMENT.sub(lambda found: f"\n\n{found[1]}\n\n", text)
    text = _BETWEEN.sub(" ", text)
    text = re.sub(r"\{%.*?%\}", "\n\n", text, flags=re.DOTALL)
    text = re.sub(r"\{\{.*?\}\}", "Wert", text)
    text = _INLINE.sub("", text)
    text = re.sub(r"<br\s*/?>", ".\n", text)
    text = re.sub(r"<[^>]*>", "\n\n", text)
    for part in re.split(r"\n\s*\n", text):
        words = " ".join(html.unescape(part).split())
        if re.sub(r"\bWert\b|\W", "", words):
            yield words.replace(". .", ".").replace("?.", "?").replace("..", ".")


def code() -> Iterator[Text]:
    """Sentences in Python files: text constants of a few words that are no docstrings."""
    for kind, patterns in CODE.items():
        for pattern in patterns:
            for path in sorted(HOUSE.glob(pattern)):
                for words in sentences_of(path.read_text(encoding="utf-8")):
                    yield Text(kind, str(path.relative_to(HOUSE)), words)


def sentences_of(source: str) -> Iterator[str]:
    """Text constants that are sentences for people; docstrings and technical strings are none."""
    tree = ast.parse(source)
    silent = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) or (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ValueError")
        for child in ast.walk(node)
    } - {id(child) for node in ast.walk(tree) if isinstance(node, ast.Yield | ast.Raise) for child in ast.walk(node)}
    parts = {id(value) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for value in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        words = ""
        if isinstance(node, ast.JoinedStr):
            words = "".join(str(v.value) if isinstance(v, ast.Constant) else "Wert" for v in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            words = node.value
        words = _plain(words)
        if len(words.split()) >= FEWEST and re.search(r"[.!?]$", words) and re.match(r"[A-ZÄÖÜ„»]", words):
            yield words


def letter_templates() -> Iterator[Text]:
    """What the Typst files of the letters say themselves."""
    for path in (
        *sorted(HOUSE.glob("platform/letters/templates/*.typ")),
        *sorted(HOUSE.glob("benefits/*/letters/*.typ")),
    ):
        source = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
        for found in _TYPST.findall(source):
            words = _plain(re.sub(r"#[\w.-]+(?:\([^()]*\))?", "Wert", found))
            if len(words.split()) >= FEWEST and re.search(r"[.!?:]$", words):
                yield Text("briefe", str(path.relative_to(HOUSE)), words)


def _plain(text: str) -> str:
    return " ".join(_FORMAT.sub("Wert", html.unescape(re.sub(r"<[^>]*>", "", text))).split())
