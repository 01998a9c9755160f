"""How far a build is: what is done, what runs, how long the rest will take. No drawing here.

    planned seconds   ████████▒▒▒░░░░░░░░░░░░   █ done   ▒ running, as far as it is   ░ to do
    remaining         elapsed x (all - done) / done

So both the number of workers and the true speed of this machine and the providers are measured.
Steps that are kept or blocked are no work and are not counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.execution.events import (
    BuildStarted,
    Draining,
    JobAccepted,
    JobSeen,
    Noticed,
    Rescued,
    StepEnded,
    StepStarted,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.execution.events import Event
    from assetforge.execution.model import Outcome
    from assetforge.plan.model import Plan, Step
    from assetforge.providers.instruction import JobState

IDLE: Final = frozenset({"keep", "blocked"})
NEARLY: Final = 0.95  # a running step counts as at most this far, however long it takes
LEAST: Final = 0.02  # share of the work that must be done before a measurement is believed


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A step that is being carried out, and for how many seconds."""

    step: Step
    seconds: float
    state: JobState | None = None  # what its service said last


class Tally:
    """Counts a build's events; ask it at any time."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.total = 0
        self.finished = 0
        self.failed = 0
        self.is_draining = False
        self._clock = clock
        self._began = clock()
        self._work: dict[str, float] = {}  # planned seconds of each step that is to be done
        self._all = self._done = 0.0  # planned seconds
        self._chain = 0.0
        self._running: dict[str, tuple[Step, float]] = {}
        self._states: dict[str, JobState] = {}  # what services said last

    @property
    def elapsed(self) -> float:
        """Tell the seconds since the build began."""
        return self._clock() - self._began

    @property
    def running(self) -> list[Running]:
        """List what runs, the longest running first."""
        now = self._clock()
        # `sorted` copies in one step: a drawing thread may ask while the build goes on.
        steps = sorted(self._running.values(), key=lambda item: item[1])
        states = self._states
        return [
            Running(step=step, seconds=now - began, state=states.get(step.address))
            for step, began in steps
        ]

    @property
    def waiting(self) -> int:
        """Count what is neither finished nor running."""
        return max(0, self.total - self.finished - len(self._running))

    @property
    def remaining(self) -> float | None:
        """Estimate the seconds that are left; None where the plan knows nothing of time."""
        if self._all <= 0 or self.finished >= self.total:
            return None if self._all <= 0 else 0.0
        done = self._done + sum(map(_share, self.running))
        if done < LEAST * self._all:
            return max(self._chain - self.elapsed, 0.0)
        return self.elapsed * (self._all - done) / done

    def notice(self, event: Event) -> None:
        """Be told what happened."""
        match event:
            case BuildStarted(plan=plan):
                self._start(plan)
            case StepStarted(step=step):
                self._running[step.address] = step, self._clock()
            case StepEnded(outcome=outcome):
                self._end(outcome)
            case JobSeen(address=address, state=state):
                self._states[address] = state
            case Draining():
                self.is_draining = True
            case JobAccepted() | Noticed() | Rescued():
                pass  # what is only told changes no count

    def is_work(self, outcome: Outcome) -> bool:
        """Say whether an end is worth a line: planned work, or anything that failed."""
        return outcome.step.address in self._work or outcome.error is not None

    def _start(self, plan: Plan) -> None:
        self._began = self._clock()
        self._work = {step.address: step.seconds for step in plan.steps if step.action not in IDLE}
        self.total = len(self._work)
        self._all = sum(self._work.values())
        self._chain = plan.chain.seconds

    def _end(self, outcome: Outcome) -> None:
        address = outcome.step.address
        self._running.pop(address, None)
        self._states.pop(address, None)
        self.failed += outcome.error is not None
        if address in self._work:
            self.finished += 1
            self._done += self._work[address]


def _share(running: Running) -> float:
    return min(running.seconds, running.step.seconds * NEARLY)
