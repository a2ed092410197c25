"""Finding words in German text: folding, typing errors, compounds. Pure functions; the index is the room's."""

from __future__ import annotations

from nahbar.platform.fulltext.fold import fold, folded, found_in, tokens
from nahbar.platform.fulltext.near import is_near
from nahbar.platform.fulltext.wanted import Wanted, wanted

__all__ = ["Wanted", "fold", "folded", "found_in", "is_near", "tokens", "wanted"]
