"""Where a desk lives on this machine when nobody says so. Light to import: the first paint waits for it."""

import os
from pathlib import Path


def default_home() -> Path:
    """Return the data folder used when none is named: DESK_HOME, else the system's place for user data."""
    named = os.environ.get("DESK_HOME")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("quay-mot-cua", appauthor=False)


def default_cache() -> Path:
    """Return the folder for what can be made again (cut fonts); never data."""
    from platformdirs import user_cache_path

    return user_cache_path("quay-mot-cua", appauthor=False)
