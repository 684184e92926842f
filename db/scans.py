"""The scans of a desk: files beside the database, and the rows of the log that name them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from db.engine import Connection, Row
from db.keys import KEY_BYTES, NONCE_BYTES, derived
from db.local_numbers import local_number, set_local_number
from db.safe_file import sync_folder
from db.scan_file import BrokenScanFileError, forget_scan, read_scan, write_scan
from db.trouble import translated
from desk_app.domain.events import RESTORED
from desk_app.domain.lifecycle import OPEN_STATES
from desk_app.domain.positional import milliseconds_of, time_of
from desk_app.domain.scan_errors import ScanDamagedError, ScanMissingError, ScanNotFoundError
from desk_app.domain.scan_tree import leaves_of, root_of, root_over
from desk_app.ports import Chance
from desk_app.scan_ports import ScanOffered, ScanRow

SUFFIX = ".scan"
_COLUMNS = """scans.seq, scans.dossier, scans.paper, scans.paper_name, scans.pages, scans.size, scans.root,
    scans.source, scans.at, scans.officer, scans_sent.at, dossiers.due_at, dossiers.reappointed_at"""
_ROWS = f"""
    SELECT {_COLUMNS} FROM scans
    LEFT JOIN scans_sent ON scans_sent.root = scans.root LEFT JOIN dossiers ON dossiers.number = scans.dossier
    WHERE scans.removed_by IS NULL
"""
_OPEN = ", ".join(str(int(state)) for state in sorted(OPEN_STATES))
_UNSENT = """
    SELECT count(*) FROM scans LEFT JOIN scans_sent ON scans_sent.root = scans.root
    WHERE scans.removed_by IS NULL AND scans_sent.root IS NULL
"""
_WAITING = f"""
    {_ROWS} AND scans_sent.root IS NULL AND scans.seq <= ?
    ORDER BY dossiers.state NOT IN ({_OPEN}), coalesce(dossiers.reappointed_at, dossiers.due_at, 9e18), scans.seq
    LIMIT ?
"""
_GONE = """
    SELECT max(scans.removed_by), scans_offered.root FROM scans_offered JOIN scans ON scans.root = scans_offered.root
    GROUP BY scans_offered.root HAVING count(*) = count(scans.removed_by) AND max(scans.removed_by) <= ? LIMIT 32
"""


class DeskScans:
    """Fulfils `Scans`. A file's name is its content's root under a key: it tells nobody what lies in it."""

    def __init__(self, connection: Connection, folder: Path, key: bytes, chance: Chance) -> None:
        self._connection = connection
        self._folder = folder
        self._key = derived(key, "scans")
        self._names = derived(key, "names of scans")
        self._chance = chance

    def of_dossier(self, number: str) -> tuple[ScanRow, ...]:
        """Return the scans that count, by paper, oldest first."""
        return self._rows(f"{_ROWS} AND scans.dossier = ? ORDER BY scans.paper = 0, scans.paper, scans.seq", (number,))

    def row(self, scan: int) -> ScanRow:
        """Return one scan that counts; ScanNotFoundError."""
        rows = self._rows(f"{_ROWS} AND scans.seq = ?", (scan,))
        if not rows:
            raise ScanNotFoundError(scan=scan)
        return rows[0]

    def free_bytes(self) -> int:
        """Return how much room the disk has."""
        with translated():
            return shutil.disk_usage(self._folder.parent).free

    def keep(self, content: bytes) -> bytes:
        """Write the file unless it is there whole; return its root. DiskFullError, StorageFailedError."""
        root = root_of(content)
        path = self._path(root)
        with translated():
            try:
                if read_scan(path, root, len(content), self._key) == content:
                    return root
            except (FileNotFoundError, BrokenScanFileError):
                pass
            if not self._folder.exists():
                self._folder.mkdir(mode=0o700)
                sync_folder(self._folder.parent)
            write_scan(path, content, root, self._key, self._chance.draw(KEY_BYTES + NONCE_BYTES))
        return root

    def content(self, scan: ScanRow) -> bytes:
        """Return what was kept; ScanMissingError, ScanDamagedError."""
        content = self.chunks(scan, 0, None)
        if root_of(content) != scan.root:
            raise ScanDamagedError(scan=scan.scan)
        return content

    def chunks(self, scan: ScanRow, first: int, count: int | None) -> bytes:
        """Return some chunks of the content from chunk `first` on; ScanMissingError, ScanDamagedError."""
        with translated():
            try:
                return read_scan(self._path(scan.root), scan.root, scan.size, self._key, first, count)
            except FileNotFoundError as error:
                raise ScanMissingError(scan=scan.scan) from error
            except BrokenScanFileError as error:
                raise ScanDamagedError(scan=scan.scan) from error

    def clear_away(self) -> int:
        """Delete the files that no counting scan names; return how many.

        Where the log was put back from a copy, a file may be all that is left of an event that was lost: it stays.
        """
        with translated():
            was_restored = self._connection.execute("SELECT 1 FROM epochs WHERE reason = ?", (RESTORED,)).fetchone()
            named = {
                self._path(bytes(row[0])).name
                for row in self._connection.execute("SELECT root FROM scans WHERE removed_by IS NULL")
            }
            if was_restored is not None:
                removed = self._connection.execute("SELECT root FROM scans WHERE removed_by IS NOT NULL")
                gone = {self._path(bytes(row[0])).name for row in removed} - named
                orphans = [path for path in self._files() if path.name in gone or path.suffix != SUFFIX]
            else:
                orphans = [path for path in self._files() if path.name not in named]
            for path in orphans:
                forget_scan(path)
        return len(orphans)

    def missing(self, number: str = "") -> tuple[ScanRow, ...]:
        """Return the scans whose file is not here, or is damaged at a glance; of one dossier, or of all."""
        rows = self.of_dossier(number) if number else self._rows(_ROWS + " ORDER BY scans.seq", ())
        return tuple(row for row in rows if not self._is_here(row))

    def unsent(self) -> int:
        """Return how many scans that count the district is not proven to have whole."""
        with translated():
            ((count,),) = self._connection.execute(_UNSENT).fetchall()
        return int(count)

    def _is_here(self, row: ScanRow) -> bool:
        try:
            self.chunks(row, 0, 1)
        except (ScanMissingError, ScanDamagedError):
            return False
        return True

    def faults(self) -> Iterator[str]:
        """Yield a short sentence for every scan whose file is missing or damaged. Reads all of them."""
        for scan in self._rows(_ROWS + " ORDER BY scans.seq", ()):
            try:
                self.content(scan)
            except ScanMissingError:
                yield f"the file of scan {scan.scan} is missing"
            except ScanDamagedError:
                yield f"the file of scan {scan.scan} is damaged"

    def waiting(self, last_seq: int, most: int) -> tuple[ScanRow, ...]:
        """Return scans that the district lacks, attached by events up to `last_seq`; due soonest first."""
        return self._rows(_WAITING, (last_seq, most))

    def offered(self, row: ScanRow) -> ScanOffered:
        """Return a scan with the hashes of its chunks; ScanMissingError, ScanDamagedError.

        From then on the district may hold some of it, even if its answer is lost: it is told when the scan is removed.
        """
        leaves = leaves_of(self.chunks(row, 0, None))
        if root_over(leaves, row.size) != row.root:
            raise ScanDamagedError(scan=row.scan)
        with self._written():
            self._connection.execute("INSERT OR IGNORE INTO scans_offered VALUES (?)", (row.root,))
        return ScanOffered(row, b"".join(leaves))

    def gone(self, last_seq: int) -> tuple[tuple[int, bytes], ...]:
        """Return (seq of the removal, root) of scans that the district may have and that count no more."""
        with translated():
            rows = self._connection.execute(_GONE, (last_seq,)).fetchall()
        return tuple((int(seq), bytes(root)) for seq, root in rows)

    def sent(self, root: bytes, at: datetime) -> None:
        """Note that the district has all of a scan."""
        with self._written():
            acknowledged = local_number(self._connection, "acknowledged")
            values = (root, milliseconds_of(at), acknowledged)
            self._connection.execute("INSERT OR IGNORE INTO scans_sent VALUES (?, ?, ?)", values)

    def lacking(self, roots: Sequence[bytes]) -> None:
        """Note that the district has not, or no longer, all of these."""
        with self._written():
            self._connection.executemany("DELETE FROM scans_sent WHERE root = ?", [(root,) for root in roots])

    def dropped(self, roots: Sequence[bytes]) -> None:
        """Note that the district holds nothing of these any more, and was not offered them since."""
        with self._written():
            for table in ("scans_sent", "scans_offered"):
                self._connection.executemany(f"DELETE FROM {table} WHERE root = ?", [(root,) for root in roots])

    def bytes_sent(self, day: int) -> int:
        """Return how many bytes of scans went out on a day (an ordinal)."""
        with translated():
            same = local_number(self._connection, "scan_day") == day
            return local_number(self._connection, "scan_bytes") if same else 0

    def note_bytes_sent(self, day: int, count: int) -> None:
        """Count bytes that went out."""
        before = self.bytes_sent(day)
        with self._written():
            set_local_number(self._connection, "scan_day", day)
            set_local_number(self._connection, "scan_bytes", before + count)

    @contextmanager
    def _written(self) -> Iterator[None]:
        with translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def _files(self) -> Sequence[Path]:
        if not self._folder.exists():
            return ()
        return [path for path in self._folder.iterdir() if path.name.endswith((SUFFIX, SUFFIX + ".tmp"))]

    def _path(self, root: bytes) -> Path:
        return self._folder / (blake2b(root, digest_size=16, key=self._names).hexdigest() + SUFFIX)

    def _rows(self, statement: str, values: tuple[object, ...]) -> tuple[ScanRow, ...]:
        with translated():
            return tuple(_row(row) for row in self._connection.execute(statement, values))


def _row(row: Row) -> ScanRow:
    seq, number, paper, name, pages, size, root, source, at, officer, sent_at, due_at, reappointed_at = row
    promised = reappointed_at if reappointed_at is not None else due_at
    return ScanRow(
        seq, number, paper, name, pages, size, bytes(root), source, time_of(at), officer, sent_at is not None,
        None if promised is None else time_of(promised),
    )  # fmt: skip
