"""A line between desk and district that can be cut: a relay on loopback."""

import contextlib
import socket
import threading


class Line:
    """Relays connections to a port; `cut_after(n)` ends the next connection after n bytes from the district."""

    def __init__(self, to_port: int) -> None:
        self._to_port = to_port
        self._cuts: list[int] = []
        self.drops = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        threading.Thread(target=self._serve, name="line", daemon=True).start()

    def cut_after(self, count: int) -> None:
        """Drop a coming connection once `count` bytes of answers went through it."""
        self._cuts.append(count)

    def close(self) -> None:
        """Take no more connections."""
        self._server.close()

    def _serve(self) -> None:
        while True:
            try:
                desk, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._relay, args=(desk,), daemon=True).start()

    def _relay(self, desk: socket.socket) -> None:
        allowed = self._cuts.pop(0) if self._cuts else None
        try:
            district = socket.create_connection(("127.0.0.1", self._to_port), timeout=5)
        except OSError:
            desk.close()
            return
        district.settimeout(None)
        threading.Thread(target=_copy, args=(desk, district, None), daemon=True).start()
        if _copy(district, desk, allowed):
            self.drops += 1


def _copy(source: socket.socket, target: socket.socket, allowed: int | None) -> bool:
    """Copy bytes until the end; True when the allowance ran out and both ends were dropped."""
    ran_out = False
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            if allowed is not None and len(data) >= allowed:
                target.sendall(data[:allowed])
                ran_out = True
                break
            if allowed is not None:
                allowed -= len(data)
            target.sendall(data)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
            end.close()
    return ran_out
