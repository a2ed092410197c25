"""Terminals in the lobby: what stands where, who uses it now, and calls for help."""
