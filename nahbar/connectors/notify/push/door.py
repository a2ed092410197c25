"""Web Push: signed with the key of this installation, encrypted for one browser, to named push services only."""

from __future__ import annotations

import base64
import contextlib
import importlib
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from nahbar.domain.conversations.notice_queries import TryLater, WayDead

SECONDS = 20
KEPT_FOR = 24 * 3600
"""How long a push service keeps a message for a browser that is away, in seconds."""
GONE = (404, 410)
HERE = ("localhost", "127.0.0.1")


def vapid_key(path: Path) -> Path:
    """The key pair of this installation as PEM, made once: whoever changes it loses all subscriptions."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        made = ec.generate_private_key(ec.SECP256R1())
        fresh.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(fresh)  # the first of two processes wins, both read the same
        fresh.unlink()
    return path


class VapidPush:
    """Implements `nahbar.domain.conversations.notice_queries.PushDoor`.

    `hosts` are the push services that may be called (`host` or `host:port`; `*.` stands for one or more labels): a
    browser names the address, so without this list anybody could make the house call any address.
    """

    def __init__(self, key_file: Path, hosts: tuple[str, ...], contact: str) -> None:
        self.key_file, self.hosts, self.contact = key_file, hosts, contact

    def public_key(self) -> str:
        """The public key for browsers, Base64url; empty where no push service is named."""
        if not self.hosts:
            return ""
        key = load_pem_private_key(vapid_key(self.key_file).read_bytes(), None)
        point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return base64.urlsafe_b64encode(point).rstrip(b"=").decode()

    def accepts(self, endpoint: str) -> bool:
        """True for https at a named service; http only on this machine."""
        try:
            parts = urlsplit(endpoint)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        encrypted = parts.scheme == "https" or (parts.scheme == "http" and host in HERE)
        if not encrypted or parts.username or parts.password:
            return False
        named = host if port is None else f"{host}:{port}"
        return any(named == one or (one.startswith("*.") and named.endswith(one[1:])) for one in self.hosts)

    def send(self, endpoint: str, keys: Mapping[str, str], text: str) -> None:
        """Hand one message over; raises WayDead where the subscription is gone, else TryLater."""
        if not self.accepts(endpoint):
            raise WayDead()
        # loaded with the first message: it takes a second, which no start of the house has to spare
        library = importlib.import_module("pywebpush")
        try:
            library.webpush(
                {"endpoint": endpoint, "keys": dict(keys)},
                text,
                vapid_private_key=str(vapid_key(self.key_file)),
                vapid_claims={"sub": f"mailto:{self.contact}"},
                ttl=KEPT_FOR,
                timeout=SECONDS,
                headers={"Urgency": "normal", "Topic": "nachricht"},
            )
        except library.WebPushException as failed:
            status = getattr(failed.response, "status_code", None)
            if status in GONE:
                raise WayDead() from None
            raise TryLater(f"push service answered {status}") from None
        except (OSError, ValueError) as failed:
            raise TryLater(type(failed).__name__) from None
