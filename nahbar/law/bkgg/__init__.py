"""Bundeskindergeldgesetz: Kinderzuschlag (§ 6a)."""
