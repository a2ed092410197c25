"""Households that lists, letters and forms must bear: many children, long names, no dwelling, no account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nahbar.config.demo.households import IBANS
from nahbar.questionnaire.model import Answers


def household(vorname: str, nachname: str, geburtsdatum: str, **changes: Any) -> Answers:
    """Complete answers of one person alone in a rented flat in Musterstadt; `changes` replace single answers."""
    return {
        "vorname": vorname,
        "nachname": nachname,
        "geburtsdatum": geburtsdatum,
        "wohnsituation": "wohnung",
        "strasse": "Bahnhofstraße",
        "hausnummer": "3",
        "plz": "46325",
        "ort": "Musterstadt",
        "telefon": "02861 5551234",
        "notlage": ["keine"],
        "staatsangehoerigkeit": "deutsch",
        "familienstand": "ledig",
        "arbeitsfaehig": True,
        "kv_art": "gesetzlich",
        "krankenkasse": "Barmer",
        "schwanger": "nein",
        "mehrbedarf": ["keine"],
        "wohnform": "miete",
        "grundmiete": "300.00",
        "nebenkosten": "70.00",
        "heizkosten": "60.00",
        "warmwasser": "zentral",
        "eingezogen": "2019-04-01",
        "flaeche_qm": 42,
        "frueher_leistung": False,
        "einkommen_arten": ["keine"],
        "vermoegen": "450.00",
        "auto": "nein",
        "konto": True,
        "iban": IBANS[0],
        "kontoinhaber": None,
        "bescheid_weg": "post",
        "_fertig": ["personen"],
    } | changes


def child(number: int, vorname: str, nachname: str, geburtsdatum: str, **more: Any) -> dict[str, Any]:
    """A child of the household for whom Kindergeld comes."""
    base = {
        "id": f"p{number}", "vorname": vorname, "nachname": nachname, "geburtsdatum": geburtsdatum, "rolle": "kind",
        "kindergeld": "259.00", "anderes_geld": False,
    }  # fmt: skip
    return base | more


def alone_with(number: int, vorname: str, nachname: str, geburtsdatum: str, advance: str) -> dict[str, Any]:
    """A child of a single parent; `advance` is the Unterhaltsvorschuss."""
    return child(number, vorname, nachname, geburtsdatum, unterhalt="0.00", unterhaltsvorschuss=advance)


def partner(vorname: str, nachname: str, geburtsdatum: str, **more: Any) -> dict[str, Any]:
    """A partner without income."""
    base = {
        "id": "p2", "vorname": vorname, "nachname": nachname, "geburtsdatum": geburtsdatum, "rolle": "partner",
        "arbeitsfaehig": True, "einkommen_arten": ["keine"],
    }  # fmt: skip
    return base | more


TIMO = household("Timo", "Krüger", "1982-06-03")
"""44, alone, warm rent 430, no income."""

AYLIN = household(
    "Aylin", "Demir", "1994-05-14", strasse="Südstraße", hausnummer="12 b", plz="46414", ort="Rhede",
    familienstand="getrennt", grundmiete="410.00", nebenkosten="140.00", heizkosten="95.00", flaeche_qm=72,
    einkommen_arten=["lohn"], lohn_brutto="603.00", lohn_netto="603.00", iban=IBANS[2], krankenkasse="AOK",
    personen=[
        alone_with(2, "Elif", "Demir", "2017-09-02", "299.00"),
        alone_with(3, "Can", "Demir", "2021-03-10", "227.00"),
    ],
    personen_mehr=False, bescheid_weg="portal",
)  # fmt: skip

_LONG = "Gräfin von Hohenstein-Wallenberg-Straßburger und zu Großenwörth-Müßiggang"
_NINE = ("Anna-Lena", "Björn", "Chloé", "Đorđe", "Élise", "Føroyar", "Günay", "Hélène", "Įsė")
_MANY = household(
    "Małgorzata", "Kowalczyk-Ševčenko", "1984-02-11", strasse="Große Bäckerstraße", hausnummer="77", plz="48599",
    ort="Gronau", familienstand="verheiratet", grundmiete="940.00", nebenkosten="260.00", heizkosten="210.00",
    flaeche_qm=148, eingezogen="2015-08-01", iban=IBANS[3],
    personen=[
        partner("Łukasz", "Kowalczyk-Ševčenko", "1981-12-24"),
        *(
            child(n + 3, name, "Kowalczyk-Ševčenko", f"{2010 + n}-0{n % 9 + 1}-1{n}", eltern="beide")
            for n, name in enumerate(_NINE)
        ),
    ],
    personen_mehr=False,
)  # fmt: skip

SPECIAL: tuple[Answers, ...] = (
    _MANY,
    household("Maximiliane Theodora Wilhelmine Friederike", _LONG, "1979-10-31", hausnummer="104 a", plz="46342",
              ort="Velen", flaeche_qm=55, iban=IBANS[4]),
    household("Ḥusayn", "Abdulḥamīd", "1990-07-19", konto=False, iban=None, strasse="Ährenweg", flaeche_qm=38),
    household("Þóra", "Þorsteinsdóttir-Ærøskov", "1968-03-30", staatsangehoerigkeit="eu",
              in_deutschland_seit="2009-05-02", iban=IBANS[5]),
    household("Nguyệt", "Nguyễn Thị Ánh Tuyết", "2001-12-01", iban=IBANS[6],
              personen=[partner("Kevin", "Große-Wilde", "2009-01-15")], personen_mehr=False,
              familienstand="ledig", grundmiete="390.00"),
    household("Ő. János", "Nagy", "1972-04-09", wohnsituation="ohne", aufenthaltsort="Musterstadt", konto=False,
              iban=None, bescheid_weg="abholen", strasse=None, hausnummer=None, plz=None, ort=None),
    household("Li", "Ö", "1999-09-09", strasse="Am Kirchplatz", iban=IBANS[7]),
)  # fmt: skip
"""Nine children; a very long name; no account; Icelandic letters; a minor partner; no dwelling; a short name."""


def without_empty(answers: Mapping[str, Any]) -> Answers:
    """The answers without those that were taken away by None, except the optional ones."""
    return {key: value for key, value in answers.items() if value is not None or key in {"telefon", "kontoinhaber"}}
