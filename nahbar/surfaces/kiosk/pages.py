"""The pages that were read: looked at, turned, deleted; and the picture of the camera, read and forgotten."""

from __future__ import annotations

import io
import re

import zxingcpp
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_GET, require_POST
from PIL import Image

from nahbar.domain.lobby import actions as lobby
from nahbar.domain.lobby.errors import NoPages
from nahbar.domain.lobby.queries import Terminalsitzung, page_of
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.platform.ids import normal_code
from nahbar.platform.intake.images import to_small_jpeg
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.submit_at_terminal import turned
from nahbar.surfaces.kiosk.visit import Here, home, in_visit

EDGE, BYTES = 1000, 150_000
FRAME_BYTES = 1_500_000
FRAME_PIXELS = 2_500_000
_QR = zxingcpp.barcode_formats_from_str("QRCode")
_CODE = re.compile(r"(?:[?&]code=|/brief#)([^&#]{1,20})")


@in_visit
@require_GET
def picture(request: ActorRequest, found: Here, sitzung: Terminalsitzung, nr: int) -> HttpResponseBase:
    """One page as it lies, small."""
    try:
        page = page_of(sitzung, nr)
    except NoPages:
        raise Http404 from None
    image = turned(read_file(page.bild), page.drehung)
    return HttpResponse(to_small_jpeg(image, EDGE, BYTES), content_type="image/jpeg")


@in_visit
@require_POST
def turn(request: ActorRequest, found: Here, sitzung: Terminalsitzung, nr: int) -> HttpResponseBase:
    """Turn a page by a quarter."""
    lobby.turn_page(acting=ANONYMOUS, sitzung=lobby.touch(acting=ANONYMOUS, sitzung=sitzung), nr=nr)
    return home()


@in_visit
@require_POST
def drop(request: ActorRequest, found: Here, sitzung: Terminalsitzung, nr: int) -> HttpResponseBase:
    """Delete a page."""
    lobby.drop_page(acting=ANONYMOUS, sitzung=lobby.touch(acting=ANONYMOUS, sitzung=sitzung), nr=nr)
    return home()


@in_visit
@require_POST
def frame(request: ActorRequest, found: Here, sitzung: Terminalsitzung) -> HttpResponseBase:
    """Look for the code of a letter in one picture of the camera; the picture is kept nowhere, nor is it a touch."""
    return JsonResponse({"code": _code_in(request.read(FRAME_BYTES + 1))})


def qr_texts(data: bytes) -> list[str]:
    """What the QR codes in one picture of the camera say; nothing for what is no picture, or too large a one."""
    if len(data) > FRAME_BYTES:
        return []
    try:
        image = Image.open(io.BytesIO(data), formats=["JPEG"])
        if image.width * image.height > FRAME_PIXELS:
            return []
        grey = image.convert("L")
    except (OSError, ValueError, Image.DecompressionBombError):
        return []
    return [found.text for found in zxingcpp.read_barcodes(grey, formats=_QR)]


def _code_in(data: bytes) -> str:
    """The code in the address of a QR code of ours; empty if there is none to see."""
    for text in qr_texts(data):
        inside = _CODE.search(text)
        code = normal_code(inside.group(1) if inside else text)
        if code:
            return code
    return ""
