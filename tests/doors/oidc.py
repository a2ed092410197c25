"""Signing in by an identity provider."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [("public", "portal: identity_begin identity_back")]
NO_PAGES: frozenset[str] = frozenset({"portal:identity_begin", "portal:identity_back"})


def places(there: Any) -> list[Any]:
    """Only where a provider is set up; the journey looks at the pages."""
    return []
