"""Check of a payment file against the schema pain.001.001.09 and against its own control sums."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from lxml import etree

from nahbar.connectors.sepa.pain001 import NAMESPACE, euro


@cache
def _schema() -> etree.XMLSchema:
    # the package sepaxml carries the schemas of ISO 20022
    source = files("sepaxml").joinpath("schemas/pain.001.001.09.xsd").read_bytes()
    return etree.XMLSchema(etree.fromstring(source))


def validate_pain001(xml: bytes) -> list[str]:
    """What is wrong with the file, as sentences; empty if schema, count, sum and numbers agree."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as wrong:
        return [f"Die Datei ist kein XML: {wrong.msg}"]
    try:
        _schema().assertValid(root)
    except etree.DocumentInvalid as wrong:
        return [f"Die Datei folgt dem Schema nicht: {wrong}"]
    return _control_sums(root)


def _control_sums(root: etree._Element) -> list[str]:
    problems: list[str] = []
    ns = {"p": NAMESPACE}
    blocks = [root.find(".//p:GrpHdr", ns), *root.findall(".//p:PmtInf", ns)]
    for block in blocks:
        if block is None:
            continue
        scope = root if block.tag.endswith("GrpHdr") else block
        amounts = [_cents(node.text or "") for node in scope.iterfind(".//p:InstdAmt", ns)]
        count, total = block.findtext("p:NbOfTxs", None, ns), block.findtext("p:CtrlSum", None, ns)
        if count != str(len(amounts)):
            problems.append(f"Anzahl {count} genannt, {len(amounts)} Zahlungen enthalten")
        if total is not None and _cents(total) != sum(amounts):
            problems.append(f"Summe {total} genannt, Zahlungen ergeben {euro(sum(amounts))}")
    numbers = [node.text for node in root.iterfind(".//p:EndToEndId", ns)]
    if len(numbers) != len(set(numbers)):
        problems.append("Eine Ende-zu-Ende-Nummer kommt zweimal vor")
    return problems


def _cents(text: str) -> int:
    whole, _, rest = text.partition(".")
    return int(whole or "0") * 100 + int((rest + "00")[:2])
