from __future__ import annotations

from tests.benchmarks import suite
from tests.benchmarks.figure import Figure, Sample
from tests.benchmarks.targets import judge


def figure(cpu: float, peak: float = 20) -> Figure:
    return Figure(samples=[Sample(cpu=cpu, wall=cpu, peak=peak)])


def verdicts(*, help_cpu: float, plan: float, large: float, peak: float) -> list[bool | None]:
    figures = {
        (suite.YARDSTICK, 0): figure(0.030),
        (suite.HELP, 0): figure(help_cpu),
        (suite.PLAN, 1_000): figure(plan),
        (suite.PLAN, 10_000): figure(large),
        (suite.BUILD_AFRESH, 10_000): figure(3, peak),
        (suite.MAKE, 10_000): figure(0.100, 500),
    }
    return [verdict.is_kept for verdict in judge(figures)]


def test_what_is_quick_and_small_enough_is_kept() -> None:
    found = verdicts(help_cpu=0.048, plan=0.090, large=0.100, peak=200)

    assert found == [True, True, True, True]


def test_each_promise_is_missed_by_itself() -> None:
    found = verdicts(help_cpu=0.049, plan=0.091, large=0.101, peak=201)

    assert found == [False, False, False, False]


def test_what_was_not_measured_is_not_judged() -> None:
    assert [verdict.is_kept for verdict in judge({})] == [None, None, None, None]


def test_the_worst_of_all_our_commands_counts() -> None:
    figures = {
        (suite.CHECK, 10_000): figure(1, 150),
        (suite.PLAN_AFRESH, 10_000): figure(1, 210),
        (suite.MAKE, 10_000): figure(1, 900),
    }

    memory = [*judge(figures)][-1]

    assert memory.found == f"210 MiB by {suite.PLAN_AFRESH}"
