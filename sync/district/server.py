"""The process that answers: waitress, and before it TLS when a certificate is given."""

from __future__ import annotations

import gc
import signal
import socket
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sync.district.errors import PortError
from sync.district.workers import in_workers
from sync.wire.limits import ENVELOPE_MOST

_THREADS = 4
_OBJECTS_BEFORE_COLLECTING = 50_000
_SILENCE = 120  # seconds a connection may keep silent


def serve(
    application: Any,
    host: str,
    port: int,
    certificate: tuple[Path, Path] | None,
    ready: Callable[[str], None],
    *,
    is_behind_proxy: bool = False,
    workers: int = 1,
) -> None:
    """Answer until SIGTERM or Ctrl+C; `ready` is told the address once it can be used. PortError.

    Behind a proxy on this machine its word is taken for who asks and whether over TLS; nobody else's ever is. More than
    one of the `workers` are processes of their own (`in_workers`); then no certificate is given.
    """
    from sync.district.tls import TlsFront

    with ExitStack() as stack:
        if certificate is None:
            listener = stack.enter_context(_listener(host, port))
            address = f"http://{_name(host)}:{listener.getsockname()[1]}"
        else:
            listener = stack.enter_context(_listener("127.0.0.1", 0))
            outside = stack.enter_context(_listener(host, port))
            front = stack.enter_context(TlsFront(outside, listener.getsockname(), certificate))
            application = _with_true_address(application, front.peer_of)
            address = f"https://{_name(host)}:{outside.getsockname()[1]}"
        signal.signal(signal.SIGTERM, _stop)
        _settle()

        def answer(begun: Callable[[], None] = lambda: None) -> None:
            server = _waitress(application, listener, "http" if certificate is None else "https", is_behind_proxy)
            begun()
            server.run()
            server.close()

        def say_ready() -> None:
            ready(address)

        if workers == 1:
            answer(say_ready)
        else:
            in_workers(workers, answer, say_ready)


def _with_true_address(application: Any, peer_of: Callable[[int], str | None]) -> Any:
    # Behind the relay everybody seems to sit on this machine; whoever guesses passwords is counted by address.
    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        environ["REMOTE_ADDR"] = peer_of(int(environ["REMOTE_PORT"])) or environ["REMOTE_ADDR"]
        return application(environ, start_response)

    return answer


def _settle() -> None:
    # What is loaded by now stays; a collection in the middle of a batch need not look at all of it.
    from django.urls import get_resolver

    get_resolver().check()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING, 20, 20)


def _waitress(application: Any, listener: socket.socket, scheme: str, is_behind_proxy: bool) -> Any:
    from waitress.server import create_server

    return create_server(
        application,
        sockets=[listener],
        threads=_THREADS,
        url_scheme=scheme,
        ident=None,
        channel_timeout=_SILENCE,
        max_request_body_size=ENVELOPE_MOST + 1,
        connection_limit=1000,
        clear_untrusted_proxy_headers=True,
        **(_proxied() if is_behind_proxy else {}),
    )


def _proxied() -> dict[str, Any]:
    heard = {"x-forwarded-for", "x-forwarded-proto"}
    return {"trusted_proxy": "127.0.0.1", "trusted_proxy_count": 1, "trusted_proxy_headers": heard}


def _listener(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(256)
    except (OSError, OverflowError) as error:
        raise PortError(f"Cannot listen on {host} port {port}: {getattr(error, 'strerror', None) or error}") from error
    return listener


def _name(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _stop(number: int, frame: object) -> None:
    raise SystemExit(0)
