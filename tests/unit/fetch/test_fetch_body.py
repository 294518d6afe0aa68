"""A body is taken whole, within its bounds, or not at all."""

import gzip
from collections.abc import Iterator

import httpx
import pytest

from lagebild.errors import FetchError
from lagebild.fetch.body import PIECE_BYTES, BodyLimits, Progress, read_body
from lagebild.fetch.connection import Deadline

URL = httpx.URL("https://lists.example.org/list.xml")
PACKED = gzip.compress(b"<list/>" * 100, mtime=0)


class _Chunks(httpx.SyncByteStream):
    """A body in the chunks that a test names."""

    def __init__(self, *chunks: bytes) -> None:
        self.chunks = chunks
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            self.taken += 1
            yield chunk


def read(
    *chunks: bytes,
    headers: dict[str, str] | None = None,
    size_bytes: int = 1_000_000,
    total_s: float = 60,
    progress: Progress | None = None,
) -> bytes:
    limits = BodyLimits(size_bytes=size_bytes, deadline=Deadline(total_s), progress=progress)
    return read_body(httpx.Response(200, headers=headers, stream=_Chunks(*chunks)), URL, limits)


def test_read_body_joins_chunks_and_tells_its_progress() -> None:
    told: list[tuple[int, int | None]] = []
    assert (
        read(b"ab", b"", b"c", headers={"Content-Length": "3"}, progress=lambda *step: told.append(step))
        == b"abc"
    )
    assert told == [(0, 3), (2, 3), (2, 3), (3, 3)]


def test_read_body_without_length_tells_no_total() -> None:
    told: list[tuple[int, int | None]] = []
    assert read(b"ab", progress=lambda *step: told.append(step)) == b"ab"
    assert told == [(0, None), (2, None)]


def test_read_body_length_beside_a_transfer_coding_does_not_count() -> None:
    assert read(b"ab", headers={"Content-Length": "7", "Transfer-Encoding": "chunked"}) == b"ab"


@pytest.mark.parametrize("declared", ["4", "2", "0"])
def test_read_body_of_another_length_than_declared_is_refused_for_now(declared: str) -> None:
    with pytest.raises(
        FetchError, match=f"wrong length: 3 bytes came and {declared} were declared"
    ) as caught:
        read(b"abc", headers={"Content-Length": declared})
    assert caught.value.temporary is True


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP"])
@pytest.mark.parametrize("size", [1, 7, len(PACKED)])
def test_read_body_gzip_is_undone_however_it_is_cut(encoding: str, size: int) -> None:
    chunks = [PACKED[start : start + size] for start in range(0, len(PACKED), size)]
    headers = {"Content-Encoding": encoding, "Content-Length": str(len(PACKED))}
    assert read(*chunks, headers=headers) == b"<list/>" * 100


def test_read_body_gzip_of_several_members_and_padding_is_one_body() -> None:
    content = gzip.compress(b"one ") + gzip.compress(b"") + gzip.compress(b"two") + b"\0" * 9
    assert read(content, b"\0", headers={"Content-Encoding": "gzip"}) == b"one two"


def test_read_body_gzip_larger_than_a_piece_is_whole() -> None:
    content = b"x" * (3 * PIECE_BYTES)
    assert read(gzip.compress(content), headers={"Content-Encoding": "gzip"}) == content
    assert read(headers={"Content-Encoding": "gzip"}) == b""


def test_read_body_gzip_that_breaks_off_is_refused_for_now() -> None:
    with pytest.raises(FetchError, match="wrong length: its gzip encoding breaks off") as caught:
        read(PACKED[:-4], headers={"Content-Encoding": "gzip"})
    assert caught.value.temporary is True


@pytest.mark.parametrize("content", [b"<list/>", PACKED + b"rest"])
def test_read_body_that_is_no_gzip_is_refused(content: bytes) -> None:
    with pytest.raises(FetchError, match="says that it is gzip and is not"):
        read(content, headers={"Content-Encoding": "gzip"})


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "deflate", "zstd", "compress"])
def test_read_body_in_an_encoding_not_asked_for_is_refused(encoding: str) -> None:
    with pytest.raises(FetchError, match="not asked for") as caught:
        read(b"x", headers={"Content-Encoding": encoding})
    assert caught.value.temporary is False


def test_read_body_bomb_stops_at_the_limit_and_is_not_unpacked_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded = 0
    from lagebild.fetch import body

    def count(size: int, url: httpx.URL, limits: BodyLimits, check=body._check_size) -> None:
        nonlocal decoded
        decoded = max(decoded, size)
        check(size, url, limits)

    monkeypatch.setattr(body, "_check_size", count)
    bomb = gzip.compress(b"\0" * 50_000_000)
    with pytest.raises(FetchError, match="larger than 100000 bytes"):
        read(bomb, headers={"Content-Encoding": "gzip"}, size_bytes=100_000)
    assert decoded <= 100_000 + PIECE_BYTES


def test_read_body_of_empty_members_without_end_is_counted_as_sent() -> None:
    empty = gzip.compress(b"") * 100
    with pytest.raises(FetchError, match="larger than 5000 bytes"):
        read(*[empty] * 10, headers={"Content-Encoding": "gzip"}, size_bytes=5_000)


def test_read_body_declared_too_large_is_refused_before_a_byte_is_read() -> None:
    stream = _Chunks(b"a")
    limits = BodyLimits(size_bytes=10, deadline=Deadline(60), progress=None)
    with pytest.raises(FetchError, match="larger than 10 bytes"):
        read_body(httpx.Response(200, headers={"Content-Length": "11"}, stream=stream), URL, limits)
    assert stream.taken == 0


def test_read_body_of_exactly_the_limit_is_taken() -> None:
    assert read(b"a" * 10, size_bytes=10) == b"a" * 10
    with pytest.raises(FetchError, match="larger than 10 bytes"):
        read(b"a" * 10, b"a", size_bytes=10)


def test_read_body_after_the_deadline_is_refused_for_now() -> None:
    with pytest.raises(FetchError, match="still coming when the time was up, at 1 bytes") as caught:
        read(b"a", b"b", total_s=0)
    assert caught.value.temporary is True


def test_read_body_ends_with_what_the_progress_raises() -> None:
    def stop(_sent: int, _declared: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(b"a", progress=stop)
