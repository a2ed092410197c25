"""The terminal in the lobby: four large choices at most, read aloud, wiped when somebody leaves."""
