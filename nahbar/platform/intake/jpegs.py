"""JPEG segments: what describes the photo goes, what is needed to decode it stays, no pixel is touched."""

from __future__ import annotations

_ADOBE = 0xEE  # tells the colour transform
_ICC = b"ICC_PROFILE\0"


def without_metadata(jpeg: bytes) -> bytes:
    """The JPEG without EXIF, XMP, IPTC, comments and whatever follows its end; unchanged when it is no clean JPEG."""
    if jpeg[:2] != b"\xff\xd8":
        return jpeg
    kept, place = [b"\xff\xd8"], 2
    while place + 4 <= len(jpeg) and jpeg[place] == 0xFF:
        marker = jpeg[place + 1]
        if marker == 0xFF:  # fill byte
            place += 1
            continue
        end = place + 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
        segment = jpeg[place:end]
        if marker == 0xDA:  # from here on only pixels, up to the end mark
            stop = jpeg.rfind(b"\xff\xd9")
            return b"".join((*kept, jpeg[place : stop + 2] if stop > place else jpeg[place:]))
        if not _describes(marker, segment[4:]):
            kept.append(segment)
        place = end
    return jpeg


def _describes(marker: int, content: bytes) -> bool:
    if marker == 0xFE:
        return True
    return 0xE1 <= marker <= 0xEF and marker != _ADOBE and not content.startswith(_ICC)
