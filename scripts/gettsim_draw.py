"""Random households of the SGB II as columns: the facts that GETTSIM knows too, drawn from a seed, for any number.

One array for each fact of the persons (sorted by household) and of the households; amounts in cents, dates as
datetime64[D]; persons are named by their place in the household. The names are those of
nahbar/law/sgb2/sachverhalt.py. From the same columns come cases of the public format (`cases`) and GETTSIM's inputs
(`gettsim_inputs.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

Columns = dict[str, NDArray[Any]]
ROLES = ("antragsteller", "partner", "kind", "haushaltsmitglied")
TRAINING = (None, "schueler", "ausbildung", "freiwilligendienst")
NONE = -1
KINDERGELD = {2023: 25000, 2024: 25000, 2025: 25500, 2026: 25900}
ADVANCE = {2023: (18700, 25200, 33800), 2024: (23000, 30100, 39500), 2025: (22700, 29900, 39400)}
YEAR = 365.2425
MONEY = (
    "brutto", "netto", "gewinn", "rente", "private_rente", "alg1", "elterngeld", "kapitalertraege", "sonstiges",
    "kindergeld", "unterhalt", "unterhaltsvorschuss", "vermoegen",
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """The persons, the dwellings, the month; `personen["haushalt"]` says where a person lives."""

    month: date
    personen: Columns
    haushalte: Columns

    def __len__(self) -> int:
        return len(self.haushalte["bruttokaltmiete"])


class _Dice:
    """Draws over all rows at once; amounts in whole cents."""

    def __init__(self, seed: int, month: date, rows: int) -> None:
        self.random = np.random.default_rng([seed, month.year, month.month, rows])

    def some(self, where: NDArray[Any], share: float) -> NDArray[Any]:
        """True for this share of the rows in `where`."""
        return where & (self.random.random(len(where)) < share)

    def euro(self, where: NDArray[Any], low: float, high: float, whole: float = 0.3) -> NDArray[Any]:
        """An amount between two bounds for the rows in `where`, 0 elsewhere; a share of them in whole euro."""
        cents = np.round(self.random.uniform(low, high, len(where)) * 100).astype(np.int64)
        even = self.random.random(len(where)) < whole
        return np.where(where, np.where(even, cents // 100 * 100, cents), 0)

    def between(self, low: Any, high: Any) -> NDArray[Any]:
        """Uniform between two columns."""
        return np.asarray(self.random.uniform(low, np.maximum(low, high)))


def draw(seed: int, number: int, month: date, *, alone: bool = False) -> Drawn:
    """`number` households in this month; the same seed gives the same households.

    `alone`: nobody lives there beside one Bedarfsgemeinschaft, so that their number is that of the households.
    """
    dice = _Dice(seed, month, number)
    kinds = dice.random.choice(5, size=number, p=(0.34, 0.14, 0.22, 0.27, 0.03))
    kinds = np.where(alone & (kinds == 4), 2, kinds)
    pair, family = np.isin(kinds, (1, 3)), np.isin(kinds, (2, 3, 4))
    children = np.where(family, dice.random.choice((1, 2, 3, 4, 5), size=number, p=(0.42, 0.34, 0.16, 0.06, 0.02)), 0)
    grandchild = kinds == 4
    others = np.where(dice.random.random(number) < (0 if alone else 0.09), dice.random.integers(1, 3, number), 0)
    heads = 1 + pair + children + grandchild + others
    haushalt = np.repeat(np.arange(number), heads)
    place = np.arange(len(haushalt)) - np.repeat(np.cumsum(heads) - heads, heads)
    rolle = np.full(len(haushalt), 2)
    rolle[place == 0] = 0
    rolle[(place == 1) & pair[haushalt]] = 1
    rolle[place >= (heads - others)[haushalt]] = 3
    enkel = (place == (heads - others - 1)[haushalt]) & grandchild[haushalt]
    p: Columns = {"haushalt": haushalt, "nummer": place, "rolle": rolle, "enkel": enkel}
    p["geburtsdatum"] = _births(dice, month, p, grandchild, 0 if alone else 0.04)
    _family(dice, p, pair)
    _means(dice, month, p)
    return Drawn(month, p, _dwellings(dice, month, heads))


def age(births: NDArray[Any], month: date) -> NDArray[Any]:
    """Completed years on the first of the month."""
    years = births.astype("datetime64[Y]").astype(np.int64) + 1970
    months = births.astype("datetime64[M]").astype(np.int64) % 12 + 1
    days = (births - births.astype("datetime64[M]")).astype(np.int64) + 1
    later = (months > month.month) | ((months == month.month) & (days > month.day))
    return np.asarray(month.year - years - later)


def _births(dice: _Dice, month: date, p: Columns, grandchild: NDArray[Any], grown_up: float) -> NDArray[Any]:
    """Birth dates: parents 16 years older than children, some partners minors, some births inside the month."""
    rows, rolle, haushalt = len(p["rolle"]), p["rolle"], p["haushalt"]
    applicant = rolle == 0
    lowest = np.where(grandchild[haushalt], 38.0, 18.0)
    years = np.where(applicant, dice.between(lowest, np.full(rows, 65.4)), 0.0)
    of_household = years[applicant][haushalt]
    partner = np.clip(of_household + dice.between(np.full(rows, -8.0), np.full(rows, 8.0)), 18.05, 65.4)
    partner = np.where(dice.some(of_household < 26, 0.10), dice.between(np.full(rows, 16.0), 17.95), partner)
    years = np.where(rolle == 1, partner, years)
    youngest = np.minimum.reduceat(np.where(rolle <= 1, years, 99.0), np.flatnonzero(applicant))[haushalt]
    oldest_child = np.minimum(np.where(dice.some(rolle == 2, grown_up), 31.0, 24.99), youngest - 15.9)
    # the last child but the grandchild is its mother: 16 to 24
    mother = np.roll(p["enkel"], -1)
    child = np.where(mother, dice.between(np.full(rows, 16.1), 24.9), dice.between(np.full(rows, -0.04), oldest_child))
    child = np.where(dice.some(rolle == 2, 0.10) & ~mother, np.minimum(oldest_child, child), child)
    child = np.where(p["enkel"], dice.between(np.zeros(rows), np.roll(child, 1) - 15.5), child)
    years = np.where(rolle == 2, np.maximum(child, -0.07), years)
    years = np.where(rolle == 3, dice.between(np.full(rows, 19.0), np.full(rows, 88.0)), years)
    days = np.floor(years * YEAR).astype(np.int64)
    return np.asarray(np.datetime64(month, "D") - days)


def _family(dice: _Dice, p: Columns, pair: NDArray[Any]) -> None:
    """Parents and who receives the Kindergeld, by place in the household; NONE for nobody."""
    rolle, place = p["rolle"], p["nummer"]
    of_pair = pair[p["haushalt"]]
    child = rolle == 2
    only_one = dice.some(child & of_pair, 0.15)
    second = dice.some(only_one, 0.5)
    p["elternteil_1"] = np.where(child & ~second, 0, NONE)
    p["elternteil_2"] = np.where(child & of_pair & (~only_one | second), 1, NONE)
    p["elternteil_1"] = np.where(p["enkel"], place - 1, p["elternteil_1"])
    p["elternteil_2"] = np.where(p["enkel"], NONE, p["elternteil_2"])
    p["kindergeld_empfaenger"] = np.where(child, np.where(dice.some(of_pair, 0.25), 1, 0), NONE)
    p["kindergeld_empfaenger"] = np.where(p["enkel"], place - 1, p["kindergeld_empfaenger"])


def _means(dice: _Dice, month: date, p: Columns) -> None:
    """Work, income, deductions and assets of every person but those who are only heads."""
    rolle, years, births = p["rolle"], age(p["geburtsdatum"], month), p["geburtsdatum"]
    rows = len(rolle)
    grown, child = (rolle <= 1) | ((rolle == 3) & (years < 65)), rolle == 2
    pair = np.isin(p["haushalt"], p["haushalt"][rolle == 1])
    working_age = (grown | child) & (years >= 15) & ~p["enkel"]
    unable = dice.some(((rolle == 1) | child) & working_age, 0.02)
    p["erwerbsfaehig"] = np.where(unable, 0, NONE)
    p["merkzeichen_g"] = dice.some(unable, 0.3)
    _training(dice, p, years, grown, child)
    _wages(dice, p, years, working_age & (~unable | dice.some(unable, 0.3)), grown)
    p["gewinn"] = dice.euro(dice.some(grown & ~unable, 0.06), 20, 2200)
    p["rente"] = dice.euro(dice.some(grown & (years >= 25), 0.05), 90, 1100)
    p["grundrentenzeiten_33"] = dice.some((p["rente"] > 0) & (years >= 52), 0.3)
    p["rente_brutto"] = np.where(p["grundrentenzeiten_33"], np.round(p["rente"] * 1.12).astype(np.int64), p["rente"])
    p["private_rente"] = dice.euro(dice.some(grown & (years >= 40), 0.02), 30, 400)
    p["alg1"] = dice.euro(dice.some(grown, 0.09), 250, 1600)
    baby = np.zeros(p["haushalt"][-1] + 1, bool)
    baby[p["haushalt"][child & (years <= 1)]] = True
    p["elterngeld"] = dice.euro(dice.some(grown & baby[p["haushalt"]], 0.35), 150, 1300)
    p["kapitalertraege"] = dice.euro(dice.some(grown | child, 0.015), 1, 90)
    p["sonstiges"] = dice.euro(dice.some(grown | (child & (years >= 10)), 0.03), 2, 450)
    small = dice.some(grown | child, 0.015)
    p["sonstiges"] = np.where(small & (p["sonstiges"] == 0), dice.euro(small, 1, 14), p["sonstiges"])
    first_minor = births + np.timedelta64(18 * 365 + 5, "D") > np.datetime64(month, "D")
    claims = dice.some(child & first_minor, 0.96) | dice.some(child & (years >= 18) & (years < 25), 0.6)
    p["kindergeld"] = np.where(claims & (births <= np.datetime64(month, "D")), KINDERGELD[month.year], 0)
    lone = child & ~pair & ~p["enkel"]
    support = dice.some(lone, 0.33)
    steps = ADVANCE[month.year]
    advance = np.select((years < 6, years < 12, years < 18), steps, 0)
    p["unterhaltsvorschuss"] = np.where(dice.some(lone & ~support, 0.5), advance, 0)
    p["unterhalt"] = dice.euro(support | dice.some(child & pair, 0.04) | dice.some(grown, 0.02), 60, 900)
    p["minderjaehriges_kind_ausserhalb"] = dice.some(grown, 0.04)
    earns = (p["netto"] + p["gewinn"]) > 0
    p["fahrtkosten"] = dice.euro(dice.some(earns & working_age, 0.07), 15, 260)
    p["versicherung"] = dice.euro(dice.some(earns & working_age, 0.07), 8, 110)
    p["vermoegen"] = np.round(dice.random.exponential(6000, rows)).astype(np.int64) * 100
    rich = dice.some(grown, 0.05)
    p["vermoegen"] = np.where(rich, dice.euro(rich, 10000, 80000), p["vermoegen"])
    p["vermoegen"] = np.where(dice.some(grown, 0.4), p["vermoegen"], 0)  # of four in ten adults something is known
    saved, inherited = dice.some(child & ~p["enkel"], 0.08), dice.some(child & ~p["enkel"], 0.003)
    p["vermoegen"] = np.where(saved, dice.euro(saved, 50, 4000), p["vermoegen"])
    p["vermoegen"] = np.where(inherited, dice.euro(inherited, 12000, 40000), p["vermoegen"])


def _training(dice: _Dice, p: Columns, years: NDArray[Any], grown: NDArray[Any], child: NDArray[Any]) -> None:
    pupil = dice.some(child & (years >= 15) & (years < 18), 0.8) | dice.some(child & (years >= 18), 0.3)
    trainee = dice.some((child & (years >= 16)) | (grown & (years < 25)), 0.2) & ~pupil
    serving = dice.some((child & (years >= 16)) | (grown & (years < 28)), 0.03) & ~pupil & ~trainee
    p["ausbildung"] = np.select((pupil, trainee, serving), (1, 2, 3), 0)


def _wages(dice: _Dice, p: Columns, years: NDArray[Any], can: NDArray[Any], grown: NDArray[Any]) -> None:
    """Gross and net; small jobs partly with the employee's own pension contribution."""
    mini = dice.some(can & grown, 0.2) | dice.some(can & ~grown, 0.12) | dice.some(~grown & (years == 14), 0.03)
    middle = dice.some(can & grown & ~mini, 0.17) | dice.some(can & ~grown & (years >= 16) & ~mini, 0.12)
    full = dice.some(can & grown & ~mini & ~middle, 0.2)
    contributes = dice.some(mini, 0.3)
    p["brutto"] = dice.euro(mini, 15, 556) + dice.euro(middle, 557, 2000) + dice.euro(full, 1700, 4200)
    rate = np.select(
        (contributes, middle, full), (0.964, dice.between(np.full(len(can), 0.78), 0.93), dice.between(0.62, 0.76)), 1.0
    )
    p["netto"] = np.round(p["brutto"] * rate).astype(np.int64)


def _dwellings(dice: _Dice, month: date, heads: NDArray[Any]) -> Columns:
    """Rents with and without benefit before: then a local limit and the request to lower costs may be there."""
    number = len(heads)
    everywhere = np.ones(number, bool)
    flaeche = np.round(dice.between(20.0 + 8 * heads, 45.0 + 18 * heads)).astype(np.int64)
    owner = dice.some(everywhere, 0.06)
    price = np.where(owner, dice.between(np.full(number, 1.5), 5.0), dice.between(np.full(number, 5.0), 14.0))
    before = dice.some(everywhere, 0.45)
    back = np.where(before, dice.random.integers(13, 40, number), dice.random.integers(0, 11, number))
    begin = np.datetime64(month, "M") - back
    rent = np.round(flaeche * price * 100).astype(np.int64)
    limited = dice.some(everywhere, 0.5)
    limit = np.where(limited, dice.euro(everywhere, 330, 620, whole=1.0) + (heads - 1) * 9500, NONE)
    asked = dice.some(limited & before & (rent > limit), 0.7)
    since = np.datetime64(month, "M") - dice.random.integers(0, 14, number)
    return {
        "bruttokaltmiete": rent,
        "heizkosten": np.round(flaeche * dice.between(np.full(number, 0.7), 2.6) * 100).astype(np.int64),
        "flaeche_qm": flaeche,
        "eigentum": owner,
        "bezug_im_vorjahr": before,
        "leistungsbeginn": begin.astype("datetime64[D]"),
        "angemessen_bruttokalt": limit,
        "kostensenkung_ab": np.where(asked, since.astype("datetime64[D]"), np.datetime64("NaT", "D")),
    }


def euro(cents: int) -> str:
    """The amount as the public format writes it."""
    return f"{cents // 100}.{cents % 100:02d}"


def cases(drawn: Drawn) -> list[dict[str, Any]]:
    """Every Bedarfsgemeinschaft of the households as a case of the public format; all other people are heads there.

    Besides parents with children these are other adults of the dwelling, children of 25 and more, and young parents
    who live with their own parents. Keys that begin with `_` are no part of the format.
    """
    bounds = np.searchsorted(drawn.personen["haushalt"], np.arange(len(drawn) + 1)).tolist()
    years = age(drawn.personen["geburtsdatum"], drawn.month).tolist()
    people = {name: column.tolist() for name, column in drawn.personen.items()} | {"alter": years}
    dwellings = {name: column.tolist() for name, column in drawn.haushalte.items()}
    out = []
    for index, (start, end) in enumerate(zip(bounds[:-1], bounds[1:], strict=True)):
        rows = [{name: column[row] for name, column in people.items()} for row in range(start, end)]
        frame = _frame(drawn.month, index, {name: column[index] for name, column in dwellings.items()})
        mothers = {row["elternteil_1"] for row in rows if row["enkel"]}
        out.append(frame | {"personen": [_person(row) for row in rows]})
        for row in rows:
            apart = row["alter"] >= 25 or row["nummer"] in mothers
            if row["erwerbsfaehig"] and (row["rolle"] == 3 and row["alter"] < 65 or row["rolle"] == 2 and apart):
                out.append(_beside(frame, row, rows))
    return out


def _frame(month: date, index: int, h: dict[str, Any]) -> dict[str, Any]:
    dwelling: dict[str, Any] = {
        "bruttokaltmiete": euro(h["bruttokaltmiete"]), "heizkosten": euro(h["heizkosten"]),
        "flaeche_qm": str(h["flaeche_qm"]), "eigentum": h["eigentum"],
    }  # fmt: skip
    if h["angemessen_bruttokalt"] != NONE:
        dwelling["angemessen_bruttokalt"] = euro(h["angemessen_bruttokalt"])
    if h["kostensenkung_ab"] is not None:
        dwelling["kostensenkung_ab"] = h["kostensenkung_ab"].isoformat()
    return {
        "id": f"H{index}",
        "bewilligungszeitraum_beginn": month.isoformat(),
        "leistungsbeginn": h["leistungsbeginn"].isoformat(),
        "wohnung": dwelling,
    }


def _beside(frame: dict[str, Any], head: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A Bedarfsgemeinschaft beside that of the applicant: this adult and its own child."""
    people = []
    for row in rows:
        if row is head:
            person = _person(row, "antragsteller")
            if "kindergeld" in person:  # paid to the parents, who are another Bedarfsgemeinschaft
                person["_kindergeld_der_eltern"] = person.pop("kindergeld")
        elif row["enkel"] and row["elternteil_1"] == head["nummer"]:
            person = _person(row, "kind")
        else:
            person = _head(row)
        people.append(person)
    return frame | {"id": f"{frame['id']}/p{head['nummer']}", "personen": people}


def _head(p: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"p{p['nummer']}", "rolle": "haushaltsmitglied", "geburtsdatum": p["geburtsdatum"].isoformat()}


def _person(p: dict[str, Any], rolle: str = "") -> dict[str, Any]:
    rolle = rolle or ("haushaltsmitglied" if p["enkel"] else ROLES[p["rolle"]])
    out = _head(p) | {"rolle": rolle}
    if rolle == "kind" or p["enkel"]:
        out["elternteile"] = [f"p{n}" for n in (p["elternteil_1"], p["elternteil_2"]) if n != NONE]
    if rolle == "haushaltsmitglied":
        return out
    if rolle == "kind":
        out["kindergeld_empfaenger"] = f"p{p['kindergeld_empfaenger']}"
    for name in MONEY:
        if p[name] or name in ("brutto", "netto") and p["brutto"]:
            out[name] = euro(p[name])
    if p["grundrentenzeiten_33"]:
        out |= {"grundrentenzeiten_33": True, "rente_brutto": euro(p["rente_brutto"])}
    if p["erwerbsfaehig"] == 0:
        out["erwerbsfaehig"] = False
    for name in ("merkzeichen_g", "minderjaehriges_kind_ausserhalb"):
        if p[name]:
            out[name] = True
    if p["ausbildung"]:
        out["ausbildung"] = TRAINING[p["ausbildung"]]
    costs = [{"art": art, "betrag": euro(p[art])} for art in ("fahrtkosten", "versicherung") if p[art]]
    return out | ({"absetzungen": costs} if costs else {})
