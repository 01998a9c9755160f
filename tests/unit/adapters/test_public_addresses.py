from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetforge.adapters.public_addresses import is_loopback, is_public


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1", "8.8.8.8", "93.184.215.14", "100.63.255.255", "100.128.0.0", "172.15.255.255",
        "172.32.0.0", "192.0.1.1", "198.17.255.255", "198.20.0.0", "223.255.255.255",
        "2606:4700:4700::1111", "2001:200::1", "2a00:1450:4001:801::200e", "3ffe::1",
    ],
)  # fmt: skip
def test_a_public_server_may_be_asked(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - nothing is bound
        "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1",
        "127.255.255.254", "168.63.129.16", "169.254.169.254", "169.254.170.2", "172.16.0.1",
        "172.31.255.255", "192.0.0.8", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1",
        "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
        "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1",
        "64:ff9b::a9fe:a9fe", "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "100:0:0:1::1",
        "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:2::1", "2001:10::1", "2001:20::1",
        "2001:db8::1", "2002:7f00:1::", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1",
        "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "2606:4700::1%eth0", "fec0::1", "ff02::1",
        "", "localhost", "127.1", "0x7f.1", "2130706433", "017700000001", "127.0.0.1:80",
        "1.1.1.1/32", "[::1]",
    ],
)  # fmt: skip
def test_everything_else_may_not(address: str) -> None:
    assert not is_public(address)


@given(address=st.ip_addresses(network="2002::/16") | st.ip_addresses(network="64:ff9b::/96"))
def test_no_tunnel_to_ipv4_is_public(address: object) -> None:
    assert not is_public(str(address))


@given(address=st.ip_addresses())
def test_what_python_calls_private_is_never_public(address: object) -> None:
    if getattr(address, "is_private", False):
        assert not is_public(str(address))


@pytest.mark.parametrize(
    ("address", "expected"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("::ffff:127.0.0.1", False),
     ("0.0.0.0", False),  # noqa: S104 - nothing is bound
     ("::", False), ("10.0.0.1", False), ("1.1.1.1", False), ("x", False)],
)  # fmt: skip
def test_this_machine_has_its_own_addresses(address: str, *, expected: bool) -> None:
    assert is_loopback(address) is expected
