"""The page of the office's day on a real desk."""
