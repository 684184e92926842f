"""What desk and district say to each other: notes, each signed by its sender. Added to at the end, never redefined."""

from __future__ import annotations

from enum import IntEnum

import msgspec

LOG_ROOT = 8  # bytes of a root by which a desk says which log it knows
READS = 1  # signed entries: decisions, and references as the change of a text that the desk has
NOTE_TYPE = "application/x-quay-note"


class EnrolRequest(msgspec.Struct, array_like=True, frozen=True):
    """A desk asks to be taken in, signed with the key it presents. The same desk may ask again with the same code."""

    code: str
    public_key: bytes
    epoch: int
    agency_code: str
    agency_name: str
    desk: int


class EnrolAnswer(msgspec.Struct, array_like=True, frozen=True):
    """The district takes a device in: its own id, its public keys (receipts Ed25519, envelopes X25519), its label.

    `handovers` are the signed `KeyHandover` notes that lead to these keys, oldest first.
    """

    device: bytes
    district_id: bytes
    receipt_key: bytes
    envelope_key: bytes
    label: str
    handovers: tuple[bytes, ...] = ()


class KeyHandover(msgspec.Struct, array_like=True, frozen=True):
    """The district's keys from `at` (ms) on; signed with the receipt key that went before."""

    district_id: bytes
    receipt_key: bytes
    envelope_key: bytes
    at: int


class Receipt(msgspec.Struct, array_like=True, frozen=True):
    """The district has everything of this stream up to `last_seq`, whose chain head is `last_head`.

    `district_at` is milliseconds; `log_size` counts the batches the hub ever took in, this one the last of them.
    `log_root` is the root of the Merkle tree over them (`log_form` 1; of older districts, 0, a chain).
    """

    device: bytes
    epoch: int
    last_seq: int
    last_head: bytes
    district_at: int
    district_epoch: int
    log_size: int
    log_root: bytes
    log_form: int = 0


class Reason(IntEnum):
    """Why the district did not do what was asked."""

    GAP = 1  # events before these are missing: `head` says after which
    FORK = 2  # another history is known from `head` on
    DAMAGED = 3  # unreadable or wrongly sealed
    NOT_ENROLLED = 4
    CODE_REFUSED = 5
    DICTIONARY = 6  # packed with an unknown dictionary: send without
    TOO_LARGE = 7
    SALT = 8  # the salt of a dossier is unknown here: send the digests along
    REVOKED = 9  # people of the district took this device out of use


class Refusal(msgspec.Struct, array_like=True, frozen=True):
    """The answer to a request that was understood and not granted; bound to it by device, epoch and `first`.

    `newest_epoch` is the newest epoch of the device that is held. `head_chain` is the chain after `head` (GAP): a desk
    goes back to its own history alone (empty: not said).
    """

    reason: int
    device: bytes
    epoch: int
    first: int
    head: int
    newest_epoch: int = 0
    head_chain: bytes = b""


class LogRequest(msgspec.Struct, array_like=True, frozen=True):
    """A desk that lost the end of its log asks for what comes after event `after`, whose chain head is `head`.

    `box_key` (X25519) is made for this answer alone; `at` is milliseconds of the desk's clock.
    """

    device: bytes
    after: int
    head: bytes
    box_key: bytes
    at: int


class LogPage(msgspec.Struct, array_like=True, frozen=True):
    """Events `after`+1 … of the desk's own log, `last` is the newest; `sealed` is zstd of them, in an envelope.

    Each is an array of header (without its digest), digest, and body or nil.
    """

    device: bytes
    after: int
    last: int
    sealed: bytes


class KeptKeys(msgspec.Struct, array_like=True, frozen=True):
    """A desk leaves its key, wrapped by the recovery code on paper, where a fire in the commune does not reach it.

    `envelope` is the file, closed for the district; `at` is milliseconds of the desk's clock.
    """

    device: bytes
    envelope: bytes
    at: int


class KeysRequest(msgspec.Struct, array_like=True, frozen=True):
    """A new machine asks by a one-time code for the keys of a desk whose machine is lost; nobody can sign it yet."""

    code: str
    agency_code: str
    desk: int
    box_key: bytes


class KeysPage(msgspec.Struct, array_like=True, frozen=True):
    """The file that a desk left, in an envelope for the box key of the question."""

    device: bytes
    sealed: bytes


class CommuneRequest(msgspec.Struct, array_like=True, frozen=True):
    """A desk says how far it holds the logs of its commune's other desks (device, epoch, seq) and asks for the rest.

    `box_key` (X25519) is made for this answer alone; `at` is milliseconds of the desk's clock. `heads` begin the chain
    heads of what is held, in the same order: two machines with one identity have the same place and another history.
    """

    device: bytes
    held: tuple[tuple[bytes, int, int], ...]
    box_key: bytes
    at: int
    heads: tuple[bytes, ...] = ()


class CommunePage(msgspec.Struct, array_like=True, frozen=True):
    """Stretches of those logs; `question` binds it to the request, `sealed` is zstd of `CommuneContent`, closed."""

    device: bytes
    question: bytes
    sealed: bytes


class CarryRequest(msgspec.Struct, array_like=True, frozen=True):
    """A desk asks another of its commune for its sealed batches, to carry them; `names` are those that it has already.

    `at` is milliseconds of the asking desk's clock.
    """

    device: bytes
    names: tuple[str, ...]
    at: int


class CarryPage(msgspec.Struct, array_like=True, frozen=True):
    """Sealed batches of the desk that answers, as they lie in its spool, and what was heard of the asking desk's own.

    `proof` is the newest signed receipt of the desk that answers (empty: none). Of the asking desk's batches:
    `receipts` with the turn they were sealed in, `refusals` with their names; both as the district signed them.
    `question` binds it all to the request.
    """

    device: bytes
    question: bytes
    items: tuple[bytes, ...]
    proof: bytes
    receipts: tuple[tuple[int, bytes], ...]
    refusals: tuple[tuple[str, bytes], ...]


class InboxRequest(msgspec.Struct, array_like=True, frozen=True):
    """A desk asks for what comes after `after`, which it holds for certain; it travels in a header, signed.

    `desk_head` is the seq up to which it has something to send, so that the district can show the backlog; `at` is
    milliseconds of the desk's clock. Up to event `proven` the desk has receipts; `proven_head` is its chain there.
    For the people who look after the desks: `program` is the version of its program, `free_disk` bytes where its data
    lie (-1: not said), `oldest_waiting` when the oldest event without a receipt was recorded (ms; 0: none waits).
    `log_known` is how long the district's log is that the desk knows (None: it does not ask for the log), `log_batch`
    which batch of it, counted from 1, the desk wants to see in it (0: none).
    `reads` says which entries of the inbox the desk can open (READS), `texts` which catalogue and calendar it has: the
    first 8 bytes of the hash of each, so that the change alone can come. `log_root` begins as the root of the log does
    that the desk knows (LOG_ROOT bytes; empty: its head is wanted in any case).
    """

    device: bytes
    epoch: int
    after: int
    desk_head: int
    at: int
    proven: int = 0
    proven_head: bytes = b""
    program: str = ""
    free_disk: int = -1
    oldest_waiting: int = 0
    log_known: int | None = None
    log_batch: int = 0
    reads: int = 0
    texts: bytes = b""
    log_root: bytes = b""


class InboxEntry(msgspec.Struct, array_like=True, frozen=True):
    """One thing for the desk; `content` is its JSON text, zlib-compressed."""

    seq: int
    subject: str
    version: str
    content: bytes


class InboxPage(msgspec.Struct, array_like=True, frozen=True):
    """Entries `after`+1, `after`+2 …, without a gap; `last` is the newest that exists for the device.

    `held` is how far the district has the desk's stream of the epoch asked for, `held_head` the chain head after it;
    None from a district that does not say. An epoch that has not begun is held as far as the desk says it is proven,
    if another epoch has that very event. `newest_epoch` is the newest one of the device. `keys_digest` is the SHA-256
    of the keys that the desk left here, empty for none; None from a district that takes none. `is_superseded`: a log
    put back from a copy of this epoch writes in a newer one; who still writes in this one is an old disk. `log_head` is
    a signed `TreeHead` where the desk asked, `log_grown` proves that the log it knew is its beginning, `log_held` that
    the batch it asked for is in it. `is_log_known`: the log is still as long and of the root as the desk said, and its
    head is left out. `commune` marks what there is of the commune's other desks (`mark_of`); empty where
    there is nobody who would answer.
    """

    device: bytes
    after: int
    last: int
    entries: tuple[InboxEntry, ...]
    epoch: int = 0
    held: int | None = None
    held_head: bytes = b""
    newest_epoch: int = 0
    keys_digest: bytes | None = None
    is_superseded: bool = False
    log_head: bytes = b""
    log_grown: tuple[bytes, ...] = ()
    log_held: tuple[bytes, ...] = ()
    commune: bytes = b""
    is_log_known: bool = False


class StickQuestion(msgspec.Struct, array_like=True, frozen=True):
    """What a desk asks when it lays its envelopes on a stick, signed: `inbox` as on the line, and how to answer.

    `last` is the newest event on the stick (that of `inbox.proven` if it has none). `turn` counts how often the desk
    moved its position back: an answer to an earlier turn is an old one. `box_key` (X25519) is made for this answer.
    `keys` is a signed `KeptKeys`, in the question so that an old stick never brings older ones back; empty: none.
    """

    inbox: InboxRequest
    last: int
    turn: int
    box_key: bytes
    keys: bytes = b""


class StickAnswer(msgspec.Struct, array_like=True, frozen=True):
    """What the district says to a stick, signed: `asked` is the SHA-256 of the question, `at` milliseconds.

    `receipt` is the newest one signed (empty: none), `refusals` are signed, one for each reason; `pages` are signed
    pages of the inbox from `after` of the question on. `scans` is a signed `ScanNeeds` on every scan of the stick,
    looked at after its pieces were taken (empty: there were none, or an older district).
    """

    asked: bytes
    at: int
    receipt: bytes
    refusals: tuple[bytes, ...]
    pages: tuple[bytes, ...]
    scans: bytes = b""


class StickReply(msgspec.Struct, array_like=True, frozen=True):
    """The file that lies on the stick: the question as it was, and the signed answer in an envelope for its box key.

    `keys` is the signed `EnrolAnswer` of a district whose keys were handed over since it began; empty: they never were.
    """

    question: bytes
    sealed: bytes
    keys: bytes = b""


class StickEnrolment(msgspec.Struct, array_like=True, frozen=True):
    """What the district says to a desk that asked by a stick to be taken in; `asked` is the SHA-256 of its request.

    `answer` is the signed `EnrolAnswer`, or empty, and then `refusal` is a signed `Refusal`. Only who has read the code
    can have made it, and only this desk, with this code, finds it to be its own.
    """

    asked: bytes
    answer: bytes
    refusal: bytes = b""
