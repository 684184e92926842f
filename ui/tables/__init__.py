"""Lists and their models; they show what they are given."""
