"""One story of the desk per file."""
