"""Đồng bộ: what the district has proven, what is only here, and the way to send it now."""
