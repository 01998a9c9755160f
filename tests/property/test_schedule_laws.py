"""The laws of the schedule, shown on any tasks in any order of ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from assetforge.execution.schedule import Limits, Schedule, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

LANES = ("paid", "other", "here")


@st.composite
def task_lists(draw: st.DrawFn, most: int = 25) -> tuple[Task, ...]:
    tasks: list[Task] = []
    for number in range(draw(st.integers(1, most))):
        known = [task.address for task in tasks]
        needs = draw(st.lists(st.sampled_from([*known, "elsewhere"]), max_size=3))
        tasks.append(
            Task(
                address=f"a{number}", needs=tuple(needs), lane=draw(st.sampled_from(LANES)),
                seconds=draw(st.integers(0, 9)),
            )
        )  # fmt: skip
    return tuple(tasks)


limits = st.builds(
    Limits,
    total=st.integers(1, 6),
    lanes=st.dictionaries(st.sampled_from(LANES), st.integers(1, 4)),
)


@given(task_lists(), limits, st.data())
def test_everything_ends_once_inputs_first_and_within_the_limits(
    tasks: tuple[Task, ...], limits: Limits, data: st.DataObject
) -> None:
    schedule, by_name = Schedule(tasks, limits), {task.address: task for task in tasks}
    running: list[str] = []
    good: list[str] = []
    bad: list[str] = []
    skipped: list[str] = []

    while not schedule.is_done:
        for address in schedule.take_ready():
            needs = set(by_name[address].needs) - {"elsewhere"}
            assert needs <= set(good)
            running.append(address)
        assert len(running) == schedule.running <= limits.total
        for lane, most in limits.lanes.items():
            assert sum(by_name[name].lane == lane for name in running) <= most
        assert running, "nothing runs and nothing is done: it would never end"
        ended = running.pop(data.draw(st.integers(0, len(running) - 1)))
        is_good = data.draw(st.integers(0, 4)) > 0
        (good if is_good else bad).append(ended)
        skipped += schedule.finish(ended, is_good=is_good)
        if data.draw(st.integers(0, 30)) == 0:
            schedule.close()

    ends = [*good, *bad, *skipped, *schedule.left]
    assert sorted(ends) == sorted(by_name)
    assert set(skipped) == dependants(tasks, bad)


@given(task_lists(), limits)
def test_room_is_never_left_empty(tasks: tuple[Task, ...], limits: Limits) -> None:
    schedule, by_name = Schedule(tasks, limits), {task.address: task for task in tasks}
    good: set[str] = set()
    running: list[str] = []

    while not schedule.is_done:
        running += schedule.take_ready()
        for task in ready_ones(tasks, good, running):
            in_lane = sum(by_name[name].lane == task.lane for name in running)
            is_full = in_lane >= limits.lanes.get(task.lane, limits.total)
            assert is_full or len(running) == limits.total
        ended = running.pop(0)
        good.add(ended)
        schedule.finish(ended, is_good=True)

    assert good == set(by_name)


@given(task_lists())
def test_the_longest_chain_goes_first(tasks: tuple[Task, ...]) -> None:
    schedule, behind = Schedule(tasks, Limits(total=1, lanes={})), chains_behind(tasks)
    good: set[str] = set()

    while not schedule.is_done:
        choice = ready_ones(tasks, good, [])
        (started,) = schedule.take_ready()
        assert behind[started] == max(behind[task.address] for task in choice)
        good.add(started)
        schedule.finish(started, is_good=True)


def ready_ones(tasks: Sequence[Task], good: set[str], running: Sequence[str]) -> list[Task]:
    """List the tasks that could start: their inputs are good, and they have not started."""
    waiting = (task for task in tasks if task.address not in {*good, *running})
    return [task for task in waiting if set(task.needs) - {"elsewhere"} <= good]


def dependants(tasks: Sequence[Task], bad: Sequence[str]) -> set[str]:
    lost = set(bad)
    for task in tasks:
        if lost & set(task.needs):
            lost.add(task.address)
    return lost - set(bad)


def chains_behind(tasks: Sequence[Task]) -> dict[str, float]:
    """Add up the longest chain that hangs on each task, itself included."""
    behind: dict[str, float] = {}
    for task in reversed(tasks):
        users = [each.address for each in tasks if task.address in each.needs]
        behind[task.address] = task.seconds + max((behind[user] for user in users), default=0)
    return behind
