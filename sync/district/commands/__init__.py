"""Commands of the district, one a file."""
