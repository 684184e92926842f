"""The program with a window: signing in, pages, printing, rounds with the district, joined."""
