"""`python -m tests.sync.golden` lays down the bytes of every kind that has none yet; it touches none that is there.

SHA256SUMS names each file with its sum: whoever changes a golden file has to change it there as well, and says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from db.copy_frames import frame_of, header_of
from desk_app.domain.chain import genesis
from sync.wire.batch import pack
from sync.wire.envelope import closed, public_key_of
from sync.wire.signing import sign_note
from tests.sync.golden import samples

FOLDER = Path(__file__).parent
SUMS = FOLDER / "SHA256SUMS"


# What was said before these messages grew: names and the number of fields they once had.
_ONCE: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "InboxRequest": (5,),
        "InboxPage": (4, 7, 9),
        "Refusal": (5,),
        "StickAnswer": (5,),
        "StickQuestion": (4,),
        "StickReply": (2,),
    }
)


def golden_now() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of everything this program says; names count the plain values inside."""
    for name, kind in samples.message_kinds().items():
        for count in (*_ONCE.get(name, ()), len(kind.__struct_fields__)):
            note = samples.sample_of(samples.shortened(kind, count))
            signed = sign_note(note, samples.SIGNER)
            yield f"note-{name}-{samples.leaves(msgspec.msgpack.decode(signed[64:]))}.bin", signed
    for number, version, header, body in samples.event_samples():
        count = samples.leaves(msgspec.msgpack.decode(body))
        yield f"event-{number:03}-{version}-{count}.bin", msgspec.msgpack.encode([header, body])
    log, device = samples.stored_samples(), samples.DEVICE
    for name, digests in (("plain", False), ("digests", True)):
        batch = pack(
            log, device=device, epoch=1, before=_before(), desk_head=3, sealed_at=samples.AT, signer=samples.SIGNER,
            with_dictionary=False, with_digests=digests,
        )  # fmt: skip
        yield f"batch-1-{name}.bin", batch
        if not digests:
            yield "envelope-1.bin", closed(batch, public_key_of(samples.DISTRICT_BOX))
    header = header_of(device)
    yield "copy-1.bin", header + frame_of(log, samples.COPY_KEY, header, bytes(24))


def sums() -> dict[str, str]:
    """Return the sums that are written down, by file."""
    if not SUMS.exists():
        return {}
    return {name: digest for digest, name in (line.split("  ") for line in SUMS.read_text().splitlines())}


def main() -> None:
    """Lay down what is missing."""
    known = sums()
    for name, content in golden_now():
        path = FOLDER / name
        if name not in known and not path.exists():
            path.write_bytes(content)
            known[name] = hashlib.sha256(content).hexdigest()
            print(name)
    SUMS.write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(known.items())))


def _before() -> bytes:
    return genesis(samples.SIGNER.public_key)


if __name__ == "__main__":
    main()
