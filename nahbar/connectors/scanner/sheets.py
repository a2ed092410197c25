"""Sample sheets for the virtual scanner, set by Typst and a little turned, as a hand lays them in."""

from __future__ import annotations

import io
import threading
from functools import cache
from pathlib import Path

import typst
from PIL import Image

from nahbar.platform import letters

SHEETS = {
    "heizung": "Heizkostenabrechnung",
    "lohn": "Lohnabrechnung",
    "konto": "Kontoauszug",
    "miete": "Mietbescheinigung",
    "kindergeld": "Kindergeldbescheid",
    "kasse": "Bescheinigung der Krankenkasse",
    "strom": "Mahnung Strom",
    "schule": "Schulbescheinigung",
}
"""Name → what lies on the page."""
_DPI = 300
_PAPER = (253, 252, 248)
_TURNED = {"heizung": 0.4, "lohn": -0.6, "konto": 0.2, "miete": -0.3, "strom": 0.7}
_lock = threading.Lock()


@cache
def _typesetter() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(Path(letters.__file__).parent / "fonts")],
    )
    return typst.Compiler(root=str(Path(__file__).parent), font_paths=fonts)


@cache
def _png(name: str) -> bytes:
    source = Path(__file__).with_name("sheets.typ").read_bytes()
    with _lock:
        made = _typesetter().compile(input=source, format="png", ppi=_DPI, sys_inputs={"blatt": name})
    if not isinstance(made, bytes):
        raise RuntimeError(f"sheet {name}: not one page")
    return made


def sheet(name: str) -> Image.Image:
    """One of `SHEETS` as RGB picture of A4 at 300 dpi; an unknown name raises KeyError."""
    if name not in SHEETS:
        raise KeyError(name)
    page = Image.open(io.BytesIO(_png(name))).convert("RGB")
    return page.rotate(_TURNED.get(name, 0), Image.Resampling.BICUBIC, fillcolor=_PAPER)
