"""Accounts: making them, signing in with password and second factor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

import pyotp

from nahbar.platform import clock
from nahbar.platform.accounts import throttle
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.audit import actions as audit
from nahbar.platform.ids import uuid7


class SignInRefused(Exception):
    """Login, password or code do not fit; the same sentence whatever it was (U1)."""

    def __init__(self, wait_seconds: int = 0) -> None:
        super().__init__("Anmeldename, Passwort oder Code stimmen nicht.")
        self.wait_seconds = wait_seconds


def create_account(
    *,
    acting: Actor,
    login: str,
    name: str,
    kind: str,
    roles: Iterable[Role],
    password: str | None,
    totp_secret: str = "",
    telefon: str = "",
    zimmer: str = "",
    account_id: UUID | None = None,
) -> Account:
    """Make an account; staff get the secret of their second factor at once.

    Without a password (None) nobody signs in by one. `account_id` is given if a passkey knows it already.
    """
    account = Account(
        id=account_id or uuid7(),
        login=login.strip().lower(),
        name=name,
        kind=kind,
        roles=sorted(role.value for role in roles),
        telefon=telefon,
        zimmer=zimmer,
        created_at=clock.now(),
        totp_secret=totp_secret or (pyotp.random_base32() if kind == Account.Kind.STAFF else ""),
    )
    account.set_password(password)
    account.save()
    audit.record("account_created", acting=acting, object_type="account", object_id=account.id)
    return account


_NOBODY = Account(login="-", password="argon2$argon2id$v=19$m=102400,t=2,p=8$bm9ib2R5bm9ib2R5$AAAAAAAAAAAAAAAAAAAAAA")


def _totp_step(account: Account, code: str) -> int | None:
    """The 30-second step in which the code is right (one step of drift allowed) and not yet used; else None."""
    totp = pyotp.TOTP(account.totp_secret)
    now = int(clock.now().timestamp())
    for drift in (0, -1, 1):
        step = now // 30 + drift
        if step > account.totp_last_step and pyotp.utils.strings_equal(totp.at(step * 30), code):
            return step
    return None


def authenticate(login: str, password: str, code: str = "", second: Callable[[Account], bool] | None = None) -> Account:
    """The account that fits; raises SignInRefused. Staff need the code of their second factor, once each.

    `second` takes the place of the code: it is asked once the password was right (a passkey).
    """
    target = f"account:{login.strip().lower()}"
    if wait := throttle.seconds_to_wait(target):
        raise SignInRefused(wait)
    known = Account.objects.select_for_update().filter(login=login.strip().lower(), is_active=True)
    account: Account | None = known.first()
    # a login that does not exist costs the same time as a wrong password
    right = (account or _NOBODY).check_password(password)
    if account is not None and right:
        if second is not None:
            if second(account):
                throttle.note_success(target)
                return account
        elif not account.totp_secret:
            if account.kind == Account.Kind.CITIZEN:
                throttle.note_success(target)
                return account
        else:
            step = _totp_step(account, code.replace(" ", ""))
            if step is not None:
                account.totp_last_step = step
                account.save(update_fields=["totp_last_step"])
                throttle.note_success(target)
                return account
    throttle.note_failure(target)
    raise SignInRefused(throttle.seconds_to_wait(target))
