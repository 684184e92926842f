"""The night courier, on the way out: what waits goes on a stick, in the same envelopes as over the line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desk_app.domain.positional import milliseconds_of
from desk_app.ports import Clock, Enrolment, Outbox, Signer
from desk_app.scan_ports import ScanOutbox
from sync.bundle.folder import ENVELOPES_MOST, DeskFolder, EnvelopeName, folder_made
from sync.desk.district_log import believed
from sync.desk.kept_keys import signed_keys
from sync.desk.sealing import Packing, sealed_after
from sync.desk.stick_box import box_key_for
from sync.desk.stick_enrolment import lay_request, wants_in
from sync.desk.stick_scans import LaidScans, lay_scans
from sync.wire.envelope import public_key_of
from sync.wire.messages import READS, InboxRequest, StickQuestion
from sync.wire.signing import sign_note

# A refusal costs the courier a day, a few bytes more cost nothing: so no dictionary that an older district lacks, and
# digests for a salt that it lost. What can be proven with them is what can be proven without.
_PACKING = Packing(with_dictionary=False, with_digests=True)
_ENVELOPE_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Exported:
    """Events and files laid on the stick, up to event `last`; `waiting` events have no receipt yet, all the same.

    `scans` lie there whole, `scans_left` found no room and wait for the next stick. `asks_in` says that the desk asks
    to be taken in; one that has no keys yet lays nothing else down.
    """

    events: int
    files: int
    last: int
    waiting: int
    scans: int = 0
    scans_left: int = 0
    asks_in: bool = False


def export_bundle(
    outbox: Outbox, signer: Signer, clock: Clock, folder: Path, scans: ScanOutbox | None = None, code: str = ""
) -> Exported:
    """Lay everything that waits on the stick at `folder`: events, the desk's question, then scans if there is room.

    Nothing counts as sent by that. A desk that the district has not taken in asks for it by its one-time `code`.

    StickBeforeEnrolmentError; StickGoneError, StickFullError, StickFailedError and what `sync.bundle.files` refuses:
    the stick may then hold a part, which is good for what it holds, and the desk is as it was.
    """
    asks_in, enrolment = wants_in(outbox, code), outbox.identity().enrolment
    own = folder_made(folder, outbox.identity().device)
    if asks_in:
        lay_request(own, outbox, signer, code)
    else:
        own.drop_request()
    if enrolment is None:
        return Exported(0, 0, 0, outbox.waiting(), asks_in=True)
    own.tidy(keep=frozenset(str(name) for name, _ in own.envelopes()))
    names, events = _lay_envelopes(outbox, signer, clock, own, enrolment)
    last = names[-1].last if names else 0
    own.put_question(sign_note(_question(outbox, signer, clock, last, enrolment), signer))
    own.tidy(keep=frozenset(map(str, names)))
    laid = LaidScans()
    if scans is not None:
        upto = max(last, outbox.acknowledged())
        laid = lay_scans(own, outbox, scans, signer, clock, enrolment.envelope_key, upto)
    return Exported(events, len(names), last, outbox.waiting(), laid.laid, laid.left, asks_in)


def _lay_envelopes(
    outbox: Outbox, signer: Signer, clock: Clock, own: DeskFolder, enrolment: Enrolment
) -> tuple[list[EnvelopeName], int]:
    names: list[EnvelopeName] = []
    events, after = 0, outbox.acknowledged()
    while outbox.waiting() > 0 and len(names) < ENVELOPES_MOST:
        sealed = sealed_after(outbox, signer, clock, after, _ENVELOPE_BYTES, enrolment.envelope_key, _PACKING)
        if sealed is None:
            break
        names.append(EnvelopeName(sealed.epoch, sealed.first, sealed.last))
        own.put_envelope(names[-1], sealed.envelope)
        events, after = events + sealed.count, sealed.last
    return names, events


def _question(outbox: Outbox, signer: Signer, clock: Clock, last: int, enrolment: Enrolment) -> StickQuestion:
    identity, proven, log = outbox.identity(), outbox.acknowledged(), believed(outbox)
    asked = InboxRequest(
        identity.device, identity.epoch, outbox.inbox_position(), proven + outbox.waiting(),
        milliseconds_of(clock.now()), proven, outbox.chain_at(proven) or b"", reads=READS,
        log_known=log.known_size, log_batch=log.batch, log_root=log.root_of_known,
    )  # fmt: skip
    box = public_key_of(box_key_for(asked, signer))
    keys = signed_keys(outbox, signer, enrolment, clock)
    return StickQuestion(asked, max(last, proven), outbox.times_rewound(), box, keys)
