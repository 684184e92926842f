"""A disk that may forget what was not synced: any part of it, in any order, torn at 512 bytes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from tests.faults.recording import Op

SECTOR = 512


@dataclass
class Inode:
    """A file's content: what is safe, and what was written since the last sync."""

    safe: bytes
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)  # None: cut off at the offset

    def whole(self) -> bytes:
        return applied(self.safe, self.pending)


@dataclass
class Disk:
    """Files as running programs see them, and as a power cut would leave them."""

    files: list[Inode] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    safe_names: dict[str, int] = field(default_factory=dict)
    pending_names: list[tuple[str, str, int]] = field(default_factory=list)  # folder, name, file (-1: removed)

    def load(self, folder: Path) -> None:
        """Take a folder as it lies: all of it is safe."""
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self.files.append(Inode(path.read_bytes()))
                self.names[str(path)] = self.safe_names[str(path)] = len(self.files) - 1

    def apply(self, op: Op) -> None:
        """Do one recorded call."""
        if op.kind == "create":
            self._create(op)
        elif op.kind == "write":
            file = self.files[self.names[op.path]]
            file.pending.append((len(file.whole()) if op.offset < 0 else op.offset, op.content))
        elif op.kind == "truncate":
            self.files[self.names[op.path]].pending.append((op.offset, None))
        elif op.kind == "rename":
            self._name(op.other, self.names[op.path])
            self._name(op.path, -1)
        elif op.kind == "unlink":
            self._name(op.path, -1)
        elif op.kind == "sync":
            self._sync(op.path)

    def cut(self, chance: random.Random, way: str) -> dict[str, bytes]:
        """Return the files after a power cut now. `way`: none, all, some, torn: what of the unsynced arrived."""
        names = dict(self.safe_names)
        kept = {"none": 0, "all": len(self.pending_names)}.get(way, chance.randint(0, len(self.pending_names)))
        for _, name, file in self.pending_names[:kept]:
            if file < 0:
                names.pop(name, None)
            else:
                names[name] = file
        left = {file: self._left(self.files[file], chance, way) for file in sorted(set(names.values()))}
        return {name: left[file] for name, file in names.items()}

    def _create(self, op: Op) -> None:
        if op.path not in self.names:
            self.files.append(Inode(b""))
            self._name(op.path, len(self.files) - 1)
        elif op.other == "empty":
            self.files[self.names[op.path]].pending.append((0, None))

    def _name(self, path: str, file: int) -> None:
        if file < 0:
            self.names.pop(path, None)
        else:
            self.names[path] = file
        self.pending_names.append((str(PurePath(path).parent), path, file))

    def _sync(self, path: str) -> None:
        if path in self.names:
            file = self.files[self.names[path]]
            file.safe, file.pending = file.whole(), []
            return
        for folder, name, number in self.pending_names:
            if folder == path:
                if number < 0:
                    self.safe_names.pop(name, None)
                else:
                    self.safe_names[name] = number
        self.pending_names = [each for each in self.pending_names if each[0] != path]

    def _left(self, file: Inode, chance: random.Random, way: str) -> bytes:
        if way == "none":
            return file.safe
        if way == "all":
            return file.whole()
        some = [each for each in file.pending if chance.random() < 0.5]
        if way == "some":
            chance.shuffle(some)
            return applied(file.safe, some)
        return applied(file.safe, [part for each in some for part in torn(each, chance)])


def applied(content: bytes, writes: list[tuple[int, bytes | None]]) -> bytes:
    """Return the content after these writes; holes are zeros."""
    result = bytearray(content)
    for offset, data in writes:
        if data is None:
            del result[offset:]
            result.extend(bytes(offset - len(result)))
            continue
        if len(result) < offset:
            result.extend(bytes(offset - len(result)))
        result[offset : offset + len(data)] = data
    return bytes(result)


def torn(write: tuple[int, bytes | None], chance: random.Random) -> Iterator[tuple[int, bytes | None]]:
    """Yield the sectors of a write that arrived."""
    offset, data = write
    if data is None:
        yield write
        return
    place = 0
    while place < len(data):
        step = min(SECTOR - (offset + place) % SECTOR, len(data) - place)
        if chance.random() < 0.6:
            yield offset + place, data[place : place + step]
        place += step
