"""What forms of the portal need."""

from __future__ import annotations

from django import template

from nahbar.benefits import registry
from nahbar.domain.applications.queries import Antrag
from nahbar.platform import ports
from nahbar.platform.accounts import once as sending

register = template.Library()


@register.inclusion_tag("portal/_once.html")
def once(note: str = "") -> dict[str, str]:
    """The field that lets a form be sent twice without counting twice, and the line that speaks of the connection.

    A form with it keeps what was typed in the browser, encrypted, until it has arrived (static/portal/keep.js). Put it
    right before the buttons. `note` is what a draft is called in the list of drafts: no names, no answers.
    """
    return {"name": sending.FIELD, "value": sending.fresh(), "note": note}


@register.simple_tag
def form_title(antrag: Antrag, otherwise: str) -> str:
    """What the portal calls the short form that this is; `otherwise` for any other application."""
    short = registry.get(antrag.leistung).short if antrag.kurz else None
    return short.title if short is not None else otherwise


@register.simple_tag
def identity_title() -> str:
    """How the identity provider is called; empty where none is set up."""
    return str(ports.get("identity").title)


@register.simple_tag(takes_context=True)
def page_key(context: template.Context) -> str:
    """The page without anything of a person: its name, and the question or paper that it asks for."""
    found = getattr(context.get("request"), "resolver_match", None)
    if found is None or found.namespace != "portal" or found.url_name == "feedback":
        return ""
    named = (str(found.kwargs.get(name, "")) for name in ("page", "key"))
    # a paper that was asked for by letter has a number in its key
    return ".".join([str(found.url_name), *(part for part in named if part and not any(map(str.isdigit, part)))])
