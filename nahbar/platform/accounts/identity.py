"""Identity by a provider outside (BundID behind a broker): what is kept of it, and what it is good for.

Nobody needs it to file an application. Of the person we keep that the provider's pseudonym belongs to an account, as an
HMAC; name, address and everything else that a provider tells stays unread. The strength is kept with the session: it
says how this session began, not what the person may be.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from nahbar.platform import clock
from nahbar.platform.accounts import session
from nahbar.platform.accounts.models import Account, Identity
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit

STRENGTH = "identitaet"
"""Session key: level, moment and account of the identification."""
NORMAL, SUBSTANTIAL, HIGH = "normal", "substantiell", "hoch"
FRESH_SECONDS = 15 * 60
"""A declaration follows the identification within this time: a phone that lies about does not sign."""


class IdentityRefused(Exception):
    """The provider's answer does not count; the text says what to do."""

    def __init__(
        self,
        text: str = "Die Anmeldung hat nicht geklappt. Versuchen Sie es noch einmal oder auf einem anderen Weg.",
    ) -> None:
        super().__init__(text)


@dataclass(frozen=True)
class Proof:
    """What a provider vouched for, checked: issuer, its pseudonym for the person, and how strong the means was."""

    issuer: str
    subject: str
    level: str


class IdentityProvider(Protocol):
    """Port `identity`."""

    title: str
    """As people know it; empty if none is set up."""

    def begin(self, request: HttpRequest, address: str, *, strong: bool) -> str:
        """Where to send the browser; keeps state, nonce and the PKCE secret in the session. Raises IdentityRefused."""

    def finish(self, request: HttpRequest) -> Proof:
        """Check the answer that the browser brought (POST: code, state). Raises IdentityRefused."""


def _key(proof: Proof) -> str:
    text = f"{proof.issuer}\0{proof.subject}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def account_of(proof: Proof) -> Account | None:
    """The account that this identity opens."""
    found = Identity.objects.select_related("account").filter(subject=_key(proof), account__is_active=True).first()
    return found.account if found else None


def link(*, acting: Actor, account: Account, proof: Proof) -> None:
    """Let this identity open the account from now on; raises IdentityRefused if it opens another one."""
    row, made = Identity.objects.get_or_create(
        subject=_key(proof), defaults={"account": account, "issuer": proof.issuer, "linked_at": clock.now()}
    )
    if row.account_id != account.id:
        raise IdentityRefused("Diese Anmeldung gehört schon zu einem anderen Konto. Melden Sie sich damit an.")
    if made:
        details = {"stufe": proof.level}
        audit.record("identity_linked", acting=acting, object_type="account", object_id=account.id, details=details)


def linked_before(account_id: UUID, moment: datetime) -> bool:
    """True if an identity from outside opened this account by then already."""
    return bool(Identity.objects.filter(account_id=account_id, linked_at__lte=moment).exists())


def note_strength(request: HttpRequest, proof: Proof) -> None:
    """Write into the session how it was identified, for the account that is signed in now."""
    request.session[STRENGTH] = {
        "stufe": proof.level,
        "um": int(time.time()),  # the clock of the browser's owner, not the moved one
        "konto": request.session.get(session.ACCOUNT, ""),
    }


def level_of(kept: Mapping[str, Any]) -> str:
    """How this session was identified; empty for code and PIN, name and password, passkey."""
    strength = kept.get(STRENGTH) or {}
    own = strength.get("konto") and strength.get("konto") == kept.get(session.ACCOUNT)
    return str(strength.get("stufe", "")) if own else ""


def may_sign_form(kept: Mapping[str, Any]) -> bool:
    """True if a declaration typed in now replaces the written form: eID, just shown (§ 36a Abs. 2a Nr. 1 a SGB I).

    `kept` is `request.session`. For everything that needs no written form, an application first of all, do not ask.
    """
    strength = kept.get(STRENGTH) or {}
    return level_of(kept) == HIGH and 0 <= time.time() - int(strength.get("um", 0)) <= FRESH_SECONDS
