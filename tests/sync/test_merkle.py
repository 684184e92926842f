"""The tree against the definition of RFC 6962, written down once more, slowly."""

import hashlib
import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sync.wire.merkle import (
    EMPTY_ROOT,
    HASH,
    NodeAt,
    completed_with,
    consistency_path,
    grown,
    inclusion_path,
    is_consistent,
    leaf_hash,
    nodes_wanted,
    root_of_frontier,
    root_when_newest,
    root_with,
)

_MOST = 70


def _definition(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\1" + _definition(leaves[:half]) + _definition(leaves[half:])).digest()


class _Log:
    """A log as the district keeps it: a frontier, and what each leaf completed."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.leaves = [leaf_hash(leaf) for leaf in leaves]
        self.frontier, self.rows = b"", list[bytes]()
        for size, leaf in enumerate(self.leaves):
            self.frontier, nodes = grown(size, self.frontier, leaf)
            self.rows.append(nodes)

    @property
    def node_at(self) -> NodeAt:
        return lambda level, index: self.rows[((index + 1) << level) - 1][level * HASH : (level + 1) * HASH]


_LEAVES = [bytes([number]) for number in range(_MOST)]
_LOG = _Log(_LEAVES)
_ROOTS = [_definition(_LEAVES[:size]) for size in range(_MOST + 1)]


def test_the_root_is_the_one_that_the_rfc_defines() -> None:
    assert root_of_frontier(b"") == _ROOTS[0] == EMPTY_ROOT
    for size in range(1, _MOST + 1):
        assert root_of_frontier(_Log(_LEAVES[:size]).frontier) == _ROOTS[size]


def test_the_known_vectors_of_certificate_transparency_come_out() -> None:
    # The eight leaves that implementations of RFC 6962 share, and their root.
    texts = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
    log = _Log([bytes.fromhex(text) for text in texts])
    assert root_of_frontier(log.frontier).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def test_every_leaf_is_proven_in_every_tree_and_gives_the_root_of_its_day() -> None:
    for size in range(1, _MOST + 1):
        for place in range(size):
            path = inclusion_path(place, size, _LOG.node_at)
            assert root_with(_LOG.leaves[place], place, size, path) == _ROOTS[size]
            assert root_when_newest(_LOG.leaves[place], place, size, path) == _ROOTS[place + 1]


def test_every_tree_is_proven_to_be_the_beginning_of_every_later_one() -> None:
    for size in range(_MOST + 1):
        for known in range(size + 1):
            path = consistency_path(known, size, _LOG.node_at)
            assert is_consistent(known, _ROOTS[known], size, _ROOTS[size], path)


@given(st.integers(2, _MOST), st.data())
def test_a_changed_proof_proves_nothing(size: int, data: st.DataObject) -> None:
    known = data.draw(st.integers(1, size - 1))
    path = list(consistency_path(known, size, _LOG.node_at))
    spoilt = data.draw(st.integers(0, len(path) - 1))
    changed = [*path[:spoilt], bytes(HASH), *path[spoilt + 1 :]]
    for wrong in (changed, path[:-1], [*path, path[-1]]):
        assert not is_consistent(known, _ROOTS[known], size, _ROOTS[size], wrong)
    assert not is_consistent(known, _ROOTS[known - 1], size, _ROOTS[size], path)
    assert not is_consistent(known, _ROOTS[known], size, _ROOTS[size - 1], path)
    assert not is_consistent(size, _ROOTS[size], known, _ROOTS[known], path)


@given(st.integers(2, _MOST), st.data())
def test_a_leaf_that_was_changed_or_dropped_cannot_be_proven(size: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, size - 1))
    others = [*_LEAVES[:place], b"another", *_LEAVES[place + 1 : size]]
    log = _Log(others)
    path = inclusion_path(place, size, log.node_at)
    assert root_with(_LOG.leaves[place], place, size, path) != root_of_frontier(log.frontier)
    if place < size - 1:
        assert not is_consistent(
            place + 1, _ROOTS[place + 1], size, _definition(others), consistency_path(place + 1, size, log.node_at)
        )


def test_a_leaf_says_how_many_nodes_it_completed() -> None:
    assert [completed_with(place) for place in range(8)] == [1, 2, 1, 3, 1, 2, 1, 4]
    assert all(len(row) == completed_with(place) * HASH for place, row in enumerate(_LOG.rows))


def test_a_proof_needs_few_nodes_of_a_long_log() -> None:
    chance = random.Random(1)
    for _ in range(200):
        size = chance.randint(2, 2_000_000)
        known = chance.randint(1, size - 1)
        asked = nodes_wanted(lambda node, known=known, size=size: consistency_path(known, size, node))  # type: ignore[misc]
        path = consistency_path(known, size, lambda level, index: bytes(HASH))
        assert len(path) <= 22 and len(asked) <= 60
        assert all((index + 1) << level <= size for level, index in asked)
