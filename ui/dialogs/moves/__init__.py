"""Every move of a dossier as a small form: what it asks for, and what it does with the answers."""
