"""Ask to act for somebody: scope, last day and proof; whether such a person is known here is not said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from nahbar.domain.applications import vertretung_actions as mandates
from nahbar.domain.applications.models import Vertreter, Vertretung
from nahbar.domain.applications.vertretung_actions import Nachweisdatei
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.intake import Accepted, Refused
from nahbar.platform.vault.actions import store_file
from nahbar.procedures.add_upload import NOT_CHECKED
from nahbar.procedures.judge_file import judged_file


class ProofRefused(Exception):
    """The file cannot be taken; the reason as the person reads it (§ 36a Abs. 3 SGB I)."""


@dataclass(frozen=True)
class Request:
    """What a representative states: for whom, in which capacity, with which scope, until when."""

    art: str
    vorname: str
    nachname: str
    geburtsdatum: date
    kennung: str = ""
    """Number of the file, number of the application, or code, if known."""
    aufgabenkreise: Iterable[str] = ()
    einwilligungsvorbehalt: bool = False
    konflikt: str = ""
    von: date | None = None
    bis: date | None = None


@transaction.atomic
def request_vertretung(
    *, acting: Actor, vertreter: Vertreter, request: Request, filename: str, data: bytes
) -> Vertretung:
    """Keep the request with its proof, which goes through the same intake as papers. Raises ProofRefused."""
    proof = _proof(filename, data)
    return mandates.ask(
        acting=acting,
        vertreter=vertreter,
        art=request.art,
        vorname=request.vorname,
        nachname=request.nachname,
        geburtsdatum=request.geburtsdatum,
        kennung=request.kennung,
        aufgabenkreise=request.aufgabenkreise,
        einwilligungsvorbehalt=request.einwilligungsvorbehalt,
        konflikt=request.konflikt,
        von=request.von or clock.today(),
        bis=request.bis,
        nachweis=proof,
    )


def _proof(filename: str, data: bytes) -> Nachweisdatei:
    found = judged_file(filename, data)
    if isinstance(found, Refused):
        raise ProofRefused(found.sentence.strip())
    if not isinstance(found, Accepted):
        raise ProofRefused(NOT_CHECKED)
    return Nachweisdatei(
        name=found.clean_name,
        original=store_file(data, found.media_type),
        ansicht=store_file(found.view_pdf, "application/pdf"),
    )
