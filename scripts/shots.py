"""Screenshots of pages: phone and desk, light and dark, each a PNG, and one contact sheet of all.

`shots.py BASE_URL --out DIR name=/path[@storage.json] …`; further looks with --extra (forced colours, 320 px, Arabic).
`--axe` adds the findings of axe-core and of a width check and ends with 1 when there are any.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "node_modules/axe-core/axe.min.js"
CHROMIUM = "/usr/bin/chromium"
ARGS = [
    "--no-sandbox",
    "--hide-scrollbars",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALL_TARGETS = """() => {
  const small = (e) => {
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    if (!box.width || style.visibility === 'hidden' || style.opacity === '0' || e.closest('.nb-skip')) return false;
    if (e.tagName === 'LABEL' && !e.control?.matches('[type=radio],[type=checkbox],[type=file]')) return false;
    // their label is the target
    if (e.matches('[type=radio],[type=checkbox],[type=search]')) return false;
    // links within a sentence may be small; a link that is its whole line may not, unless it covers its row
    if (e.tagName === 'A' && style.display === 'inline' && !e.matches('li > a:only-child, td > a'))
      if (e.parentElement.textContent.trim() !== e.textContent.trim()
        || getComputedStyle(e, '::after').position === 'absolute') return false;
    return box.height < 43.5 || box.width < 43.5;
  };
  const name = (e) => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 30)}`;
  return [...document.querySelectorAll('a,button,summary,select,textarea,input:not([type=hidden]),label')]
    .filter(small).map(name);
}"""


@dataclass(frozen=True)
class Look:
    """One way of looking at a page."""

    name: str
    width: int
    scheme: str = "light"
    forced: bool = False
    language: str = "de"


LOOKS = (
    Look("360-hell", 360),
    Look("1280-hell", 1280),
    Look("360-dunkel", 360, "dark"),
    Look("1280-dunkel", 1280, "dark"),
)
EXTRA = (
    Look("320", 320),
    Look("erzwungen", 1280, forced=True),
    Look("ar-360", 360, language="ar"),
    Look("ar-1280", 1280, language="ar"),
)


def findings(page: Page) -> list[str]:
    """What axe-core, the width check and the target size check say, one line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate(
        "async tags => await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        TAGS,
    )
    found = [f"{v['id']}: {v['help']} {[n['target'] for n in v['nodes']][:4]}" for v in result["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("scrolls sideways")
    return found + [f"small target: {text}" for text in page.evaluate(SMALL_TARGETS)]


def shoot(browser: Browser, url: str, look: Look, target: Path | None, state: str | None, axe: bool) -> list[str]:
    """Take one picture and return the findings."""
    context = browser.new_context(
        viewport={"width": look.width, "height": 800},
        color_scheme="dark" if look.scheme == "dark" else "light",
        forced_colors="active" if look.forced else "none",
        locale="ar" if look.language == "ar" else "de-DE",
        storage_state=state,
    )
    if look.language != "de":
        context.add_cookies([{"name": "sprache", "value": look.language, "url": url}])
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    if target:
        page.screenshot(path=str(target), full_page=True)
    found = findings(page) if axe else []
    context.close()
    return found


def contact_sheet(files: list[Path], target: Path, columns: int = 6, width: int = 300) -> None:
    """All pictures beside each other, cut at twice their width, with their names."""
    cells = []
    for file in files:
        picture = Image.open(file).convert("RGB")
        picture = picture.resize((width, max(1, picture.height * width // picture.width)))
        cells.append((file.stem, picture.crop((0, 0, width, min(picture.height, 2 * width)))))
    rows = -(-len(cells) // columns)
    sheet = Image.new("RGB", (columns * (width + 20) + 20, rows * (2 * width + 50) + 20), "#d8d8d8")
    draw = ImageDraw.Draw(sheet)
    for i, (name, picture) in enumerate(cells):
        x, y = 20 + (i % columns) * (width + 20), 20 + (i // columns) * (2 * width + 50)
        draw.text((x, y), name, fill="black")
        sheet.paste(picture, (x, y + 18))
    sheet.save(target)


def main() -> int:
    """Read the command line, take the pictures, tell the findings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("pages", nargs="+", help="name=/path or name=/path@storage.json")
    parser.add_argument("--out", type=Path, default=ROOT / "shots")
    parser.add_argument("--extra", action="store_true")
    parser.add_argument("--axe", action="store_true")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for entry in given.pages:
            name, _, rest = entry.partition("=")
            path, _, state = rest.partition("@")
            for look in LOOKS + (EXTRA if given.extra else ()):
                file = given.out / f"{name}-{look.name}.png"
                for line in shoot(browser, given.base.rstrip("/") + path, look, file, state or None, given.axe):
                    print(f"{name} {look.name}: {line}")
                    count += 1
                files.append(file)
        browser.close()
    contact_sheet(files, given.out / "uebersicht.png")
    print(f"{len(files)} Bilder in {given.out}, {count} Befunde")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
