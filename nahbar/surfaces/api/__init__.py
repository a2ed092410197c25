"""The machine interface: the public case format for other systems and for calculations without a server."""
