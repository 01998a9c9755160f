from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.core.errors import UnavailableError
from assetforge.core.version import VERSION
from assetforge.execution.polling_history import LookPlan
from assetforge.execution.polling_watch import Watch, is_whole
from assetforge.providers.instruction import JobState
from tests.unit.execution.jobs_service import job

JOB = job("a")
RUNNING = JobState(job=JOB, phase="running", word="generating")
WHOLE = JobState(job=JOB, phase="running", word="generating", progress=100)
DONE = JobState(job=JOB, phase="done", word="ready")


def make_watch() -> Watch:
    return Watch(
        job=JOB, service="letzai", since=100, deadline=700, floor=3,
        plan=LookPlan(times=(20, 30)), due=120,
    )  # fmt: skip


def error_of(watch: Watch) -> UnavailableError:
    assert isinstance(watch.end, UnavailableError)
    assert "not submitted again" in watch.end.cost
    assert "no charge" in watch.end.next_step
    return watch.end


def test_a_job_that_runs_is_looked_at_again_as_planned() -> None:
    watch = make_watch()

    watch.see(RUNNING, 120, 120.2)

    assert watch.end is None
    assert watch.due == pytest.approx(100 + 20.2 * 1.4)


def test_the_end_says_between_which_looks_it_came() -> None:
    watch = make_watch()

    watch.see(RUNNING, 120, 120.2)
    watch.see(DONE, 130, 130.2)

    assert watch.end is DONE
    assert (watch.span.after, watch.span.by) == pytest.approx((20, 30.2))


def test_what_is_seen_after_the_end_changes_nothing() -> None:
    watch = make_watch()

    watch.see(DONE, 130, 130.2)
    watch.see(RUNNING, 131, 131.2)

    assert watch.end is DONE


def test_the_last_look_is_at_the_deadline() -> None:
    watch = make_watch()

    watch.see(RUNNING, 690, 690)
    assert watch.due == 700
    watch.see(RUNNING, 700, 700)

    assert error_of(watch).what == "job a is still running after 10 min at letzai"


def test_a_job_that_is_not_found_is_forgiven_for_a_minute() -> None:
    watch = make_watch()

    watch.miss(159.9)
    assert watch.end is None
    assert watch.due == pytest.approx(162.9)
    watch.miss(162.9)

    assert error_of(watch).what == "job a cannot be found at letzai"


def test_a_job_at_a_hundred_percent_has_a_minute_to_end() -> None:
    watch = make_watch()

    watch.see(WHOLE, 120, 120)
    watch.see(RUNNING, 150, 150)
    watch.see(WHOLE, 179, 179)
    assert watch.end is None
    watch.see(WHOLE, 182, 182)

    what = error_of(watch).what
    assert what == "job a has been at 100 % for 60 s and brings no result at letzai"


def test_a_status_that_nobody_knows_is_named_where_it_was_the_last() -> None:
    odd = replace(RUNNING, word="archived", is_known=False)
    watch, healed = make_watch(), make_watch()

    watch.see(odd, 120, 120)
    watch.see(odd, 800, 800)
    healed.see(odd, 120, 120)
    healed.see(RUNNING, 800, 800)

    assert f"its status `archived` is not known to assetforge {VERSION}" in error_of(watch).what
    assert "archived" not in error_of(healed).what


def test_a_hundred_percent_is_whole() -> None:
    assert is_whole(WHOLE)
    assert not is_whole(RUNNING)
