"""The way to the API of a forge: one origin, its token, and every failure made a sentence.

    ask    one request ─▶ a good Answer, or an error that says what to do
    all    page after page, for as long as the Link header says that there is a next one; one
           that is too long is asked for in parts, down to a single comment

A link in an answer is never followed: pages are counted here, so no answer chooses an address.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.forge_fault import TryAgainError, fault, unavailable
from assetforge.core.values import is_array, is_table
from assetforge.execution.delivery import DeliveryError, NotSentError
from assetforge.providers.instruction import Call

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assetforge.adapters.forge_address import ForgeAddress
    from assetforge.core.secret import Secret
    from assetforge.providers.instruction import Answer

# Comments of a page and of its parts: one of GitHub's has up to 65,536 characters, and one of
# GitLab's a million, of six bytes each as JSON may write them. Each is a multiple of the next.
SIZES: Final = (30, 5, 1)
MOST_PAGES: Final = 100
ANSWER_BYTES: Final = 32 * 1024 * 1024
_NEXT: Final = re.compile(r'rel="?next"?')
_SECONDS: Final = 60.0


class ForgeWire:
    """Asks one forge with one token."""

    def __init__(self, forge: str, address: ForgeAddress, variable: str, token: Secret) -> None:
        from assetforge.adapters.wire import HttpWire, WireBounds

        self.forge = forge
        self._variable, self._path = variable, address.path
        bounds = WireBounds(
            read_seconds=_SECONDS / 2, total_seconds=_SECONDS, answer_bytes=ANSWER_BYTES
        )
        self._wire = HttpWire(address.origin, token, bounds)

    async def ask(self, call: Call) -> Answer:
        """Send one request, whose path begins below the forge's own.

        Raises:
            TryAgainError: it may work later.
            GoneError: it is not there, or the token cannot see it.
            AssetforgeError: it does not work, and why.
        """
        return await self.ask_at_top(replace(call, path=self._path + call.path))

    async def ask_at_top(self, call: Call) -> Answer:
        """Send one request with its whole path; raises as `ask`."""
        try:
            answer = await self._wire.send(call)
        except NotSentError as error:
            told = unavailable(self.forge, error.why)
            raise (TryAgainError(told) if error.is_worth_repeating else told) from None
        except DeliveryError as error:
            raise TryAgainError(unavailable(self.forge, error.why)) from None
        if answer.is_good:
            return answer
        raise fault(self.forge, self._variable, answer, seconds_since_1970())

    async def all(self, path: str, query: Mapping[str, str]) -> list[Mapping[str, object]]:
        """List everything of a collection, all pages of it; raises as `ask`."""
        pages = range(1, MOST_PAGES + 1)
        found, is_last = await self._pages(Call(method="GET", path=path, query=query), pages, SIZES)
        if is_last:
            return found
        raise unavailable(self.forge, f"it lists more than {MOST_PAGES * SIZES[0]:,} comments")

    async def _pages(
        self, call: Call, pages: Iterable[int], sizes: Sequence[int]
    ) -> tuple[list[Mapping[str, object]], bool]:
        """List what is on some pages, and say whether the last one of all is among them."""
        found: list[Mapping[str, object]] = []
        for page in pages:
            part, is_last = await self._page(call, page, sizes)
            found += part
            if is_last:
                return found, True
        return found, False

    async def _page(
        self, call: Call, page: int, sizes: Sequence[int]
    ) -> tuple[list[Mapping[str, object]], bool]:
        size, smaller = sizes[0], sizes[1:]
        numbers = {"per_page": str(size), "page": str(page)}
        answer = await self.ask(replace(call, query={**call.query, **numbers}))
        if is_array(answer.body):
            is_last = not _NEXT.search(answer.headers.get("link", ""))
            return list(filter(is_table, answer.body)), is_last
        if answer.body is not None or not smaller:
            raise unavailable(self.forge, f"it answers no list: {answer.text}".rstrip(": "))
        n_parts = size // smaller[0]
        parts = range((page - 1) * n_parts + 1, page * n_parts + 1)
        return await self._pages(call, parts, smaller)

    async def close(self) -> None:
        """Close every connection."""
        await self._wire.close()
