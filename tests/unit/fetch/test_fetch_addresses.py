"""Only the public internet is let through."""

import ipaddress

import pytest

from lagebild.fetch import is_public_address

REFUSED = [
    "0.0.0.0",  # noqa: S104  # nothing is bound: it must be refused
    "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.88.23.245", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.8", "192.0.0.9", "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
    "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a9fe:a9fe",
    "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378::1", "2001:10::1", "2001:db8::1",
    "2002:7f00:1::", "2002:808:808::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0",
    "fec0::1", "ff02::1", "4000::1", "2606:4700::1%1", "",
    "localhost", "1.2.3", "0x7f000001", "2130706433", "1.2.3.4.5",
]  # fmt: skip

PUBLIC = ["1.1.1.1", "8.8.8.8", "9.9.9.9", "172.32.0.1", "100.128.0.1", "192.0.1.1", "223.255.255.255",
          "2606:4700:4700::1111", "2a00:1450:4001:80b::200e", "2001:4860:4860::8888"]  # fmt: skip


@pytest.mark.parametrize("address", REFUSED)
def test_special_address_is_refused(address: str) -> None:
    assert is_public_address(address) is False


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_is_allowed(address: str) -> None:
    assert is_public_address(address) is True


@pytest.mark.parametrize(
    "inner", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.0.0.8", "224.0.0.1", "8.8.8.8"]
)
def test_ipv4_address_carried_in_ipv6_is_refused_in_every_form(inner: str) -> None:
    number = int(ipaddress.IPv4Address(inner))
    forms = {
        "mapped": 0xFFFF << 32 | number,
        "compatible": number,
        "translated": 0xFFFF << 48 | number,
        "nat64": 0x64FF9B << 96 | number,
        "local nat64": 0x64FF9B0001 << 80 | number,
        "6to4": 0x2002 << 112 | number << 80,
        "teredo": 0x20010000 << 96 | number ^ 0xFFFFFFFF,
    }
    allowed = [name for name, form in forms.items() if is_public_address(str(ipaddress.IPv6Address(form)))]
    assert allowed == []
