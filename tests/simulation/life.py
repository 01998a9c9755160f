"""A life: one process's hold on its machine. Whoever lost it touches nothing any more.

    every port ─ breathe ─▶ others go first; a closed lid is waited for; the dead stay here
               ─ step ────▶ an effect, numbered: here hazards strike

A process that is killed runs no line after that. Its tasks are cancelled, so that they end, but all
that they could still do goes through a port, and no port lets the dead pass.
"""

from __future__ import annotations

import asyncio
from contextvars import Context, ContextVar
from typing import TYPE_CHECKING, Final, TypeVar

from tests.simulation.hazard import Fuse

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator, Sequence
    from random import Random

    from tests.simulation.hazard import Hazard
    from tests.simulation.machine import Machine

T = TypeVar("T")

LINGERING: Final = 0.15  # how often a port takes a moment
MOMENT: Final = 0.06  # seconds, at most


class DeadError(BaseException):
    """The process is gone: nothing of it runs after this."""


class Life:
    """From the start of a process to its end."""

    def __init__(
        self, name: str, machine: Machine, chance: Random, hazards: Sequence[Hazard] = ()
    ) -> None:
        self.name, self.machine = name, machine
        self.is_over = False
        self.steps = 0
        self._endings: dict[int, Callable[[], object]] = {}  # of tasks, by who they are
        self.at_end: list[Callable[[], None]] = []  # what the system does for a dead process
        self.strike: Callable[[Hazard], None] = lambda _: None
        self._chance = chance
        self._fuses = [Fuse(hazard) for hazard in hazards]

    async def breathe(self) -> None:
        """Let others go first, as anything does that goes through the system."""
        if self.is_over:
            raise DeadError
        lingers = self._chance.random() < LINGERING
        await asyncio.sleep(self._chance.random() * MOMENT if lingers else 0)
        while self.machine.is_asleep:
            await self.machine.wake()
        if self.is_over:
            raise DeadError

    def step(self, what: str) -> None:
        """Have an effect, unless something befalls the process before."""
        if self.is_over:
            raise DeadError
        self.steps += 1
        for fuse in self._fuses:
            if fuse.burns(what):
                self.strike(fuse.hazard)
        if self.is_over:
            raise DeadError
        self.machine.chronicle.tell(self.name, f"{self.steps:>3} {what}")

    def take(self, task: asyncio.Task[T]) -> None:
        """Have a task end with this life."""
        self._endings[id(task)] = task.cancel
        task.add_done_callback(self._forget)

    def _forget(self, task: asyncio.Task[T]) -> None:
        del self._endings[id(task)]
        if not task.cancelled():
            task.exception()  # who would have heard of it may be dead, and asyncio would complain

    def end(self) -> None:
        """Be killed."""
        if self.is_over:
            return
        self.is_over = True
        self.machine.chronicle.tell(self.name, f"is gone after step {self.steps}")
        for release in self.at_end:
            release()
        for cancel in list(self._endings.values()):
            cancel()


LIFE: ContextVar[Life | None] = ContextVar("life", default=None)  # whose task it is


def task_of_life(
    loop: asyncio.AbstractEventLoop,
    work: Coroutine[object, object, T] | Generator[object, None, T],
    *,
    context: Context | None = None,
    name: str | None = None,
) -> asyncio.Task[T]:
    """Make a task that belongs to the process that began it."""
    life = LIFE.get() if context is None else context.get(LIFE)
    task = asyncio.Task(work, loop=loop, name=name, context=context)  # type: ignore[arg-type]
    if life is not None:
        life.take(task)
    return task
