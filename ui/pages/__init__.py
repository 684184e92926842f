"""The pages of the main window; strangers to each other."""
