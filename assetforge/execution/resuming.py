"""Resuming: finishing live attempts of any project, where no manifest is at hand.

    attempt ─▶ its turn ─▶ found ─▶ waited for ─▶ downloaded ─▶ stored under its key

Nothing is ordered. A build of the project then finds the result in the store, free of charge.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assetforge.core.errors import AssetforgeError, CredentialsError
from assetforge.execution.resumed import Resumed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.execution.attempt import Attempt
    from assetforge.execution.buyer import Buyer


async def resume_attempts(attempts: Sequence[Attempt], buyer: Buyer) -> tuple[Resumed, ...]:
    """Finish what can be finished, side by side; failures are results, not exceptions."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_resumed(attempt, buyer)) for attempt in attempts]
    return tuple(task.result() for task in tasks)


async def _resumed(attempt: Attempt, buyer: Buyer) -> Resumed:
    if not buyer.sells(attempt.provider):
        return Resumed(attempt=attempt, error=_no_key(attempt))
    try:
        bought = await buyer.finish(attempt)
    except AssetforgeError as error:
        return Resumed(attempt=attempt, error=error)
    return Resumed(attempt=attempt, made=None if bought is None else bought.made)


def _no_key(attempt: Attempt) -> CredentialsError:
    return CredentialsError(
        f"{attempt.provider} cannot be asked for `{attempt.address}`: there is no key for it",
        next_step=f"Set the key for {attempt.provider}, then run `assetforge jobs resume` again.",
    )
