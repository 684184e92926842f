"""Pages around the counter, on a real desk."""
