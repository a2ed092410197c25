"""From a session to an Actor and back."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import rotate_token

from nahbar.platform import ports
from nahbar.platform.accounts import source
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import ANONYMOUS, Actor, Arbeitsort, Role
from nahbar.platform.tenancy import scope

ACCOUNT = "account"
ANTRAEGE = "antraege"
TRAEGER = "traeger"
"""Whose session it is: the table of sessions has no lock of its own."""
LAST_SEEN = "last_seen"
IDLE_SECONDS = 60 * 60
"""After an hour without a page the session ends: what was typed is saved at each step."""
SEEN_EVERY = 60
ARBEITSORT = "arbeitsort"
"""Session key: where somebody said to work today."""
DEVICE_PLACE = "geraet_ort"
"""Signed cookie: where this device stands, set up once by team lead or operator."""
DEVICE_AGE = 400 * 24 * 3600


def sign_in(request: HttpRequest, account: Account) -> None:
    """Start a fresh session for an account; what another person did in this browser is gone."""
    request.session.flush()
    request.session[ACCOUNT] = str(account.id)
    request.session[TRAEGER] = str(scope.current_traeger_id())
    rotate_token(request)


def open_antrag(request: HttpRequest, antrag_id: UUID) -> None:
    """Let this browser act for an application (secured here, or opened with code and PIN)."""
    known = request.session.get(ANTRAEGE, [])
    if str(antrag_id) not in known:
        request.session.cycle_key()
        request.session[ANTRAEGE] = [str(antrag_id)]
        request.session[TRAEGER] = str(scope.current_traeger_id())
        rotate_token(request)


def sign_out(request: HttpRequest) -> None:
    """End the session and everything in it."""
    request.session.flush()


def end_sessions(*, account_ids: Collection[UUID], antrag_ids: Collection[UUID], but: str | None = None) -> int:
    """End every session of these accounts and of those who opened these applications; `but`: the key of one to keep.

    Reads each living session, so it is for rare and urgent moments. Gives the number.
    """
    accounts, antraege = set(map(str, account_ids)), set(map(str, antrag_ids))
    ended = 0
    for row in Session.objects.iterator():
        kept = row.get_decoded()
        if row.session_key == but or kept.get(TRAEGER) != str(scope.current_traeger_id()):
            continue
        if kept.get(ACCOUNT) in accounts or antraege & set(kept.get(ANTRAEGE, [])):
            row.delete()
            ended += 1
    return ended


def place_of_work(request: HttpRequest) -> Arbeitsort | None:
    """Where this session works: the place fixed for the device, else the chosen one; a locked room wins over both."""
    fixed = request.get_signed_cookie(DEVICE_PLACE, default="", salt=DEVICE_PLACE, max_age=DEVICE_AGE)
    found: list[Arbeitsort] = []
    for value, fest in ((fixed, True), (request.session.get(ARBEITSORT, ""), False)):
        place = ports.get("arbeitsort")(value, fest=fest) if value else None
        if place is not None:
            found.append(place)
    return next((place for place in found if place.nur_beratung), found[0] if found else None)


def actor_of_account(
    account: Account, antrag_ids: frozenset[UUID] = frozenset(), arbeitsort: Arbeitsort | None = None
) -> Actor:
    """The Actor that an account stands for; of one that acts for others, with what it may do today."""
    acts_for_others = Role.REPRESENTATIVE in account.role_set
    return Actor(
        kind="representative" if acts_for_others else account.kind,
        id=str(account.id),
        roles=account.role_set,
        name=account.name,
        account_id=account.id,
        antrag_ids=antrag_ids,
        arbeitsort=arbeitsort,
        befugnisse=ports.get("befugnisse")(account.id) if acts_for_others else (),
    )


def _usable(request: HttpRequest) -> bool:
    """False for a session of another Träger, and (then it ends) for one that nobody used for an hour."""
    session = request.session
    if not (ACCOUNT in session or ANTRAEGE in session):
        return False
    if session.get(TRAEGER, str(scope.current_traeger_id())) != str(scope.current_traeger_id()):
        return False
    seen, now = session.get(LAST_SEEN), int(time.time())  # the clock of the browser's owner, not the moved one
    if seen is not None and now - seen > IDLE_SECONDS:
        session.flush()
        return False
    if seen is None or now - seen > SEEN_EVERY:
        session[LAST_SEEN] = now
    return True


def actor_of(request: HttpRequest) -> Actor:
    """The Actor of this request; ANONYMOUS without a session."""
    if not _usable(request):
        return ANONYMOUS
    antraege = frozenset(UUID(value) for value in request.session.get(ANTRAEGE, []))
    account_id = request.session.get(ACCOUNT)
    if account_id:
        account = Account.objects.filter(id=account_id, is_active=True).first()
        if account is not None:
            place = place_of_work(request) if account.kind == Account.Kind.STAFF else None
            return actor_of_account(account, antraege, place)
    if antraege:
        return Actor(kind="citizen", id=str(min(antraege)), roles=frozenset({Role.CITIZEN}), antrag_ids=antraege)
    return ANONYMOUS


class ActorMiddleware:
    """Puts `request.actor` in place, and refuses every view that does not say who may see it: default deny."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not scope.in_scope():
            return self.get_response(request)
        visitor = source.read(request.META, request.COOKIES.get(source.COOKIE, ""))
        token = source.current.set(visitor)
        try:
            request.actor = actor_of(request)  # type: ignore[attr-defined]  # ActorRequest from here on
            response = self.get_response(request)
        finally:
            source.current.reset(token)
        if kept := source.cookie_of(visitor):
            response.set_cookie(
                source.COOKIE, kept, max_age=source.COOKIE_AGE, httponly=True, samesite="Lax", secure=settings.HTTPS
            )
        return response
