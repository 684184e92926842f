"""Questions put to the clerk; each asks and returns an answer."""
