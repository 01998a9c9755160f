"""Which steps may run now: a state machine without any input or output.

    waiting ──inputs done──▶ ready ──take_ready──▶ running ──finish──▶ done
       └───────────────an input failed──────────────────────────────▶ skipped

Ready steps start in the order of what hangs on them: the longest chain behind a step first, so
that no chain is begun late; equal ones in the order of the plan. A lane holds the steps of one
provider and limits how many run at once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Rank: TypeAlias = tuple[float, int, str]  # less urgent is greater; place in the plan; address


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One step as the schedule sees it."""

    address: str
    needs: tuple[str, ...]  # addresses of other tasks
    lane: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many may run at once: in all, and in each lane. None is below 1."""

    total: int
    lanes: Mapping[str, int]  # a lane that is not named has no limit of its own

    def __post_init__(self) -> None:
        assert min(self.total, *self.lanes.values(), 1) == 1, "a build with no room never ends"


class Schedule:
    """Made for one run; the graph and the plan stay as they are."""

    def __init__(self, tasks: tuple[Task, ...], limits: Limits) -> None:
        self._tasks = {task.address: task for task in tasks}
        self._limits = limits
        self._waiting = {
            task.address: sum(name in self._tasks for name in set(task.needs)) for task in tasks
        }
        self._users = self._users_of(tasks)
        self._urgency = self._chains_behind(tasks)
        self._ready: dict[str, list[Rank]] = {}  # a heap for each lane
        self._running: dict[str, str] = {}  # address → lane
        self._busy: Counter[str] = Counter()  # lane → how many run
        self._rank = {task.address: rank for rank, task in enumerate(tasks)}
        self._is_open = True
        for task in tasks:
            if self._waiting[task.address] == 0:
                self._make_ready(task.address)

    @property
    def running(self) -> int:
        """Count what runs now."""
        return len(self._running)

    @property
    def left(self) -> tuple[str, ...]:
        """List what was never started."""
        return tuple(address for address in self._tasks if address in self._waiting)

    @property
    def is_done(self) -> bool:
        """Say whether nothing runs and nothing more will."""
        return not self._running and (not self._is_open or not self._waiting)

    def take_ready(self) -> tuple[str, ...]:
        """Start every step that may run now."""
        taken: list[str] = []
        while (lane := self._most_urgent_lane()) is not None:
            address = heappop(self._ready[lane])[2]
            del self._waiting[address]
            self._running[address] = lane
            self._busy[lane] += 1
            taken.append(address)
        return tuple(taken)

    def finish(self, address: str, *, is_good: bool) -> tuple[str, ...]:
        """Note an end; return the steps that can now never run, nearest first."""
        self._busy[self._running.pop(address)] -= 1
        if not is_good:
            return self._skip_users(address)
        for user in self._users[address]:
            if user in self._waiting:
                self._waiting[user] -= 1
                if self._waiting[user] == 0:
                    self._make_ready(user)
        return ()

    def close(self) -> None:
        """Start nothing more."""
        self._is_open = False

    def _most_urgent_lane(self) -> str | None:
        """Find the lane with room whose first step is the most urgent of all."""
        if not self._is_open or len(self._running) >= self._limits.total:
            return None
        lanes = (lane for lane, ready in self._ready.items() if ready and self._has_room(lane))
        return min(lanes, key=lambda lane: self._ready[lane][0], default=None)

    def _has_room(self, lane: str) -> bool:
        return self._busy[lane] < self._limits.lanes.get(lane, self._limits.total)

    def _make_ready(self, address: str) -> None:
        entry = (-self._urgency[address], self._rank[address], address)
        heappush(self._ready.setdefault(self._tasks[address].lane, []), entry)

    def _skip_users(self, address: str) -> tuple[str, ...]:
        skipped = [address]
        for name in skipped:  # grows while it is read
            for user in self._users[name]:
                if user in self._waiting:
                    del self._waiting[user]
                    skipped.append(user)
        return tuple(skipped[1:])

    def _users_of(self, tasks: tuple[Task, ...]) -> dict[str, list[str]]:
        users: dict[str, list[str]] = {task.address: [] for task in tasks}
        for task in tasks:
            for name in set(task.needs) & users.keys():
                users[name].append(task.address)
        return users

    def _chains_behind(self, tasks: tuple[Task, ...]) -> dict[str, float]:
        urgency: dict[str, float] = {}
        for task in reversed(tasks):  # tasks come inputs first, so users are done before
            behind = max((urgency[user] for user in self._users[task.address]), default=0)
            urgency[task.address] = task.seconds + behind
        return urgency
