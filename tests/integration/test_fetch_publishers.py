"""A server on this machine plays publishers of lists, with their failures; only the tests let it through."""

import datetime as dt
import gzip
import ipaddress
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from lagebild.errors import FetchError
from lagebild.fetch import Fetched, fetch

LIST = b"<list>" + b"<entry/>" * 40 + b"</list>"
ETAG = '"edition-7"'
MODIFIED = "Fri, 04 Sep 2026 14:01:45 GMT"
HOST = "lists.example.org"
HOSTS = {HOST: "127.0.0.1", "files.example.org": "127.0.0.1", "inner.example.org": "127.0.0.2"}


class _Publisher(BaseHTTPRequestHandler):
    """Answers by path, each path one publisher's habit; keeps the heads of the requests that came."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        """Answer one request."""
        self.server.heads.append((self.path, dict(self.headers.items())))
        answer = getattr(self, "answer_" + self.path.strip("/").partition("?")[0].replace("-", "_"), None)
        if answer is None:
            self.send(404, b"gone")
        else:
            answer()

    def send(self, status: int, body: bytes = b"", **fields: str) -> None:
        """One whole answer."""
        self.send_response(status)
        for key, value in fields.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def begin(self, **fields: str) -> None:
        """The head of an answer that will not end well."""
        self.send_response(200)
        for key, value in fields.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.close_connection = True

    def answer_list(self) -> None:
        """The list, or 304 for the edition that it is."""
        if self.headers.get("If-None-Match") == ETAG or self.headers.get("If-Modified-Since") == MODIFIED:
            self.send(304, ETag=ETAG)
        else:
            self.send(200, LIST, ETag=ETAG, Last_Modified=MODIFIED, Content_Type="text/xml")

    def answer_always_unchanged(self) -> None:
        self.send(304)

    def answer_wrongly_unchanged(self) -> None:
        self.send(304, ETag='"edition-9"')

    def answer_packed(self) -> None:
        self.send(200, gzip.compress(LIST), Content_Encoding="gzip")

    def answer_busy(self) -> None:
        self.send(429, b"slow down", Retry_After="120")

    def answer_maintenance(self) -> None:
        self.send_response_only(503)
        self.send_header("Date", "Sat, 21 Nov 2026 10:00:00 GMT")
        self.send_header("Retry-After", "Sat, 21 Nov 2026 11:00:00 GMT")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer_broken(self) -> None:
        self.send(500, b"<html>Server Error</html>")

    def answer_waiting_room(self) -> None:
        self.send(202)

    def answer_part(self) -> None:
        self.send(206, LIST[:20], Content_Range=f"bytes 0-19/{len(LIST)}")

    def answer_login(self) -> None:
        self.send(200, b"<!doctype html><title>Sign in</title>", Content_Type="text/html; charset=utf-8")

    def answer_loop(self) -> None:
        self.send(302, Location="/loop-back")

    def answer_loop_back(self) -> None:
        self.send(302, Location="/loop")

    def answer_chain(self) -> None:
        step = int(self.path.partition("?")[2] or "0")
        self.send(302, Location=f"/chain?{step + 1}")

    def answer_moved(self) -> None:
        self.send(302, Location=f"http://files.example.org:{self.server.server_port}/list?signed=1")

    def answer_moved_here(self) -> None:
        self.send(301, Location="/list")

    def answer_inward(self) -> None:
        self.send(302, Location=f"http://inner.example.org:{self.server.server_port}/list")

    def answer_metadata(self) -> None:
        self.send(302, Location=f"http://169.254.169.254:{self.server.server_port}/latest/meta-data/")

    def answer_other_port(self) -> None:
        self.send(302, Location=f"http://{HOST}:22/")

    def answer_unencrypted(self) -> None:
        self.send(302, Location=f"http://{HOST}:{self.server.server_port}/list")

    def answer_short(self) -> None:
        self.begin(Content_Length=str(len(LIST)))
        self.wfile.write(LIST[:100])

    def answer_short_chunked(self) -> None:
        self.begin(Transfer_Encoding="chunked")
        self.wfile.write(b"64\r\n" + LIST[:100] + b"\r\n")

    def answer_reset(self) -> None:
        self.begin(Content_Length=str(len(LIST)))
        self.wfile.write(LIST[:100])
        with socket.socket(fileno=self.connection.detach()) as raw:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def answer_endless(self) -> None:
        self.begin(Content_Type="text/xml")
        self.pour(lambda: b"<entry/>" * 1000)

    def answer_drip(self) -> None:
        self.begin(Content_Length="1000000")
        self.pour(self.wait_a_little)

    def answer_drip_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self.pour(self.wait_a_little)

    def answer_silence(self) -> None:
        self.server.stopped.wait()

    def answer_bomb(self) -> None:
        self.send(200, gzip.compress(b"\0" * 5_000_000), Content_Encoding="gzip")

    def wait_a_little(self) -> bytes:
        """One byte after a while that is shorter than the time for a read."""
        self.server.stopped.wait(0.02)
        return b"x"

    def pour(self, next_bytes: Callable[[], bytes]) -> None:
        """Send until the other side has had enough."""
        self.close_connection = True
        while not self.server.stopped.is_set():
            try:
                self.wfile.write(next_bytes())
            except OSError:
                return

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class _Server(ThreadingHTTPServer):
    """Publishers, and what was asked of them."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Publisher)
        self.heads: list[tuple[str, dict[str, str]]] = []
        self.stopped = threading.Event()

    def handle_error(self, *_: object) -> None:
        """Clients hang up here: that is what is tested."""


@dataclass
class Publishers:
    """The server, and a door that lets through to it alone."""

    server: _Server
    scheme: str = "http"
    looked_up: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where the server listens."""
        return self.server.server_port

    def url(self, path: str) -> str:
        """The address of a path at the host of the lists."""
        return f"{self.scheme}://{HOST}:{self.port}{path}"

    def resolve(self, host: str, _port: int) -> list[str]:
        """A name server that knows our hosts and is counted."""
        self.looked_up.append(host)
        return [HOSTS.get(host, host)]

    def get(self, path: str, **options: object) -> Fetched:
        """Fetch a path, through a door that is open to this server and to nothing else."""
        options = {"resolve": self.resolve, "timeout_s": 5.0, "total_timeout_s": 20.0, **options}
        return fetch(
            self.url(path),
            is_allowed_address=lambda address: address == "127.0.0.1",
            allowed_ports=frozenset({self.port}),
            **options,
        )

    def get_sent(self, name: str) -> list[str | None]:
        """A field of each request that came, in order."""
        return [head.get(name) for _path, head in self.server.heads]


def run(server: _Server, **options: str) -> Iterator[Publishers]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield Publishers(server, **options)
    server.stopped.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def publishers() -> Iterator[Publishers]:
    yield from run(_Server())


def test_list_is_fetched_with_its_validators(publishers):
    told = []
    got = publishers.get("/list", progress=lambda *step: told.append(step))
    assert (got.content, got.status, got.is_unchanged) == (LIST, 200, False)
    assert (got.etag, got.last_modified, got.media_type) == (ETAG, MODIFIED, "text/xml")
    assert told[0] == (0, len(LIST))
    assert told[-1] == (len(LIST), len(LIST))
    assert publishers.get_sent("If-None-Match") == [None]
    assert publishers.get_sent("If-Modified-Since") == [None]


def test_list_in_gzip_counts_as_sent_in_the_progress(publishers):
    told = []
    assert publishers.get("/packed", progress=lambda *step: told.append(step)).content == LIST
    assert told[-1] == (len(gzip.compress(LIST)), len(gzip.compress(LIST)))


@pytest.mark.parametrize("validators", [{"etag": ETAG}, {"last_modified": MODIFIED}])
def test_list_held_already_is_unchanged_and_empty(publishers, validators):
    got = publishers.get("/list", **validators)
    assert (got.content, got.status, got.is_unchanged, got.etag) == (b"", 304, True, ETAG)
    assert got.response_head.startswith("HTTP/1.1 304 Not Modified\r\n")


def test_list_with_another_edition_comes_whole(publishers):
    got = publishers.get("/list", etag='"edition-6"', last_modified="Thu, 03 Sep 2026 14:01:45 GMT")
    assert (got.content, got.is_unchanged) == (LIST, False)


def test_unchanged_that_nobody_asked_for_is_refused(publishers):
    with pytest.raises(FetchError, match="304 Not Modified to a request for the whole") as caught:
        publishers.get("/always-unchanged")
    assert caught.value.temporary is True
    assert publishers.get("/always-unchanged", etag=ETAG).is_unchanged is True


def test_unchanged_of_another_edition_is_refused(publishers):
    with pytest.raises(FetchError, match="names another version"):
        publishers.get("/wrongly-unchanged", etag=ETAG)


def test_edition_name_goes_along_with_a_redirect_and_its_time_does_not(publishers):
    got = publishers.get("/moved", etag=ETAG, last_modified=MODIFIED)
    assert got.is_unchanged is True
    assert got.url == f"http://files.example.org:{publishers.port}/list?signed=1"
    assert got.requested_url == publishers.url("/moved")
    assert publishers.get_sent("If-None-Match") == [ETAG, ETAG]
    assert publishers.get_sent("If-Modified-Since") == [MODIFIED, None]
    assert publishers.looked_up == [HOST, "files.example.org"]


def test_time_alone_never_makes_the_target_of_a_redirect_unchanged(publishers):
    got = publishers.get("/moved", last_modified=MODIFIED)
    assert (got.content, got.is_unchanged) == (LIST, False)


@pytest.mark.parametrize(
    ("path", "says", "temporary", "retry_after_s"),
    [
        ("/busy", "answered 429 Too Many Requests; try again after 120 s", True, 120),
        ("/maintenance", "answered 503 Service Unavailable; try again after 3600 s", True, 3600),
        ("/broken", "answered 500 Internal Server Error; try again later", True, None),
        ("/none", "answered 404 Not Found; look at the page in a browser", False, None),
        ("/waiting-room", "answered 202 Accepted; look at the page in a browser", False, None),
        ("/part", "answered 206 Partial Content", False, None),
        ("/loop", "redirects in a circle, back to", False, None),
        ("/chain", "more than 5 redirects, the last to", False, None),
        ("/inward", "inner.example.org leads to 127.0.0.2, which is not a public address", False, None),
        ("/metadata", "169.254.169.254 leads to 169.254.169.254, which is not a public", False, None),
        ("/other-port", "port 22 is not one of a web server", False, None),
        ("/short", "wrong length", True, None),
        ("/short-chunked", "wrong length", True, None),
        ("/reset", "not reachable at 127.0.0.1", True, None),
        ("/endless", "larger than 300000 bytes", False, None),
        ("/bomb", "larger than 300000 bytes", False, None),
    ],
)
def test_failure_says_what_and_whether_and_when_later_helps(publishers, path, says, temporary, retry_after_s):
    with pytest.raises(FetchError) as caught:
        publishers.get(path, size_limit_bytes=300_000)
    assert says in str(caught.value)
    assert (caught.value.temporary, caught.value.retry_after_s) == (temporary, retry_after_s)


def test_redirect_to_a_private_address_never_reaches_it(publishers):
    with pytest.raises(FetchError, match="not a public address"):
        publishers.get("/inward")
    assert [path for path, _head in publishers.server.heads] == ["/inward"]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/drip", "no answer in time|still coming when the time was up"),
        ("/drip-head", "no answer in time"),
        ("/silence", "no answer in time"),
    ],
)
def test_drip_and_silence_end_with_the_time_for_everything(publishers, path, says):
    with pytest.raises(FetchError, match=says) as caught:
        publishers.get(path, timeout_s=5.0, total_timeout_s=0.3)
    assert caught.value.temporary is True


def test_silence_ends_with_the_time_for_a_read(publishers):
    with pytest.raises(FetchError, match="no answer in time"):
        publishers.get("/silence", timeout_s=0.1)


def test_page_instead_of_a_list_is_an_answer_and_its_kind_is_told(publishers):
    got = publishers.get("/login")
    assert (got.status, got.media_type) == (200, "text/html; charset=utf-8")
    assert got.content.startswith(b"<!doctype html>")


def test_host_is_looked_up_once_however_its_name_server_changes(publishers):
    answers = iter(["127.0.0.1", "127.0.0.2"])
    asked = []

    def resolve(host, _port):
        asked.append(host)
        return [next(answers)]

    got = publishers.get("/moved-here", resolve=resolve)
    assert (got.content, got.address) == (LIST, "127.0.0.1")
    assert asked == [HOST]


def test_host_with_a_dead_address_is_reached_at_the_next(publishers):
    with socket.socket() as unused:
        unused.bind(("127.0.0.3", 0))
        got = fetch(
            publishers.url("/list"),
            resolve=lambda _host, _port: ["127.0.0.3", "127.0.0.1"],
            is_allowed_address=lambda address: address.startswith("127.0.0."),
            allowed_ports=frozenset({publishers.port}),
        )
    assert (got.content, got.address) == (LIST, "127.0.0.1")


def test_nobody_listens_is_told_as_not_reachable(publishers):
    with pytest.raises(FetchError, match=r"not reachable at 127\.0\.0\.3") as caught:
        fetch(
            publishers.url("/list"),
            resolve=lambda _host, _port: ["127.0.0.3"],
            is_allowed_address=lambda address: address == "127.0.0.3",
            allowed_ports=frozenset({publishers.port}),
        )
    assert caught.value.temporary is True


def make_certificate(folder: Path, name: x509.GeneralName) -> Path:
    """A certificate for one name that is its own authority; its dates depend on no clock."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "publisher of a test")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
        .add_extension(x509.SubjectAlternativeName([name]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "publisher.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


def start_encrypted(path: Path) -> Iterator[Publishers]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    server = _Server()
    server.socket = context.wrap_socket(server.socket, server_side=True)
    yield from run(server, scheme="https")


@pytest.fixture
def certificate(tmp_path, request) -> Path:
    return make_certificate(tmp_path, request.param)


@pytest.fixture
def encrypted(certificate) -> Iterator[Publishers]:
    yield from start_encrypted(certificate)


@pytest.mark.parametrize("certificate", [x509.DNSName(HOST)], indirect=True)
def test_certificate_is_checked_for_the_host_that_was_asked_for(encrypted, certificate):
    trusted = ssl.create_default_context(cafile=str(certificate))
    got = encrypted.get("/list", tls=trusted)
    assert (got.content, got.address) == (LIST, "127.0.0.1")


@pytest.mark.parametrize(
    "certificate",
    [x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName("files.example.org")],
    indirect=True,
)
def test_certificate_for_the_connected_address_or_another_host_is_refused(encrypted, certificate):
    trusted = ssl.create_default_context(cafile=str(certificate))
    with pytest.raises(FetchError, match="certificate verify failed"):
        encrypted.get("/list", tls=trusted)
    assert encrypted.server.heads == []


@pytest.mark.parametrize("certificate", [x509.DNSName(HOST)], indirect=True)
def test_certificate_of_an_unknown_authority_is_refused(encrypted):
    with pytest.raises(FetchError, match="certificate verify failed"):
        encrypted.get("/list")


@pytest.mark.parametrize("certificate", [x509.DNSName(HOST)], indirect=True)
def test_redirect_never_leads_out_of_encryption(encrypted, certificate):
    trusted = ssl.create_default_context(cafile=str(certificate))
    with pytest.raises(FetchError, match="not encrypted; refused"):
        encrypted.get("/unencrypted", tls=trusted)


@pytest.mark.parametrize("certificate", [x509.DNSName(HOST)], indirect=True)
def test_drip_through_encryption_ends_with_the_time_for_everything(encrypted, certificate):
    trusted = ssl.create_default_context(cafile=str(certificate))
    with pytest.raises(FetchError, match=r"no answer in time|still coming"):
        encrypted.get("/drip-head", tls=trusted, total_timeout_s=0.5)
