"""Where a request goes: hosts resolved once, connections to the address that was checked, and one time for all."""

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from time import monotonic
from typing import Any

import httpcore
import httpx

from lagebild.errors import FetchError

Resolver = Callable[[str, int], Sequence[str]]

ADDRESS_LIMIT = 4
"""Addresses of one host that are tried. Source: our own choice; one of each family and a second of each."""


class Deadline:
    """The moment by which everything must be done; it counts from its making."""

    def __init__(self, total_s: float) -> None:
        self.total_s = total_s
        self._end = monotonic() + total_s

    @property
    def left_s(self) -> float:
        """Seconds left, 0 when it is over."""
        return max(0.0, self._end - monotonic())

    @property
    def is_over(self) -> bool:
        """Whether no time is left."""
        return self.left_s <= 0


class Pins:
    """The addresses that the hosts of one request were found at: each host is looked up once and then kept.

    A name server that answers differently a second time is never asked a second time.
    """

    def __init__(self, resolve: Resolver | None, is_allowed_address: Callable[[str], bool]) -> None:
        self._resolve = resolve or _resolve
        self._is_allowed_address = is_allowed_address
        self._found: dict[str, tuple[str, ...]] = {}

    def find(self, host: str, port: int, *, url: str) -> tuple[str, ...]:
        """The addresses of a host, at most `ADDRESS_LIMIT`; `url` names it in messages.

        Raises:
            FetchError: The host is not known, or any one of its addresses may not be connected to.
        """
        if host not in self._found:
            self._found[host] = self._look_up(host, port, url)
        addresses = self._found[host]
        for address in addresses:
            if not self._is_allowed_address(address):
                raise FetchError(
                    f"{url}: {host} leads to {address}, which is not a public address; refused. "
                    f"Download the file yourself and add it by its path.",
                    temporary=False,
                )
        return addresses[:ADDRESS_LIMIT]

    def _look_up(self, host: str, port: int, url: str) -> tuple[str, ...]:
        try:
            addresses = tuple(dict.fromkeys(self._resolve(host.strip("[]"), port)))
        except (OSError, UnicodeError) as error:
            raise FetchError(
                f"{url}: the host {host} is not known ({error}); check its name, or try again later.",
                temporary=True,
            ) from error
        if not addresses:
            raise FetchError(
                f"{url}: the host {host} has no address; check its name, or try again later.", temporary=True
            )
        return addresses


def _resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def open_transport(deadline: Deadline, tls: ssl.SSLContext | None) -> httpx.BaseTransport:
    """The network, each wait of which ends at the deadline; `tls` replaces the certificate authorities trusted."""
    return _TimedTransport(deadline, tls or _make_tls())


@cache
def _make_tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


class _TimedTransport(httpx.HTTPTransport):
    """HTTP/1.1 over connections that know the deadline.

    httpx takes a time for each read only, so that a server may send one byte of a head before each of them ends,
    for ever.
    """

    def __init__(self, deadline: Deadline, tls: ssl.SSLContext) -> None:
        super().__init__(verify=tls, trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls, max_connections=1, network_backend=_TimedNetwork(deadline)
        )


class _TimedNetwork(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._network.connect_tcp(
            host,
            port,
            timeout=_shorten(timeout, self._deadline, httpcore.ConnectTimeout),
            local_address=local_address,
            socket_options=socket_options,
        )
        return _TimedStream(stream, self._deadline)


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _shorten(timeout, self._deadline, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _shorten(timeout, self._deadline, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        timeout = _shorten(timeout, self._deadline, httpcore.ConnectTimeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, timeout), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _shorten(timeout: float | None, deadline: Deadline, error: type[httpcore.TimeoutException]) -> float:
    left_s = deadline.left_s
    if left_s <= 0:
        raise error("the time for everything is up")
    return left_s if timeout is None else min(timeout, left_s)
