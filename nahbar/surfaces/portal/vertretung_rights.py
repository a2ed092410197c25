"""Which page of an application needs which right, for those who act for somebody else. What is not listed needs all."""

from __future__ import annotations

from nahbar.domain.applications.vertretung_policies import ABSENDEN, BEARBEITEN, POST, SEHEN, UNTERLAGEN, VERFAHREN

LOOK = {
    SEHEN: "estimate receipt receipt_pdf papers upload_view upload_preview acting_read",
    BEARBEITEN: "tasks question question_item remove_item later review changes what_if",
    UNTERLAGEN: "paper upload_remove upload_begin upload_piece redact redact_preview",
    POST: "mailbox open_letter letter bescheid",
}
"""Right → addresses that may be opened with it."""
SEND = {
    BEARBEITEN: "question question_item remove_item what_if",
    UNTERLAGEN: "paper upload_remove upload_begin upload_piece redact redact_preview",
    ABSENDEN: "review changes",
    POST: "open_letter",
}
"""Right → addresses to which something may be sent with it."""
NEVER = frozenset(
    {
        "account", "adressschutz", "passkey", "passkey_options", "passkey_remove", "who_acts", "who_acts_code",
        "who_acts_end", "who_acts_letters", "card", "card_code", "card_print", "card_issue", "card_block", "notices",
        "notices_mail", "notices_browser", "notices_off", "meine_daten", "meine_daten_json", "meine_daten_pdf",
        "zustellung",
    }
)  # fmt: skip
"""The person's own keys: her login, her card, her notices, her data, how letters come, and who may act for her."""


def needed(name: str, method: str) -> str | None:
    """The right that this address needs; None: nobody but the person herself."""
    if name in NEVER:
        return None
    table = LOOK if method in {"GET", "HEAD"} else SEND
    return next((right for right, names in table.items() if name in names.split()), VERFAHREN)
