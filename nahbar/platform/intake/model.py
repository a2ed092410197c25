"""Shapes of the intake: limits, what was accepted, refused or held back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["bild", "pdf"]


@dataclass(frozen=True)
class Limits:
    """What one upload may cost."""

    max_bytes: int = 30_000_000
    max_pages: int = 100
    max_objects: int = 150_000
    """Dictionaries inside a PDF; a hundred scanned pages have some thousand."""
    max_pixels: int = 70_000_000
    """Per picture; a phone at its highest setting makes 50 million."""
    long_edge: int = 2200
    """Pixels of the longer side in the view copy: 190 dpi on A4."""
    jpeg_quality: int = 75
    preview_edge: int = 1600
    preview_bytes: int = 150_000
    """A page must come quickly over 1 Mbit/s (F16)."""
    render_seconds: float = 20.0
    """For all pages of a PDF together."""


@dataclass(frozen=True)
class QualityHint:
    """Something a person may want to photograph again; never a reason to refuse.

    code: `unscharf`, `zu_dunkel`, `zu_klein`, `abgeschnitten`, `leer`, `anhaenge_entfernt`; page counts from 1, 0 means
    the whole file.
    """

    code: str
    page: int
    sentence: str
    what_to_do: str


@dataclass(frozen=True)
class Accepted:
    """A file that can be shown safely. Keep the original too: only that one proves what was sent."""

    kind: Kind
    media_type: str
    """Of the original, found by its content, never by its name."""
    clean_name: str
    sha256: str
    """Of the original bytes."""
    size: int
    pages: int
    view_pdf: bytes = field(repr=False)
    """Free of metadata, scripts and attachments; pictures upright."""
    view_is_pdfa: bool
    """PDF/A-2b for pictures; a PDF that was sent in keeps its own form."""
    previews: tuple[bytes, ...] = field(repr=False)
    """JPEG per page, each at most `Limits.preview_bytes`; fewer than `pages` when drawing took too long."""
    quality: tuple[QualityHint, ...] = ()


@dataclass(frozen=True)
class Refused:
    """A file we cannot take, with the technical condition it misses (§ 36a Abs. 3 SGB I) as a German sentence.

    The attempt and its time still count: the caller writes them into the timeline.
    """

    code: str
    reason: str
    what_to_do: str
    clean_name: str
    sha256: str
    size: int

    @property
    def sentence(self) -> str:
        """Reason and advice together."""
        return f"{self.reason} {self.what_to_do}"


@dataclass(frozen=True)
class Quarantine:
    """The virus check is out of reach: keep the original, show nothing, and run `accept` again later."""

    clean_name: str
    sha256: str
    size: int
    why: str = ""
    """For the operator: what is wrong with the virus check."""
    sentence: str = "Ihre Datei ist angekommen. Wir prüfen sie noch auf Schadsoftware und zeigen sie danach an."


class Unfit(Exception):
    """Inside the intake: this file misses the condition `code` of `reasons`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
