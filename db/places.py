"""Where the files of a desk lie."""

from dataclasses import dataclass
from pathlib import Path

from db.last_status import STATUS_FILE


@dataclass(frozen=True, slots=True)
class Places:
    """The data folder and the folder of the second copy (best on another disk)."""

    home: Path
    copy_dir: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.home / "desk.db"

    @property
    def keys(self) -> Path:
        """The wrapped keys, first copy."""
        return self.home / "keys.json"

    @property
    def keys_twin(self) -> Path:
        """The wrapped keys beside the second copy."""
        return self.copy_dir / "keys.json"

    @property
    def copy(self) -> Path:
        """The second copy of the log."""
        return self.copy_dir / "events.copy"

    @property
    def lock(self) -> Path:
        """What one opener holds."""
        return self.home / "desk.lock"

    @property
    def status(self) -> Path:
        """Counts and times for the sign-in page."""
        return self.home / STATUS_FILE

    @property
    def scans(self) -> Path:
        """The folder of scans, apart from the log; made with the first one."""
        return self.home / "scans"


def default_copy_dir(home: Path) -> Path:
    """Return where the second copy lies unless another disk is named."""
    return home / "second-copy"
