"""Come in by an identity from outside (BundID), or let it open the account that one has."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.policies import is_own_antrag
from nahbar.platform.accounts import identity
from nahbar.platform.accounts.actions import create_account
from nahbar.platform.accounts.identity import IdentityRefused, Proof
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.ids import uuid7


@transaction.atomic
def enter_by_identity(*, acting: Actor, proof: Proof, antrag_id: UUID | None = None) -> Account:
    """The account that this identity opens; a new one if there is none.

    Who is signed in with an account of the own links it. Who came with code and PIN (`antrag_id`) takes the application
    along, unless it has an account. Raises IdentityRefused if the identity opens somebody else's account.
    """
    known = identity.account_of(proof)
    if acting.account_id is not None:
        account: Account = Account.objects.get(id=acting.account_id)
        if account.kind != Account.Kind.CITIZEN or (known is not None and known.id != account.id):
            raise IdentityRefused("Diese Anmeldung gehört schon zu einem anderen Konto. Melden Sie sich erst ab.")
    else:
        account = known or _fresh(acting)
    identity.link(acting=acting, account=account, proof=proof)
    if antrag_id is not None and acting.account_id is None:
        antrag = applications.lock(queries.antrag_by_id(antrag_id))
        if is_own_antrag(acting, antrag) and antrag.account_id is None:
            applications.attach_account(acting=acting, antrag=antrag, account=account)
    return account


def _fresh(acting: Actor) -> Account:
    made = uuid7()
    return create_account(
        acting=acting,
        login=f"+{made.hex}",  # a sign that no chosen name has
        name="Konto ohne Namen",
        kind=Account.Kind.CITIZEN,
        roles=[Role.CITIZEN],
        password=None,
        account_id=made,
    )
