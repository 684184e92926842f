"""Dossiers found again."""
