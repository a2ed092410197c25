"""Reading XML of the print provider's schema: nothing is loaded from elsewhere, and what is not valid is refused."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from lxml import etree

NAMESPACE = "urn:nahbar:druck:1"
VERSION = "1.0"


class NotValid(ValueError):
    """The text is no XML, or does not follow `druck.xsd`; the message says where."""


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(files(__package__).joinpath("druck.xsd").read_bytes()))


def tag(name: str) -> str:
    """An element of the schema as lxml writes it."""
    return f"{{{NAMESPACE}}}{name}"


def new(name: str, **attributes: str) -> etree._Element:
    """A root element of the schema in its version."""
    root = etree.fromstring(f'<{name} xmlns="{NAMESPACE}" schema="{VERSION}"/>')
    for key, value in attributes.items():
        root.set(key, value)
    return root


def parse(xml: bytes, root: str) -> etree._Element:
    """The checked tree with this root element; raises NotValid."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        tree = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as wrong:
        raise NotValid(f"Die Datei ist kein XML, das sich lesen lässt (Zeile {wrong.lineno}).") from None
    try:
        _schema().assertValid(tree)
    except etree.DocumentInvalid as wrong:
        raise NotValid(f"Die Datei folgt dem Schema druck.xsd nicht: {wrong}") from None
    if tree.tag != tag(root):
        raise NotValid(f"Die Datei ist keine „{root}“.")
    return tree


def text_of(tree: etree._Element) -> bytes:
    """The tree as a file."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", pretty_print=True)
