"""The arrow from a plan to what became of it: the only task group.

    keep, blocked            ended before anything starts: nothing is to be done
    restore, make, derive    a task each, once `Schedule` says that it may start

A task's end wakes the loop. A failed step takes its users with it and nobody else. What is no
failure but a bug, in a step or in who watches, ends that step; it is raised once all is saved.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assetforge.core.errors import AssetforgeError, MakingError, StorageError
from assetforge.core.exits import Exit
from assetforge.execution.events import BuildStarted, Draining, StepEnded, StepStarted
from assetforge.execution.model import Execution, Outcome
from assetforge.execution.opening import open_buyer
from assetforge.execution.record import Recorder
from assetforge.execution.schedule import Schedule, Task
from assetforge.execution.unplaced import tell_payment
from assetforge.execution.work import Craft

if TYPE_CHECKING:
    from assetforge.execution.events import Event
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
        self.bugs: list[Exception] = []
        services = job.planner.market.services
        self.buyer = open_buyer(world, services, gate, self._tell, job.plan.steps)
        self.craft = Craft(job.graph, job.planner, world, self.buyer)
        self.steps = {step.address: step for step in job.plan.steps}
        self.done: dict[str, Step] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.schedule = Schedule(self._tasks(), job.limits)
        self.recorder = Recorder(job.planner.lock, world)
        self.news = asyncio.Event()

    async def all(self) -> Execution:
        began = self.world.clock.now()
        self._tell(BuildStarted(plan=self.job.plan))
        for step in self.job.plan.steps:
            self._end_idle(step)
        self.gate.when_closed(self._drain)
        if self.gate.closed_by is not None:
            self.schedule.close()
        try:
            async with asyncio.TaskGroup() as group:
                alarm = group.create_task(self._leave_late())
                await self._start_all(group)
                alarm.cancel()
            await self._clear()
        finally:
            await self.recorder.save()
        if self.bugs:
            raise self.bugs[0]
        return Execution(
            outcomes=self.outcomes, left=self.schedule.left, lock=self.recorder.lock,
            seconds=self.world.clock.now() - began, lock_error=self.recorder.error,
            faults=() if self.buyer is None else self.buyer.faults,
        )  # fmt: skip

    def _end_idle(self, step: Step) -> None:
        """End a step that is no work."""
        if step.action == "keep":
            self.done[step.address] = step
            entry = self.job.planner.lock.entries[step.address]
            self._note(Outcome(step=step, ending="kept", entry=entry))
        elif step.action == "blocked":
            inputs = self.job.graph.inputs(step.address)
            blame = (name for name in inputs if self._is_blocked(name))
            self._note(Outcome(step=step, ending="blocked", because=next(blame, "")))

    def _is_blocked(self, address: str) -> bool:
        return address in self.steps and self.steps[address].action == "blocked"

    async def _start_all(self, group: asyncio.TaskGroup) -> None:
        while not self.schedule.is_done:
            self.news.clear()
            for address in self.schedule.take_ready():
                group.create_task(self._one(self.steps[address]))
            if not self.schedule.is_done:
                await self.news.wait()

    async def _leave_late(self) -> None:
        """Wait for paid jobs no longer than agreed, once a signal asks for the end."""
        if self.buyer is None or self.world.desk is None:
            return
        asked = asyncio.Event()
        self.gate.when_asked(asked.set)
        if self.gate.is_asked:
            asked.set()
        await asked.wait()
        await self.world.clock.sleep(self.world.desk.drain)
        self.buyer.leave()

    async def _clear(self) -> None:
        for address, error in (await self.craft.clear(self.recorder.lock)).items():
            outcome = self.outcomes[address]
            self.outcomes[address] = replace(outcome, ending="failed", error=error)

    async def _one(self, planned: Step) -> None:
        began = self.world.clock.now()
        outcome = await self._outcome(planned)
        self._end(replace(outcome, seconds=self.world.clock.now() - began))
        try:
            await self.recorder.save_if_due()
        except Exception as error:  # noqa: BLE001 - a bug must not cancel what others still make
            self._keep_bug(error)
            self.gate.close(Exit.FAILED)
        if self.recorder.error is not None:
            self.gate.close(Exit.STORAGE)

    async def _outcome(self, planned: Step) -> Outcome:
        step = planned
        try:
            step = self._decided(planned)
            if step.action != "keep":
                self._tell(StepStarted(step=step))
            step = await self.craft.make(step, self.done)
            finished, entry = await self.craft.place(step, self.done)
        except AssetforgeError as error:
            tell_payment(error, step)
            self._stop_if_needed(error)
            return Outcome(step=step, ending="failed", error=error)
        except Exception as error:  # noqa: BLE001 - a bug must not cancel what others still make
            self._keep_bug(error)
            self._stop_if_needed(error)
            return Outcome(step=step, ending="failed", error=_bug(step, error))
        self.done[step.address] = finished
        remarks, is_short = self.craft.remarks(finished)
        return Outcome(
            step=finished, ending=ENDINGS[finished.action], entry=entry, remarks=remarks,
            is_short=is_short,
        )  # fmt: skip

    def _decided(self, planned: Step) -> Step:
        """Decide again where the plan had to wait for an input: equal bytes are kept.

        What becomes public stays what the plan said: that was agreed to.
        """
        if planned.key is not None:
            return planned
        asset = self.job.graph.assets[planned.address]
        step = self.job.planner.step(asset, self.done)
        agreed = tuple(name for name in step.shares if name in planned.shares)
        return replace(step, shares=agreed)

    def _end(self, outcome: Outcome) -> None:
        address = outcome.step.address
        if outcome.entry is not None:
            self.recorder.note(address, outcome.entry)
        skipped = self.schedule.finish(address, is_good=outcome.is_good)
        self._note(outcome)
        for name in skipped:
            self._note(Outcome(step=self.steps[name], ending="skipped", because=address))
        self.news.set()

    def _note(self, outcome: Outcome) -> None:
        self.outcomes[outcome.step.address] = outcome
        self._tell(StepEnded(outcome=outcome))

    def _tell(self, event: Event) -> None:
        try:
            self.world.observer.notice(event)
        except Exception as error:  # noqa: BLE001 - who only watches changes nothing
            self._keep_bug(error)

    def _keep_bug(self, error: Exception) -> None:
        self.bugs.append(error)

    def _stop_if_needed(self, error: Exception) -> None:
        if self.job.stops_at_failure or isinstance(error, StorageError):
            self.gate.close(Exit.FAILED)

    def _drain(self) -> None:
        self.schedule.close()
        desk = None if self.buyer is None else self.world.desk
        self._tell(
            Draining(
                running=self.schedule.running, is_asked=self.gate.closed_by is Exit.INTERRUPTED,
                patience=None if desk is None else desk.drain,
            )
        )  # fmt: skip
        self.news.set()

    def _tasks(self) -> tuple[Task, ...]:
        work = (step for step in self.job.plan.steps if step.action not in {"keep", "blocked"})
        return tuple(
            Task(
                address=step.address, needs=self._needs(step), lane=step.ask.provider,
                seconds=step.seconds,
            )
            for step in work
        )  # fmt: skip

    def _needs(self, step: Step) -> tuple[str, ...]:
        """Name what must have ended before. A paid result that exists needs none of its inputs."""
        if step.same_as:
            return (step.same_as,)
        offer = self.job.planner.market.offers[step.ask.provider]
        if step.action == "restore" and not offer.is_local:
            return ()
        return self.job.graph.inputs(step.address)


def _bug(step: Step, error: Exception) -> MakingError:
    return MakingError(
        f"making `{step.address}` went wrong: {type(error).__name__}. This is a bug in assetforge.",
        next_step="Run it again with -v and report what it prints.",
    )
