"""The district's tables, change by change."""
