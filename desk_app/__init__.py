"""WHAT a reception desk does: domain, use cases, ports. Standard library only."""
