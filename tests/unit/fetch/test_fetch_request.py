"""The door for requests, against a server on this machine that the test allows by name."""

import gzip
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from lagebild.errors import FetchError
from lagebild.fetch import Fetched, fetch


class _Pages(BaseHTTPRequestHandler):
    """Answers by path; says nothing on the console."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer one request."""
        port = self.server.server_address[1]
        moved = {
            "/moved": "/page",
            "/inward": f"http://inner.example.org:{port}/page",
            "/loop": "/loop",
            "/file": "file:///etc/passwd",
            "/broken": "http://[::1",
        }
        if self.path in moved:
            self._answer(302, b"", {"Location": moved[self.path]})
        elif self.path == "/page":
            self._answer(200, self.headers["Host"].encode(), {"Content-Type": "text/plain; charset=utf-8"})
        elif self.path == "/bomb":
            self._answer(200, gzip.compress(b"0" * 3_000_000), {"Content-Encoding": "gzip"})
        elif self.path == "/declared":
            self.send_response(200)
            self.send_header("Content-Length", "5000000000")
            self.end_headers()
            self.close_connection = True
        elif self.path == "/busy":
            self._answer(503, b"later", {})
        else:
            self._answer(404, b"gone", {})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def resolve(host: str, port: int) -> list[str]:
    """A resolver of our own: one host that the test allows, one that leads inwards."""
    del port
    return {"news.example.org": ["127.0.0.1"], "inner.example.org": ["127.0.0.2"]}.get(host, [host])


def get(port: int, path: str, **options: object) -> Fetched:
    return fetch(
        f"http://news.example.org:{port}{path}",
        resolve=resolve,
        is_allowed_address=lambda address: address == "127.0.0.1",
        allowed_ports=frozenset({port}),
        **options,  # type: ignore[arg-type]  # each test passes the options that it names
    )


def test_fetch_page_keeps_body_heads_and_host(port: int) -> None:
    got = get(port, "/page")
    assert got.content == f"news.example.org:{port}".encode()
    assert (got.status, got.address, got.redirects) == (200, "127.0.0.1", ())
    assert got.media_type == "text/plain; charset=utf-8"
    assert got.request_head.startswith("GET /page HTTP/1.1\r\n")
    assert f"Host: news.example.org:{port}\r\n" in got.request_head
    assert got.response_head.startswith("HTTP/1.1 200 OK\r\n")


def test_fetch_redirect_is_followed_and_told(port: int) -> None:
    got = get(port, "/moved")
    assert got.url == f"http://news.example.org:{port}/page"
    assert got.requested_url == f"http://news.example.org:{port}/moved"
    assert got.redirects == (f"http://news.example.org:{port}/moved",)


def test_fetch_redirect_to_inner_address_is_refused(port: int) -> None:
    with pytest.raises(
        FetchError, match=r"inner\.example\.org leads to 127\.0\.0\.2, which is not a public address"
    ) as caught:
        get(port, "/inward")
    assert caught.value.temporary is False


@pytest.mark.parametrize(
    ("path", "says", "temporary"),
    [
        ("/loop", "redirects in a circle, back to http://news.example.org:", False),
        ("/file", "only http and https", False),
        ("/broken", "redirects to something that is no address", False),
        ("/busy", "answered 503 Service Unavailable; try again later", True),
        ("/none", "answered 404 Not Found; look at the page", False),
        ("/bomb", "larger than 1000000 bytes", False),
        ("/declared", "larger than 1000000 bytes", False),
    ],
)
def test_fetch_failure_says_what_and_whether_later_helps(
    port: int, path: str, says: str, *, temporary: bool
) -> None:
    with pytest.raises(FetchError, match=re.escape(says)) as caught:
        get(port, path, size_limit_bytes=1_000_000)
    assert caught.value.temporary is temporary


@pytest.mark.parametrize(
    "url",
    [
        "", "news.example.org", "ftp://news.example.org/x", "file:///etc/passwd", "javascript:alert(1)", "http://",
        "http:///page", "http://user:word@news.example.org/", "http://news.example.org:22/", "http://a b.example.org/",
        "http://news.example.org\\@127.0.0.1/", "http://news.example.org/\r\nX: y", "http://[::1", "http://x:99999/",
        "http://" + "a" * 5000,
    ],
)  # fmt: skip
def test_fetch_address_we_do_not_take_is_refused_before_any_look_up(url: str) -> None:
    def never(host: str, port: int) -> list[str]:
        raise AssertionError(f"looked up {host}:{port}")

    with pytest.raises(FetchError):
        fetch(url, resolve=never)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254",
     "[fe80::1]", "0", "[64:ff9b::a9fe:a9fe]", "0x7f.1", "0177.0.0.1", "017700000001", "127.0.1", "[::127.0.0.1]",
     "[2002:7f00:1::]", "[fec0::1]", "192.0.0.8", "224.0.0.1", "[::ffff:a9fe:a9fe]", "[::ffff:0:127.0.0.1]",
     "[::]"],
)  # fmt: skip
def test_fetch_own_machine_is_refused_by_default(host: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(f"http://{host}/")
    said = ("not a public address", "not known", "Invalid IPv4 address")
    assert any(words in str(caught.value) for words in said)


@pytest.mark.parametrize(
    "url",
    ["http://[fe80::1%25eth0]/", "http://[::1%1]/", "http://①②⑦.⓪.⓪.①/", "http://127.0.0.1%00.example.org/"],
)
def test_fetch_host_in_disguise_is_refused_before_any_connection(url: str) -> None:
    with pytest.raises(FetchError, match=r"not an address|not a public address|not known"):
        fetch(url, resolve=lambda host, _port: [host])


def test_fetch_any_forbidden_address_of_a_host_refuses_all() -> None:
    with pytest.raises(FetchError, match=r"leads to 10\.0\.0\.1"):
        fetch("http://news.example.org/", resolve=lambda _host, _port: ["1.1.1.1", "10.0.0.1"])


def test_fetch_connects_to_the_pinned_address_and_keeps_the_tls_name() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=b"ok")

    fetch(
        "https://news.example.org/a?b=1",
        transport=httpx.MockTransport(answer),
        resolve=lambda _host, _port: ["1.1.1.1"],
    )
    assert str(seen[0].url) == "https://1.1.1.1/a?b=1"
    assert seen[0].headers["host"] == "news.example.org"
    assert seen[0].extensions["sni_hostname"] == "news.example.org"
    assert "cookie" not in seen[0].headers
    assert "authorization" not in seen[0].headers


def test_fetch_unknown_host_may_be_tried_later() -> None:
    def fail(_host: str, _port: int) -> list[str]:
        raise OSError("name or service not known")

    with pytest.raises(FetchError, match="not known") as caught:
        fetch("http://nowhere.example.org/", resolve=fail)
    assert caught.value.temporary is True


@pytest.mark.shared
def test_fetch_hostile_addresses_never_reach_inwards(shared: Path) -> None:
    lines = (shared / "hostile/ssrf/cloud-metadata.txt").read_text(encoding="utf-8").splitlines()
    urls = [line.split()[0] for line in lines if line.startswith(("http", "ftp", "gopher"))]
    rows = json.loads((shared / "hostile/url/url/tests/urltestdata.json").read_text(encoding="utf-8"))
    urls += [row["input"] for row in rows if isinstance(row, dict)]
    assert len(urls) > 500

    def refuse(address: str) -> bool:
        del address
        return False

    for url in urls:
        with pytest.raises(FetchError):
            fetch(url, resolve=lambda host, _port: [host], is_allowed_address=refuse)


def test_fetch_redirect_from_https_to_http_is_asked_for_over_https() -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(str(request.url))
        if len(seen) == 1:
            return httpx.Response(303, headers={"Location": "http://store.example.org/x"})
        return httpx.Response(200, content=b"ok")

    got = fetch(
        "https://news.example.org/a",
        transport=httpx.MockTransport(answer),
        resolve=lambda _host, _port: ["1.1.1.1"],
    )
    assert got.url == "https://store.example.org/x"
    assert seen == ["https://1.1.1.1/a", "https://1.1.1.1/x"]


def test_fetch_connects_to_a_pinned_ipv6_address() -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(str(request.url))
        return httpx.Response(200, content=b"ok")

    fetch(
        "http://news.example.org/a",
        transport=httpx.MockTransport(answer),
        resolve=lambda _host, _port: ["2606:4700:4700::1111"],
    )
    assert seen == ["http://[2606:4700:4700::1111]/a"]


def test_fetch_validator_with_a_line_break_is_a_wrong_argument() -> None:
    with pytest.raises(ValueError, match="no validator"):
        fetch("http://news.example.org/", etag='"a"\r\nX: y')
