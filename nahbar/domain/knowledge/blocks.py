"""Plain text as simple blocks: paragraphs, headings, lists; no markup gets through, templates escape the rest."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """`kind` is `p`, `h` or `list`; a list has `items`, the others `text`."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()


def blocks(text: str) -> list[Block]:
    """Blocks of a text: empty lines part paragraphs, `## ` begins a heading, `- ` an item of a list."""
    found: list[Block] = []
    for chunk in text.replace("\r\n", "\n").split("\n\n"):
        words: list[str] = []
        items: list[str] = []
        for line in [*(line.strip() for line in chunk.split("\n")), ""]:
            if items and not line.startswith("- "):
                found.append(Block("list", items=tuple(items)))
                items = []
            if words and (not line or line.startswith(("- ", "## "))):
                found.append(Block("p", " ".join(words)))
                words = []
            if line.startswith("- "):
                items.append(line[2:].strip())
            elif line.startswith("## "):
                found.append(Block("h", line[3:].strip()))
            elif line:
                words.append(line)
    return found
