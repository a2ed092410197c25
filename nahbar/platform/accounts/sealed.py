"""What a session holds is encrypted in its table: for a moment that is a code with its PIN.

The table has no lock of its own, and its rows are in every backup.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


def _cipher() -> AESGCM:
    return AESGCM(hashlib.sha256(b"session\0" + settings.SECRET_KEY.encode()).digest())


class SealedSerializer:
    """JSON under AES-256-GCM, in the shape that Django's sessions want."""

    def dumps(self, obj: Any) -> bytes:
        """Sealed bytes."""
        nonce = os.urandom(_NONCE)
        return nonce + _cipher().encrypt(nonce, json.dumps(obj, separators=(",", ":")).encode(), None)

    def loads(self, data: bytes) -> Any:
        """What was sealed; an older or foreign row is an empty session."""
        try:
            return json.loads(_cipher().decrypt(data[:_NONCE], data[_NONCE:], None))
        except (InvalidTag, ValueError):
            return {}
