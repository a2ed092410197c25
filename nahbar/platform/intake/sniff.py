"""What a file is, by its bytes alone. Anything that is two things at once is refused."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from nahbar.platform.intake.model import Unfit

_FTYP_HEIF = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1"}
_FTYP_AVIF = {b"avif", b"avis"}

# start bytes → code of the reason, name for the sentence
_REFUSED_STARTS: tuple[tuple[bytes, str, str], ...] = (
    (b"Rar!\x1a\x07", "archiv", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "archiv", "7z"),
    (b"\x1f\x8b", "archiv", "gzip"),
    (b"BZh", "archiv", "bzip2"),
    (b"\xfd7zXZ\x00", "archiv", "xz"),
    (b"\x28\xb5\x2f\xfd", "archiv", "zstd"),
    (b"MSCF", "archiv", "CAB"),
    (b"LZIP", "archiv", "lzip"),
    (b"\x04\x22\x4d\x18", "archiv", "LZ4"),
    (b"\x1f\x9d", "archiv", "compress"),
    (b"\x60\xea", "archiv", "ARJ"),
    (b"!<arch>\n", "archiv", "ar"),
    (b"070701", "archiv", "cpio"),
    (b"\x00asm", "programm", ""),
    (b"\x7fELF", "programm", ""),
    (b"#!", "programm", ""),
    (b"\xca\xfe\xba\xbe", "programm", ""),
    (b"\xfe\xed\xfa", "programm", ""),
    (b"\xcf\xfa\xed\xfe", "programm", ""),
    (b"\xce\xfa\xed\xfe", "programm", ""),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "programm", ""),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office", "Word, Excel oder Outlook"),
    (b"{\\rtf", "office", "RTF"),
    (b"\x1aE\xdf\xa3", "video", ""),
    (b"ID3", "video", ""),
    (b"OggS", "video", ""),
    (b"FLV\x01", "video", ""),
)
_IMAGES: tuple[tuple[bytes, str, tuple[str, ...]], ...] = (
    (b"\xff\xd8\xff", "image/jpeg", ("JPEG", "MPO")),
    (b"\x89PNG\r\n\x1a\n", "image/png", ("PNG",)),
    (b"GIF87a", "image/gif", ("GIF",)),
    (b"GIF89a", "image/gif", ("GIF",)),
    (b"II*\x00", "image/tiff", ("TIFF",)),
    (b"MM\x00*", "image/tiff", ("TIFF",)),
    (b"BM", "image/bmp", ("BMP",)),
)
_BURIED = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")


@dataclass(frozen=True)
class Sniffed:
    """Media type and the only decoders that may open it."""

    media_type: str
    decoders: tuple[str, ...]


def sniff(data: bytes) -> Sniffed:
    """The type of an acceptable file; raises `Unfit` with the reason for every other one."""
    found = _acceptable(data)
    if found is None:
        raise _refusal(data)
    if _hides_another(data, found.media_type):
        raise Unfit("mehrdeutig")
    return found


def _acceptable(data: bytes) -> Sniffed | None:
    for magic, media_type, decoders in _IMAGES:
        if data.startswith(magic):
            return Sniffed(media_type, decoders)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Sniffed("image/webp", ("WEBP",))
    brands = _brands(data)
    if brands & _FTYP_AVIF:
        return Sniffed("image/avif", ("AVIF",))
    if brands & _FTYP_HEIF:
        return Sniffed("image/heic", ("HEIF",))
    # some scanners write a line or two before the header; anything else in front is a disguise
    start = data.find(b"%PDF-", 0, 1024)
    if start == 0 or (start > 0 and re.fullmatch(rb"[\x00\s\xef\xbb\xbf]*", data[:start])):
        return Sniffed("application/pdf", ("PDF",))
    return None


def _brands(data: bytes) -> set[bytes]:
    """Major and compatible brands of an ISO media file."""
    if data[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(data[:4], "big"), 256)
    return {data[8:12], *(data[i : i + 4] for i in range(16, end, 4))}


def _refusal(data: bytes) -> Unfit:
    for magic, code, name in _REFUSED_STARTS:
        if data.startswith(magic):
            return Unfit(code, name=name)
    if data[:2] == b"MZ":
        return Unfit("programm")
    if data[257:262] == b"ustar":
        return Unfit("archiv", name="tar")
    if data[32769:32774] == b"CD001":
        return Unfit("archiv", name="ISO")
    if data[:2] == b"PK" or _zip_names(data):
        return _zip_refusal(_zip_names(data))
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] in (b"AVI ", b"WAVE")):
        return Unfit("video")
    if data[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"):
        return Unfit("video")
    return _text_refusal(data[:4096])


def _zip_refusal(names: list[str]) -> Unfit:
    for folder, name in (("word/", "Word"), ("xl/", "Excel"), ("ppt/", "PowerPoint"), ("Index/", "Pages oder Numbers")):
        if any(n.startswith(folder) for n in names):
            return Unfit("office", name=name)
    if "mimetype" in names and "content.xml" in names:
        return Unfit("office", name="OpenDocument")
    if "META-INF/MANIFEST.MF" in names or "AndroidManifest.xml" in names:
        return Unfit("programm")
    return Unfit("archiv", name="ZIP")


def _text_refusal(head: bytes) -> Unfit:
    try:
        text = head.decode("utf-8", "ignore" if len(head) == 4096 else "strict").lstrip("\ufeff \r\n\t").lower()
    except UnicodeDecodeError:
        return Unfit("unbekannt")
    if any(ord(c) < 32 and c not in "\r\n\t\f" for c in text):
        return Unfit("unbekannt")
    if text.startswith(("<!doctype html", "<html", "<script", "<head", "<body")):
        return Unfit("text", name="HTML")
    if text.startswith(("<?xml", "<svg")):
        return Unfit("text", name="XML")
    if re.match(r"(from|to|date|received|return-path|mime-version|message-id): ", text):
        return Unfit("email")
    return Unfit("text", name="Textdatei")


def _hides_another(data: bytes, media_type: str) -> bool:
    """Whether an archive or a second document lies in the file; what cameras append (previews, videos) is allowed."""
    if any(mark in data for mark in _BURIED):
        return True
    end_of_zip = data.rfind(b"PK\x05\x06")
    if media_type == "application/pdf":
        return end_of_zip > data.rfind(b"%%EOF") and bool(_zip_names(data))
    if end_of_zip >= 0 and _zip_names(data):
        return True
    return b"%PDF-" in data and b"startxref" in data


def _zip_names(data: bytes) -> list[str]:
    """Names in a ZIP directory wherever it stands; empty when there is none that can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError, EOFError):
        return []
