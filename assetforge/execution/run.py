"""The arrow from a plan to what became of it: the only task group.

Each step is a task. It waits for nothing but its own work: `Schedule` says when it may start, and
its end wakes the loop. A failed step takes its users with it and nobody else.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assetforge.core.errors import AssetforgeError, StorageError
from assetforge.core.exits import Exit
from assetforge.execution.events import BuildStarted, Draining, StepEnded, StepStarted
from assetforge.execution.model import Execution, Outcome
from assetforge.execution.record import Recorder
from assetforge.execution.schedule import Schedule, Task
from assetforge.execution.work import Craft

if TYPE_CHECKING:
    from assetforge.execution.gate import Gate
    from assetforge.execution.model import Ending
    from assetforge.execution.ports import World
    from assetforge.execution.schedule import Limits
    from assetforge.graph.model import Graph
    from assetforge.plan.build import Planner
    from assetforge.plan.model import Plan, Step

ENDINGS: dict[str, Ending] = {
    "keep": "kept", "restore": "restored", "make": "made", "derive": "derived",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A plan with what it was made from, and how to carry it out."""

    plan: Plan
    graph: Graph
    planner: Planner
    limits: Limits
    stops_at_failure: bool


async def run_plan(job: Job, world: World, gate: Gate) -> Execution:
    """Carry a plan out. Failures are outcomes, not exceptions; a closed gate ends it early."""
    return await _Run(job, world, gate).all()


class _Run:
    def __init__(self, job: Job, world: World, gate: Gate) -> None:
        self.job, self.world, self.gate = job, world, gate
        self.craft = Craft(graph=job.graph, planner=job.planner, world=world)
        self.steps = {step.address: step for step in job.plan.steps}
        self.done: dict[str, Step] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.schedule = Schedule(self._tasks(), job.limits)
        self.recorder = Recorder(job.planner.lock, world)
        self.news = asyncio.Event()

    async def all(self) -> Execution:
        began = self.world.clock.now()
        self.world.observer.notice(BuildStarted(plan=self.job.plan))
        self.gate.when_closed(self._drain)
        if self.gate.closed_by is not None:
            self.schedule.close()
        try:
            async with asyncio.TaskGroup() as group:
                await self._start_all(group)
        finally:
            await self.recorder.save()
        return Execution(
            outcomes=self.outcomes, left=self.schedule.left, lock=self.recorder.lock,
            seconds=self.world.clock.now() - began, lock_error=self.recorder.error,
        )  # fmt: skip

    async def _start_all(self, group: asyncio.TaskGroup) -> None:
        while not self.schedule.is_done:
            self.news.clear()
            for address in self.schedule.take_ready():
                group.create_task(self._one(self.steps[address]))
            if not self.schedule.is_done:
                await self.news.wait()

    async def _one(self, planned: Step) -> None:
        began = self.world.clock.now()
        outcome = await self._outcome(planned)
        self._end(replace(outcome, seconds=self.world.clock.now() - began))
        await self.recorder.save_if_due()
        if self.recorder.error is not None:
            self.gate.close(Exit.STORAGE)

    async def _outcome(self, planned: Step) -> Outcome:
        step = self._decided(planned)
        if step.action == "blocked":
            return Outcome(step=step, ending="blocked")
        if step.action != "keep":
            self.world.observer.notice(StepStarted(step=step))
        try:
            finished, entry = await self.craft.finish(step, self.done)
        except AssetforgeError as error:
            self._stop_if_needed(error)
            return Outcome(step=step, ending="failed", error=error)
        self.done[step.address] = finished
        return Outcome(step=finished, ending=ENDINGS[step.action], entry=entry)

    def _decided(self, planned: Step) -> Step:
        """Decide again where the plan had to wait for an input: equal bytes are kept."""
        if planned.key is not None or planned.action == "blocked":
            return planned
        asset = self.job.graph.assets[planned.address]
        return self.job.planner.step(asset, self.done)

    def _end(self, outcome: Outcome) -> None:
        address = outcome.step.address
        self.outcomes[address] = outcome
        if outcome.entry is not None:
            self.recorder.note(address, outcome.entry)
        skipped = self.schedule.finish(address, is_good=outcome.is_good)
        self.world.observer.notice(StepEnded(outcome=outcome))
        for name in skipped:
            ending: Ending = "blocked" if outcome.ending == "blocked" else "skipped"
            lost = Outcome(step=self.steps[name], ending=ending, because=address)
            self.outcomes[name] = lost
            self.world.observer.notice(StepEnded(outcome=lost))
        self.news.set()

    def _stop_if_needed(self, error: AssetforgeError) -> None:
        if self.job.stops_at_failure or isinstance(error, StorageError):
            self.gate.close(Exit.FAILED)

    def _drain(self) -> None:
        self.schedule.close()
        self.world.observer.notice(Draining(running=self.schedule.running))
        self.news.set()

    def _tasks(self) -> tuple[Task, ...]:
        return tuple(
            Task(
                address=step.address, needs=self.job.graph.inputs(step.address),
                lane=step.ask.provider, seconds=step.seconds,
            )
            for step in self.job.plan.steps
        )  # fmt: skip
