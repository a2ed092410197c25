"""Setting up towns: steps of the roll-out, gates, features, letterheads."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.domain.rollout import queries
from nahbar.domain.rollout.errors import (
    FeatureUnknown,
    GateRed,
    GrundMissing,
    LetterheadWrong,
    MeasurementWrong,
    SameState,
    TerminWrong,
)
from nahbar.domain.rollout.features import KEYS
from nahbar.domain.rollout.gates import BY_KEY
from nahbar.domain.rollout.models import Bedingung, Briefkopf, Einfuehrung, Einfuehrungsschritt, Merkmal
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.tenancy.models import Gemeinde

STAND = Einfuehrung.Stand
LENGTHS = {"logo_text": 80, "absender": 120, "strasse": 120, "plz": 5, "ort": 80, "telefon": 40, "oeffnungszeiten": 200}
HEAD_FIELDS = {
    "logo_text": "Name groß oben im Brief",
    "absender": "Name in der Absenderzeile",
    "strasse": "Straße und Hausnummer",
    "plz": "Postleitzahl",
    "ort": "Ort",
    "telefon": "Telefon",
    "oeffnungszeiten": "Öffnungszeiten",
}
SENDER_LINE = 110
"""Characters of name, street and town together: more do not fit into the window above the address."""


@transaction.atomic
def step(*, acting: Actor, gemeinde: Gemeinde, nach: str, termin: date | None, grund: str) -> Einfuehrung:
    """Bring a town to a state, with its day (None: not known yet) and the reason; other towns stay as they are.

    Raises GateRed if a mandatory gate is red on the way to `live`, and GrundMissing, TerminWrong, SameState.
    """
    wanted = STAND(nach)
    reason = " ".join(grund.split())[:300]
    if not reason:
        raise GrundMissing
    Gemeinde.objects.select_for_update().get(id=gemeinde.id)  # two at once would make two roll-outs
    row: Einfuehrung | None = Einfuehrung.objects.select_for_update().filter(gemeinde=gemeinde).first()
    today = clock.today()
    if wanted is STAND.LIVE:
        termin = today
        red = queries.red_gates(gemeinde)
        if red:
            raise GateRed(gemeinde.name, [gate.sentence for gate in red])
    elif termin is not None and termin < today:
        raise TerminWrong
    before = row.stand if row else ""
    if row is not None and (row.stand, row.termin) == (wanted.value, termin):
        raise SameState(str(wanted.label))
    if row is None:
        row = Einfuehrung(gemeinde=gemeinde)
    row.stand, row.termin = wanted.value, termin
    row.save()
    Einfuehrungsschritt.objects.create(
        einfuehrung=row, at=clock.now(), von=before, nach=wanted, termin=termin, grund=reason,
        account_id=acting.account_id,
    )  # fmt: skip
    audit.record(
        "rollout_step", acting=acting, object_type="gemeinde", object_id=gemeinde.id,
        details={"von": before, "nach": wanted.value, "termin": termin.isoformat() if termin else None},
    )  # fmt: skip
    return row


@transaction.atomic
def set_gate(
    *, acting: Actor, gemeinde: Gemeinde, key: str, erfuellt: bool = False, gemessen: int | None = None,
    pflicht: bool = True, bemerkung: str = "",
) -> Bedingung:  # fmt: skip
    """Note the result of a gate: a measured value in its unit, or yes. Raises FeatureUnknown, MeasurementWrong."""
    gate = BY_KEY.get(key)
    if gate is None:
        raise FeatureUnknown
    if gate.unit and gemessen is not None and not 0 <= gemessen <= 100_000_000:
        raise MeasurementWrong(gate.unit)
    row, _ = Bedingung.objects.update_or_create(
        gemeinde=gemeinde,
        key=key,
        defaults={
            "pflicht": pflicht,
            "mindestens": gate.least,
            "gemessen": gemessen if gate.unit else None,
            "erfuellt": erfuellt and not gate.unit,
            "bemerkung": " ".join(bemerkung.split())[:200],
            "geprueft_at": clock.now(),
        },
    )
    audit.record(
        "gate_set", acting=acting, object_type="gemeinde", object_id=gemeinde.id,
        details={"bedingung": key, "gemessen": gemessen, "erfuellt": erfuellt, "pflicht": pflicht},
    )  # fmt: skip
    saved: Bedingung = row
    return saved


@transaction.atomic
def switch(*, acting: Actor, gemeinde: Gemeinde, key: str, an: bool) -> Merkmal:
    """Switch a feature on or off in one town; raises FeatureUnknown."""
    if key not in KEYS:
        raise FeatureUnknown
    row, _ = Merkmal.objects.update_or_create(
        gemeinde=gemeinde, key=key, defaults={"an": an, "updated_at": clock.now()}
    )
    audit.record(
        "feature_switched", acting=acting, object_type="gemeinde", object_id=gemeinde.id,
        details={"merkmal": key, "an": an},
    )  # fmt: skip
    saved: Merkmal = row
    return saved


def checked_head(values: dict[str, str]) -> dict[str, str]:
    """The fields of a letterhead, tidied; raises LetterheadWrong for one that no letter could carry."""
    clean = {name: " ".join(values.get(name, "").split()) for name in HEAD_FIELDS}
    for name, label in HEAD_FIELDS.items():
        longest = LENGTHS[name]
        if not clean[name]:
            raise LetterheadWrong(f"Bitte füllen Sie das Feld „{label}“ aus: Ohne geht kein Brief hinaus.")
        if len(clean[name]) > longest:
            raise LetterheadWrong(f"Das Feld „{label}“ darf höchstens {longest} Zeichen haben.")
    if not (len(clean["plz"]) == 5 and clean["plz"].isdigit()):
        raise LetterheadWrong("Die Postleitzahl hat fünf Ziffern.")
    line = f"{clean['absender']} · {clean['strasse']} · {clean['plz']} {clean['ort']}"
    if len(line) > SENDER_LINE:
        raise LetterheadWrong(
            f"Absender, Straße und Ort sind zusammen {len(line)} Zeichen lang; in das Fenster passen {SENDER_LINE}."
            " Kürzen Sie den Namen in der Absenderzeile."
        )
    return clean


@transaction.atomic
def save_letterhead(
    *, acting: Actor, gemeinde: Gemeinde, values: dict[str, str], aus_version: int | None = None
) -> Briefkopf:
    """Keep a new version of a town's letterhead; nothing is kept if nothing changed. Raises LetterheadWrong."""
    clean = checked_head(values)
    Gemeinde.objects.select_for_update().get(id=gemeinde.id)  # versions are counted one after the other
    last: Briefkopf | None = Briefkopf.objects.filter(gemeinde=gemeinde).order_by("-version").first()
    if last is not None and all(getattr(last, name) == value for name, value in clean.items()):
        return last
    saved: Briefkopf = Briefkopf.objects.create(
        gemeinde=gemeinde,
        version=last.version + 1 if last else 1,
        created_at=clock.now(),
        account_id=acting.account_id,
        aus_version=aus_version,
        **clean,
    )
    audit.record(
        "letterhead_saved", acting=acting, object_type="gemeinde", object_id=gemeinde.id,
        details={"version": saved.version, "aus_version": aus_version},
    )  # fmt: skip
    return saved


@transaction.atomic
def restore_letterhead(*, acting: Actor, gemeinde: Gemeinde, version: int) -> Briefkopf:
    """Take an earlier letterhead back into use as a new version; raises VersionUnknown."""
    old = queries.letterhead_version(gemeinde, version)
    values = {name: str(getattr(old, name)) for name in HEAD_FIELDS}
    return save_letterhead(acting=acting, gemeinde=gemeinde, values=values, aus_version=version)
