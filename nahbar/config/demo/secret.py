"""Password and second factor of all demo logins: shown on the demo's sign-in page, unknown to production."""

PASSWORD = "Vorfuehrung-2026"
TOTP_SECRET = "NAHBARVORFUEHRUNGMUSTERLANDDEMOA"
TERMINAL_TOKEN = "vorfuehrung-terminal-eingang-0001"
"""Secret of the demo's terminal in the entrance, for the program beside its scanner and printer."""
BETREUER = "lange"
"""Login of the one who acts for others; the same password."""
