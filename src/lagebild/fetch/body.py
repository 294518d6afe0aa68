"""The body of an answer, read as it comes: bounded in size and time, its length checked, its encoding undone."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx

from lagebild.errors import FetchError
from lagebild.fetch.connection import Deadline

Progress = Callable[[int, int | None], None]

PIECE_BYTES = 64 * 1024
"""Most that is decoded before it is counted; a bomb gets no further beyond the limit than this. Source: our own
choice, the size of a network read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLimits:
    """How much body is taken, and who is told of it.

    Attributes:
        size_bytes: Largest body, both as sent and with its encoding undone.
        deadline: When it must be there.
        progress: Told the bytes received and the bytes declared (None where not declared), both as sent.
    """

    size_bytes: int
    deadline: Deadline
    progress: Progress | None


def read_body(response: httpx.Response, url: httpx.URL, limits: BodyLimits) -> bytes:
    """The whole body with its content encoding undone; `url` names it in messages.

    Raises:
        FetchError: Too large, too late, shorter or longer than declared, or in an encoding that was not asked for.
        httpx.HTTPError: The connection failed.
    """
    declared = _read_length(response)
    if declared is not None and declared > limits.size_bytes:
        raise _make_size_error(url, limits.size_bytes)
    decoder = _open_decoder(response, url)
    pieces: list[bytes] = []
    size = sent = 0
    _tell(limits, sent, declared)
    for chunk in _iterate(response):
        sent += len(chunk)
        for piece in _decode(decoder, chunk, url):
            size += len(piece)
            _check_size(size, url, limits)
            pieces.append(piece)
        _check_size(sent, url, limits)
        _check_time(sent, url, limits)
        _tell(limits, sent, declared)
    if declared is not None and sent != declared:
        raise make_length_error(url, f"{sent} bytes came and {declared} were declared")
    if decoder is not None and not decoder.is_complete:
        raise make_length_error(url, f"its gzip encoding breaks off after {sent} bytes")
    return b"".join(pieces)


def make_length_error(url: httpx.URL, reason: str) -> FetchError:
    """The error for a body that is not whole."""
    return FetchError(f"{url}: wrong length: {reason}; nothing was kept, try again later.", temporary=True)


def _read_length(response: httpx.Response) -> int | None:
    """As declared; None where it is not, or does not count (RFC 9112 §6.3: with a transfer coding)."""
    declared = response.headers.get("content-length", "")
    is_number = declared.isascii() and declared.isdecimal()
    return int(declared) if is_number and "transfer-encoding" not in response.headers else None


def _iterate(response: httpx.Response) -> Iterator[bytes]:
    stream = response.stream
    if not isinstance(stream, httpx.SyncByteStream):
        raise TypeError("the transport gave a stream that can only be awaited")
    yield from stream


def _tell(limits: BodyLimits, sent: int, declared: int | None) -> None:
    if limits.progress is not None:
        limits.progress(sent, declared)


def _check_size(size: int, url: httpx.URL, limits: BodyLimits) -> None:
    if size > limits.size_bytes:
        raise _make_size_error(url, limits.size_bytes)


def _make_size_error(url: httpx.URL, size_limit_bytes: int) -> FetchError:
    return FetchError(
        f"{url}: the answer is larger than {size_limit_bytes} bytes; nothing was kept. "
        f"Download it yourself and add it by its path.",
        temporary=False,
    )


def _check_time(sent: int, url: httpx.URL, limits: BodyLimits) -> None:
    if limits.deadline.is_over:
        raise FetchError(
            f"{url}: the answer was still coming when the time was up, at {sent} bytes; try again later.",
            temporary=True,
        )


class _Gunzip:
    """Undoes gzip in pieces of bounded size, over any number of members (RFC 1952 §2.2)."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        self._is_begun = False

    @property
    def is_complete(self) -> bool:
        """Whether the last member ended, or none began."""
        return self._member.eof or not self._is_begun

    def feed(self, content: bytes) -> Iterator[bytes]:
        """What the content decodes to, in pieces of at most `PIECE_BYTES`; zero bytes between members are padding.

        Raises:
            zlib.error: It is no gzip.
        """
        while True:
            if self._member.eof:
                content = content.lstrip(b"\0")
                if not content:
                    return
                self._member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            self._is_begun = self._is_begun or bool(content)
            piece = self._member.decompress(content, PIECE_BYTES)
            if piece:
                yield piece
            if self._member.eof:
                content = self._member.unused_data
            else:
                content = self._member.unconsumed_tail
                if not content and len(piece) < PIECE_BYTES:
                    return


def _open_decoder(response: httpx.Response, url: httpx.URL) -> _Gunzip | None:
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in {"", "identity"}:
        return None
    if encoding in {"gzip", "x-gzip"}:
        return _Gunzip()
    raise FetchError(
        f"{url}: the answer is encoded as {encoding[:40]!r}, which was not asked for; "
        f"download it yourself and add it by its path.",
        temporary=False,
    )


def _decode(decoder: _Gunzip | None, chunk: bytes, url: httpx.URL) -> Iterator[bytes]:
    if decoder is None:
        yield chunk
        return
    try:
        yield from decoder.feed(chunk)
    except zlib.error as error:
        raise FetchError(
            f"{url}: the answer says that it is gzip and is not ({error}); try again later.", temporary=True
        ) from error
