"""Results go to people."""
