"""Photos as people take them: turned, tagged with the place, in odd formats; each becomes a readable sheet (U2)."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pytest
from PIL import Image, ImageFilter, ImageOps, PngImagePlugin

from nahbar.platform.intake import Accepted, Limits, Refused, accept, join
from tests.platform import intake_samples as samples


def taken(name: str, data: bytes, limits: Limits | None = None) -> Accepted:
    result = accept(name, data, limits or Limits())
    assert isinstance(result, Accepted), result
    return result


def test_u2_rotated_heic_with_gps_becomes_an_upright_sheet_without_place() -> None:
    """U2: HEIC, 12 megapixels, turned, GPS, emoji in the name."""
    photo = samples.sheet(3024, 4032).transpose(Image.Transpose.ROTATE_90)
    data = samples.heic(photo, orientation=6)
    assert samples.GPS_PLACE.encode() in data
    result = taken("C:\\Bilder\\Kontoauszug 🏠👩‍👧.heic", data)
    assert (result.kind, result.media_type, result.pages) == ("bild", "image/heic", 1)
    assert result.clean_name == "Kontoauszug 🏠👩‍👧.heic"
    assert result.sha256 == hashlib.sha256(data).hexdigest() and result.size == len(data)
    (picture,) = samples.pictures_in(result.view_pdf)
    assert samples.is_upright(picture) and max(picture.size) == 2200
    for copy in (samples.laid_open(result.view_pdf), *result.previews):
        assert b"Rhede" not in copy and b"Exif" not in copy and b"Telefonmarke" not in copy
    assert result.quality == ()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_ends_upright(orientation: int) -> None:
    upright = samples.sheet(600, 800, 10)
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(undo[orientation]) if orientation in undo else upright
    result = taken("foto.jpg", samples.jpeg(stored, exif=samples.exif(orientation)))
    (picture,) = samples.pictures_in(result.view_pdf)
    assert samples.is_upright(picture)
    assert samples.is_upright(Image.open(io.BytesIO(result.previews[0])))


def test_comments_profiles_and_text_chunks_are_gone() -> None:
    chunks = PngImagePlugin.PngInfo()
    chunks.add_itxt("Comment", samples.GPS_PLACE)
    for data in (
        samples.jpeg(comment=samples.GPS_PLACE.encode(), exif=samples.exif()),
        samples.as_bytes(samples.sheet(), "PNG", pnginfo=chunks),
    ):
        assert samples.GPS_PLACE.encode() in data
        result = taken("foto", data)
        assert b"Rhede" not in samples.laid_open(result.view_pdf) + result.previews[0]


@pytest.mark.parametrize(
    ("format", "mode", "media_type"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "1", "image/png"),
        ("PNG", "I;16", "image/png"),
        ("GIF", "P", "image/gif"),
        ("WEBP", "RGB", "image/webp"),
        ("TIFF", "L", "image/tiff"),
        ("TIFF", "CMYK", "image/tiff"),
        ("BMP", "RGB", "image/bmp"),
        ("AVIF", "RGB", "image/avif"),
        ("JPEG", "CMYK", "image/jpeg"),
    ],
)
def test_c08_odd_formats_are_converted(format: str, mode: str, media_type: str) -> None:
    """C08: nobody needs to know formats."""
    image = samples.sheet(900, 1200, 20)
    stored = image.convert("L").convert("I").point(lambda v: v * 200).convert("I;16") if mode == "I;16" else image
    result = taken("foto", samples.as_bytes(stored if mode == "I;16" else stored.convert(mode), format))
    assert result.media_type == media_type
    (picture,) = samples.pictures_in(result.view_pdf)
    assert picture.size == (900, 1200)
    grey = picture.convert("L").getextrema()
    assert grey[0] < 90 and grey[1] > 190


def test_name_does_not_decide_what_a_file_is() -> None:
    result = taken("mietvertrag.pdf", samples.as_bytes(samples.sheet(900, 1200), "PNG"))
    assert (result.kind, result.media_type, result.clean_name) == ("bild", "image/png", "mietvertrag.pdf")


def test_what_shines_through_becomes_white_paper() -> None:
    clear = Image.new("RGBA", (900, 1200), (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), (100, 100, 400, 200))
    (picture,) = samples.pictures_in(taken("a.png", samples.as_bytes(clear, "PNG")).view_pdf)
    assert picture.getpixel((800, 1100)) == (255, 255, 255)


def test_fax_tiff_with_several_pages_keeps_them_in_order() -> None:
    pages = [samples.sheet(900, 1200, lines, "L") for lines in (3, 20, 40)]
    data = samples.as_bytes(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    result = taken("fax.tif", data)
    assert result.pages == len(result.previews) == 3
    ink = [sum(p.convert("L").histogram()[:100]) for p in samples.pictures_in(result.view_pdf)]
    assert ink == sorted(ink) and ink[0] < ink[2]
    refused = accept("fax.tif", data, Limits(max_pages=2))
    assert isinstance(refused, Refused) and refused.code == "zu_viele_seiten"


def test_view_copy_declares_pdfa_and_repeats_to_the_byte() -> None:
    data = samples.jpeg()
    result = taken("a.jpg", data)
    assert result.view_is_pdfa
    with pikepdf.open(io.BytesIO(result.view_pdf)) as pdf:
        assert b"<pdfaid:part>2<" in pdf.Root.Metadata.read_bytes()
        assert pdf.Root.OutputIntents[0].DestOutputProfile.N == 3
        assert "/Info" not in pdf.trailer
        (box,) = {tuple(round(float(v)) for v in page.mediabox) for page in pdf.pages}
        assert box == (0, 0, 595, 842)
    assert taken("a.jpg", data).view_pdf == result.view_pdf


def test_f16_preview_stays_below_150_kilobytes_even_for_noise() -> None:
    """F16: usable at 1 Mbit/s."""
    noise = Image.merge("RGB", [Image.effect_noise((2000, 2600), 120)] * 3)
    result = taken("rauschen.jpg", samples.jpeg(noise))
    assert all(0 < len(preview) <= 150_000 for preview in result.previews)


def test_several_photos_join_in_order() -> None:
    parts = [taken(f"{n}.jpg", samples.jpeg(samples.sheet(900, 1200, n))) for n in (2, 15, 40)]
    joined = join(parts)
    ink = [sum(p.convert("L").histogram()[:100]) for p in samples.pictures_in(joined)]
    assert len(ink) == 3 and ink == sorted(ink)
    with pikepdf.open(io.BytesIO(joined)) as pdf:
        assert "/Metadata" in pdf.Root
    mixed = join([*parts, taken("b.pdf", samples.pdf(2))])
    with pikepdf.open(io.BytesIO(mixed)) as pdf:
        assert len(pdf.pages) == 5 and "/Metadata" not in pdf.Root  # no promise of PDF/A that is not kept
    with pytest.raises(ValueError, match="nothing"):
        join([])


def hints(image: Image.Image) -> set[str]:
    return {h.code for h in taken("a.jpg", samples.jpeg(image)).quality}


def test_j1_unsharp_photo_is_told_at_once_with_advice() -> None:
    """J1.4: one photo unsharp, told at once, retake."""
    sharp = samples.sheet()
    assert hints(sharp) == set()
    blurred = taken("a.jpg", samples.jpeg(sharp.filter(ImageFilter.GaussianBlur(6)))).quality
    assert [(h.code, h.page) for h in blurred] == [("unscharf", 1)]
    assert blurred[0].sentence == "Das Foto ist unscharf." and "noch einmal" in blurred[0].what_to_do


def test_noise_does_not_pass_for_sharpness() -> None:
    soft = samples.sheet(mode="L").filter(ImageFilter.GaussianBlur(7))
    noisy = Image.blend(soft, Image.effect_noise(soft.size, 30), 0.2)
    assert "unscharf" in hints(noisy)


def test_dark_small_empty_and_cut_off_are_noticed() -> None:
    sharp = samples.sheet()
    assert hints(sharp.point(lambda v: int(v * 0.3))) == {"zu_dunkel"}
    assert "zu_klein" in hints(samples.sheet(480, 640))
    assert hints(Image.new("RGB", (1500, 2000), "white")) == {"leer"}
    assert "abgeschnitten" in hints(sharp.crop((260, 0, 1512, 2016)))


def test_framed_sheet_on_a_dark_table_is_not_called_cut_off() -> None:
    assert hints(ImageOps.expand(samples.sheet(), 120, (70, 50, 40))) == set()
