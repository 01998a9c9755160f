"""Carrying out one step: have it made or find it, then put the file in its place.

    content first, then the record:   blob ─▶ store record ─▶ output file ─▶ lock

Nothing is ever concluded from the absence of a later part.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.core.credits import FREE
from assetforge.execution.placing import Placing
from assetforge.execution.results import Results

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.errors import AssetforgeError
    from assetforge.execution.buyer import Buyer
    from assetforge.execution.ports import World
    from assetforge.graph.model import Graph
    from assetforge.lock.model import Entry, Lock
    from assetforge.plan.build import Planner
    from assetforge.plan.model import Step


class Craft:
    """How steps are carried out in one run."""

    def __init__(
        self, graph: Graph, planner: Planner, world: World, buyer: Buyer | None = None
    ) -> None:
        self._lock = planner.lock
        self._results = Results(graph, planner, world, buyer)
        self._placing = Placing(graph, planner, world, self._results)

    async def finish(self, step: Step, done: Mapping[str, Step]) -> tuple[Step, Entry]:
        """Carry a step out; return it as it turned out, and what the lock says of it.

        Raises:
            AssetforgeError: it could not be done; the error says what that cost.
        """
        if step.action == "keep":
            return step, self._lock.entries[step.address]
        made = step.made
        if made is None:
            made = await self._results.make(step, done)
            if self._results.is_anothers(step):
                step = replace(step, action="restore", cost=FREE)
        else:
            await self._results.close(step)
        return await self._placing.place(step, made, done)

    def remarks(self, step: Step) -> tuple[tuple[str, ...], bool]:
        """Tell what a person should know of a result, and whether it is far less than asked."""
        return self._results.remarks(step)

    async def clear(self, lock: Lock) -> dict[str, AssetforgeError]:
        """Remove what moved outputs left behind, once nothing runs; return what could not go."""
        return await self._placing.clear(lock)
