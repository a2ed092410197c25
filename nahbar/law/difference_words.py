"""The difference of two months in sentences: in plain German or the language of a catalogue, and in Leichte Sprache."""

from __future__ import annotations

from collections.abc import Mapping

from nahbar.law.begriffe import german, input_label, is_number, parameter_label, parameter_unit, step_label
from nahbar.law.catalogue import GERMAN, LEICHT, Catalogue, long_day
from nahbar.law.causes import Cause
from nahbar.law.difference import Difference, Part
from nahbar.law.explain import Value
from nahbar.law.phrase import word

SAME = "Es ändert sich nichts."
EVEN = "Ab {tag} bleibt der Betrag gleich, aber seine Teile ändern sich."
LESS = "Ab {tag} sind es {betrag} weniger, weil {grund}."
MORE = "Ab {tag} sind es {betrag} mehr, weil {grund}."
AND = " und weil "
TOTAL = "Zusammen sind es {nachher} im Monat statt {vorher}."
REASONS: dict[str, tuple[str, str]] = {
    "regelbedarf": ("der Regelbedarf höher ist", "der Regelbedarf niedriger ist"),
    "mehrbedarf": ("der Mehrbedarf höher ist", "der Mehrbedarf niedriger ist"),
    "kdu": ("für Unterkunft und Heizung mehr zählt", "für Unterkunft und Heizung weniger zählt"),
    "bedarf": ("ein anderer Bedarf höher ist", "ein anderer Bedarf niedriger ist"),
    "bedarfsgemeinschaft": ("jemand zur Bedarfsgemeinschaft dazukommt", "jemand seinen Bedarf selbst deckt"),
    "einkommen": ("weniger eigenes Einkommen zählt", "mehr eigenes Einkommen zählt"),
    "einkommen_zugeteilt": ("weniger Einkommen zählt", "mehr Einkommen zählt"),
    "vermoegen": ("weniger Vermögen zählt", "mehr Vermögen zählt"),
    "tage": ("mehr Tage im Monat zählen", "weniger Tage im Monat zählen"),
    "minderung": ("eine Minderung kleiner ist", "eine Minderung größer ist"),
    "sofortzuschlag": ("ein Sofortzuschlag dazukommt", "ein Sofortzuschlag wegfällt"),
}
"""Why there is more, why there is less, by stage; each is a message id of its own."""
LABELS = {
    "regelbedarf": "Regelbedarf",
    "mehrbedarf": "Mehrbedarf",
    "kdu": "Anteil an Miete und Heizung",
    "bedarf": "Weiterer Bedarf",
    "bedarfsgemeinschaft": "Zugehörigkeit zur Bedarfsgemeinschaft",
    "einkommen": "Eigenes Einkommen",
    "einkommen_zugeteilt": "Anteil am Einkommen der Erwachsenen",
    "vermoegen": "Anteil am Vermögen",
    "tage": "Tage mit Anspruch",
    "minderung": "Minderung",
    "sofortzuschlag": "Sofortzuschlag",
}
PART_MORE = "{person}: {betrag} mehr ({posten})."
PART_LESS = "{person}: {betrag} weniger ({posten})."
INPUT = "{was}: {nachher} statt {vorher}."
INPUT_OF = "{person}, {was}: {nachher} statt {vorher}."
PARAMETER = "Der Wert »{was}« beträgt jetzt {nachher} statt {vorher} ({quelle})."
WORDING = "Jetzt gilt {nachher} statt {vorher}."
NOTHING = "nichts"

EASY_SAME = "Sie bekommen weiter gleich viel Geld."
EASY_MORE = "Sie bekommen ab {tag} mehr Geld. Es sind {betrag} mehr im Monat. {grund} Zusammen sind es {nachher}."
EASY_LESS = "Sie bekommen ab {tag} weniger Geld. Es sind {betrag} weniger im Monat. {grund} Zusammen sind es {nachher}."
EASY_REASONS: dict[str, tuple[str, str]] = {
    "regelbedarf": ("Der Regel·bedarf ist höher.", "Der Regel·bedarf ist niedriger."),
    "mehrbedarf": ("Der Mehr·bedarf ist höher.", "Der Mehr·bedarf ist niedriger."),
    "kdu": ("Für die Wohnung zählt mehr Geld.", "Für die Wohnung zählt weniger Geld."),
    "bedarf": ("Der Bedarf ist höher.", "Der Bedarf ist niedriger."),
    "bedarfsgemeinschaft": ("Wir rechnen eine Person neu mit.", "Wir rechnen eine Person nicht mehr mit."),
    "einkommen": ("Es zählt weniger eigenes Geld.", "Es zählt mehr eigenes Geld."),
    "einkommen_zugeteilt": ("Es zählt weniger Ein·kommen.", "Es zählt mehr Ein·kommen."),
    "vermoegen": ("Es zählt weniger Erspartes.", "Es zählt mehr Erspartes."),
    "tage": ("Das Geld gilt für mehr Tage.", "Das Geld gilt für weniger Tage."),
    "minderung": ("Die Minderung ist kleiner.", "Die Minderung ist größer."),
    "sofortzuschlag": ("Der Sofort·zuschlag kommt dazu.", "Der Sofort·zuschlag fällt weg."),
}


def summary(change: Difference, words: Catalogue = GERMAN) -> str:
    """`Ab 1. Dezember 2026 sind es 394,10 € weniger, weil mehr Einkommen zählt.`"""
    if not change.teile:
        return _t(SAME, words)
    tag = long_day(change.ab) if words.language == "de" else words.day(change.ab)
    if not change.cents:
        return _t(EVEN, words).format(tag=tag)
    grund = _t(AND, words).join(_t(text, words) for text in _reasons(change, REASONS))
    head = _t(MORE if change.cents > 0 else LESS, words)
    return head.format(tag=tag, betrag=words.euro(abs(change.cents)), grund=grund)


def total(change: Difference, words: Catalogue = GERMAN) -> str:
    """`Zusammen sind es 979,58 € im Monat statt 1.373,68 €.`"""
    return _t(TOTAL, words).format(nachher=words.euro(change.nachher), vorher=words.euro(change.vorher))


def part(teil: Part, names: Mapping[str, str], words: Catalogue = GERMAN) -> str:
    """`Aylin: 312,82 € weniger (Anteil am Einkommen der Erwachsenen, § 9 Abs. 2 S. 3 SGB II).`"""
    posten = _t(LABELS[teil.posten], words)
    return _t(PART_MORE if teil.cents > 0 else PART_LESS, words).format(
        person=words.apart(names.get(teil.person, teil.person)),
        posten=f"{posten}, {words.apart(german(teil.norm))}" if teil.norm else posten,
        betrag=words.euro(abs(teil.cents)),
    )


def cause(grund: Cause, names: Mapping[str, str], words: Catalogue = GERMAN) -> str:
    """What changed at the root: `Aylin, Nettolohn: 603,00 € statt nichts.`"""
    if grund.art == "vorschrift":
        return _t(WORDING, words).format(
            nachher=words.apart(german(str(grund.nachher))), vorher=words.apart(german(str(grund.vorher)))
        )
    if grund.art == "parameter":
        shown = [_parameter(grund.name, str(value), words) for value in (grund.nachher, grund.vorher)]
        was = _t(parameter_label(grund.name), words)
        return _t(PARAMETER, words).format(was=was, nachher=shown[0], vorher=shown[1], quelle=words.apart(grund.quelle))
    unit = "anzahl" if is_number(grund.name) else grund.einheit
    return _t(INPUT_OF if grund.person else INPUT, words).format(
        person=words.apart(names.get(grund.person or "", grund.person or "")),
        was=_t(step_label(grund.name) if grund.art == "ergebnis" else input_label(grund.name), words),
        nachher=_value(grund.nachher, unit, words),
        vorher=_value(grund.vorher, unit, words),
    )


def sentences(change: Difference, names: Mapping[str, str], words: Catalogue = GERMAN) -> tuple[str, ...]:
    """All of it: the change, the new total, each part, each cause of a part."""
    if not change.teile:
        return (summary(change, words),)
    gruende = dict.fromkeys(grund for teil in change.teile for grund in teil.gruende)
    return (
        summary(change, words),
        total(change, words),
        *(part(teil, names, words) for teil in change.teile),
        *(cause(grund, names, words) for grund in gruende),
    )


def leicht(change: Difference, words: Catalogue = LEICHT) -> str:
    """The change in Leichte Sprache."""
    if not change.cents:
        return _t(EASY_SAME, words)
    head = _t(EASY_MORE if change.cents > 0 else EASY_LESS, words)
    return head.format(
        tag=words.day(change.ab),
        betrag=words.euro(abs(change.cents)),
        grund=" ".join(_t(text, words) for text in _reasons(change, EASY_REASONS)),
        nachher=words.euro(change.nachher),
    )


def _reasons(change: Difference, texts: Mapping[str, tuple[str, str]]) -> list[str]:
    """The stages that move the total in its direction, the greatest first."""
    sums: dict[str, int] = {}
    for teil in change.teile:
        sums[teil.posten] = sums.get(teil.posten, 0) + teil.cents
    less = change.cents < 0
    moving = [key for key, cents in sums.items() if cents and (cents < 0) == less]
    return list(dict.fromkeys(texts[key][less] for key in sorted(moving, key=lambda key: -abs(sums[key]))))


def _t(text: str, words: Catalogue) -> str:
    return words.template(text) or text


def _value(value: Value, unit: str, words: Catalogue) -> str:
    return _t(NOTHING, words) if value is None else word(value, unit, words)


def _parameter(name: str, wert: str, words: Catalogue) -> str:
    if parameter_unit(name) != "euro":
        return wert.replace(".", ",")
    whole, _, rest = wert.partition(".")
    return words.euro(int(whole) * 100 + int(rest.ljust(2, "0")))
