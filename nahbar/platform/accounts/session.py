"""From a session to an Actor and back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import ANONYMOUS, Actor, Role
from nahbar.platform.tenancy import scope

ACCOUNT = "account"
ANTRAEGE = "antraege"
LAST_SEEN = "last_seen"


def sign_in(request: HttpRequest, account: Account) -> None:
    """Start a fresh session for an account; what another person did in this browser is gone."""
    request.session.flush()
    request.session[ACCOUNT] = str(account.id)


def open_antrag(request: HttpRequest, antrag_id: UUID) -> None:
    """Let this browser act for an application (secured here, or opened with code and PIN)."""
    known = request.session.get(ANTRAEGE, [])
    if str(antrag_id) not in known:
        request.session.cycle_key()
        request.session[ANTRAEGE] = [str(antrag_id)]


def sign_out(request: HttpRequest) -> None:
    """End the session and everything in it."""
    request.session.flush()


def actor_of_account(account: Account, antrag_ids: frozenset[UUID] = frozenset()) -> Actor:
    """The Actor that an account stands for."""
    return Actor(
        kind=account.kind,
        id=str(account.id),
        roles=account.role_set,
        name=account.name,
        account_id=account.id,
        antrag_ids=antrag_ids,
    )


def actor_of(request: HttpRequest) -> Actor:
    """The Actor of this request; ANONYMOUS without a session."""
    antraege = frozenset(UUID(value) for value in request.session.get(ANTRAEGE, []))
    account_id = request.session.get(ACCOUNT)
    if account_id:
        account = Account.objects.filter(id=account_id, is_active=True).first()
        if account is not None:
            return actor_of_account(account, antraege)
    if antraege:
        return Actor(kind="citizen", id=str(min(antraege)), roles=frozenset({Role.CITIZEN}), antrag_ids=antraege)
    return ANONYMOUS


class ActorMiddleware:
    """Puts `request.actor` in place, and refuses every view that does not say who may see it: default deny."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if scope.in_scope():
            request.actor = actor_of(request)  # type: ignore[attr-defined]  # ActorRequest from here on
        return self.get_response(request)
