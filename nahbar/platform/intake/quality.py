"""Can a person read this photo? Four quick looks with Pillow alone; they advise, they never refuse."""

from __future__ import annotations

from PIL import Image, ImageFilter, ImageStat

from nahbar.platform.intake.model import QualityHint

_EDGE = 1000
_TILES = 8
_LAPLACE = ImageFilter.Kernel((3, 3), [0, 1, 0, 1, -4, 1, 0, 1, 0], scale=1, offset=128)
_CONTRAST = 60.0
"""Grey variance from which a tile counts as written on."""
_SHARP = 0.15
"""Share of edges in the contrast; printed text gives 1 and more, text that swims gives 0.05."""
_DARK = 90
"""Grey of the paper, 0 black to 255 white."""
_SMALL = 1000
"""Pixels of the longer side: 85 dpi on A4, where small print is lost."""
_PAPER, _INK = 150, 35.0

_WORDS = {
    "unscharf": (
        "Das Foto ist unscharf.",
        "Bitte fotografieren Sie das Blatt noch einmal: Handy ruhig halten, auf die Schrift tippen, dann auslösen.",
    ),
    "zu_dunkel": (
        "Das Foto ist sehr dunkel.",
        "Bitte fotografieren Sie das Blatt noch einmal am Fenster oder unter einer Lampe.",
    ),
    "zu_klein": (
        "Das Bild ist sehr klein, die Schrift ist vielleicht nicht lesbar.",
        "Bitte senden Sie das Foto in voller Größe oder gehen Sie näher an das Blatt heran.",
    ),
    "abgeschnitten": (
        "Am Rand scheint Schrift abgeschnitten zu sein.",
        "Bitte prüfen Sie, ob das ganze Blatt zu sehen ist. Fotografieren Sie es sonst noch einmal mit etwas Abstand.",
    ),
    "leer": (
        "Auf dem Bild ist kaum etwas zu erkennen.",
        "Bitte prüfen Sie, ob Sie die richtige Seite fotografiert haben.",
    ),
    "anhaenge_entfernt": (
        "In der PDF-Datei stecken weitere Dateien. In der Ansicht sind sie nicht enthalten.",
        "Wenn diese Dateien wichtig sind, laden Sie sie bitte einzeln hoch.",
    ),
}


def hint(code: str, page: int) -> QualityHint:
    """The hint of this code with its sentences."""
    sentence, what_to_do = _WORDS[code]
    return QualityHint(code, page, sentence, what_to_do)


def look_at(image: Image.Image, page: int) -> tuple[QualityHint, ...]:
    """Hints for one upright page."""
    grey = image.convert("L")
    grey.thumbnail((_EDGE, _EDGE), Image.Resampling.LANCZOS)
    codes = []
    if max(image.size) < _SMALL:
        codes.append("zu_klein")
    if _brightness_of_paper(grey) < _DARK:
        codes.append("zu_dunkel")
    sharpness = _sharpness(grey)
    if sharpness is None:
        codes.append("leer")
    elif sharpness < _SHARP:
        codes.append("unscharf")
    elif _cut_off(grey):
        codes.append("abgeschnitten")
    return tuple(hint(code, page) for code in codes)


def _brightness_of_paper(grey: Image.Image) -> int:
    """The grey that 9 of 10 pixels do not exceed: paper, not ink."""
    histogram = grey.histogram()
    rest = sum(histogram) // 10
    for value in range(255, -1, -1):
        rest -= histogram[value]
        if rest < 0:
            return value
    return 0


def _sharpness(grey: Image.Image) -> float | None:
    """Variance of the Laplacian per variance of grey, in the tenth best of all tiles with contrast; None without any.

    Not in the middle one: where the sheet ends and the table begins there is contrast without writing. The quietest
    tile shows the noise of the camera; it is taken off, or noise would pass for sharpness.
    """
    edges = grey.filter(_LAPLACE)
    width, height = grey.size
    if min(width, height) < 4 * _TILES:
        return None
    tiles = []
    for y in range(_TILES):
        for x in range(_TILES):
            box = (x * width // _TILES + 1, y * height // _TILES + 1)
            box_end = ((x + 1) * width // _TILES - 1, (y + 1) * height // _TILES - 1)
            tiles.append((_variance(edges, box + box_end), _variance(grey, box + box_end)))
    noise = min(edge for edge, _ in tiles)
    written = sorted(max(0.0, edge - noise) / contrast for edge, contrast in tiles if contrast > _CONTRAST)
    return written[len(written) * 9 // 10] if written else None


def _variance(image: Image.Image, box: tuple[int, int, int, int]) -> float:
    return float(ImageStat.Stat(image.crop(box)).var[0])


def _cut_off(grey: Image.Image) -> bool:
    """Ink on bright paper within the outermost one and a half percent of a side."""
    width, height = grey.size
    strip_x, strip_y = max(2, width * 3 // 200), max(2, height * 3 // 200)
    strips = (
        (0, 0, strip_x, height),
        (width - strip_x, 0, width, height),
        (0, 0, width, strip_y),
        (0, height - strip_y, width, height),
    )
    for box in strips:
        look = ImageStat.Stat(grey.crop(box))
        if look.median[0] > _PAPER and look.stddev[0] > _INK:
            return True
    return False
