"""Is everything at the district what the desks sealed? From raw bytes, trusting no column that can be reckoned."""
