"""Public addresses: which ones a result may be fetched from, by a table of our own.

Python's `is_global` is not enough: 3.11.7 calls 64:ff9b::a9fe:a9fe (NAT64 of 169.254.169.254),
2002:7f00:1:: (6to4 of 127.0.0.1) and 224.0.0.1 global, which was tried. Source of the tables: IANA
special-purpose address registries for IPv4 and IPv6, as of 2025-10; and the one public address that
a cloud answers on inside (Azure's WireServer, 168.63.129.16).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address
from typing import Final

_NOT_PUBLIC_4: Final = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carriers' own; Alibaba's metadata
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's WireServer
        "169.254.0.0/16",  # link-local; metadata of most clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; Oracle's metadata
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays to 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved; broadcast
    )
)
_UNICAST_6: Final = IPv6Network("2000::/3")  # everything else is special: mapped, NAT64, local …
_NOT_PUBLIC_6: Final = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which hides an IPv4 address
        "3fff::/20",  # documentation
    )
)


def is_public(address: str) -> bool:
    """Say whether an address, as a resolver writes it, can only be somebody's public server."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return not any(found in network for network in _NOT_PUBLIC_4)
    if found.scope_id is not None or found not in _UNICAST_6:
        return False
    return not any(found in network for network in _NOT_PUBLIC_6)


def is_loopback(address: str) -> bool:
    """Say whether an address, as a resolver writes it, is this machine."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
