"""Open a citizen's own login for an application: no e-mail address, no code needed from then on."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import is_own_antrag
from nahbar.platform.accounts.actions import create_account
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role

MIN_PASSWORD = 10
MIN_LOGIN, MAX_LOGIN = 4, 40


class LoginUnusable(ValueError):
    """The chosen name or password cannot be used; `field` says which, the text what to do."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


@transaction.atomic
def open_account(*, acting: Actor, antrag: Antrag, login: str, password: str) -> Account:
    """Make a login that opens this application; raises LoginUnusable."""
    if not is_own_antrag(acting, antrag):
        raise AntragUnknown
    antrag = applications.lock(antrag)
    if antrag.account_id is not None:  # code and PIN must not take an application away from its account
        raise LoginUnusable("login", "Zu diesem Antrag gibt es schon ein Konto. Melden Sie sich damit an.")
    name = login.strip().lower()
    if not MIN_LOGIN <= len(name) <= MAX_LOGIN or not all(c.isalnum() or c in "-_." for c in name):
        raise LoginUnusable("login", "Wählen Sie 4 bis 40 Buchstaben oder Ziffern, zum Beispiel drei-gelbe-birnen.")
    if len(password) < MIN_PASSWORD or password.strip().lower() == name:
        raise LoginUnusable("passwort", "Wählen Sie mindestens 10 Zeichen. Drei Wörter hintereinander sind gut.")
    if Account.objects.filter(login=name).exists():
        raise LoginUnusable("login", "Diesen Namen gibt es schon. Hängen Sie zum Beispiel eine Zahl an.")
    account = create_account(
        acting=acting, login=name, name=name, kind=Account.Kind.CITIZEN, roles=[Role.CITIZEN], password=password
    )
    applications.attach_account(acting=acting, antrag=antrag, account=account)
    return account
