"""Qt for Python reads the whole source of every module it sees imported, and leaves it in the cache of tracebacks."""

import linecache


def forget_source_lines() -> None:
    """Drop those lines (6 MiB over a day); a traceback that wants some reads them again. Call it after loading."""
    linecache.clearcache()
