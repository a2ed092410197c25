"""What forms of the portal need."""

from __future__ import annotations

from django import template

from nahbar.platform.accounts import once as sending

register = template.Library()


@register.inclusion_tag("portal/_once.html")
def once(note: str = "") -> dict[str, str]:
    """The field that lets a form be sent twice without counting twice, and the line that speaks of the connection.

    A form with it keeps what was typed in the browser, encrypted, until it has arrived (static/portal/keep.js). Put it
    right before the buttons. `note` is what a draft is called in the list of drafts: no names, no answers.
    """
    return {"name": sending.FIELD, "value": sending.fresh(), "note": note}
