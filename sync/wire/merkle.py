"""The Merkle tree of a log, in the shapes of RFC 6962: what proves that a leaf is in it, and that it only ever grew.

Hashes are SHA-256; a leaf and a node are hashed under different first bytes, so that neither passes for the other.
A *node* (level, index) is the tree over the leaves `index * 2**level` … of `2**level` leaves, all there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

Node = tuple[int, int]
NodeAt = Callable[[int, int], bytes]

HASH = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of a log without leaves."""
PATH_MOST = 128
"""More hashes than any proof has."""


def leaf_hash(content: bytes) -> bytes:
    """Return the hash of a leaf."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash over two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def grown(size: int, frontier: bytes, leaf: bytes) -> tuple[bytes, bytes]:
    """Return the frontier of the tree with one more leaf (its hash), and the nodes that this leaf completed.

    The frontier is the full subtrees of a tree of `size` leaves, largest first, 32 bytes each. The nodes begin with the
    leaf itself (level 0), one level after another: node (level, index) is with leaf `(index + 1) * 2**level - 1`.
    """
    completed, peak = [leaf], leaf
    while size & 1:
        peak, frontier, size = node_hash(frontier[-HASH:], peak), frontier[:-HASH], size >> 1
        completed.append(peak)
    return frontier + peak, b"".join(completed)


def root_of_frontier(frontier: bytes) -> bytes:
    """Return the root of the tree that has this frontier."""
    peaks = [frontier[at : at + HASH] for at in range(0, len(frontier), HASH)]
    return _folded(peaks) if peaks else EMPTY_ROOT


def completed_with(place: int) -> int:
    """Return how many nodes the leaf at `place` completes, itself counted."""
    return (~place & (place + 1)).bit_length()


def nodes_wanted(ask: Callable[[NodeAt], object]) -> set[Node]:
    """Return the nodes that `ask` looks up, so that they can be fetched in one go."""
    wanted: set[Node] = set()

    def note(level: int, index: int) -> bytes:
        wanted.add((level, index))
        return bytes(HASH)

    ask(note)
    return wanted


def inclusion_path(place: int, size: int, node_at: NodeAt) -> tuple[bytes, ...]:
    """Return what proves that the leaf at `place` is in the tree of `size` leaves; nearest the leaf first."""
    return tuple(_root_over(first, last, node_at) for first, last in _beside(place, 0, size))


def consistency_path(known: int, size: int, node_at: NodeAt) -> tuple[bytes, ...]:
    """Return what proves that the tree of `known` leaves is the beginning of the one of `size`; empty where trivial."""
    if not 0 < known < size:
        return ()
    return tuple(_root_over(first, last, node_at) for first, last in _joints(known, 0, size, is_whole=True))


def root_with(leaf: bytes, place: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root of the tree of `size` leaves that has `leaf` (its hash) at `place`; None for an unfit path."""
    beside = list(_beside(place, 0, size)) if 0 <= place < size else []
    if not 0 <= place < size or len(beside) != len(path):
        return None
    root = leaf
    for (first, _), other in zip(beside, path, strict=True):
        root = node_hash(other, root) if first < place else node_hash(root, other)
    return root


def root_when_newest(leaf: bytes, place: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root of the tree as it was when `leaf` was the last one, out of its path in the tree of `size`."""
    if root_with(leaf, place, size, path) is None:
        return None
    older = [other for (first, _), other in zip(_beside(place, 0, size), path, strict=True) if first < place]
    return _folded([*reversed(older), leaf])


def is_consistent(known: int, known_root: bytes, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    """Whether `path` proves that the tree of `size` leaves begins with the tree of `known` leaves."""
    if known == 0 or known == size:
        return not path and (known == 0 or known_root == root)
    if not 0 < known < size:
        return False
    joints = list(_joints(known, 0, size, is_whole=True))
    whole = known & (known - 1) == 0  # then the known tree is itself a node, and need not be sent
    hashes = [known_root, *path] if whole else list(path)
    if whole:
        joints = [(0, known), *joints]
    if len(joints) != len(hashes):
        return False
    subtrees = dict(zip(joints, hashes, strict=True))
    return _put_together(0, known, subtrees) == known_root and _put_together(0, size, subtrees) == root


def _split(first: int, last: int) -> int:
    """Return where a tree over leaves `first` … `last` - 1 parts: after the largest power of two less than all."""
    return first + (1 << ((last - first - 1).bit_length() - 1))


def _beside(place: int, first: int, last: int) -> Iterable[tuple[int, int]]:
    """Yield the stretches whose roots lie beside the way from the leaf to the root, nearest the leaf first."""
    if last - first == 1:
        return
    middle = _split(first, last)
    if place < middle:
        yield from _beside(place, first, middle)
        yield middle, last
    else:
        yield from _beside(place, middle, last)
        yield first, middle


def _joints(known: int, first: int, last: int, *, is_whole: bool) -> Iterable[tuple[int, int]]:
    """Yield the stretches of a consistency proof (SUBPROOF of RFC 6962)."""
    if known == last:
        if not is_whole:
            yield first, last
        return
    middle = _split(first, last)
    if known <= middle:
        yield from _joints(known, first, middle, is_whole=is_whole)
        yield middle, last
    else:
        yield from _joints(known, middle, last, is_whole=False)
        yield first, middle


def _put_together(first: int, last: int, subtrees: dict[tuple[int, int], bytes]) -> bytes | None:
    if (first, last) in subtrees:
        return subtrees[first, last]
    if last - first <= 1:
        return None
    middle = _split(first, last)
    left, right = _put_together(first, middle, subtrees), _put_together(middle, last, subtrees)
    return None if left is None or right is None else node_hash(left, right)


def _root_over(first: int, last: int, node_at: NodeAt) -> bytes:
    count = last - first
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return node_at(level, first >> level)
    middle = _split(first, last)
    return node_hash(_root_over(first, middle, node_at), _root_over(middle, last, node_at))


def _folded(peaks: Sequence[bytes]) -> bytes:
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root
