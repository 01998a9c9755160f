"""Carrying out one step: have it made or find it, then put the file in its place.

    content first, then the record:   blob ─▶ store record ─▶ output file ─▶ lock
                                                           └▶ no further, where the manifest
                                                              asks for something else by now

Nothing is ever concluded from the absence of a later part.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.core.credits import FREE
from assetforge.execution.placing import Placing
from assetforge.execution.results import Results
from assetforge.execution.unplaced import not_begun, not_placed

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
        self._lock, self._definitions = planner.lock, world.definitions
        self._results = Results(graph, planner, world, buyer)
        self._placing = Placing(graph, planner, world, self._results)

    async def make(self, step: Step, done: Mapping[str, Step]) -> Step:
        """Have a step's result; return the step with it. What is kept has it already.

        Raises:
            StaleError: the manifest was edited since the plan, and asks for something else.
            AssetforgeError: it could not be done; the error says what that cost.
        """
        if step.action == "keep":
            return step
        if step.made is not None:
            await self._results.close(step)
            return step
        await self._refuse_unwanted(step)
        made = await self._results.make(step, done)
        if self._results.is_anothers(step):
            step = replace(step, action="restore", cost=FREE)
        return replace(step, made=made)

    async def place(self, step: Step, done: Mapping[str, Step]) -> tuple[Step, Entry]:
        """Put a result in its place; return the step as it turned out, and what the lock says.

        Raises:
            StaleError: the manifest was edited since the plan, and asks for something else.
            AssetforgeError: its bytes cannot be had, or the disk refused.
        """
        if step.action == "keep":
            return step, self._lock.entries[step.address]
        assert step.made is not None, "it was made before it is placed"
        objection = await self._objection(step)
        if objection:
            raise not_placed(step.address, objection)
        return await self._placing.place(step, step.made, done)

    def remarks(self, step: Step) -> tuple[tuple[str, ...], bool]:
        """Tell what a person should know of a result, and whether it is far less than asked."""
        return self._results.remarks(step)

    async def clear(self, lock: Lock) -> dict[str, AssetforgeError]:
        """Remove what moved outputs left behind, once nothing runs; return what could not go."""
        return await self._placing.clear(lock)

    async def _refuse_unwanted(self, step: Step) -> None:
        """Begin nothing that would not be placed; what was ordered before is taken up."""
        objection = "" if step.is_ordered else await self._objection(step)
        if objection:
            raise not_begun(step.address, objection)

    async def _objection(self, step: Step) -> str:
        return "" if self._definitions is None else await self._definitions.objection(step.address)
