"""The eight questions of the benefits check: two pages of fields, and what was typed read into answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.utils.translation import gettext as _

from nahbar.benefits.benefits_check import Able, Adult, Answers, Child, born
from nahbar.questionnaire.fields import Unusable, read_amount, read_date, read_integer
from nahbar.surfaces.ui.fields import Choice, Field, choices

OLDEST_CHILD, MOST_CHILDREN = 24, 12
PEOPLE = ("geburtsdatum__tag", "geburtsdatum__monat", "geburtsdatum__jahr", "arbeit", "partner",
          "partner_geburtsdatum__tag", "partner_geburtsdatum__monat", "partner_geburtsdatum__jahr",
          "partner_arbeit", "kinder")  # fmt: skip
"""Names of the first page; the second carries them along, because nothing is stored."""


@dataclass
class Typed:
    """What was typed, and a sentence for each field that cannot be used."""

    raw: Mapping[str, str]
    today: date
    errors: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field without blanks around it."""
        return self.raw.get(name, "").strip()

    def day(self, name: str) -> date | None:
        """A date of birth; an error where there is none or it lies in the future."""
        parts = [self.text(f"{name}__{part}") for part in ("tag", "monat", "jahr")]
        try:
            day = date.fromisoformat(read_date(*parts))
        except Unusable as unusable:
            self.errors[name] = str(unusable)
            return None
        if not self.today.year - 120 < day.year or day > self.today:
            self.errors[name] = _("Prüfen Sie das Jahr der Geburt.")
        return day

    def ages(self) -> tuple[int, ...]:
        """The ages of the children, written with commas or blanks between them."""
        found = []
        for word in self.text("kinder").replace(",", " ").replace(";", " ").replace(" und ", " ").split():
            try:
                age = read_integer(word)
            except Unusable:
                age = -1
            if not 0 <= age <= OLDEST_CHILD:
                self.errors["kinder"] = _("Schreiben Sie das Alter jedes Kindes als Zahl, zum Beispiel: 5, 9")
                return ()
            found.append(age)
        if len(found) > MOST_CHILDREN:
            self.errors["kinder"] = _("Bei mehr als zwölf Kindern rechnen wir gern persönlich mit Ihnen.")
        return tuple(found)

    def cents(self, name: str) -> int | None:
        """An amount; empty is 0, »Das weiß ich nicht« is None."""
        if self.raw.get(f"{name}__unbekannt"):
            return None
        if not self.text(name):
            return 0
        try:
            amount = int(Decimal(read_amount(self.text(name))) * 100)
        except Unusable as unusable:
            self.errors[name] = str(unusable)
            return 0
        if not 0 <= amount < 10_000_000_00:
            self.errors[name] = _("Prüfen Sie den Betrag. Er kann nicht unter 0 liegen.")
        return amount


def people_of(typed: Typed) -> Answers | None:
    """The household of the first page; None with the errors in `typed`."""
    ages = typed.ages()
    first = _adult(typed, "")
    if typed.text("partner") not in ("ja", "nein"):
        typed.errors["partner"] = _("Wählen Sie Ja oder Nein.")
    partner = _adult(typed, "partner_") if typed.text("partner") == "ja" else None
    if typed.errors or first is None:
        return None
    return Answers(first, partner, tuple(Child(born(age, typed.today)) for age in ages))


def _adult(typed: Typed, prefix: str) -> Adult | None:
    day = typed.day(f"{prefix}geburtsdatum")
    able = typed.text(f"{prefix}arbeit")
    if able not in dict(_able()):
        typed.errors[f"{prefix}arbeit"] = _("Wählen Sie eine Antwort. »Das weiß ich nicht« geht auch.")
    return Adult(day, cast(Able, able)) if day else None


def answers_of(typed: Typed) -> Answers | None:
    """All answers; None with the errors in `typed`."""
    people = people_of(typed)
    if people is None:
        return None
    first = _with_money(typed, people.antragsteller, "")
    partner = _with_money(typed, people.partner, "partner_") if people.partner else None
    answers = Answers(
        first, partner,
        tuple(Child(child.geburtsdatum, typed.cents(f"unterhalt_{nr}")) for nr, child in enumerate(people.kinder)),
        miete=typed.cents("miete"),
        heizkosten=typed.cents("heizkosten"),
        kindergeld=typed.cents("kindergeld") if people.kinder else 0,
        vermoegen=typed.cents("vermoegen"),
    )  # fmt: skip
    return None if typed.errors else answers


def _with_money(typed: Typed, adult: Adult, prefix: str) -> Adult:
    brutto, netto = typed.cents(f"{prefix}brutto"), typed.cents(f"{prefix}netto")
    if brutto is None or netto is None:
        brutto = netto = None
    elif bool(brutto) != bool(netto) or netto > brutto:
        typed.errors.setdefault(
            f"{prefix}netto", _("Tragen Sie beides ein: brutto und netto. Netto ist nicht mehr als brutto.")
        )
    rente, sonstiges = typed.cents(f"{prefix}rente"), typed.cents(f"{prefix}sonstiges")
    return Adult(adult.geburtsdatum, adult.arbeitsfaehig, brutto, netto, rente, sonstiges)


def _able() -> list[tuple[str, str]]:
    return [
        ("ja", _("Ja")),
        ("nein", _("Nein, zurzeit nicht, für länger als sechs Monate")),
        ("dauerhaft_nein", _("Nein, auf Dauer nicht. Das ist festgestellt.")),
        ("unbekannt", _("Das weiß ich nicht")),
    ]


def people_fields(typed: Typed) -> list[Field]:
    """Questions 1 to 4."""
    able = _("Können Sie mindestens drei Stunden am Tag arbeiten?")
    theirs = _("Kann Ihr Partner oder Ihre Partnerin mindestens drei Stunden am Tag arbeiten?")
    partner = (
        _day(typed, "partner_geburtsdatum", _("Wann ist Ihr Partner oder Ihre Partnerin geboren?")),
        Field("partner_arbeit", theirs, "choice", options=choices(_able()), **_of(typed, "partner_arbeit")),
    )
    together = (Choice("ja", _("Ja"), reveals=partner), Choice("nein", _("Nein")))
    return [
        _day(typed, "geburtsdatum", _("Wann sind Sie geboren?")),
        Field("arbeit", able, "choice", options=choices(_able()), **_of(typed, "arbeit")),
        Field("partner", _("Leben Sie mit einem Partner oder einer Partnerin zusammen?"), "choice",
              options=together, **_of(typed, "partner")),
        Field("kinder", _("Wie alt sind die Kinder, die bei Ihnen wohnen?"), required=False, autocomplete="off",
              hint=_("Nur Kinder unter 25 Jahren. Zum Beispiel: 5, 9. Ohne Kinder bleibt das Feld leer."),
              **_of(typed, "kinder")),
    ]  # fmt: skip


def money_groups(typed: Typed, people: Answers) -> list[tuple[str, str, list[Field]]]:
    """Questions 5 to 8: title, hint and fields of each."""
    wage = [_amount(typed, "brutto", _("Lohn brutto")), _amount(typed, "netto", _("Lohn netto, was ankommt"))]
    other = [
        _amount(typed, "rente", _("Rente, die ankommt")),
        _amount(typed, "sonstiges", _("Anderes Geld"), hint=_("Zum Beispiel Krankengeld oder Unterhalt für Sie")),
    ]
    if people.partner:
        wage += [
            _amount(typed, "partner_brutto", _("Lohn brutto, Partner oder Partnerin")),
            _amount(typed, "partner_netto", _("Lohn netto, Partner oder Partnerin")),
        ]
        other += [
            _amount(typed, "partner_rente", _("Rente, Partner oder Partnerin")),
            _amount(typed, "partner_sonstiges", _("Anderes Geld, Partner oder Partnerin")),
        ]
    if people.kinder:
        same = _("Für jedes Kind ist es gleich viel.")
        other.append(_amount(typed, "kindergeld", _("Kindergeld für ein Kind"), hint=same))
    for nr, age in enumerate(typed.ages()):
        label = _("Unterhalt oder Unterhaltsvorschuss für das Kind mit %(age)s Jahren") % {"age": age}
        other.append(_amount(typed, f"unterhalt_{nr}", label))
    rent = [
        _amount(typed, "miete", _("Miete mit Nebenkosten, ohne Heizung")),
        _amount(typed, "heizkosten", _("Heizung und Warmwasser")),
    ]
    saved = _amount(
        typed, "vermoegen", _("Alles zusammen"), hint=_("Auf Konten, Sparbüchern und in bar, von allen zusammen")
    )
    return [
        (_("Was kostet Ihre Wohnung im Monat?"), "", rent),
        (_("Was verdienen Sie im Monat?"), _("Beides steht auf der Lohnabrechnung. Ohne Arbeit bleibt es leer."), wage),
        (_("Welches Geld kommt sonst im Monat?"), _("Was Sie nicht bekommen, bleibt leer."), other),
        (_("Wie viel haben Sie gespart?"), "", [saved]),
    ]  # fmt: skip


def _of(typed: Typed, name: str) -> dict[str, Any]:
    return {"value": typed.raw.get(name, ""), "error": typed.errors.get(name, "")}


def _day(typed: Typed, name: str, label: str) -> Field:
    values = tuple(typed.raw.get(f"{name}__{part}", "") for part in ("tag", "monat", "jahr"))
    return Field(name, label, "date", values=values, error=typed.errors.get(name, ""))


def _amount(typed: Typed, name: str, label: str, hint: str = "") -> Field:
    unknown = bool(typed.raw.get(f"{name}__unbekannt"))
    return Field(name, label, "amount", hint=hint, unknown=unknown, **_of(typed, name))
