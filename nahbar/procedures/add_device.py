"""Let a citizen's device sign in by passkey: with the account there is, or a new one without name and password."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import is_own_antrag
from nahbar.platform.accounts import passkeys
from nahbar.platform.accounts.actions import create_account
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.ids import uuid7


class AccountExists(Exception):
    """The application has an account already; code and PIN do not open what else belongs to it."""

    def __init__(self) -> None:
        super().__init__(
            "Zu diesem Antrag gibt es schon ein Konto. Melden Sie sich damit an, dann geht es hier weiter."
        )


def account_for_device(actor: Actor, antrag: Antrag) -> UUID:
    """The account that a new device is for: the own one, or one yet to be made; raises AccountExists."""
    if not is_own_antrag(actor, antrag):
        raise AntragUnknown
    if actor.account_id is not None and antrag.account_id == actor.account_id:
        return actor.account_id
    if actor.account_id is not None or antrag.account_id is not None:
        raise AccountExists
    return uuid7()


@transaction.atomic
def add_device(*, acting: Actor, antrag: Antrag, fresh: passkeys.Fresh, name: str) -> Account:
    """Keep the device's passkey and return its account; raises AccountExists and PasskeyUnusable."""
    antrag = applications.lock(antrag)
    account: Account
    if account_for_device(acting, antrag) == acting.account_id:
        account = Account.objects.get(id=acting.account_id)
    else:
        account = create_account(
            acting=acting,
            login=f"+{fresh.account_id.hex}",  # a sign that no chosen name has
            name=antrag.nummer,
            kind=Account.Kind.CITIZEN,
            roles=[Role.CITIZEN],
            password=None,
            account_id=fresh.account_id,
        )
        applications.attach_account(acting=acting, antrag=antrag, account=account)
    passkeys.add_passkey(acting=acting, account=account, fresh=fresh, name=name)
    return account
