"""Style, translations and other data of the screen."""
