from __future__ import annotations

from assetforge.execution.first_look import next_look
from assetforge.execution.polling_history import SELDOM, History, LookPlan
from assetforge.execution.polling_odds import Span


def make_history(*durations: float) -> History:
    return History(durations, floor=3, first_look=10)


def test_where_nothing_is_known_the_service_says_when_to_look_first() -> None:
    assert make_history().plan(0).times == (10,)


def test_durations_that_make_no_sense_are_left_out() -> None:
    nonsense = (0, -5, float("nan"), float("inf"))

    assert make_history(*nonsense).plan(0).times == (10,)


def test_what_took_twenty_seconds_is_looked_at_about_then() -> None:
    (first, *_) = make_history(20, 20.2, 20.1).plan(0).times

    assert 18.5 <= first <= 20.2


def test_only_the_newest_durations_count() -> None:
    (first, *_) = make_history(*[20.0] * 30, *[100.0] * 20).plan(0).times

    assert first <= 20


def test_what_this_run_sees_is_learnt() -> None:
    history = make_history()

    for _ in range(10):
        history.add(Span(after=39, by=40), history.plan(0))

    assert 39 <= history.plan(0).times[0] <= 40


def test_now_and_then_an_early_look_tries_whether_jobs_end_sooner() -> None:
    history = make_history(*[20.0] * 20)

    plans = [history.plan(0) for _ in range(8)]

    assert [plan.is_early for plan in plans] == [False, False, False, True] * 2
    assert plans[3].times[1:] == plans[0].times
    assert plans[3].times[0] < plans[0].times[0]


def test_early_looks_that_find_nothing_get_seldom() -> None:
    history = make_history(*[20.0] * 20)

    plans = live(history, 20, jobs=500)

    assert 2 <= sum(plan.is_early for plan in plans) <= 6 + 500 / SELDOM


def test_jobs_that_got_faster_are_soon_looked_at_sooner() -> None:
    history = make_history(*[40.0] * 20)

    live(history, 25, jobs=60)

    assert 25 <= history.plan(0).times[0] <= 27


def test_jobs_that_got_slower_are_soon_looked_at_later() -> None:
    history = make_history(*[25.0] * 20)

    live(history, 40, jobs=30)

    assert 38 <= history.plan(0).times[0] <= 43


def live(history: History, seconds: float, *, jobs: int) -> list[LookPlan]:
    """Have jobs that take so long looked at one after another."""
    plans = [history.plan(0)]
    for _ in range(jobs):
        plans.append(history.plan(0))
        after, moment = 0.0, plans[-1].times[0]
        while moment < seconds:
            after, moment = moment, next_look(plans[-1].times, moment, 3)
        history.add(Span(after=after, by=moment), plans[-1])
    return plans


def test_in_a_crowd_a_few_jobs_do_not_change_the_plan_and_many_do() -> None:
    history = make_history(*[20.0] * 24)
    before = history.plan(8).times

    for _ in range(4):
        history.add(Span(after=29, by=30), LookPlan(times=before))
    same = history.plan(8).times
    for _ in range(4):
        history.add(Span(after=29, by=30), LookPlan(times=before))

    assert same == before
    assert history.plan(9).times != before
