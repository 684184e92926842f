"""The pages, driven by keys."""
