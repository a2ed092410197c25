"""Writing in the lobby: terminals, visits, orders for the devices, calls for help."""

from __future__ import annotations

from nahbar.domain.lobby.calls import answer, call, close
from nahbar.domain.lobby.devices import (
    Enrolled,
    change_terminal,
    create_terminal,
    note_devices,
    offer_browser_code,
    redeem_browser_code,
    renew_token,
)
from nahbar.domain.lobby.orders import drop_page, fetch, finish, keep_page, order, turn_page
from nahbar.domain.lobby.sessions import (
    begin,
    choose,
    end,
    lock,
    move,
    must_wait,
    note_receipt,
    note_scan,
    recognise,
    sent,
    show_code,
    touch,
)

__all__ = [
    "Enrolled",
    "answer",
    "begin",
    "call",
    "change_terminal",
    "choose",
    "close",
    "create_terminal",
    "drop_page",
    "end",
    "fetch",
    "finish",
    "keep_page",
    "lock",
    "move",
    "must_wait",
    "note_devices",
    "note_receipt",
    "note_scan",
    "offer_browser_code",
    "order",
    "recognise",
    "redeem_browser_code",
    "renew_token",
    "sent",
    "show_code",
    "touch",
    "turn_page",
]
