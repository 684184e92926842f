"""The command line of the desk. No Qt here."""
