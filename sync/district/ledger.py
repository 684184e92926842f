"""The hub's log as its desks are shown it: a signed head, and proofs that nothing in it was dropped or changed."""

# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.positional import milliseconds_of
from sync.district.keys import DistrictKeys
from sync.district.models import Hub, LogEntry
from sync.wire.district_log import TreeHead
from sync.wire.merkle import HASH, Node, NodeAt, consistency_path, inclusion_path, nodes_wanted, root_of_frontier
from sync.wire.messages import LOG_ROOT, InboxRequest
from sync.wire.signing import sign_note


@dataclass(frozen=True, slots=True)
class LogShown:
    """A signed `TreeHead`; that the log the desk knew is its beginning; that the desk's last batch is in it.

    Nothing of these where the log is as the desk knows it (`is_known`): on a slow line they are a third of the answer.
    """

    head: bytes = b""
    grown: tuple[bytes, ...] = ()
    held: tuple[bytes, ...] = ()
    is_known: bool = False


def shown_to(hub_id: int, asked: InboxRequest, keys: DistrictKeys, at: datetime) -> LogShown:
    """Return what the desk asks of the log; nothing for a desk that does not ask. Two questions to the database."""
    if asked.log_known is None:
        return LogShown()
    hub = Hub.objects.get(hub=hub_id)
    size, known, batch = hub.log_size, asked.log_known, asked.log_batch
    root = bytes(hub.log_root)
    if len(asked.log_root) == LOG_ROOT and (known, batch) == (size, 0) and root.startswith(asked.log_root):
        return LogShown(is_known=True)

    def proofs(node_at: NodeAt) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
        grown = consistency_path(known, size, node_at)
        return grown, inclusion_path(batch - 1, size, node_at) if 0 < batch <= size else ()

    grown, held = proofs(_nodes(hub_id, nodes_wanted(proofs)))
    head = TreeHead(keys.district_id, keys.epoch, hub.agency_code, size, root, milliseconds_of(at))
    return LogShown(sign_note(head, keys.receipts), grown, held)


def root_at(hub: int, size: int) -> bytes:
    """Return the root of the hub's log as it was with `size` batches; LookupError when it never had so many."""
    peaks: list[Node] = []
    begin = 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            peaks.append((level, begin >> level))
            begin += 1 << level
    node_at = _nodes(hub, peaks)
    return root_of_frontier(b"".join(node_at(level, index) for level, index in peaks))


def _nodes(hub: int, wanted: Iterable[Node]) -> NodeAt:
    places = {((index + 1) << level) - 1 for level, index in wanted}
    rows = LogEntry.objects.filter(hub=hub, place__in=places).values_list("place", "nodes")
    completed = {place: bytes(nodes) for place, nodes in rows}

    def node_at(level: int, index: int) -> bytes:
        return completed[((index + 1) << level) - 1][level * HASH : (level + 1) * HASH]

    return node_at
