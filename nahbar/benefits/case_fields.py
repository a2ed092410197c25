"""Field types of the case format: amounts, dates and ids, with German sentences for what they refuse."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_AMOUNT = re.compile(r"\d{1,8}(\.\d{1,2})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_AGS = re.compile(r"\d{8}", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2200


def _cents(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise PydanticCustomError("kein_betrag", 'Geben Sie einen Betrag in Euro an, zum Beispiel "603.00".')
    if isinstance(value, str):
        text = value
    else:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not number.is_finite():
            raise PydanticCustomError("kein_betrag", 'Geben Sie einen Betrag in Euro an, zum Beispiel "603.00".')
        if number and number.adjusted() > 8:
            raise PydanticCustomError("zu_gross", "Der Betrag ist zu groß.")
        if number and number.adjusted() < -8:
            raise PydanticCustomError("zu_genau", "Der Betrag darf höchstens zwei Stellen nach dem Punkt haben.")
        text = format(number.normalize(), "f") if number else "0"
    if text.startswith("-") and _AMOUNT.fullmatch(text[1:]):
        raise PydanticCustomError("negativ", "Der Betrag darf nicht negativ sein.")
    if _AMOUNT.fullmatch(text):
        euro, _, cent = text.partition(".")
        return int(euro) * 100 + int(cent.ljust(2, "0"))
    if re.fullmatch(r"\d+\.\d{3,}", text, re.ASCII):
        raise PydanticCustomError("zu_genau", "Der Betrag darf höchstens zwei Stellen nach dem Punkt haben.")
    if re.fullmatch(r"\d{9,}(\.\d+)?", text, re.ASCII):
        raise PydanticCustomError("zu_gross", "Der Betrag ist zu groß.")
    raise PydanticCustomError("kein_betrag", 'Geben Sie einen Betrag in Euro an, zum Beispiel "603.00".')


def _day(value: Any) -> date:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("kein_datum", "Diesen Tag gibt es nicht.") from None
        if day.year < FIRST_YEAR:
            raise PydanticCustomError("zu_frueh", "Das Datum liegt vor dem Jahr 1900.")
        if day.year > LAST_YEAR:
            raise PydanticCustomError("zu_spaet", "Das Datum liegt nach dem Jahr 2200.")
        return day
    raise PydanticCustomError("kein_datum", 'Geben Sie ein Datum in der Form "2026-11-30" an.')


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise PydanticCustomError("keine_kennung", "Geben Sie eine Kennung als Zeichenkette an.")
    return value


def _ags(value: Any) -> str:
    if not isinstance(value, str) or not _AGS.fullmatch(value):
        raise PydanticCustomError("kein_gemeindeschluessel", "Der Gemeindeschlüssel hat acht Ziffern.")
    return value


def _version(value: Any) -> int:
    if type(value) is not int or value != 1:
        raise PydanticCustomError("format", "Nur die Formatversion 1 ist bekannt.")
    return value


def _area(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise PydanticCustomError("keine_zahl", "Geben Sie die Fläche in Quadratmetern an.")
    text = value if isinstance(value, str) else str(value)
    if not re.fullmatch(r"\d{1,5}(\.\d{1,2})?", text, re.ASCII):
        raise PydanticCustomError("keine_zahl", "Geben Sie die Fläche in Quadratmetern an.")
    return Decimal(text)


Betrag = Annotated[
    int,
    BeforeValidator(_cents),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^\d{1,8}(\.\d{1,2})?$"},
                {"type": "number", "minimum": 0, "multipleOf": 0.01},
            ],
            "description": "Betrag in Euro",
        }
    ),
]
"""An amount: euro with at most two decimals outside, whole cents inside."""

Datum = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Kennung = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
Gemeinde = Annotated[str, BeforeValidator(_ags), WithJsonSchema({"type": "string", "pattern": r"^\d{8}$"})]
Formatversion = Annotated[int, BeforeValidator(_version), WithJsonSchema({"const": 1})]
Flaeche = Annotated[
    Decimal,
    BeforeValidator(_area),
    WithJsonSchema(
        {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\d{1,5}(\.\d{1,2})?$"}]}
    ),
]
