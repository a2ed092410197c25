"""Codes on paper: QR and DataMatrix."""

from __future__ import annotations

import zxingcpp
from PIL import Image

_FORMATS = zxingcpp.barcode_formats_from_str("QRCode,DataMatrix")
_MOST = 20
_LONGEST = 500


def read_codes(picture: Image.Image) -> tuple[str, ...]:
    """The texts of all codes on the page, each once, in the order of reading; what is no text is left out."""
    found = [code.text for code in zxingcpp.read_barcodes(picture, formats=_FORMATS)]
    return tuple(dict.fromkeys(text[:_LONGEST] for text in found if text.isprintable()))[:_MOST]
