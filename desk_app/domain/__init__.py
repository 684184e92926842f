"""The words and rules of a reception desk, as pure functions and frozen facts."""
