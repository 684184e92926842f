"""A district small enough to be begun anew for every trial: takes sealed batches, signs receipts, forgets nothing.

It serves between two looks of the harness, on the harness's own thread: a process that forks has no others.
"""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, HTTPServer

from nacl.public import PrivateKey

from sync.wire.batch import unpack
from sync.wire.envelope import opened, public_key_of
from sync.wire.messages import NOTE_TYPE, Reason, Receipt, Refusal
from sync.wire.reckoning import reckon, salt_of_body
from sync.wire.signing import KeySigner, sign_note

_PAGE = b"<html><body>Xin dang nhap</body></html>"
_AT = 1_796_000_000_000


class StubDistrict:
    """`chain` is the head after every event held; `pages` so many next requests get a proxy's page with status 200."""

    def __init__(self, desk_key: bytes) -> None:
        self.signer = KeySigner(bytes(range(32)))
        self._box = bytes(PrivateKey(bytes(range(1, 33))))
        self._desk_key = desk_key
        self.pages = 0
        self.forget()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if stub.pages:
                    stub.pages -= 1
                    stub._answer(self, 200, "text/html", _PAGE)
                    return
                status, note = stub._take(body)
                stub._answer(self, status, NOTE_TYPE, note)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.server.timeout = 0.02
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    @property
    def envelope_key(self) -> bytes:
        return public_key_of(self._box)

    def forget(self) -> None:
        """Begin anew."""
        self.chain: list[bytes] = []
        self._salts: dict[str | None, bytes] = {}

    def serve(self) -> None:
        """Answer who is there, for a moment."""
        self.server.handle_request()

    def _take(self, envelope: bytes) -> tuple[int, bytes]:
        batch = unpack(opened(envelope, self._box))
        header, head = batch.header, len(self.chain)
        if header.first > head + 1:
            gap = Refusal(Reason.GAP, header.device, header.epoch, header.first, head)
            return 409, sign_note(gap, self.signer)
        events = reckon(batch, self._salts)
        assert batch.is_sealed_by(self._desk_key, events[-1].chain)
        for event in events:
            place = event.sent.seq - 1
            if place < head:
                assert self.chain[place] == event.chain, "two histories"
            else:
                self.chain.append(event.chain)
            salt = None if event.sent.body is None else salt_of_body(event.row.kind, event.sent.body)
            if salt is not None:
                self._salts[event.row.dossier] = salt
        receipt = Receipt(header.device, header.epoch, len(self.chain), self.chain[-1], _AT, 1, 1, bytes(32))
        return 200, sign_note(receipt, self.signer)

    @staticmethod
    def _answer(handler: BaseHTTPRequestHandler, status: int, kind: str, content: bytes) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(content)))
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(content)
