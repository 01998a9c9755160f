"""Playing one conversation: the provider says what to do, the executor does it and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from assetforge.providers.protocol import Conversation, Piece, Render, Result


async def drive(conversation: Conversation, play: Callable[[Render], Awaitable[Piece]]) -> Result:
    """Play a conversation to its end. What goes wrong while playing ends it and is raised."""
    try:
        instruction = next(conversation)
        while True:
            instruction = conversation.send(await play(instruction))
    except StopIteration as end:
        result: Result = end.value
        return result
    finally:
        conversation.close()
