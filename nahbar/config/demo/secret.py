"""Password and second factor of all demo logins: shown on the demo's sign-in page, unknown to production."""

PASSWORD = "Vorfuehrung-2026"
TOTP_SECRET = "NAHBARVORFUEHRUNGMUSTERLANDDEMOA"
