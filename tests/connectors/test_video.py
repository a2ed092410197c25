"""Access to TURN ends by itself, and nobody is named in it (contact facts of coturn's REST API)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime

from nahbar.connectors.video.ice import IceServers

UNTIL = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def test_turn_gets_a_name_that_ends_and_its_signature() -> None:
    door = IceServers([{"urls": "stun:stun.example"}], ["turns:turn.example:443"], "geheim")
    stun, turn = door.ice_servers(UNTIL)
    assert stun == {"urls": "stun:stun.example"}
    assert turn["username"].startswith(f"{int(UNTIL.timestamp())}:")
    expected = hmac.new(b"geheim", turn["username"].encode(), hashlib.sha1).digest()
    assert base64.b64decode(turn["credential"]) == expected
    assert door.ice_servers(UNTIL)[1]["username"] != turn["username"]


def test_without_a_secret_there_is_no_turn() -> None:
    assert IceServers([], ["turn:turn.example"], "").ice_servers(UNTIL) == []
