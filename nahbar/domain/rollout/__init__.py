"""Which town runs which feature from when: states, gates, letterheads, opening hours."""
