"""Hands the real rooms to the use cases. No Qt here."""
