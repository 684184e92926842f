"""Scans of a dossier: the list by paper, where pages come from, and a page large enough to be read."""
