"""Sozialgerichtsgesetz: periods for Widerspruch and Klage, and waiting for a decision."""
