"""The client for downloads and uploads: without any credentials, to checked addresses alone.

It follows redirects itself, three at most, each judged like the first URL.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import httpcore

from assetforge.adapters.downloads_address import checked_address
from assetforge.adapters.public_addresses import is_loopback, is_public
from assetforge.adapters.wire_dialling import CheckedBackend, system_resolve
from assetforge.adapters.wire_failure import Witness, delivery_error
from assetforge.adapters.wire_log import guard_logs
from assetforge.adapters.wire_message import Outgoing, Patience
from assetforge.adapters.wire_transport import PoolTransport
from assetforge.execution.delivery import LostAnswerError

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncGenerator, AsyncIterator, Mapping

    from assetforge.adapters.downloads_address import Address
    from assetforge.adapters.downloads_bounds import DownloadBounds
    from assetforge.adapters.origin import WebOrigin
    from assetforge.adapters.wire_dialling import Resolve
    from assetforge.adapters.wire_message import Incoming

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


class BareClient:
    """Sends requests that hold nothing but what their URL says."""

    def __init__(
        self, bounds: DownloadBounds, resolve: Resolve = system_resolve,
        network: httpcore.AsyncNetworkBackend | None = None, tls: ssl.SSLContext | None = None,
    ) -> None:  # fmt: skip
        guard_logs()
        self._bounds = bounds
        patience = Patience(connect=bounds.connect_seconds, read=bounds.read_seconds, place=600)
        self._public, self._local = (
            PoolTransport(patience, CheckedBackend(check, resolve, network), tls)
            for check in (is_public, is_loopback)
        )

    @asynccontextmanager
    async def get(
        self, text: str, api: WebOrigin | None, headers: Mapping[str, str]
    ) -> AsyncGenerator[Incoming]:
        """Ask a URL, and those it leads to; gives an answer whose body has not been read.

        Raises:
            NotSentError: one of them may not be asked or cannot be reached.
            LostAnswerError: the way there failed, or there are too many.
        """
        address = checked_address(text, api)
        for _ in range(self._bounds.redirects + 1):
            async with self._sent("GET", address, headers, None) as response:
                location = response.header("location")
                if response.status not in _REDIRECTS or location is None:
                    yield response
                    return
                address = checked_address(address.leads_to(location), api)
        why = f"{address.host} redirected more than {self._bounds.redirects} times"
        raise LostAnswerError(why)

    async def put(
        self, text: str, api: WebOrigin | None, headers: Mapping[str, str],
        content: AsyncIterator[bytes],
    ) -> int:  # fmt: skip
        """Send a body to a URL; returns the status. A redirect is an answer like any other.

        Raises:
            NotSentError: it may not be asked or cannot be reached.
            LostAnswerError: the way there failed.
        """
        async with self._sent("PUT", checked_address(text, api), headers, content) as response:
            return response.status

    async def close(self) -> None:
        """Close every connection."""
        await self._public.close()
        await self._local.close()

    @asynccontextmanager
    async def _sent(
        self, method: str, address: Address, headers: Mapping[str, str],
        content: AsyncIterator[bytes] | None,
    ) -> AsyncGenerator[Incoming]:  # fmt: skip
        transport = self._local if address.is_loopback else self._public
        witness = Witness()
        request = Outgoing(
            method=method, url=_on_the_wire(address), headers=headers, content=content
        )
        try:
            response = await transport.send(request, witness)
        except Exception as error:  # noqa: BLE001 - sorted, whatever it was
            raise delivery_error(error, address.host, has_begun=witness.has_begun) from None
        try:
            yield response
        finally:
            await response.close()


def _on_the_wire(address: Address) -> httpcore.URL:
    """Take a URL as it was judged: what is sent was not parsed once more."""
    url = address.url
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
