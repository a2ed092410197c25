"""The way to an appointment by its code, slowed down against guessing."""

from __future__ import annotations

from nahbar.domain.appointments import queries
from nahbar.domain.appointments.errors import TerminUnknown
from nahbar.domain.appointments.models import Termin
from nahbar.platform.accounts import throttle
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.ids import normal_code


class CodeRefused(TerminUnknown):
    """The code opens nothing here; the same whatever is wrong."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__()
        self.wait_seconds = wait_seconds


def open_by_code(*, acting: Actor, code: str) -> Termin:
    """The appointment of this code; raises CodeRefused, at once while the visitor has to wait."""
    target = f"termin:{normal_code(code) or 'unlesbar'}"
    if wait := throttle.seconds_to_wait(target):
        raise CodeRefused(wait)
    try:
        termin = queries.termin_by_code(code)
    except TerminUnknown:
        throttle.note_failure(target)
        raise CodeRefused(throttle.seconds_to_wait(target)) from None
    throttle.note_success(target)
    audit.record("termin_opened", acting=acting, object_type="termin", object_id=termin.id)
    return termin
