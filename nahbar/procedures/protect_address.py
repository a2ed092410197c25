"""An address must be secret (U11): hidden at once and without proof, looked at by the office, lifted by two people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from nahbar.domain.applications.access import Secured
from nahbar.domain.applications.errors import AntragUnknown, NotSubmitted
from nahbar.domain.applications.folge import stamm_of
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import is_own_antrag
from nahbar.domain.applications.queries import antraege_of_akte, antrag_by_id
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte, Aufgabe
from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.decisions.policies import can_decide
from nahbar.domain.people import schutz
from nahbar.domain.people.errors import ProtectedReasonMissing
from nahbar.domain.people.models import Adressschutz, Person
from nahbar.law.holidays import next_working_day
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.procedures.replace_access import replace_access

TASK = "adressschutz_pruefen"
CHECK_WITHIN = timedelta(days=7)
SAID = "Die Anschrift ist geschützt: Sie steht auf keiner Seite und keiner Kopie."
ASKED = "Von der Person selbst verlangt."


@transaction.atomic
def ask_for_protection(
    *, acting: Actor, antrag: Antrag, zustellung: Sequence[str] = (), neuer_code: bool = True
) -> Secured | None:
    """The person wants her address hidden: it is, from this moment; the office looks at it later.

    `neuer_code`: the code and PIN that others may know open nothing any more; the new ones are given back.
    Nobody who acts for her can ask. Raises AntragUnknown, NotSubmitted.
    """
    if not is_own_antrag(acting, antrag):
        raise AntragUnknown
    root = antrag_by_id(stamm_of(antrag).id)
    if root.akte is None or root.person is None:
        raise NotSubmitted
    _set(acting, root, root.akte, root.person, ASKED, zustellung)
    return replace_access(acting=acting, antrag=root, way="schirm") if neuer_code else None


@transaction.atomic
def set_protection(*, acting: Actor, akte: Akte, grund: str, zustellung: Sequence[str] = ()) -> Adressschutz:
    """The office hides the address, with its reason. Raises RoleMissing, ProtectedReasonMissing."""
    if not can_decide(acting):
        raise RoleMissing()
    if len(grund.strip()) < 10:
        raise ProtectedReasonMissing
    return _set(acting, antraege_of_akte(akte)[0], akte, akte.person, grund, zustellung)


def _set(
    acting: Actor, antrag: Antrag, akte: Akte, person: Person, grund: str, zustellung: Sequence[str]
) -> Adressschutz:
    before = schutz.protection_of(person.id)
    row = schutz.protect(acting=acting, person=person, grund=grund, zustellung=zustellung)
    if before is None:
        casefile.add_eintrag(acting=acting, akte=akte, vorgang=antrag.vorgang, art="adressschutz", text=SAID)
        if antrag.vorgang is not None:
            casefile.add_aufgabe(
                acting=acting, akte=akte, vorgang=antrag.vorgang, art=TASK,
                titel="Adressschutz: ansehen, was die Person noch braucht", pool=Role.LEISTUNG.value,
                frist=next_working_day(clock.today() + CHECK_WITHIN, antrag.traeger.land),
                dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
            )  # fmt: skip
    return row


@transaction.atomic
def check_protection(*, acting: Actor, akte: Akte) -> Adressschutz:
    """Looked at: it stays. Raises RoleMissing, NothingProtected."""
    if not can_decide(acting):
        raise RoleMissing()
    row = schutz.note_checked(acting=acting, person=akte.person)
    _done(acting, akte)
    return row


@transaction.atomic
def propose_lifting(*, acting: Actor, akte: Akte, grund: str) -> Adressschutz:
    """The first of two people wants to show the address again. Raises RoleMissing, NothingProtected, …"""
    if not can_decide(acting):
        raise RoleMissing()
    return schutz.propose_lifting(acting=acting, person=akte.person, grund=grund)


@transaction.atomic
def lift_protection(*, acting: Actor, akte: Akte) -> Adressschutz:
    """The second person agrees: the address is shown again. Raises RoleMissing, NothingProtected, SamePersonLifts."""
    if not can_decide(acting):
        raise RoleMissing()
    row = schutz.lift(acting=acting, person=akte.person)
    _done(acting, akte)
    casefile.add_eintrag(
        acting=acting, akte=akte, vorgang=None, art="adressschutz_ende",
        text="Der Schutz der Anschrift ist aufgehoben. Zwei Personen haben zugestimmt.",
    )  # fmt: skip
    return row


def _done(acting: Actor, akte: Akte) -> None:
    for antrag in antraege_of_akte(akte):
        if antrag.vorgang is not None:
            casefile.finish_aufgaben(acting=acting, vorgang=antrag.vorgang, art=TASK)


@transaction.atomic
def reveal_address(*, acting: Actor, akte: Akte, zweck: str) -> list[str]:
    """The lines of the address for somebody of the office who needs them; the person can read who and why.

    Raises RoleMissing, ProtectedReasonMissing.
    """
    if not can_decide(acting):
        raise RoleMissing()
    if len(zweck.strip()) < 10:
        raise ProtectedReasonMissing
    casefile.log_access(acting=acting, akte=akte, zweck=f"Geschützte Anschrift angesehen: {zweck.strip()}")
    person = akte.person
    lines = [person.zusatz, f"{person.strasse} {person.hausnummer}".strip(), f"{person.plz} {person.ort}".strip()]
    shown = [line for line in lines if line]
    return [*shown, *([f"Briefe an: {', '.join(person.zustellung)}"] if person.zustellung else [])]
