"""The way back: code and PIN, slowed down against guessing, replaced when lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from nahbar.domain.applications.errors import AccessRefused
from nahbar.domain.applications.models import Antrag, Zugang
from nahbar.platform import clock
from nahbar.platform.accounts import throttle
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.ids import new_code, new_pin, normal_code

_NOBODY = "argon2$argon2id$v=19$m=102400,t=2,p=8$bm9ib2R5bm9ib2R5$AAAAAAAAAAAAAAAAAAAAAA"


@dataclass(frozen=True)
class Secured:
    """An application with its way back; the PIN is shown once and kept nowhere."""

    antrag: Antrag
    code: str
    pin: str


@dataclass(frozen=True)
class FreshPin:
    """A new PIN and its hash: hashing is slow on purpose, so it is done before any lock is taken."""

    pin: str
    hash: str


def fresh_pin() -> FreshPin:
    """Six random digits with their hash."""
    pin = new_pin()
    return FreshPin(pin, make_password(pin))


@transaction.atomic
def new_access(*, acting: Actor, antrag: Antrag, keep_old: bool = False, fresh: FreshPin | None = None) -> Secured:
    """Give out a new code and PIN; earlier ones no longer open anything, or (`keep_old`) until these are first used."""
    fresh = fresh or fresh_pin()
    if not keep_old:
        Zugang.objects.filter(antrag=antrag, ersetzt_at=None).update(ersetzt_at=clock.now())
    code = new_code()
    while Zugang.objects.filter(code=code).exists():
        code = new_code()
    Zugang.objects.create(antrag=antrag, code=code, pin_hash=fresh.hash, created_at=clock.now())
    audit.record("access_given", acting=acting, object_type="antrag", object_id=antrag.id)
    return Secured(antrag, code, fresh.pin)


def current_code(antrag: Antrag) -> str:
    """The code that opens this application and is in use; empty if there is none."""
    zugang = Zugang.objects.filter(antrag=antrag, ersetzt_at=None).order_by("created_at").first()
    return zugang.code if zugang else ""


def antrag_for_access(code: str, pin: str) -> Antrag:
    """The application of code and PIN; raises AccessRefused, the same whatever is wrong, never for good (U1).

    Counts failures per code, whether it exists or not, so that guessing gets slower and nothing is learnt.
    """
    normal = normal_code(code) or code.strip().upper()[:20]
    target = f"code:{normal}"
    if wait := throttle.seconds_to_wait(target):
        raise AccessRefused(wait)
    zugang: Zugang | None = Zugang.objects.select_related("antrag").filter(code=normal, ersetzt_at=None).first()
    digits = "".join(c for c in pin if c.isdigit())
    # a code that does not exist costs the same time as a wrong PIN
    if check_password(digits, zugang.pin_hash if zugang else _NOBODY) and zugang is not None:
        throttle.note_success(target)
        older = Zugang.objects.filter(antrag=zugang.antrag, ersetzt_at=None, created_at__lt=zugang.created_at)
        older.update(ersetzt_at=clock.now())
        return zugang.antrag
    throttle.note_failure(target)
    if zugang is not None:
        attempt = Actor(kind="anonymous", id="-")
        audit.record("access_refused", acting=attempt, object_type="antrag", object_id=zugang.antrag_id)
    raise AccessRefused(throttle.seconds_to_wait(target))


def has_pin(antrag: Antrag) -> bool:
    """Whether a code with its PIN is in use."""
    return bool(Zugang.objects.filter(antrag=antrag, ersetzt_at=None).exists())


def pin_opens(antrag: Antrag, pin: str) -> bool:
    """Whether this is the PIN of a code in use; the caller slows down guesses."""
    digits = "".join(c for c in pin if c.isdigit())
    hashes = list(Zugang.objects.filter(antrag=antrag, ersetzt_at=None).values_list("pin_hash", flat=True)) or [_NOBODY]
    return any(check_password(digits, one) for one in hashes)
