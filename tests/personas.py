"""Who may see which page: the whole table. A new address needs a row; tests/house/test_personas.py knocks at each."""

from __future__ import annotations

from tests import doors

PERSONAS: dict[str, str | None] = {
    "anonymous": None,
    "citizen": None,
    "other_citizen": None,
    "representative": None,
    "frontdesk": "empfang",
    "postroom": "post",
    "leistung": "maier",
    "fallmanagement": "fall",
    "teamlead": "wolter",
    "cashier": "kasse",
    "planner": "plan",
    "operator": "betrieb",
}
"""Persona → demo login of staff; citizens come by code and PIN."""

CITIZEN = frozenset({"citizen"})
DECIDES = frozenset({"leistung", "teamlead"})
DESK = frozenset({"frontdesk", "leistung", "teamlead"})
LETTERS = frozenset({"postroom", "leistung", "teamlead"})
TASKS = frozenset({"frontdesk", "postroom", "leistung", "fallmanagement", "teamlead", "cashier"})
STAFF = TASKS | {"planner", "operator"}
CASH = frozenset({"cashier"})
OPERATION = frozenset({"operator"})

_TABLE: list[tuple[str | frozenset[str], str]] = [
    ("public", "health"),
    ("public", "ui: gallery gallery_workplace language"),
    (
        "public",
        "portal: start secure help_today resume sign_in sign_out leave lost lost_done datenschutz impressum"
        " barrierefreiheit passkey_sign_in passkey_question"
        " leichte_sprache gebaerdensprache",
    ),
    (
        CITIZEN,
        "portal: passkey passkey_options passkey_remove"
        " mine account secured tasks question question_item remove_item later estimate what_if papers paper upload_view"
        " upload_preview upload_remove review receipt receipt_pdf status document changes withdraw vorschuss mailbox"
        " open_letter letter bescheid accesses",
    ),
    ("public", "workplace: sign_in logout passkey_question"),
    (STAFF, "workplace: start own_access own_passkey_question own_passkey_remove"),
    (TASKS, "workplace: task change_task take_many"),
    (DESK, "workplace: search frontdesk desk take_antrag new_access"),
    (
        DECIDES,
        "workplace: akte akte_open akte_part document document_page decide propose save_draft resolve present postpone"
        " refuse judge request_papers letter releases release release_now give_back",
    ),
    (LETTERS, "workplace: post posted post_letter stop_letter"),
    (CASH, "workplace: cash prepare_run run release_run discard_run run_file"),
    (OPERATION, "workplace: operation verify"),
    *doors.ROWS,
]

PAGES: dict[str, str | frozenset[str]] = {}
for _who, _names in _TABLE:
    _space, _, _rest = _names.partition(": ")
    for _name in (_rest or _space).split():
        PAGES[f"{_space}:{_name}" if _rest else _name] = _who
