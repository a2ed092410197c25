"""The case format of `docs/case-format.md` as types; unusable cases are refused with path, code and sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError

from nahbar.benefits.base import FactsRefused
from nahbar.benefits.case_fields import Betrag, Datum, Flaeche, Formatversion, Gemeinde, Kennung
from nahbar.benefits.case_shape import contradictions_of_shape


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Absetzung(_Model):
    """An expense that is taken off income (§ 11b Abs. 1 SGB II)."""

    art: Literal["fahrtkosten", "versicherung", "werbungskosten", "altersvorsorge", "unterhalt_titel"]
    betrag: Betrag


class Nachzahlung(_Model):
    """A back payment and the day it arrived (§ 11 Abs. 3 SGB II)."""

    art: Kennung
    betrag: Betrag
    zufluss: Datum


class Minderung(_Model):
    """A breach of duty and the month of its reduction (§§ 31a, 32, 7b SGB II)."""

    grund: Literal["pflichtverletzung", "meldeversaeumnis", "arbeitsverweigerung", "nicht_erreichbar"]
    ereignis: Datum
    monat_nr: int = Field(ge=1, strict=True)


class Wohnung(_Model):
    """The dwelling of the whole household, monthly costs."""

    bruttokaltmiete: Betrag | None = None
    heizkosten: Betrag | None = None
    anerkannt: Betrag | None = None
    warmwasser_dezentral: StrictBool = False
    flaeche_qm: Flaeche | None = None
    eigentum: StrictBool = False
    angemessen_bruttokalt: Betrag | None = None
    kostensenkung_ab: Datum | None = None


class Person(_Model):
    """One person of the household with the monthly amounts of this person."""

    id: Kennung
    rolle: Literal["antragsteller", "partner", "kind", "haushaltsmitglied"]
    geburtsdatum: Datum
    erwerbsfaehig: StrictBool | None = None
    elternteile: tuple[Kennung, ...] | None = None
    kindergeld_empfaenger: Kennung | None = None
    alleinerziehend: StrictBool | None = None
    brutto: Betrag | None = None
    netto: Betrag | None = None
    gewinn: Betrag = 0
    rente: Betrag = 0
    rente_brutto: Betrag | None = None
    private_rente: Betrag = 0
    alg1: Betrag = 0
    elterngeld: Betrag = 0
    kapitalertraege: Betrag = 0
    sonstiges: Betrag = 0
    absetzungen: tuple[Absetzung, ...] = ()
    nachzahlung: Nachzahlung | None = None
    kindergeld: Betrag = 0
    unterhalt: Betrag = 0
    unterhaltsvorschuss: Betrag = 0
    ausbildung: Literal["schueler", "ausbildung", "freiwilligendienst"] | None = None
    minderjaehriges_kind_ausserhalb: StrictBool = False
    vermoegen: Betrag = 0
    schwanger_et: Datum | None = None
    merkzeichen_g: StrictBool = False
    teilhabe_leistung: StrictBool = False
    ernaehrung_aufwand: Betrag = 0
    mehrbedarf_unabweisbar: Betrag = 0
    umzug_ohne_zusicherung: StrictBool = False
    erwerbsgemindert_dauerhaft: StrictBool = False
    altersgrenze_erreicht: StrictBool | None = None
    werkstatt_entgelt: Betrag = 0
    grundrentenzeiten_33: StrictBool = False
    minderungen: tuple[Minderung, ...] = ()
    von: Datum | None = None
    bis: Datum | None = None


class Case(_Model):
    """One household in one month."""

    id: Kennung
    format: Formatversion = 1
    bewilligungszeitraum_beginn: Datum | None = None
    leistungsbeginn: Datum | None = None
    ort: Gemeinde | None = None
    von: Datum | None = None
    bis: Datum | None = None
    wohnung: Wohnung = Wohnung()
    personen: tuple[Person, ...] = Field(min_length=1)


_SENTENCES = {
    "missing": ("fehlt", "Diese Angabe fehlt."),
    "extra_forbidden": ("unbekanntes_feld", "Dieses Feld ist nicht bekannt."),
    "literal_error": ("unbekannter_wert", "Dieser Wert ist hier nicht vorgesehen."),
    "bool_type": ("kein_wahrheitswert", "Geben Sie true oder false an."),
    "too_short": ("fehlt", "Die Liste darf nicht leer sein."),
    "tuple_type": ("keine_liste", "Hier wird eine Liste erwartet."),
    "model_type": ("kein_objekt", "Hier wird ein Objekt mit Feldern erwartet."),
    "model_attributes_type": ("kein_objekt", "Hier wird ein Objekt mit Feldern erwartet."),
    "dataclass_type": ("kein_objekt", "Hier wird ein Objekt mit Feldern erwartet."),
    "int_type": ("keine_zahl", "Geben Sie eine ganze Zahl an."),
    "greater_than_equal": ("keine_zahl", "Geben Sie eine ganze Zahl ab 1 an."),
}


def read_case(raw: object) -> Case:
    """Read one case; raises FactsRefused with every unusable field and every contradiction of its shape."""
    nulls = _nulls(raw, "", _DEPTH)
    errors = [_error(path, "leer", "Lassen Sie das Feld weg, statt es leer zu übergeben.") for path in nulls]
    try:
        case = Case.model_validate(raw)
    except ValidationError as unreadable:
        details = [dict(detail) for detail in unreadable.errors(include_url=False) if not _follows(detail)]
        errors += [told for detail in details if (told := _translate(detail))["pfad"] not in nulls]
    else:
        if not errors:
            return case
    told_paths = {error["pfad"] for error in errors}
    errors += [_error(*told) for told in contradictions_of_shape(raw) if told[0] not in told_paths]
    raise FactsRefused(errors)


def _follows(detail: Mapping[str, Any]) -> bool:
    """Whether this only follows from another error: a list whose entries are unreadable is not an empty list."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _translate(detail: Mapping[str, Any]) -> dict[str, str]:
    path = ""
    for part in detail["loc"]:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    kind = detail["type"]
    if kind in _SENTENCES:
        return _error(path, *_SENTENCES[kind])
    if "_type" in kind or "_parsing" in kind or kind.startswith("value_error"):
        return _error(path, "ungueltig", "Diese Angabe ist nicht lesbar.")
    return _error(path, kind, detail["msg"])


def _error(path: str, code: str, text: str) -> dict[str, str]:
    return {"pfad": path, "code": code, "text": text}


_DEPTH = 6
"""No field lies deeper; what does is refused as unknown anyway."""


def _nulls(value: object, path: str, depth: int) -> list[str]:
    """Paths of all null values: a missing fact is left out, so a null is a mistake of the sender."""
    if value is None:
        return [path] if path else []
    if depth == 0:
        return []
    if isinstance(value, Mapping):
        return [
            p for key, item in value.items() for p in _nulls(item, f"{path}.{key}" if path else str(key), depth - 1)
        ]
    if isinstance(value, list | tuple):
        return [p for index, item in enumerate(value) for p in _nulls(item, f"{path}[{index}]", depth - 1)]
    return []
