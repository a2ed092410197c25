"""Pictures: opened by one named decoder, turned upright, made small, and written anew without any metadata."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator

import pillow_heif
from PIL import Image, ImageCms

from nahbar.platform.intake.model import Limits, Unfit
from nahbar.platform.intake.sniff import Sniffed

_ORIENTATION = 0x0112
_WHITE = "white"


def read_pages(data: bytes, sniffed: Sniffed, limits: Limits) -> Iterator[Image.Image]:
    """Upright pages in mode L or RGB, long edge at most `limits.long_edge`, nothing attached.

    Only TIFF has several pages (fax, scanner); of a moving or burst picture the first counts. Raises `Unfit` with
    `zu_viele_pixel`, `zu_viele_seiten` or `beschaedigt`.
    """
    with _decoding(limits):
        opened = _open_heif(data, limits) if sniffed.decoders == ("HEIF",) else _open(data, sniffed, limits)
        pages = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
    if pages > limits.max_pages:
        raise Unfit("zu_viele_seiten", pages=pages, limit=limits.max_pages)
    for number in range(pages):
        with _decoding(limits):
            if pages > 1:
                opened.seek(number)
                _check_pixels(opened.size, limits)
            page = _upright(opened, limits.long_edge)
        yield page


def to_jpeg(image: Image.Image, quality: int) -> bytes:
    """The picture as baseline JPEG without metadata."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def to_small_jpeg(image: Image.Image, edge: int, most: int) -> bytes:
    """JPEG of at most `most` bytes: first the quality gives way, then the size."""
    small = image.copy()
    small.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=2.0)
    while True:
        for quality in (70, 50, 35):
            jpeg = to_jpeg(small, quality)
            if len(jpeg) <= most:
                return jpeg
        small.thumbnail((small.width * 4 // 5, small.height * 4 // 5), Image.Resampling.LANCZOS)


@contextlib.contextmanager
def _decoding(limits: Limits) -> Iterator[None]:
    """Decoders meet hostile bytes and raise whatever they like; all of it means: cannot be opened."""
    try:
        yield
    except Unfit:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit("zu_viele_pixel", limit=limits.max_pixels // 1_000_000) from None
    except MemoryError:
        raise Unfit("zu_aufwendig") from None
    except Exception as error:
        raise Unfit("beschaedigt") from error


def _open(data: bytes, sniffed: Sniffed, limits: Limits) -> Image.Image:
    opened = Image.open(io.BytesIO(data), formats=sniffed.decoders[:1])
    if opened.format not in sniffed.decoders:
        raise Unfit("mehrdeutig")
    _check_pixels(opened.size, limits)
    return opened


def _open_heif(data: bytes, limits: Limits) -> Image.Image:
    # libheif turns the picture itself; pillow_heif then resets the EXIF orientation, so it is not turned twice
    heif = pillow_heif.open_heif(io.BytesIO(data))
    width, height = heif.size
    _check_pixels((width, height), limits)
    image: Image.Image = heif.to_pillow()
    return image


def _check_pixels(size: tuple[int, int], limits: Limits) -> None:
    if size[0] * size[1] > limits.max_pixels:
        raise Unfit("zu_viele_pixel", limit=limits.max_pixels // 1_000_000)


_TURNS: dict[int, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _upright(opened: Image.Image, long_edge: int) -> Image.Image:
    turn = _TURNS.get(_orientation(opened))
    profile = opened.info.get("icc_profile")
    opened.draft(None, (long_edge, long_edge))  # lets the JPEG decoder skip detail that is thrown away anyway
    image = _flattened(opened)
    image.thumbnail((long_edge, long_edge), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if turn is not None:
        image = image.transpose(turn)
    if profile and image.mode == "RGB":
        image = _in_srgb(image, profile)
    if image.mode not in ("L", "RGB"):
        image = image.convert("RGB")
    image.info = {}
    return image


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        return 1  # broken EXIF must not cost the person the photo


def _flattened(image: Image.Image) -> Image.Image:
    """A fresh copy without transparency and palette; what shone through becomes white paper."""
    image.load()
    if image.mode.startswith("I") or image.mode == "F":
        return _from_deep(image)
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, _WHITE)
        return Image.alpha_composite(paper, layer).convert("RGB")
    if image.mode in ("L", "RGB", "CMYK"):
        return image.copy()
    return image.convert("RGB")


def _from_deep(image: Image.Image) -> Image.Image:
    """Scans with more than 8 bits a pixel: the values in use are spread over 0 to 255."""
    floats = image.convert("I").convert("F")
    low, high = floats.getextrema()
    if not isinstance(low, float) or not isinstance(high, float) or high <= low:
        return Image.new("L", image.size, _WHITE)
    scale = 255 / (high - low)
    return floats.point(lambda v: v * scale - low * scale).convert("L")


_SRGB = ImageCms.createProfile("sRGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Phones write wide colour spaces; without the profile the colours would look pale."""
    convert: Callable[..., Image.Image | None] = ImageCms.profileToProfile
    try:
        return convert(image, io.BytesIO(profile), _SRGB) or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
