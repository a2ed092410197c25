"""What the sign-in page of the demo shows: who works there, and the code that is good just now."""

from __future__ import annotations

from dataclasses import dataclass

import pyotp

from nahbar.config.demo.secret import PASSWORD, TOTP_SECRET
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account


@dataclass(frozen=True)
class DemoLogin:
    """One login of the demo with its present code."""

    login: str
    name: str
    role: str
    password: str
    code: str


def demo_logins() -> list[DemoLogin]:
    """The staff that has the demo's second factor; the code is the first one that was not used yet."""
    step = int(clock.now().timestamp()) // 30
    totp = pyotp.TOTP(TOTP_SECRET)
    found = Account.objects.filter(kind=Account.Kind.STAFF, totp_secret=TOTP_SECRET, is_active=True).order_by("login")
    return [
        DemoLogin(
            login=account.login,
            name=account.name,
            role=account.role_label,
            password=PASSWORD,
            code=totp.at(max(step, account.totp_last_step + 1) * 30),
        )
        for account in found
    ]
