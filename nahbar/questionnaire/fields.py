"""What people type, as values: amounts, dates, account numbers, names.

Each reader takes the text of one field and gives the stored value, or raises `Unusable` with a sentence that says what
to do. An empty text never comes here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

MONTHS = (
    "januar", "februar", "märz", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "dezember",
)  # fmt: skip
_BLANKS = re.compile(r"[\s\u00a0\u2007\u202f]+")
_CURRENCY = re.compile(r"(€|euro|eur)\.?", re.IGNORECASE)
_LETTER_VALUES = {chr(c): str(c - 55) for c in range(ord("A"), ord("Z") + 1)}
_IBAN_LENGTHS: Mapping[str, int] = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
    "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21,
    "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24,
    "SI": 19, "SK": 24, "SM": 27, "VA": 22,
}  # fmt: skip
"""Countries of the payment area of § 47 SGB I (Verordnung (EU) Nr. 260/2012) with the length of their numbers."""


class Unusable(ValueError):
    """A text that cannot be used; the message is a sentence for the person who typed it."""


def read_text(raw: str, *, lines: bool = False) -> str:
    """The text in NFC without control characters, blanks at the ends and doubled blanks; every letter is kept."""
    kept = []
    for char in unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n")):
        if char in "\n\t":
            kept.append(char if lines and char == "\n" else " ")
        elif unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn") or char in "\u200c\u200d":
            kept.append(char)
    parts = "".join(kept).split("\n")
    return "\n".join(" ".join(_BLANKS.sub(" ", part).split()) for part in parts).strip()


def read_amount(raw: str) -> str:
    """A decimal string with two decimals from `420,50`, `1.420,5`, `420.50 €`, `1 420`, `420,-`."""
    text = _BLANKS.sub("", _CURRENCY.sub("", raw)).replace("'", "").replace("’", "")
    text = re.sub(r"[.,][-–]{1,2}$", "", text)
    if not re.fullmatch(r"-?\d[\d.,]*", text) or len(text) > 20:
        raise Unusable("Tragen Sie den Betrag als Zahl ein, zum Beispiel 420,50.")
    whole, cents = _split_amount(text)
    return str(Decimal(f"{whole}.{cents:0<2}"))


def _split_amount(text: str) -> tuple[str, str]:
    wrong = Unusable("Tragen Sie den Betrag als Zahl ein, zum Beispiel 420,50.")
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return text, ""
    mark, before, after = text[last], text[:last], text[last + 1 :]
    grouped = mark == "." and len(after) == 3 and "," not in before
    if grouped or text.count(mark) > 1:  # 1.420 is a thousand in German; a repeated mark only ever groups thousands
        digits = text.replace(mark, "")
        if not re.fullmatch(rf"-?\d{{1,3}}({re.escape(mark)}\d{{3}})+", text):
            raise wrong
        return digits, ""
    if len(after) > 2:
        raise Unusable("Ein Betrag hat höchstens zwei Stellen nach dem Komma, zum Beispiel 420,50.")
    other = "." if mark == "," else ","
    if other in before and not re.fullmatch(rf"-?\d{{1,3}}({re.escape(other)}\d{{3}})+", before):
        raise wrong
    return before.replace(other, ""), after


def read_integer(raw: str) -> int:
    """A whole number; the unit of an area may stand behind it."""
    text = re.sub(r"(qm|m²|m2|quadratmeter)\.?$", "", _BLANKS.sub("", raw).lower()).replace(".", "")
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise Unusable("Tragen Sie eine ganze Zahl ein, zum Beispiel 3.")
    return int(text)


def read_date(day: str, month: str, year: str, *, roughly: bool = False) -> str:
    """An ISO date from three fields; a whole date in the first one (`1.3.2021`, `2021-03-01`) is understood too.

    Where the question takes a rough date (`roughly`), a missing day is answered with how to go on.
    """
    wrong = Unusable("Tragen Sie Tag, Monat und Jahr ein, zum Beispiel 14.5.1995.")
    parts = [_BLANKS.sub("", part) for part in (day, month, year)]
    if not parts[1] and not parts[2]:
        iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", parts[0])
        german = re.fullmatch(r"(\d{1,2})[./\-]([^\W\d_]+|\d{1,2})[./\-]?(\d{4})", parts[0])
        spelled = re.fullmatch(r"(\d{1,2})\.?([^\W\d_]+)(\d{4})", parts[0])
        found = german or spelled
        if iso:
            parts = [iso[3], iso[2], iso[1]]
        elif found:
            parts = [found[1], found[2], found[3]]
    parts = [part.rstrip(".") for part in parts]
    number = _month(parts[1])
    if number and re.fullmatch(r"\d{2}", parts[2]):
        raise Unusable("Schreiben Sie das Jahr mit vier Ziffern, zum Beispiel 1995.")
    if number and not parts[0] and re.fullmatch(r"\d{4}", parts[2]):
        raise Unusable("Der Tag fehlt noch. Wissen Sie nur den Monat, schreiben Sie 1." if roughly
                       else "Der Tag fehlt noch. Tragen Sie auch den Tag ein.")  # fmt: skip
    if not (parts[0].isdecimal() and number and re.fullmatch(r"\d{4}", parts[2])):
        raise wrong
    try:
        return date(int(parts[2]), number, int(parts[0])).isoformat()
    except ValueError:
        raise Unusable("Diesen Tag gibt es nicht im Kalender. Prüfen Sie Tag, Monat und Jahr.") from None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text) if len(text) < 3 else 0
    if len(text) < 3:
        return 0
    starts = [n for n, name in enumerate(MONTHS, 1) if name.startswith(text.lower())]
    return starts[0] if len(starts) == 1 else 0


def read_iban(raw: str) -> str:
    """The account number without blanks, its country, length and check digits tried (ISO 13616)."""
    text = re.sub(r"[\s\u00a0\-.]+", "", raw).upper().removeprefix("IBAN").lstrip(":")
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]+", text):
        raise Unusable("Die IBAN beginnt mit zwei Buchstaben, zum Beispiel DE. Sie steht auf Ihrer Bank-Karte.")
    length = _IBAN_LENGTHS.get(text[:2])
    if length is None:
        raise Unusable("Auf ein Konto in diesem Land können wir nicht überweisen. Nennen Sie ein anderes Konto.")
    if len(text) != length:
        raise Unusable(f"Die IBAN hat {length} Zeichen. Sie haben {len(text)} eingetragen.")
    if int("".join(_LETTER_VALUES.get(c, c) for c in text[4:] + text[:4])) % 97 != 1:
        raise Unusable("In der IBAN ist ein Tippfehler. Vergleichen Sie jede Ziffer mit Ihrer Bank-Karte.")
    return text


def read_plz(raw: str) -> str:
    """Five digits."""
    text = _BLANKS.sub("", raw).upper().removeprefix("D-")
    if not re.fullmatch(r"\d{5}", text):
        raise Unusable("Die Postleitzahl hat fünf Ziffern, zum Beispiel 46414.")
    return text


def read_phone(raw: str) -> str:
    """A phone number as typed, with at least five digits."""
    text = read_text(raw)
    if not re.fullmatch(r"\+?[\d\s()/.\-]+", text) or not 5 <= sum(c.isdecimal() for c in text) <= 16:
        raise Unusable("Tragen Sie die Nummer mit Ziffern ein, zum Beispiel 02872 12345.")
    return text


_RV_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)


def read_rvnr(raw: str) -> str:
    """The number of the pension insurance as it stands on the card (`65 140595 D 005`), its check digit tried.

    Area, birthday, first letter of the name at birth, serial number, check digit (§ 2 VKVV). The day itself is not
    looked at: where it was not proven or all serial numbers were used, it is none (§ 2 Abs. 3 and 5).
    """
    text = re.sub(r"[\s\u00a0\-./]+", "", raw).upper()
    if len(text) != 12:
        raise Unusable(
            f"Die Nummer hat 12 Zeichen. Sie haben {len(text)} eingetragen. Oder wählen Sie »Das weiß ich nicht«."
        )
    if not re.fullmatch(r"\d{8}[A-Z]\d{3}", text, re.ASCII):
        raise Unusable("Erst kommen 8 Ziffern, dann 1 Buchstabe, dann 3 Ziffern, zum Beispiel 65 140595 D 005.")
    digits = f"{text[:8]}{ord(text[8]) - 64:02}{text[9:11]}"
    products = (int(digit) * weight for digit, weight in zip(digits, _RV_WEIGHTS, strict=True))
    if sum(one // 10 + one % 10 for one in products) % 10 != int(text[11]):
        raise Unusable(
            "In der Nummer ist ein Tippfehler. Vergleichen Sie jedes Zeichen mit Ihrem Ausweis, "
            "oder wählen Sie »Das weiß ich nicht«."
        )
    return f"{text[:2]} {text[2:8]} {text[8]} {text[9:]}"
