"""A stick between a real desk with scans and a hand at the district."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sync.bundle.folder import DeskFolder, folder_of
from sync.desk.bundle_export import Exported, export_bundle
from sync.desk.bundle_import import Imported, import_bundle
from tests.sync.courier import Hand
from tests.sync.scan_desk import ScanDesk


class ScanCourier:
    """Carries `stick` for one desk; `there` is what the district says to it."""

    def __init__(self, stick: Path, hand: Hand, desk: ScanDesk) -> None:
        self.stick, self.hand, self.desk = stick, hand, desk
        stick.mkdir(exist_ok=True)

    @property
    def own(self) -> DeskFolder:
        return folder_of(self.stick, self.desk.office.store.outbox.identity().device)

    def out(self) -> Exported:
        store = self.desk.office.store
        return export_bundle(store.outbox, store.signer, self.desk.office.clock, self.stick, store.scan_outbox)

    def there(self) -> dict[str, Any]:
        said = self.hand.take(self.stick)
        return said[0] if said else {}

    def back(self) -> Imported:
        store = self.desk.office.store
        return import_bundle(store.outbox, store.signer, self.stick, store.scan_outbox)

    def round(self) -> Imported:
        self.out()
        self.there()
        return self.back()

    def copy(self, name: str) -> ScanCourier:
        """Return another stick with the same files."""
        other = self.stick.with_name(name)
        shutil.rmtree(other, ignore_errors=True)
        shutil.copytree(self.stick, other)
        return ScanCourier(other, self.hand, self.desk)

    def waiting(self) -> int:
        """Return how many scans the desk believes are not at the district yet."""
        return len(self.desk.office.store.scan_outbox.waiting(10**9, 1_000))
