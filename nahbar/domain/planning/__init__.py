"""Sozialraum planning: areas, statistics, need, hot spots, proposals. Anonymous aggregates, never persons."""
