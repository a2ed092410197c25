"""The short forms of an office: the list, one form, and its end at the desk."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    ("public", "portal: forms form"),
    (frozenset({"leistung", "teamlead"}), "workplace: finish_form"),
]
NO_PAGES: frozenset[str] = frozenset({"workplace:finish_form"})


def places(there: Any) -> list[Any]:
    """The list, and the form that the demo shows."""
    from tests.journeys.places import Place

    return [Place("portal:forms", "/formulare"), Place("portal:form", "/formulare/sozialpass")]
