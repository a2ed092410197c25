"""ICE servers from the settings; for TURN a name and password that end with the meeting (TURN REST API, coturn)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any


class IceServers:
    """Answers at the port `video`. Without any server two browsers find each other in the same network only."""

    def __init__(self, servers: Sequence[dict[str, Any]], turn_urls: Sequence[str] = (), secret: str = "") -> None:
        self.servers, self.turn_urls, self.secret = list(servers), list(turn_urls), secret

    def ice_servers(self, until: datetime) -> list[dict[str, Any]]:
        """In the shape of RTCConfiguration.iceServers; the name of TURN is its end and says nothing about anybody."""
        found = [dict(server) for server in self.servers]
        if self.turn_urls and self.secret:
            username = f"{int(until.timestamp())}:{secrets.token_hex(4)}"
            digest = hmac.new(self.secret.encode(), username.encode(), hashlib.sha1).digest()
            found.append(
                {"urls": self.turn_urls, "username": username, "credential": base64.b64encode(digest).decode()}
            )
        return found
