"""Shipped reference data: procedures and calendar. Data only, no code."""
