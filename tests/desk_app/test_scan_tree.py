"""The root names a content, and nothing else has it."""

import hashlib

import pytest

from desk_app.domain.scan_tree import CHUNK_BYTES, chunks_of, leaf_of, leaves_of, root_of, root_over


def test_a_single_chunk_is_hashed_with_its_size_closed_in() -> None:
    leaf = hashlib.sha256(b"\x00abc").digest()
    assert root_of(b"abc") == hashlib.sha256((3).to_bytes(8, "big") + leaf).digest()


def test_three_chunks_make_a_tree_whose_last_leaf_goes_up_alone() -> None:
    content = bytes(CHUNK_BYTES) + b"a" * CHUNK_BYTES + b"b"
    one, two, three = leaves_of(content)
    pair = hashlib.sha256(b"\x01" + one + two).digest()
    top = hashlib.sha256(b"\x01" + pair + three).digest()
    assert root_of(content) == hashlib.sha256(len(content).to_bytes(8, "big") + top).digest()


def test_changed_moved_doubled_or_lost_chunks_give_another_root() -> None:
    content = b"".join(bytes([place]) * CHUNK_BYTES for place in range(5))
    a, b, *rest = [content[at : at + CHUNK_BYTES] for at in range(0, len(content), CHUNK_BYTES)]
    others = {
        root_of(b"".join(chunks))
        for chunks in ([b, a, *rest], [a, a, *rest], [a, *rest], [a, b, *rest, rest[-1]], [a, b[:-1] + b"x", *rest])
    }
    assert len(others) == 5 and root_of(content) not in others
    assert leaf_of(a + b) not in leaves_of(content)


def test_leaves_that_do_not_fit_the_size_have_no_root() -> None:
    leaves = leaves_of(bytes(CHUNK_BYTES + 1))
    assert chunks_of(CHUNK_BYTES) == 1 and chunks_of(CHUNK_BYTES + 1) == len(leaves) == 2
    for bad, size in (
        (leaves, CHUNK_BYTES),
        (leaves[:1], CHUNK_BYTES + 1),
        ((), 0),
        (leaves, -1),
        ((b"x", b"y"), 70_000),
    ):
        with pytest.raises(ValueError):
            root_over(bad, size)
