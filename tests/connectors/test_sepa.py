"""Payment files: J8 (file total = list total), U26 (same file again), odd names, nothing social in the purpose."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from nahbar.connectors.sepa import (
    PaymentFile,
    PaymentFileRefused,
    PaymentOrder,
    build_pain001,
    purpose_line,
    validate_pain001,
)
from nahbar.connectors.sepa.charset import to_sepa

NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
IBAN = "DE89 3704 0044 0532 0130 00"
ALLOWED = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-?:().,'+ ")


def _order(number: int = 1, amount: int = 99_300, name: str = "Timo Krüger") -> PaymentOrder:
    return PaymentOrder(f"NB-{number:09d}", amount, name, IBAN, purpose_line("35502-00001", date(2026, 12, 1)))


def _file(*orders: PaymentOrder) -> PaymentFile:
    return PaymentFile(
        debtor_name="Kreis Musterland, Jobcenter",
        debtor_iban="DE02120300000000202051",
        message_id="NB-2026-12-0001",
        created_at=datetime(2026, 11, 26, 13, 5, 7, tzinfo=UTC),
        execution_date=date(2026, 11, 30),
        orders=orders or (_order(),),
    )


def test_j8_december_run_is_valid_and_names_execution_day_and_total() -> None:
    xml = build_pain001(_file(_order(1), _order(2, 137_368, "Aylin Demir")))
    root = etree.fromstring(xml)
    assert validate_pain001(xml) == []
    assert root.findtext(".//p:ReqdExctnDt/p:Dt", None, NS) == "2026-11-30"
    assert root.findtext(".//p:GrpHdr/p:CtrlSum", None, NS) == "2366.68"
    assert root.findtext(".//p:GrpHdr/p:NbOfTxs", None, NS) == "2"
    assert [e.text for e in root.iterfind(".//p:EndToEndId", NS)] == ["NB-000000001", "NB-000000002"]
    assert [e.text for e in root.iterfind(".//p:Cdtr/p:Nm", NS)] == ["Timo Krueger", "Aylin Demir"]
    assert [e.text for e in root.iterfind(".//p:Ustrd", NS)] == ["BG 35502-00001 Dezember 2026"] * 2


def test_u26_written_twice_the_file_is_identical() -> None:
    assert build_pain001(_file()) == build_pain001(_file())


def test_bic_is_optional_for_both_sides() -> None:
    with_bic = replace(_file(replace(_order(), creditor_bic="COBADEFFXXX")), debtor_bic="BYLADEM1001")
    xml = build_pain001(with_bic)
    assert validate_pain001(xml) == []
    assert b"<BICFI>COBADEFFXXX</BICFI>" in xml and b"NOTPROVIDED" not in xml
    assert b"NOTPROVIDED" in build_pain001(_file())


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Jürgen Müßig-Öztürk", "Juergen Muessig-Oeztuerk"),
        ("Łukasz Święcicki", "Lukasz Swiecicki"),
        ("Þórður Ægisson", "Thordur AEgisson"),
        ("Đorđe Đokić", "Dorde Dokic"),
        ("Nguyễn Thị Ánh", "Nguyen Thi Anh"),
        ("O’Connor & Söhne", "O'Connor + Soehne"),
        ("Çağlar Işık", "Caglar Isik"),
        ("M̂aria K̄", "Maria K"),
        ("//Eigentümer//GbR", "Eigentuemer/GbR"),
    ],
)
def test_names_are_written_in_the_characters_of_the_scheme(name: str, written: str) -> None:
    assert to_sepa(name) == written


latin = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=["Cc"]), max_size=90)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 10_000_000), latin), min_size=1, max_size=12))
def test_sum_count_and_schema_hold_for_any_name(rows: list[tuple[int, str]]) -> None:
    orders = tuple(_order(n, cents, "Ä" + name) for n, (cents, name) in enumerate(rows))
    xml = build_pain001(_file(*orders))
    assert validate_pain001(xml) == []
    root = etree.fromstring(xml)
    total = sum(cents for cents, _ in rows)
    assert root.findtext(".//p:PmtInf/p:CtrlSum", None, NS) == f"{total // 100}.{total % 100:02d}"
    assert len(root.findall(".//p:CdtTrfTxInf", NS)) == len(rows)
    for node in root.iterfind(".//p:Cdtr/p:Nm", NS):
        assert node.text and set(node.text) <= ALLOWED and len(node.text) <= 70


@pytest.mark.parametrize(
    ("order", "word"),
    [
        (replace(_order(), amount_cents=0), "Betrag"),
        (replace(_order(), amount_cents=-5), "Betrag"),
        (replace(_order(), creditor_iban="DE88370400440532013000"), "Prüfziffer"),
        (replace(_order(), creditor_iban="DE8937040044053201300"), "aufgebaut"),
        (replace(_order(), creditor_name="李"), "Name"),
        (replace(_order(), creditor_bic="NEIN"), "BIC"),
        (replace(_order(), end_to_end_id="x" * 36), "Nummer"),
        (replace(_order(), purpose=""), "Verwendungszweck"),
    ],
)
def test_what_must_not_go_to_a_bank_is_refused(order: PaymentOrder, word: str) -> None:
    with pytest.raises(PaymentFileRefused, match=word):
        build_pain001(_file(order))


@pytest.mark.parametrize(
    "purpose", ["Grundsicherungsgeld 12/2026", "BG 1 Aylin Demir", "Buergergeld", "Miete Dezember"]
)
def test_no_social_data_in_the_purpose(purpose: str) -> None:
    with pytest.raises(PaymentFileRefused, match="mehr als Nummer und Monat"):
        build_pain001(_file(replace(_order(), purpose=purpose)))


def test_one_number_twice_and_an_empty_run_are_refused() -> None:
    with pytest.raises(PaymentFileRefused, match="zweimal"):
        build_pain001(_file(_order(1), _order(1)))
    with pytest.raises(PaymentFileRefused, match="keine Zahlung"):
        build_pain001(replace(_file(), orders=()))
    with pytest.raises(PaymentFileRefused, match="Zeitzone"):
        build_pain001(replace(_file(), created_at=datetime(2026, 11, 26, 13, 5)))  # noqa: DTZ001 - what is refused


def test_a_changed_amount_is_found_by_the_control_sum() -> None:
    xml = build_pain001(_file()).replace(b'Ccy="EUR">993.00', b'Ccy="EUR">994.00')
    assert any("Summe 993.00" in problem for problem in validate_pain001(xml))
    assert validate_pain001(build_pain001(_file()).replace(b"EndToEndId", b"Unknown"))
    assert validate_pain001(b"nothing")[0].startswith("Die Datei ist kein XML")
