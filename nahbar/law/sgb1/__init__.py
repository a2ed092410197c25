"""Sozialgesetzbuch Erstes Buch: when money is due, advanced, bears interest, and lapses."""
