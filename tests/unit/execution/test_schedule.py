from __future__ import annotations

import time

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

    assert schedule.running == 1
    assert not schedule.is_done
    schedule.finish("a", is_good=True)
    assert schedule.is_done
    assert schedule.take_ready() == ()
    assert schedule.left == ("b",)


def test_a_limit_that_lets_nothing_run_is_refused() -> None:
    with pytest.raises(AssertionError, match="never ends"):
        Limits(total=4, lanes={"paid": 0})


def test_ten_thousand_steps_cost_no_more_each_than_a_hundred() -> None:
    few, many = cost_of_each(1_000), cost_of_each(10_000)

    assert many < 5 * few  # quadratic work would be ten times as much


def cost_of_each(count: int) -> float:
    """Measure the seconds of processor time that the schedule takes for one step."""
    steps = tuple(
        task(f"a{number}", *([f"a{number - 7}"] if number % 7 else []), lane=f"lane{number % 3}")
        for number in range(count)
    )
    began = time.process_time()
    schedule = Schedule(steps, Limits(total=count, lanes={}))
    running: list[str] = []
    while not schedule.is_done:
        running += schedule.take_ready()
        schedule.finish(running.pop(), is_good=True)
    return (time.process_time() - began) / count
