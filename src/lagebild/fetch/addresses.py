"""Which network addresses a request may go to: public ones, and nothing else."""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

REFUSED_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier's own
        "127.0.0.0/8",  # this machine
        "169.254.0.0/16",  # link, cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relay
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
"""IPv4 that is not the public internet. Source: IANA IPv4 Special-Purpose Address Registry; RFC 5771."""

PUBLIC_V6 = ipaddress.ip_network("2000::/3")
"""The only IPv6 space that is assigned to the public. Source: IANA IPv6 Address Space registry."""

REFUSED_V6_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo and ORCHID within
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries an IPv4 address
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)
"""Parts of it that are special. Source: IANA IPv6 Special-Purpose Address Registry."""


def is_public_address(address: str) -> bool:
    """Whether an IP address, as text, is on the public internet.

    Everything special is refused, and every IPv6 form that carries an IPv4 address (mapped, compatible, NAT64,
    6to4, Teredo), whatever it carries: we need none of them, and each has been a way to a private address.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv4Address):
        return parsed.is_global and not any(parsed in network for network in REFUSED_NETWORKS)
    is_special = any(parsed in network for network in REFUSED_V6_NETWORKS)
    return "%" not in address and parsed in PUBLIC_V6 and parsed.is_global and not is_special
