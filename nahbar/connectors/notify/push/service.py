"""A push service and a browser behind it for the demo: checks VAPID (ES256), decrypts aes128gcm, keeps what came."""

from __future__ import annotations

import base64
import json
import secrets
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import http_ece  # type: ignore[import-untyped]  # comes with pywebpush, without type hints
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import jwt

from nahbar.platform import clock
from nahbar.platform.zone import BERLIN

KEPT = 50
KEY_FILE = "browser.json"


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _data(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True)
class Pushed:
    """One message that could be decrypted and whose signature was right."""

    at: str
    text: str
    contact: str
    ttl: str
    urgency: str


class PushService:
    """One browser with one subscription; its keys lie in `home` and are made once."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.messages: deque[Pushed] = deque(maxlen=KEPT)
        self.refused: deque[str] = deque(maxlen=KEPT)
        self.gone = False
        self.lock = threading.Lock()
        file = home / KEY_FILE
        if not file.exists():
            home.mkdir(parents=True, exist_ok=True)
            made = ec.generate_private_key(ec.SECP256R1())
            pem = made.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            kept = {"key": pem.decode(), "auth": _text(secrets.token_bytes(16)), "name": _text(secrets.token_bytes(12))}
            file.write_text(json.dumps(kept), encoding="ascii")
        kept = json.loads(file.read_text(encoding="ascii"))
        self.key: Any = serialization.load_pem_private_key(kept["key"].encode(), None)
        self.auth, self.name = kept["auth"], kept["name"]

    def subscription(self, base: str) -> dict[str, Any]:
        """What a browser would hand to the portal; `base` is this service's address without a slash at its end."""
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return {"endpoint": f"{base}/push/{self.name}", "keys": {"p256dh": _text(point), "auth": self.auth}}

    def take(self, name: str, audience: str, headers: Any, body: bytes) -> int:
        """One message; gives the status for its sender: 201, 400, 403, 404 or 410."""
        if name != self.name:
            return 404
        if self.gone:
            return 410
        try:
            claims = _checked(headers.get("Authorization", ""), audience)
        except (ValueError, KeyError, InvalidSignature) as wrong:
            self.refused.append(f"Unterschrift: {type(wrong).__name__}")
            return 403
        try:
            if headers.get("Content-Encoding") != "aes128gcm":
                raise ValueError("encoding")
            text = http_ece.decrypt(body, private_key=self.key, auth_secret=_data(self.auth), version="aes128gcm")
        except (ValueError, http_ece.ECEException) as wrong:
            self.refused.append(f"Verschlüsselung: {type(wrong).__name__}")
            return 400
        now = clock.now().astimezone(BERLIN)
        with self.lock:
            self.messages.appendleft(
                Pushed(
                    f"{now:%d.%m.%Y, %H:%M} Uhr", text.decode(), str(claims.get("sub", "")), headers.get("TTL", ""),
                    headers.get("Urgency", ""),
                )  # fmt: skip
            )
        return 201


def _checked(header: str, audience: str) -> dict[str, Any]:
    """The claims of a VAPID header; raises ValueError, KeyError, InvalidSignature."""
    scheme, _, rest = header.partition(" ")
    if scheme.lower() != "vapid":
        raise ValueError("scheme")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    head = json.loads(_data(parts["t"].split(".")[0]))
    claims: dict[str, Any] = jwt.decode(parts["t"], parts["k"])
    if head.get("alg") != "ES256" or claims.get("aud") != audience or not str(claims["sub"]).startswith("mailto:"):
        raise ValueError("claims")
    return claims
