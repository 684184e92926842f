"""Cán bộ: who may sign in at this desk, one more of them, and one's own password."""
