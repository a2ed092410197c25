"""Attacks on the portal and the workplace that must fail."""
