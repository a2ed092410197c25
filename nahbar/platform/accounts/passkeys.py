"""Passkeys: a device that vouches for its owner (WebAuthn).

Two steps each: the server asks (`…_options`, the challenge lies in the session), the device answers. A challenge is
good for one answer, for five minutes, and for the purpose it was made for. The relying party is the host name under
which the Träger is visited, and the page's origin must be exactly that host.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import webauthn
from django.conf import settings
from django.contrib.auth.hashers import is_password_usable
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, generate_challenge
from webauthn.helpers import parse_authentication_credential_json as parse_answer
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from nahbar.platform import clock
from nahbar.platform.accounts import throttle
from nahbar.platform.accounts.actions import SignInRefused, authenticate
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.accounts.models import Account, Passkey
from nahbar.platform.accounts.roles import ANONYMOUS, Actor
from nahbar.platform.audit import actions as audit

__all__ = ["Fresh", "Passkey", "PasskeyUnusable"]

ASKED = "passkey"
"""Session key of the open challenge."""
VALID_SECONDS = 300
REGISTER, CITIZEN, STAFF = "register", "citizen", "staff"
LONGEST_ANSWER = 16_384
# whatever a visitor sends instead of an answer: the library lets some of Python's own errors through
NONSENSE = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError)


class PasskeyUnusable(Exception):
    """A passkey could not be added or removed; the text says what to do."""

    def __init__(self, text: str = "Der Passkey ließ sich nicht einrichten. Versuchen Sie es noch einmal.") -> None:
        super().__init__(text)


@dataclass(frozen=True)
class Fresh:
    """What a device sent when it was set up, checked; `account_id` is the account that was asked for."""

    account_id: UUID
    credential_id: bytes
    public_key: bytes
    sign_count: int


@dataclass(frozen=True)
class _Asked:
    """An open challenge with the host and origin that the answer must name."""

    challenge: bytes
    subject: str
    host: str
    origin: str


def _site(request: HttpRequest) -> tuple[str, str]:
    """Host name (the relying party's id) and origin of this request; in production nothing but https counts."""
    host = request.get_host()
    https = settings.HTTPS or settings.MODE == "production" or request.is_secure()
    return host.rsplit(":", 1)[0], f"{'https' if https else 'http'}://{host}"


def _ask(request: HttpRequest, purpose: str, subject: str = "") -> bytes:
    challenge = generate_challenge()
    host, _ = _site(request)
    request.session[ASKED] = {
        "challenge": bytes_to_base64url(challenge),
        "purpose": purpose,
        "subject": subject,
        "host": host,
        "until": int(time.time()) + VALID_SECONDS,
    }
    return challenge


def _take(request: HttpRequest, purpose: str) -> _Asked | None:
    """The open challenge, once: read under the lock of the session's row, so that of two answers one comes too late."""
    row = Session.objects.select_for_update().filter(session_key=request.session.session_key).first()
    kept: Mapping[str, Any] = (row.get_decoded() if row else {}).get(ASKED) or {}
    request.session.pop(ASKED, None)
    host, origin = _site(request)
    if kept.get("purpose") != purpose or kept.get("host") != host or time.time() > kept.get("until", 0):
        return None
    return _Asked(base64url_to_bytes(kept["challenge"]), kept["subject"], host, origin)


# --- setting up ------------------------------------------------------------------------------------------------------


def registration_options(request: ActorRequest, *, account_id: UUID, shown_as: str, citizen: bool) -> str:
    """JSON for `navigator.credentials.create`; `shown_as` is what the device lists. The account may not exist yet."""
    known = Passkey.objects.filter(account_id=account_id)
    host, _ = _site(request)
    options = webauthn.generate_registration_options(
        rp_id=host,
        rp_name=request.traeger.name,
        user_id=account_id.bytes,
        user_name=shown_as,
        user_display_name=shown_as,
        challenge=_ask(request, REGISTER, str(account_id)),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            require_resident_key=True,
            user_verification=_verification(citizen),
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=bytes(one.credential_id)) for one in known],
    )
    return webauthn.options_to_json(options)


def _verification(citizen: bool) -> UserVerificationRequirement:
    """Of citizens the passkey is all there is, so the device must know its owner; staff have a password besides."""
    return UserVerificationRequirement.REQUIRED if citizen else UserVerificationRequirement.PREFERRED


def registered(request: HttpRequest, answer: str, *, citizen: bool) -> Fresh:
    """Check the device's answer to `registration_options`; raises PasskeyUnusable."""
    asked = _take(request, REGISTER)
    if asked is None or len(answer) > LONGEST_ANSWER:
        raise PasskeyUnusable
    try:
        seen = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=asked.challenge,
            expected_rp_id=asked.host,
            expected_origin=asked.origin,
            require_user_verification=citizen,
        )
    except NONSENSE:
        raise PasskeyUnusable from None
    return Fresh(UUID(asked.subject), seen.credential_id, seen.credential_public_key, seen.sign_count)


def add_passkey(*, acting: Actor, account: Account, fresh: Fresh, name: str) -> Passkey:
    """Keep a checked passkey with its account; raises PasskeyUnusable if it is for another one, or known already."""
    known = Passkey.objects.filter(credential_id=fresh.credential_id).exists()
    if fresh.account_id != account.id or known:
        raise PasskeyUnusable
    passkey: Passkey = Passkey.objects.create(
        account=account,
        credential_id=fresh.credential_id,
        public_key=fresh.public_key,
        sign_count=fresh.sign_count,
        name=name.strip()[:60] or "Gerät",
        created_at=clock.now(),
    )
    audit.record("passkey_added", acting=acting, object_type="account", object_id=account.id)
    return passkey


def add_own_passkey(*, acting: Actor, fresh: Fresh, name: str) -> Passkey:
    """Keep a checked passkey with the account that acts; raises PasskeyUnusable."""
    return add_passkey(acting=acting, account=Account.objects.get(id=acting.account_id), fresh=fresh, name=name)


def remove_passkey(*, acting: Actor, passkey_id: UUID) -> None:
    """Forget one of the own passkeys; raises PasskeyUnusable for the last second factor of staff."""
    account = Account.objects.select_for_update().get(id=acting.account_id)
    rest = Passkey.objects.filter(account=account).exclude(id=passkey_id)
    if account.kind == Account.Kind.STAFF and not account.totp_secret and not rest.exists():
        raise PasskeyUnusable("Das ist Ihr einziger zweiter Nachweis. Richten Sie zuerst einen anderen ein.")
    gone, _ = Passkey.objects.filter(account=account, id=passkey_id).delete()
    if gone:
        audit.record("passkey_removed", acting=acting, object_type="account", object_id=account.id)


def passkeys_of(account_id: UUID | None) -> list[Passkey]:
    """The passkeys of an account, oldest first."""
    return list(Passkey.objects.filter(account_id=account_id).order_by("created_at"))


def has_code(account_id: UUID | None) -> bool:
    """True if the account has the six-digit code as a second factor."""
    return bool(Account.objects.filter(id=account_id).exclude(totp_secret="").exists())


def has_password(account_id: UUID | None, before: datetime) -> bool:
    """True if the account has a password and was there by then."""
    found = Account.objects.filter(id=account_id, created_at__lte=before).first()
    return found is not None and is_password_usable(found.password)


def confirm_password(account_id: UUID | None, password: str) -> None:
    """Ask for the password once more before something lasting; raises SignInRefused."""
    account = Account.objects.get(id=account_id)
    target = f"account:{account.login}"
    if wait := throttle.seconds_to_wait(target):
        raise SignInRefused(wait)
    if not account.check_password(password):
        throttle.note_failure(target)
        raise SignInRefused(throttle.seconds_to_wait(target))


# --- signing in ------------------------------------------------------------------------------------------------------


def sign_in_options(request: HttpRequest, *, citizen: bool) -> str:
    """JSON for `navigator.credentials.get`: any passkey of this host; it tells nothing about who has one."""
    host, _ = _site(request)
    options = webauthn.generate_authentication_options(
        rp_id=host,
        challenge=_ask(request, CITIZEN if citizen else STAFF),
        user_verification=_verification(citizen),
    )
    return webauthn.options_to_json(options)


def citizen_by_passkey(request: HttpRequest, answer: str, before: datetime | None = None) -> Account:
    """The citizen's account whose device answered; raises SignInRefused, whatever it was.

    `before`: only a device that was set up by then counts.
    """
    asked, parsed = _take(request, CITIZEN), _parsed(answer)
    target = f"passkey:{parsed.id if parsed else '-'}"
    if wait := throttle.seconds_to_wait(target):
        raise SignInRefused(wait)
    passkey = _vouching(asked, parsed, citizen=True)
    new = passkey is not None and before is not None and passkey.created_at > before
    if passkey is None or new or passkey.account.kind != Account.Kind.CITIZEN:
        throttle.note_failure(target)
        raise SignInRefused(throttle.seconds_to_wait(target))
    throttle.note_success(target)
    account: Account = passkey.account
    return account


def staff_by_passkey(request: HttpRequest, login: str, password: str, answer: str) -> Account:
    """The account of this login and password, with a passkey of its own instead of the code; raises SignInRefused."""
    asked, parsed = _take(request, STAFF), _parsed(answer)

    def second(account: Account) -> bool:
        return _vouching(asked, parsed, citizen=False, owner=account) is not None

    return authenticate(login, password, second=second)


def _parsed(answer: str) -> AuthenticationCredential | None:
    if len(answer) > LONGEST_ANSWER:
        return None
    try:
        return parse_answer(answer)
    except NONSENSE:
        return None


def _vouching(
    asked: _Asked | None, answer: AuthenticationCredential | None, *, citizen: bool, owner: Account | None = None
) -> Passkey | None:
    """The passkey that gave this answer, its counter moved on; None if anything does not fit."""
    if asked is None or answer is None:
        return None
    known = Passkey.objects.select_for_update(of=("self",)).select_related("account")
    passkey: Passkey | None = known.filter(credential_id=answer.raw_id, account__is_active=True).first()
    if passkey is None or (owner is not None and passkey.account_id != owner.id):
        return None
    handle = answer.response.user_handle
    if (citizen or handle) and handle != passkey.account_id.bytes:
        return None
    try:
        seen = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=asked.challenge,
            expected_rp_id=asked.host,
            expected_origin=asked.origin,
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=0,  # compared below: the library would do it before the signature
            require_user_verification=citizen,
        )
    except NONSENSE:
        return None
    if (seen.new_sign_count or passkey.sign_count) and seen.new_sign_count <= passkey.sign_count:
        # rightly signed, but the counter went back: there may be a copy of the device
        audit.record("passkey_counter_back", acting=ANONYMOUS, object_type="account", object_id=passkey.account_id)
        return None
    passkey.sign_count = seen.new_sign_count
    passkey.save(update_fields=["sign_count"])
    return passkey
