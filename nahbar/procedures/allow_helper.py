"""Let somebody help with one application: the citizen shows a code, the helper types it, she ends it when she likes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from nahbar.domain.applications import vertretung_actions as mandates
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag, Beratungscode, Vertreter, Vertretung
from nahbar.domain.applications.policies import is_own_antrag
from nahbar.domain.applications.vertretung_policies import POST
from nahbar.domain.casefile import actions as casefile
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor


@transaction.atomic
def show_helper_code(
    *, acting: Actor, antrag: Antrag, darf: Iterable[str], art: str = Vertretung.Art.BERATUNG
) -> Beratungscode:
    """A code for a quarter of an hour; raises AntragUnknown unless the application is the citizen's own."""
    if not is_own_antrag(acting, antrag):
        raise AntragUnknown
    return mandates.new_helper_code(acting=acting, antrag=antrag, art=art, darf=darf)


def use_helper_code(*, acting: Actor, vertreter: Vertreter, code: str) -> Vertretung:
    """Type the code; raises CodeUnusable. A failure stays counted, so this is not atomic by itself."""
    row = mandates.redeem_helper_code(acting=acting, vertreter=vertreter, code=code)
    assert row.antrag is not None
    _note(acting, row.antrag, f"{row.get_art_display()}: {vertreter} darf bei diesem Antrag helfen.")
    return row


@transaction.atomic
def name_empfang(
    *,
    acting: Actor,
    antrag: Antrag,
    name: str,
    organisation: str,
    strasse: str,
    hausnummer: str,
    plz: str,
    ort: str,
) -> Vertretung:
    """Letters go to somebody else, e.g. a counselling office for a person without a dwelling (U12, § 37 Abs. 1 S. 2).

    The address alone: nobody gets access by it.
    """
    if not is_own_antrag(acting, antrag):
        raise AntragUnknown
    empfang = mandates.create_vertreter(
        acting=acting,
        account=None,
        name=name,
        organisation=organisation,
        strasse=strasse,
        hausnummer=hausnummer,
        plz=plz,
        ort=ort,
    )
    row = mandates.grant(
        acting=acting, vertreter=empfang, antrag=antrag, art=Vertretung.Art.EMPFANG, darf=[POST], bis=None
    )
    _note(acting, antrag, f"Briefe gehen ab {clock.today():%d.%m.%Y} an {empfang}.")
    return row


def _note(acting: Actor, antrag: Antrag, text: str) -> None:
    if antrag.akte is not None:
        casefile.add_eintrag(acting=acting, akte=antrag.akte, vorgang=antrag.vorgang, art="vertretung_frei", text=text)
