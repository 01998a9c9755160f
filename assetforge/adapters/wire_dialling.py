"""Dialling: a host is resolved once, its addresses are judged, and one of those is connected to.

host ─resolve▶ addresses ─ those allowed: public ones, or loopback ─▶ one is connected to
                         └ none of them: refused, nothing is sent

There is no second look-up between judging and connecting, so no name can change its mind in
between. TLS and the Host header keep the name: a certificate is checked against it as ever.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from ipaddress import ip_address
from typing import TypeAlias, cast

import httpcore

from assetforge.execution.delivery import NotSentError

Resolve: TypeAlias = Callable[[str, int], Awaitable[Sequence[str]]]
_MOST_TRIED = 4  # addresses of one host
_LEAST_SECONDS = 3.0  # for each of them


async def system_resolve(host: str, port: int) -> Sequence[str]:
    """List the addresses of a host, as the system finds them.

    Raises:
        OSError: there are none.
    """
    with suppress(ValueError):
        return [str(ip_address(host))]  # an address is its own answer; looking up takes a thread
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connect to addresses that pass a check, whatever name they go by."""

    def __init__(
        self, is_allowed: Callable[[str], bool], resolve: Resolve = system_resolve,
        network: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:  # fmt: skip
        self._is_allowed = is_allowed
        self._resolve = resolve
        # Half typed in httpcore: without anyio it would be another class of this name.
        usual = cast("httpcore.AsyncNetworkBackend", httpcore.AnyIOBackend())
        self._network = network or usual

    async def connect_tcp(
        self, host: str, port: int, timeout: float | None = None,  # noqa: ASYNC109 - and its way
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:  # fmt: skip
        """Connect to an allowed address of a host.

        Raises:
            NotSentError: it has addresses, and none of them is allowed.
            httpcore.ConnectError: it has none, or none of them answers.
            httpcore.ConnectTimeout: none answers in time.
        """
        addresses = await self._allowed(host, port, timeout)
        share = None if timeout is None else max(timeout / len(addresses), _LEAST_SECONDS)
        for address in addresses[:-1]:
            try:
                return await self._network.connect_tcp(
                    address, port, share, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._network.connect_tcp(
            addresses[-1], port, share, local_address, socket_options
        )

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    async def _allowed(self, host: str, port: int, seconds: float | None) -> Sequence[str]:
        try:
            async with asyncio.timeout(seconds):
                found = await self._resolve(host, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout from error
        except (OSError, UnicodeError) as error:  # UnicodeError: a label of more than 63 bytes
            raise httpcore.ConnectError from error
        if not found:
            raise httpcore.ConnectError
        allowed = [address for address in found if self._is_allowed(address)]
        if not allowed:
            raise _forbidden(host)
        return allowed[:_MOST_TRIED]


def _forbidden(host: str) -> NotSentError:
    why = f"{host} leads to an address that may not be asked"
    return NotSentError(why, is_worth_repeating=False)
