"""Bytes as they once went over the wire, kept for ever: what was ever said must be understood for ever."""
