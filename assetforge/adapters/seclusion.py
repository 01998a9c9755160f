"""Seclusion: from now on, this process talks to nobody. It cannot be undone.

It is the second lock on a door: where it is wanted, nothing is built that would connect. No library
can go around it, since Python itself asks before each connection (PEP 578).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from assetforge.core.values import is_array

if TYPE_CHECKING:
    from collections.abc import Callable

_TALK: Final = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_LOOK_UP: Final = frozenset({
    "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo",
})  # fmt: skip


def seclude(refusal: Callable[[], Exception]) -> None:
    """Have every connection and every look-up of a name raise what `refusal` makes."""

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event in _LOOK_UP or (event in _TALK and not _is_inside(arguments[1])):
            raise refusal()

    sys.addaudithook(refuse)


def _is_inside(address: object) -> bool:
    """Say whether an address is no network's: a file, or Windows' own way to make a pair."""
    if address is None or not is_array(address):
        return True
    return sys.platform == "win32" and address[0] in {"127.0.0.1", "::1"}
