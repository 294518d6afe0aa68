"""Fetches one address over HTTP: public hosts only, pinned, bounded in size, time and redirects."""

import re
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

import httpx

from lagebild.errors import FetchError
from lagebild.fetch.addresses import is_public_address

SIZE_LIMIT_BYTES = 128 * 1024 * 1024
"""Largest answer taken. Source: the largest sanctions list published as one file has 95 MB."""

TIMEOUT_S = 30.0
"""Seconds for connecting and for each read. Source: slow ministry servers answer within 12 s."""

TOTAL_TIMEOUT_S = 300.0
"""Seconds for the whole answer: the largest list on a slow line."""

REDIRECT_LIMIT = 5
"""Redirects followed. Source: RFC 9110 §15.4 asks for a limit; real pages need at most three."""

URL_LENGTH = 4_096
"""Longest address taken. Source: RFC 9110 §4.1 asks for 8,000 to be understood; no source has over 600."""

USER_AGENT = "Lagebild/2026.11 (sanctions monitoring from the public record)"
"""Who asks, so that a publisher can see it."""

ALLOWED_PORTS = frozenset({80, 443, 8080, 8443})
"""Ports of web servers; any other is refused. Source: IANA service names http, https and their alternatives."""

Resolver = Callable[[str, int], Sequence[str]]

_REFUSED_CHARACTERS = re.compile(r"[\x00-\x20\x7f\\]")
_TEMPORARY_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECT_STATUS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One answer, as received.

    Attributes:
        content: The body, content encoding undone.
        url: The address that answered, after redirects.
        requested_url: The address asked for.
        status: HTTP status, 200 to 299.
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


def fetch(
    url: str,
    *,
    size_limit_bytes: int = SIZE_LIMIT_BYTES,
    timeout_s: float = TIMEOUT_S,
    total_timeout_s: float = TOTAL_TIMEOUT_S,
    transport: httpx.BaseTransport | None = None,
    resolve: Resolver | None = None,
    is_allowed_address: Callable[[str], bool] = is_public_address,
    allowed_ports: frozenset[int] = ALLOWED_PORTS,
) -> Fetched:
    """Get one address.

    Each host is resolved once; every address it resolves to must be allowed, and the connection goes to one of
    them while `Host` and the TLS name stay the host's. The same holds for each redirect. Neither cookies, proxies
    nor credentials of the environment are used.

    Args:
        url: `http` or `https`, without user name.
        size_limit_bytes: Largest body, counted after the content encoding is undone.
        timeout_s: For connecting and for each read.
        total_timeout_s: For everything together.
        transport: Replaces the network, for tests.
        resolve: Replaces the resolver: host and port to IP addresses as text.
        is_allowed_address: Which IP addresses may be connected to.
        allowed_ports: Which ports may be connected to.

    Raises:
        FetchError: Refused, not reachable, too large, too slow, or an error status.
    """
    deadline = monotonic() + total_timeout_s
    gone: list[str] = []
    target = url
    while True:
        host, port, parsed = _check_url(target, allowed_ports)
        address = _pin(host, port, target, resolve or _resolve, is_allowed_address)
        with _open_client(timeout_s, transport) as client:
            answer = _get(client, parsed, address, size_limit_bytes=size_limit_bytes, deadline=deadline)
        if answer.location is None:
            return _finish(answer, url=target, requested_url=url, redirects=gone, address=address)
        gone.append(target)
        if len(gone) > REDIRECT_LIMIT:
            raise FetchError(
                f"{url}: more than {REDIRECT_LIMIT} redirects, the last to {answer.location}; "
                "open it in a browser and add its final address.",
                temporary=False,
            )
        target = _join(target, answer.location)


@dataclass(frozen=True, slots=True)
class _Answer:
    content: bytes
    response: httpx.Response
    location: str | None


def _open_client(timeout_s: float, transport: httpx.BaseTransport | None) -> httpx.Client:
    return httpx.Client(
        timeout=timeout_s,
        transport=transport,
        follow_redirects=False,
        trust_env=False,
        headers={"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"},
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


def _resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def _pin(host: str, port: int, url: str, resolve: Resolver, is_allowed_address: Callable[[str], bool]) -> str:
    try:
        addresses = list(dict.fromkeys(resolve(host.strip("[]"), port)))
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"{url}: the host {host} is not known ({error}); check its name, or try again later.",
            temporary=True,
        ) from error
    if not addresses:
        raise FetchError(
            f"{url}: the host {host} has no address; check its name, or try again later.", temporary=True
        )
    for address in addresses:
        if not is_allowed_address(address):
            raise FetchError(
                f"{url}: {host} leads to {address}, which is not a public address; refused. "
                f"Download the file yourself and add it by its path.",
                temporary=False,
            )
    return addresses[0]


def _get(
    client: httpx.Client, url: httpx.URL, address: str, *, size_limit_bytes: int, deadline: float
) -> _Answer:
    request = client.build_request("GET", url.copy_with(host=address), headers={"Host": _host_field(url)})
    request.extensions["sni_hostname"] = url.raw_host.decode("ascii").strip("[]")
    try:
        response = client.send(request, stream=True)
        try:
            location = response.headers.get("location") if response.status_code in _REDIRECT_STATUS else None
            content = (
                b""
                if location
                else _read(response, url, size_limit_bytes=size_limit_bytes, deadline=deadline)
            )
        finally:
            response.close()
    except httpx.TimeoutException as error:
        raise FetchError(
            f"{url}: no answer in time ({type(error).__name__}); try again later.", temporary=True
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
        raise FetchError(
            f"{url}: not reachable at {address} ({error or type(error).__name__}); try again later.",
            temporary=True,
        ) from error
    _check_status(response, url)
    return _Answer(content=content, response=response, location=location)


def _host_field(url: httpx.URL) -> str:
    return url.netloc.decode("ascii")


def _read(response: httpx.Response, url: httpx.URL, *, size_limit_bytes: int, deadline: float) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > size_limit_bytes:
        raise _make_size_error(url, size_limit_bytes)
    chunks, size = [], 0
    for chunk in response.iter_bytes(64 * 1024):
        size += len(chunk)
        if size > size_limit_bytes:
            raise _make_size_error(url, size_limit_bytes)
        if monotonic() > deadline:
            raise FetchError(
                f"{url}: the answer was still coming when the time was up, at {size} bytes; try again later.",
                temporary=True,
            )
        chunks.append(chunk)
    return b"".join(chunks)


def _make_size_error(url: httpx.URL, size_limit_bytes: int) -> FetchError:
    return FetchError(
        f"{url}: the answer is larger than {size_limit_bytes} bytes; nothing was kept. "
        f"Download it yourself and add it by its path.",
        temporary=False,
    )


def _check_status(response: httpx.Response, url: httpx.URL) -> None:
    status = response.status_code
    if response.is_success or (status in _REDIRECT_STATUS and "location" in response.headers):
        return
    advice = "try again later" if status in _TEMPORARY_STATUS else "look at the page in a browser"
    raise FetchError(
        f"{url}: the server answered {status} {response.reason_phrase}; {advice}.",
        temporary=status in _TEMPORARY_STATUS,
    )


def _join(base: str, location: str) -> str:
    try:
        return str(httpx.URL(base).join(location))
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(
            f"{base}: redirects to {location[:200]!r}, which is no address; look at the page in a browser.",
            temporary=False,
        ) from error


def _finish(answer: _Answer, *, url: str, requested_url: str, redirects: list[str], address: str) -> Fetched:
    response, request = answer.response, answer.response.request
    path = request.url.raw_path.decode("ascii")
    return Fetched(
        content=answer.content,
        url=url,
        requested_url=requested_url,
        status=response.status_code,
        request_head=_write_head(f"{request.method} {path} HTTP/1.1", request.headers),
        response_head=_write_head(
            f"{response.http_version} {response.status_code} {response.reason_phrase}".rstrip(),
            response.headers,
        ),
        media_type=response.headers.get("content-type") or None,
        redirects=tuple(redirects),
        address=address,
    )


def _write_head(first: str, headers: httpx.Headers) -> str:
    fields = (f"{key.decode('latin-1')}: {value.decode('latin-1')}" for key, value in headers.raw)
    return "\r\n".join([first, *fields]) + "\r\n\r\n"
