from __future__ import annotations

from dataclasses import replace

from assetforge.core.errors import MakingError
from assetforge.core.text import one_line
from assetforge.execution.events import (
    BuildStarted,
    Draining,
    Event,
    JobSeen,
    Noticed,
    Rescued,
    StepEnded,
    StepStarted,
)
from assetforge.providers.instruction import Job, JobState
from assetforge.ui.progress import Tally
from assetforge.ui.progress_lines import Lines, event_lines, time_text
from assetforge.ui.style import PLAIN
from tests.unit.ui.samples import HOSTILE, Clock, outcome, plan, step

STEPS = [step(f"a{rank}") for rank in range(12)]


def told(*events: Event) -> list[str]:
    written: list[str] = []
    lines = Lines(Clock(), written.append, PLAIN)
    for event in (BuildStarted(plan=plan(*STEPS, step("kept", "keep"))), *events):
        lines.notice(event)
    return written


def test_each_finished_asset_takes_one_line() -> None:
    assert told(StepStarted(step=STEPS[0]), StepEnded(outcome=outcome(STEPS[0]))) == [
        "[ 1/12] made a0  1600x900 image/png  0.3 s\n"
    ]


def test_kept_and_blocked_assets_are_silent() -> None:
    assert told(
        StepEnded(outcome=outcome(step("kept", "keep"))),
        StepEnded(outcome=outcome(step("held", "blocked"))),
    ) == []  # fmt: skip


def test_a_failure_is_told_in_short_while_others_go_on() -> None:
    error = MakingError("the sky fell", next_step="Look up.")
    failed = replace(outcome(STEPS[0], "failed"), error=error)
    skipped = replace(outcome(STEPS[1], "skipped"), because="a0")

    assert told(StepEnded(outcome=failed), StepEnded(outcome=skipped)) == [
        "[ 1/12] failed a0: the sky fell\n",
        "[ 2/12] skipped a1: a0 is missing\n",
    ]


def test_an_early_cut_off_is_told() -> None:
    assert told(StepEnded(outcome=outcome(STEPS[0], "kept"))) == [
        "[ 1/12] kept a0  its inputs came out the same  0.3 s\n"
    ]


def test_draining_says_what_happens_now() -> None:
    stop = "Stopping: nothing new starts"
    assert told(Draining(running=0), Draining(running=1), Draining(running=2, is_asked=True)) == [
        f"{stop}.\n",
        f"{stop}; 1 running asset is finished and saved.\n",
        (
            "Stopping: nothing new starts; 2 running assets are finished and saved. "
            "Press Ctrl-C again to leave at once.\n"
        ),
    ]


def test_draining_says_how_long_paid_jobs_are_waited_for() -> None:
    (line,) = told(Draining(running=1, patience=60))

    assert line.endswith(
        " Paid jobs are waited for up to 60 s; the next build takes up the rest, free.\n"
    )


def test_a_heartbeat_names_what_runs_longest() -> None:
    clock = Clock()
    lines = Lines(clock, list[str]().append, PLAIN)
    lines.notice(BuildStarted(plan=plan(*STEPS)))
    for each in STEPS[:5]:
        lines.notice(StepStarted(step=each))
        clock.now += 5

    assert lines.heartbeat() == (
        "still building: 0/12 finished, a0 25 s, a1 20 s, a2 15 s and 2 more running, "
        "25 s elapsed, about 1 min left\n"
    )


def test_before_and_after_a_build_the_heart_is_silent() -> None:
    assert Lines(Clock(), list[str]().append, PLAIN).heartbeat() == ""


def test_time_without_an_estimate_is_just_time() -> None:
    assert time_text(Tally(Clock())) == "0.0 s elapsed"


def test_at_the_end_nothing_is_left() -> None:
    tally = Tally(Clock())
    tally.notice(BuildStarted(plan=plan(STEPS[0])))
    tally.notice(StepEnded(outcome=outcome(STEPS[0])))

    assert time_text(tally) == "0.0 s elapsed"


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    error = MakingError(HOSTILE, cost=HOSTILE, next_step=HOSTILE)
    tally = Tally(Clock())

    lines = event_lines(
        StepEnded(outcome=replace(outcome(step(HOSTILE), "failed"), error=error)), tally, PLAIN
    )

    assert all(character.isprintable() for line in lines for character in line)


def test_what_a_person_should_know_takes_a_line() -> None:
    assert told(Noticed(address="a0", text=f"looked for by its token {HOSTILE}")) == [
        f"note a0: {one_line(f'looked for by its token {HOSTILE}')}\n"
    ]


def test_what_must_not_be_forgotten_is_told_whole() -> None:
    assert told(Rescued(text="SAVE THIS\nintent = x")) == ["SAVE THIS\n", "intent = x\n"]


def test_a_look_at_a_job_is_no_line() -> None:
    state = JobState(job=Job(id="7f", route="/images"), phase="running", word="new")

    assert told(JobSeen(address="a0", state=state)) == []
