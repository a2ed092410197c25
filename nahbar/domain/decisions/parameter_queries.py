"""Reading parameter sets: what is in force, what a set changes, how its replay went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import BooleanField, F, Func, QuerySet, Value

from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.decisions.parameter_errors import SatzUnknown
from nahbar.domain.decisions.parameter_models import Parametersatz, Probelauf, content_hash
from nahbar.law.calendar import erster, letzter, plus_monate
from nahbar.law.parameter import Parameters, statutory
from nahbar.law.parameter_set import (
    Aenderung,
    Mangel,
    ParameterSet,
    changes,
    check,
    fingerprint,
    merged,
    read_set,
    still_unknown,
    template,
)
from nahbar.platform import clock
from nahbar.platform.tenancy import scope

__all__ = [
    "Parametersatz", "Probelauf", "SetView", "Waiting", "awaiting_values", "base_of", "beyond_values", "changes_of",
    "content_hash", "filled_template", "in_force", "lauf_by_id", "maengel_of", "months_to_replay", "on_same_ground",
    "running_cases", "satz_by_id", "set_view", "sets", "valid_replay", "with_set",
]  # fmt: skip
IN_FORCE = "parameter_in_force"
JSON_PATH = "jsonb_path_exists(%(expressions)s::jsonpath)"


@dataclass(frozen=True)
class SetView:
    """One set with what it changes on top of the rest, and its replays, the newest first."""

    satz: Parametersatz
    aenderungen: tuple[Aenderung, ...]
    maengel: tuple[Mangel, ...]
    """What stands against it now; a set that was in order can become outdated."""
    offen: tuple[str, ...]
    """Labels of values that the set leaves unknown on its first day: the old ones are used on."""
    probelaeufe: tuple[Probelauf, ...]
    gueltig: Probelauf | None
    """The finished replay that allows to put it into force."""

    @property
    def laeuft(self) -> Probelauf | None:
        """The replay that is under way."""
        return next((run for run in self.probelaeufe if run.stand == Probelauf.Stand.LAEUFT), None)

    @property
    def erster_monat(self) -> date | None:
        """The first month in which it changes something."""
        days = [one.ab for one in self.aenderungen if not one.gleich]
        return min(days).replace(day=1) if days else None


@lru_cache(maxsize=64)
def _read(inhalt: str) -> ParameterSet:
    return read_set(inhalt)


@lru_cache(maxsize=64)
def _merged(inhalte: tuple[str, ...]) -> Parameters:
    return merged(statutory(), *(_read(inhalt) for inhalt in inhalte))


def _active() -> QuerySet[Parametersatz]:
    found: QuerySet[Parametersatz] = Parametersatz.objects.filter(stand=Parametersatz.Stand.AKTIV)
    return found.order_by("aktiv_ab", "aktiviert_at")


def in_force() -> Parameters:
    """What this Träger calculates with today; without a scope (command line) the law as published.

    Read once for a transaction. This is what the port `parameter` answers with.
    """
    if not scope.in_scope():
        return statutory()
    today = clock.today()

    def read() -> Parameters:
        return _merged(tuple(_active().filter(aktiv_ab__lte=today).values_list("inhalt", flat=True)))

    return scope.kept(f"{IN_FORCE}:{today}", read)


def base_of(satz: Parametersatz | None) -> Parameters:
    """What a set lies on: the law as published and every other set that is or will be in force."""
    others = _active().exclude(id=satz.id) if satz is not None else _active()
    return _merged(tuple(others.values_list("inhalt", flat=True)))


def with_set(satz: Parametersatz) -> Parameters:
    """The parameters with this set on top; raises SatzUnbrauchbar or ParameterError if it does not fit any more."""
    return merged(base_of(satz), _read(satz.inhalt))


def sets() -> Sequence[Parametersatz]:
    """All sets, the newest first."""
    return list(Parametersatz.objects.select_related("geladen_by", "geprueft_by", "aktiviert_by"))


def satz_by_id(satz_id: UUID) -> Parametersatz:
    """The set of this id; raises SatzUnknown."""
    found: Parametersatz | None = (
        Parametersatz.objects.select_related("geladen_by", "geprueft_by", "aktiviert_by", "verworfen_by")
        .filter(id=satz_id)
        .first()
    )
    if found is None:
        raise SatzUnknown()
    return found


def lauf_by_id(lauf_id: UUID) -> Probelauf:
    """The replay of this id; raises SatzUnknown."""
    found: Probelauf | None = Probelauf.objects.select_related("satz").filter(id=lauf_id).first()
    if found is None:
        raise SatzUnknown()
    return found


def maengel_of(satz: Parametersatz) -> tuple[Mangel, ...]:
    """What stands against the set today."""
    return check(_read(satz.inhalt), base_of(satz), clock.today())


def changes_of(satz: Parametersatz) -> tuple[Aenderung, ...]:
    """What the set changes on top of the rest."""
    return changes(_read(satz.inhalt), base_of(satz))


def set_view(satz: Parametersatz) -> SetView:
    """Everything that the page of one set shows."""
    settled = satz.stand in (Parametersatz.Stand.AKTIV, Parametersatz.Stand.VERWORFEN)
    found = changes_of(satz)
    maengel = () if settled else maengel_of(satz)
    new_days = [one.ab for one in found if not one.bekannt]
    offen = still_unknown(with_set(satz), min(new_days)) if new_days and not maengel else ()
    runs = tuple(Probelauf.objects.filter(satz=satz).select_related("gestartet_by")[:10])
    return SetView(satz, found, maengel, offen, runs, valid_replay(satz))


def valid_replay(satz: Parametersatz) -> Probelauf | None:
    """The newest finished replay of exactly this content on exactly what counts now."""
    found: Probelauf | None = Probelauf.objects.filter(
        satz=satz,
        stand=Probelauf.Stand.FERTIG,
        inhalt_hash=content_hash(satz.inhalt),
        grundlage_hash=fingerprint(base_of(satz)),
    ).first()
    return found


def on_same_ground(lauf: Probelauf) -> bool:
    """False if something else came into force since the replay began: it would compare two different things."""
    return lauf.grundlage_hash == fingerprint(base_of(lauf.satz))


def running_cases(month: date) -> QuerySet[Entscheidung]:
    """The decision that counts in each file for this month: the newest released grant that reaches it."""
    found: QuerySet[Entscheidung] = Entscheidung.objects.filter(
        stand=Entscheidung.Stand.FREIGEGEBEN, art=Entscheidung.Art.BEWILLIGUNG,
        von__lte=letzter(month), bis__gte=erster(month),
    ).order_by("akte_id", "-freigegeben_at").distinct("akte_id")  # fmt: skip
    return found


@dataclass(frozen=True)
class Waiting:
    """A file with months that were granted with values of an earlier one."""

    akte_id: UUID
    aktenzeichen: str
    bis: date
    """Last day of the grant."""


def awaiting_values() -> list[Waiting]:
    """Running grants with such months, by file number: they are adjusted without an application."""
    exists = Func(F("monate"), Value("$[*].werte_stand ? (@ != null)"), template=JSON_PATH, output_field=BooleanField())
    newest = running_cases(clock.today()).values("id")
    rows = Entscheidung.objects.filter(exists, id__in=newest).values_list("akte_id", "akte__aktenzeichen", "bis")
    return [Waiting(*row) for row in rows.order_by("akte__aktenzeichen")]


def months_to_replay(view: SetView) -> list[date]:
    """The months of the first year in which the set changes something."""
    if view.erster_monat is None:
        return []
    year = [plus_monate(view.erster_monat, index) for index in range(12)]
    return [month for month in year if any(one.holds_in(month) and not one.gleich for one in view.aenderungen)]


def filled_template() -> str:
    """A file to fill in for the time after the last known day."""
    return template(base_of(None))


def beyond_values(entscheidung: Entscheidung, month: date) -> bool:
    """True if this month was granted with values of an earlier one: it is adjusted without an application."""
    return any(one["monat"] == month.isoformat() and one["werte_stand"] for one in entscheidung.monate)
