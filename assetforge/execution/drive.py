"""Playing one conversation: the provider says what to do, the executor does it and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from assetforge.providers.conversation import Talk
    from assetforge.providers.instruction import Instruction, Reply

T = TypeVar("T")


async def drive(conversation: Talk[T], play: Callable[[Instruction], Awaitable[Reply]]) -> T:
    """Play a conversation to its end. What goes wrong while playing ends it and is raised."""
    try:
        instruction = next(conversation)
        while True:
            instruction = conversation.send(await play(instruction))
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        conversation.close()
