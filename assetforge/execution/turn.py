"""A key's turn, and a word to whoever waits long for it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from assetforge.execution.events import Noticed

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from assetforge.core.digest import Digest
    from assetforge.execution.shop import Shop

SILENT: Final = 3.0  # seconds of waiting before it is told
_WAITING: Final = "another assetforge works on the very same just now; its result is waited for"


@asynccontextmanager
async def turn(key: Digest, address: str, shop: Shop) -> AsyncGenerator[None]:
    """Wait for a key's turn and keep it; a wait of some seconds is told once.

    Raises:
        StorageError: the turn cannot be had on this disk.
    """

    async def tell() -> None:
        await shop.clock.sleep(SILENT)
        shop.notice(Noticed(address=address, text=_WAITING))

    alarm = asyncio.ensure_future(tell())
    try:
        async with shop.desk.turns.hold(key):
            await _ended(alarm)
            yield
    finally:
        await _ended(alarm)


async def _ended(alarm: asyncio.Future[None]) -> None:
    alarm.cancel()
    await asyncio.wait((alarm,))
    if not alarm.cancelled():
        alarm.exception()
