"""A security key in software: answers a site's questions as a device would, and lies on demand."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class SoftKey:
    """One credential; `count` is its counter, `verified` whether it knows its owner."""

    def __init__(self, origin: str = "http://localhost", *, verified: bool = True) -> None:
        self.origin = origin
        self.verified = verified
        self.count = 0
        self.credential_id = secrets.token_bytes(32)
        self.handle = b""
        self.secret = ec.generate_private_key(ec.SECP256R1())

    def _data(self, host: str, flags: int, tail: bytes = b"") -> bytes:
        flags |= PRESENT | (VERIFIED if self.verified else 0)
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big") + tail

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _answer(self, **response: bytes) -> str:
        own = bytes_to_base64url(self.credential_id)
        parts = {name: bytes_to_base64url(value) for name, value in response.items() if value}
        return json.dumps(
            {"id": own, "rawId": own, "type": "public-key", "response": parts, "clientExtensionResults": {}}
        )

    def create(self, asked: dict[str, Any]) -> str:
        """The answer to the options of a registration."""
        self.handle = base64url_to_bytes(asked["user"]["id"])
        point = self.secret.public_key().public_numbers()
        key = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})
        tail = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + key
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._data(asked["rp"]["id"], ATTESTED, tail)}
        client = self._client("webauthn.create", asked["challenge"])
        return self._answer(clientDataJSON=client, attestationObject=cbor2.dumps(attestation))

    def get(self, asked: dict[str, Any], *, host: str = "") -> str:
        """The answer to the options of a sign-in; the counter moves on."""
        self.count += 1
        data, client = self._data(host or asked["rpId"], 0), self._client("webauthn.get", asked["challenge"])
        signature = self.secret.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature, userHandle=self.handle)
