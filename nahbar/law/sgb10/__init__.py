"""Sozialgesetzbuch Zehntes Buch: procedure, and the legal remedies to which § 62 SGB X leads."""
