"""HTTP to the district: one connection a round, no redirects, no proxies, nothing unpacked, answers of bounded size."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sync.desk.address import DistrictAddress
from sync.errors import (
    AuthorityFileError,
    CertificateRefusedError,
    DistrictAnswerError,
    DistrictUnreachableError,
)
from sync.wire.limits import ENVELOPE_MOST
from sync.wire.messages import NOTE_TYPE

if TYPE_CHECKING:
    import httpx2


PATIENCE = 30.0  # seconds of silence on the line before it counts as broken


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `is_note` when the sender calls it one of our notes."""

    status: int
    is_note: bool
    content: bytes


class DistrictConnection:
    """Open while a round lasts. `patience` is the seconds of silence borne; there is no limit to a round as a whole."""

    def __init__(self, address: DistrictAddress, *, ca_file: Path | None, patience: float) -> None:
        self._address = address
        self._client = _client(address, ca_file, patience)
        self._is_kept = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    @property
    def url(self) -> str:
        """The address, for messages."""
        return self._address.url

    def post(self, path: str, body: bytes) -> Answer:
        """Return the answer to `body`; DistrictUnreachableError, CertificateRefusedError, DistrictAnswerError."""
        return self._exchange("POST", path, body, {"Content-Type": "application/octet-stream"})

    def get(self, path: str, headers: Mapping[str, str]) -> Answer:
        """Return the answer; errors as `post`."""
        return self._exchange("GET", path, None, headers)

    def _exchange(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        import httpx2

        # Whoever holds the other end may close a kept connection just as it is used again, which says nothing about the
        # line. Every request may be sent twice, so it goes once more, over a new connection.
        was_kept, self._is_kept = self._is_kept, False
        with _translated(self.url):
            try:
                answer = self._ask(method, path, body, headers)
            except httpx2.TransportError as error:
                if not (was_kept and _is_cut(error)):
                    raise
                answer = self._ask(method, path, body, headers)
        self._is_kept = True
        return answer

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        with self._client.stream(method, self.url + path, content=body, headers=dict(headers)) as response:
            if response.headers.get("content-encoding", "identity") != "identity":
                raise DistrictAnswerError(url=self.url, reason="a packed answer")
            return Answer(
                response.status_code, response.headers.get("content-type") == NOTE_TYPE, self._content(response)
            )

    def _content(self, response: httpx2.Response) -> bytes:
        taken = bytearray()
        for piece in response.iter_raw():
            taken += piece
            if len(taken) > ENVELOPE_MOST:
                raise DistrictAnswerError(url=self.url, reason="an answer without end")
        return bytes(taken)


def _client(address: DistrictAddress, ca_file: Path | None, patience: float) -> httpx2.Client:
    # Imported here because the HTTP client must not be loaded before the first window is painted.
    import httpx2

    client = httpx2.Client(
        verify=_trust(ca_file) if address.is_secure else False,
        timeout=httpx2.Timeout(patience),
        follow_redirects=False,
        trust_env=False,
    )
    for needless in (
        "Accept",
        "Accept-Encoding",
        "Connection",
        "User-Agent",
    ):  # a question for the inbox is a kilobyte at most, all told
        del client.headers[needless]
    return client


def _trust(ca_file: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
    except OSError as error:  # ssl.SSLError is one too
        raise AuthorityFileError(path=str(ca_file), reason=str(error)) from error


@contextmanager
def _translated(url: str) -> Iterator[None]:
    import httpx2

    try:
        yield
    except httpx2.TransportError as error:
        refused = _certificate_error(error)
        if refused is not None:
            raise CertificateRefusedError(url=url, reason=refused.verify_message) from error
        if isinstance(error, httpx2.RemoteProtocolError) and not _is_cut(error):
            raise DistrictAnswerError(url=url, reason=str(error)) from error
        raise DistrictUnreachableError(url=url, reason=str(error) or type(error).__name__) from error
    except httpx2.HTTPError as error:
        raise DistrictAnswerError(url=url, reason=str(error)) from error


def _is_cut(error: BaseException) -> bool:
    import httpx2

    if isinstance(error, httpx2.ReadError | httpx2.WriteError):
        return True
    is_protocol = isinstance(error, httpx2.RemoteProtocolError)
    return is_protocol and ("disconnected" in str(error) or "peer closed" in str(error))


def _certificate_error(error: BaseException) -> ssl.SSLCertVerificationError | None:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None
