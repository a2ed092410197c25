"""Second half of scripts/assets: fonts cut to the letters that names and prices need, and compiled translations."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import polib
from fontTools import subset

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "nahbar/surfaces/ui/static/vendor"
FIRA = ROOT / "node_modules/@kern-ux/native/dist/fonts/fira-sans"
ARABIC = ROOT / "node_modules/@fontsource/noto-sans-arabic"

# The everyday letters are loaded with the page, the rest of DIN 91379 only where a name needs it.
CORE = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+2010-2014,U+2018-201E,U+2022,U+2026,U+202F,U+2039-203A,U+20AC,"
    "U+2190-2193,U+2212,U+2713"
)
EXTENDED = (
    "U+0100-0130,U+0132-0151,U+0154-024F,U+0259,U+02B0-02FF,U+0300-036F,U+0370-03FF,U+0400-045F,U+1E00-1EFF,U+2000-200F,"
    "U+2032-2033,U+2070-209F,U+2116,U+2122,U+2264-2265"
)
WEIGHTS = {400: "FiraSans-Regular", 600: "FiraSans-SemiBold"}
FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "mkmk", "tnum", "lnum"]


def cut(source: Path, target: Path, unicodes: str) -> None:
    """Write a woff2 of `source` that holds only `unicodes` (a CSS unicode-range)."""
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False, desubroutinize=True)
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(unicodes.replace("U+", "")))
    cutter.subset(font)
    subset.save_font(font, str(target), options)


def face(family: str, weight: int, file: str, unicodes: str) -> str:
    """One @font-face rule; text is shown at once in a system font and swapped when the file is there."""
    return (
        f"@font-face{{font-family:'{family}';src:url({file}) format('woff2');font-weight:{weight};"
        f"font-style:normal;font-display:swap;unicode-range:{unicodes}}}\n"
    )


def fonts() -> None:
    """Cut Fira Sans into everyday and rare letters, add the Arabic letters of Noto Sans, write fonts.css."""
    rules = ["/*! Fira Sans, Noto Sans Arabic: SIL Open Font License 1.1 */\n"]
    for weight, name in WEIGHTS.items():
        for part, unicodes in (("core", CORE), ("ext", EXTENDED)):
            file = f"fira-{weight}-{part}.woff2"
            cut(FIRA / f"{name}.woff2", OUT / file, unicodes)
            rules.append(face("Fira Sans", weight, file, unicodes))
        arabic = f"noto-arabic-{weight}.woff2"
        (OUT / arabic).write_bytes((ARABIC / f"files/noto-sans-arabic-arabic-{weight}-normal.woff2").read_bytes())
        css = (ARABIC / f"arabic-{weight}.css").read_text(encoding="utf-8")
        unicodes = re.search(r"unicode-range:\s*([^;]+);", css)
        rules.append(face("Fira Sans", weight, arabic, unicodes[1].replace(" ", "") if unicodes else "U+0600-06FF"))
    (OUT / "fonts.css").write_text("".join(rules), encoding="utf-8")


def translations() -> None:
    """Compile each .po catalogue beside itself, so that no gettext is needed on the machine."""
    for catalogue in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))


if __name__ == "__main__":
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it remarks on old tables of the source files
    OUT.mkdir(parents=True, exist_ok=True)
    fonts()
    translations()
