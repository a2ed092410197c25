"""Names in the folder that office and provider share."""

IN, OUT, HELD_BACK = "eingang", "quittung", "quarantaene"
HOLDS = "sperrliste.xml"
RECORD = "vernichtung-"
