"""A virtual eSCL scanner for the demo: its feeder is filled on a web page, its faults are set there by buttons.

It is accepted by Debian's sane-airscan and by SANE's own escl. It keeps sheets in memory only.
"""

from __future__ import annotations

import io
import re
from functools import cache
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path

from lxml import etree
from PIL import Image, ImageOps

from nahbar.connectors import stand_in
from nahbar.connectors.scanner import messages
from nahbar.connectors.scanner.device import FAULTS, Device, Job, NoPage
from nahbar.connectors.scanner.messages import A4, PWG, SCAN
from nahbar.connectors.scanner.sheets import SHEETS, sheet

_RESOLUTIONS = (75, 100, 150, 200, 300)
_KINDS = ("image/jpeg", "image/png")
_NEXT = re.compile(r"/eSCL/ScanJobs/([0-9a-f-]{36})/NextDocument")
_JOB = re.compile(r"/eSCL/ScanJobs/([0-9a-f-]{36})")
_SENTENCE = (
    "Diese Seite ist ein Scanner, den es nicht gibt. Er spricht eSCL wie ein echter; legen Sie hier Blätter in seinen "
    "Einzug und scannen Sie dann am Terminal."
)
_LARGEST_PICTURE = 60_000_000


def serve(home: Path, port: int) -> None:
    """Answer on `port` until the process ends; `home` stays empty, nothing is kept on disk."""
    make_server(Device(), port).serve_forever()


def make_server(device: Device, port: int = 0) -> ThreadingHTTPServer:
    """A server on this machine only, for one device; port 0 takes a free one."""
    handler = type("Scanner", (_Handler,), {"device": device})
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


class _Handler(stand_in.Handler):
    device: Device

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/":
            self.answer(200, stand_in.page("Scanner", _SENTENCE, _page(self.device)))
        elif path == "/eSCL/ScannerCapabilities":
            self.answer(200, _capabilities(), "text/xml")
        elif path == "/eSCL/ScannerStatus":
            self.answer(200, _status(self.device), "text/xml")
        elif found := _NEXT.fullmatch(path):
            self._next(found[1])
        elif found := re.fullmatch(r"/bild/([a-z]+)\.jpg", path):
            self._picture(_sample(found[1]) if found[1] in SHEETS else None)
        elif found := re.fullmatch(r"/einzug/(\d{1,2})\.jpg", path):
            lying = dict(enumerate(self.device.feeder))
            self._picture(_thumbnail(lying[int(found[1])]) if int(found[1]) in lying else None)
        else:
            self.answer(404)

    def do_POST(self) -> None:
        if self.path == "/eSCL/ScanJobs":
            self._start()
        elif self.path in {"/einlegen", "/stoerung", "/leeren"}:
            try:
                form = self.form()
            except ValueError:
                self.answer(413)
                return
            {"/einlegen": _lay, "/stoerung": _set_fault, "/leeren": _clear}[self.path](self.device, form)
            self.back()
        else:
            self.answer(404)

    def do_DELETE(self) -> None:
        found = _JOB.fullmatch(self.path)
        self.answer(200 if found and self.device.cancel(found[1]) else 404)

    def _start(self) -> None:
        try:
            job = _job(self.body())
            self.device.start(job)
        except NoPage as none:
            self.answer(none.status, Retry_After="1")
        except (messages.NotXml, ValueError):
            self.answer(400)
        else:
            self.answer(201, Location=f"http://{self.headers.get('Host', 'localhost')}/eSCL/ScanJobs/{job.id}")

    def _next(self, number: str) -> None:
        try:
            page, kind = self.device.next_page(number)
        except NoPage as none:
            self.answer(none.status)
        else:
            self.answer(200, page, kind)

    def _picture(self, jpeg: bytes | None) -> None:
        if jpeg is None:
            self.answer(404)
        else:
            self.answer(200, jpeg, "image/jpeg", Cache_Control="no-store")


def _job(body: bytes) -> Job:
    root = messages.read(body)
    dpi = int(messages.text(root, "scan:XResolution") or 300)
    if dpi not in _RESOLUTIONS:
        raise ValueError("resolution")
    width = min(max(int(messages.text(root, ".//pwg:Width") or A4[0]), 16), 2550)
    height = min(max(int(messages.text(root, ".//pwg:Height") or A4[1]), 16), A4[1])
    kind = messages.text(root, "scan:DocumentFormatExt") or messages.text(root, "pwg:DocumentFormat")
    return Job(
        source="Feeder" if messages.text(root, "pwg:InputSource") == "Feeder" else "Platen",
        dpi=dpi,
        color=messages.text(root, "scan:ColorMode") != "Grayscale8",
        size=(round(width * dpi / 300), round(height * dpi / 300)),
        kind=kind if kind in _KINDS else _KINDS[0],
    )


def _capabilities() -> bytes:
    formats = "".join(f"<pwg:DocumentFormat>{kind}</pwg:DocumentFormat>" for kind in _KINDS)
    formats += "".join(f"<scan:DocumentFormatExt>{kind}</scan:DocumentFormatExt>" for kind in _KINDS)
    resolutions = "".join(
        f"<scan:DiscreteResolution><scan:XResolution>{dpi}</scan:XResolution><scan:YResolution>{dpi}</scan:YResolution>"
        "</scan:DiscreteResolution>"
        for dpi in _RESOLUTIONS
    )
    caps = (
        "<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth><scan:MinHeight>16</scan:MinHeight>"
        f"<scan:MaxHeight>{A4[1]}</scan:MaxHeight><scan:MaxScanRegions>1</scan:MaxScanRegions><scan:SettingProfiles>"
        "<scan:SettingProfile><scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode>"
        "<scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>"
        f"<scan:DocumentFormats>{formats}</scan:DocumentFormats><scan:SupportedResolutions><scan:DiscreteResolutions>"
        f"{resolutions}</scan:DiscreteResolutions></scan:SupportedResolutions></scan:SettingProfile>"
        "</scan:SettingProfiles><scan:SupportedIntents><scan:Intent>Document</scan:Intent></scan:SupportedIntents>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><scan:ScannerCapabilities xmlns:scan="{SCAN}" xmlns:pwg="{PWG}">'
        "<pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>Scanner der Vorführung</pwg:MakeAndModel>"
        "<pwg:SerialNumber>V1</pwg:SerialNumber><scan:UUID>5e1f0c4e-0000-4000-8000-000000000001</scan:UUID>"
        f"<scan:Platen><scan:PlatenInputCaps>{caps}</scan:PlatenInputCaps></scan:Platen>"
        f"<scan:Adf><scan:AdfSimplexInputCaps>{caps}</scan:AdfSimplexInputCaps><scan:FeederCapacity>50"
        "</scan:FeederCapacity><scan:AdfOptions><scan:AdfOption>DetectPaperLoaded</scan:AdfOption></scan:AdfOptions>"
        "</scan:Adf></scan:ScannerCapabilities>"
    ).encode()


def _status(device: Device) -> bytes:
    root = etree.Element(f"{{{SCAN}}}ScannerStatus", nsmap=messages.NAMES)
    for space, name, content in (
        (PWG, "Version", "2.63"),
        (PWG, "State", device.state),
        (SCAN, "AdfState", device.feeder_state),
    ):
        etree.SubElement(root, f"{{{space}}}{name}").text = content
    jobs = etree.SubElement(root, f"{{{SCAN}}}Jobs")
    for job in list(device.jobs.values()):
        info = etree.SubElement(jobs, f"{{{SCAN}}}JobInfo")
        for name, content in (
            ("JobUri", f"/eSCL/ScanJobs/{job.id}"),
            ("JobUuid", job.id),
            ("ImagesCompleted", str(job.done)),
            ("JobState", job.state),
        ):
            etree.SubElement(info, f"{{{PWG}}}{name}").text = content
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _lay(device: Device, form: stand_in.Form) -> None:
    chosen = [name.decode("ascii", "replace") for name in form.get("blatt", [])]
    pages = [sheet(name) for name in SHEETS if name in chosen]
    for upload in form.get("bild", []):
        own = _own_picture(upload) if upload else None
        pages += [own] if own else []
    if form.get("wohin") == [b"glas"]:
        device.glass = pages[0] if pages else device.glass
    else:
        device.lay(pages)


def _own_picture(data: bytes) -> Image.Image | None:
    """An uploaded picture, upright, on A4; None if it cannot be read."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "TIFF")) as opened:
            if opened.width * opened.height > _LARGEST_PICTURE:
                return None
            return ImageOps.pad(ImageOps.exif_transpose(opened).convert("RGB"), A4, color="white")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _set_fault(device: Device, form: stand_in.Form) -> None:
    fault = form.get("stoerung", [b""])[0].decode("ascii", "replace")
    after = form.get("nach", [b""])[0]
    if fault == "mitten":
        device.jam_after = int(after) if after.isdigit() and len(after) < 3 else 1
    else:
        device.set_fault(fault)


def _clear(device: Device, form: stand_in.Form) -> None:
    device.clear()


def _thumbnail(picture: Image.Image) -> bytes:
    small = picture.copy()
    small.thumbnail((300, 424))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=80)
    return out.getvalue()


@cache
def _sample(name: str) -> bytes:
    return _thumbnail(sheet(name))


def _page(device: Device) -> str:
    samples = "".join(
        f'<label class="sheet"><img src="/bild/{name}.jpg" alt="" width="152" height="215">'
        f'<span><input type="checkbox" name="blatt" value="{name}"> {escape(title)}</span></label>'
        for name, title in SHEETS.items()
    )
    tray = "".join(
        f'<li><img src="/einzug/{number}.jpg" alt="Blatt {number + 1}"></li>' for number in range(len(device.feeder))
    )
    planned = "" if device.jam_after is None else f" Beim nächsten Mal: Stau nach Seite {device.jam_after}."
    faults = "".join(
        f'<button name="stoerung" value="{name}"{" disabled" if name == device.fault else ""}>'
        f"{escape(title if name else 'Störung beheben')}</button>"
        for name, title in FAULTS.items()
    )
    return (
        f"<p>Zustand: <strong>{escape(FAULTS[device.fault])}</strong>.{planned} "
        f"Glas: {'ein Blatt' if device.glass else 'leer'}.</p>"
        f"<h2>Im Einzug: {len(device.feeder)} Blatt</h2>"
        + (f'<ol class="tray">{tray}</ol>' if tray else "<p>Der Einzug ist leer. Wählen Sie unten Blätter.</p>")
        + '<form method="post" action="/leeren"><button>Alles herausnehmen</button></form>'
        '<h2>Blätter einlegen</h2><form method="post" action="/einlegen" enctype="multipart/form-data">'
        f"<div>{samples}</div>"
        '<p><label>Eigene Bilder <input type="file" name="bild" multiple accept="image/*"></label></p>'
        '<button class="main" name="wohin" value="einzug">In den Einzug legen</button>'
        '<button name="wohin" value="glas">Auf das Glas legen</button></form>'
        f'<h2>Störungen</h2><form method="post" action="/stoerung">{faults}</form>'
        '<form method="post" action="/stoerung"><label>Stau nach Seite <input type="number" name="nach" value="2" '
        'min="0" max="50"></label> <button name="stoerung" value="mitten">Beim nächsten Scannen klemmen</button></form>'
    )
