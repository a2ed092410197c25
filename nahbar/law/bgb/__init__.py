"""Bürgerliches Gesetzbuch, as far as social procedure refers to it."""
