"""Show once more who one is, before something that a stolen session must not do (U14).

Only a means counts that was there before: whoever holds a foreign session could set up a device, a password or another
identity in it a minute ago. Code and PIN come from the office alone and always count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nahbar.domain.applications.access import has_pin, pin_opens
from nahbar.domain.applications.folge import stamm_of
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import is_own_antrag
from nahbar.domain.people.errors import StepUpRefused
from nahbar.platform import clock
from nahbar.platform.accounts import identity, passkeys, throttle
from nahbar.platform.accounts.actions import SignInRefused
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.passkeys import confirm_password
from nahbar.platform.accounts.roles import Actor

MEANS_AGE = timedelta(days=14)
PIN, PASSWORD, DEVICE, EID = "pin", "passwort", "geraet", "ausweis"
WORDS = {PIN: "PIN", PASSWORD: "Passwort", DEVICE: "Gerät (Passkey)", EID: "Online-Ausweis"}


@dataclass(frozen=True)
class Proven:
    """By what the person was known again, made here alone."""

    by: str


def means_of(acting: Actor, antrag: Antrag) -> tuple[str, ...]:
    """What this person can show here; empty: only the office can go on."""
    found = []
    if is_own_antrag(acting, antrag) and has_pin(stamm_of(antrag)):
        found.append(PIN)
    if acting.account_id is not None:
        before = clock.now() - MEANS_AGE
        if passkeys.has_password(acting.account_id, before):
            found.append(PASSWORD)
        if any(row.created_at <= before for row in passkeys.passkeys_of(acting.account_id)):
            found.append(DEVICE)
        if identity.linked_before(acting.account_id, before):
            found.append(EID)
    return tuple(found)


def prove(
    acting: Actor,
    antrag: Antrag,
    by: str,
    typed: str,
    *,
    device: Callable[[datetime], Account],
    kept: Mapping[str, Any],
) -> Proven:
    """Check what was shown; raises StepUpRefused. Failures count even though nothing else is written.

    `typed`: PIN or password. `device` gives the account whose device, set up by a moment, answered (SignInRefused if
    none did); `kept` is what the session holds.
    """
    if by not in means_of(acting, antrag):
        raise StepUpRefused
    try:
        if by == PIN:
            _pin(antrag, typed)
        elif by == PASSWORD:
            confirm_password(acting.account_id, typed)
        elif by == DEVICE:
            owner = device(clock.now() - MEANS_AGE)
            if owner.id != acting.account_id:
                raise StepUpRefused
        elif not identity.may_sign_form(kept):
            raise StepUpRefused
    except SignInRefused as refused:
        raise StepUpRefused(refused.wait_seconds) from None
    return Proven(WORDS[by])


def _pin(antrag: Antrag, typed: str) -> None:
    target = f"konto:{stamm_of(antrag).id}"
    if wait := throttle.seconds_to_wait(target):
        raise StepUpRefused(wait)
    if not pin_opens(stamm_of(antrag), typed):
        throttle.note_failure(target)
        raise StepUpRefused(throttle.seconds_to_wait(target))
    throttle.note_success(target)
