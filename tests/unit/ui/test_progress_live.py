from __future__ import annotations

from io import StringIO

import pytest

from assetforge.core.text import display_width
from assetforge.execution.events import BuildStarted, Draining, JobSeen, StepEnded, StepStarted
from assetforge.providers.instruction import Job, JobState
from assetforge.ui.progress import Tally
from assetforge.ui.progress_live import ROWS, Live, live_rows, terminal
from assetforge.ui.style import PLAIN
from tests.unit.ui.samples import Clock, ask, outcome, plan, step

STEPS = [
    step(f"a{rank}", of=ask(f"a{rank}", "video", "studio")) for rank in range(41)
]  # fmt: skip


def tally_of(running: int, clock: Clock) -> Tally:
    tally = Tally(clock)
    tally.notice(BuildStarted(plan=plan(*STEPS, chain=["a0"])))
    for each in STEPS[:running]:
        tally.notice(StepStarted(step=each))
        clock.now += 1
    return tally


def test_rows_tell_what_runs_and_the_bar_how_far_all_is() -> None:
    tally = tally_of(2, Clock())

    assert live_rows(tally, PLAIN, 80) == [
        "  a0  video  studio/flux2  2.0 s of about 20 s",
        "  a1  video  studio/flux2  1.0 s of about 20 s",
        "────────────────────────────────  0/41  2.0 s elapsed, about 18 s left",
    ]


def test_at_most_ten_rows_move() -> None:
    rows = live_rows(tally_of(13, Clock()), PLAIN, 80)

    assert len(rows) == ROWS + 1
    assert rows[-2] == "  … and 4 more"
    assert len(live_rows(tally_of(ROWS, Clock()), PLAIN, 80)) == ROWS + 1


@pytest.mark.parametrize("width", [1, 10, 40, 60, 200])
def test_no_row_is_wider_than_the_terminal(width: int) -> None:
    rows = live_rows(tally_of(13, Clock()), PLAIN, width)

    assert [row for row in rows[:-2] + rows[-1:] if display_width(row) >= max(width, 2)] == []


def test_a_terminal_without_unicode_gets_plain_signs() -> None:
    assert all(row.isascii() for row in live_rows(tally_of(13, Clock()), PLAIN, 80, is_ascii=True))


def test_the_bar_fills_and_says_when_it_stops() -> None:
    clock = Clock()
    tally = tally_of(1, clock)
    for each in STEPS[:21]:
        tally.notice(StepEnded(outcome=outcome(each)))
    tally.notice(Draining(running=0))

    assert live_rows(tally, PLAIN, 80) == ["━" * 16 + "─" * 16 + "  21/41  stopping"]


def test_finished_assets_stay_in_the_scrollback_and_rows_do_not() -> None:
    clock, stream = Clock(), StringIO()
    console = terminal(stream, is_terminal=True, has_colour=False)
    with Live(clock, console, PLAIN) as live:
        live.notice(BuildStarted(plan=plan(*STEPS)))
        for each in STEPS[:3]:
            live.notice(StepStarted(step=each))
            live.notice(StepEnded(outcome=outcome(each)))
            clock.now += 0.06

    shown = stream.getvalue()

    assert "\x1b[?1049h" not in shown  # no alternate screen
    for each in STEPS[:3]:
        assert f"made {each.address}  1600x900 image/png  0.3 s" in shown
    assert shown.rstrip("\n").endswith("\x1b[2K")  # the rows are wiped at the end


def test_a_pipe_is_never_animated_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")

    console = terminal(StringIO(), is_terminal=False, has_colour=False)

    assert not console.is_interactive
    assert not console.is_terminal


def test_a_row_tells_what_the_service_says_until_it_ends() -> None:
    clock = Clock()
    tally = tally_of(1, clock)
    job = Job(id="7f", route="/images")

    def row() -> str:
        return live_rows(tally, PLAIN, 100)[0]

    tally.notice(JobSeen(address="a0", state=state_of(job, "generating", 40)))
    assert row().endswith("generating 40 %")
    tally.notice(JobSeen(address="a0", state=state_of(job, "new", None)))
    assert row().endswith(", new")


def state_of(job: Job, word: str, progress: int | None) -> JobState:
    return JobState(job=job, phase="running", word=word, progress=progress)
