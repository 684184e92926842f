"""SCREEN: every way in, windows and command line; the one place that joins the rooms."""
