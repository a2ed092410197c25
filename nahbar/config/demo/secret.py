"""Password and second factor of all demo logins; the demo shows them on its sign-in page, production has none of them."""

PASSWORD = "Vorfuehrung-2026"
TOTP_SECRET = "NAHBARVORFUEHRUNGMUSTERLANDDEMOA"
