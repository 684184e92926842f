"""A browser that only knows forms and cookies."""

from __future__ import annotations

import http.client
import re
import ssl
import urllib.parse

from tests.sync.real_district import RealDistrict

NAME, PASSWORD = "Lê Thị Hòa", "một mật khẩu dài"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """Asks for pages and fills in forms; `said` and `headers` are of the last answer."""

    def __init__(self, district: RealDistrict, trust: ssl.SSLContext | None = None) -> None:
        if trust is None:
            self._line = http.client.HTTPConnection("127.0.0.1", district.port, timeout=20)
        else:
            self._line = http.client.HTTPSConnection("localhost", district.port, timeout=20, context=trust)
        self._origin = district.url.replace("127.0.0.1", "127.0.0.1" if trust is None else "localhost")
        self.cookies: list[str] = []
        self._jar: dict[str, str] = {}
        self._kept = ""
        self.said = ""
        self.headers: http.client.HTTPMessage | None = None

    def sign_in(self, password: str = PASSWORD, name: str = NAME) -> int:
        """Fill in the page; return the status (302: it let us in)."""
        self.cookies, self._jar = [], {}
        self.ask("GET", "/sign-in")
        return self.post("/sign-in", username=name, password=password)

    def is_signed_in(self) -> bool:
        """Whether the server has given a session and not taken it back."""
        return any(value.strip('"') for name, value in self._jar.items() if "session" in name)

    def wait(self) -> int:
        """Return the seconds that the last answer asks to wait."""
        assert self.headers is not None
        return int(self.headers["Retry-After"])

    def token(self) -> str:
        """Return what the forms of the last page carry against forms of other sites."""
        return str(_TOKEN.findall(self.said)[0])

    def location(self) -> str:
        """Return where the last answer leads, "" for nowhere."""
        assert self.headers is not None
        return self.headers["Location"] or ""

    def get(self, path: str) -> str:
        """Return a page, which must open."""
        assert self.ask("GET", path) == 200, (path, self.location(), self.said)
        return self.said

    def post(self, path: str, **typed: str) -> int:
        """Send a form of the last page that had one; return the status."""
        self._kept = _TOKEN.findall(self.said)[0] if _TOKEN.search(self.said) else self._kept
        return self.ask("POST", path, urllib.parse.urlencode({"csrfmiddlewaretoken": self._kept, **typed}))

    def ask(self, method: str, path: str, body: str | bytes | None = None, **more: str) -> int:
        """Ask with the cookies given so far; return the status."""
        sent = "; ".join(f"{name}={value}" for name, value in self._jar.items())
        kind = "application/x-www-form-urlencoded"
        named = {"Cookie": sent, "Content-Type": kind, "Origin": self._origin, "Referer": self._origin}
        answer = self._answered(method, path, body, {**named, **more})
        self.said, self.headers = answer.read().decode(errors="replace"), answer.headers
        given = answer.headers.get_all("Set-Cookie") or []
        self.cookies += given
        self._jar |= {name: value for name, _, value in (cookie.split(";")[0].partition("=") for cookie in given)}
        return answer.status

    def _answered(
        self, method: str, path: str, body: str | bytes | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        try:
            self._line.request(method, path, body, headers)
            return self._line.getresponse()
        except http.client.RemoteDisconnected:  # the server hangs up on who keeps silent for two minutes
            self._line.close()
            self._line.request(method, path, body, headers)
            return self._line.getresponse()

    def close(self) -> None:
        """Hang up."""
        self._line.close()
