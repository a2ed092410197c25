"""Register somebody who acts for others: a login of one's own, with the address for letters."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications import vertretung_actions as mandates
from nahbar.domain.applications.models import Vertreter
from nahbar.platform.accounts.actions import create_account
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.procedures.open_account import MAX_LOGIN, MIN_LOGIN, MIN_PASSWORD, LoginUnusable


@transaction.atomic
def register_vertreter(
    *,
    acting: Actor,
    login: str,
    password: str,
    name: str,
    organisation: str,
    strasse: str,
    hausnummer: str,
    plz: str,
    ort: str,
    telefon: str = "",
) -> Vertreter:
    """Make the login; it opens nothing yet. Raises LoginUnusable."""
    chosen = login.strip().lower()
    if not MIN_LOGIN <= len(chosen) <= MAX_LOGIN or not all(c.isalnum() or c in "-_." for c in chosen):
        raise LoginUnusable("login", "Wählen Sie 4 bis 40 Buchstaben oder Ziffern, zum Beispiel drei-gelbe-birnen.")
    if len(password) < MIN_PASSWORD or password.strip().lower() == chosen:
        raise LoginUnusable("passwort", "Wählen Sie mindestens 10 Zeichen. Drei Wörter hintereinander sind gut.")
    if Account.objects.filter(login=chosen).exists():
        raise LoginUnusable("login", "Diesen Namen gibt es schon. Hängen Sie zum Beispiel eine Zahl an.")
    account = create_account(
        acting=acting,
        login=chosen,
        name=name[:120],
        kind=Account.Kind.CITIZEN,
        roles=[Role.CITIZEN, Role.REPRESENTATIVE],
        password=password,
    )
    return mandates.create_vertreter(
        acting=acting,
        account=account,
        name=name,
        organisation=organisation,
        strasse=strasse,
        hausnummer=hausnummer,
        plz=plz,
        ort=ort,
        telefon=telefon,
    )
