"""The workplace of the office's staff, below /arbeit/."""
