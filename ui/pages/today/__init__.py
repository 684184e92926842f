"""The work of the day."""
