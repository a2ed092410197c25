"""Servers that help two browsers to find each other: STUN, and TURN with access that ends by itself."""
