"""Forges of a test's own, and what asks them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from assetforge.adapters.forge_address import parse_address
from assetforge.adapters.forge_wire import ForgeWire
from assetforge.core.secret import Secret
from tests.fakes.forge_server import TOKEN

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.fakes.forge_server import ForgeServer

T = TypeVar("T")


def asked(
    forge: ForgeServer, talk: Callable[[ForgeWire], Awaitable[T]], path: str = "/api/v3",
    token: str = TOKEN,
) -> T:  # fmt: skip
    """Do something with a wire to a forge, and close it."""

    async def run() -> T:
        address = parse_address(forge.origin + path, "GITHUB_API_URL")
        wire = ForgeWire("GitHub", address, "GITHUB_TOKEN", Secret(token))
        try:
            return await talk(wire)
        finally:
            await wire.close()

    return asyncio.run(run())
