"""Small parts of the screen."""
