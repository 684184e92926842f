"""PAPER: a dossier becomes bytes of PDF."""
