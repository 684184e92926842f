"""TLS before the server: a small relay that opens connections and hands plain bytes on over loopback."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sync.district.errors import DistrictInputError

_PIECE = 64 * 1024
_HANDSHAKE = 20.0
_SOON = 0.002  # seconds in which the body of an answer follows its head


class TlsFront:
    """Relays from a listening socket to an address while it is entered; DistrictInputError for a bad certificate."""

    def __init__(self, outside: socket.socket, inside: Any, certificate: tuple[Path, Path]) -> None:
        self._outside = outside
        self._inside = inside
        self._context = _context(*certificate)
        self._loop = asyncio.new_event_loop()
        self._peers: dict[int, str] = {}
        self._thread = threading.Thread(target=self._run, name="tls", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def peer_of(self, port: int) -> str | None:
        """Return the address behind the inner connection from `port`, while it lasts."""
        return self._peers.get(port)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(
            asyncio.start_server(self._relay, sock=self._outside, ssl=self._context, ssl_handshake_timeout=_HANDSHAKE)
        )
        self._loop.run_forever()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host, port = self._inside[:2]
        with contextlib.suppress(OSError):
            inner_reader, inner_writer = await asyncio.open_connection(host, port)
            port = inner_writer.get_extra_info("sockname")[1]
            self._peers[port] = writer.get_extra_info("peername")[0]
            try:
                await asyncio.gather(_pump(reader, inner_writer), _pump(inner_reader, writer, soon=_SOON))
            finally:
                self._peers.pop(port, None)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, soon: float = 0) -> None:
    try:
        while piece := await reader.read(_PIECE):
            if soon:  # the server writes head and body apart; on a slow line a packet for each is a tenth of a round
                with contextlib.suppress(TimeoutError):
                    piece += await asyncio.wait_for(reader.read(_PIECE), soon)
            writer.write(piece)
            await writer.drain()
    except OSError:
        pass
    finally:
        with contextlib.suppress(OSError):
            writer.close()


def _context(certificate: Path, key: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key)
    except OSError as error:
        raise DistrictInputError(f"The certificate {certificate} and its key cannot be used: {error}") from error
    return context
