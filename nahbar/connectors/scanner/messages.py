"""The XML of eSCL: what a client sends to start a job, and what it reads out of the device's answers."""

from __future__ import annotations

from lxml import etree

SCAN = "http://schemas.hp.com/imaging/escl/2011/05/03"
PWG = "http://www.pwg.org/schemas/2010/12/sm"
NAMES = {"scan": SCAN, "pwg": PWG}

A4 = (2480, 3508)
"""Width and height in 1/300 inch, the unit of eSCL."""


class NotXml(ValueError):
    """The device's answer is no XML."""


def read(data: bytes) -> etree._Element:
    """The root of an answer, parsed without entities and network; raises NotXml."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise NotXml(str(wrong)) from wrong


def text(root: etree._Element, path: str) -> str:
    """The first text at an XPath with the prefixes `scan` and `pwg`; empty if there is none."""
    found = root.findtext(path, namespaces=NAMES)
    return (found or "").strip()


def numbers(root: etree._Element, path: str) -> tuple[int, ...]:
    """All whole numbers at an XPath, ascending, each once."""
    values = {(element.text or "").strip() for element in root.iterfind(path, namespaces=NAMES)}
    return tuple(sorted(int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 7))


def scan_settings(source: str, dpi: int, color: bool) -> bytes:
    """The job: one A4 region from `Feeder` or `Platen` as JPEG."""
    root = etree.Element(f"{{{SCAN}}}ScanSettings", nsmap=NAMES)
    _add(root, PWG, "Version", "2.63")
    _add(root, SCAN, "Intent", "Document")
    region = _add(_add(root, PWG, "ScanRegions"), PWG, "ScanRegion")
    for name, value in (("Height", A4[1]), ("Width", A4[0]), ("XOffset", 0), ("YOffset", 0)):
        _add(region, PWG, name, str(value))
    _add(region, PWG, "ContentRegionUnits", "escl:ThreeHundredthsOfInches")
    _add(root, PWG, "InputSource", source)
    _add(root, SCAN, "ColorMode", "RGB24" if color else "Grayscale8")
    _add(root, SCAN, "XResolution", str(dpi))
    _add(root, SCAN, "YResolution", str(dpi))
    _add(root, PWG, "DocumentFormat", "image/jpeg")
    _add(root, SCAN, "DocumentFormatExt", "image/jpeg")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _add(parent: etree._Element, space: str, name: str, content: str = "") -> etree._Element:
    child = etree.SubElement(parent, f"{{{space}}}{name}")
    child.text = content or None
    return child
