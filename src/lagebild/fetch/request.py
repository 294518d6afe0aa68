"""Fetches one address over HTTP: public hosts only, pinned, bounded in size, time and redirects."""

import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from lagebild.errors import FetchError
from lagebild.fetch.addresses import is_public_address
from lagebild.fetch.body import BodyLimits, Progress, make_length_error, read_body
from lagebild.fetch.connection import Deadline, Pins, Resolver, open_transport
from lagebild.fetch.validators import (
    check_validator,
    is_same_version,
    make_conditions,
    read_field,
    read_retry_after,
    read_validator,
)

SIZE_LIMIT_BYTES = 256 * 1024 * 1024
"""Largest answer taken. Source: twice the largest list published as one file, the US sdn_advanced.xml, of which
126,590,461 bytes were measured in September 2026."""

TIMEOUT_S = 30.0
"""Seconds for connecting and for each read. Source: slow ministry servers answer within 12 s."""

TOTAL_TIMEOUT_S = 300.0
"""Seconds for the whole answer: the largest list on a slow line."""

REDIRECT_LIMIT = 5
"""Redirects followed. Source: RFC 9110 §15.4 asks for a limit; real pages need at most three."""

URL_LENGTH = 4_096
"""Longest address taken. Source: RFC 9110 §4.1 asks for 8,000 to be understood; no source has over 600, and the
signed addresses that the US list service redirects to have about 1,500."""

USER_AGENT = "Mozilla/5.0 (compatible; Lagebild/2026.11; sanctions monitoring from the public record)"
"""Who asks, so that a publisher can see it. It begins as a browser's does because the UN's and New Zealand's
servers refuse every other beginning; it names no browser."""

ALLOWED_PORTS = frozenset({80, 443, 8080, 8443})
"""Ports of web servers; any other is refused. Source: IANA service names http, https and their alternatives."""

_REFUSED_CHARACTERS = re.compile(r"[\x00-\x20\x7f\\]")
_TEMPORARY_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECT_STATUS = frozenset({301, 302, 303, 307, 308})
_WHOLE_STATUS = frozenset({200, 203})
_UNCHANGED = 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One answer, as received.

    Attributes:
        content: The body, content encoding undone; empty where `is_unchanged`.
        url: The address that answered, after redirects.
        requested_url: The address asked for.
        status: HTTP status: 200 or 203, or 304 where what is held is still what is published.
        request_head: The request line and fields that were sent last.
        response_head: The status line and fields that came.
        media_type: As declared, such as `text/html; charset=utf-8`, or None.
        redirects: The addresses gone through, the first one first; empty without redirects.
        address: The IP address that answered.
    """

    content: bytes
    url: str
    requested_url: str
    status: int
    request_head: str
    response_head: str
    media_type: str | None
    redirects: tuple[str, ...]
    address: str

    @property
    def is_unchanged(self) -> bool:
        """Whether the server says that the version with the validators sent is still the one published."""
        return self.status == _UNCHANGED

    @property
    def etag(self) -> str | None:
        """The version's name as the server gave it, to be sent with the next request for `requested_url`."""
        return read_validator(self.response_head, "etag")

    @property
    def last_modified(self) -> str | None:
        """The version's time as the server gave it, to be sent with the next request for `requested_url`."""
        return read_validator(self.response_head, "last-modified")


def fetch(
    url: str,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    size_limit_bytes: int = SIZE_LIMIT_BYTES,
    timeout_s: float = TIMEOUT_S,
    total_timeout_s: float = TOTAL_TIMEOUT_S,
    progress: Progress | None = None,
    transport: httpx.BaseTransport | None = None,
    resolve: Resolver | None = None,
    is_allowed_address: Callable[[str], bool] = is_public_address,
    allowed_ports: frozenset[int] = ALLOWED_PORTS,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """Get one address.

    Each host is resolved once; every address it resolves to must be allowed, and the connection goes to one of
    them while `Host` and the TLS name stay the host's. The same holds for each redirect. Neither cookies, proxies
    nor credentials of the environment are used. From https no redirect leads to http: it is asked for over https.

    It is asked once: whether and when to ask again is the caller's to decide, by `temporary` and `retry_after_s`
    of the error. An HTML page with status 200 where a list was expected is an answer like any other: the list's
    reader knows what a list looks like and refuses it, and media types are too often wrong to be judged by.

    Args:
        url: `http` or `https`, without user name.
        etag: `Fetched.etag` of the version held of this same address. It names one version and goes along with
            redirects: some publishers redirect to an address that is new each time.
        last_modified: `Fetched.last_modified` of that version. It is only a time, which another file may share, and
            is sent to the address asked for and to no other.
        size_limit_bytes: Largest body, counted as sent and after the content encoding is undone.
        timeout_s: For connecting and for each read.
        total_timeout_s: For everything together, redirects included.
        progress: Called with the bytes received so far and the bytes declared (None where not declared), both as
            sent; first with 0. What it raises ends the request.
        transport: Replaces the network, for tests.
        resolve: Replaces the resolver: host and port to IP addresses as text.
        is_allowed_address: Which IP addresses may be connected to.
        allowed_ports: Which ports may be connected to.
        tls: Replaces the certificate authorities that are trusted.

    Raises:
        FetchError: Refused, not reachable, too large, too slow, not whole, or an error status.
        ValueError: A validator holds a character that none has.
    """
    deadline = Deadline(total_timeout_s)
    door = _Door(
        timeout_s=timeout_s,
        transport=transport,
        tls=tls,
        pins=Pins(resolve, is_allowed_address),
        allowed_ports=allowed_ports,
        limits=BodyLimits(size_bytes=size_limit_bytes, deadline=deadline, progress=progress),
    )
    etag, last_modified = check_validator(etag), check_validator(last_modified)
    target, gone = url, list[str]()
    while True:
        conditions = make_conditions(etag=etag, last_modified=None if gone else last_modified)
        answer = _ask(door, target, conditions)
        if answer.location is None:
            return _finish(answer, url=target, requested_url=url, redirects=gone)
        gone.append(target)
        target = _join(target, answer.location)
        _check_redirects(url, gone, target)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Door:
    """What holds for every request of one fetch."""

    timeout_s: float
    transport: httpx.BaseTransport | None
    tls: ssl.SSLContext | None
    pins: Pins
    allowed_ports: frozenset[int]
    limits: BodyLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    content: bytes
    response: httpx.Response
    location: str | None
    address: str


def _ask(door: _Door, target: str, conditions: dict[str, str]) -> _Answer:
    host, port, url = _check_url(target, door.allowed_ports)
    addresses = door.pins.find(host, port, url=target)
    for address in addresses[:-1]:
        try:
            return _ask_at(door, url, address, conditions)
        except _NoConnectionError:
            continue
    return _ask_at(door, url, addresses[-1], conditions)


def _ask_at(door: _Door, url: httpx.URL, address: str, conditions: dict[str, str]) -> _Answer:
    with _open_client(door) as client:
        request = client.build_request(
            "GET",
            url.copy_with(host=address),
            headers={"Host": url.netloc.decode("ascii"), **conditions},
        )
        request.extensions["sni_hostname"] = url.raw_host.decode("ascii").strip("[]").rstrip(".")
        try:
            return _send(client, request, url, door.limits, address)
        except httpx.HTTPError as error:
            raise _explain(error, url, address, door.limits.deadline) from error
        except (httpx.InvalidURL, ssl.SSLError) as error:
            raise _make_unreachable_error(url, address, error) from error


def _open_client(door: _Door) -> httpx.Client:
    return httpx.Client(
        timeout=door.timeout_s,
        transport=door.transport or open_transport(door.limits.deadline, door.tls),
        follow_redirects=False,
        trust_env=False,
        headers={"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"},
    )


def _send(
    client: httpx.Client, request: httpx.Request, url: httpx.URL, limits: BodyLimits, address: str
) -> _Answer:
    response = client.send(request, stream=True)
    try:
        location = response.headers.get("location") if response.status_code in _REDIRECT_STATUS else None
        is_whole = response.status_code in _WHOLE_STATUS
        if not is_whole and not location:
            _check_unchanged(response, url)
        content = read_body(response, url, limits) if is_whole else b""
    finally:
        response.close()
    return _Answer(content=content, response=response, location=location or None, address=address)


class _NoConnectionError(FetchError):
    """No connection came about: another address of the host may do."""


def _explain(error: httpx.HTTPError, url: httpx.URL, address: str, deadline: Deadline) -> FetchError:
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout) and not deadline.is_over:
        return _NoConnectionError(
            f"{url}: not reachable at {address} ({error or type(error).__name__}); try again later.",
            temporary=True,
        )
    if isinstance(error, httpx.TimeoutException):
        return FetchError(
            f"{url}: no answer in time ({type(error).__name__}); try again later.", temporary=True
        )
    if isinstance(error, httpx.RemoteProtocolError) and "complete message body" in str(error):
        return make_length_error(url, str(error))
    if isinstance(error, httpx.RemoteProtocolError) and "location header" in str(error):
        return FetchError(
            f"{url}: redirects to something that is no address ({error}); look at the page in a browser.",
            temporary=False,
        )
    return _make_unreachable_error(url, address, error)


def _make_unreachable_error(url: httpx.URL, address: str, error: Exception) -> FetchError:
    return FetchError(
        f"{url}: not reachable at {address} ({error or type(error).__name__}); try again later.",
        temporary=True,
    )


def _check_url(url: str, allowed_ports: frozenset[int]) -> tuple[str, int, httpx.URL]:
    shown = url if len(url) <= 200 else url[:200] + "…"  # noqa: PLR2004  # enough to recognise it in a message
    if len(url) > URL_LENGTH:
        raise FetchError(
            f"{shown}: the address has {len(url)} characters, more than {URL_LENGTH}; refused.",
            temporary=False,
        )
    if _REFUSED_CHARACTERS.search(url):
        raise FetchError(
            f"{shown!r}: the address holds a space, backslash or control character; refused. Write it percent-encoded.",
            temporary=False,
        )
    try:
        parsed = httpx.URL(url)
        host, port = parsed.raw_host.decode("ascii"), parsed.port
    except (httpx.InvalidURL, UnicodeError, ValueError, TypeError) as error:
        raise FetchError(
            f"{shown!r}: not an address that can be fetched ({error}); check how it is written.",
            temporary=False,
        ) from error
    if parsed.scheme not in {"http", "https"}:
        raise FetchError(
            f"{shown}: {parsed.scheme or 'no'} scheme; only http and https are fetched. A file is added by its path.",
            temporary=False,
        )
    if parsed.userinfo:
        raise FetchError(
            f"{shown}: the address holds a user name; refused. Leave out what stands before @.",
            temporary=False,
        )
    if not host:
        raise FetchError(f"{shown}: the address names no host; check how it is written.", temporary=False)
    number = port if port is not None else {"http": 80, "https": 443}[parsed.scheme]
    if number not in allowed_ports:
        raise FetchError(f"{shown}: port {number} is not one of a web server; refused.", temporary=False)
    return host, number, parsed


def _check_unchanged(response: httpx.Response, url: httpx.URL) -> None:
    """Let a well-founded 304 pass and refuse every other status."""
    sent = response.request.headers
    if response.status_code != _UNCHANGED:
        raise _make_status_error(response, url)
    if "if-none-match" not in sent and "if-modified-since" not in sent:
        raise FetchError(
            f"{url}: the server answered 304 Not Modified to a request for the whole; try again later.",
            temporary=True,
        )
    if not is_same_version(sent.get("if-none-match"), response.headers.get("etag")):
        raise FetchError(
            f"{url}: the server says that nothing changed, and names another version than the one held; "
            f"try again later.",
            temporary=True,
        )


def _make_status_error(response: httpx.Response, url: httpx.URL) -> FetchError:
    status = response.status_code
    is_temporary = status in _TEMPORARY_STATUS
    retry_after_s = read_retry_after(response.headers) if is_temporary else None
    advice = "try again later" if is_temporary else "look at the page in a browser"
    if retry_after_s is not None:
        advice = f"try again after {retry_after_s} s"
    return FetchError(
        f"{url}: the server answered {status} {response.reason_phrase}; {advice}.",
        temporary=is_temporary,
        retry_after_s=retry_after_s,
    )


def _join(base: str, location: str) -> str:
    try:
        joined = httpx.URL(base).join(location)
        if base.startswith("https:") and joined.scheme == "http" and joined.port is None:
            joined = joined.copy_with(scheme="https")
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(
            f"{base}: redirects to {location[:200]!r}, which is no address; look at the page in a browser.",
            temporary=False,
        ) from error
    if base.startswith("https:") and joined.scheme == "http":
        raise FetchError(
            f"{base}: redirects to {joined}, which is not encrypted; refused. Look at the page in a browser.",
            temporary=False,
        )
    return str(joined)


def _check_redirects(url: str, gone: list[str], target: str) -> None:
    if target in gone:
        raise FetchError(
            f"{url}: redirects in a circle, back to {target}; open it in a browser and add its final address.",
            temporary=False,
        )
    if len(gone) > REDIRECT_LIMIT:
        raise FetchError(
            f"{url}: more than {REDIRECT_LIMIT} redirects, the last to {target}; "
            "open it in a browser and add its final address.",
            temporary=False,
        )


def _finish(answer: _Answer, *, url: str, requested_url: str, redirects: list[str]) -> Fetched:
    response, request = answer.response, answer.response.request
    path = request.url.raw_path.decode("ascii")
    response_head = _write_head(
        f"{response.http_version} {response.status_code} {response.reason_phrase}".rstrip(), response.headers
    )
    return Fetched(
        content=answer.content,
        url=url,
        requested_url=requested_url,
        status=response.status_code,
        request_head=_write_head(f"{request.method} {path} HTTP/1.1", request.headers),
        response_head=response_head,
        media_type=read_field(response_head, "content-type"),
        redirects=tuple(redirects),
        address=answer.address,
    )


def _write_head(first: str, headers: httpx.Headers) -> str:
    fields = (f"{key.decode('latin-1')}: {value.decode('latin-1')}" for key, value in headers.raw)
    return "\r\n".join([first, *fields]) + "\r\n\r\n"
