"""A seeded simulation of desks, a district, and everything between them that can go wrong."""
