"""The client for downloads and uploads: without any credentials, to checked addresses alone.

It follows redirects itself, three at most, each judged like the first URL.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import httpx  # noqa: TID253 - the door to it: nobody imports `downloads` at the top of a module

from assetforge.adapters.downloads_address import checked_address
from assetforge.adapters.public_addresses import is_loopback, is_public
from assetforge.adapters.wire_dialling import CheckedBackend, system_resolve
from assetforge.adapters.wire_failure import Witness, delivery_error
from assetforge.adapters.wire_log import guard_logs
from assetforge.adapters.wire_transport import PoolTransport, client_of
from assetforge.execution.delivery import LostAnswerError

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncGenerator, AsyncIterator, Mapping

    import httpcore

    from assetforge.adapters.downloads_address import Address
    from assetforge.adapters.downloads_bounds import DownloadBounds
    from assetforge.adapters.origin import WebOrigin
    from assetforge.adapters.wire_dialling import Resolve

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


class BareClient:
    """Sends requests that hold nothing but what their URL says."""

    def __init__(
        self, bounds: DownloadBounds, resolve: Resolve = system_resolve,
        network: httpcore.AsyncNetworkBackend | None = None, tls: ssl.SSLContext | None = None,
    ) -> None:  # fmt: skip
        guard_logs()
        self._bounds = bounds
        timeout = httpx.Timeout(bounds.read_seconds, connect=bounds.connect_seconds, pool=600)
        self._public, self._local = (
            client_of(PoolTransport(CheckedBackend(check, resolve, network), tls), timeout)
            for check in (is_public, is_loopback)
        )

    @asynccontextmanager
    async def get(
        self, text: str, api: WebOrigin | None, headers: Mapping[str, str]
    ) -> AsyncGenerator[httpx.Response]:
        """Ask a URL, and those it leads to; gives an answer whose body has not been read.

        Raises:
            NotSentError: one of them may not be asked or cannot be reached.
            LostAnswerError: the way there failed, or there are too many.
        """
        address = checked_address(text, api)
        for _ in range(self._bounds.redirects + 1):
            async with self._sent("GET", address, headers, None) as response:
                location = response.headers.get("Location")
                if response.status_code not in _REDIRECTS or location is None:
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
            return response.status_code

    async def close(self) -> None:
        """Close every connection."""
        await self._public.aclose()
        await self._local.aclose()

    @asynccontextmanager
    async def _sent(
        self, method: str, address: Address, headers: Mapping[str, str],
        content: AsyncIterator[bytes] | None,
    ) -> AsyncGenerator[httpx.Response]:  # fmt: skip
        client = self._local if address.is_loopback else self._public
        witness = Witness()
        try:
            request = client.build_request(method, address.url, headers=headers, content=content)
            request.extensions["trace"] = witness
            response = await client.send(request, stream=True)
        except Exception as error:  # noqa: BLE001 - sorted, whatever it was
            raise delivery_error(error, address.host, has_begun=witness.has_begun) from None
        try:
            yield response
        finally:
            await response.aclose()
