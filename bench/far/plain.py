"""The floor: one connection, so many bytes up, one byte back. `plain serve` at the other end."""

from __future__ import annotations

import socket
import sys
import time

PORT = 9100


def main() -> None:
    """Serve, or send as many bytes as every line of stdin says."""
    if sys.argv[1] == "serve":
        _serve()
    print("ready", flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        with socket.create_connection((sys.argv[1], PORT)) as connection:
            connection.sendall(bytes(int(line)))
            connection.shutdown(socket.SHUT_WR)
            assert connection.recv(1) == b"1"
        print(time.perf_counter() - start, flush=True)


def _serve() -> None:
    with socket.create_server(("", PORT)) as server:
        print("ready", flush=True)
        while True:
            connection, _ = server.accept()
            with connection:
                while connection.recv(65536):
                    pass
                connection.sendall(b"1")


if __name__ == "__main__":
    main()
