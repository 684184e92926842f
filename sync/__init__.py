"""WIRE: the exchange between desk and district."""
