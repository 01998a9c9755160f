from __future__ import annotations

import sys

import pytest

from assetforge.execution.schedule import Limits, Schedule, Task


def task(address: str, *needs: str, lane: str = "paid", seconds: float = 1) -> Task:
    return Task(address=address, needs=needs, lane=lane, seconds=seconds)


def test_a_step_waits_for_its_inputs() -> None:
    schedule = Schedule((task("hero"), task("beach", "hero")), Limits(total=9, lanes={}))

    assert schedule.take_ready() == ("hero",)
    assert schedule.take_ready() == ()
    schedule.finish("hero", is_good=True)
    assert schedule.take_ready() == ("beach",)


def test_an_input_named_twice_counts_once() -> None:
    schedule = Schedule((task("a"), task("film", "a", "a")), Limits(total=9, lanes={}))
    schedule.take_ready()

    schedule.finish("a", is_good=True)

    assert schedule.take_ready() == ("film",)


def test_a_lane_holds_only_its_own_steps_back() -> None:
    steps = (task("a"), task("b"), task("c", lane="here"))
    schedule = Schedule(steps, Limits(total=9, lanes={"paid": 1}))

    assert schedule.take_ready() == ("a", "c")


def test_the_most_urgent_of_all_lanes_starts_where_there_is_room_for_one() -> None:
    steps = (task("quick"), task("slow", lane="here", seconds=9))
    schedule = Schedule(steps, Limits(total=1, lanes={}))

    assert schedule.take_ready() == ("slow",)


def test_a_failure_skips_everything_behind_it_nearest_first() -> None:
    steps = (task("a"), task("b", "a"), task("c", "b"), task("d", "a"), task("e"))
    schedule = Schedule(steps, Limits(total=9, lanes={}))
    schedule.take_ready()

    assert schedule.finish("a", is_good=False) == ("b", "d", "c")
    schedule.finish("e", is_good=True)
    assert schedule.is_done
    assert schedule.left == ()


def test_a_closed_schedule_starts_nothing_and_is_done_when_nothing_runs() -> None:
    schedule = Schedule((task("a"), task("b", "a")), Limits(total=9, lanes={}))
    schedule.take_ready()
    schedule.close()

    is_done = [schedule.is_done]
    schedule.finish("a", is_good=True)
    is_done.append(schedule.is_done)

    assert is_done == [False, True]
    assert schedule.take_ready() == ()
    assert schedule.left == ("b",)


def test_a_limit_that_lets_nothing_run_is_refused() -> None:
    with pytest.raises(AssertionError, match="never ends"):
        Limits(total=4, lanes={"paid": 0})


def test_ten_thousand_steps_are_as_much_work_each_as_a_thousand() -> None:
    few, many = calls_for_each(1_000), calls_for_each(10_000)

    assert many < 2 * few  # work that grows with the square would be ten times as much


def calls_for_each(count: int) -> float:
    """Count the calls of Python code that the schedule makes for one step, all lanes wide open."""
    calls = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    steps = tuple(
        task(f"a{number}", *([f"a{number - 7}"] if number % 7 else []), lane=f"lane{number % 3}")
        for number in range(count)
    )
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        play(Schedule(steps, Limits(total=count, lanes={})))
    finally:
        sys.setprofile(before)
    return calls / count


def play(schedule: Schedule) -> None:
    running: list[str] = []
    while not schedule.is_done:
        running += schedule.take_ready()
        schedule.finish(running.pop(), is_good=True)
