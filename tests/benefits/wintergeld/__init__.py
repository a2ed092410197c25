"""Wintergeld: a benefit that no law knows, to show what a benefit needs and that nothing else does."""
