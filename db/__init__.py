"""MEMORY: the event log and what is derived from it, in one encrypted SQLite file."""
